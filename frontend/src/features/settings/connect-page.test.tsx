import { screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { renderApp } from '@/testing/render'

it('keeps how the Connect page looks, and says beside a colour what is wrong with it', async () => {
  const { host, user } = await renderApp('/settings?section=connect-page')
  const heading = await screen.findByRole('heading', { name: 'Connect page' })
  const section = within(heading.closest<HTMLElement>('#section-connect-page') ?? document.body)
  await user.click(await section.findByRole('radio', { name: 'Dark' }))
  await waitFor(() => expect(host.connectPage.default_theme).toBe('dark'))
  await user.click(section.getByRole('switch', { name: /Patchbay’s/ }))
  await waitFor(() => expect(host.connectPage.show_watermark).toBe(true))
  const field = section.getByLabelText('Colour in the light theme')
  await user.clear(field)
  await user.type(field, 'blue')
  expect(await section.findByText('Write the colour as # and six digits.')).toBeInTheDocument()
  expect(host.connectPage.primary_light).toBe('#4b4fcc')
  await user.clear(field)
  await user.type(field, '#0b7285')
  await waitFor(() => expect(host.connectPage.primary_light).toBe('#0b7285'))
})
