import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FilePen, ShieldAlert, Trash2, TriangleAlert } from 'lucide-react'
import { toast } from 'sonner'
import { asFault } from '@/api/fault'
import { confirmDestinations, deleteOverlayFile, saveOverlayFile } from '@/api/catalog'
import type { FileProblem, ProviderOrigin } from '@/api/types'
import { CopyButton } from '@/components/copy-field'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'

const inUse: Record<string, string> = {
  overlay: 'Your own file is in use, in place of what Patchbay ships.',
  last_good: 'Your file has a mistake. Its last good version stays in use until you correct it.',
  built_in: 'Your file has a mistake. The built-in entry stays in use until you correct it.',
}

/** Reads the catalog again, here and wherever it is shown. */
function useReadAgain() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['catalog'] })
}

const failed = (error: unknown) =>
  void toast.error(asFault(error).message, { description: asFault(error).hint })

/** Each mistake of a file, as compilers tell theirs. */
export function ProblemList({ problems }: { problems: FileProblem[] }) {
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {problems.map((problem, index) => (
        <li key={index} className="break-words">
          {problem.line > 0 && <span className="font-medium">Line {problem.line}: </span>}
          {problem.message}
        </li>
      ))}
    </ul>
  )
}

/** Asks before credentials go where only the user's own file sends them. */
export function ConfirmDestinations({
  provider,
  destinations,
}: {
  provider: string
  destinations: string[]
}) {
  const readAgain = useReadAgain()
  const confirm = useMutation({
    mutationFn: () => confirmDestinations(provider, destinations),
    onSuccess: readAgain,
    onError: failed,
  })
  if (destinations.length === 0) return null
  return (
    <Alert variant="warning" role="alert" className="mb-4">
      <ShieldAlert aria-hidden />
      <AlertTitle>Your file would send credentials to a new place</AlertTitle>
      <AlertDescription>
        <p>
          Until you confirm it, connections of <code className="font-mono text-xs">{provider}</code> are
          stopped. Confirm only addresses that you know.
        </p>
        <ul className="my-2">
          {destinations.map((destination) => (
            <li key={destination}>
              <code className="font-mono text-xs break-all">{destination}</code>
            </li>
          ))}
        </ul>
        <span className="flex flex-wrap gap-2">
          <Button size="sm" variant="outline" disabled={confirm.isPending} onClick={() => confirm.mutate()}>
            I know this address: allow it
          </Button>
          <Button size="sm" variant="ghost" asChild>
            <Link to="/apis/$provider/file" params={{ provider }}>
              Look at the file
            </Link>
          </Button>
        </span>
      </AlertDescription>
    </Alert>
  )
}

/** Deletes the file; the toast brings it back. */
function useDelete(provider: string) {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: () => deleteOverlayFile(provider),
    onSuccess: async (gone) => {
      await readAgain()
      toast(`Your file of ${provider} is deleted.`, {
        action: {
          label: 'Undo',
          onClick: () => void saveOverlayFile(provider, gone.text, '').then(readAgain, failed),
        },
      })
    },
    onError: failed,
  })
}

/** Where the entry comes from, and the way to a file of one's own. */
export function OwnFile({ origin }: { origin: ProviderOrigin }) {
  const remove = useDelete(origin.provider)
  const mistakes = origin.problems.filter((problem) => !problem.warning)
  return (
    <Card>
      <CardHeader>
        <CardTitle>Definition</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-2">
        {!origin.file && (
          <p className="text-muted-foreground">
            Patchbay ships it. A copy of your own replaces it as soon as you save.
          </p>
        )}
        {origin.file && (
          <>
            <p className="text-muted-foreground">
              {origin.source === 'overlay' && !origin.built_in ? 'A file of your own.' : inUse[origin.source]}
            </p>
            <p className="flex items-start gap-1">
              <code className="min-w-0 flex-1 font-mono text-xs break-all">{origin.file}</code>
              <CopyButton value={origin.file} label="Copy the path of the file" />
            </p>
          </>
        )}
        {origin.problems.length > 0 && (
          <Alert variant={mistakes.length > 0 ? 'destructive' : 'warning'} role="alert">
            <TriangleAlert aria-hidden />
            <AlertTitle>{mistakes.length > 0 ? 'The file has mistakes' : 'Worth a look'}</AlertTitle>
            <AlertDescription>
              <ProblemList problems={origin.problems} />
            </AlertDescription>
          </Alert>
        )}
        <div className="flex flex-wrap gap-2">
          <Button asChild size="sm" variant="outline">
            <Link to="/apis/$provider/file" params={{ provider: origin.provider }}>
              <FilePen aria-hidden /> {origin.file ? 'Edit the file' : 'Edit a copy'}
            </Link>
          </Button>
          {origin.file && (
            <Button size="sm" variant="ghost" disabled={remove.isPending} onClick={() => remove.mutate()}>
              <Trash2 aria-hidden /> {origin.built_in ? 'Back to the built-in entry' : 'Delete the file'}
            </Button>
          )}
        </div>
      </CardContent>
    </Card>
  )
}
