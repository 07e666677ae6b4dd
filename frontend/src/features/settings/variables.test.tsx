import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderApp } from '@/testing/render'

describe('variables', () => {
  it('are stored without their value being shown again', async () => {
    const { host, user } = await renderApp('/settings?section=variables')
    const form = (await screen.findByRole('button', { name: 'Store the variable' })).closest('form')
    if (!form) throw new Error('no form')
    await user.type(within(form).getByRole('textbox', { name: 'Name' }), 'TOKEN')
    await user.type(within(form).getByLabelText('Value'), 'hush')
    await user.click(within(form).getByRole('button', { name: 'Store the variable' }))
    const list = await screen.findByRole('list', { name: 'Variables' })
    expect(await within(list).findByText('TOKEN')).toBeInTheDocument()
    expect(host.calls.find((call) => call.method === 'PUT')?.body).toEqual({ name: 'TOKEN', value: 'hush' })
    expect(screen.queryByDisplayValue('hush')).not.toBeInTheDocument()
  })

  it('go at once, and for good when nobody takes it back', async () => {
    const { user } = await renderApp('/settings?section=variables')
    await user.click(await screen.findByRole('button', { name: 'Remove REGION' }))
    await waitFor(() => expect(screen.queryByRole('list', { name: 'Variables' })).not.toBeInTheDocument())
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await screen.findByText('REGION')).toBeInTheDocument()
  })
})
