import type { MCPView } from '@/api/types'
import { notFound, type FakeRoutes } from './fake-routes'

/** What coding assistants ask the user of the fake program. */
export const fakeMCP = (): MCPView => ({ questions: [], grants: [] })

export function mcpRoutes(store: MCPView): FakeRoutes {
  return {
    GET: [[/^\/patchbay\/mcp$/, () => ({ data: store })]],
    POST: [
      [
        /^\/patchbay\/mcp\/questions\/(.+)$/,
        ({ parts, body }) => {
          const found = store.questions.find((one) => one.id === parts[0])
          if (!found) throw notFound('question')
          store.questions = store.questions.filter((one) => one !== found)
          if ((body as { decision: string }).decision === 'session') {
            const { id, caller, covers, expires_at } = found
            store.grants.push({ id, caller, covers, expires_at })
          }
          return { data: store }
        },
      ],
    ],
    DELETE: [
      [
        /^\/patchbay\/mcp\/grants\/(.+)$/,
        ({ parts }) => {
          store.grants = store.grants.filter((one) => one.id !== parts[0])
          return undefined
        },
      ],
    ],
  }
}
