import { Check, LoaderCircle, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import type { Section as SectionId } from '../search'

interface SectionProps {
  id: SectionId
  title: string
  description?: ReactNode
  /** At the right of the title. */
  aside?: ReactNode
  children: ReactNode
}

export function Section({ id, title, description, aside, children }: SectionProps) {
  return (
    <Card id={`section-${id}`} aria-labelledby={`section-${id}-title`} className="scroll-mt-5">
      <CardHeader>
        <div className="flex items-center gap-3">
          <CardTitle id={`section-${id}-title`} tabIndex={-1} className="flex-1 outline-none">
            {title}
          </CardTitle>
          {aside}
        </div>
        {description && <CardDescription>{description}</CardDescription>}
      </CardHeader>
      <CardContent className="flex flex-col gap-4">{children}</CardContent>
    </Card>
  )
}

interface FieldProps {
  title: string
  /** Id of the control; without one the title is no label. */
  htmlFor?: string
  help?: ReactNode
  problem?: string | undefined
  aside?: ReactNode
  children: ReactNode
}

/** A named control with its explanation and what is wrong with it. */
export function Field({ title, htmlFor, help, problem, aside, children }: FieldProps) {
  const Title = htmlFor ? 'label' : 'p'
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center gap-2">
        <Title {...(htmlFor && { htmlFor })} className="flex-1 font-medium">
          {title}
        </Title>
        {aside}
      </div>
      {children}
      {problem && (
        <p id={htmlFor && `${htmlFor}-problem`} role="alert" className="text-xs text-destructive">
          {problem}
        </p>
      )}
      {help && (
        <div id={htmlFor && `${htmlFor}-help`} className="text-xs text-muted-foreground">
          {help}
        </div>
      )}
    </div>
  )
}

/** Says that a change is kept, is being kept, or could not be. */
export function SavedSign({ state }: { state: 'idle' | 'pending' | 'success' | 'error' }) {
  return (
    <span role="status" className="flex h-5 items-center gap-1 text-xs text-muted-foreground">
      {state === 'pending' && (
        <>
          <LoaderCircle className="size-3.5 animate-spin" aria-hidden /> Saving…
        </>
      )}
      {state === 'success' && (
        <>
          <Check className="size-3.5 text-success" aria-hidden /> Saved
        </>
      )}
      {state === 'error' && (
        <>
          <TriangleAlert className="size-3.5 text-destructive" aria-hidden /> Not saved
        </>
      )}
    </span>
  )
}
