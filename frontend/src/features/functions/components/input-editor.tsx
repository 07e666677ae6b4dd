import { useMutation } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import { useId, useMemo } from 'react'
import { exampleInput } from '@/api/functions'
import type { FunctionDetail } from '@/api/types'
import { CodeEditor } from '@/components/code-editor'
import { FaultNotice } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import { Segmented } from '@/components/ui/segmented'
import { inputOf, switchEditing, type RunDraft } from '../run-draft'
import { check, type Problems } from '../schema/check'
import { fieldOf, isSchema } from '../schema/schema'
import { SchemaForm } from '../schema/schema-form'

interface InputEditorProps {
  fn: FunctionDetail
  draft: RunDraft
  onChange: (part: Partial<RunDraft>) => void
}

const noProblems: Problems = {}

/** An action's input: as a form where its schema makes one, as JSON always. */
export function InputEditor({ fn, draft, onChange }: InputEditorProps) {
  const schema = isSchema(fn.input_schema) ? fn.input_schema : undefined
  const usable = schema !== undefined && fieldOf(schema, schema).kind !== 'json'
  const raw = draft.raw !== undefined || !usable
  const input = inputOf(draft)
  const wrongId = useId()
  const problems = useMemo(
    () => (schema && draft.raw === undefined ? check(schema, schema, draft.input) : noProblems),
    [schema, draft.input, draft.raw],
  )
  const example = useMutation({
    mutationFn: () => exampleInput(fn),
    onSuccess: (value) => onChange({ input: value, raw: raw ? JSON.stringify(value, null, 2) : undefined }),
  })
  if (!schema && draft.raw === undefined && draft.input === undefined) {
    return <p className="text-muted-foreground">This action takes no input.</p>
  }
  return (
    <section aria-label="Input" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="flex-1 font-medium">Input</h3>
        <Button variant="ghost" size="sm" busy={example.isPending} onClick={() => example.mutate()}>
          {!example.isPending && <Sparkles aria-hidden />} Example
        </Button>
        {usable && (
          <Segmented
            label="Edit the input as"
            value={raw ? 'json' : 'form'}
            onChange={(way) => onChange(switchEditing(draft, way === 'json'))}
            options={[
              { value: 'form', title: 'Form' },
              { value: 'json', title: 'JSON' },
            ]}
          />
        )}
      </div>
      {example.error && <FaultNotice error={example.error} />}
      {raw ? (
        <>
          <CodeEditor
            value={draft.raw ?? (draft.input === undefined ? '' : JSON.stringify(draft.input, null, 2))}
            onChange={(text) => onChange({ raw: text })}
            language="json"
            label="Input as JSON"
            describedBy={wrongId}
            className="min-h-48"
          />
          <p id={wrongId} className="text-xs text-destructive">
            {'message' in input && 'This is not JSON yet. The form comes back when it is.'}
          </p>
        </>
      ) : (
        <SchemaForm
          schema={schema}
          value={draft.input}
          onChange={(value) => onChange({ input: value })}
          problems={problems}
        />
      )}
    </section>
  )
}
