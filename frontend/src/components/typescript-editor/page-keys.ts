import { describeKeys } from '@/lib/shortcuts'

/** Shortcuts of the page that must work while the editor has the focus, although it uses the same keys. */
const pageKeys = new Set(['Mod+K', 'Mod+Enter', 'Mod+Shift+Enter'])

/** Hands the page its shortcuts before the editor sees them. Returns how to stop. */
export function lendPageKeys(container: HTMLElement): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (!pageKeys.has(describeKeys(event) ?? '')) return
    const copy = new KeyboardEvent('keydown', {
      key: event.key,
      code: event.code,
      ctrlKey: event.ctrlKey,
      metaKey: event.metaKey,
      altKey: event.altKey,
      shiftKey: event.shiftKey,
      repeat: event.repeat,
      bubbles: true,
      cancelable: true,
    })
    // A copy nobody took is the editor's after all.
    if (document.body.dispatchEvent(copy)) return
    event.preventDefault()
    event.stopPropagation()
  }
  container.addEventListener('keydown', onKey, { capture: true })
  return () => container.removeEventListener('keydown', onKey, { capture: true })
}
