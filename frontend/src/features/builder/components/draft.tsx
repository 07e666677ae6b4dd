import { useMemo } from 'react'
import type { BuilderRound } from '@/api/types'
import { DraftEditor } from '@/components/draft-editor'
import { findingsOf } from '@/components/typescript-editor/findings'
import type { Place } from '@/components/typescript-editor'
import { codeSoFar } from '../code-so-far'

interface DraftProps {
  round: BuilderRound
  file: string
  open: boolean
  onOpen: (open: boolean) => void
  /** A place that the user asked to see. */
  place: Place | undefined
}

/** The file as the model writes it; what it says before it writes is shown as it is. */
export function Draft({ round, file, open, onOpen, place }: DraftProps) {
  const growing = round.phase === 'writing'
  const findings = useMemo(() => findingsOf(round.problems), [round.problems])
  const code = round.code || (growing ? codeSoFar(round.answer) : '')
  return (
    <details open={open} onToggle={(event) => onOpen(event.currentTarget.open)}>
      <summary className="text-xs font-medium">Draft</summary>
      {open && code && (
        <DraftEditor
          label={`Draft of round ${round.number}`}
          path={file}
          value={code}
          growing={growing}
          findings={findings}
          place={place}
          className="mt-1 h-96"
        />
      )}
      {!code && <Words text={round.answer} />}
    </details>
  )
}

/** Turned around, so that the end stays in view while words are added. */
function Words({ text }: { text: string }) {
  return (
    <div
      role="region"
      aria-label="What the model says"
      tabIndex={0}
      className="mt-1 flex max-h-80 flex-col-reverse overflow-auto rounded-md bg-muted p-2"
    >
      <p className="font-mono text-xs whitespace-pre-wrap">{text || 'Nothing yet.'}</p>
    </div>
  )
}
