import type { WebhookDraft, WebhookSetup } from '@/api/types'

type Sample = WebhookSetup['events'][number]

/** What the simulator's form holds. */
export interface SimulationForm {
  integration: string
  /** Index in the setup's events: two samples may have the same type. */
  event: number
  /** "" for none; undefined while nobody chose: then it is the only one there is. */
  connection: string | undefined
  /** In place of the connection's own value; "" leaves it. */
  identifier: string
  /** The payload as edited; undefined while it is the sample's. */
  body: string | undefined
  realSecret: boolean
}

/** A sample's payload as it is shown in the editor; "" for webhooks that are headers only. */
export const sampleText = (sample: Sample | undefined): string =>
  sample?.body === undefined || sample.body === null ? '' : JSON.stringify(sample.body, null, 2)

/** What is wrong with the form; undefined when it can be sent. */
export function simulationProblem(form: SimulationForm): string | undefined {
  if (!form.body?.trim()) return undefined
  try {
    JSON.parse(form.body)
    return undefined
  } catch {
    return 'The payload is no JSON.'
  }
}

/** The form as the program takes it: what the user left alone is left out, so that the sample is filled afresh. */
export function simulationDraft(form: SimulationForm, setup: WebhookSetup): WebhookDraft {
  const sample = setup.events[form.event]
  const identifier = form.identifier.trim()
  const edited = form.body?.trim() && form.body !== sampleText(sample)
  return {
    integration: form.integration,
    ...(sample?.type && { type: sample.type }),
    ...(form.connection && { connection: form.connection }),
    ...(identifier && { identifier }),
    ...(edited && { body: JSON.parse(form.body ?? '') as unknown }),
    ...(form.realSecret && { use_real_secret: true }),
  }
}
