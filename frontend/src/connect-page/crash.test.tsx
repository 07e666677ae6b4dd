import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { CrashSheet } from './crash'
import { spoken, SpokenContext } from './words'

it('shows a view that threw as a failure, from which one can try again', async () => {
  let broken = true
  const View = () => {
    if (broken) throw new Error('Access is denied for this document.')
    return <p>The form</p>
  }
  render(
    <SpokenContext value={spoken('en')}>
      <CrashSheet>
        <View />
      </CrashSheet>
    </SpokenContext>,
    { onCaughtError: () => undefined },
  )
  expect(screen.getByRole('heading', { name: 'That did not work' })).toBeVisible()
  expect(screen.getByRole('alert')).toHaveTextContent('Access is denied for this document.')
  broken = false
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.getByText('The form')).toBeVisible()
})
