import type { Frame, Page } from '@playwright/test'
import axe from 'axe-core'

/** What axe finds wrong with what a page or one of its frames shows, a line each. */
export async function problemsOn(page: Page | Frame): Promise<string[]> {
  await page.evaluate(`globalThis.axe ?? (() => { ${axe.source} })()`)
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run()
    return violations.flatMap((one) =>
      one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 200)} (${node.any[0]?.message ?? one.help})`),
    )
  })
}
