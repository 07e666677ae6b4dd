import type { ProviderDetail } from '@/api/types'
import { appFields } from './app-fields'
import type { IntegrationForm } from './form'

const prefix = 'patchbay.draft.integration.'

type Draft = Partial<Omit<IntegrationForm, 'clientSecret'>>

/** Keeps what was typed into a new integration, except the secrets, until it is created. */
export function keepDraft(provider: ProviderDetail, form: IntegrationForm): void {
  const secret = new Set(
    [...provider.integration_fields, ...appFields(provider)]
      .filter((field) => field.secret)
      .map((field) => field.name),
  )
  const open = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, secret.has(name) ? '' : value]))
  const draft: Draft & { clientSecret?: string } = {
    ...form,
    app: open(form.app),
    config: open(form.config),
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
