import { RotateCcw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Page, PageHeader } from '@/components/page'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Kbd } from '@/components/ui/kbd'
import { commands, type CommandId } from '@/lib/commands'
import { describeKeys, keysOf, rebind, useKeysOf } from '@/lib/shortcuts'

const ids = Object.keys(commands) as CommandId[]
const groups = [...new Set(ids.map((id) => commands[id].group))]

/** Takes the next key press as the command's new keys; Escape leaves things as they are. */
function useRecorder(id: CommandId) {
  const [recording, setRecording] = useState(false)
  const [taken, setTaken] = useState<string>()
  useEffect(() => {
    if (!recording) return
    const onKey = (event: KeyboardEvent) => {
      const keys = describeKeys(event)
      if (!keys) return
      event.preventDefault()
      event.stopPropagation()
      setRecording(false)
      const owner = ids.find((other) => other !== id && keysOf(other) === keys)
      if (keys === 'Escape') setTaken(undefined)
      else if (keys === 'Backspace') rebind(id, '')
      else if (owner) setTaken(`${keys} belongs to “${commands[owner].title}”.`)
      else rebind(id, keys)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [recording, id])
  return {
    recording,
    taken,
    start: () => {
      setTaken(undefined)
      setRecording(true)
    },
  }
}

function ShortcutRow({ id }: { id: CommandId }) {
  const keys = useKeysOf(id)
  const { recording, taken, start } = useRecorder(id)
  const changed = keys !== commands[id].keys
  return (
    <li className="flex min-h-9 items-center gap-3 border-b py-0.5 last:border-b-0">
      <div className="flex-1">
        {commands[id].title}
        {taken && (
          <p role="alert" className="text-xs text-destructive">
            {taken}
          </p>
        )}
      </div>
      {changed && (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Default keys for ${commands[id].title}`}
          onClick={() => rebind(id, undefined)}
        >
          <RotateCcw aria-hidden />
        </Button>
      )}
      <Button variant="ghost" size="sm" onClick={start} className="min-w-24 justify-end">
        <span className="sr-only">Change the keys for {commands[id].title}, now</span>
        {recording ? (
          'Press keys…'
        ) : keys ? (
          <Kbd keys={keys} />
        ) : (
          <span className="text-muted-foreground">none</span>
        )}
      </Button>
    </li>
  )
}

export function ShortcutsPage() {
  return (
    <Page className="max-w-3xl">
      <PageHeader
        title="Keyboard shortcuts"
        description="Press a shortcut’s keys to change them. Backspace takes them away, Escape leaves them."
      />
      <div className="flex flex-col gap-4">
        {groups.map((group) => (
          <Card key={group}>
            <CardHeader>
              <CardTitle>{group}</CardTitle>
            </CardHeader>
            <CardContent>
              <ul>
                {ids
                  .filter((id) => commands[id].group === group)
                  .map((id) => (
                    <ShortcutRow key={id} id={id} />
                  ))}
              </ul>
            </CardContent>
          </Card>
        ))}
      </div>
    </Page>
  )
}
