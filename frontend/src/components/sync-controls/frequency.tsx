import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { asFault } from '@/api/fault'
import { setSyncFrequency } from '@/api/syncs'
import type { SyncInstance } from '@/api/types'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'

/** How often a sync runs on this connection, to be changed in place. */
export function Frequency({ sync }: { sync: SyncInstance }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          size="sm"
          className="-ml-2 max-w-full px-2"
          aria-label={`Frequency of ${sync.name}: ${sync.frequency || 'none'}. Change it`}
        >
          <span className="truncate">{sync.frequency || 'no schedule'}</span>
          <ChevronDown className="text-muted-foreground" aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Frequency">
        <FrequencyForm sync={sync} onDone={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  )
}

function FrequencyForm({ sync, onDone }: { sync: SyncInstance; onDone: () => void }) {
  const client = useQueryClient()
  const [text, setText] = useState(sync.frequency)
  const save = useMutation({
    mutationFn: (frequency: string | null) => setSyncFrequency(sync, frequency),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['syncs'] })
      onDone()
    },
  })
  const fault = save.error && asFault(save.error)
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(text.trim())
      }}
    >
      <FormField
        label="Runs"
        error={fault ? [fault.message, fault.hint].filter(Boolean).join(' ') : undefined}
        help={
          sync.own_frequency
            ? 'Set for this connection only. The function says something else.'
            : 'As the function says. A change here is for this connection only. At least 30 seconds.'
        }
      >
        {(control) => (
          <Input
            {...control}
            value={text}
            placeholder="every 30m"
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </FormField>
      <div className="flex flex-wrap justify-end gap-2">
        {sync.own_frequency && (
          <Button variant="ghost" size="sm" disabled={save.isPending} onClick={() => save.mutate(null)}>
            Back to the function’s own
          </Button>
        )}
        <Button type="submit" size="sm" busy={save.isPending} disabled={!text.trim()}>
          Change
        </Button>
      </div>
    </form>
  )
}
