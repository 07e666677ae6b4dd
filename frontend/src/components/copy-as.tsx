import { useQuery } from '@tanstack/react-query'
import { ChevronDown, Code } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { getKey } from '@/api/settings'
import { queries } from '@/api/queries'
import type { ApiRequest } from '@/api/types'
import { host } from '@/host'
import { copySecret } from '@/lib/copy-secret'
import { keyVariable, snippet, snippetLanguages, type SnippetLanguage } from '@/lib/snippets'
import { CopyButton } from './copy-field'
import { Button } from './ui/button'
import { Dialog, DialogBody, DialogContent, DialogDescription, DialogHeader, DialogTitle } from './ui/dialog'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from './ui/dropdown-menu'
import { Segmented } from './ui/segmented'

/** Copies a request as code that reads the key from the environment, and says so. */
export async function copyAs(language: SnippetLanguage, request: ApiRequest, apiUrl: string): Promise<void> {
  await host.copy(snippet(language, request, { apiUrl }))
  const title = snippetLanguages.find((one) => one.id === language)?.title ?? ''
  toast.success(`Copied as ${title}, without secret.`, {
    description: `The code reads your API key from ${keyVariable}.`,
  })
}

interface CopyAsProps {
  /** The request when the menu is used. */
  request: () => ApiRequest
  disabled?: boolean
  size?: 'default' | 'sm'
}

/** A menu that copies a request as code, with the API key as a variable unless asked otherwise. */
export function CopyAsMenu({ request, disabled, size = 'default' }: CopyAsProps) {
  const { data: status } = useQuery(queries.status())
  const [shown, setShown] = useState<ApiRequest>()
  const apiUrl = status?.api_url ?? ''
  const copyWithKey = async () => {
    await copySecret(snippet('curl', request(), { apiUrl, key: await getKey() }))
    toast.success('Copied as cURL with your API key.', {
      description: 'It leaves the clipboard in a minute. Do not paste it into a chat or a ticket.',
    })
  }
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline" size={size} disabled={disabled ?? !status}>
            <Code aria-hidden /> Copy as{' '}
            <ChevronDown className="size-3.5 text-muted-foreground" aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuLabel>Without secret: key from {keyVariable}</DropdownMenuLabel>
          {snippetLanguages.map(({ id, title }) => (
            <DropdownMenuItem key={id} onSelect={() => void copyAs(id, request(), apiUrl)}>
              {title}
            </DropdownMenuItem>
          ))}
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => void copyWithKey()}>
            cURL with your API key (secret)
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setShown(request())}>Show the code…</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {shown && <CodeDialog request={shown} apiUrl={apiUrl} onClose={() => setShown(undefined)} />}
    </>
  )
}

function CodeDialog({
  request,
  apiUrl,
  onClose,
}: {
  request: ApiRequest
  apiUrl: string
  onClose: () => void
}) {
  const [language, setLanguage] = useState<SnippetLanguage>('curl')
  const code = snippet(language, request, { apiUrl })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-3xl">
        <DialogHeader>
          <DialogTitle>Call it from a script</DialogTitle>
          <DialogDescription>
            The credential of the account never leaves Patchbay. The script needs only your API key, in the
            environment variable {keyVariable}.
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="flex flex-col gap-2 pb-5">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <Segmented
              label="Language"
              value={language}
              onChange={setLanguage}
              options={snippetLanguages.map(({ id, short }) => ({ value: id, title: short }))}
            />
            <CopyButton value={code} label="Copy without secret" showLabel />
          </div>
          <pre
            tabIndex={0}
            aria-label="Code"
            className="min-h-0 overflow-auto rounded-md border bg-muted p-3 font-mono text-xs leading-5"
          >
            {code}
          </pre>
        </DialogBody>
      </DialogContent>
    </Dialog>
  )
}
