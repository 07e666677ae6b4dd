import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { LoaderCircle } from 'lucide-react'
import { acceptDraft, stopBuilding } from '@/api/builder'
import { Fault } from '@/api/fault'
import type { BuilderSession } from '@/api/types'
import { ErrorState, FaultNotice } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { sessionQuery } from '../queries'
import { draftRound, phases, stateText } from '../words'
import { RoundCard } from './round-card'

/** A draft as it is written, checked and repaired, and what can be done with it. */
export function SessionView({ id }: { id: string }) {
  const navigate = useNavigate({ from: '/functions/describe' })
  const { data: session, error } = useQuery(sessionQuery(id))
  const again = () => void navigate({ search: ({ integration }) => ({ integration }) })
  if (error) return <ErrorState error={error} title="The draft could not be read" retry={again} />
  if (!session) return <Skeleton className="h-60" />
  const newest = session.rounds.at(-1)
  const current = session.state === 'running' ? newest : (draftRound(session) ?? newest)
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-3xl whitespace-pre-wrap">{session.description}</p>
      <Actions session={session} onAgain={again} />
      {session.error && <FaultNotice error={new Fault(502, session.error)} />}
      {session.rounds.toReversed().map((round) => (
        <RoundCard
          key={round.number}
          round={round}
          file={session.file}
          current={round === current}
          marked={round === current && round !== newest}
        />
      ))}
    </div>
  )
}

function Actions({ session, onAgain }: { session: BuilderSession; onAgain: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const keep = (next: BuilderSession) => client.setQueryData(sessionQuery(session.id).queryKey, next)
  const stop = useMutation({ mutationFn: () => stopBuilding(session.id), onSuccess: keep })
  const accept = useMutation({
    mutationFn: () => acceptDraft(session.id, session.state !== 'passed'),
    onSuccess: async (next) => {
      keep(next)
      await Promise.all([
        client.invalidateQueries({ queryKey: ['project'] }),
        client.invalidateQueries({ queryKey: ['functions'] }),
      ])
      await navigate({ to: '/functions', search: { file: next.file, tab: 'code' } })
    },
  })
  const running = session.state === 'running'
  const round = session.rounds.at(-1)
  const draft = draftRound(session)
  return (
    <div className="flex flex-col gap-2">
      {(stop.error ?? accept.error) && <FaultNotice error={stop.error ?? accept.error} />}
      <div className="flex flex-wrap items-center gap-3">
        <p role="status" className="flex items-center gap-2 font-medium">
          {running && <LoaderCircle className="size-4 animate-spin" aria-hidden />}
          {running && round
            ? `Round ${round.number} of ${session.most_rounds}: ${phases[round.phase]}`
            : stateText(session)}
        </p>
        {running && (
          <Button variant="outline" busy={stop.isPending} onClick={() => stop.mutate()}>
            Stop
          </Button>
        )}
        {!running && draft && session.state !== 'accepted' && (
          <Button
            variant={session.state === 'passed' ? 'default' : 'outline'}
            busy={accept.isPending}
            onClick={() => accept.mutate()}
          >
            {session.state === 'passed'
              ? 'Accept the draft'
              : `Accept the draft of round ${draft.number} with its problems`}
          </Button>
        )}
        {!running && (
          <Button variant="ghost" onClick={onAgain}>
            Describe another
          </Button>
        )}
        <code className="font-mono text-xs text-muted-foreground">{session.file}</code>
      </div>
    </div>
  )
}
