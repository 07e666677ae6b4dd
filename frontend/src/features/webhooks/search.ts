import { z } from 'zod'
import type { WebhookState } from '@/api/types'

const text = z.string().optional().catch(undefined)

export const webhookStates = [
  'queued',
  'running',
  'done',
  'failed',
  'held',
  'refused',
  'unmatched',
  'duplicate',
  'no_handler',
  'answered',
] as const satisfies readonly WebhookState[]

export const notificationStates = ['waiting', 'delivered', 'failed', 'cancelled'] as const
export const notificationTypes = ['auth', 'sync', 'async_action', 'forward'] as const

/** Which of the two lists is shown, its filters, what is open beside it, and what is to be simulated. */
export const webhooksSearch = z.object({
  tab: z.enum(['received', 'sent']).optional().catch(undefined),
  search: text,
  integration: text,
  /** Of a webhook or of a notification, as the tab says. */
  state: z
    .enum([...webhookStates, ...notificationStates])
    .optional()
    .catch(undefined),
  type: text,
  simulated: z.boolean().optional().catch(undefined),
  id: text,
  /** Opens the simulator, with this integration chosen; "" leaves the choice. */
  simulate: text,
})

export type WebhooksSearch = z.infer<typeof webhooksSearch>

type Chosen<T extends readonly string[]> = T[number] | undefined

const oneOf = <T extends readonly string[]>(values: T, value: string | undefined): Chosen<T> =>
  values.find((one) => one === value)

/** The part of the address that filters webhooks. What only notifications have is left out. */
export const webhookFilter = ({ search, integration, state, type, simulated }: WebhooksSearch) =>
  given({ search, integration, type, simulated, state: oneOf(webhookStates, state) })

/** The part of the address that filters notifications. */
export const notificationFilter = ({ search, integration, state, type }: WebhooksSearch) =>
  given({
    search,
    integration,
    type: oneOf(notificationTypes, type),
    state: oneOf(notificationStates, state),
  })

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function given<T extends object>(filter: T): Given<T> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Given<T>
}
