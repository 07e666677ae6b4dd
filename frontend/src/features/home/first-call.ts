import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { connect, listConnections } from '@/api/connections'
import { Fault } from '@/api/fault'
import { createIntegration, listIntegrations } from '@/api/integrations'
import { prepareDraft, splitAddress } from '@/lib/request-draft'

/** APIs that answer anybody: no account, no key. */
export const openApis = [
  { title: 'A line of GitHub zen', url: 'https://api.github.com/zen' },
  {
    title: 'The weather in Prague',
    url: 'https://api.open-meteo.com/v1/forecast?latitude=50.09&longitude=14.42&current=temperature_2m',
  },
  { title: 'A random fact about cats', url: 'https://catfact.ninja/fact' },
] as const

/** The integration of the example. Its provider has no credentials, and no server of its own. */
export const exampleKey = 'open-api-example'
const exampleProvider = 'unauthenticated'
const exampleConnection = 'example'

/** Makes the example's integration and connection where they are missing. */
async function prepareExample(): Promise<void> {
  const integrations = await listIntegrations()
  if (!integrations.some((one) => one.unique_key === exampleKey)) {
    await createIntegration({
      provider: exampleProvider,
      unique_key: exampleKey,
      display_name: 'Open API example',
    })
  }
  const connections = await listConnections()
  const there = connections.some(
    (one) => one.provider_config_key === exampleKey && one.connection_id === exampleConnection,
  )
  if (!there) await connect({ integration: exampleKey, connection_id: exampleConnection })
}

/** The request for an address that somebody typed, or a fault that says what is wrong with it. */
export function exampleRequest(address: string) {
  const { origin, path } = splitAddress(address)
  if (!origin) {
    throw new Fault(0, {
      code: 'invalid_url',
      message: 'This is not a whole address.',
      hint: 'Write it with https://, such as https://api.github.com/zen.',
    })
  }
  return {
    provider_config_key: exampleKey,
    connection_id: exampleConnection,
    method: 'GET',
    path: address.trim().slice(origin.length) || path || '/',
    base_url_override: origin,
  }
}

/** From an address to an answer: everything that is needed is made on the way, and the playground sends it. */
export function useFirstCall() {
  const navigate = useNavigate()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (address: string) => {
      const request = exampleRequest(address)
      await prepareExample()
      await client.invalidateQueries({ queryKey: ['connections'] })
      prepareDraft(request, { send: true })
      await navigate({ to: '/playground' })
    },
  })
}
