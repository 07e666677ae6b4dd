import { api } from './client'
import type { MCPView } from './types'

export type MCPDecision = 'once' | 'session' | 'deny'

export const getMCP = async () => (await api.get<{ data: MCPView }>('/patchbay/mcp')).data
export const answerMCP = async (id: string, decision: MCPDecision) =>
  (await api.post<{ data: MCPView }>(`/patchbay/mcp/questions/${encodeURIComponent(id)}`, { decision })).data
export const revokeMCP = (id: string) => api.delete(`/patchbay/mcp/grants/${encodeURIComponent(id)}`)
