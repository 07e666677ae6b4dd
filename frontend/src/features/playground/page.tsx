import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { queries } from '@/api/queries'
import type { HistoryItem } from '@/api/types'
import { CopyAsMenu, copyAs } from '@/components/copy-as'
import { Page, PageHeader } from '@/components/page'
import { Button } from '@/components/ui/button'
import {
  draftOf,
  getDraft,
  problemsOf,
  requestOf,
  setDraft,
  settlePath,
  takeSend,
  useDraft,
  type Draft,
  type Problem,
} from '@/lib/request-draft'
import { useCommand } from '@/lib/shortcuts'
import { ConnectionPicker } from './components/connection-picker'
import { HistoryRows, HistorySheet } from './components/history-list'
import { RequestBar } from './components/request-bar'
import { RequestPane, type RequestTab } from './components/request-pane'
import { IdleResponse, ResponsePane } from './components/response-pane'
import { historyQuery } from './queries'
import { resetRun, send, useRun } from './run'
import { useAddress } from './use-address'

const change = (part: Partial<Draft>) => setDraft((draft) => ({ ...draft, ...part }))

const tabOf: Partial<Record<Problem['field'], RequestTab>> = { headers: 'headers', base: 'advanced' }

/** The connection's API: what it is called and where it answers. */
function useApi({ integration, connection, baseUrl }: Draft) {
  const { data: list } = useQuery(queries.connections())
  const { data: detail } = useQuery({
    ...queries.connection({ integration, id: connection }),
    enabled: Boolean(integration && connection),
  })
  const chosen = list?.find(
    (one) => one.provider_config_key === integration && one.connection_id === connection,
  )
  const base = detail?.base_url
  // Sent elsewhere, the answer is not the API's own.
  const elsewhere = /^https?:\/\/([^/]+)/i.exec(baseUrl)?.[1]
  return { base, name: elsewhere ?? chosen?.provider_name ?? 'The API' }
}

export function PlaygroundPage() {
  const draft = useDraft()
  const run = useRun()
  const api = useApi(draft)
  const [tab, setTab] = useState<RequestTab>('params')
  const [historyOpen, setHistoryOpen] = useState(false)
  /** Problems are shown once somebody tried to send. */
  const [tried, setTried] = useState(false)
  const problems = tried ? problemsOf(draft) : []
  useAddress(draft)

  const settle = useCallback(() => setDraft((now) => settlePath(now, api.base)), [api.base])
  const submit = useCallback(() => {
    settle()
    const now = getDraft()
    const [first] = problemsOf(now)
    setTried(true)
    const where = first && tabOf[first.field]
    if (where) setTab(where)
    if (!first) void send(requestOf(now))
  }, [settle])

  const showHistory = useCallback(() => setHistoryOpen(true), [])
  usePlaygroundCommands(submit, showHistory)
  useEffect(() => {
    if (takeSend() && problemsOf(getDraft()).length === 0) void send(requestOf(getDraft()))
  }, [])

  const reuse = (item: HistoryItem) => {
    setDraft(draftOf(item))
    setHistoryOpen(false)
    resetRun()
  }
  return (
    <Page fill wide className="pb-5">
      <PageHeader
        title="Playground"
        actions={
          <>
            <Button variant="ghost" onClick={showHistory}>
              <History aria-hidden /> History
            </Button>
            <CopyAsMenu
              request={() => requestOf(getDraft())}
              {...(!draft.connection && { disabled: true })}
            />
          </>
        }
      />
      <div className="flex flex-wrap gap-2">
        <ConnectionPicker
          integration={draft.integration}
          connection={draft.connection}
          invalid={problems.some(({ field }) => field === 'connection')}
          onChoose={({ integration, id }) => change({ integration, connection: id })}
        />
        <div className="flex min-w-0 grow basis-[34rem]">
          <RequestBar
            draft={draft}
            onChange={change}
            onSettle={settle}
            base={draft.baseUrl || api.base}
            sending={run.state === 'sending'}
            onSend={submit}
            onCancel={() => run.state === 'sending' && run.cancel()}
          />
        </div>
      </div>
      {problems.length > 0 && (
        <p role="alert" className="pt-1.5 text-xs text-destructive">
          {problems[0]?.message}
        </p>
      )}
      <div className="mt-3 grid min-h-[40rem] flex-1 grid-rows-[minmax(0,2fr)_minmax(0,3fr)] gap-4 lg:min-h-80 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.25fr)] lg:grid-rows-1">
        <section aria-label="Request" className="flex min-h-0 flex-col">
          <RequestPane
            draft={draft}
            onChange={change}
            problems={problems}
            tab={tab}
            onTab={setTab}
            base={api.base}
          />
        </section>
        <div className="flex min-h-0 flex-col overflow-hidden rounded-xl border bg-card">
          <ResponsePane
            run={run}
            provider={api.name}
            idle={
              <IdleResponse ready={Boolean(draft.connection)}>
                <RecentRequests onUse={reuse} />
              </IdleResponse>
            }
          />
        </div>
      </div>
      <HistorySheet open={historyOpen} onClose={() => setHistoryOpen(false)} onUse={reuse} />
    </Page>
  )
}

function usePlaygroundCommands(submit: () => void, showHistory: () => void) {
  const { data: status } = useQuery(queries.status())
  const apiUrl = status?.api_url ?? ''
  useCommand('playground.send', submit)
  useCommand(
    'playground.copyCurl',
    useCallback(() => void copyAs('curl', requestOf(getDraft()), apiUrl), [apiUrl]),
  )
  useCommand('playground.history', showHistory)
}

/** The last few requests, where the answer will be: a quicker start than an empty form. */
function RecentRequests({ onUse }: { onUse: (item: HistoryItem) => void }) {
  const { data } = useQuery(historyQuery())
  if (!data?.length) return null
  return (
    <section aria-label="Sent lately" className="border-t pb-2">
      <h2 className="px-4 pt-3 pb-1 text-xs font-medium text-muted-foreground">Sent lately</h2>
      <HistoryRows items={data.slice(0, 5)} onUse={onUse} />
    </section>
  )
}
