import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '@/api/queries'
import { getKey } from '@/api/settings'
import type { ApiRequest, ConnectionDetail } from '@/api/types'
import { CopyButton } from '@/components/copy-field'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { snippet, snippetLanguages, type SnippetLanguage } from '@/lib/snippets'

/** How a script on this machine calls the API through this connection. */
export function UseIt({ connection }: { connection: ConnectionDetail }) {
  const { data: status } = useQuery(queries.status())
  const [language, setLanguage] = useState<SnippetLanguage>('curl')
  if (!status) return null
  const request: ApiRequest = {
    provider_config_key: connection.provider_config_key,
    connection_id: connection.connection_id,
    method: 'GET',
    path: '/',
  }
  const options = { apiUrl: status.api_url }
  return (
    <div className="flex max-w-3xl flex-col gap-3">
      <p className="text-muted-foreground">
        Any program on this machine can call the API through Patchbay. It needs your Patchbay key, never the
        account’s credentials. Put the path of a real endpoint in place of{' '}
        <code className="font-mono text-xs">/</code>.
      </p>
      <Tabs value={language} onValueChange={(next) => setLanguage(next as SnippetLanguage)}>
        <TabsList aria-label="Language">
          {snippetLanguages.map((one) => (
            <TabsTrigger key={one.id} value={one.id}>
              {one.title}
            </TabsTrigger>
          ))}
        </TabsList>
        {snippetLanguages.map((one) => (
          <TabsContent key={one.id} value={one.id} className="pt-3">
            <pre
              tabIndex={0}
              className="overflow-x-auto rounded-lg border bg-muted p-3 font-mono text-xs leading-5"
            >
              {snippet(one.id, request, options)}
            </pre>
          </TabsContent>
        ))}
      </Tabs>
      <div className="flex flex-wrap gap-2">
        <CopyButton value={() => snippet(language, request, options)} label="Copy without secret" showLabel />
        <CopyButton
          value={async () => snippet(language, request, { ...options, key: await getKey() })}
          label="Copy"
          secret
          showLabel
        />
      </div>
    </div>
  )
}
