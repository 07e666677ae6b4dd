// An OAuth 1.0a server that nobody here wrote: passport-http-oauth checks every signature, oauthorize issues the tokens.
// Prints one JSON line when it listens.
//
//   node oauth1-server.mjs
//
// POST /request_token  temporary credentials for the consumer; GET /authorize shows a form with Allow and Deny;
// POST /access_token   swaps them for an access token, once
// ANY  /api/*          needs a signed call; answers {user, method, url, form}
// GET  /stats          {requests, tokens, calls, problems}: what was issued and answered, and why the rest was not
import { randomBytes } from 'node:crypto'
import http from 'node:http'
import oauthorize from 'oauthorize'
import { ConsumerStrategy, TokenStrategy } from 'passport-http-oauth'

const consumer = { key: 'patchbay-consumer', secret: 'canary consumer+secret/1a' }
const requests = new Map()
const tokens = new Map()
const nonces = new Set()
const stats = { requests: 0, tokens: 0, calls: 0, problems: [] }
const fresh = () => randomBytes(12).toString('base64') // signs that need escaping are part of the test

const knownConsumer = (key, done) => done(null, key === consumer.key && consumer, consumer.secret)
const onlyOnce = (timestamp, nonce, done) => {
  const used = nonces.has(nonce)
  nonces.add(nonce)
  done(null, !used && Math.abs(Date.now() / 1000 - Number(timestamp)) < 300)
}
const byConsumer = new ConsumerStrategy(
  knownConsumer,
  (token, done) => done(null, requests.get(token)?.secret, requests.get(token)),
  onlyOnce,
)
const byToken = new TokenStrategy(
  knownConsumer,
  (token, done) => done(null, tokens.get(token)?.user, tokens.get(token)?.secret),
  onlyOnce,
)

const server = oauthorize.createServer()
server.serializeClient((client, done) => done(null, client.key))
server.deserializeClient((_key, done) => done(null, consumer))
const issueRequest = server.requestToken((_client, callback, done) => {
  const [token, secret] = [fresh(), fresh()]
  requests.set(token, { secret, callback })
  stats.requests++
  done(null, token, secret)
})
const issueToken = server.accessToken(
  (token, verifier, info, done) => done(null, Boolean(verifier) && verifier === info.verifier),
  (_client, token, info, done) => {
    const [access, secret] = [fresh(), fresh()]
    requests.delete(token)
    tokens.set(access, { secret, user: info.user })
    stats.tokens++
    done(null, access, secret, { screen_name: info.user })
  },
)
const ask = server.userAuthorization((token, done) => {
  const request = requests.get(token)
  done(null, request && consumer, request?.callback)
})
const decide = server.userDecision((token, user, _answer, done) => {
  const request = requests.get(token)
  request.user = user
  request.verifier = fresh()
  done(null, request.verifier)
})

/** Runs a strategy as Passport does: with the three outcomes put onto an object of its own. */
const authenticated = (strategy, req) =>
  new Promise((resolve, reject) => {
    const attempt = Object.create(strategy)
    attempt.success = (user, info) => resolve(Object.assign(req, { user, authInfo: info }))
    attempt.fail = (challenge) => reject(new Error(String(challenge)))
    attempt.error = reject
    attempt.authenticate(req)
  })
/** Runs Connect-style middleware, and hands over to then where it calls next. */
const run = (middleware, req, res, then) => {
  const [first, ...rest] = [middleware].flat()
  first(req, res, (problem) => {
    if (problem) return refuse(res, problem)
    return rest.length > 0 ? run(rest, req, res, then) : then?.()
  })
}
const refuse = (res, problem) => {
  stats.problems.push(problem.message)
  res.writeHead(401, { 'www-authenticate': problem.message }).end('Unauthorized')
}

const session = {}
const page = (id) => `<!doctype html><title>Allow?</title><h1>Allow Patchbay to read your things?</h1>
<form method="post"><input type="hidden" name="transaction_id" value="${id}">
<button>Allow</button> <button name="cancel" value="yes">Deny</button></form>`

const answer = async (req, res) => {
  const url = new URL(req.url, 'http://peer')
  let body = ''
  for await (const chunk of req) body += chunk
  const form = Object.fromEntries(new URLSearchParams(body))
  Object.assign(req, { query: Object.fromEntries(url.searchParams), body: form, session })
  res.redirect = (location) => res.writeHead(302, { location }).end()
  switch (url.pathname) {
    case '/stats':
      return res.end(JSON.stringify(stats))
    case '/request_token':
      return run(issueRequest, await authenticated(byConsumer, req), res)
    case '/access_token':
      return run(issueToken, await authenticated(byConsumer, req), res)
    case '/authorize':
      if (req.method === 'POST') return run(decide, Object.assign(req, { user: 'alice' }), res)
      return run(ask, req, res, () =>
        res.setHeader('content-type', 'text/html').end(page(req.oauth.transactionID)),
      )
  }
  if (!url.pathname.startsWith('/api/')) return res.writeHead(404).end()
  const { user } = await authenticated(byToken, req)
  stats.calls++
  res.setHeader('content-type', 'application/json')
  return res.end(JSON.stringify({ user, method: req.method, url: req.url, form }))
}

const listener = http.createServer((req, res) => answer(req, res).catch((problem) => refuse(res, problem)))
listener.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${listener.address().port}`
  process.stdout.write(JSON.stringify({ event: 'ready', url, ...consumer }) + '\n')
})
process.on('SIGTERM', () => process.exit(0))
