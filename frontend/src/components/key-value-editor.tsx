import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { cn } from '@/lib/cn'
import { Button } from './ui/button'
import { Input } from './ui/input'

export interface Pair {
  key: string
  value: string
}

interface KeyValueEditorProps {
  /** What one pair is, in lower case: "header", "tag". */
  noun: string
  pairs: Pair[]
  onChange: (pairs: Pair[]) => void
  /** Suggestions for the key. */
  keys?: string[]
  /** A sentence about what is wrong with the pair at this index, if anything is. */
  problem?: (pair: Pair, index: number) => string | undefined
  className?: string
}

/** Rows of names and values, with a button for one more. */
export function KeyValueEditor({ noun, pairs, onChange, keys, problem, className }: KeyValueEditorProps) {
  const [listId] = useState(() => `keys-${Math.random().toString(36).slice(2)}`)
  const set = (index: number, change: Partial<Pair>) =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...change } : pair)))
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      {keys && (
        <datalist id={listId}>
          {keys.map((key) => (
            <option key={key} value={key} />
          ))}
        </datalist>
      )}
      {pairs.map((pair, index) => {
        const wrong = problem?.(pair, index)
        return (
          <div key={index}>
            <div className="flex gap-1.5">
              <Input
                aria-label={`Name of ${noun} ${index + 1}`}
                aria-invalid={wrong ? true : undefined}
                placeholder="Name"
                value={pair.key}
                list={keys ? listId : undefined}
                spellCheck={false}
                onChange={(event) => set(index, { key: event.target.value })}
                className="flex-1 font-mono text-xs"
              />
              <Input
                aria-label={`Value of ${noun} ${index + 1}`}
                placeholder="Value"
                value={pair.value}
                spellCheck={false}
                onChange={(event) => set(index, { value: event.target.value })}
                className="flex-[1.6] font-mono text-xs"
              />
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Remove ${noun} ${pair.key || index + 1}`}
                onClick={() => onChange(pairs.filter((_, at) => at !== index))}
              >
                <X aria-hidden />
              </Button>
            </div>
            {wrong && (
              <p role="alert" className="pt-0.5 text-xs text-destructive">
                {wrong}
              </p>
            )}
          </div>
        )
      })}
      <Button
        variant="ghost"
        size="sm"
        className="self-start text-muted-foreground"
        onClick={() => onChange([...pairs, { key: '', value: '' }])}
      >
        <Plus aria-hidden /> Add {noun}
      </Button>
    </div>
  )
}
