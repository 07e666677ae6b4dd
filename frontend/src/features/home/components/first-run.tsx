import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowRight, Cable, Search } from 'lucide-react'
import { useState } from 'react'
import { queries } from '@/api/queries'
import type { Status } from '@/api/types'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { useConnectDialog } from '@/lib/connect-dialog'
import { exampleRequest, openApis } from '../first-call'
import { FirstCallForm } from './first-call-form'
import { ScriptCard } from './script-card'

/** Before anything is connected: one thing to press, and what comes after it. */
export function FirstRun({ status }: { status: Status }) {
  return (
    <>
      <header className="pt-6 pb-5">
        <h1 className="text-2xl font-semibold tracking-tight">Welcome to Patchbay</h1>
        <p className="max-w-2xl pt-1 text-base text-muted-foreground">
          Connect an account once, then call its API from any script on this machine, without the script ever
          seeing a credential. No sign-up, and nothing leaves this computer but the calls you make.
        </p>
      </header>
      <div className="flex flex-col gap-4">
        <Card className="border-primary/30 shadow-sm">
          <CardHeader>
            <CardTitle>Make a first call without registering anything</CardTitle>
            <CardDescription>
              Patchbay sets up an example for an API that is open to everybody, sends the request and shows
              what came back.
            </CardDescription>
          </CardHeader>
          <CardContent>
            <FirstCallForm />
          </CardContent>
        </Card>
        <div className="grid gap-4 md:grid-cols-2">
          <PickApi />
          <ConnectAccount />
        </div>
        <ScriptCard apiUrl={status.api_url} request={exampleRequest(openApis[0].url)} />
      </div>
    </>
  )
}

function PickApi() {
  const navigate = useNavigate()
  const { data: providers } = useQuery(queries.providers())
  const [query, setQuery] = useState('')
  return (
    <Card className="flex flex-col">
      <CardHeader className="flex-1">
        <CardTitle>Pick an API</CardTitle>
        <CardDescription>
          {providers ? `${providers.length.toLocaleString('en')} APIs` : 'About a thousand APIs'} are known
          with their sign-in, addresses and limits.
        </CardDescription>
      </CardHeader>
      <CardContent>
        <form
          role="search"
          className="flex gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            void navigate({ to: '/apis', search: query ? { q: query } : {} })
          }}
        >
          <div className="relative flex-1">
            <Search
              className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground"
              aria-hidden
            />
            <Input
              aria-label="Search APIs"
              placeholder="GitHub, Slack, Stripe…"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              className="pl-8"
            />
          </div>
          <Button type="submit" variant="outline">
            Browse <ArrowRight aria-hidden />
          </Button>
        </form>
      </CardContent>
    </Card>
  )
}

function ConnectAccount() {
  const openConnect = useConnectDialog()
  return (
    <Card className="flex flex-col">
      <CardHeader className="flex-1">
        <CardTitle>Connect an account</CardTitle>
        <CardDescription>
          Sign in with your own browser or paste an API key. Secrets are sealed,{' '}
          <Link
            to="/settings"
            search={{ section: 'secrets' }}
            className="text-primary underline underline-offset-2"
          >
            here is where
          </Link>
          .
        </CardDescription>
      </CardHeader>
      <CardContent>
        <Button variant="outline" onClick={() => openConnect({})}>
          <Cable aria-hidden /> Connect an account
        </Button>
      </CardContent>
    </Card>
  )
}
