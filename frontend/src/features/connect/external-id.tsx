import { CopyField } from '@/components/copy-field'
import type { FormField } from '@/lib/fields'
import { useFormWords } from '@/lib/words'

/** A random UUID (RFC 9562 §5.4). crypto.randomUUID is missing where the page is framed by one without https. */
function randomUUID(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte, at) => {
    const marked = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte
    return marked.toString(16).padStart(2, '0')
  }).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * What a new connection of AWS sends beside the fields of the catalog: the id that the role's trust policy must ask
 * for, made before the role is assumed. A connection that is made again keeps the one it has.
 */
export function externalIdFields(authMode: string, reconnecting: boolean): FormField[] {
  if (authMode !== 'AWS_SIGV4' || reconnecting) return []
  const field = {
    name: 'external_id',
    title: 'External ID',
    group: 'params',
    path: 'params.external_id',
  } as const
  const rules = { optional: false, secret: false, automated: false, hidden: true }
  return [{ ...field, ...rules, default_value: randomUUID() }]
}

/** Shows the external id among the fields, when there is one. */
export function ExternalId({ fields }: { fields: FormField[] }) {
  const words = useFormWords()
  const id = fields.find((field) => field.path === 'params.external_id')?.default_value
  if (id === undefined) return null
  return (
    <section aria-label="External ID" className="flex flex-col gap-1.5">
      <h2 className="text-sm font-medium">External ID</h2>
      <CopyField value={id} label={words.copyExternalId} />
      <p className="text-xs text-muted-foreground">{words.externalIdHelp}</p>
    </section>
  )
}
