import { Zap } from 'lucide-react'
import { useState } from 'react'
import { FaultNotice } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { openApis, useFirstCall } from '../first-call'

/** An address, and one button that turns it into an answer. */
export function FirstCallForm() {
  const [address, setAddress] = useState<string>(openApis[0].url)
  const call = useFirstCall()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        call.mutate(address)
      }}
      className="flex flex-col gap-2.5"
    >
      <div className="flex flex-wrap gap-2">
        <Input
          aria-label="Address of an open API"
          value={address}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={call.isError ? true : undefined}
          onChange={(event) => setAddress(event.target.value)}
          className="h-9 min-w-64 flex-1 font-mono text-xs"
        />
        <Button type="submit" size="lg" busy={call.isPending}>
          {!call.isPending && <Zap aria-hidden />}
          {call.isPending ? 'Getting ready…' : 'Make the call'}
        </Button>
      </div>
      {call.error && <FaultNotice error={call.error} />}
      <div className="flex flex-wrap items-center gap-1.5 text-xs text-muted-foreground">
        <span>Or try</span>
        {openApis.slice(1).map(({ title, url }) => (
          <Button
            key={url}
            variant="secondary"
            size="sm"
            className="h-6 px-2"
            onClick={() => setAddress(url)}
          >
            {title}
          </Button>
        ))}
      </div>
    </form>
  )
}
