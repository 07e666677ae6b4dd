import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { host } from '@/host'
import { cn } from '@/lib/cn'
import { copySecret } from '@/lib/copy-secret'
import { Button } from './ui/button'
import { Tooltip } from './ui/tooltip'

interface CopyButtonProps {
  value: string | (() => string | Promise<string>)
  /** Says what is copied, e.g. "Copy callback URL". */
  label: string
  /** The value is a secret: said in the label, and taken off the clipboard after a minute. */
  secret?: boolean
  /** Shows the label as text beside the sign. */
  showLabel?: boolean
  className?: string
}

export function CopyButton({ value, label, secret, showLabel, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])

  const copy = async () => {
    try {
      const text = typeof value === 'function' ? await value() : value
      await (secret ? copySecret(text) : host.copy(text))
      setCopied(true)
    } catch (error) {
      toast.error('Nothing was copied.', { description: error instanceof Error ? error.message : undefined })
    }
  }
  const name = secret ? `${label} (with secret)` : label
  const button = (
    <Button
      variant="ghost"
      size={showLabel ? 'sm' : 'icon-sm'}
      className={className}
      aria-label={showLabel ? undefined : name}
      onClick={() => void copy()}
    >
      {copied ? <Check className="text-success" aria-hidden /> : <Copy aria-hidden />}
      {showLabel && name}
      <span className="sr-only" aria-live="polite">
        {copied ? 'Copied' : ''}
      </span>
    </Button>
  )
  return showLabel ? button : <Tooltip label={name}>{button}</Tooltip>
}

interface CopyFieldProps {
  value: string
  label: string
  className?: string
}

/** A value to read in full and copy, such as an address: not an input, because it cannot be changed. */
export function CopyField({ value, label, className }: CopyFieldProps) {
  return (
    <div
      className={cn('flex min-h-8 items-center gap-1 rounded-md border bg-muted pr-0.5 pl-2.5', className)}
    >
      <code className="min-w-0 flex-1 py-1 font-mono text-xs break-all" title={value}>
        {value}
      </code>
      <CopyButton value={value} label={label} />
    </div>
  )
}
