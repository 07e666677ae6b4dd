import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { applyHint, calmMs, createQueryClient } from './query'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('applyHint', () => {
  it('asks anew when the hint comes while the first answer is on its way', async () => {
    const client = createQueryClient()
    const answers: ((rows: string[]) => void)[] = []
    const queryFn = () => new Promise<string[]>((resolve) => answers.push(resolve))
    const stop = new QueryObserver(client, { queryKey: ['connections'], queryFn }).subscribe(() => undefined)
    applyHint(client, { topic: 'connections' })
    expect(answers).toHaveLength(1)
    answers[0]?.(['before the change'])
    await vi.advanceTimersByTimeAsync(0)
    expect(answers).toHaveLength(2)
    answers[1]?.(['after it'])
    await vi.advanceTimersByTimeAsync(0)
    expect(client.getQueryData(['connections'])).toEqual(['after it'])
    await vi.advanceTimersByTimeAsync(10 * calmMs)
    expect(answers).toHaveLength(2)
    stop()
  })

  it('reads again at once, and once more for everything that came meanwhile', () => {
    const client = createQueryClient()
    const invalidate = vi.spyOn(client, 'invalidateQueries').mockResolvedValue()
    const times = () =>
      invalidate.mock.calls.filter(([filter]) => filter?.queryKey?.[0] === 'operations').length
    for (let hint = 0; hint < 100; hint++) applyHint(client, { topic: 'operations' })
    expect(times()).toBe(1)
    vi.advanceTimersByTime(calmMs)
    expect(times()).toBe(2)
    vi.advanceTimersByTime(10 * calmMs)
    expect(times()).toBe(2)
  })

  it('does not hold back one topic for another', () => {
    const client = createQueryClient()
    const invalidate = vi.spyOn(client, 'invalidateQueries').mockResolvedValue()
    applyHint(client, { topic: 'operations' })
    applyHint(client, { topic: 'settings' })
    expect(invalidate).toHaveBeenCalledWith({ queryKey: ['settings'] })
  })
})
