import { act, renderHook } from '@testing-library/react'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { markersOf, programOwner, type LiveMarker } from './markers'
import { extraLibs, pathOf, planModels, smallestEdit, uriOf } from './model-plan'
import { lendPageKeys } from './page-keys'
import { themeOf, tokens } from './theme'
import type { Finding, SaveResult } from './types'
import { useDraft } from './use-draft'

const wide = () => 40

function finding(more: Partial<Finding> = {}): Finding {
  return {
    file: 'github/syncs/a.ts',
    line: 3,
    column: 5,
    end_line: 3,
    end_column: 9,
    severity: 'error',
    code: 2339,
    message: 'No such property.',
    source: 'types',
    ...more,
  }
}

describe('markers of what the program found', () => {
  it('stand at the same places and carry the hint', () => {
    const [marker] = markersOf('github/syncs/a.ts', [finding({ hint: 'Did you mean id?' })], [], wide)
    expect(marker).toEqual({
      startLineNumber: 3,
      startColumn: 5,
      endLineNumber: 3,
      endColumn: 9,
      severity: 'error',
      message: 'No such property.\nDid you mean id?',
      source: 'types',
      code: '2339',
    })
  })

  it.each([
    ['without an end, to the end of the line', { end_line: 0, end_column: 0 }, [3, 5, 3, 41]],
    ['of no width, to the end of the line', { end_column: 5 }, [3, 5, 3, 41]],
    ['behind the end of the line, one sign wide', { column: 60, end_column: 0 }, [3, 60, 3, 61]],
    [
      'for the whole file, on its first line',
      { line: 0, column: 0, end_line: 0, end_column: 0 },
      [1, 1, 1, 41],
    ],
    ['over several lines, to the given end', { end_line: 5, end_column: 2 }, [3, 5, 5, 2]],
  ])('reach %s', (_, more, [startLineNumber, startColumn, endLineNumber, endColumn]) => {
    const [marker] = markersOf('github/syncs/a.ts', [finding(more)], [], wide)
    expect(marker).toMatchObject({ startLineNumber, startColumn, endLineNumber, endColumn })
  })

  it('leave out other files and what the editor marks itself', () => {
    const live = (more: Partial<LiveMarker>): LiveMarker => ({
      owner: 'typescript',
      code: '2339',
      startLineNumber: 3,
      endLineNumber: 3,
      ...more,
    })
    const shown = (findings: Finding[], markers: LiveMarker[]) =>
      markersOf('github/syncs/a.ts', findings, markers, wide).length
    expect(shown([finding({ file: 'github/syncs/b.ts' })], [])).toBe(0)
    expect(shown([finding({ code: 'TS2339' })], [live({})])).toBe(0)
    expect(shown([finding()], [live({ code: { value: '2339', target: undefined as never } })])).toBe(0)
    expect(shown([finding()], [live({ code: '2322' })])).toBe(1)
    expect(shown([finding()], [live({ startLineNumber: 4, endLineNumber: 4 })])).toBe(1)
    expect(shown([finding()], [live({ owner: programOwner })])).toBe(1)
    expect(shown([finding({ code: undefined })], [live({ code: undefined })])).toBe(1)
  })
})

describe('models of the project', () => {
  it('are made, changed and dropped so that they equal the files', () => {
    const existing = new Map([
      ['index.ts', 'old'],
      ['github/models.ts', 'same'],
      ['github/gone.ts', 'x'],
      ['github/syncs/a.ts', 'being edited'],
      ['github/renamed.ts', 'not saved yet'],
    ])
    const files = [
      { path: 'index.ts', text: 'new' },
      { path: 'github/models.ts', text: 'same' },
      { path: 'github/new.ts', text: 'n' },
      { path: 'github/syncs/a.ts', text: 'on disk' },
      { path: 'github/renamed.ts', text: 'on disk' },
      { path: 'node_modules/zod/index.d.cts', text: 'a declaration' },
      { path: 'README.md', text: 'no source' },
    ]
    expect(planModels(existing, files, new Set(['github/syncs/a.ts', 'github/renamed.ts']))).toEqual({
      create: [{ path: 'github/new.ts', text: 'n' }],
      update: [{ path: 'index.ts', text: 'new' }],
      dispose: ['github/gone.ts'],
    })
  })

  it.each(['github/syncs/a.ts', 'my api~1/syncs/ä b#c.ts', '100%/x.ts'])(
    'have a uri that leads back: %s',
    (path) => {
      expect(pathOf(uriOf(path))).toBe(path)
    },
  )

  it.each([
    ['abcd', 'abXcd', { from: 2, to: 2, text: 'X' }],
    ['abXcd', 'abcd', { from: 2, to: 3, text: '' }],
    ['aaa', 'aa', { from: 2, to: 3, text: '' }],
    ['', 'new', { from: 0, to: 0, text: 'new' }],
    ['same', 'same', { from: 4, to: 4, text: '' }],
  ])('change from %j to %j by as little as possible', (before, after, edit) => {
    expect(smallestEdit(before, after)).toEqual(edit)
  })

  it('are files only', () => {
    expect(pathOf('inmemory://model/1')).toBeUndefined()
  })

  it('read declarations and package descriptions, and are ES modules', () => {
    const libs = extraLibs([
      { path: 'node_modules/zod/index.d.cts', text: 'd' },
      { path: 'node_modules/zod/package.json', text: '{}' },
      { path: 'node_modules/zod/LICENSE', text: 'MIT' },
    ])
    expect(libs).toEqual([
      { filePath: 'file:///node_modules/zod/index.d.cts', content: 'd' },
      { filePath: 'file:///node_modules/zod/package.json', content: '{}' },
      { filePath: 'file:///package.json', content: '{"type":"module"}' },
    ])
  })
})

