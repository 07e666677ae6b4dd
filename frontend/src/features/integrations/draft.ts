import type { ProviderDetail } from '@/api/types'
import type { IntegrationForm } from './form'

const prefix = 'patchbay.draft.integration.'

type Draft = Partial<Omit<IntegrationForm, 'clientSecret'>>

/** Keeps what was typed into a new integration, except the secrets, until it is created. */
export function keepDraft(provider: ProviderDetail, form: IntegrationForm): void {
  const secret = new Set(
    provider.integration_fields.filter((field) => field.secret).map((field) => field.name),
  )
  const draft: Draft & { clientSecret?: string } = {
    ...form,
    config: Object.fromEntries(
      Object.entries(form.config).map(([name, value]) => [name, secret.has(name) ? '' : value]),
    ),
  }
  delete draft.clientSecret
  localStorage.setItem(prefix + provider.name, JSON.stringify(draft))
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
