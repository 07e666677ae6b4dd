import { isJson } from './json-text'

/** A body as it came, and what it says it is. */
export interface Body {
  text: string
  /** `text` is base64 of bytes that are no text. */
  binary: boolean
  contentType: string
  /** Bytes that were really sent, which may be more than there are here. */
  size: number
  truncated: boolean
}

export type BodyForm = 'json' | 'markup' | 'text' | 'binary' | 'empty'

/** What a body is, by its content more than by its label. */
export function formOf(body: Body): BodyForm {
  if (!body.text) return 'empty'
  if (body.binary) return 'binary'
  const start = body.text.trimStart().charAt(0)
  // A JSON body cut in the middle is still best read as one.
  if (/\bjson\b/i.test(body.contentType) && (body.truncated || isJson(body.text))) return 'json'
  if ((start === '{' || start === '[') && isJson(body.text)) return 'json'
  if (/\b(html|xml)\b/i.test(body.contentType) || /^<(!doctype|html|\?xml)/i.test(body.text.trimStart()))
    return 'markup'
  return 'text'
}

/** What a person would read of a page: its text, without running, loading or drawing anything of it. */
export function textOfMarkup(markup: string): string {
  const page = new DOMParser().parseFromString(markup, 'text/html')
  page.querySelectorAll('script,style,template,noscript,svg').forEach((element) => element.remove())
  page
    .querySelectorAll('p,div,li,tr,h1,h2,h3,h4,h5,h6,br,section,article,header,footer')
    .forEach((element) => element.append('\n'))
  const title = page.title.trim()
  const text = page.body.textContent
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return title && !text.startsWith(title) ? `${title}\n\n${text}` : text
}

/** The first bytes as offset, hexadecimal and ASCII, sixteen in a row. */
export function hexDump(base64: string, most = 4096): string {
  const bytes = atob(base64.slice(0, Math.ceil(most / 3) * 4))
  const rows: string[] = []
  for (let at = 0; at < Math.min(bytes.length, most); at += 16) {
    const row = Uint8Array.from(bytes.slice(at, at + 16), (byte) => byte.charCodeAt(0))
    const hex = Array.from(row, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const ascii = Array.from(row, (byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '·')).join(
      '',
    )
    rows.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  ${ascii}`)
  }
  return rows.join('\n')
}
