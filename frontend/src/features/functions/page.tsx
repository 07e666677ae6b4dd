import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { FileCode2, LibraryBig, MessageSquareText, Plus } from 'lucide-react'
import { useCallback, useState } from 'react'
import { queries } from '@/api/queries'
import type { FunctionView, Project } from '@/api/types'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { Page, PageHeader } from '@/components/page'
import { SearchInput } from '@/components/search-input'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { useCommand } from '@/lib/shortcuts'
import { FileEditor } from './components/file-editor'
import { FunctionPane } from './components/function-pane'
import { FunctionTree } from './components/function-tree'
import { NewFunction } from './components/new-function'
import { Problems } from './components/problems'
import { ProjectBar } from './components/project-bar'
import { Start } from './components/start'
import { filesQuery } from './queries'
import { chosenFunction } from './ref'
import { usePlace } from './use-place'

const route = getRouteApi('/functions')
const none: never[] = []

/** The functions folder: what is in it, its code, and running it. */
export function FunctionsPage() {
  const project = useQuery(queries.project())
  if (project.data?.open) return <Workbench project={project.data} />
  return (
    <Page>
      <PageHeader title="Functions" />
      {project.error ? (
        <ErrorState
          error={project.error}
          title="The functions folder could not be read"
          retry={() => void project.refetch()}
        />
      ) : project.data ? (
        <>
          <Start project={project.data} />
          <Deployed />
        </>
      ) : (
        <div role="status" className="flex appear-late flex-col gap-3">
          <span className="sr-only">Reading the functions folder…</span>
          <Skeleton className="h-6 w-72" />
          <Skeleton className="h-40" />
        </div>
      )}
    </Page>
  )
}

/** Functions that run without a folder: they were deployed, or stayed from one that was closed. */
function Deployed() {
  const { fn } = route.useSearch()
  const functions = useQuery(queries.functions())
  const [query, setQuery] = useState('')
  const place = usePlace()
  const all = functions.data ?? none
  if (all.length === 0) return null
  const chosen = chosenFunction(all, fn, undefined)
  return (
    <section aria-label="Functions without a folder" className="flex flex-col gap-3 pt-6">
      <h2 className="font-semibold">Installed without a folder</h2>
      <div className="flex min-h-80 overflow-hidden rounded-xl border bg-card">
        <div className="flex w-64 shrink-0 flex-col border-r bg-sidebar">
          <div className="p-2">
            <SearchInput label="Search functions" placeholder="Search" value={query} onChange={setQuery} />
          </div>
          <FunctionTree functions={all} files={none} query={query} chosen={chosen} file={undefined} />
        </div>
        <div className="flex min-w-0 flex-1 flex-col bg-background">
          {chosen ? (
            <FunctionPane key={chosen.id} one={chosen} place={place} />
          ) : (
            <EmptyState icon={FileCode2} title="Choose a function" className="flex-1">
              Its code can be read, it can be run, and its switches changed.
            </EmptyState>
          )}
        </div>
      </div>
    </section>
  )
}

function Workbench({ project }: { project: Project }) {
  const { fn, file, making } = route.useSearch()
  const navigate = useNavigate({ from: '/functions' })
  const functions = useQuery(queries.functions())
  const files = useQuery(filesQuery())
  const [query, setQuery] = useState('')
  const [problems, setProblems] = useState(false)
  const all = functions.data ?? none
  const chosen = chosenFunction(all, fn, file)
  const make = useCallback(
    () => void navigate({ search: (was) => ({ ...was, making: true }), replace: true }),
    [navigate],
  )
  useCommand('function.new', make)
  useCommand(
    'function.problems',
    useCallback(() => setProblems((was) => !was), []),
  )
  return (
    <Page fill wide className="pb-5">
      <PageHeader
        title="Functions"
        actions={
          <>
            <FromTemplate provider={chosen?.provider} />
            <Describe integration={chosen?.integration} />
            <Button onClick={make}>
              <Plus aria-hidden /> New function
            </Button>
          </>
        }
      />
      <div className="pb-3">
        <ProjectBar project={project} problemsOpen={problems} onProblems={() => setProblems(!problems)} />
      </div>
      <div className="flex min-h-80 flex-1 overflow-hidden rounded-xl border bg-card">
        <div className="flex w-64 shrink-0 flex-col border-r bg-sidebar">
          <div className="p-2">
            <SearchInput
              label="Search functions and files"
              placeholder="Search"
              value={query}
              onChange={setQuery}
            />
          </div>
          {functions.error ? (
            <ErrorState
              error={functions.error}
              title="The functions could not be read"
              retry={() => void functions.refetch()}
            />
          ) : (
            functions.data && (
              <FunctionTree
                functions={all}
                files={files.data ?? none}
                query={query}
                chosen={chosen}
                file={file}
              />
            )
          )}
        </div>
        <div className="flex min-w-0 flex-1 flex-col bg-background">
          <Main chosen={chosen} empty={functions.data?.length === 0} onNew={make} />
          {problems && <Problems onClose={() => setProblems(false)} />}
        </div>
      </div>
      {making && (
        <NewFunction
          integration={chosen?.integration}
          onClose={() => void navigate({ search: (was) => ({ ...was, making: undefined }), replace: true })}
          onMade={(path) => void navigate({ search: { file: path, tab: 'code' } })}
        />
      )}
    </Page>
  )
}

/** The way to the library; for the API of the function that is open, if it is known. */
function FromTemplate({ provider }: { provider: string | undefined }) {
  return (
    <Button asChild variant="outline">
      <Link to="/apis" search={{ show: 'functions', ...(provider && { q: provider }) }}>
        <LibraryBig aria-hidden /> Start from a template
      </Link>
    </Button>
  )
}

/** The way to have a language model write one. */
function Describe({ integration }: { integration: string | undefined }) {
  return (
    <Button asChild variant="outline">
      <Link to="/functions/describe" search={{ ...(integration && { integration }) }}>
        <MessageSquareText aria-hidden /> Describe it
      </Link>
    </Button>
  )
}

interface MainProps {
  chosen: FunctionView | undefined
  /** The folder has no function at all. */
  empty: boolean
  onNew: () => void
}

function Main({ chosen, empty, onNew }: MainProps) {
  const { fn, file } = route.useSearch()
  const place = usePlace()
  if (chosen) return <FunctionPane key={chosen.id} one={chosen} place={place} />
  if (file) {
    return (
      <>
        <h2 className="border-b px-4 py-2 font-mono text-xs">{file}</h2>
        <FileEditor path={file} place={place} />
      </>
    )
  }
  if (empty && !fn) {
    return (
      <EmptyState
        icon={FileCode2}
        title="No function in this folder yet"
        className="flex-1"
        action={
          <>
            <Button onClick={onNew}>
              <Plus aria-hidden /> New function
            </Button>
            <FromTemplate provider={undefined} />
            <Describe integration={undefined} />
          </>
        }
      >
        Write one from a small starting text, or take one from the library and change it. A file that you add
        in your own editor appears here when <code className="font-mono text-xs">index.ts</code> imports it.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={FileCode2}
      title={fn ? 'This function is not here' : 'Choose a function'}
      className="flex-1"
    >
      {fn
        ? 'It may have been renamed, or its file is gone from the folder.'
        : 'Its code, its runs and its settings appear here.'}
    </EmptyState>
  )
}
