import { WandSparkles } from 'lucide-react'
import { toast } from 'sonner'
import { CodeEditor } from '@/components/code-editor'
import { Button } from '@/components/ui/button'
import { Segmented } from '@/components/ui/segmented'
import { takesBody } from '@/lib/http'
import { formatJson, isJson } from '@/lib/json-text'
import type { BodyKind, Draft } from '@/lib/request-draft'
import { LinesTable } from './lines-table'

const kinds: readonly { value: BodyKind; title: string }[] = [
  { value: 'none', title: 'None' },
  { value: 'json', title: 'JSON' },
  { value: 'form', title: 'Form' },
  { value: 'text', title: 'Text' },
]

interface BodyEditorProps {
  draft: Draft
  onChange: (change: Partial<Draft>) => void
}

export function BodyEditor({ draft, onChange }: BodyEditorProps) {
  const { bodyKind, bodyText } = draft
  const format = () => {
    const formatted = formatJson(bodyText)
    if (formatted === undefined)
      toast.error('This is not valid JSON yet; the mark in the margin shows where.')
    else onChange({ bodyText: formatted })
  }
  const broken = bodyKind === 'json' && bodyText.trim() !== '' && !isJson(bodyText)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <div className="flex items-center gap-2">
        <Segmented
          label="Kind of body"
          value={bodyKind}
          onChange={(kind) => onChange({ bodyKind: kind })}
          options={kinds}
        />
        <span className="flex-1" />
        {bodyKind === 'json' && (
          <Button variant="ghost" size="sm" onClick={format} disabled={!bodyText.trim()}>
            <WandSparkles aria-hidden /> Format
          </Button>
        )}
      </div>
      {!takesBody(draft.method) && bodyKind !== 'none' && (
        <p className="rounded-md bg-warning-soft px-2.5 py-1 text-xs text-warning">
          {draft.method} sends no body. What is here is kept, and goes out with POST, PUT, PATCH or DELETE.
        </p>
      )}
      {bodyKind === 'none' && (
        <p className="py-1 text-muted-foreground">Nothing is sent besides the headers.</p>
      )}
      {(bodyKind === 'json' || bodyKind === 'text') && (
        <CodeEditor
          label="Body"
          language={bodyKind}
          value={bodyText}
          onChange={(text) => onChange({ bodyText: text })}
          placeholder={bodyKind === 'json' ? '{ }' : ''}
          className="min-h-40 flex-1"
        />
      )}
      {broken && (
        <p className="text-xs text-warning" role="status">
          Not valid JSON. It is sent as it stands.
        </p>
      )}
      {bodyKind === 'form' && (
        <LinesTable noun="field" lines={draft.bodyForm} onChange={(bodyForm) => onChange({ bodyForm })} />
      )}
    </div>
  )
}
