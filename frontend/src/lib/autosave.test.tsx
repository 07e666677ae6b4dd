import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Fault } from '@/api/fault'
import { useAutosave } from './autosave'

describe('useAutosave', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function start(save: (value: string) => Promise<unknown>) {
    return renderHook(({ value, enabled }) => useAutosave({ value, stored: 'a', enabled, save }), {
      initialProps: { value: 'a', enabled: true },
    })
  }

  it('saves once, within a second of the last change', async () => {
    const save = vi.fn(() => Promise.resolve())
    const hook = start(save)
    hook.rerender({ value: 'ab', enabled: true })
    await act(() => vi.advanceTimersByTimeAsync(300))
    hook.rerender({ value: 'abc', enabled: true })
    expect(hook.result.current.state.is).toBe('waiting')
    await act(() => vi.advanceTimersByTimeAsync(999))
    expect(save.mock.calls).toEqual([['abc']])
    expect(hook.result.current.state.is).toBe('saved')
  })

  it('saves nothing while the value is not valid', async () => {
    const save = vi.fn(() => Promise.resolve())
    const hook = start(save)
    hook.rerender({ value: 'b', enabled: false })
    await act(() => vi.advanceTimersByTimeAsync(5000))
    expect(save).not.toHaveBeenCalled()
  })

  it('says that saving failed and can try again', async () => {
    const save = vi.fn<(value: string) => Promise<unknown>>()
    save.mockRejectedValueOnce(new Fault(500, { code: 'server_error', message: 'The disk is full.' }))
    save.mockResolvedValueOnce(undefined)
    const hook = start(save)
    hook.rerender({ value: 'b', enabled: true })
    await act(() => vi.advanceTimersByTimeAsync(1000))
    expect(hook.result.current.state).toMatchObject({ is: 'failed', fault: { message: 'The disk is full.' } })
    await act(() => hook.result.current.retry())
    expect(hook.result.current.state.is).toBe('saved')
  })

  it('keeps the last half second when the page is left', () => {
    const save = vi.fn(() => Promise.resolve())
    const hook = start(save)
    hook.rerender({ value: 'b', enabled: true })
    hook.unmount()
    expect(save.mock.calls).toEqual([['b']])
  })
})
