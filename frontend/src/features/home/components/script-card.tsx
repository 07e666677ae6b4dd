import type { ApiRequest } from '@/api/types'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { CopyButton } from '@/components/copy-field'
import { getKey } from '@/api/settings'
import { keyVariable, snippet } from '@/lib/snippets'

interface ScriptCardProps {
  apiUrl: string
  request: ApiRequest
  className?: string
}

/** The same call from a terminal: proof that no credential is needed there. */
export function ScriptCard({ apiUrl, request, className }: ScriptCardProps) {
  const code = snippet('curl', request, { apiUrl })
  return (
    <Card className={className}>
      <CardHeader>
        <CardTitle>Call from a script</CardTitle>
        <CardDescription>
          Any program on this machine can call through Patchbay. It sends your API key; the account’s
          credential stays here.
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-2">
        <pre
          tabIndex={0}
          aria-label="Code"
          className="overflow-x-auto rounded-md border bg-muted p-3 font-mono text-xs leading-5"
        >
          {code}
        </pre>
        <div className="flex flex-wrap gap-1">
          <CopyButton value={code} label="Copy without secret" showLabel />
          <CopyButton
            value={async () => `export ${keyVariable}=${await getKey()}`}
            label={`Copy export ${keyVariable}`}
            secret
            showLabel
            className="h-auto min-h-7 max-w-full text-left whitespace-normal"
          />
        </div>
      </CardContent>
    </Card>
  )
}
