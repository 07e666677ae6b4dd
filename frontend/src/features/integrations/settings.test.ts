import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Integration, ProviderDetail } from '@/api/types'
import { fakeData } from '@/host/fake-data'
import { changes, editedFrom, problems, type Edited } from './settings'

const [sample] = JSON.parse(readFileSync('src/testing/forms.json', 'utf8')) as ProviderDetail[]
const key = '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----'

function kind(auth_mode: string): ProviderDetail {
  if (!sample) throw new Error('there is no form')
  return { ...sample, name: 'app', auth_mode, needs_app: true, integration_fields: [] }
}

function stored(app: Record<string, string>): Integration {
  const [first] = fakeData().integrations
  if (!first) throw new Error('there is no integration')
  return { ...first, client_id: null, integration_config: {}, app }
}

const github = stored({ app_id: '77', app_link: 'https://github.com/apps/mine', private_key: '***' })

function edited(change: Partial<Edited>): Edited {
  return { ...editedFrom(github), ...change }
}

describe('the settings of an app', () => {
  it('start with what is stored, without secrets', () => {
    expect(editedFrom(github).app).toEqual({
      app_id: '77',
      app_link: 'https://github.com/apps/mine',
      private_key: '',
    })
  })

  it.each([
    ['nothing', {}, undefined],
    ['the id', { app_id: ' 78 ' }, { app_id: '78' }],
    ['the link', { app_link: 'https://github.com/apps/new' }, { app_link: 'https://github.com/apps/new' }],
    ['the key', { private_key: `${key}\n` }, { private_key: key }],
  ])('send %s and leave the rest', (_, app, want) => {
    const before = editedFrom(github)
    const now = edited({ app: { ...before.app, ...app } })
    expect(changes(before, now, kind('APP')).credentials).toEqual(want)
  })

  it('send the password of a plugin', () => {
    const plugin = stored({ app_link: 'https://app.example.com/p', username: '***', password: '***' })
    const before = editedFrom(plugin)
    const now = { ...before, app: { ...before.app, password: 'new' } }
    expect(changes(before, now, kind('INSTALL_PLUGIN')).credentials).toEqual({ password: 'new' })
    expect(problems(before, kind('INSTALL_PLUGIN'), plugin)).toEqual({})
  })

  it.each([
    ['an id that is no number', { app_id: 'seven' }, ['app.app_id']],
    ['an id that was taken away', { app_id: '' }, ['app.app_id']],
    ['a link that is none', { app_link: 'github' }, ['app.app_link']],
    ['a key of another kind', { private_key: 'abc' }, ['app.private_key']],
    ['a key that stays', { private_key: '' }, []],
  ])('check %s', (_, app, want) => {
    const now = edited({ app: { ...editedFrom(github).app, ...app } })
    expect(Object.keys(problems(now, kind('APP'), github))).toEqual(want)
  })
})
