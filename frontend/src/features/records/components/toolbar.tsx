import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { ChevronDown, Code, History, RefreshCw, Trash2 } from 'lucide-react'
import { useCallback } from 'react'
import { toast } from 'sonner'
import { queries } from '@/api/queries'
import type { RecordSet } from '@/api/records'
import type { RecordRows } from '@/api/types'
import { FilterSelect } from '@/components/filter-select'
import { SearchInput } from '@/components/search-input'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { Segmented } from '@/components/ui/segmented'
import { host } from '@/host'
import { formatCount } from '@/lib/format'
import { useUrlText } from '@/lib/use-url-text'
import type { RecordsSearch } from '../search'
import { recordsCurl } from '../snippets'

const actionOptions = [
  { value: 'added', label: 'Added' },
  { value: 'updated', label: 'Updated' },
  { value: 'deleted', label: 'Deleted' },
]

const orders = [
  { value: 'newest', title: 'Newest' },
  { value: 'oldest', title: 'Oldest' },
  { value: 'id', title: 'By ID' },
] as const

interface ToolbarProps {
  set: RecordSet
  search: RecordsSearch
  page: RecordRows | undefined
  onChange: (change: RecordsSearch) => void
  onClear: () => void
}

/** What of the set to show, and what can be done with it. */
export function Toolbar({ set, search, page, onChange, onClear }: ToolbarProps) {
  const router = useRouter()
  const commit = useCallback(
    (text: string | undefined) => {
      // A search typed a moment before leaving must not call the user back.
      if (router.latestLocation.pathname === '/records') onChange({ search: text })
    },
    [onChange, router],
  )
  const [text, setText] = useUrlText(search.search, commit)
  return (
    <div
      role="search"
      aria-label="Filter the records"
      className="flex flex-wrap items-center gap-2 border-b p-2"
    >
      <SearchInput
        label={`Search in ${set.model}`}
        placeholder="Search IDs and payloads"
        value={text}
        maxLength={255}
        onChange={setText}
        className="min-w-40 flex-1"
      />
      <FilterSelect
        label="Last change"
        all="Any change"
        options={actionOptions}
        value={search.action}
        onChange={(action) => onChange({ action: action as RecordsSearch['action'] })}
        className="w-34"
      />
      <Segmented
        label="Order"
        value={search.order ?? 'newest'}
        options={orders}
        onChange={(order) => onChange({ order: order === 'newest' ? undefined : order })}
      />
      <span role="status" className="ml-auto text-right text-xs text-muted-foreground tabular-nums">
        {page && `${formatCount(page.total, 'row')}${page.complete ? '' : ' so far…'}`}
      </span>
      <SetMenu set={set} page={page} onClear={onClear} />
    </div>
  )
}

function SetMenu({ set, page, onClear }: Pick<ToolbarProps, 'set' | 'page' | 'onClear'>) {
  const navigate = useNavigate()
  const { data: status } = useQuery(queries.status())
  const { integration, connection } = set
  const copy = async (text: string, message: string) => {
    await host.copy(text)
    toast.success(message)
  }
  const rows = page?.data ?? []
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline">
          <Code aria-hidden /> Use <ChevronDown className="size-3.5 text-muted-foreground" aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem
          disabled={!status}
          onSelect={() =>
            void copy(recordsCurl(status?.api_url ?? '', set), 'Copied as cURL, without secret.')
          }
        >
          <Code aria-hidden /> Copy as cURL of GET /records
        </DropdownMenuItem>
        <DropdownMenuItem
          disabled={rows.length === 0}
          onSelect={() =>
            void copy(
              JSON.stringify(
                rows.map((row) => row.payload),
                null,
                2,
              ),
              `Copied ${formatCount(rows.length, 'record')} as JSON.`,
            )
          }
        >
          <Code aria-hidden /> Copy the first {formatCount(rows.length, 'record')} as JSON
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem
          onSelect={() => void navigate({ to: '/syncs', search: { integration, connection } })}
        >
          <RefreshCw aria-hidden /> Syncs of this connection
        </DropdownMenuItem>
        <DropdownMenuItem
          onSelect={() => void navigate({ to: '/runs', search: { integration, connection, type: 'sync' } })}
        >
          <History aria-hidden /> Runs of this connection
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem destructive onSelect={onClear}>
          <Trash2 aria-hidden /> Delete all records…
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
