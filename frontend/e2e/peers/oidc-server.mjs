// An OAuth 2.0 server that nobody here wrote (oidc-provider, certified) with a small resource API behind it:
// PKCE required, refresh tokens rotate, access tokens live for a few seconds. Prints one JSON line when it listens.
//
//   node oidc-server.mjs [--ttl SECONDS] [--port N] [--redirect URL]
//
// GET /api/me      needs a live access token; answers {sub, scope, tail of the token}
// GET /stats       {code, refresh, refused, api}: grants given and refused, and calls that the API answered
import http from 'node:http'
import { parseArgs } from 'node:util'
import Provider from 'oidc-provider'

const { values } = parseArgs({
  options: {
    ttl: { type: 'string', default: '5' },
    port: { type: 'string', default: '0' },
    redirect: { type: 'string' },
  },
})
const ttl = Number(values.ttl)
const stats = { code: 0, refresh: 0, refused: 0, api: 0 }

const server = http.createServer()
await new Promise((listening) => server.listen(Number(values.port), '127.0.0.1', listening))
const issuer = `http://127.0.0.1:${server.address().port}`

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'patchbay-e2e',
      client_secret: 'canary-client-secret-5f1c',
      // A native client: the port of a loopback address is free (RFC 8252 §7.3), the path is exact. A web client has
      // one address, to the letter.
      redirect_uris: values.redirect
        ? [values.redirect]
        : ['http://localhost/oauth/callback', 'http://127.0.0.1/oauth/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      application_type: values.redirect ? 'web' : 'native',
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  pkce: { required: () => true },
  rotateRefreshToken: () => true,
  issueRefreshToken: async (_ctx, client, code) =>
    client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
  scopes: ['openid', 'offline_access', 'profile'],
  ttl: {
    AccessToken: () => ttl,
    RefreshToken: () => 3600,
    Grant: () => 3600,
    Session: () => 3600,
    Interaction: () => 600,
    IdToken: () => 600,
  },
  features: { devInteractions: { enabled: true } },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  renderError: (ctx, out) => {
    ctx.type = 'json'
    ctx.body = out
  },
})

provider.on('grant.success', (ctx) => {
  if (ctx.oidc.params.grant_type === 'refresh_token') stats.refresh++
  else stats.code++
})
provider.on('grant.error', (_ctx, error) => {
  stats.refused++
  process.stderr.write(`grant refused: ${error.error} ${error.error_detail ?? ''}\n`)
})

const api = async (req, res) => {
  const token = (req.headers.authorization ?? '').replace(/^Bearer /, '')
  const found = token && (await provider.AccessToken.find(token))
  res.setHeader('content-type', 'application/json')
  if (!found || found.isExpired) {
    res.statusCode = 401
    return res.end(JSON.stringify({ error: 'invalid_token' }))
  }
  stats.api++
  res.end(JSON.stringify({ sub: found.accountId, scope: found.scope, tail: token.slice(-4) }))
}

const callback = provider.callback()
server.on('request', (req, res) => {
  const path = req.url.split('?')[0]
  if (path === '/stats') return res.setHeader('content-type', 'application/json').end(JSON.stringify(stats))
  if (path.startsWith('/api/')) return api(req, res)
  return callback(req, res)
})
process.stdout.write(
  JSON.stringify({
    event: 'ready',
    issuer,
    client_id: 'patchbay-e2e',
    client_secret: 'canary-client-secret-5f1c',
  }) + '\n',
)
process.on('SIGTERM', () => process.exit(0))
