import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { BuilderSample } from '@/api/types'
import { FaultNotice } from '@/components/error-state'
import { Checkbox } from '@/components/ui/checkbox'
import { Label } from '@/components/ui/label'
import { samplesQuery } from '../queries'

/** How many answers go to the model at most. */
const most = 5

interface SampleChoiceProps {
  integration: string
  connection: string
  /** Ids of the ticked ones. */
  chosen: string[]
  onChange: (chosen: string[]) => void
}

/** Real answers of the connection, to be shown to the model only when the user ticks them. */
export function SampleChoice({ integration, connection, chosen, onChange }: SampleChoiceProps) {
  const { data, error } = useQuery(samplesQuery(integration, connection))
  if (error) return <FaultNotice error={error} />
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 text-sm font-medium">Answers that the model may see</legend>
      {data?.length === 0 && (
        <p className="text-muted-foreground">
          None yet: send a GET request in the playground, and its answer can be ticked here.
        </p>
      )}
      {data?.map((sample) => (
        <SampleRow
          key={sample.id}
          sample={sample}
          checked={chosen.includes(sample.id)}
          full={chosen.length >= most}
          onCheck={(on) => onChange(on ? [...chosen, sample.id] : chosen.filter((one) => one !== sample.id))}
        />
      ))}
    </fieldset>
  )
}

interface SampleRowProps {
  sample: BuilderSample
  checked: boolean
  full: boolean
  onCheck: (on: boolean) => void
}

function SampleRow({ sample, checked, full, onCheck }: SampleRowProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-2">
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={checked}
        disabled={full && !checked}
        onCheckedChange={(on) => onCheck(on === true)}
      />
      <div className="min-w-0 flex-1">
        <Label htmlFor={id} className="font-mono text-xs break-all">
          {sample.method} {sample.address}
        </Label>
        <details>
          <summary className="text-xs text-muted-foreground">
            What the model would see{sample.cut && ' (the first 4 KB)'}
          </summary>
          <pre className="max-h-48 overflow-auto rounded-md bg-muted p-2 font-mono text-xs whitespace-pre-wrap">
            {sample.body}
          </pre>
        </details>
      </div>
    </div>
  )
}
