import { host } from '@/host'

/** How long a copied secret may stay on the clipboard. */
const clipboardMs = 60_000
/** How long a revealed secret stays on the screen. */
export const revealMs = 30_000

/** Copies a secret and takes it off the clipboard after a minute, unless something else was copied since. */
export async function copySecret(text: string): Promise<void> {
  await host.copy(text)
  setTimeout(() => void host.clearCopied(text).catch(() => undefined), clipboardMs)
}
