import type { Notification, Webhook, WebhookJob, WebhookState } from '@/api/types'

/** What the states of a webhook are called. */
export const webhookStateNames: Record<WebhookState, string> = {
  queued: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  held: 'Held back',
  refused: 'Refused',
  unmatched: 'No connection',
  duplicate: 'Came before',
  no_handler: 'Not handled',
  answered: 'Answered',
}

/** What each state means for the events in the webhook. */
export const webhookStateMeanings: Record<WebhookState, string> = {
  queued: 'It is stored and about to run.',
  running: 'It is being worked on.',
  done: 'All that it set off succeeded.',
  failed: 'Something that it set off failed.',
  held: 'The provider signs its webhooks, but this one could not be checked. Nothing ran.',
  refused: 'It did not pass the check, or could not be read. Nothing ran.',
  unmatched: 'No connection belongs to it, so no function ran.',
  duplicate: 'The same signed webhook came within the last 24 hours, so it did not run again.',
  no_handler: 'Patchbay does not know how this provider’s webhooks find their connection.',
  answered: 'The provider only tested the address. It was answered; there was nothing to run.',
}

const verifications: Record<string, string> = {
  verified: 'The signature is right',
  unsigned: 'This provider does not sign',
  unverifiable: 'Not checked: no secret or no signature',
  vouched: 'You vouched for it',
}

/** How sure it is that the provider sent it. */
export function verificationText(webhook: Pick<Webhook, 'verification' | 'state'>): string {
  if (webhook.verification) return verifications[webhook.verification] ?? webhook.verification
  return webhook.state === 'refused' ? 'The check failed' : 'Nobody looked'
}

/** The types of the events in a webhook, as a title. */
export function typesText(types: string[]): string {
  const named = [...new Set(types.filter(Boolean))]
  if (named.length > 0) return named.join(', ')
  return types.length > 0 ? 'Event' : 'Webhook'
}

/** What a job of a webhook does, e.g. "Ran sync-issues". */
export function jobTitle({ kind, function: name, state }: WebhookJob): string {
  if (kind === 'install') return 'Finish a pending connection'
  if (kind === 'forward') return 'Forward to your app'
  return state === 'done' ? `Ran ${name ?? 'a function'}` : `Run ${name ?? 'a function'}`
}

export const jobStateNames: Record<string, string> = {
  queued: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
}

export const notificationStateNames: Record<string, string> = {
  waiting: 'Waiting',
  delivered: 'Delivered',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

export const notificationTypeNames: Record<string, string> = {
  auth: 'Connection',
  sync: 'Sync',
  async_action: 'Action',
  forward: 'Forwarded webhook',
}

const actions: Record<string, string> = {
  connection_create: 'Connection made',
  connection_override: 'Connection made anew',
  connection_refresh: 'Credentials not renewed',
  connection_delete: 'Connection deleted',
  sync: 'Sync ended',
  async_action: 'Action ended',
  forward: 'Webhook forwarded',
}

/** What a notification tells, e.g. "Sync ended: issues · Issue". */
export function notificationTitle({ action, subject }: Pick<Notification, 'action' | 'subject'>): string {
  const name = actions[action] ?? action
  return subject ? `${name}: ${subject}` : name
}
