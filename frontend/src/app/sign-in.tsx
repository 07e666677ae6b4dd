import { PlugZap } from 'lucide-react'
import type { SignIn } from '@/host/host'
import { CopyField } from '@/components/copy-field'
import { Button } from '@/components/ui/button'
import { TooltipProvider } from '@/components/ui/tooltip'
import { Brand } from './brand'

const texts: Record<Exclude<SignIn, 'ready'> | 'ended', { title: string; body: string }> = {
  'no-link': {
    title: 'Open Patchbay with its link',
    body: 'This page holds the keys to your accounts, so it opens only with the one-time link that the program prints when it starts.',
  },
  'link-refused': {
    title: 'This link has been used or is too old',
    body: 'A link works once and for ten minutes. The same command gives you a new one.',
  },
  unreachable: {
    title: 'Patchbay does not answer',
    body: 'The program that this page belongs to is not running any more, or its address has changed.',
  },
  ended: {
    title: 'This session has ended',
    body: 'The program was restarted, so this tab has to prove again that it is yours.',
  },
}

/** Shown instead of everything else while this tab has no session. */
export function SignInPage({ reason }: { reason: keyof typeof texts }) {
  const { title, body } = texts[reason]
  return (
    <TooltipProvider>
      <main className="grid min-h-full place-items-center p-6">
        <div className="flex w-full max-w-md flex-col gap-4">
          <Brand className="size-10" />
          <div>
            <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
            <p className="mt-1 text-base text-muted-foreground">{body}</p>
          </div>
          <ol className="flex flex-col gap-3">
            <li>
              <p className="mb-1">1. In a terminal, run</p>
              <CopyField value="patchbay serve" label="Copy the command" />
              <p className="mt-1 text-muted-foreground">
                When Patchbay is already running, this only prints a fresh link.
              </p>
            </li>
            <li>
              <p>
                2. Open the address it prints. It ends in <code className="font-mono text-xs">#link=…</code>
              </p>
              <p className="mt-1 text-muted-foreground">
                One tab is enough: this one then goes on to the page you asked for, and new ones open by
                themselves.
              </p>
            </li>
          </ol>
          {reason === 'unreachable' && (
            <Button variant="outline" className="self-start" onClick={() => window.location.reload()}>
              <PlugZap aria-hidden /> Try again
            </Button>
          )}
        </div>
      </main>
    </TooltipProvider>
  )
}
