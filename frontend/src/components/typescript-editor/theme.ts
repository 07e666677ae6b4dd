import type { editor } from 'monaco-editor'

/** The colours the editor takes from the page's own tokens (index.css). */
export const tokens = [
  'card',
  'foreground',
  'muted',
  'muted-foreground',
  'popover',
  'border',
  'input',
  'ring',
  'primary',
  'primary-soft',
  'accent',
  'destructive',
  'warning',
  'code-string',
  'code-number',
  'code-key',
  'code-atom',
] as const
export type Token = (typeof tokens)[number]

/**
 * Reads the page's colours as "#rrggbb": the editor's themes take nothing else, and the build writes colours in several
 * ways, so the browser itself paints each one.
 */
export function pageColours(root: HTMLElement): (token: Token) => string {
  const style = getComputedStyle(root)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const paint = canvas.getContext('2d', { willReadFrequently: true })
  return (token) => {
    if (!paint) return '#808080'
    paint.fillStyle = style.getPropertyValue(`--${token}`).trim()
    paint.fillRect(0, 0, 1, 1)
    const [red, green, blue] = paint.getImageData(0, 0, 1, 1).data
    return '#' + [red, green, blue].map((part = 0) => part.toString(16).padStart(2, '0')).join('')
  }
}

/** The editor's look. `read` gives a colour as "#rrggbb". */
export function themeOf(dark: boolean, read: (token: Token) => string): editor.IStandaloneThemeData {
  const hex = Object.fromEntries(tokens.map((token) => [token, read(token)])) as Record<Token, string>
  const ink = (token: Token) => hex[token].slice(1)
  return {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: ink('foreground') },
      { token: 'comment', foreground: ink('muted-foreground'), fontStyle: 'italic' },
      { token: 'string', foreground: ink('code-string') },
      { token: 'regexp', foreground: ink('code-string') },
      { token: 'number', foreground: ink('code-number') },
      { token: 'keyword', foreground: ink('code-atom') },
      { token: 'type', foreground: ink('code-key') },
      { token: 'delimiter', foreground: ink('muted-foreground') },
    ],
    colors: {
      'editor.background': hex.card,
      'editor.foreground': hex.foreground,
      'editorLineNumber.foreground': hex['muted-foreground'],
      'editorLineNumber.activeForeground': hex.foreground,
      'editorCursor.foreground': hex.foreground,
      'editor.lineHighlightBorder': hex.border,
      'editor.selectionBackground': hex.primary + '40',
      'editor.inactiveSelectionBackground': hex.primary + '26',
      'editor.wordHighlightBackground': hex['primary-soft'],
      'editorIndentGuide.background1': hex.border,
      'editorIndentGuide.activeBackground1': hex.input,
      'editorBracketMatch.background': hex['primary-soft'],
      'editorBracketMatch.border': hex.ring,
      'editorError.foreground': hex.destructive,
      'editorWarning.foreground': hex.warning,
      'editorWidget.background': hex.popover,
      'editorWidget.foreground': hex.foreground,
      'editorWidget.border': hex.border,
      'editorSuggestWidget.selectedBackground': hex.accent,
      'editorSuggestWidget.selectedForeground': hex.foreground,
      'editorSuggestWidget.highlightForeground': hex.primary,
      'editorSuggestWidget.focusHighlightForeground': hex.primary,
      'editorHoverWidget.background': hex.popover,
      'input.background': hex.card,
      'input.border': hex.input,
      'list.hoverBackground': hex.accent,
      focusBorder: hex.ring,
    },
  }
}
