import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asFault } from '@/api/fault'
import { sendRaw, type RawAnswer } from '@/api/reference'
import { BodyView } from '@/components/body-view'
import { CodeEditor } from '@/components/code-editor'
import { FormField } from '@/components/form-field'
import { HeaderList } from '@/components/header-list'
import { StatusBadge } from '@/components/http-badges'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { isJson } from '@/lib/json-text'
import { headersOf, missing, pathOf, slot, type Values } from '../call'
import type { Operation } from '../operations'
import { maskText } from '../secrets'
import { ConfirmSend } from './confirm-send'

interface TryItProps {
  operation: Operation
  values: Values
  onChange: (values: Values) => void
}

/** Sends the operation to this program. What may change something is asked first. */
export function TryIt({ operation, values, onChange }: TryItProps) {
  const [asking, setAsking] = useState(false)
  const [tried, setTried] = useState(false)
  const send = useMutation({
    mutationFn: () =>
      sendRaw(operation.method, pathOf(operation, values), headersOf(operation, values), values.body),
  })
  const empty = missing(operation, values)
  const brokenBody = Boolean(operation.body && values.body && !isJson(values.body))
  const start = () => {
    setTried(true)
    if (empty.length > 0 || brokenBody) return
    if (operation.method === 'GET') send.mutate()
    else setAsking(true)
  }
  return (
    <form
      className="flex flex-col gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        start()
      }}
    >
      <Fields operation={operation} values={values} onChange={onChange} empty={tried ? empty : []} />
      {operation.body && (
        <div className="flex flex-col gap-1.5">
          <span className="text-sm font-medium">Body</span>
          <CodeEditor
            label="Body"
            language="json"
            value={values.body}
            onChange={(body) => onChange({ ...values, body })}
            className="h-44"
          />
          {tried && brokenBody && (
            <p role="alert" className="text-xs text-destructive">
              The body is no JSON.
            </p>
          )}
        </div>
      )}
      <div>
        <Button type="submit" disabled={send.isPending}>
          {send.isPending ? 'Sending…' : 'Send'}
        </Button>
      </div>
      <div aria-live="polite">
        {send.error && (
          <p role="alert" className="text-destructive">
            {asFault(send.error).message}
          </p>
        )}
        {send.data && <AnswerView key={send.submittedAt} answer={send.data} />}
      </div>
      <ConfirmSend
        operation={operation}
        path={pathOf(operation, values)}
        open={asking}
        onOpenChange={setAsking}
        onSend={() => send.mutate()}
      />
    </form>
  )
}

function Fields({ operation, values, onChange, empty }: TryItProps & { empty: string[] }) {
  return operation.parameters.map((parameter) => (
    <FormField
      key={slot(parameter)}
      label={<span className="font-mono text-xs">{parameter.name}</span>}
      optional={!parameter.required}
      error={empty.includes(parameter.name) ? 'This is required.' : undefined}
    >
      {(control) => (
        <Input
          {...control}
          spellCheck={false}
          autoComplete="off"
          readOnly={parameter.schema?.const !== undefined}
          className="font-mono text-xs"
          value={values.parameters[slot(parameter)] ?? ''}
          onChange={(event) =>
            onChange({
              ...values,
              parameters: { ...values.parameters, [slot(parameter)]: event.target.value },
            })
          }
        />
      )}
    </FormField>
  ))
}

function AnswerView({ answer }: { answer: RawAnswer }) {
  const [shown, setShown] = useState(false)
  const covered = maskText(answer.text)
  const text = shown ? answer.text : covered.text
  const contentType = answer.headers['content-type']?.[0] ?? ''
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <StatusBadge status={answer.status} phrase />
        <span className="text-xs text-muted-foreground">{Math.round(answer.milliseconds)} ms</span>
        {covered.masked && (
          <Button
            type="button"
            variant="outline"
            size="sm"
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? 'Hide secrets' : 'Show secrets'}
          </Button>
        )}
      </div>
      <BodyView
        label="answer"
        className="h-80"
        body={{
          text,
          binary: false,
          contentType,
          size: new TextEncoder().encode(text).length,
          truncated: false,
        }}
      />
      <details>
        <summary className="cursor-pointer text-xs text-muted-foreground">Headers</summary>
        <HeaderList headers={answer.headers} label="headers" className="pt-2" />
      </details>
    </div>
  )
}
