import { z } from 'zod'

const text = z.string().optional().catch(undefined)

export const integrationsSearch = z.object({ q: text, sort: text })

export const newIntegrationSearch = z.object({ provider: text })