describe('the look', () => {
  it("has no colour that is not the page's, and knows every token it asks for", () => {
    const css = readFileSync('src/index.css', 'utf8')
    expect(tokens.filter((token) => !css.includes(`  --${token}: oklch(`))).toEqual([])
    const asked = new Map<string, string>(tokens.map((token, i) => [token, `#0000${(16 + i).toString(16)}`]))
    const theme = themeOf(true, (token) => asked.get(token) ?? '')
    expect(theme.base).toBe('vs-dark')
    expect(themeOf(false, () => '#000000').base).toBe('vs')
    expect(theme.colors['editor.background']).toBe(asked.get('card'))
    const used = [...Object.values(theme.colors), ...theme.rules.map((rule) => `#${rule.foreground}`)]
    expect(used.filter((colour) => ![...asked.values()].includes(colour.slice(0, 7)))).toEqual([])
  })
})

describe('keys of the page', () => {
  const press = (key: string) => {
    const inner = document.createElement('textarea')
    const container = document.createElement('div')
    container.append(inner)
    document.body.append(container)
    const stop = lendPageKeys(container)
    const seen = vi.fn()
    inner.addEventListener('keydown', seen)
    const untouched = inner.dispatchEvent(
      new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, cancelable: true }),
    )
    stop()
    container.remove()
    return { editorSaw: seen.mock.calls.length === 1, untouched }
  }

  it('reach the page first, and the editor when the page has no use for them', () => {
    expect(press('k')).toEqual({ editorSaw: true, untouched: true })
    const take = (event: Event) => {
      if (event.target === document.body) event.preventDefault()
    }
    window.addEventListener('keydown', take)
    expect(press('k')).toEqual({ editorSaw: false, untouched: false })
    expect(press('d')).toEqual({ editorSaw: true, untouched: true })
    window.removeEventListener('keydown', take)
  })
})

describe('a file being edited', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  type Save = (text: string, base: string) => Promise<SaveResult>

  function open(save = vi.fn<Save>(() => Promise.resolve({ saved: true }))) {
    const hook = renderHook(({ text, readOnly }) => useDraft({ text, readOnly, save }), {
      initialProps: { text: 'disk', readOnly: false },
    })
    const type = (text: string) => act(() => hook.result.current.edit(text))
    const saveNow = () =>
      act(() => {
        hook.result.current.saveNow()
        return Promise.resolve()
      })
    const wait = () => act(() => vi.advanceTimersByTimeAsync(1000))
    return { ...hook, save, type, saveNow, wait }
  }

  it('is saved within a second, with the text it began from', async () => {
    const file = open()
    file.type('mine')
    await file.wait()
    file.rerender({ text: 'mine', readOnly: false })
    file.type('mine 2')
    await file.wait()
    expect(file.save.mock.calls).toEqual([
      ['mine', 'disk'],
      ['mine 2', 'mine'],
    ])
    expect(file.result.current).toMatchObject({
      state: { is: 'saved' },
      conflict: undefined,
      adopted: undefined,
    })
  })

  it('is saved at once when asked, and not when nothing changed', async () => {
    const file = open()
    await file.saveNow()
    file.type('mine')
    await file.saveNow()
    expect(file.save.mock.calls).toEqual([['mine', 'disk']])
  })

  it('takes over what changed elsewhere while nothing is unsaved', () => {
    const file = open()
    file.rerender({ text: 'theirs', readOnly: false })
    expect(file.result.current).toMatchObject({
      text: 'theirs',
      adopted: { text: 'theirs' },
      conflict: undefined,
    })
  })

  it('does not take its own save for a change made elsewhere', async () => {
    const file = open()
    file.type('one')
    await file.wait()
    file.type('two')
    await file.wait()
    file.rerender({ text: 'one', readOnly: false })
    expect(file.result.current).toMatchObject({ text: 'two', conflict: undefined, adopted: undefined })
  })

  it('rests when both sides changed, and keeps mine over theirs when told so', async () => {
    const file = open()
    file.type('mine')
    file.rerender({ text: 'theirs', readOnly: false })
    await file.wait()
    expect(file.save).not.toHaveBeenCalled()
    expect(file.result.current.conflict).toBe('theirs')
    act(() => file.result.current.keepMine())
    await file.wait()
    expect(file.save.mock.calls).toEqual([['mine', 'theirs']])
    expect(file.result.current).toMatchObject({ text: 'mine', conflict: undefined, state: { is: 'saved' } })
  })

  it('asks when the program found another text on disk, and gives mine up when told so', async () => {
    const save = vi.fn<Save>(() => Promise.resolve({ conflict: 'theirs' }))
    const file = open(save)
    file.type('mine')
    await file.wait()
    expect(file.result.current.conflict).toBe('theirs')
    act(() => file.result.current.takeTheirs())
    await file.wait()
    expect(file.result.current).toMatchObject({
      text: 'theirs',
      adopted: { text: 'theirs' },
      conflict: undefined,
    })
    expect(save).toHaveBeenCalledTimes(1)
  })

  it('is never saved when it may only be read', async () => {
    const file = open()
    file.rerender({ text: 'disk', readOnly: true })
    file.type('mine')
    await file.saveNow()
    await file.wait()
    expect(file.save).not.toHaveBeenCalled()
  })
})
