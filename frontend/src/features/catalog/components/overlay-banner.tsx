import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import { queries } from '@/api/queries'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { ConfirmDestinations, ProblemList } from './own-file'

/** Tells on the catalog's page what is wrong with the user's own provider files. */
export function OverlayBanner() {
  const { data: overlay } = useQuery(queries.overlay())
  if (!overlay) return null
  const mistakes = overlay.problems.filter((problem) => !problem.warning)
  const broken = overlay.files.filter((file) => file.problems.some((problem) => !problem.warning))
  const elsewhere = mistakes.filter((problem) => !broken.some((file) => file.file === problem.file))
  return (
    <>
      {overlay.files.map((file) => (
        <ConfirmDestinations key={file.provider} provider={file.provider} destinations={file.unconfirmed} />
      ))}
      {mistakes.length > 0 && (
        <Alert variant="destructive" role="alert" className="mb-4">
          <TriangleAlert aria-hidden />
          <AlertTitle>Some of your provider files have mistakes</AlertTitle>
          <AlertDescription className="max-h-40 overflow-auto">
            {broken.map((file) => (
              <div key={file.provider} className="mt-1">
                <Link
                  to="/apis/$provider/file"
                  params={{ provider: file.provider }}
                  className="font-medium underline underline-offset-4"
                >
                  {file.provider}.yaml
                </Link>
                {file.source === 'last_good' && ' (its last good version is in use)'}
                {file.source === 'built_in' && ' (the built-in entry is in use)'}
                <ProblemList problems={file.problems.filter((problem) => !problem.warning)} />
              </div>
            ))}
            {elsewhere.length > 0 && (
              <ProblemList
                problems={elsewhere.map((one) => ({ ...one, message: `${one.file}: ${one.message}` }))}
              />
            )}
          </AlertDescription>
        </Alert>
      )}
    </>
  )
}
