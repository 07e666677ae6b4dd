import type { ApiDocument } from '@/api/reference'
import type { Operation } from '../operations'
import { Head, Parameters, Section } from './operation-view'
import { SchemaView } from './schema-view'

/** What Patchbay sends to the user's own server: its headers, its body, and what each answer means. */
export function NotificationView({ operation, document }: { operation: Operation; document: ApiDocument }) {
  return (
    <article
      aria-labelledby="operation"
      className="@container min-h-0 flex-1 overflow-y-auto rounded-xl border bg-card p-5"
    >
      <Head operation={operation} />
      <div className="grid gap-x-8 gap-y-6 pt-5 @4xl:grid-cols-2">
        {operation.body && (
          <Section title="Body">
            {(operation.body.schema.anyOf ?? [operation.body.schema]).map((one, index) => (
              <div key={index} className="flex flex-col gap-1.5">
                {index > 0 && <p className="text-muted-foreground">Or: {one.description}</p>}
                <SchemaView schema={one} document={document} />
              </div>
            ))}
          </Section>
        )}
        <div className="flex min-w-0 flex-col gap-6">
          <Parameters operation={operation} document={document} />
          <Section title="Your server’s answer">
            <dl className="divide-y rounded-md border text-xs">
              {Object.entries(operation.answers).map(([status, answer]) => (
                <div key={status} className="flex gap-3 px-3 py-1.5">
                  <dt className="w-20 shrink-0 font-mono">{answerName(status)}</dt>
                  <dd className="min-w-0 flex-1 text-muted-foreground">{answer.description}</dd>
                </div>
              ))}
            </dl>
          </Section>
        </div>
      </div>
    </article>
  )
}

const answerName = (status: string) => (status === 'default' ? 'anything else' : status)
