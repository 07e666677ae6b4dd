import { Link } from '@tanstack/react-router'
import type { BuilderRound } from '@/api/types'
import { CodeEditor } from '@/components/code-editor'
import { JsonView } from '@/components/json-view'
import { Badge } from '@/components/ui/badge'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { formatCount } from '@/lib/format'

/** One answer of the model: the draft, what is wrong with it, and its dry run. */
export function RoundCard({ round, latest }: { round: BuilderRound; latest: boolean }) {
  return (
    <Card aria-label={`Round ${round.number}`}>
      <CardHeader className="flex-row flex-wrap items-center gap-2">
        <CardTitle>Round {round.number}</CardTitle>
        <Verdict round={round} />
        {round.output_tokens > 0 && (
          <span className="text-xs text-muted-foreground">
            {formatCount(round.input_tokens, 'token')} sent, {formatCount(round.output_tokens, 'token')}{' '}
            written
          </span>
        )}
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        {round.problems.length > 0 && (
          <ul aria-label="Problems" className="flex flex-col gap-1 text-sm">
            {round.problems.map((one, at) => (
              <li key={at} className="break-words">
                {one.line > 0 && <code className="font-mono text-xs">line {one.line}: </code>}
                {one.message} <span className="text-xs text-muted-foreground">{one.code}</span>
              </li>
            ))}
          </ul>
        )}
        <DryRun round={round} />
        <details open={latest}>
          <summary className="text-xs font-medium">Draft</summary>
          <CodeEditor
            label={`Draft of round ${round.number}`}
            language="text"
            readOnly
            value={round.code || round.answer}
            className="mt-1 h-80"
          />
        </details>
        <details>
          <summary className="text-xs font-medium">What the model was sent</summary>
          <pre className="mt-1 max-h-80 overflow-auto rounded-md bg-muted p-2 font-mono text-xs whitespace-pre-wrap">
            {round.prompt}
          </pre>
        </details>
      </CardContent>
    </Card>
  )
}

function Verdict({ round }: { round: BuilderRound }) {
  if (round.problems.length > 0) return <Badge variant="destructive">does not compile</Badge>
  if (round.dry_run?.problem) return <Badge variant="destructive">dry run failed</Badge>
  if (round.dry_run) return <Badge variant="success">dry run passed</Badge>
  if (round.code && round.phase === 'done') return <Badge variant="success">compiles</Badge>
  return null
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
