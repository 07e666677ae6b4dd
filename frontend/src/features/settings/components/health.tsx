import { queryOptions, useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX, RotateCw } from 'lucide-react'
import { runDoctor } from '@/api/settings'
import type { Check } from '@/api/types'
import { ErrorState } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { Section } from './section'

const doctorQuery = () => queryOptions({ queryKey: ['doctor'], queryFn: runDoctor, refetchOnMount: 'always' })

export function HealthSection() {
  const doctor = useQuery(doctorQuery())
  return (
    <Section
      id="health"
      title="Health"
      description="The same checks as “patchbay doctor” in a terminal."
      aside={
        <Button variant="outline" size="sm" busy={doctor.isFetching} onClick={() => void doctor.refetch()}>
          {!doctor.isFetching && <RotateCw aria-hidden />} Check again
        </Button>
      }
    >
      <div aria-live="polite">
        {doctor.data ? (
          <ul className="flex flex-col">
            {doctor.data.map((check) => (
              <CheckRow key={check.name} check={check} />
            ))}
          </ul>
        ) : doctor.error ? (
          <ErrorState
            error={doctor.error}
            title="The checks could not be run."
            retry={() => void doctor.refetch()}
            className="py-6"
          />
        ) : (
          <div className="flex appear-late flex-col gap-3">
            <span className="sr-only">Checking…</span>
            {Array.from({ length: 5 }, (_, index) => (
              <Skeleton key={index} className="h-4 w-2/3" />
            ))}
          </div>
        )}
      </div>
    </Section>
  )
}

function CheckRow({ check }: { check: Check }) {
  const Icon = check.ok ? CircleCheck : CircleX
  return (
    <li className="flex gap-2.5 border-b py-2 first:pt-0 last:border-b-0 last:pb-0">
      <Icon
        className={`mt-0.5 size-4 shrink-0 ${check.ok ? 'text-success' : 'text-destructive'}`}
        aria-hidden
      />
      <div className="min-w-0">
        <p>
          <span className="sr-only">{check.ok ? 'Good: ' : 'Problem: '}</span>
          <span className="inline-block font-medium first-letter:uppercase">{check.name}</span>
        </p>
        <p className="break-words text-muted-foreground">{check.message}</p>
        {check.hint && <p className="break-words">{check.hint}</p>}
      </div>
    </li>
  )
}
