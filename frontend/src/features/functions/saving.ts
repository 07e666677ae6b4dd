import { asFault } from '@/api/fault'
import { readFile, writeFile } from '@/api/project'
import type { ProjectText } from '@/api/types'
import type { SaveResult } from '@/components/typescript-editor'

/** How many versions of a file are remembered: more than can be on their way at once. */
const kept = 30

/**
 * Saves files only over the version they were edited from. The editor knows versions by their text, the program by a
 * hash; this remembers which is which.
 */
export class Versions {
  private readonly known = new Map<string, Map<string, string>>()

  /** Remembers a version that was read or written. */
  remember({ path, text, hash }: ProjectText): void {
    const versions = this.known.get(path) ?? new Map<string, string>()
    versions.delete(text)
    versions.set(text, hash)
    const [oldest] = versions.keys()
    if (versions.size > kept && oldest !== undefined) versions.delete(oldest)
    this.known.set(path, versions)
  }

  /** Saves a text that was edited from `base`. When the file is another one by now, that is the conflict. */
  async save(path: string, text: string, base: string): Promise<SaveResult> {
    let hash = this.known.get(path)?.get(base)
    if (hash === undefined) {
      const now = await readFile(path)
      this.remember(now)
      if (now.text !== base) return { conflict: now.text }
      hash = now.hash
    }
    try {
      this.remember(await writeFile(path, text, hash))
      return { saved: true }
    } catch (error) {
      if (asFault(error).code !== 'file_changed') throw error
      return this.conflict(path, text)
    }
  }

  private async conflict(path: string, text: string): Promise<SaveResult> {
    try {
      const theirs = await readFile(path)
      this.remember(theirs)
      return theirs.text === text ? { saved: true } : { conflict: theirs.text }
    } catch (error) {
      if (asFault(error).status !== 404) throw error
      // Deleted meanwhile: keeping the text makes the file anew.
      this.remember({ path, text: '', hash: '' })
      return { conflict: '' }
    }
  }
}

/** One for the page: a file can be open in one editor only. */
export const versions = new Versions()
