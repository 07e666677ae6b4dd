import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderApp } from '@/testing/render'

describe('the command palette', () => {
  it.each([
    ['describe', 'Describe a function', '/functions/describe', {}],
    ['new function', 'New function', '/functions', { making: true }],
    ['environments', 'Environments', '/settings', { section: 'environments' }],
    ['tunnel', 'Provider webhooks', '/settings', { section: 'webhooks' }],
    ['sent', 'Webhooks sent to your app', '/webhooks', { tab: 'sent' }],
    ['notifications', 'Webhooks to your app', '/settings', { section: 'notifications' }],
    ['assistants', 'Coding assistants', '/settings', { section: 'assistants' }],
    ['mcp', 'Coding assistants', '/settings', { section: 'assistants' }],
    ['api reference', 'API reference', '/reference', {}],
    ['simulate', 'Simulate a webhook', '/webhooks', { simulate: '' }],
  ])('finds “%s” from any page', async (typed, title, pathname, search) => {
    const { user, router } = await renderApp('/shortcuts')
    await user.keyboard('{Control>}k{/Control}')
    const palette = within(await screen.findByRole('dialog', { name: 'Command palette' }))
    await user.type(palette.getByRole('combobox'), typed)
    const option = await palette.findByRole('option', { name: new RegExp(`^${title}`) })
    await user.click(option)
    await expect.poll(() => router.state.location).toMatchObject({ pathname, search })
  })
})
