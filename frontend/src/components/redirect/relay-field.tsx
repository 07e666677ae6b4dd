import { useMutation } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { checkRelay } from '@/api/redirect'
import { FaultNotice } from '@/components/error-state'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { RedirectProblems } from './problems'

interface RelayFieldProps {
  value: string
  onChange: (url: string) => void
  /** Where the relay must lead. */
  target: string
  problem?: string | undefined
}

/** The address of the user's own relay, and a try-out of where it leads. */
export function RelayField({ value, onChange, target, problem }: RelayFieldProps) {
  const check = useMutation({ mutationFn: checkRelay })
  return (
    <div className="flex flex-col gap-2">
      <FormField
        label="Relay address"
        error={problem}
        help={
          <>
            It ends in <code className="font-mono">/oauth/callback</code> and answers with a redirect to{' '}
            <code className="font-mono">{target}</code>, the query as it came.
          </>
        }
      >
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              type="url"
              value={value}
              placeholder="https://relay.example.com/oauth/callback"
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => {
                check.reset()
                onChange(event.target.value)
              }}
              className="font-mono text-xs"
            />
            <Button
              variant="outline"
              busy={check.isPending}
              disabled={!value.trim()}
              onClick={() => check.mutate(value.trim())}
            >
              Try it out
            </Button>
          </div>
        )}
      </FormField>
      <div aria-live="polite">
        {check.data?.ok && (
          <p className="flex items-center gap-1.5 text-xs">
            <CircleCheck className="size-4 text-success" aria-hidden /> It leads to {check.data.leads} and
            keeps the query.
          </p>
        )}
        {check.data?.problem && <RedirectProblems problems={[check.data.problem]} />}
        {check.error && <FaultNotice error={check.error} />}
      </div>
    </div>
  )
}
