import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { BuilderRound, Diagnostic } from '@/api/types'
import { JsonView } from '@/components/json-view'
import type { Place } from '@/components/typescript-editor'
import { Badge } from '@/components/ui/badge'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { formatCount } from '@/lib/format'
import { verdictOf } from '../words'
import { Draft } from './draft'

interface RoundCardProps {
  round: BuilderRound
  /** Where the draft will lie. */
  file: string
  /** Its draft is the one to look at: the newest while they are written, then the one that is accepted. */
  current: boolean
  /** Say so: it is not the newest round. */
  marked: boolean
}

/** One answer of the model: the draft, what is wrong with it, and its dry run. */
export function RoundCard({ round, file, current, marked }: RoundCardProps) {
  const [place, setPlace] = useState<Place>()
  const [open, setOpen] = useState(current)
  const [wasCurrent, setWasCurrent] = useState(current)
  // The next round's draft takes this one's place, and gives it back when there is none.
  if (wasCurrent !== current) {
    setWasCurrent(current)
    setOpen(current)
  }
  const show = (at: Place) => {
    setPlace(at)
    setOpen(true)
  }
  return (
    <Card aria-label={`Round ${round.number}`}>
      <CardHeader className="flex-row flex-wrap items-center gap-2">
        <CardTitle>Round {round.number}</CardTitle>
        <Verdict round={round} />
        {marked && <Badge variant="outline">current draft</Badge>}
        {round.output_tokens > 0 && (
          <span className="text-xs text-muted-foreground">
            {formatCount(round.input_tokens, 'token')} sent, {formatCount(round.output_tokens, 'token')}{' '}
            written
          </span>
        )}
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        {round.problems.length > 0 && <Problems problems={round.problems} onPlace={show} />}
        <DryRun round={round} />
        <Draft round={round} file={file} open={open} onOpen={setOpen} place={place} />
        <Said title="What the model was sent" text={round.prompt} />
        {round.code && <Said title="What the model answered" text={round.answer} />}
      </CardContent>
    </Card>
  )
}

interface ProblemsProps {
  problems: readonly Diagnostic[]
  onPlace: (place: Place) => void
}

/** What is wrong with the draft; a line leads to its place in the text. */
function Problems({ problems, onPlace }: ProblemsProps) {
  return (
    <ul aria-label="Problems" className="flex flex-col gap-1 text-sm">
      {problems.map((one, at) => (
        <li key={at} className="break-words">
          {one.line > 0 && (
            <>
              <button
                type="button"
                className="font-mono text-xs text-primary hover:underline"
                onClick={() => onPlace({ line: one.line, column: one.column })}
              >
                line {one.line}
              </button>
              {': '}
            </>
          )}
          {one.message} <span className="text-xs text-muted-foreground">{one.code}</span>
        </li>
      ))}
    </ul>
  )
}

function Said({ title, text }: { title: string; text: string }) {
  return (
    <details>
      <summary className="text-xs font-medium">{title}</summary>
      <pre
        tabIndex={0}
        aria-label={title}
        className="mt-1 max-h-80 overflow-auto rounded-md bg-muted p-2 font-mono text-xs whitespace-pre-wrap"
      >
        {text}
      </pre>
    </details>
  )
}

function Verdict({ round }: { round: BuilderRound }) {
  const verdict = verdictOf(round)
  return verdict ? <Badge variant={verdict.good ? 'success' : 'destructive'}>{verdict.text}</Badge> : null
}

function DryRun({ round }: { round: BuilderRound }) {
  const dry = round.dry_run
  if (!dry) return null
  return (
    <section aria-label="Dry run" className="flex flex-col gap-1.5">
      {dry.problem && <p className="break-words text-destructive">{dry.problem}</p>}
      {dry.note && <p className="break-words text-warning">{dry.note}</p>}
      {dry.output !== null && <JsonView value={dry.output} label="What the dry run gave" />}
      <Link to="/runs/$id" params={{ id: dry.run_id }} className="w-fit text-xs text-primary hover:underline">
        What the dry run did
      </Link>
    </section>
  )
}
