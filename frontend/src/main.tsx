import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { CrashScreen } from '@/app/error-boundary'
import { Providers } from '@/app/providers'
import { createAppRouter } from '@/app/router'
import { SignInPage } from '@/app/sign-in'
import { host, startHost } from '@/host'
import { keepPageOnDrop } from '@/lib/drops'
import { createQueryClient } from '@/lib/query'
import './index.css'

function App() {
  const [client] = useState(createQueryClient)
  const [router] = useState(createAppRouter)
  const [signedOut, setSignedOut] = useState(false)
  useEffect(() => host.onSignedOut(() => setSignedOut(true)), [])
  if (signedOut) return <SignInPage reason="ended" />
  return (
    <Providers client={client}>
      <RouterProvider router={router} />
    </Providers>
  )
}

async function start() {
  const container = document.getElementById('root')
  if (!container) throw new Error('index.html has no #root')
  keepPageOnDrop()
  await startHost()
  const signIn = await host.signIn()
  createRoot(container).render(
    <StrictMode>
      <CrashScreen>{signIn === 'ready' ? <App /> : <SignInPage reason={signIn} />}</CrashScreen>
    </StrictMode>,
  )
}

void start()
