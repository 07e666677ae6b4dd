import { Search, X } from 'lucide-react'
import { useCallback, useRef, type ComponentProps } from 'react'
import { cn } from '@/lib/cn'
import { useCommand, useKeysOf } from '@/lib/shortcuts'
import { Input } from './ui/input'
import { Kbd } from './ui/kbd'

interface SearchInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  label: string
  value: string
  onChange: (value: string) => void
}

/** The search box of a page: "/" goes there, Escape empties it. */
export function SearchInput({ label, value, onChange, className, onKeyDown, ...props }: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null)
  const keys = useKeysOf('search.focus')
  useCommand(
    'search.focus',
    useCallback(() => input.current?.select(), []),
  )
  return (
    <div className={cn('relative', className)}>
      <Search
        className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground"
        aria-hidden
      />
      <Input
        ref={input}
        type="text"
        role="searchbox"
        aria-label={label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value) {
            event.preventDefault()
            onChange('')
          }
          onKeyDown?.(event)
        }}
        className="pr-8 pl-8"
        {...props}
      />
      {value ? (
        <button
          type="button"
          aria-label="Empty the search"
          onClick={() => {
            onChange('')
            input.current?.focus()
          }}
          className="absolute top-1.5 right-1.5 grid size-5 place-items-center rounded-sm text-muted-foreground hover:bg-accent"
        >
          <X className="size-3.5" aria-hidden />
        </button>
      ) : (
        <span className="pointer-events-none absolute top-1.5 right-2">
          <Kbd keys={keys} />
        </span>
      )}
    </div>
  )
}
