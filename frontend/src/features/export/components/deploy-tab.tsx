import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { deploy, listTargets, planDeploy } from '@/api/deploy'
import { queries } from '@/api/queries'
import type { DeployInput, FunctionView } from '@/api/types'
import { TableSkeleton } from '@/components/data-table'
import { ErrorState, FaultNotice } from '@/components/error-state'
import { FormField } from '@/components/form-field'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select'
import { formatCount } from '@/lib/format'
import { DeployPlanCard } from './deploy-plan'
import { ParityReport } from './parity'
import { Targets } from './targets'

const targetsQuery = () => queryOptions({ queryKey: ['deploy', 'targets'], queryFn: listTargets })

type Mode = 'single' | 'integration' | 'all'

const modes = [
  { value: 'single', title: 'One function' },
  { value: 'integration', title: 'One integration' },
  { value: 'all', title: 'Everything' },
] as const

const modeHelp: Record<Mode, string> = {
  single: 'Adds or replaces this function. Nothing else on the server is touched.',
  integration:
    'Makes the integration on the server equal to the one here: functions that are not here are deleted there, with the records of their syncs.',
  all: 'Makes the whole environment equal to this folder: functions of any integration that are not here are deleted there, with the records of their syncs.',
}

const noFunctions: FunctionView[] = []

/** Pushes functions to a server, after showing what that changes there. */
export function DeployTab() {
  const targets = useQuery(targetsQuery())
  const { data: functions = noFunctions } = useQuery(queries.functions())
  const client = useQueryClient()
  const [chosen, setChosen] = useState<string>()
  const [mode, setMode] = useState<Mode>('single')
  const [file, setFile] = useState<string>()
  const [integration, setIntegration] = useState<string>()
  const [version, setVersion] = useState('')
  const plan = useMutation({ mutationFn: planDeploy })
  const run = useMutation({
    mutationFn: deploy,
    onSuccess: async () => {
      plan.reset()
      await client.invalidateQueries({ queryKey: ['deploy'] })
    },
  })
  if (targets.isPending) return <TableSkeleton rows={3} />
  if (targets.error && !targets.data)
    return (
      <ErrorState
        error={targets.error}
        title="The servers could not be read."
        retry={() => void targets.refetch()}
      />
    )
  const target = targets.data.find((one) => one.name === chosen)?.name ?? targets.data[0]?.name
  const here = functions.filter((one) => one.file)
  const input: DeployInput | undefined = target
    ? {
        target,
        mode,
        ...(mode === 'single' && { function: file ?? here[0]?.file ?? '' }),
        ...(mode === 'integration' && { integration: integration ?? here[0]?.integration ?? '' }),
        ...(version.trim() && { version: version.trim() }),
      }
    : undefined
  // What was planned is no longer what is chosen.
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value)
      plan.reset()
      run.reset()
    }
  return (
    <div className="flex flex-col gap-4">
      <Targets targets={targets.data} chosen={target} onChoose={changed(setChosen)} />
      {input && (
        <Card aria-labelledby="what-title">
          <CardHeader>
            <CardTitle id="what-title">What to deploy to {input.target}</CardTitle>
            <CardDescription>{modeHelp[mode]}</CardDescription>
          </CardHeader>
          <CardContent className="flex flex-col gap-3">
            <Segmented
              label="What to deploy"
              value={mode}
              options={modes}
              onChange={changed(setMode)}
              className="self-start"
            />
            {mode === 'single' && (
              <Choice
                label="Function"
                value={input.function}
                options={here.map((one) => one.file)}
                onChange={changed(setFile)}
              />
            )}
            {mode === 'integration' && (
              <Choice
                label="Integration"
                value={input.integration}
                options={[...new Set(here.map((one) => one.integration))]}
                onChange={changed(setIntegration)}
              />
            )}
            <FormField
              label="Version"
              optional
              help="Without one the server counts on by itself."
              className="max-w-56"
            >
              {(control) => (
                <Input
                  {...control}
                  value={version}
                  placeholder="1.2.0"
                  onChange={(event) => changed(setVersion)(event.target.value)}
                />
              )}
            </FormField>
            <div className="flex justify-end">
              <Button
                variant={plan.data ? 'outline' : 'default'}
                busy={plan.isPending}
                onClick={() => {
                  run.reset()
                  plan.mutate(input)
                }}
              >
                Show what would change
              </Button>
            </div>
            {plan.error && <FaultNotice error={plan.error} />}
          </CardContent>
        </Card>
      )}
      {plan.data && input && (
        <>
          <DeployPlanCard
            plan={plan.data}
            busy={run.isPending}
            error={run.error}
            onDeploy={() => run.mutate({ ...input, ...(plan.data.destructive && { confirmed: true }) })}
          />
          <ParityReport parity={plan.data.parity} />
        </>
      )}
      {run.data && (
        <Alert variant="success" role="status">
          <CircleCheck aria-hidden />
          <AlertTitle>{formatCount(run.data.length, 'function')} deployed</AlertTitle>
          <AlertDescription>
            <ul>
              {run.data.map((one) => (
                <li key={`${one.integration} ${one.type} ${one.name}`}>
                  {one.integration}/{one.name} · version {one.version}
                </li>
              ))}
            </ul>
          </AlertDescription>
        </Alert>
      )}
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string | undefined
  options: string[]
  onChange: (value: string) => void
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  if (options.length === 0)
    return <p className="text-muted-foreground">The open folder has no function that compiles yet.</p>
  return (
    <FormField label={label} className="max-w-md">
      {(control) => (
        <Select value={value ?? ''} onValueChange={onChange}>
          <SelectTrigger {...control}>
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {options.map((option) => (
              <SelectItem key={option} value={option}>
                {option}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </FormField>
  )
}
