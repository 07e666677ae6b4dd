import { expect, test, type Page } from '@playwright/test'
import { problemsOn } from './axe'

/** What axe finds, without the line numbers of an editor that lies half under a dialog's shade: their colours are mixed. */
const problems = async (page: Page) =>
  (await problemsOn(page)).filter((line) => !line.includes('cm-gutterElement'))

/** Keeps how a page looks in both themes among the test's results, and lets axe judge it. */
export async function record(page: Page, name: string) {
  await page.bringToFront() // colours of a tab in the background stay half way between two themes
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveCSS('color-scheme', new RegExp(colorScheme))
    // Polled: right after the theme changes, single lines of an editor still have their old colour.
    await expect
      .poll(() => problems(page), { message: `${name}, ${colorScheme}`, timeout: 30_000 })
      .toEqual([])
    const file = `${name.replaceAll(' ', '-')}-${colorScheme}.png`
    await page.screenshot({ path: test.info().outputPath(file) })
  }
}
