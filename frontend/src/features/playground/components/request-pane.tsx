import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { takesBody } from '@/lib/http'
import type { Draft, Problem } from '@/lib/request-draft'
import { BodyEditor } from './body-editor'
import { LinesTable } from './lines-table'

const headerNames = [
  'Accept',
  'Accept-Language',
  'Cache-Control',
  'Content-Type',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'Idempotency-Key',
  'Prefer',
  'Range',
  'User-Agent',
  'X-Request-Id',
]

export type RequestTab = 'params' | 'headers' | 'body' | 'advanced'

interface RequestPaneProps {
  draft: Draft
  onChange: (change: Partial<Draft>) => void
  problems: Problem[]
  tab: RequestTab
  onTab: (tab: RequestTab) => void
  /** The base URL that the connection brings. */
  base: string | undefined
}

function Count({ children }: { children: number }) {
  return children > 0 ? <Badge className="h-4 px-1.5 tabular-nums">{children}</Badge> : null
}

/** Everything of a request besides its address. */
export function RequestPane({ draft, onChange, problems, tab, onTab, base }: RequestPaneProps) {
  const sent = (lines: Draft['params']) => lines.filter(({ on, name }) => on && name).length
  const headerProblems = new Map(
    problems.flatMap(({ field, line, message }) =>
      field === 'headers' && line ? [[line, message] as const] : [],
    ),
  )
  return (
    <Tabs
      value={tab}
      onValueChange={(next) => onTab(next as RequestTab)}
      className="flex min-h-0 flex-1 flex-col"
    >
      <TabsList aria-label="Parts of the request">
        <TabsTrigger value="params">
          Parameters <Count>{sent(draft.params)}</Count>
        </TabsTrigger>
        <TabsTrigger value="headers">
          Headers <Count>{sent(draft.headers)}</Count>
        </TabsTrigger>
        <TabsTrigger value="body">
          Body {draft.bodyKind !== 'none' && takesBody(draft.method) && <Dot label="has content" />}
        </TabsTrigger>
        <TabsTrigger value="advanced">
          Advanced {(draft.baseUrl || draft.retries > 0) && <Dot label="changed" />}
        </TabsTrigger>
      </TabsList>
      <TabsContent value="params" className="min-h-0 flex-1 overflow-y-auto pt-3">
        <LinesTable noun="parameter" lines={draft.params} onChange={(params) => onChange({ params })} />
      </TabsContent>
      <TabsContent value="headers" className="min-h-0 flex-1 overflow-y-auto pt-3">
        <LinesTable
          noun="header"
          lines={draft.headers}
          names={headerNames}
          problems={headerProblems}
          onChange={(headers) => onChange({ headers })}
        />
        <p className="pt-2 text-xs text-muted-foreground">
          Patchbay adds the credential and the headers that this API always needs.
        </p>
      </TabsContent>
      <TabsContent value="body" className="flex min-h-0 flex-1 flex-col pt-3 data-[state=inactive]:hidden">
        <BodyEditor draft={draft} onChange={onChange} />
      </TabsContent>
      <TabsContent value="advanced" className="min-h-0 flex-1 overflow-y-auto pt-3">
        <Advanced
          draft={draft}
          onChange={onChange}
          base={base}
          problem={problems.find(({ field }) => field === 'base')?.message}
        />
      </TabsContent>
    </Tabs>
  )
}

function Dot({ label }: { label: string }) {
  return (
    <span className="size-1.5 rounded-full bg-primary">
      <span className="sr-only">{label}</span>
    </span>
  )
}

function Setting({
  id,
  title,
  help,
  children,
}: {
  id: string
  title: string
  help: string
  children: ReactNode
}) {
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>{title}</Label>
      {children}
      <p id={`${id}-help`} className="text-xs text-muted-foreground">
        {help}
      </p>
    </div>
  )
}

interface AdvancedProps extends Pick<RequestPaneProps, 'draft' | 'onChange' | 'base'> {
  problem: string | undefined
}

function Advanced({ draft, onChange, base, problem }: AdvancedProps) {
  return (
    <div className="flex max-w-xl flex-col gap-5">
      <Setting
        id="base-url"
        title="Base URL"
        help="Sends to another server than the one the API is known by. The credential goes there too, so use only servers you trust."
      >
        <Input
          id="base-url"
          value={draft.baseUrl}
          placeholder={base ?? 'https://api.example.com'}
          spellCheck={false}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? 'base-url-problem base-url-help' : 'base-url-help'}
          onChange={(event) => onChange({ baseUrl: event.target.value })}
          className="font-mono text-xs"
        />
        {problem && (
          <p id="base-url-problem" role="alert" className="text-xs text-destructive">
            {problem}
          </p>
        )}
      </Setting>
      <Setting
        id="retries"
        title="Retries"
        help="How often a failed call is tried again: server errors, 429 and network failures, or what the API is known to need."
      >
        <Input
          id="retries"
          type="number"
          min={0}
          max={10}
          value={draft.retries}
          aria-describedby="retries-help"
          onChange={(event) =>
            onChange({ retries: Math.max(0, Math.min(10, event.target.valueAsNumber || 0)) })
          }
          className="w-24"
        />
      </Setting>
    </div>
  )
}
