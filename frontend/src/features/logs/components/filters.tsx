import { useQuery } from '@tanstack/react-query'
import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { queries } from '@/api/queries'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select'
import { cn } from '@/lib/cn'
import { useCommand } from '@/lib/shortcuts'
import type { LogsSearch } from '../search'
import { kinds, sources, states } from '../words'

interface FiltersProps {
  search: LogsSearch
  onChange: (change: LogsSearch) => void
}

const all = '*'
const quietMs = 200

interface PickProps {
  label: string
  value: string | undefined
  options: Record<string, string>
  onChange: (value: string | undefined) => void
  className?: string
}

function Pick({ label, value, options, onChange, className }: PickProps) {
  // A value from the address that is no option any more is still shown, so that it can be taken away.
  const entries = Object.entries(value && !(value in options) ? { ...options, [value]: value } : options)
  return (
    <Select value={value ?? all} onValueChange={(next) => onChange(next === all ? undefined : next)}>
      <SelectTrigger
        aria-label={label}
        className={cn('w-auto min-w-32 max-w-48', value && 'border-primary/60', className)}
      >
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={all}>{label}</SelectItem>
        {entries.map(([key, title]) => (
          <SelectItem key={key} value={key}>
            {title}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  )
}

/** What of the log to show. Lives in the address, so that a view can be kept and shared. */
export function Filters({ search, onChange }: FiltersProps) {
  const { data: integrations } = useQuery(queries.integrations())
  const { data: connections } = useQuery(queries.connections())
  const integrationNames = Object.fromEntries(
    (integrations ?? []).map((one) => [one.unique_key, one.display_name]),
  )
  const connectionNames = Object.fromEntries(
    (connections ?? [])
      .filter((one) => !search.integration || one.provider_config_key === search.integration)
      .map((one) => [one.connection_id, one.connection_id]),
  )
  const active = [
    search.search,
    search.kind,
    search.state,
    search.integration,
    search.connection,
    search.source,
  ]
  return (
    <div role="search" aria-label="Filter the logs" className="flex flex-wrap items-center gap-2 pb-3">
      <SearchField value={search.search ?? ''} onChange={(text) => onChange({ search: text || undefined })} />
      <Pick
        label="Any state"
        value={search.state}
        options={states}
        onChange={(state) => onChange({ state: state as LogsSearch['state'] })}
      />
      <Pick label="Any kind" value={search.kind} options={kinds} onChange={(kind) => onChange({ kind })} />
      <Pick
        label="Any source"
        value={search.source}
        options={sources}
        onChange={(source) => onChange({ source: source as LogsSearch['source'] })}
      />
      <Pick
        label="Any integration"
        value={search.integration}
        options={integrationNames}
        onChange={(integration) => onChange({ integration, connection: undefined })}
      />
      <Pick
        label="Any connection"
        value={search.connection}
        options={connectionNames}
        onChange={(connection) => onChange({ connection })}
      />
      {active.some(Boolean) && (
        <Button
          variant="ghost"
          size="sm"
          onClick={() =>
            onChange({
              search: undefined,
              kind: undefined,
              state: undefined,
              integration: undefined,
              connection: undefined,
              source: undefined,
            })
          }
        >
          <X aria-hidden /> Clear filters
        </Button>
      )}
    </div>
  )
}

/** Searches a moment after the last key, and follows the address when it changes by other means. */
function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const [focus] = useState(() => () => input.current?.focus())
  useCommand('search.focus', focus)
  if (value !== known) {
    setKnown(value)
    setText(value)
  }
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => {
      setKnown(text)
      onChange(text)
    }, quietMs)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  return (
    <div className="relative min-w-56 flex-1">
      <Search
        className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground"
        aria-hidden
      />
      <Input
        ref={input}
        type="search"
        aria-label="Search the logs"
        placeholder="Search addresses, errors, bodies…"
        value={text}
        maxLength={255}
        onChange={(event) => setText(event.target.value)}
        className="pl-8"
      />
    </div>
  )
}
