import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Fault } from '@/api/fault'
import { TooltipProvider } from '@/components/ui/tooltip'
import { replaceHost } from '@/host'
import { sessionHost } from '@/host/session'
import { createQueryClient } from '@/lib/query'
import { giveAppearance } from '@/lib/theme'
import { FormWordsContext } from '@/lib/words'
import { takeWishes, type Wishes } from './address'
import { CrashSheet } from './crash'
import { acknowledgeCallbacks, framed, onToken, tellReady } from './embedding'
import { FailureView } from './failure'
import { ConnectPage } from './page'
import { Sheet } from './sheet'
import { spoken, SpokenContext, useWords } from './words'
import '../index.css'

/** How long an embedding page may take to send the token. */
const patienceMs = 10_000

/**
 * The session's token: from the address, or from the embedding page, which may send another one at any time. Null when
 * none came.
 */
function useToken(fromAddress: string | undefined): string | null | undefined {
  const [token, setToken] = useState<string | null | undefined>(fromAddress ?? (framed ? undefined : null))
  useEffect(() => {
    if (!framed) return
    const stop = onToken(setToken)
    tellReady()
    return stop
  }, [])
  const waits = token === undefined
  useEffect(() => {
    if (!waits) return
    const patience = setTimeout(() => setToken(null), patienceMs)
    return () => clearTimeout(patience)
  }, [waits])
  return token
}

/** One session; another token is another one, with nothing of the first. */
function Session({ token, wishes }: { token: string; wishes: Wishes }) {
  const [client] = useState(() => {
    replaceHost(sessionHost(token))
    return createQueryClient()
  })
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider>
        <ConnectPage watchesWindow={wishes.watchesWindow} appearance={wishes.appearance} />
      </TooltipProvider>
    </QueryClientProvider>
  )
}

function NoToken() {
  const words = useWords()
  const fault = { code: 'missing_auth_token', message: words.noToken, hint: words.noTokenHint }
  return <FailureView fault={new Fault(0, fault)} />
}

function App({ wishes }: { wishes: Wishes }) {
  const words = useWords()
  const token = useToken(wishes.token)
  return (
    <div
      className={`grid h-dvh place-items-center p-3 sm:p-4 ${framed ? 'bg-black/45 dark:bg-black/70' : 'bg-background'}`}
    >
      <CrashSheet key={token}>
        {token === null && <NoToken />}
        {token === undefined && <Sheet late title={words.oneMoment} />}
        {token && <Session token={token} wishes={wishes} />}
      </CrashSheet>
    </div>
  )
}

function start() {
  const container = document.getElementById('root')
  if (!container) throw new Error('the page has no #root')
  const wishes = takeWishes()
  giveAppearance(wishes.appearance ?? 'system')
  document.documentElement.lang = wishes.language
  const language = spoken(wishes.language)
  if (framed) document.documentElement.dataset.framed = ''
  acknowledgeCallbacks()
  createRoot(container).render(
    <StrictMode>
      <SpokenContext value={language}>
        <FormWordsContext value={language.words.form}>
          <App wishes={wishes} />
        </FormWordsContext>
      </SpokenContext>
    </StrictMode>,
  )
}

start()
