import { api, segment } from './client'
import type {
  SimulatedWebhook,
  Webhook,
  WebhookDetail,
  WebhookDraft,
  WebhookEdit,
  WebhookFilter,
  WebhookSetup,
  WebhookState,
} from './types'

const path = (id: string) => `/patchbay/webhooks/${segment(id)}`
const setupPath = (key: string) => `/patchbay/integrations/${segment(key)}/webhook`

export const listWebhooks = (filter: WebhookFilter) =>
  api.get<{ data: Webhook[]; next_cursor: string | null }>('/patchbay/webhooks', { ...filter })

export const getWebhook = async (id: string) => (await api.get<{ data: WebhookDetail }>(path(id))).data

/**
 * Sends a webhook again as it was, or with what the user changed, who vouches for it then. One that is held or refused is
 * checked again; only the word of the user (vouch) runs a held one without.
 */
export const resendWebhook = (id: string, edit: WebhookEdit = {}) =>
  api.post<{ id: string; state: WebhookState }>(`${path(id)}/resend`, edit)

export const simulateWebhook = (draft: WebhookDraft) =>
  api.post<SimulatedWebhook>('/patchbay/webhooks/simulate', draft)

export const getWebhookSetup = async (integration: string) =>
  (await api.get<{ data: WebhookSetup }>(setupPath(integration))).data

/** The secret to enter at a provider that signs with something that follows from the app. */
export const revealWebhookSecret = async (integration: string) =>
  (await api.post<{ secret: string }>(`${setupPath(integration)}/secret`)).secret

export const setWebhookSetup = async (
  integration: string,
  change: { secret?: string; accept_unsigned?: boolean },
) => (await api.put<{ data: WebhookSetup }>(setupPath(integration), change)).data
