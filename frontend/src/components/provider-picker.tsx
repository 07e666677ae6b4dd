import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { queries } from '@/api/queries'
import type { ProviderSummary } from '@/api/types'
import { authModeName } from '@/lib/format'
import { indexFor, search } from '@/lib/search'
import { ProviderIcon } from './provider-icon'
import { Badge } from './ui/badge'
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from './ui/command'

const shown = 40

/** Finds one API by typing. Those that this version cannot connect are listed last and cannot be chosen. */
export function ProviderPicker({ onPick }: { onPick: (provider: ProviderSummary) => void }) {
  const { data: providers } = useQuery(queries.providers())
  const [query, setQuery] = useState('')
  const index = useMemo(
    () =>
      indexFor(
        providers ?? [],
        (one) => one.display_name,
        (one) => `${one.name} ${one.categories.join(' ')}`,
      ),
    [providers],
  )
  const found = useMemo(() => {
    const hits = search(index, query)
    return [...hits.filter((one) => one.supported), ...hits.filter((one) => !one.supported)].slice(0, shown)
  }, [index, query])
  return (
    <Command shouldFilter={false} label="Find an API" className="rounded-lg border bg-card">
      <CommandInput value={query} onValueChange={setQuery} placeholder="Find an API…" autoFocus />
      <CommandList className="max-h-80">
        {providers && <CommandEmpty>No API is called “{query}”.</CommandEmpty>}
        {found.map((one) => (
          <CommandItem key={one.name} value={one.name} disabled={!one.supported} onSelect={() => onPick(one)}>
            <ProviderIcon name={one.name} label={one.display_name} size="sm" />
            <span className="truncate">{one.display_name}</span>
            <span className="flex-1" />
            {!one.supported && <Badge variant="outline">Later</Badge>}
            <span className="text-xs text-muted-foreground">{authModeName(one.auth_mode)}</span>
          </CommandItem>
        ))}
      </CommandList>
    </Command>
  )
}
