/** What injected markup or an injected script would run, by the names that {@link tryAll} reports. */
export const attempts = [
  'inline script',
  'event handler',
  'javascript: address',
  'eval',
  'new Function',
  'timer with text',
  'data: frame',
  'worker from a blob',
  'base address',
]
/** What it would fetch or send, as paths below `/trap/` of the foreign site. */
export const traps = [
  'script',
  'style',
  'image',
  'font',
  'fetch',
  'beacon',
  'frame',
  'object',
  'form',
  'socket',
]
/** Every directive of the policy that stands against one of them. */
export const directives = [
  'base-uri',
  'connect-src',
  'font-src',
  'form-action',
  'frame-src',
  'img-src',
  'object-src',
  'script-src',
  'script-src-attr',
  'script-src-elem',
  'style-src-elem',
  'worker-src',
]

/** What ran, and what the browser refused. */
export interface Report {
  done: string[]
  violated: string[]
}

/** Runs in the page: tries all of it in a task of its own, where the testing tool does not lift the policy. */
export function tryAll(foreign: string) {
  const report: Report = { done: [], violated: [] }
  Object.assign(globalThis, { report })
  const done = (name: string) => `globalThis.report.done.push(${JSON.stringify(name)})`
  document.addEventListener('securitypolicyviolation', (event) =>
    report.violated.push(event.effectiveDirective),
  )
  addEventListener('message', (event) => {
    if (event.data === 'data: frame') report.done.push('data: frame')
  })
  const make = (tag: string, attributes: Record<string, string>, text = '') => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    element.textContent = text
    document.body.append(element)
    return element
  }
  const steps: (() => unknown)[] = [
    () => make('script', {}, done('inline script')),
    () => make('img', { src: 'data:image/png,none', onerror: done('event handler') }),
    () => make('a', { href: `javascript:void ${done('javascript: address')}` }).click(),
    () => (0, eval)(done('eval')) as unknown,
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the policy has to stop it
    () => new Function(done('new Function'))() as unknown,
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the policy has to stop it
    () => setTimeout(done('timer with text')),
    () => make('iframe', { src: `data:text/html,<script>parent.postMessage('data: frame','*')</script>` }),
    () => {
      const worker = new Worker(
        URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' })),
      )
      worker.onmessage = () => report.done.push('worker from a blob')
    },
    () => make('script', { src: `${foreign}/trap/script` }),
    () => make('link', { rel: 'stylesheet', href: `${foreign}/trap/style` }),
    () => make('img', { src: `${foreign}/trap/image` }),
    () => new FontFace('Trap', `url(${foreign}/trap/font)`).load(),
    () => fetch(`${foreign}/trap/fetch`),
    () => navigator.sendBeacon(`${foreign}/trap/beacon`),
    () => make('iframe', { src: `${foreign}/trap/frame` }),
    () => make('iframe', { name: 'pit' }),
    () => make('object', { data: `${foreign}/trap/object`, type: 'text/html' }),
    () =>
      (
        make('form', { action: `${foreign}/trap/form`, method: 'post', target: 'pit' }) as HTMLFormElement
      ).submit(),
    () => new WebSocket(`${foreign.replace('http', 'ws')}/trap/socket`),
    () => {
      const base = make('base', { href: `${foreign}/` })
      if (document.baseURI.startsWith(foreign)) report.done.push('base address')
      base.remove()
    },
  ]
  setTimeout(() => {
    for (const step of steps) {
      try {
        void Promise.resolve(step()).catch(() => undefined)
      } catch {
        // Refused, which the report tells.
      }
    }
  })
}
