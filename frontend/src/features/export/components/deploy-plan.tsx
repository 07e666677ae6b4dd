import { CloudUpload, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { DeployItem, DeployPlan } from '@/api/types'
import { FaultNotice } from '@/components/error-state'
import { FormField } from '@/components/form-field'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { formatCount } from '@/lib/format'

interface DeployPlanProps {
  plan: DeployPlan
  busy: boolean
  error: Error | null
  onDeploy: () => void
}

const groups = [
  { key: 'added', title: 'Added', variant: 'success' },
  { key: 'changed', title: 'Changed', variant: 'primary' },
  { key: 'disabled', title: 'Disabled', variant: 'warning' },
  { key: 'removed', title: 'Removed', variant: 'destructive' },
] as const

/** What a deploy would do there, and the button that does it. What destroys asks for the server's name. */
export function DeployPlanCard({ plan, busy, error, onDeploy }: DeployPlanProps) {
  const [typed, setTyped] = useState('')
  const { name } = plan.target
  const count = groups.reduce((sum, { key }) => sum + plan[key].length, 0)
  return (
    <Card aria-labelledby="deploy-plan-title">
      <CardHeader>
        <CardTitle id="deploy-plan-title">
          {count === 0 ? `Nothing changes on ${name}` : `${formatCount(count, 'change')} on ${name}`}
        </CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        <ul>
          {groups.flatMap(({ key, title, variant }) =>
            plan[key].map((item) => (
              <li
                key={`${key} ${item.integration} ${item.type} ${item.name}`}
                className="flex items-center gap-3 border-t py-1.5"
              >
                <Badge variant={variant} className="w-18 justify-center">
                  {title}
                </Badge>
                <ItemName item={item} />
              </li>
            )),
          )}
        </ul>
        {plan.missing.length > 0 && (
          <Alert variant="warning">
            <TriangleAlert aria-hidden />
            <AlertTitle>
              {name} does not have {plan.missing.join(', ')}
            </AlertTitle>
            <AlertDescription>
              Functions of an integration that is not there cannot be deployed. Make it on the server first,
              under the same key.
            </AlertDescription>
          </Alert>
        )}
        {plan.models.length > 0 && (
          <Alert variant="destructive">
            <TriangleAlert aria-hidden />
            <AlertTitle>Records are deleted on {name}</AlertTitle>
            <AlertDescription>Of these models: {plan.models.join(', ')}.</AlertDescription>
          </Alert>
        )}
        {error && <FaultNotice error={error} />}
        <form
          className="flex flex-wrap items-end justify-end gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            onDeploy()
          }}
        >
          {plan.destructive && (
            <FormField label={`This cannot be undone. Type ${name} to go on`} className="min-w-64 flex-1">
              {(control) => (
                <Input
                  {...control}
                  value={typed}
                  autoComplete="off"
                  spellCheck={false}
                  onChange={(event) => setTyped(event.target.value)}
                />
              )}
            </FormField>
          )}
          <Button
            type="submit"
            variant={plan.destructive ? 'destructive' : 'default'}
            busy={busy}
            disabled={busy || count === 0 || (plan.destructive && typed !== name)}
          >
            <CloudUpload aria-hidden /> Deploy to {name}
          </Button>
        </form>
      </CardContent>
    </Card>
  )
}

function ItemName({ item }: { item: DeployItem }) {
  return (
    <span className="min-w-0 flex-1 truncate">
      {item.integration}/{item.name} <span className="text-muted-foreground">{item.type}</span>
      {item.connections ? (
        <span className="text-muted-foreground"> · {formatCount(item.connections, 'connection')} there</span>
      ) : null}
    </span>
  )
}
