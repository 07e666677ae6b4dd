import type { WebhookDetail, WebhookEdit } from '@/api/types'
import type { Pair } from '@/components/key-value-editor'
import { curl } from '@/lib/snippets'

/** What hides a value that is not kept (app/logs Redactor). */
const mask = '•••'

/** Headers that a client writes by itself, or that only made sense on the way here. */
const ofTheWay =
  /^(host|content-length|connection|accept-encoding|transfer-encoding|user-agent|forwarded|via|cf-.*|x-forwarded-.*|x-real-ip)$/i

/** Headers as pairs, one for each name; later values of a name are joined as RFC 9110 §5.3 allows. */
export const headerPairs = (headers: Record<string, string[]>): Pair[] =>
  Object.entries(headers)
    .map(([key, values]) => ({ key, value: values.join(', ') }))
    .sort((a, b) => a.key.localeCompare(b.key))

/**
 * The change to send: always the body, because it is what the user vouches for, and the headers when they differ.
 * Without a change of them the program uses those that it kept.
 */
export function editOf(webhook: WebhookDetail, body: string, headers: Pair[]): WebhookEdit {
  const edit: WebhookEdit = { body, body_encoding: webhook.body_encoding }
  const named = headers.filter(({ key }) => key.trim())
  if (JSON.stringify(named) !== JSON.stringify(headerPairs(webhook.headers))) {
    edit.headers = Object.fromEntries(named.map(({ key, value }) => [key.trim(), value]))
  }
  return edit
}

/** The webhook as a command for a terminal. Secrets were not kept, so a signature may have to be put in. */
export function webhookCurl(webhook: WebhookDetail): string {
  const query = new URLSearchParams(
    Object.entries(webhook.query).flatMap(([name, values]) => values.map((value) => [name, value])),
  ).toString()
  const headers = headerPairs(webhook.headers).filter(({ key }) => !ofTheWay.test(key))
  const notes = headers.some(({ value }) => value.includes(mask))
    ? [`Secrets are not kept: put them in place of ${mask}.`]
    : []
  const binary = webhook.body_encoding === 'base64'
  if (binary) notes.push('The body is not text. Put its bytes into body.bin first.')
  return curl({
    method: 'POST',
    url: query ? `${webhook.url}?${query}` : webhook.url,
    headers: headers.map(({ key, value }) => [key, value]),
    body: binary
      ? { kind: 'file' }
      : webhook.body === ''
        ? { kind: 'none' }
        : { kind: 'text', text: webhook.body },
    variable: undefined,
    notes,
  })
}
