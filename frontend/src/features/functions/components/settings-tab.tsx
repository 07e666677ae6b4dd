import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ShieldAlert } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { patchFunction } from '@/api/functions'
import type { FunctionDetail, FunctionPatch } from '@/api/types'
import { FaultNotice } from '@/components/error-state'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Label } from '@/components/ui/label'
import { Switch } from '@/components/ui/switch'
import { formatDate } from '@/lib/dates'

/** The function's switches, and what its code declares. */
export function SettingsTab({ fn }: { fn: FunctionDetail }) {
  const client = useQueryClient()
  const patch = useMutation({
    mutationFn: (change: FunctionPatch) => patchFunction(fn, change),
    onSettled: () => client.invalidateQueries({ queryKey: ['functions'] }),
  })
  const asked = patch.isPending ? patch.variables : {}
  const onSave = asked.run_on_save ? Boolean(asked.run_on_save.connection) : fn.run_on_save !== null
  const credentials = asked.allow_credentials ?? fn.allow_credentials
  const last = fn.last_input
  return (
    <div className="flex max-w-2xl flex-col gap-5 overflow-y-auto">
      {patch.error && <FaultNotice error={patch.error} />}
      <Row
        title="Enabled"
        checked={asked.enabled ?? fn.enabled}
        onChange={(enabled) => patch.mutate({ enabled })}
      >
        {fn.type === 'sync'
          ? 'Runs on its schedule. Switched off, nothing runs by itself; its records stay.'
          : 'Can be called. Switched off, calls are refused.'}
      </Row>
      <Row
        title="Run on save"
        checked={onSave}
        disabled={!last && !onSave}
        onChange={(on) =>
          patch.mutate({
            run_on_save:
              on && last
                ? {
                    connection: last.connection,
                    mode: last.mode,
                    ...(last.input !== undefined && { input: last.input }),
                  }
                : {},
          })
        }
      >
        {last
          ? `Each save runs it again with ${last.connection} and the last input, ${last.mode === 'dryrun' ? 'as a dry run' : 'for real'}.`
          : 'Each save runs it again. Run it once by hand first, so that there is an input to use.'}
      </Row>
      <Row
        title="Allow it to read credentials"
        checked={credentials}
        onChange={(allow_credentials) => patch.mutate({ allow_credentials })}
      >
        Functions call APIs through Patchbay and never see a token. Code that asks for one gets a masked text,
        unless this is on.
      </Row>
      {credentials && (
        <Alert variant="warning">
          <ShieldAlert aria-hidden />
          <AlertTitle>This code can read the account’s secrets</AlertTitle>
          <AlertDescription>
            It could also send them elsewhere with a request. Leave it on only for code that you have read.
          </AlertDescription>
        </Alert>
      )}
      <Declared fn={fn} />
    </div>
  )
}

interface RowProps {
  title: string
  checked: boolean
  disabled?: boolean
  onChange: (on: boolean) => void
  children: ReactNode
}

function Row({ title, checked, disabled = false, onChange, children }: RowProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-4">
      <div className="min-w-0 flex-1">
        <Label htmlFor={id}>{title}</Label>
        <p id={`${id}-help`} className="text-muted-foreground">
          {children}
        </p>
      </div>
      <Switch
        id={id}
        aria-describedby={`${id}-help`}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
      />
    </div>
  )
}

function Declared({ fn }: { fn: FunctionDetail }) {
  const rows: [string, ReactNode][] = [
    ['Description', fn.description],
    ['Version', fn.version],
    ['Frequency', fn.frequency],
    ['Event', fn.event],
    ['Models', <Words key="models" words={fn.models} />],
    ['Scopes', <Words key="scopes" words={fn.scopes} />],
    ['Subscriptions', <Words key="subscriptions" words={fn.subscriptions} />],
    ['Uses', <Words key="features" words={fn.features} />],
    ['Endpoints', <Words key="endpoints" words={fn.endpoints.map((one) => `${one.method} ${one.path}`)} />],
    ['Fixture', fn.fixture && <code className="font-mono text-xs">{fn.fixture}</code>],
    ['Installed', fn.installed_at && formatDate(fn.installed_at)],
  ]
  const lists = new Map<string, string[] | undefined>([
    ['Models', fn.models],
    ['Scopes', fn.scopes],
    ['Subscriptions', fn.subscriptions],
    ['Uses', fn.features],
    ['Endpoints', fn.endpoints.map((one) => one.path)],
  ])
  const shown = rows.filter(([name, value]) =>
    lists.has(name) ? (lists.get(name)?.length ?? 0) > 0 : Boolean(value),
  )
  return (
    <section aria-label="What its code declares" className="border-t pt-4">
      <h3 className="pb-2 font-medium">What its code declares</h3>
      <dl className="grid grid-cols-[7rem_1fr] gap-y-1.5 [&_dt]:text-muted-foreground">
        {shown.map(([name, value]) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Words({ words }: { words: string[] }) {
  return (
    <span className="flex flex-wrap gap-1">
      {words.map((word) => (
        <Badge key={word} className="font-mono">
          {word}
        </Badge>
      ))}
    </span>
  )
}
