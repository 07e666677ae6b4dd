import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

// Pages are loaded when they are first shown, which takes a while on a busy machine.
configure({ asyncUtilTimeout: 20_000 })

afterEach(() => cleanup())

// What jsdom lacks and the parts ask for.
window.matchMedia = (query: string) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }) as unknown as MediaQueryList
window.ResizeObserver = class {
  observe() {
    return undefined
  }
  unobserve() {
    return undefined
  }
  disconnect() {
    return undefined
  }
}
Blob.prototype.text = function () {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result as string)
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
    reader.readAsText(this)
  })
}
Element.prototype.scrollIntoView = vi.fn()
Element.prototype.scrollTo = vi.fn()
Element.prototype.scrollBy = vi.fn()
window.scrollTo = vi.fn()
Element.prototype.hasPointerCapture = () => false
Element.prototype.releasePointerCapture = vi.fn()
Element.prototype.setPointerCapture = vi.fn()
// A virtual list draws only what fits; give everything a size.
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { value: 800 })
Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { value: 1200 })
Object.defineProperty(Element.prototype, 'clientHeight', { value: 800 })
Object.defineProperty(Element.prototype, 'clientWidth', { value: 1200 })
// The code editor measures its text.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => new DOMRect()
