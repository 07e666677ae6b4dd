import type { Fault } from '@/api/fault'
import type { ApiResponse } from '@/api/types'

/** Who has to act when a request fails. */
export type Party = 'Your request' | 'This connection' | 'Patchbay' | 'The network' | 'The provider'

const requestCodes = new Set([
  'invalid_body',
  'invalid_headers',
  'invalid_query_params',
  'invalid_path',
  'invalid_request',
  'unknown_connection',
  'unknown_provider_config',
  'unsupported_provider',
  'missing_api_url',
  'base_url_override_not_allowed',
  'base_url_override_disabled',
])

const connectionCodes =
  /^(connection_|unsupported_auth|invalid_certificate|refresh|invalid_grant|missing_credentials|server_error)/

/** Who is to blame for a request that got no answer from the provider. */
export function guiltyParty(fault: Fault): Party {
  if (fault.status === 0 || fault.code === 'unexpected') return 'Patchbay'
  if (fault.code === 'redirect_not_allowed') return 'The provider'
  if (/destination|not_allowed|blocked/.test(fault.code) || requestCodes.has(fault.code))
    return 'Your request'
  if (/bad_answer|bad_compression|too_many_redirects/.test(fault.code)) return 'The provider'
  if (
    /network|dns_|timeout|tls_|unreachable|connection_re(set|fused)/.test(fault.code) ||
    fault.status >= 502
  )
    return 'The network'
  if (connectionCodes.test(fault.code)) return 'This connection'
  return fault.status >= 500 ? 'Patchbay' : 'Your request'
}

interface Explanation {
  party: Party
  text: string
}

/** What an answer that is no success usually means, and what to do. Nothing for a success. */
export function explainAnswer(response: ApiResponse, provider: string): Explanation | undefined {
  const { status, failure } = response
  if (failure)
    return { party: 'The provider', text: [failure.message, failure.hint].filter(Boolean).join(' ') }
  if (status < 400) return undefined
  if (status === 401) {
    return {
      party: 'This connection',
      text: `${provider} does not accept the credentials. Reconnect the account, or check that the key is still valid.`,
    }
  }
  if (status === 403) {
    return {
      party: 'This connection',
      text: `${provider} knows the account but does not allow this. A scope or a role is probably missing.`,
    }
  }
  if (status === 429) return { party: 'The provider', text: rateLimit(response, provider) }
  if (status >= 500) {
    return {
      party: 'The provider',
      text: `${provider} failed to answer. Try again later, or let Patchbay retry (under Advanced).`,
    }
  }
  const texts: Record<number, string> = {
    404: `${provider} has nothing at this path. Check the path against the base URL shown before it.`,
    405: `${provider} does not take ${response.url ? 'this method' : 'it'} at this path.`,
    415: `${provider} does not take this kind of body. Check the Content-Type header.`,
  }
  return {
    party: 'Your request',
    text: texts[status] ?? `${provider} refused the request as it is. Its answer usually says which part.`,
  }
}

function rateLimit({ headers }: ApiResponse, provider: string): string {
  const wait = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')?.[1][0]
  const seconds = wait && /^\d+$/.test(wait) ? ` It asks to wait ${wait} s.` : ''
  return `${provider} limits how often it can be called.${seconds} Retries (under Advanced) wait as long as it asks.`
}
