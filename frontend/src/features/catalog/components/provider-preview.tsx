import type { PreviewRequest } from '@/api/types'
import { Badge } from '@/components/ui/badge'

const steps: Record<string, string> = {
  login: 'Your browser is sent to',
  token: 'A token is asked for',
  refresh: 'The token is renewed',
  check: 'New credentials are tried out',
  call: 'Each of your requests',
}

type Pairs = PreviewRequest['headers']

function PairList({ title, pairs }: { title: string; pairs: Pairs }) {
  if (pairs.length === 0) return null
  return (
    <div className="mt-2">
      <p className="text-xs text-muted-foreground">{title}</p>
      <dl className="font-mono text-xs">
        {pairs.map((pair, index) => (
          <div key={index} className="flex gap-2 break-all">
            <dt className="shrink-0 text-muted-foreground">{pair.name}:</dt>
            <dd className="min-w-0">{pair.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** What Patchbay sends, step by step, with placeholders where a connection's own values go. */
export function ProviderPreview({ requests }: { requests: PreviewRequest[] }) {
  return (
    <>
      <ol className="flex flex-col gap-3">
        {requests.map((request, index) => (
          <li key={index} className="rounded-lg border p-3">
            <p className="mb-1 font-medium">{steps[request.step] ?? request.step}</p>
            <p className="flex flex-wrap items-center gap-2">
              <Badge variant="outline">{request.method}</Badge>
              <code className="min-w-0 font-mono text-xs break-all">
                {request.url || 'the address you enter'}
                {request.step === 'call' && '/…'}
              </code>
            </p>
            <PairList title="Query" pairs={request.query} />
            <PairList title="Headers" pairs={request.headers} />
            <PairList title={request.format ? `Body (${request.format})` : 'Body'} pairs={request.body} />
          </li>
        ))}
      </ol>
      <p className="mt-3 text-xs text-muted-foreground">
        As the catalog says. A few providers have code of their own for getting a token; what was really sent
        stands in the log.
      </p>
    </>
  )
}
