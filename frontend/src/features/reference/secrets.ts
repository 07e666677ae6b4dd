/** Names of fields whose texts are shown only on request. */
const secretName = /token|secret|password|private_?key|api_?key|^key$|^raw$|credential|authorization/i

const mask = '••••••••'

/** The value with every text under a secret's name covered, and whether anything was. */
function maskSecrets(value: unknown): { value: unknown; masked: boolean } {
  let masked = false
  const walk = (node: unknown, secret: boolean): unknown => {
    if (typeof node === 'string' && secret && node) {
      masked = true
      return mask
    }
    if (Array.isArray(node)) return node.map((item) => walk(item, secret))
    if (typeof node === 'object' && node !== null) {
      return Object.fromEntries(
        Object.entries(node).map(([name, item]) => [
          name,
          walk(item, (secret && name !== 'type') || secretName.test(name)),
        ]),
      )
    }
    return node
  }
  return { value: walk(value, false), masked }
}

/** The same for a text: JSON is formatted with its secrets covered, anything else stays as it is. */
export function maskText(text: string): { text: string; masked: boolean } {
  try {
    const { value, masked } = maskSecrets(JSON.parse(text))
    return { text: masked ? JSON.stringify(value, null, 2) : text, masked }
  } catch {
    return { text, masked: false }
  }
}
