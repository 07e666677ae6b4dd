import { useQuery } from '@tanstack/react-query'
import { Cable, ChevronsUpDown, Plus } from 'lucide-react'
import { Suspense, useMemo, useState } from 'react'
import { asFault } from '@/api/fault'
import { queries } from '@/api/queries'
import type { Connection } from '@/api/types'
import { ProviderIcon } from '@/components/provider-icon'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { useConnectDialog } from '@/lib/connect-dialog'
import { indexFor, search } from '@/lib/search'

interface ConnectionPickerProps {
  integration: string
  connection: string
  onChoose: (ref: { integration: string; id: string }) => void
  invalid?: boolean
}

/** Which account a request is sent with; can be searched by account, integration and API. */
export function ConnectionPicker({ integration, connection, onChoose, invalid }: ConnectionPickerProps) {
  const [open, setOpen] = useState(false)
  const { data } = useQuery(queries.connections())
  const chosen = data?.find(
    (one) => one.provider_config_key === integration && one.connection_id === connection,
  )
  const choose = (ref: { integration: string; id: string }) => {
    setOpen(false)
    onChoose(ref)
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="outline"
          role="combobox"
          aria-expanded={open}
          aria-label={connection ? `Connection: ${connection} of ${integration}` : 'Choose a connection'}
          aria-invalid={invalid ? true : undefined}
          className="w-64 justify-start font-normal aria-invalid:border-destructive"
        >
          {connection ? (
            <>
              {chosen ? (
                <ProviderIcon name={chosen.provider} label={chosen.provider_name} size="sm" />
              ) : (
                <Cable className="text-muted-foreground" aria-hidden />
              )}
              <span className="min-w-0 truncate font-medium">{connection}</span>
              <span className="min-w-0 shrink-[2] truncate text-muted-foreground">{integration}</span>
            </>
          ) : (
            <>
              <Cable className="text-muted-foreground" aria-hidden />
              <span className="text-muted-foreground">Choose a connection…</span>
            </>
          )}
          <ChevronsUpDown className="ml-auto size-3.5 text-muted-foreground" aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-96 p-0">
        <Suspense>
          <Choices onChoose={choose} />
        </Suspense>
      </PopoverContent>
    </Popover>
  )
}

function Choices({ onChoose }: { onChoose: ConnectionPickerProps['onChoose'] }) {
  const connections = useQuery(queries.connections())
  const openConnect = useConnectDialog()
  const [query, setQuery] = useState('')
  const index = useMemo(
    () =>
      indexFor(
        connections.data ?? [],
        (one) => one.connection_id,
        (one) => `${one.provider_config_key} ${one.provider_name} ${Object.values(one.tags).join(' ')}`,
      ),
    [connections.data],
  )
  const found = useMemo(() => search(index, query).slice(0, 100), [index, query])
  return (
    <Command shouldFilter={false} loop label="Connections">
      <CommandInput value={query} onValueChange={setQuery} placeholder="Search accounts and APIs…" />
      <CommandList className="max-h-80">
        <CommandEmpty>{emptyText(connections, query)}</CommandEmpty>
        {found.length > 0 && (
          <CommandGroup>
            {found.map((one) => (
              <CommandItem
                key={`${one.provider_config_key}/${one.connection_id}`}
                value={`${one.provider_config_key}/${one.connection_id}`}
                onSelect={() => onChoose({ integration: one.provider_config_key, id: one.connection_id })}
              >
                <Choice connection={one} />
              </CommandItem>
            ))}
          </CommandGroup>
        )}
      </CommandList>
      <div className="border-t p-1.5">
        <Button
          variant="ghost"
          size="sm"
          className="w-full justify-start"
          onClick={() => openConnect({ onConnected: onChoose })}
        >
          <Plus aria-hidden /> Connect an account
        </Button>
      </div>
    </Command>
  )
}

function Choice({ connection }: { connection: Connection }) {
  return (
    <>
      <ProviderIcon name={connection.provider} label={connection.provider_name} size="sm" />
      <span className="min-w-0 truncate">{connection.connection_id}</span>
      <span className="min-w-0 shrink-[2] truncate text-muted-foreground">
        {connection.provider_config_key}
      </span>
      {connection.state !== 'ok' && (
        <Badge variant={connection.state === 'error' ? 'destructive' : 'warning'} className="ml-auto">
          {connection.state === 'error' ? 'needs attention' : 'expired'}
        </Badge>
      )}
    </>
  )
}

function emptyText(connections: { isPending: boolean; error: unknown }, query: string): string {
  if (connections.error) return asFault(connections.error).message
  if (connections.isPending) return 'Reading the connections…'
  return query ? `No connection is called “${query}”.` : 'No account is connected yet.'
}
