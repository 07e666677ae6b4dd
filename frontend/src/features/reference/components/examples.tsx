import { useNavigate } from '@tanstack/react-router'
import { CopyButton } from '@/components/copy-field'
import { Segmented } from '@/components/ui/segmented'
import { keyVariable } from '@/lib/snippets'
import type { Values } from '../call'
import { exampleOf } from '../examples'
import type { Operation } from '../operations'
import { languages, type Language } from '../search'

interface ExamplesProps {
  operation: Operation
  values: Values
  apiUrl: string
  language: Language
}

/** The call as code, with what is filled in on this page. The API key stays in its variable. */
export function Examples({ operation, values, apiUrl, language }: ExamplesProps) {
  const navigate = useNavigate({ from: '/reference' })
  const code = exampleOf(language, operation, values, apiUrl)
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segmented
          label="Language"
          value={language}
          onChange={(next) => void navigate({ search: (now) => ({ ...now, language: next }), replace: true })}
          options={languages.map(({ id, title }) => ({ value: id, title }))}
        />
        <CopyButton value={code} label="Copy the example" />
      </div>
      <pre
        tabIndex={0}
        aria-label="Code of the example"
        className="max-h-96 overflow-auto rounded-md border bg-muted p-3 font-mono text-xs leading-5"
      >
        {code}
      </pre>
      {operation.access === 'key' && (
        <p className="text-xs text-muted-foreground">
          The key comes from the environment variable <code>{keyVariable}</code>.{' '}
          <code>patchbay keys show</code> prints it.
        </p>
      )}
    </>
  )
}
