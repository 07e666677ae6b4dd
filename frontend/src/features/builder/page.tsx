import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '@/api/queries'
import { BackLink } from '@/components/back-link'
import { ErrorState } from '@/components/error-state'
import { Page, PageHeader } from '@/components/page'
import { Alert, AlertTitle } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { ModelForm } from './components/model-form'
import { RequestForm } from './components/request-form'
import { SessionView } from './components/session-view'
import { modelQuery } from './queries'

const route = getRouteApi('/functions/describe')

/** Having a function written by a language model of the user's own: setting it up, asking, watching, accepting. */
export function BuilderPage() {
  const { session } = route.useSearch()
  return (
    <Page>
      <BackLink to="/functions" label="Functions" />
      <PageHeader
        title="Describe a function"
        description="Your own language model writes it; Patchbay compiles, checks and tries it until it passes. Nothing is saved before you accept it."
      />
      {session ? <SessionView id={session} /> : <Begin />}
    </Page>
  )
}

function Begin() {
  const model = useQuery(modelQuery())
  const project = useQuery(queries.project())
  const [changing, setChanging] = useState(false)
  const error = model.error ?? project.error
  if (error) {
    return (
      <ErrorState
        error={error}
        title="The model's settings could not be read"
        retry={() => void Promise.all([model.refetch(), project.refetch()])}
      />
    )
  }
  if (model.data === undefined || !project.data) return <Skeleton className="h-60" />
  if (!model.data || changing) return <ModelForm model={model.data} onDone={() => setChanging(false)} />
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-2 text-muted-foreground">
        Written by <strong className="font-medium text-foreground">{model.data.name}</strong> at
        <code className="font-mono text-xs">{model.data.url}</code>
        <Button variant="outline" size="sm" onClick={() => setChanging(true)}>
          Change the model
        </Button>
      </p>
      {project.data.open ? (
        <RequestForm />
      ) : (
        <Alert variant="info">
          <AlertTitle>No functions folder is open</AlertTitle>
          <p>Open or make one on the Functions page; drafts are accepted into it.</p>
        </Alert>
      )}
    </div>
  )
}
