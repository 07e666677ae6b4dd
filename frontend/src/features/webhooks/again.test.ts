import { describe, expect, it } from 'vitest'
import { fakeWebhook } from '@/host/fake-webhooks'
import { editOf, headerPairs, webhookCurl } from './again'

describe('an edit', () => {
  const webhook = fakeWebhook('wh-1', 0)
  const headers = headerPairs(webhook.headers)

  it('leaves out headers that nobody changed', () => {
    expect(editOf(webhook, '{}', headers)).toEqual({ body: '{}', body_encoding: 'utf8' })
  })

  it('holds all headers when one changed, without rows that have no name', () => {
    const changed = [...headers, { key: ' X-Event ', value: 'push' }, { key: '', value: 'lost' }]
    expect(editOf(webhook, '{}', changed).headers).toEqual({
      'Content-Type': 'application/json',
      'X-Hub-Signature-256': '•••',
      'X-Event': 'push',
    })
  })
})

describe('the command for a terminal', () => {
  it('says that secrets are missing, and leaves out what the way added', () => {
    const webhook = fakeWebhook('wh-1', 0, {
      body: `it's`,
      headers: { Host: ['x'], 'X-Forwarded-For': ['1.2.3.4'], 'X-Signature': ['•••'] },
      query: { a: ['1 2'] },
    })
    expect(webhookCurl(webhook)).toBe(
      [
        '# Secrets are not kept: put them in place of •••.',
        `curl 'http://localhost:3004/webhook/dev/github?a=1+2' \\`,
        `  -H 'X-Signature: •••' \\`,
        `  --data-raw 'it'\\''s'`,
      ].join('\n'),
    )
  })

  it('reads bytes that are no text from a file', () => {
    const webhook = fakeWebhook('wh-1', 0, { body: '//4=', body_encoding: 'base64', headers: {} })
    expect(webhookCurl(webhook)).toContain('--data-binary @body.bin')
  })
})
