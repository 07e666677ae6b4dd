import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '@/host/fake'
import { fakeData } from '@/host/fake-data'
import { renderApp } from '@/testing/render'
import { filterProviders, indexProviders, sectionsOf } from './filter'

const { providers } = fakeData()
const index = indexProviders(providers)
const names = (found: { name: string }[]) => found.map((one) => one.name)

describe('filters', () => {
  it('narrow by text, category, sign-in and support, all at once', () => {
    expect(names(filterProviders(index, { q: 'git' }))).toEqual(['github'])
    expect(names(filterProviders(index, { category: 'hr' }))).toEqual(['bamboohr', 'workday'])
    expect(names(filterProviders(index, { category: 'hr', supported: true }))).toEqual(['bamboohr'])
    expect(names(filterProviders(index, { auth: 'BASIC', q: 'communication' }))).toEqual(['twilio'])
    expect(names(filterProviders(index, { q: 'no auth' }))).toContain('unauthenticated')
  })

  it('show the popular ones first until something is asked for', () => {
    expect(sectionsOf(providers, {}).map((one) => one.title)).toEqual(['Popular', 'All APIs'])
    expect(sectionsOf(providers, { q: 'x' }).map((one) => one.title)).toEqual(['All APIs'])
  })
})

describe('the gallery', () => {
  it('starts from the address and can show everything again', async () => {
    const { user, router } = await renderApp('/apis?q=nothing-like-this')
    expect(await screen.findByText('No API matches')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Show all APIs' }))
    await waitFor(() => expect(screen.getByText(/^24 APIs/)).toBeInTheDocument())
    expect(router.state.location.search).toEqual({})
  })

  it('says what went wrong', async () => {
    const host = fakeHost()
    host.failNext('/patchbay/providers', 500, {
      code: 'server_error',
      message: 'The overlay cannot be read.',
    })
    await renderApp('/apis', host)
    expect(await screen.findByText('The overlay cannot be read.')).toBeInTheDocument()
  })

  it('does not offer to connect what this version cannot', async () => {
    await renderApp('/apis/workday')
    expect(await screen.findByText('This version cannot connect Workday yet')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Connect' })).not.toBeInTheDocument()
  })
})
