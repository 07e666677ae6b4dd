import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { FileCode2 } from 'lucide-react'
import { BackLink } from '@/components/back-link'
import { Page, PageHeader } from '@/components/page'
import { ProviderIcon } from '@/components/provider-icon'
import { runQuery } from '@/components/run/queries'
import { RunView } from '@/components/run/run-view'
import { typeNames } from '@/components/run/words'
import { Button } from '@/components/ui/button'

const route = getRouteApi('/runs/$id')

/** One run on a page of its own. */
export function RunPage() {
  const { id } = route.useParams()
  const { tab, against } = route.useSearch()
  const navigate = useNavigate({ from: '/runs/$id' })
  const { data: run } = useQuery(runQuery(id))
  return (
    <Page fill wide className="pb-5">
      <BackLink to="/runs" label="Runs" />
      <PageHeader
        before={run && <ProviderIcon name={run.provider} label={run.integration} size="lg" />}
        title={run ? run.function : 'Run'}
        description={
          run && (
            <span>
              {typeNames[run.type]} of {run.integration}
              {run.connection && (
                <>
                  {' on '}
                  <Link
                    to="/connections/$integration/$id"
                    params={{ integration: run.integration, id: run.connection }}
                    className="text-primary hover:underline"
                  >
                    {run.connection}
                  </Link>
                </>
              )}
            </span>
          )
        }
        actions={
          run && (
            <Button asChild variant="outline">
              <Link
                to="/functions"
                search={{ fn: `${run.integration}/${run.type}/${run.function}`, tab: 'run' }}
              >
                <FileCode2 aria-hidden /> Open the function
              </Link>
            </Button>
          )
        }
      />
      <div className="flex min-h-80 flex-1 flex-col overflow-hidden rounded-xl border bg-card">
        <RunView
          key={id}
          id={id}
          tab={tab}
          onTab={(next) => void navigate({ search: (was) => ({ ...was, tab: next }), replace: true })}
          against={against}
          onAgainst={(next) => void navigate({ search: (was) => ({ ...was, against: next }), replace: true })}
        />
      </div>
    </Page>
  )
}
