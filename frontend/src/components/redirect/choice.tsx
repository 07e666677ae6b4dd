import { useId } from 'react'
import type { RedirectKind } from '@/api/types'
import { Badge } from '@/components/ui/badge'

const kinds: { kind: RedirectKind; title: string; help: string }[] = [
  { kind: 'localhost', title: 'http://localhost', help: 'Most providers take it for apps in development.' },
  { kind: 'loopback', title: 'http://127.0.0.1', help: 'For providers that refuse the name localhost.' },
  {
    kind: 'https',
    title: 'https://localhost',
    help: 'For providers that refuse http. Needs a certificate of this machine’s own.',
  },
  {
    kind: 'relay',
    title: 'Your own relay',
    help: 'For providers that want a public address: a page of yours that redirects to this machine. It sees the login’s code, never a token.',
  },
]

export const redirectTitle = (kind: RedirectKind) => kinds.find((one) => one.kind === kind)?.title ?? kind

interface RedirectChoiceProps {
  value: RedirectKind
  onChange: (kind: RedirectKind) => void
  /** Kinds that the provider is known to refuse. */
  refused?: RedirectKind[]
  /** The kind to take for this provider. */
  advice?: RedirectKind
}

/** One of the four sorts of addresses that a provider can send people back to. */
export function RedirectChoice({ value, onChange, refused = [], advice }: RedirectChoiceProps) {
  const name = useId()
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="sr-only">Redirect address</legend>
      {kinds.map(({ kind, title, help }) => (
        <label
          key={kind}
          className="-mx-2 flex cursor-pointer items-start gap-2.5 rounded-md px-2 py-1.5 hover:bg-muted has-focus-visible:ring-2 has-focus-visible:ring-ring"
        >
          <input
            type="radio"
            name={name}
            checked={kind === value}
            onChange={() => onChange(kind)}
            aria-describedby={`${name}-${kind}`}
            className="mt-1 accent-primary outline-none"
          />
          <span className="min-w-0">
            <span className="flex items-center gap-2 font-medium">
              {title}
              {kind === advice && <Badge variant="success">fits this provider</Badge>}
              {refused.includes(kind) && <Badge variant="warning">known to be refused</Badge>}
            </span>
            <span id={`${name}-${kind}`} className="block text-xs text-muted-foreground">
              {help}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
