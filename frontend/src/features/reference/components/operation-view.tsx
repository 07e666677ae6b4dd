import { useState } from 'react'
import type { Answer, ApiDocument, Parameter } from '@/api/reference'
import { Method, StatusBadge } from '@/components/http-badges'
import { Badge } from '@/components/ui/badge'
import { defaultsOf, type Filling } from '../call'
import { canTry, type Operation } from '../operations'
import { limitsText, resolve, typeText } from '../schema'
import type { Language } from '../search'
import { Examples } from './examples'
import { SchemaView } from './schema-view'
import { TryIt } from './try-it'

interface OperationViewProps {
  operation: Operation
  document: ApiDocument
  filling: Filling
  apiUrl: string
  language: Language
}

/** One operation: what it does, what goes in and out, how it fails, how it is called, and a way to call it here. */
export function OperationView({ operation, document, filling, apiUrl, language }: OperationViewProps) {
  const [values, setValues] = useState(() => defaultsOf(operation, filling))
  return (
    <article
      aria-labelledby="operation"
      className="@container min-h-0 flex-1 overflow-y-auto rounded-xl border bg-card p-5"
    >
      <Head operation={operation} />
      <div className="grid gap-x-8 gap-y-6 pt-5 @4xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-6 @4xl:col-start-2 @4xl:row-start-1">
          <Section title="Example">
            <Examples operation={operation} values={values} apiUrl={apiUrl} language={language} />
          </Section>
          <Section title="Try it">
            {canTry(operation) ? (
              <TryIt operation={operation} values={values} onChange={setValues} />
            ) : (
              <p className="text-muted-foreground">{whyNot(operation)}</p>
            )}
          </Section>
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Parameters operation={operation} document={document} />
          {operation.body && (
            <Section title="Body">
              <SchemaView schema={operation.body.schema} document={document} />
            </Section>
          )}
          <Answers operation={operation} document={document} />
        </div>
      </div>
    </article>
  )
}

function whyNot({ access }: Operation): string {
  if (access === 'session' || access === 'browser')
    return 'This call takes the token of a Connect session, which this page has not.'
  return 'This is for browsers and other programs. Its answer is not JSON.'
}

export function Head({ operation }: { operation: Operation }) {
  return (
    <header className="flex flex-col gap-2">
      <h2 id="operation" className="flex flex-wrap items-center gap-2 text-lg font-semibold">
        {operation.summary}
        {operation.deprecated && <Badge variant="warning">older form</Badge>}
      </h2>
      <p className="flex flex-wrap items-baseline gap-2 font-mono text-xs">
        <Method method={operation.method} />
        <span className="break-all">{operation.path}</span>
      </p>
      {operation.description && <p className="max-w-prose">{operation.description}</p>}
      <p className="text-xs text-muted-foreground">{accessText(operation)}</p>
    </header>
  )
}

function accessText({ access, scope, sent }: Operation): string {
  if (sent) return 'Patchbay sends this to the addresses in the settings, or to the connection’s own.'
  switch (access) {
    case 'key':
      return scope ? `Needs an API key with the scope ${scope}.` : 'Needs an API key.'
    case 'session':
      return 'Needs the token of a Connect session in the Authorization header.'
    case 'browser':
      return 'Needs the token of a Connect session in the query.'
    case 'none':
      return 'Needs no key.'
  }
}

export function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h3 className="font-medium">{title}</h3>
      {children}
    </section>
  )
}

const places: { in: Parameter['in']; title: string }[] = [
  { in: 'path', title: 'In the path' },
  { in: 'query', title: 'In the query' },
  { in: 'header', title: 'Headers' },
]

export function Parameters({ operation, document }: { operation: Operation; document: ApiDocument }) {
  return places.map((place) => {
    const list = operation.parameters.filter((one) => one.in === place.in)
    if (list.length === 0) return null
    return (
      <Section key={place.in} title={place.title}>
        <ul className="divide-y rounded-md border">
          {list.map((one) => (
            <ParameterRow key={one.name} parameter={one} document={document} />
          ))}
        </ul>
      </Section>
    )
  })
}

function ParameterRow({ parameter, document }: { parameter: Parameter; document: ApiDocument }) {
  const schema = resolve(parameter.schema ?? {}, document)
  const limits = limitsText(schema)
  return (
    <li className="px-3 py-1.5">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-mono text-xs font-medium">{parameter.name}</span>
        <span className="font-mono text-xs text-muted-foreground">{typeText(schema, document)}</span>
        {parameter.required && <span className="text-2xs text-warning">required</span>}
      </div>
      <p className="text-xs text-muted-foreground">
        {[parameter.description, limits && `(${limits})`].filter(Boolean).join(' ')}
      </p>
    </li>
  )
}

function Answers({ operation, document }: { operation: Operation; document: ApiDocument }) {
  const all = Object.entries(operation.answers)
  const good = all.filter(([status]) => status.startsWith('2'))
  const bad = all.filter(([status, answer]) => !status.startsWith('2') && answer['x-codes'])
  return (
    <>
      <Section title="Answer">
        {good.map(([status, answer]) => (
          <GoodAnswer key={status} status={Number(status)} answer={answer} document={document} />
        ))}
      </Section>
      {bad.length > 0 && (
        <Section title="Errors">
          <ul className="divide-y rounded-md border">
            {bad.map(([status, answer]) => (
              <li key={status} className="flex gap-3 px-3 py-1.5">
                <StatusBadge status={Number(status)} />
                <dl className="min-w-0 flex-1 text-xs break-words">
                  {Object.entries(answer['x-codes'] ?? {}).map(([code, text]) => (
                    <div key={code} className="pb-0.5">
                      <dt className="inline font-mono">{code}</dt>
                      <dd className="inline pl-2 text-muted-foreground">{text}</dd>
                    </div>
                  ))}
                </dl>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function GoodAnswer({ status, answer, document }: { status: number; answer: Answer; document: ApiDocument }) {
  const [media, content] = Object.entries(answer.content ?? {})[0] ?? []
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex items-center gap-2 text-xs text-muted-foreground">
        <StatusBadge status={status} phrase />
        {media && media !== 'application/json' ? media : ''}
      </p>
      {content?.schema && <SchemaView schema={content.schema} document={document} />}
    </div>
  )
}
