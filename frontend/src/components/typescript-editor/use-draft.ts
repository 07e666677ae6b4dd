import { useCallback, useState } from 'react'
import { type SaveState, useAutosave } from '@/lib/autosave'
import type { SaveResult } from './types'

interface DraftOptions {
  /** The text on disk, as last heard. */
  text: string
  readOnly: boolean
  save: (text: string, base: string) => Promise<SaveResult>
}

export interface Draft {
  /** What was typed. */
  text: string
  /** The text last taken from the disk, which the editor must show. Another object each time. */
  adopted: { text: string } | undefined
  edit: (text: string) => void
  state: SaveState
  saveNow: () => void
  /** The text on disk when both it and the draft changed; saving rests until the user chose. */
  conflict: string | undefined
  /** Overwrites the text on disk. */
  keepMine: () => void
  /** Gives the draft up. */
  takeTheirs: () => void
}

/**
 * A file being edited: saves itself, takes over changes made elsewhere while nothing is unsaved, and asks when both sides
 * changed.
 */
export function useDraft({ text, readOnly, save }: DraftOptions): Draft {
  const [draft, setDraft] = useState(text)
  const [base, setBase] = useState(text)
  const [adopted, setAdopted] = useState<{ text: string }>()
  const [conflict, setConflict] = useState<string>()
  // Texts saved from here come back as the text on disk, sometimes after the next ones were typed.
  const [echoes, setEchoes] = useState<readonly string[]>([])

  const adopt = (onDisk: string) => {
    setDraft(onDisk)
    setBase(onDisk)
    setAdopted({ text: onDisk })
  }

  const { state, retry } = useAutosave({
    value: { text: draft, base },
    stored: { text: base, base },
    enabled: !readOnly && conflict === undefined,
    save: async (value) => {
      if (value.text === value.base) return
      setEchoes((before) => [...before.slice(-20), value.text])
      const result = await save(value.text, value.base)
      if ('saved' in result) setBase(value.text)
      else setConflict(result.conflict)
    },
  })

  const [heard, setHeard] = useState(text)
  if (heard !== text) {
    setHeard(text)
    if (text !== base && !echoes.includes(text)) {
      setEchoes([])
      if (draft === base || draft === text) adopt(text)
      else setConflict(text)
    }
  }

  const saveNow = useCallback(() => {
    if (draft !== base && conflict === undefined && !readOnly) void retry()
  }, [draft, base, conflict, readOnly, retry])
  const settle = (choose: (onDisk: string) => void) => {
    if (conflict === undefined) return
    choose(conflict)
    setConflict(undefined)
  }
  return {
    text: draft,
    adopted,
    edit: setDraft,
    state,
    saveNow,
    conflict,
    keepMine: () => settle(setBase),
    takeTheirs: () => settle(adopt),
  }
}
