import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keysOf, listenForShortcuts, rebind, useCommand } from './shortcuts'

function Page({ onLogs, onPalette }: { onLogs: () => void; onPalette: () => void }) {
  useCommand('go.logs', onLogs)
  useCommand('palette.open', onPalette)
  return (
    <>
      <input aria-label="box" />
      <div role="textbox" aria-label="code" tabIndex={0} />
    </>
  )
}

describe('shortcuts', () => {
  const logs = vi.fn()
  const palette = vi.fn()
  let stop: () => void
  beforeEach(() => {
    logs.mockReset()
    palette.mockReset()
    stop = listenForShortcuts()
    render(<Page onLogs={logs} onPalette={palette} />)
  })
  afterEach(() => {
    stop()
    rebind('go.logs', undefined)
  })

  it('runs a command by two keys one after the other', () => {
    fireEvent.keyDown(window, { key: 'g' })
    fireEvent.keyDown(window, { key: 'l' })
    expect(logs).toHaveBeenCalledTimes(1)
  })

  it('leaves letters to an editor that is a text box by its role', () => {
    fireEvent.keyDown(screen.getByLabelText('code'), { key: 'g' })
    fireEvent.keyDown(screen.getByLabelText('code'), { key: 'l' })
    expect(logs).not.toHaveBeenCalled()
  })

  it('leaves letters to the field being typed in, but not Ctrl-K', () => {
    const box = screen.getByLabelText('box')
    fireEvent.keyDown(box, { key: 'g' })
    fireEvent.keyDown(box, { key: 'l' })
    fireEvent.keyDown(box, { key: 'k', ctrlKey: true })
    expect(logs).not.toHaveBeenCalled()
    expect(palette).toHaveBeenCalledTimes(1)
  })

  it('follows the user’s own keys and forgets them again', () => {
    rebind('go.logs', 'Mod+Shift+L')
    fireEvent.keyDown(window, { key: 'g' })
    fireEvent.keyDown(window, { key: 'l' })
    expect(logs).not.toHaveBeenCalled()
    fireEvent.keyDown(window, { key: 'L', ctrlKey: true, shiftKey: true })
    expect(logs).toHaveBeenCalledTimes(1)
    rebind('go.logs', undefined)
    expect(keysOf('go.logs')).toBe('G L')
  })
})
