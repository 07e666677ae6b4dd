import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useCallback } from 'react'
import { queries } from '@/api/queries'
import { FilterSelect } from '@/components/filter-select'
import { SearchInput } from '@/components/search-input'
import { Button } from '@/components/ui/button'
import { useUrlText } from '@/lib/use-url-text'
import { notificationStates, notificationTypes, webhookStates, type WebhooksSearch } from '../search'
import { notificationStateNames, notificationTypeNames, webhookStateNames } from '../words'

interface FiltersProps {
  search: WebhooksSearch
  onChange: (change: Partial<WebhooksSearch>) => void
  /** Types of the webhooks that are listed. */
  types: string[]
}

/** Takes all filters away. */
export const noFilters = {
  search: undefined,
  integration: undefined,
  state: undefined,
  type: undefined,
  simulated: undefined,
} as const satisfies Partial<WebhooksSearch>

/** What to show of one of the lists. Lives in the address, so that a view can be kept and shared. */
export function Filters({ search, onChange, types }: FiltersProps) {
  const sent = search.tab === 'sent'
  const { data: integrations } = useQuery(queries.integrations())
  const [text, setText] = useUrlText(
    search.search,
    useCallback((next) => onChange({ search: next }), [onChange]),
  )
  const active = Object.keys(noFilters).some((name) => search[name as keyof typeof noFilters] !== undefined)
  return (
    <div
      role="search"
      aria-label={sent ? 'Filter the notifications' : 'Filter the webhooks'}
      className="flex flex-wrap items-center gap-2 pb-3"
    >
      <SearchInput
        label={sent ? 'Search the notifications' : 'Search the webhooks'}
        value={text}
        onChange={setText}
        maxLength={255}
        placeholder="Search bodies, types, connections…"
        className="min-w-56 flex-1"
      />
      <StateFilter sent={sent} value={search.state} onChange={(state) => onChange({ state })} />
      <FilterSelect
        label="Integration"
        all="Any integration"
        options={withChosen(
          (integrations ?? []).map((one) => ({ value: one.unique_key, label: one.display_name })),
          search.integration,
        )}
        value={search.integration}
        onChange={(integration) => onChange({ integration })}
      />
      <FilterSelect
        label="Type"
        all="Any type"
        options={withChosen(
          sent
            ? notificationTypes.map((value) => ({ value, label: notificationTypeNames[value] ?? value }))
            : types.map((value) => ({ value, label: value })),
          search.type,
        )}
        value={search.type}
        onChange={(type) => onChange({ type })}
      />
      {!sent && (
        <FilterSelect
          label="Origin"
          all="Real and simulated"
          options={[
            { value: 'false', label: 'Only real ones' },
            { value: 'true', label: 'Only simulated' },
          ]}
          value={search.simulated?.toString()}
          onChange={(simulated) =>
            onChange({ simulated: simulated === undefined ? undefined : simulated === 'true' })
          }
        />
      )}
      {active && (
        <Button variant="ghost" size="sm" onClick={() => onChange(noFilters)}>
          <X aria-hidden /> Clear filters
        </Button>
      )}
    </div>
  )
}

/** The options, with the one from the address even when nothing has it. */
function withChosen(options: { value: string; label: string }[], chosen: string | undefined) {
  return !chosen || options.some(({ value }) => value === chosen)
    ? options
    : [...options, { value: chosen, label: chosen }]
}

interface StateFilterProps {
  sent: boolean
  value: WebhooksSearch['state']
  onChange: (state: WebhooksSearch['state']) => void
}

function StateFilter({ sent, value, onChange }: StateFilterProps) {
  return (
    <FilterSelect
      label="State"
      all="Any state"
      options={
        sent
          ? notificationStates.map((one) => ({ value: one, label: notificationStateNames[one] ?? one }))
          : webhookStates.map((one) => ({ value: one, label: webhookStateNames[one] }))
      }
      value={value}
      onChange={(next) => onChange(next as WebhooksSearch['state'])}
      className="w-36"
    />
  )
}
