import type { IntegrationForm } from './form'

const prefix = 'patchbay.draft.integration.'

type Draft = Partial<Omit<IntegrationForm, 'clientSecret'>>

/** Keeps what was typed into a new integration, except the secret, until it is created. */
export function keepDraft(provider: string, { clientSecret: _, ...rest }: IntegrationForm): void {
  localStorage.setItem(prefix + provider, JSON.stringify(rest))
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
