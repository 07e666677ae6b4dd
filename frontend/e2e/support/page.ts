import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import type { Patchbay } from './patchbay'

/** A tab that has signed in through the one-time link. Nothing moves in it: half-way colours cannot be judged. */
export async function openApp(
  browser: Browser,
  patchbay: Patchbay,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await browser.newPage({ reducedMotion: 'reduce', ...options })
  await page.goto(patchbay.guiURL)
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  return page
}
