import { refText } from './ref'
import type { FunctionDetail, RunInput } from '@/api/types'

export type RunMode = 'run' | 'dryrun'

/** What the run panel holds. Texts of JSON fields are kept as typed; empty stands for "not given". */
export interface RunDraft {
  connection: string
  mode: RunMode
  /** An action's input. */
  input: unknown
  /** The input as text while it is edited as JSON. */
  raw: string | undefined
  /** Run onWebhook of a sync with `payload` instead of the sync itself. */
  event: boolean
  payload: string
  subscription: string
  metadata: string
  checkpoint: string
  lastSyncDate: string
  variant: string
  validate: boolean
  saveFixture: boolean
}

export interface DraftProblem {
  field: 'connection' | 'input' | 'payload' | 'metadata' | 'checkpoint'
  message: string
}

export const emptyDraft: RunDraft = {
  connection: '',
  mode: 'run',
  input: undefined,
  raw: undefined,
  event: false,
  payload: '{}',
  subscription: '',
  metadata: '',
  checkpoint: '',
  lastSyncDate: '',
  variant: '',
  validate: false,
  saveFixture: false,
}

/** What was typed for each function since the page was loaded. */
const drafts = new Map<string, RunDraft>()

export const keepDraft = (fn: FunctionDetail, draft: RunDraft) => void drafts.set(refText(fn), draft)
export const keptDraft = (fn: FunctionDetail) => drafts.get(refText(fn))
export const forgetDrafts = () => drafts.clear()

/** The value of a JSON text; undefined when it is empty. */
function parse(text: string, field: DraftProblem['field'], title: string): { value: unknown } | DraftProblem {
  if (text.trim() === '') return { value: undefined }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { field, message: `${title} is not JSON.` }
  }
}

/** The input that a draft holds, whichever way it is edited. */
export function inputOf(draft: RunDraft): { value: unknown } | DraftProblem {
  return draft.raw === undefined ? { value: draft.input } : parse(draft.raw, 'input', 'The input')
}

/** Goes from the form to JSON and back. Back only when the text is JSON: nothing typed is lost. */
export function switchEditing(draft: RunDraft, toRaw: boolean): RunDraft {
  if (toRaw) {
    const raw = draft.input === undefined ? '' : JSON.stringify(draft.input, null, 2)
    return draft.raw === undefined ? { ...draft, raw } : draft
  }
  const input = inputOf(draft)
  return 'value' in input ? { ...draft, input: input.value, raw: undefined } : draft
}

function dryOptions(draft: RunDraft): Partial<RunInput> | DraftProblem {
  const metadata = parse(draft.metadata, 'metadata', 'The metadata')
  if ('message' in metadata) return metadata
  const checkpoint = parse(draft.checkpoint, 'checkpoint', 'The checkpoint')
  if ('message' in checkpoint) return checkpoint
  return {
    ...(metadata.value !== undefined && { metadata: metadata.value }),
    ...(checkpoint.value !== undefined && { checkpoint: checkpoint.value }),
    ...(draft.lastSyncDate && { last_sync_date: draft.lastSyncDate }),
    ...(draft.validate && { validate: true }),
    ...(draft.saveFixture && { save_fixture: true }),
  }
}

/** What is sent to start the run, or the first thing that is wrong. */
export function runInput(
  draft: RunDraft,
  fn: Pick<FunctionDetail, 'type' | 'has_webhook'>,
): RunInput | DraftProblem {
  if (!draft.connection) return { field: 'connection', message: 'Choose a connection first.' }
  const base: RunInput = { connection: draft.connection, mode: draft.mode }
  if (draft.variant && fn.type === 'sync') base.variant = draft.variant
  if (fn.type === 'action') {
    const input = inputOf(draft)
    if ('message' in input) return input
    if (input.value !== undefined) base.input = input.value
  }
  if (draft.event && fn.has_webhook) {
    const payload = parse(draft.payload, 'payload', 'The event')
    if ('message' in payload) return payload
    base.payload = payload.value ?? {}
    if (draft.subscription) base.subscription = draft.subscription
  }
  if (draft.mode === 'run') return base
  const options = dryOptions(draft)
  return 'message' in options ? options : { ...base, ...options }
}
