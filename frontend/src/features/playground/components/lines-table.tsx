import { X } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/lib/cn'
import { line, type Line } from '@/lib/request-draft'

interface LinesTableProps {
  /** What one row is, in lower case: "header", "parameter". */
  noun: string
  lines: Line[]
  onChange: (lines: Line[]) => void
  /** Suggestions for names. */
  names?: readonly string[]
  /** What is wrong with a row, by its id. */
  problems?: ReadonlyMap<number, string>
}

const cell =
  'h-8 w-full min-w-0 bg-transparent px-2.5 font-mono text-xs outline-none placeholder:font-sans placeholder:text-muted-foreground/80 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring/60'

/** Names and values to send. The last row is always empty: typing into it makes the next one. */
export function LinesTable({ noun, lines, onChange, names, problems }: LinesTableProps) {
  const list = useId()
  // The empty row keeps its identity when it is typed into, so that the caret stays.
  const [blank, setBlank] = useState(() => line())
  const set = (row: Line, change: Partial<Line>) => {
    const next = { ...row, ...change }
    onChange(row === blank ? [...lines, next] : lines.map((one) => (one.id === row.id ? next : one)))
    if (row === blank) setBlank(line())
  }
  return (
    <div className="overflow-hidden rounded-md border bg-card">
      {names && (
        <datalist id={list}>
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
      {[...lines, blank].map((row, index) => (
        <LineRow
          key={row.id}
          row={row}
          blank={row === blank}
          title={`${noun} ${index + 1}`}
          list={names && list}
          problem={problems?.get(row.id)}
          onSet={(change) => set(row, change)}
          onRemove={() => onChange(lines.filter((one) => one.id !== row.id))}
        />
      ))}
    </div>
  )
}

interface LineRowProps {
  row: Line
  blank: boolean
  title: string
  list: string | undefined
  problem: string | undefined
  onSet: (change: Partial<Line>) => void
  onRemove: () => void
}

function LineRow({ row, blank, title, list, problem, onSet, onRemove }: LineRowProps) {
  const problemId = useId()
  return (
    <div className="group border-b last:border-b-0">
      <div className={cn('flex items-center', !row.on && 'text-muted-foreground line-through')}>
        <span className="grid w-9 shrink-0 place-items-center">
          {!blank && (
            <Checkbox
              checked={row.on}
              onCheckedChange={(on) => onSet({ on: on === true })}
              aria-label={`Send ${title}`}
            />
          )}
        </span>
        <input
          aria-label={`Name of ${title}`}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? problemId : undefined}
          placeholder={blank ? 'Name' : undefined}
          value={row.name}
          list={list}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onSet({ name: event.target.value })}
          className={cn(cell, 'max-w-[40%] border-r', problem && 'text-destructive')}
        />
        <input
          aria-label={`Value of ${title}`}
          placeholder={blank ? 'Value' : undefined}
          value={row.value}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onSet({ value: event.target.value })}
          className={cell}
        />
        <span className="w-8 shrink-0">
          {!blank && (
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Remove ${title}`}
              onClick={onRemove}
              className="text-muted-foreground opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100"
            >
              <X aria-hidden />
            </Button>
          )}
        </span>
      </div>
      {problem && (
        <p id={problemId} role="alert" className="px-9 pb-1.5 text-xs text-destructive">
          {problem}
        </p>
      )}
    </div>
  )
}
