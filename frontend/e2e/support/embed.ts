import { expect, type Page } from '@playwright/test'

/** Puts an element for each address into the page and tells which loaded. */
export function embed(where: Page, urls: string[]): Promise<string[]> {
  return where.evaluate(async (urls) => {
    const kinds = {
      script: (url: string) => Object.assign(document.createElement('script'), { src: url }),
      img: (url: string) => Object.assign(document.createElement('img'), { src: url }),
      stylesheet: (url: string) =>
        Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url }),
      module: (url: string) => Object.assign(document.createElement('script'), { type: 'module', src: url }),
    }
    const loaded: string[] = []
    const one = (kind: string, url: string, element: HTMLElement) =>
      new Promise<void>((settled) => {
        element.addEventListener('load', () => {
          loaded.push(`${kind} ${url}`)
          settled()
        })
        element.addEventListener('error', () => settled())
        document.body.append(element)
      })
    await Promise.all(
      urls.flatMap((url) => Object.entries(kinds).map(([kind, make]) => one(kind, url, make(url)))),
    )
    return loaded
  }, urls)
}

/** Frames each address and tells which frames show something else than the browser's own error. */
export async function framed(where: Page, urls: string[]): Promise<string[]> {
  const readable = await where.evaluate(async (urls) => {
    const open = (url: string) =>
      new Promise<string | undefined>((settled) => {
        const frame = document.createElement('iframe')
        frame.addEventListener('load', () => settled(frame.contentDocument ? url : undefined))
        frame.src = url
        document.body.append(frame)
      })
    return (await Promise.all(urls.map(open))).filter((url) => url !== undefined)
  }, urls)
  expect(readable, 'a foreign document').toEqual([])
  return where
    .mainFrame()
    .childFrames()
    .map((frame) => frame.url())
    .filter((url) => !url.startsWith('chrome-error:'))
}
