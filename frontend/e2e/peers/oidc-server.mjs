// An OAuth 2.0 server that nobody here wrote (oidc-provider, certified) with a small resource API behind it:
// PKCE required, refresh tokens rotate, access tokens live for a few seconds. Prints one JSON line when it listens.
//
//   node oidc-server.mjs [--ttl SECONDS] [--port N] [--redirect URL] [--unsaid]
//
// With --unsaid, token answers look like Salesforce's: no lifetime, but an instance_url under which the token can be
// asked about (RFC 7662). Its clients: the one it prints, the service of /service (signed assertions), and whoever
// registers (RFC 7591).
//
// GET /api/me      needs a live access token; answers {sub, client, scope, tail of the token}
// GET /mcp/me      the same for tokens made for the resource /mcp and no other (RFC 8707, RFC 9728)
// GET /service     {client_id, jwk}: the client that signs who it is
// GET /stats       {code, refresh, service, refused, api, introspected, registered, revoked}: grants given and refused, calls that the
//                  API answered, questions about tokens, new clients, and tokens taken back
import { generateKeyPairSync } from 'node:crypto'
import http from 'node:http'
import { parseArgs } from 'node:util'
import Provider from 'oidc-provider'

const { values } = parseArgs({
  options: {
    ttl: { type: 'string', default: '5' },
    port: { type: 'string', default: '0' },
    redirect: { type: 'string' },
    unsaid: { type: 'boolean', default: false },
  },
})
const ttl = Number(values.ttl)
const stats = {
  code: 0,
  refresh: 0,
  service: 0,
  refused: 0,
  api: 0,
  introspected: 0,
  registered: 0,
  revoked: 0,
}

const server = http.createServer()
await new Promise((listening) => server.listen(Number(values.port), '127.0.0.1', listening))
const issuer = `http://127.0.0.1:${server.address().port}`
const resource = `${issuer}/mcp`

const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
const jwk = { ...key.privateKey.export({ format: 'jwk' }), kid: 'service-key' }
const service = 'patchbay-service'

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
    {
      client_id: service,
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: {
        keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: jwk.kid, use: 'sig', alg: 'RS256' }],
      },
      scope: 'things.read',
    },
  ],
  pkce: { required: () => true },
  rotateRefreshToken: () => true,
  issueRefreshToken: async (_ctx, client, code) =>
    client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
  scopes: ['openid', 'offline_access', 'profile', 'things.read'],
  ttl: {
    AccessToken: () => ttl,
    ClientCredentials: () => ttl,
    RefreshToken: () => 3600,
    Grant: () => 3600,
    Session: () => 3600,
    Interaction: () => 600,
    IdToken: () => 600,
  },
  features: {
    devInteractions: { enabled: true },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    registration: { enabled: true },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: async (_ctx, asked) => {
        if (asked !== resource) throw new Error(`an unknown resource: ${asked}`)
        return { scope: 'mcp.use', audience: resource, accessTokenTTL: ttl, accessTokenFormat: 'opaque' }
      },
    },
  },
  routes: { introspection: '/services/oauth2/introspect' },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  renderError: (ctx, out) => {
    ctx.type = 'json'
    ctx.body = out
  },
})

provider.on('grant.success', (ctx) => {
  const kind = ctx.oidc.params.grant_type
  if (kind === 'refresh_token') stats.refresh++
  else if (kind === 'client_credentials') stats.service++
  else stats.code++
})
provider.on('grant.error', (_ctx, error) => {
  stats.refused++
  process.stderr.write(
    `grant refused: ${error.error} ${error.error_detail ?? error.error_description ?? ''}\n`,
  )
})
provider.on('registration_create.success', () => stats.registered++)
provider.on('grant.revoked', () => stats.revoked++)
provider.use(async (ctx, next) => {
  await next()
  if (ctx.oidc?.route === 'introspection' && ctx.status === 200) stats.introspected++
  if (ctx.oidc?.route === 'token' && ctx.status === 200 && values.unsaid) {
    delete ctx.body.expires_in
    ctx.body.instance_url = issuer
  }
})

const api = async (req, res, audience) => {
  const token = (req.headers.authorization ?? '').replace(/^Bearer /, '')
  const found =
    token && ((await provider.AccessToken.find(token)) ?? (await provider.ClientCredentials.find(token)))
  res.setHeader('content-type', 'application/json')
  if (!found || found.isExpired || found.aud !== audience) {
    res.statusCode = 401
    return res.end(JSON.stringify({ error: 'invalid_token' }))
  }
  stats.api++
  const { accountId: sub, clientId: client, scope } = found
  res.end(JSON.stringify({ sub, client, scope, tail: token.slice(-4) }))
}

const documents = {
  '/stats': () => stats,
  '/service': () => ({ client_id: service, jwk }),
  '/.well-known/oauth-protected-resource/mcp': () => ({
    resource,
    authorization_servers: [issuer],
    scopes_supported: ['openid', 'offline_access', 'mcp.use'],
  }),
}

const callback = provider.callback()
server.on('request', (req, res) => {
  const path = req.url.split('?')[0]
  const document = documents[path]
  if (document) return res.setHeader('content-type', 'application/json').end(JSON.stringify(document()))
  if (path.startsWith('/api/')) return api(req, res)
  if (path.startsWith('/mcp/')) return api(req, res, resource)
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
