import { QueryClientProvider, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { Toaster } from '@/components/ui/sonner'
import { TooltipProvider } from '@/components/ui/tooltip'
import { host } from '@/host'
import { applyHint, refreshAll } from '@/lib/query'
import { ConnectionLost } from './connection-lost'

/** Keeps the cache honest: every hint from the program makes the answers it is about read again. */
function Hints() {
  const client = useQueryClient()
  const [lost, setLost] = useState(false)
  useEffect(() => {
    let wasLost = false
    return host.subscribe(
      (hint) => applyHint(client, hint),
      (connected) => {
        if (connected && wasLost) refreshAll(client)
        wasLost = !connected
        setLost(!connected)
      },
    )
  }, [client])
  return lost ? <ConnectionLost /> : null
}

/** What every page may rely on: server state, hints, tooltips and toasts. */
export function Providers({ client, children }: { client: QueryClient; children: ReactNode }) {
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider delayDuration={400}>
        {children}
        <Hints />
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>
  )
}
