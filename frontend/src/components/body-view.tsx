import { Braces, FileQuestion, Inbox } from 'lucide-react'
import { useMemo, useState } from 'react'
import { cn } from '@/lib/cn'
import { formOf, hexDump, textOfMarkup, type Body, type BodyForm } from '@/lib/body'
import { formatBytes } from '@/lib/format'
import { formatJson, nesting } from '@/lib/json-text'
import { CodeEditor } from './code-editor'
import { CopyButton } from './copy-field'
import { JsonView } from './json-view'
import { Button } from './ui/button'
import { Segmented } from './ui/segmented'

/** Drawing more than this takes a moment, so it is asked first. */
const askAbove = 1_000_000
/** A tree of more levels is nothing that anybody could unfold. */
const deepestTree = 500

type View = 'pretty' | 'tree' | 'raw' | 'text' | 'hex'

const views: Record<BodyForm, readonly { value: View; title: string }[]> = {
  json: [
    { value: 'pretty', title: 'Pretty' },
    { value: 'tree', title: 'Tree' },
    { value: 'raw', title: 'Raw' },
  ],
  markup: [
    { value: 'raw', title: 'Raw' },
    { value: 'text', title: 'Preview as text' },
  ],
  text: [{ value: 'raw', title: 'Raw' }],
  binary: [{ value: 'hex', title: 'Hex' }],
  empty: [],
}

interface BodyViewProps {
  body: Body
  /** What this is, e.g. "response body". */
  label: string
  className?: string
}

/** A body to read: formatted, as a tree or as it came. Always text, never a page that could act. */
export function BodyView({ body, label, className }: BodyViewProps) {
  const form = useMemo(() => formOf(body), [body])
  const [wanted, setWanted] = useState<View>()
  const [confirmed, setConfirmed] = useState<Body>()
  const choices = views[form]
  const view = choices.find((choice) => choice.value === wanted)?.value ?? choices[0]?.value
  if (!view) {
    return (
      <Notice icon={Inbox} className={className}>
        No body.
      </Notice>
    )
  }
  if (body.text.length > askAbove && confirmed !== body) {
    return (
      <Notice icon={FileQuestion} className={className}>
        <p>This body has {formatBytes(body.size)}. Showing it may take a moment.</p>
        <div className="mt-3 flex justify-center gap-2">
          <Button variant="outline" onClick={() => setConfirmed(body)}>
            Show it
          </Button>
          <CopyButton value={body.text} label={`Copy ${label}`} showLabel />
        </div>
      </Notice>
    )
  }
  return (
    <div className={cn('flex min-h-0 flex-1 flex-col gap-2', className)}>
      <div className="flex flex-wrap items-center gap-2">
        {choices.length > 1 && (
          <Segmented label={`How to show the ${label}`} value={view} onChange={setWanted} options={choices} />
        )}
        <span className="min-w-0 truncate text-xs text-muted-foreground">
          {[body.contentType, formatBytes(body.size)].filter(Boolean).join(' · ')}
        </span>
        <span className="flex-1" />
        <CopyButton value={body.text} label={body.binary ? `Copy ${label} as base64` : `Copy ${label}`} />
      </div>
      {body.truncated && (
        <p className="rounded-md bg-warning-soft px-2.5 py-1 text-xs text-warning">
          Only the beginning was kept: {formatBytes(body.text.length)} of {formatBytes(body.size)}.
        </p>
      )}
      <BodyContent body={body} view={view} json={form === 'json'} label={label} />
    </div>
  )
}

function BodyContent({ body, view, json, label }: { body: Body; view: View; json: boolean; label: string }) {
  const text = useMemo(() => {
    if (view === 'pretty') return formatJson(body.text) ?? body.text
    if (view === 'text') return textOfMarkup(body.text)
    return view === 'hex' ? hexDump(body.text) : body.text
  }, [body, view])
  if (view === 'tree') return <Tree text={body.text} label={label} />
  return (
    <CodeEditor
      readOnly
      label={label}
      value={text}
      language={json && !body.truncated ? 'json' : 'text'}
      className="min-h-0 flex-1 border-border"
    />
  )
}

function Tree({ text, label }: { text: string; label: string }) {
  const deep = useMemo(() => nesting(text) > deepestTree, [text])
  const value = useMemo(() => {
    try {
      return { parsed: JSON.parse(text) as unknown }
    } catch {
      return undefined
    }
  }, [text])
  if (deep) return <Notice icon={Braces}>This JSON is too deep for a tree.</Notice>
  if (!value) return <Notice icon={Braces}>The end of this JSON is missing, so it has no tree.</Notice>
  return <JsonView tools value={value.parsed} label={label} className="min-h-0 flex-1" />
}

function Notice({
  icon: Icon,
  className,
  children,
}: {
  icon: typeof Inbox
  className?: string | undefined
  children: React.ReactNode
}) {
  return (
    <div className={cn('flex flex-col items-center px-4 py-10 text-center text-muted-foreground', className)}>
      <Icon className="mb-2 size-5" aria-hidden />
      <div>{children}</div>
    </div>
  )
}
