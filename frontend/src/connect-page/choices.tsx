import { useMemo, useState } from 'react'
import type { ConnectChoice } from '@/api/types'
import { ProviderIcon } from '@/components/provider-icon'
import { Input } from '@/components/ui/input'
import { indexFor, search } from '@/lib/search'
import { Sheet } from './sheet'
import { useLanguage, useWords } from './words'

interface ChoicesViewProps {
  choices: ConnectChoice[]
  onPick: (choice: ConnectChoice) => void
}

/** More than these are not seen at a glance. */
const glance = 10

/** The integrations by the names that are shown: case does not matter, and numbers count as numbers. */
function useSorted(choices: ConnectChoice[]): ConnectChoice[] {
  const language = useLanguage()
  return useMemo(() => {
    const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
    return choices.toSorted((one, other) => compare(one.display_name, other.display_name))
  }, [choices, language])
}

/** The integrations of the session. */
export function ChoicesView({ choices, onPick }: ChoicesViewProps) {
  const words = useWords()
  const [query, setQuery] = useState('')
  const sorted = useSorted(choices)
  const index = useMemo(
    () =>
      indexFor(
        sorted,
        (choice) => choice.display_name,
        (choice) => `${choice.integration} ${choice.provider}`,
      ),
    [sorted],
  )
  if (choices.length === 0) {
    return (
      <Sheet title={words.nothing}>
        <p className="text-muted-foreground">{words.nothingOffered}</p>
      </Sheet>
    )
  }
  const found = search(index, query)
  return (
    <Sheet title={words.choose}>
      {choices.length > glance && (
        <Input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={query}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !query) return
            event.preventDefault()
            setQuery('')
          }}
          className="shrink-0"
        />
      )}
      <p role="status" className={found.length > 0 ? 'sr-only' : 'text-muted-foreground'}>
        {found.length === 0 && words.nothingFound}
      </p>
      <ul className="flex flex-col gap-2">
        {found.map((choice) => (
          <li key={choice.integration}>
            <button
              type="button"
              onClick={() => onPick(choice)}
              className="flex min-h-11 w-full items-center gap-3 rounded-lg border px-3 py-2 text-left font-medium hover:bg-muted"
            >
              <ProviderIcon name={choice.provider} label={choice.display_name} />
              <span className="min-w-0 break-words">{choice.display_name}</span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
