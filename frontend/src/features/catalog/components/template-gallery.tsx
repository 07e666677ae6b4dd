import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { useCallback } from 'react'
import type { Template } from '@/api/types'
import { TableSkeleton } from '@/components/data-table'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { SearchInput } from '@/components/search-input'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { formatCount } from '@/lib/format'
import { useUrlText } from '@/lib/use-url-text'
import { findTemplates, templatesQuery } from '../templates'
import { TemplateList } from './template-list'

const route = getRouteApi('/apis')
const none: Template[] = []

/** Every ready-made function of the library. */
export function TemplateGallery() {
  const { q } = route.useSearch()
  const navigate = useNavigate({ from: '/apis' })
  const { data: templates = none, isPending, error, refetch } = useQuery(templatesQuery())
  const commit = useCallback(
    (next: string | undefined) =>
      void navigate({ search: (before) => ({ ...before, q: next }), replace: true }),
    [navigate],
  )
  const [text, setText] = useUrlText(q, commit)
  const found = findTemplates(templates, text)
  if (isPending) return <TableSkeleton rows={8} />
  if (error && templates.length === 0)
    return <ErrorState error={error} title="The functions could not be read." retry={() => void refetch()} />
  return (
    <>
      <div className="flex items-center gap-3 pb-4">
        <SearchInput
          label="Search ready-made functions"
          placeholder="Issues, contacts, an API…"
          value={text}
          onChange={setText}
          className="flex-1"
        />
        <span role="status" className="text-xs text-muted-foreground">
          {formatCount(found.length, 'function')}
        </span>
      </div>
      {found.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title="No function matches"
          action={
            <Button variant="outline" onClick={() => setText('')}>
              Show all functions
            </Button>
          }
        >
          The library has none like that. Any function can be written in a few lines.
        </EmptyState>
      ) : (
        <Card className="min-h-0 overflow-y-auto">
          <TemplateList templates={found} withProvider />
        </Card>
      )}
    </>
  )
}
