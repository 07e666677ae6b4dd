import { useState } from 'react'
import { setMetadata, type ConnectionRef } from '@/api/connections'
import { CodeEditor } from '@/components/code-editor'
import { SaveStatus } from '@/components/save-status'
import { Button } from '@/components/ui/button'
import { useAutosave } from '@/lib/autosave'
import { readMetadata } from '../metadata'

interface MetadataProps {
  of: ConnectionRef
  metadata: Record<string, unknown> | null
}

/** The JSON that the user's own code keeps with a connection. Saves by itself while it is valid. */
export function Metadata({ of, metadata }: MetadataProps) {
  const [text, setText] = useState(() => JSON.stringify(metadata ?? {}, null, 2))
  const [stored, setStored] = useState(metadata ?? {})
  const read = readMetadata(text)
  const value = 'value' in read ? read.value : stored
  const { state, retry } = useAutosave({
    value,
    stored,
    enabled: 'value' in read,
    save: async (now) => {
      await setMetadata(of, now)
      setStored(now)
    },
  })
  return (
    <div className="flex flex-col gap-2">
      <div className="flex min-h-7 items-center justify-between gap-3">
        <p className="text-muted-foreground">
          A JSON object of your own. Functions and scripts read it with the connection.
        </p>
        <span className="flex items-center gap-2">
          <Button
            variant="ghost"
            size="sm"
            disabled={!('value' in read)}
            onClick={() => setText(JSON.stringify(value, null, 2))}
          >
            Tidy up
          </Button>
          {'value' in read && <SaveStatus state={state} retry={() => void retry()} />}
        </span>
      </div>
      <CodeEditor
        label="Metadata"
        language="json"
        value={text}
        onChange={setText}
        describedBy="metadata-problem"
        className="h-96"
      />
      <p id="metadata-problem" role="alert" className="min-h-5 text-xs text-destructive">
        {'problem' in read ? `Not saved: ${read.problem}` : ''}
      </p>
    </div>
  )
}
