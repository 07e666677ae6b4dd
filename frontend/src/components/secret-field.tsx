import { Eye, EyeOff } from 'lucide-react'
import { useEffect, useState, type ComponentProps } from 'react'
import { cn } from '@/lib/cn'
import { revealMs } from '@/lib/copy-secret'
import { useFormWords } from '@/lib/words'
import { CopyButton } from './copy-field'
import { Button } from './ui/button'
import { Input } from './ui/input'

/** True after `show()`, false again after half a minute. */
export function useReveal(): { shown: boolean; show: () => void; hide: () => void } {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => setShown(false), revealMs)
    return () => clearTimeout(timer)
  }, [shown])
  return { shown, show: () => setShown(true), hide: () => setShown(false) }
}

/** An input for a secret: dots, with a button to look at what was typed. */
export function SecretInput({ className, ...props }: ComponentProps<'input'>) {
  const { shown, show, hide } = useReveal()
  const words = useFormWords()
  return (
    <div className="relative">
      <Input
        type={shown ? 'text' : 'password'}
        autoComplete="off"
        spellCheck={false}
        className={cn('pr-9 font-mono text-xs', className)}
        {...props}
      />
      <Button
        variant="ghost"
        size="icon-sm"
        className="absolute top-0.5 right-0.5"
        aria-label={shown ? words.hide : words.show}
        aria-pressed={shown}
        onClick={shown ? hide : show}
      >
        {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </Button>
    </div>
  )
}

interface SecretValueProps {
  name: string
  /** What to show while hidden. */
  masked: string
  /** Fetches the real value when the user asks for it. */
  reveal: () => Promise<string>
  className?: string
}

/** A stored secret: masked until revealed, masked again after 30 seconds. */
export function SecretValue({ name, masked, reveal, className }: SecretValueProps) {
  const { shown, show, hide } = useReveal()
  const [value, setValue] = useState('')
  const [busy, setBusy] = useState(false)
  const toggle = async () => {
    if (shown) {
      setValue('')
      hide()
      return
    }
    setBusy(true)
    try {
      setValue(await reveal())
      show()
    } finally {
      setBusy(false)
    }
  }
  return (
    <div
      className={cn('flex min-h-8 items-center gap-0.5 rounded-md border bg-muted pr-0.5 pl-2.5', className)}
    >
      <code className="min-w-0 flex-1 py-1 font-mono text-xs break-all" data-secret={shown || undefined}>
        {shown ? value : masked}
      </code>
      <Button
        variant="ghost"
        size="icon-sm"
        busy={busy}
        aria-label={shown ? `Hide ${name}` : `Reveal ${name}`}
        onClick={() => void toggle()}
      >
        {busy ? null : shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </Button>
      <CopyButton value={reveal} label={`Copy ${name}`} secret />
    </div>
  )
}
