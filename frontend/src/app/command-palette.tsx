import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CornerDownLeft, ScrollText, Zap } from 'lucide-react'
import { createElement, useCallback, useMemo, useState } from 'react'
import { queries } from '@/api/queries'
import { ProviderIcon } from '@/components/provider-icon'
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command'
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { sectionTitles, type Section } from '@/features/settings/search'
import { commands, type CommandId } from '@/lib/commands'
import { authModeName } from '@/lib/format'
import { indexFor, search } from '@/lib/search'
import { keysOf, runCommand, useActiveCommands, useCommand } from '@/lib/shortcuts'
import { mainNavigation, settingsItem } from './navigation'
import { recentFirst, remember } from './recent'

interface Entry {
  id: string
  group: string
  title: string
  /** Said after the title, in grey. */
  note?: string
  provider?: string
  command?: CommandId
  run: () => void
}

/** Other words for what a section of the settings is about. */
const sectionNotes: Partial<Record<Section, string>> = {
  webhooks: 'Tunnel, public address of the webhook port',
  notifications: 'Notifications, signing key',
  assistants: 'MCP',
  network: 'Proxy, private destinations',
  appearance: 'Theme',
}

const pageIcons = new Map([...mainNavigation, settingsItem].map((item) => [item.command, item.icon]))
const perGroup = 7

/** Everything the palette can do now, as one flat list. */
function useEntries(): Entry[] {
  const navigate = useNavigate()
  const active = useActiveCommands()
  const { data: providers } = useQuery(queries.providers())
  const { data: integrations } = useQuery(queries.integrations())
  const { data: connections } = useQuery(queries.connections())
  const { data: functions } = useQuery(queries.functions())
  return useMemo(() => {
    const entries: Entry[] = active
      .filter((id) => id !== 'palette.open' && id !== 'search.focus')
      .map((id) => ({
        id,
        group: commands[id].group,
        title: commands[id].title,
        command: id,
        run: () => runCommand(id),
      }))
    for (const [section, title] of Object.entries(sectionTitles)) {
      entries.push({
        id: `settings/${section}`,
        group: 'Settings',
        title,
        note: sectionNotes[section as Section] ?? 'Settings',
        run: () => void navigate({ to: '/settings', search: { section: section as Section } }),
      })
    }
    for (const connection of connections ?? []) {
      const { provider_config_key: integration, connection_id: id } = connection
      entries.push({
        id: `connection/${integration}/${id}`,
        group: 'Connections',
        title: id,
        note: connection.provider_name,
        provider: connection.provider,
        run: () => void navigate({ to: '/connections/$integration/$id', params: { integration, id } }),
      })
    }
    for (const one of functions ?? []) {
      entries.push({
        id: `function/${one.integration}/${one.type}/${one.name}`,
        group: 'Functions',
        title: one.name,
        note: one.integration,
        provider: one.provider || one.integration,
        run: () =>
          void navigate({ to: '/functions', search: { fn: `${one.integration}/${one.type}/${one.name}` } }),
      })
    }
    for (const integration of integrations ?? []) {
      entries.push({
        id: `integration/${integration.unique_key}`,
        group: 'Integrations',
        title: integration.display_name,
        note: integration.unique_key,
        provider: integration.provider,
        run: () => void navigate({ to: '/integrations/$key', params: { key: integration.unique_key } }),
      })
    }
    for (const provider of providers ?? []) {
      entries.push({
        id: `provider/${provider.name}`,
        group: 'APIs',
        title: provider.display_name,
        note: authModeName(provider.auth_mode),
        provider: provider.name,
        run: () => void navigate({ to: '/apis/$provider', params: { provider: provider.name } }),
      })
    }
    return entries
  }, [active, providers, integrations, connections, functions, navigate])
}

function pick(index: ReturnType<typeof indexFor<Entry>>, query: string): [string, Entry[]][] {
  const groups = new Map<string, Entry[]>()
  for (const entry of search(index, query)) {
    // Before anything is typed, a thousand APIs and every part of the settings are no help.
    if (!query && (entry.group === 'APIs' || entry.group === 'Settings')) continue
    const group = groups.get(entry.group) ?? []
    if (group.length < perGroup || entry.command) groups.set(entry.group, [...group, entry])
  }
  return [...groups]
}

function EntryIcon({ entry }: { entry: Entry }) {
  if (entry.provider) return <ProviderIcon name={entry.provider} label={entry.title} size="sm" />
  return createElement((entry.command && pageIcons.get(entry.command)) ?? Zap, {
    className: 'size-4 text-muted-foreground',
    'aria-hidden': true,
  })
}

function Results({ query, close }: { query: string; close: () => void }) {
  const navigate = useNavigate()
  const entries = useEntries()
  const index = useMemo(
    () =>
      indexFor(
        entries,
        (entry) => entry.title,
        (entry) => `${entry.note ?? ''} ${entry.id}`,
      ),
    [entries],
  )
  const groups = useMemo(() => pick(index, query), [index, query])
  const recent = query ? [] : recentFirst(entries)
  const run = (entry: Entry) => {
    remember(entry.id)
    close()
    entry.run()
  }
  const row = (entry: Entry, prefix = '') => (
    <CommandItem key={entry.id} value={prefix + entry.id} onSelect={() => run(entry)}>
      <EntryIcon entry={entry} />
      <span className="truncate">{entry.title}</span>
      {entry.note && <span className="truncate text-muted-foreground">{entry.note}</span>}
      <span className="flex-1" />
      {entry.command && keysOf(entry.command) && <Kbd keys={keysOf(entry.command)} />}
    </CommandItem>
  )
  return (
    <CommandList>
      <CommandEmpty>Nothing is called “{query}”.</CommandEmpty>
      {recent.length > 0 && (
        <CommandGroup heading="Recent">{recent.map((entry) => row(entry, 'recent/'))}</CommandGroup>
      )}
      {groups.map(([group, found]) => (
        <CommandGroup key={group} heading={group}>
          {found.map((entry) => row(entry))}
        </CommandGroup>
      ))}
      {query && (
        <CommandGroup heading="Search">
          <CommandItem
            value="search/logs"
            onSelect={() => {
              close()
              void navigate({ to: '/logs', search: { search: query } })
            }}
          >
            <ScrollText className="size-4 text-muted-foreground" aria-hidden />
            Search the logs for “{query}”
          </CommandItem>
        </CommandGroup>
      )}
    </CommandList>
  )
}

/** One box for pages, actions, APIs, integrations, connections and functions. */
export function CommandPalette() {
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const change = useCallback((next: boolean) => {
    setQuery('')
    setOpen(next)
  }, [])
  useCommand(
    'palette.open',
    useCallback(() => change(true), [change]),
  )
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogContent className="top-[14vh] max-w-xl translate-y-0 overflow-hidden [&>button]:hidden">
        <DialogTitle className="sr-only">Command palette</DialogTitle>
        <DialogDescription className="sr-only">
          Type to find a page, an action, an API or a connection.
        </DialogDescription>
        <Command shouldFilter={false} loop label="Command palette">
          <CommandInput value={query} onValueChange={setQuery} placeholder="Go to, do, or find an API…" />
          <Results query={query} close={() => change(false)} />
          <footer className="flex items-center gap-3 border-t px-3 py-2 text-xs text-muted-foreground">
            <span className="flex items-center gap-1">
              <CornerDownLeft className="size-3" aria-hidden /> to open
            </span>
            <span>↑ ↓ to move</span>
            <span className="ml-auto">Esc to close</span>
          </footer>
        </Command>
      </DialogContent>
    </Dialog>
  )
}
