import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import type { RunDetail, RunFault } from '@/api/types'
import { CopyButton } from '@/components/copy-field'
import { JsonView } from '@/components/json-view'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { formatCount } from '@/lib/format'
import { stackPieces } from './stack'
import { blameName, isLive, resultText } from './words'

const jsonBox = 'max-h-96 rounded-md border bg-card p-3'

/** What came out of a run, or why nothing did. */
export function RunResult({ run }: { run: RunDetail }) {
  const { dry_run: dry } = run
  return (
    <div className="flex flex-col gap-4 p-4">
      {run.error && <RunFailure error={run.error} />}
      {run.warnings.length > 0 && <Warnings run={run} />}
      {run.output !== null && run.output !== undefined && (
        <Part title="Output">
          <JsonView value={run.output} label="output" tools className={jsonBox} />
        </Part>
      )}
      {dry && <DryRecords dry={dry} />}
      <Facts run={run} />
      {run.checkpoint_to !== null && run.checkpoint_to !== undefined && (
        <Part title="Checkpoint">
          <JsonView value={run.checkpoint_to} label="checkpoint" className={jsonBox} />
        </Part>
      )}
    </div>
  )
}

function Facts({ run }: { run: RunDetail }) {
  if (run.error || isLive(run.state)) return null
  const changed = resultText(run.results)
  if (run.type === 'action' && run.output !== null && run.output !== undefined) return null
  return (
    <p className="text-muted-foreground">
      {run.type === 'action'
        ? 'The action gave nothing back.'
        : changed
          ? `Records: ${changed}.`
          : run.dry_run
            ? 'A dry run keeps nothing.'
            : 'No record changed.'}
    </p>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="pb-1.5 text-xs font-medium text-muted-foreground">{title}</h3>
      {children}
    </section>
  )
}

/** What went wrong, whose fault it was, and where in the code. */
function RunFailure({ error }: { error: RunFault }) {
  return (
    <div role="alert" className="rounded-lg border border-destructive/25 bg-destructive-soft px-3 py-2.5">
      <div className="flex items-start gap-2">
        <TriangleAlert className="mt-0.5 size-4 shrink-0 text-destructive" aria-hidden />
        <p className="min-w-0 flex-1 font-medium break-words whitespace-pre-wrap">{error.message}</p>
        <CopyButton
          value={`${error.message}\n${error.stack ?? ''}`}
          label="Copy the error"
          className="-my-1"
        />
      </div>
      <p className="flex flex-wrap items-center gap-2 pt-1 pl-6 text-xs">
        {error.whose && <Badge variant="outline">{blameName(error.whose)}</Badge>}
        <code className="font-mono text-2xs">{error.type}</code>
      </p>
      {error.stack && <Stack text={error.stack} />}
      {error.payload !== undefined && error.payload !== null && (
        <JsonView
          value={error.payload}
          label="error details"
          className="mt-2 max-h-60 rounded-md border bg-card p-2"
        />
      )}
    </div>
  )
}

function Stack({ text }: { text: string }) {
  return (
    <pre
      tabIndex={0}
      aria-label="Stack"
      className="mt-2 max-h-60 overflow-auto pl-6 font-mono text-xs leading-5 whitespace-pre-wrap"
    >
      {stackPieces(text).map((piece, at) =>
        piece.place ? (
          <Link
            key={at}
            to="/functions"
            search={{
              file: piece.place.file,
              tab: 'code',
              line: piece.place.line,
              column: piece.place.column,
            }}
            className="text-primary underline underline-offset-2"
          >
            {piece.text}
          </Link>
        ) : (
          piece.text
        ),
      )}
    </pre>
  )
}

function Warnings({ run }: { run: RunDetail }) {
  return (
    <Alert variant="warning" role="status">
      <TriangleAlert aria-hidden />
      <AlertTitle>{formatCount(run.warnings.length, 'warning')}</AlertTitle>
      <AlertDescription className="text-foreground">
        <ul className="flex flex-col gap-1">
          {run.warnings.map((warning, at) => (
            <li key={at} className="break-words">
              {warning.path && <code className="font-mono text-xs">{warning.path}: </code>}
              {warning.message}
            </li>
          ))}
        </ul>
      </AlertDescription>
    </Alert>
  )
}

const countOf = (records: unknown) => (Array.isArray(records) ? records.length : 1)

function DryRecords({ dry }: { dry: NonNullable<RunDetail['dry_run']> }) {
  const groups = [
    ...Object.entries(dry.saved).map(([model, records]) => ({ model, records, verb: 'would be saved' })),
    ...Object.entries(dry.deleted).map(([model, records]) => ({ model, records, verb: 'would be deleted' })),
  ]
  return (
    <>
      {groups.map(({ model, records, verb }) => (
        <Part key={model + verb} title={`${model}: ${formatCount(countOf(records), 'record')} ${verb}`}>
          <JsonView value={records} label={`${model} that ${verb}`} tools className={jsonBox} />
        </Part>
      ))}
      {dry.fixture_file && (
        <p>
          The fixture was written to{' '}
          <Link
            to="/functions"
            search={{ file: dry.fixture_file }}
            className="font-mono text-xs text-primary hover:underline"
          >
            {dry.fixture_file}
          </Link>
          .
        </p>
      )}
    </>
  )
}
