import { SendHorizontal, Square } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { inputClasses } from '@/components/ui/input'
import { Kbd } from '@/components/ui/kbd'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select'
import { Method } from '@/components/http-badges'
import { cn } from '@/lib/cn'
import { methods } from '@/lib/http'
import type { Draft } from '@/lib/request-draft'
import { useKeysOf } from '@/lib/shortcuts'

interface RequestBarProps {
  draft: Draft
  onChange: (change: Partial<Draft>) => void
  /** Called when the path is done: a pasted address can be taken apart. */
  onSettle: () => void
  /** What stands before the path; undefined while it is not known. */
  base: string | undefined
  sending: boolean
  onSend: () => void
  onCancel: () => void
}

/** Method, address and the button that sends. */
export function RequestBar(props: RequestBarProps) {
  const { draft, onChange, onSettle, base, sending, onSend, onCancel } = props
  const keys = useKeysOf('playground.send')
  const path = useRef<HTMLInputElement>(null)
  return (
    <div className="flex min-w-0 flex-1 gap-2">
      <Select value={draft.method} onValueChange={(method) => onChange({ method })}>
        <SelectTrigger aria-label="Method" className="w-26 shrink-0">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {methods.map((method) => (
            <SelectItem key={method} value={method}>
              <Method method={method} className="text-xs" />
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <div
        className={cn(
          inputClasses,
          'flex h-8 items-center px-0 focus-within:border-ring focus-within:outline-2 focus-within:outline-ring/50',
        )}
        onClick={() => path.current?.focus()}
      >
        {base !== undefined && (
          <span
            title={base}
            className={cn(
              'max-w-[45%] shrink-0 truncate pl-2.5 font-mono text-xs text-muted-foreground',
              draft.baseUrl && 'text-warning',
            )}
          >
            {base.replace(/\/+$/, '')}
          </span>
        )}
        <input
          ref={path}
          aria-label={base ? `Path, after ${base}` : 'Path'}
          placeholder="/path"
          value={draft.path}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange({ path: event.target.value })}
          onBlur={onSettle}
          onPaste={() => setTimeout(onSettle)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onSend()
          }}
          className={cn(
            'h-full min-w-0 flex-1 bg-transparent pr-2.5 font-mono text-xs outline-none',
            base ? 'pl-0.5' : 'pl-2.5',
          )}
        />
      </div>
      {sending ? (
        <Button variant="outline" onClick={onCancel} className="w-28">
          <Square aria-hidden className="size-3.5 fill-current" /> Cancel
        </Button>
      ) : (
        <Button onClick={onSend} className="min-w-28" title={`Send (${keys})`}>
          <SendHorizontal aria-hidden /> Send
          <span className="ml-0.5 [&_kbd]:text-current [&_kbd_span]:border-current/30 [&_kbd_span]:bg-transparent">
            <Kbd keys={keys} />
          </span>
        </Button>
      )}
    </div>
  )
}
