import type { IntegrationForm } from './form'

const prefix = 'patchbay.draft.integration.'

type Draft = Partial<Omit<IntegrationForm, 'clientSecret'>>

/** Keeps what was typed into a new integration, except the secret, until it is created. */
export function keepDraft(provider: string, form: IntegrationForm): void {
  const draft: Draft & { clientSecret?: string } = { ...form }
  delete draft.clientSecret
  localStorage.setItem(prefix + provider, JSON.stringify(draft))
}

export function readDraft(provider: string): Draft {
  try {
    return JSON.parse(localStorage.getItem(prefix + provider) ?? '{}') as Draft
  } catch {
    return {}
  }
}

export function dropDraft(provider: string): void {
  localStorage.removeItem(prefix + provider)
}
