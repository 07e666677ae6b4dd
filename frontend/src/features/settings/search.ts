import { z } from 'zod'

export const settingsSearch = z.object({ section: z.string().optional().catch(undefined) })
