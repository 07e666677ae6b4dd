import { expect, it } from 'vitest'
import { colours } from './look'

function luminance(text: string): number {
  const parts = (/(\d+) (\d+) (\d+)/.exec(text)?.slice(1) ?? []).map((part) => {
    const share = Number(part) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0)
}

function contrast(one: string, other: string): number {
  const both = [luminance(one) + 0.05, luminance(other) + 0.05]
  return Math.max(...both) / Math.min(...both)
}

const shades = ['00', '33', '66', '7f', '99', 'cc', 'ff']
const every = shades.flatMap((red) =>
  shades.flatMap((green) => shades.map((blue) => `#${red}${green}${blue}`)),
)

it.each([false, true])('keeps every colour readable (dark: %s)', (dark) => {
  const card = dark ? 'rgb(23 26 31)' : 'rgb(255 255 255)'
  for (const primary of every) {
    const given = colours(primary, dark)
    expect(contrast(given['--primary'] ?? '', given['--primary-foreground'] ?? ''), primary).toBeGreaterThan(
      4.5,
    )
    expect(contrast(given['--link'] ?? '', card), primary).toBeGreaterThan(4.5)
  }
})

it('leaves a colour alone that is readable as it is', () => {
  expect(colours('#0b7285', false)).toMatchObject({
    '--primary': 'rgb(11 114 133)',
    '--primary-foreground': 'rgb(255 255 255)',
    '--link': 'rgb(11 114 133)',
  })
})
