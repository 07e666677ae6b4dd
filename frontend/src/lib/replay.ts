import type { ApiRequest, Exchange, Operation } from '@/api/types'

/** What stands in the log where a secret was. */
const mask = '•••'

/** Headers that the client, the proxy or the connection writes by itself. */
const automatic =
  /^(authorization|cookie|host|user-agent|content-length|accept-encoding|connection|transfer-encoding|proxy-.*|x-forwarded-.*|te|trailer|upgrade)$/i

/**
 * The request to Patchbay that makes the same call again: the credential and what else was masked is left
 * out, because Patchbay adds it. `base` is the base URL that the connection's API has.
 */
export function requestAgain(
  operation: Pick<Operation, 'integration' | 'connection'>,
  exchange: Exchange,
  base: string | undefined,
): ApiRequest {
  const { path, override } = addressOf(exchange.url, base)
  const headers = Object.fromEntries(
    Object.entries(exchange.request_headers).flatMap(([name, [value]]) =>
      value === undefined || automatic.test(name) || value.includes(mask) ? [] : [[name, value]],
    ),
  )
  return {
    provider_config_key: operation.integration,
    connection_id: operation.connection,
    method: exchange.method,
    path,
    ...(Object.keys(headers).length && { headers }),
    ...(exchange.request_body && { body: exchange.request_body }),
    ...(override && { base_url_override: override }),
  }
}

function addressOf(url: string, base: string | undefined): { path: string; override: string | undefined } {
  const [, origin = '', rest = ''] = /^(https?:\/\/[^/?#]+)(.*)$/i.exec(url) ?? []
  const [path = '', query = ''] = rest.split(/\?(.*)/s)
  const kept = query
    .split('&')
    .filter((part) => part && !part.includes(mask) && !part.includes(encodeURIComponent(mask)))
    .join('&')
  const home = base?.replace(/\/+$/, '')
  const whole = origin + path
  const known = home !== undefined && (whole === home || whole.startsWith(`${home}/`))
  const shortPath = known ? whole.slice(home.length) : path
  return {
    path: (shortPath || '/') + (kept && `?${kept}`),
    override: known || !origin ? undefined : origin,
  }
}
