import { Check, Plus, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Command, CommandInput, CommandItem, CommandList } from '@/components/ui/command'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { Button } from '@/components/ui/button'
import { indexFor, search } from '@/lib/search'

const shown = 100
const allowed = /^[0-9a-zA-Z:/_.*-]+$/

interface ScopesPickerProps {
  value: string[]
  onChange: (scopes: string[]) => void
  /** The scopes the catalog knows. */
  known: string[]
  /** Asked for when none is chosen. */
  defaults: string[]
}

function ScopeList({ value, onChange, known }: Pick<ScopesPickerProps, 'value' | 'onChange' | 'known'>) {
  const [query, setQuery] = useState('')
  const index = useMemo(
    () =>
      indexFor(
        known,
        (scope) => scope,
        () => '',
      ),
    [known],
  )
  const found = search(index, query).slice(0, shown)
  const custom = query.trim()
  const canAdd = allowed.test(custom) && !known.includes(custom) && !value.includes(custom)
  const toggle = (scope: string) =>
    onChange(value.includes(scope) ? value.filter((one) => one !== scope) : [...value, scope])
  return (
    <Command shouldFilter={false} label="Scopes">
      <CommandInput value={query} onValueChange={setQuery} placeholder="Search, or type one of your own…" />
      <CommandList className="max-h-72">
        {found.map((scope) => (
          <CommandItem
            key={scope}
            value={scope}
            aria-checked={value.includes(scope)}
            onSelect={() => toggle(scope)}
          >
            <span className="grid size-4 place-items-center">
              {value.includes(scope) && <Check className="size-4 text-primary" aria-hidden />}
            </span>
            <code className="font-mono text-xs break-all">{scope}</code>
            {value.includes(scope) && <span className="sr-only">chosen</span>}
          </CommandItem>
        ))}
        {canAdd && (
          <CommandItem
            value={`add:${custom}`}
            onSelect={() => {
              toggle(custom)
              setQuery('')
            }}
          >
            <Plus className="size-4" aria-hidden />
            <span>
              Add <code className="font-mono text-xs">{custom}</code>
            </span>
          </CommandItem>
        )}
        {found.length === 0 && !canAdd && (
          <p className="px-2 py-6 text-center text-muted-foreground">
            {custom
              ? 'A scope has letters, digits and : / _ . * - only.'
              : 'The catalog knows no scopes of this API. Type those its documentation names.'}
          </p>
        )}
      </CommandList>
    </Command>
  )
}

/** Chooses scopes from those the catalog knows, or any other by typing it. */
export function ScopesPicker({ value, onChange, known, defaults }: ScopesPickerProps) {
  return (
    <div role="group" aria-label="Scopes" className="flex flex-col gap-2">
      {value.length > 0 && (
        <ul className="flex flex-wrap gap-1" aria-label="Chosen scopes">
          {value.map((scope) => (
            <li key={scope}>
              <Badge className="pr-0.5 font-mono">
                {scope}
                <button
                  type="button"
                  aria-label={`Remove scope ${scope}`}
                  onClick={() => onChange(value.filter((one) => one !== scope))}
                  className="grid size-4 place-items-center rounded-full hover:bg-background"
                >
                  <X aria-hidden />
                </button>
              </Badge>
            </li>
          ))}
        </ul>
      )}
      <div className="flex items-center gap-3">
        <Popover>
          <PopoverTrigger asChild>
            <Button variant="outline" size="sm">
              <Plus aria-hidden /> Choose scopes
            </Button>
          </PopoverTrigger>
          <PopoverContent className="w-96 p-0">
            <ScopeList value={value} onChange={onChange} known={known} />
          </PopoverContent>
        </Popover>
        {value.length === 0 && (
          <span className="text-xs text-muted-foreground">
            {defaults.length > 0 ? `None chosen: asks for ${defaults.join(', ')}.` : 'None chosen.'}
          </span>
        )}
      </div>
    </div>
  )
}
