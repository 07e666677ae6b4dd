import { describe, expect, it } from 'vitest'
import { growth } from './growth'

/** A sheet that holds ten signs, and frames that are drawn when the test says so. */
function sheet({ calm = false } = {}) {
  let text = ''
  let top = 0
  let draws: (() => void)[] = []
  const paper = {
    append: (more: string) => void (text += more),
    replace: (other: string) => void (text = other),
    atEnd: () => top + 10 >= text.length,
    showEnd: () => void (top = Math.max(0, text.length - 10)),
  }
  const growing = growth(paper, calm, (draw) => {
    draws.push(draw)
    return () => void (draws = draws.filter((one) => one !== draw))
  })
  return {
    ...growing,
    frame: () => draws.splice(0).forEach((draw) => draw()),
    scroll: (to: number) => void (top = to),
    text: () => text,
    top: () => top,
    waits: () => draws.length,
  }
}

const long = 'abcdefghij'.repeat(24)

describe('a text that grows', () => {
  it('comes in by portions and is whole after some frames', () => {
    const it = sheet()
    it.show(long, true)
    expect(it.text()).toBe('')
    it.frame()
    expect(it.text()).toBe(long.slice(0, 20))
    for (let frame = 0; it.waits() > 0; frame++) {
      expect(frame).toBeLessThan(80)
      it.frame()
    }
    expect(it.text()).toBe(long)
  })

  it('is whole at once when it is finished, and nothing comes after it', () => {
    const it = sheet()
    it.show(long, true)
    it.frame()
    it.show(long, false)
    expect(it.text()).toBe(long)
    expect(it.waits()).toBe(0)
  })

  it('comes at once for those who want no motion', () => {
    const it = sheet({ calm: true })
    it.show(long, true)
    expect(it.text()).toBe(long)
  })

  it('is replaced when it is another one', () => {
    const it = sheet()
    it.show(long, true)
    it.frame()
    it.show('another', true)
    expect(it.text()).toBe('another')
    expect(it.waits()).toBe(0)
    it.show('another one', false)
    expect(it.text()).toBe('another one')
  })

  it('does not cut a sign of two units apart', () => {
    const it = sheet()
    it.show('😀'.repeat(4), true)
    it.frame()
    expect(it.text()).toBe('😀')
  })

  it('is followed to its end until somebody scrolls away, and again from there', () => {
    const it = sheet()
    it.show(long, true)
    it.frame()
    expect(it.top()).toBe(10)
    it.scroll(3)
    it.frame()
    expect(it.top()).toBe(3)
    it.scroll(it.text().length - 10)
    it.frame()
    expect(it.top()).toBe(it.text().length - 10)
  })

  it('stops when it is told to', () => {
    const it = sheet()
    it.show(long, true)
    it.stop()
    expect(it.waits()).toBe(0)
  })
})
