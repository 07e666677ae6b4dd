import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'

const renewing = { name: 'Renew connections that nobody used for a day' }
const testing = { name: 'Test stored keys and passwords once a day' }

describe('the care for unused connections', () => {
  it('shows what is on, and saves each switch by itself', async () => {
    const { host, user } = await renderApp('/settings')
    const renew = await screen.findByRole('switch', renewing)
    const test = screen.getByRole('switch', testing)
    expect(renew).toBeChecked()
    expect(test).not.toBeChecked()
    await user.click(renew)
    await waitFor(() => expect(renew).not.toBeChecked())
    await user.click(test)
    await waitFor(() => expect(test).toBeChecked())
    const saved = host.calls.filter((call) => call.method === 'PATCH').map((call) => call.body)
    expect(saved).toEqual([{ keep_alive: false }, { test_keys: true }])
  })

  it('says that a switch could not be saved, and keeps its place', async () => {
    const host = fakeHost()
    const { user } = await renderApp('/settings', host)
    const renew = await screen.findByRole('switch', renewing)
    host.failNext('/patchbay/settings', 500, { code: 'server_error', message: 'The disk is full.' })
    await user.click(renew)
    expect(await screen.findByText('The disk is full.')).toBeInTheDocument()
    expect(renew).toBeChecked()
  })
})
