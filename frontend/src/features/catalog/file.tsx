import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ChevronLeft, CircleCheck, Save, TriangleAlert } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { toast } from 'sonner'
import { checkOverlayFile, saveOverlayFile } from '@/api/catalog'
import { queries } from '@/api/queries'
import type { FileProblem, OverlayFile } from '@/api/types'
import { ErrorState, FaultNotice } from '@/components/error-state'
import { Page, PageHeader } from '@/components/page'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { YamlEditor } from '@/components/yaml-editor'
import { formatCount } from '@/lib/format'

const route = getRouteApi('/apis/$provider/file')
const noProblems: FileProblem[] = []

/** What the program says of the text, as one types: the last answer stays until the next is there. */
function useCheck(provider: string, text: string) {
  const settled = useDeferredValue(text)
  const { data = noProblems, isFetching } = useQuery({
    queryKey: ['file-check', provider, settled],
    queryFn: ({ signal }) => checkOverlayFile(provider, settled, signal),
    placeholderData: (before) => before,
    gcTime: 10_000,
  })
  return { problems: data, checking: isFetching || settled !== text }
}

function Problems({ problems, show }: { problems: FileProblem[]; show: (line: number) => void }) {
  if (problems.length === 0)
    return (
      <p className="flex items-center gap-1.5 text-muted-foreground">
        <CircleCheck className="size-4 text-success" aria-hidden /> No mistakes.
      </p>
    )
  return (
    <ul className="flex flex-col gap-1" aria-label="What is wrong with the file">
      {problems.map((problem, index) => (
        <li key={index}>
          <button
            type="button"
            className="w-full rounded-sm text-left hover:bg-muted"
            onClick={() => show(problem.line)}
          >
            <span className="font-medium">{problem.line > 0 ? `Line ${problem.line}` : 'The file'}</span>
            {problem.warning && <span className="text-muted-foreground"> (warning)</span>}: {problem.message}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The text being edited and the stored one it began from; what others store meanwhile is taken over or asked about. */
function useDraft(file: OverlayFile) {
  const [base, setBase] = useState(file)
  const [text, setText] = useState(file.text)
  const [heard, setHeard] = useState(file)
  const [conflict, setConflict] = useState(false)
  const rebase = (stored: OverlayFile) => {
    setBase(stored)
    setConflict(false)
  }
  const adopt = (stored: OverlayFile) => {
    rebase(stored)
    setText(stored.text)
  }
  if (file.version !== heard.version) {
    setHeard(file)
    if (file.version !== base.version) {
      if (text === base.text) adopt(file)
      else setConflict(true)
    }
  }
  return { base, text, setText, rebase, adopt, conflict }
}

function ConflictBar({ useTheirs, keepMine }: { useTheirs: () => void; keepMine: () => void }) {
  return (
    <Alert variant="warning" role="alert">
      <TriangleAlert aria-hidden />
      <AlertTitle>The file was changed elsewhere while you edited it</AlertTitle>
      <AlertDescription className="flex flex-wrap gap-2 pt-1">
        <Button size="sm" variant="outline" onClick={useTheirs}>
          Use the file on disk
        </Button>
        <Button size="sm" variant="outline" onClick={keepMine}>
          Keep my text
        </Button>
      </AlertDescription>
    </Alert>
  )
}

function FileEditor({ file }: { file: OverlayFile }) {
  const { base, text, setText, rebase, adopt, conflict } = useDraft(file)
  const [place, setPlace] = useState<{ line: number }>()
  const { problems, checking } = useCheck(file.provider, text)
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () => saveOverlayFile(file.provider, text, base.version),
    onSuccess: async (saved) => {
      rebase(saved)
      client.setQueryData(queries.overlayFile(file.provider).queryKey, saved)
      await client.invalidateQueries({ queryKey: ['catalog'] })
      toast.success('Saved. The file is in use.')
    },
  })
  const mistakes = problems.filter((problem) => !problem.warning).length
  const unchanged = base.stored && text === base.text
  const canSave = mistakes === 0 && !checking && !unchanged && !conflict && !save.isPending
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      {conflict && <ConflictBar useTheirs={() => adopt(file)} keepMine={() => rebase(file)} />}
      <Card className="flex min-h-64 flex-1 flex-col overflow-hidden p-0">
        <YamlEditor
          label={`${file.provider}.yaml`}
          value={text}
          problems={problems}
          onChange={setText}
          onSave={() => canSave && save.mutate()}
          place={place}
          className="flex-1"
        />
      </Card>
      {save.error && <FaultNotice error={save.error} />}
      <div className="flex flex-wrap items-start gap-3 pb-5">
        <div className="max-h-32 min-w-0 flex-1 overflow-auto" role="status">
          <Problems problems={problems} show={(line) => setPlace({ line })} />
        </div>
        <Button disabled={!canSave} onClick={() => save.mutate()}>
          <Save aria-hidden /> {file.stored ? 'Save' : 'Save as your own file'}
        </Button>
      </div>
      <span className="sr-only" role="status">
        {mistakes > 0 && `${formatCount(mistakes, 'mistake')} in the file`}
      </span>
    </div>
  )
}

/** The user's own file of an API, or the copy one starts with, checked while one types. */
export function ProviderFilePage() {
  const { provider } = route.useParams()
  const { data: file, error, refetch } = useQuery(queries.overlayFile(provider))
  return (
    <Page fill>
      <Link
        to="/apis/$provider"
        params={{ provider }}
        className="-ml-1 inline-flex w-fit items-center gap-0.5 rounded-sm pb-3 text-muted-foreground hover:text-foreground"
      >
        <ChevronLeft className="size-4" aria-hidden /> {provider}
      </Link>
      <PageHeader
        title={`${provider}.yaml`}
        description={
          file && (
            <span className="break-all">
              {file.stored ? file.file : `Nothing is stored yet. Saving writes ${file.file}.`}
            </span>
          )
        }
      />
      {error && <ErrorState error={error} title="The file could not be read" retry={() => void refetch()} />}
      {!file && !error && <Skeleton className="h-64 rounded-xl" />}
      {file && <FileEditor key={provider} file={file} />}
    </Page>
  )
}
