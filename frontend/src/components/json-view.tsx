import { ChevronRight, Search } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { formatCount } from '@/lib/format'
import { CopyButton } from './copy-field'
import { Button } from './ui/button'
import { Input } from './ui/input'

/** How many children of one object or list are drawn before "show more". */
const pageSize = 200
/** Deeper levels start folded. */
const openDepth = 2
/** A text longer than this is cut on screen. */
const longText = 500

type Container = Record<string, unknown> | unknown[]

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null
}

function entriesOf(value: Container): [string, unknown][] {
  return Array.isArray(value) ? value.map((item, index) => [String(index), item]) : Object.entries(value)
}

/** The paths of everything that holds the words, with all that leads there; at most 1,000 places. */
function findMatches(value: unknown, query: string): Set<string> {
  const hits = new Set<string>()
  const words = query.toLowerCase()
  const walk = (node: unknown, path: string, above: string[]) => {
    if (hits.size > 1000) return
    if (isContainer(node)) {
      for (const [key, child] of entriesOf(node)) {
        const childPath = `${path}/${key}`
        if (!Array.isArray(node) && key.toLowerCase().includes(words))
          [...above, path, childPath].forEach((p) => hits.add(p))
        walk(child, childPath, [...above, path])
      }
    } else if (String(node).toLowerCase().includes(words)) {
      ;[...above, path].forEach((p) => hits.add(p))
    }
  }
  walk(value, '', [])
  return hits
}

function Mark({ text, query }: { text: string; query: string }) {
  if (!query) return text
  const at = text.toLowerCase().indexOf(query.toLowerCase())
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <mark className="rounded-xs bg-warning-soft text-warning">{text.slice(at, at + query.length)}</mark>
      {text.slice(at + query.length)}
    </>
  )
}

function Scalar({ value, query }: { value: unknown; query: string }) {
  const [whole, setWhole] = useState(false)
  if (typeof value === 'string') {
    const cut = value.length > longText && !whole
    return (
      <span className="break-all whitespace-pre-wrap text-code-string">
        "<Mark text={cut ? value.slice(0, longText) : value} query={query} />
        {cut && (
          <Button variant="link" size="sm" className="h-4 px-1" onClick={() => setWhole(true)}>
            … {formatCount(value.length - longText, 'more character')}
          </Button>
        )}
        "
      </span>
    )
  }
  return (
    <span className={typeof value === 'number' ? 'text-code-number' : 'text-code-atom'}>
      <Mark text={String(value)} query={query} />
    </span>
  )
}

interface NodeProps {
  name?: string
  value: unknown
  path: string
  depth: number
  query: string
  matches: Set<string> | undefined
}

function Label({ name, query }: { name: string | undefined; query: string }) {
  if (name === undefined) return null
  return (
    <span className="text-code-key">
      <Mark text={name} query={query} />
      <span className="text-muted-foreground">: </span>
    </span>
  )
}

function Node(props: NodeProps) {
  const { name, value, path, depth, query, matches } = props
  if (!isContainer(value)) {
    return (
      <div className="pl-4">
        <Label name={name} query={query} />
        <Scalar value={value} query={query} />
      </div>
    )
  }
  return <Branch {...props} value={value} path={path} depth={depth} matches={matches} />
}

function Branch({ name, value, path, depth, query, matches }: NodeProps & { value: Container }) {
  const [chosen, setChosen] = useState<boolean>()
  const [shown, setShown] = useState(pageSize)
  const entries = entriesOf(value)
  const [before, after] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  const open = chosen ?? (matches ? matches.has(path) : depth < openDepth)
  const visible = matches && open ? entries.filter(([key]) => matches.has(`${path}/${key}`)) : entries
  if (entries.length === 0) {
    return (
      <div className="pl-4">
        <Label name={name} query={query} />
        <span className="text-muted-foreground">{before + after}</span>
      </div>
    )
  }
  const summary = Array.isArray(value)
    ? formatCount(entries.length, 'item')
    : formatCount(entries.length, 'field')
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setChosen(!open)}
        className="-ml-0.5 inline-flex items-start rounded-sm text-left hover:bg-accent"
      >
        <ChevronRight
          aria-hidden
          className={cn(
            'mt-[3px] size-3.5 shrink-0 text-muted-foreground transition-transform',
            open && 'rotate-90',
          )}
        />
        <span className="pl-0.5">
          <Label name={name} query={query} />
          <span className="text-muted-foreground">{open ? before : `${before} ${summary} ${after}`}</span>
        </span>
      </button>
      {open && (
        <div className="ml-1.5 border-l pl-2.5">
          {visible.slice(0, shown).map(([key, child]) => (
            <Node
              key={key}
              {...(!Array.isArray(value) && { name: key })}
              value={child}
              path={`${path}/${key}`}
              depth={depth + 1}
              query={query}
              matches={matches}
            />
          ))}
          {visible.length > shown && (
            <Button variant="link" size="sm" className="px-4" onClick={() => setShown(shown + pageSize * 5)}>
              Show more ({(visible.length - shown).toLocaleString('en')} left)
            </Button>
          )}
        </div>
      )}
      {open && <div className="pl-4 text-muted-foreground">{after}</div>}
    </div>
  )
}

interface JsonViewProps {
  value: unknown
  /** What is shown, for screen readers. */
  label: string
  /** Adds a search box and a copy button above. */
  tools?: boolean
  /** Beside the tools. */
  actions?: ReactNode
  className?: string
}

/** JSON as a tree that folds and can be searched. Drawn as text only: nothing in it can act. */
export function JsonView({ value, label, tools, actions, className }: JsonViewProps) {
  const [query, setQuery] = useState('')
  const matches = useMemo(() => (query.length > 1 ? findMatches(value, query) : undefined), [value, query])
  return (
    <div className={cn('flex min-h-0 flex-col', className)}>
      {tools && (
        <div className="flex items-center gap-1.5 pb-2">
          <div className="relative flex-1">
            <Search
              className="pointer-events-none absolute top-2 left-2.5 size-3.5 text-muted-foreground"
              aria-hidden
            />
            <Input
              aria-label={`Search in ${label}`}
              placeholder="Search keys and values"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              className="h-7.5 pl-8"
            />
          </div>
          <span className="text-xs text-muted-foreground" aria-live="polite">
            {matches?.size === 0 ? 'No match' : ''}
          </span>
          {actions}
          <CopyButton value={() => JSON.stringify(value, null, 2)} label={`Copy ${label}`} />
        </div>
      )}
      <div
        role="region"
        aria-label={label}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto font-mono text-xs leading-5"
      >
        {/* A new search starts with its own folds. */}
        <Node
          key={query}
          value={value}
          path=""
          depth={0}
          query={query.length > 1 ? query : ''}
          matches={matches}
        />
      </div>
    </div>
  )
}
