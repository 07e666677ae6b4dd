import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { CrashScreen } from '@/app/error-boundary'
import { Providers } from '@/app/providers'
import { createAppRouter } from '@/app/router'
import { SignInPage } from '@/app/sign-in'
import { host, startHost } from '@/host'
import type { SignIn } from '@/host/host'
import { keepPageOnDrop } from '@/lib/drops'
import { createQueryClient } from '@/lib/query'
import './index.css'

function App() {
  const [client] = useState(createQueryClient)
  const [router] = useState(createAppRouter)
  return (
    <Providers client={client}>
      <RouterProvider router={router} />
    </Providers>
  )
}

/** The app while this tab may see it, and otherwise how it gets there. */
function Door({ signIn }: { signIn: SignIn }) {
  const [state, setState] = useState<SignIn | 'ended'>(signIn)
  useEffect(() => host.onSignedIn(() => setState('ready')), [])
  useEffect(
    () =>
      host.onSignedOut(() => {
        setState('ended')
        // Another tab may have been let in since.
        void host.signIn().then((result) => result === 'ready' && setState('ready'))
      }),
    [],
  )
  return state === 'ready' ? <App /> : <SignInPage reason={state} />
}

async function start() {
  const container = document.getElementById('root')
  if (!container) throw new Error('index.html has no #root')
  keepPageOnDrop()
  await startHost()
  const signIn = await host.signIn()
  createRoot(container).render(
    <StrictMode>
      <CrashScreen>
        <Door signIn={signIn} />
      </CrashScreen>
    </StrictMode>,
  )
}

void start()
