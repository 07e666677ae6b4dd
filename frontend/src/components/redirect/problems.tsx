import { CircleX, TriangleAlert } from 'lucide-react'
import type { RedirectProblem } from '@/api/types'
import { ExternalLink } from '@/components/external-link'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'

/** Why a login through an address may fail, or cannot begin. */
export function RedirectProblems({ problems }: { problems: RedirectProblem[] }) {
  if (problems.length === 0) return null
  return (
    <ul className="flex flex-col gap-2" aria-label="What to know before you connect">
      {problems.map((one) => (
        <li key={one.code}>
          <Alert variant={one.blocks ? 'destructive' : 'warning'}>
            {one.blocks ? <CircleX aria-hidden /> : <TriangleAlert aria-hidden />}
            <AlertTitle>
              <span className="sr-only">{one.blocks ? 'Problem: ' : 'Warning: '}</span>
              {one.message}
            </AlertTitle>
            <AlertDescription>
              {one.hint} {one.source && <ExternalLink href={one.source}>Where it says so</ExternalLink>}
            </AlertDescription>
          </Alert>
        </li>
      ))}
    </ul>
  )
}
