import { useEffect } from 'react'
import type { ConnectUISettings } from '@/api/types'
import { giveAppearance, useDark, type Appearance } from '@/lib/theme'

type Colour = readonly [red: number, green: number, blue: number]

/** The lightest card and the darkest, as index.css draws them: links stand on these. */
const cards = { light: [255, 255, 255], dark: [23, 26, 31] } as const satisfies Record<string, Colour>
const white: Colour = [255, 255, 255]
const ink: Colour = [11, 13, 20]

/** A little more than WCAG's 4.5:1, because colours are rounded. */
const readable = 4.6

function parse(hex: string): Colour {
  const number = Number.parseInt(hex.slice(1), 16)
  return [number >> 16, (number >> 8) & 0xff, number & 0xff]
}

/** Relative luminance, as WCAG 2.2 defines it: 0 is black, 1 is white. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const mix = (from: Colour, to: Colour, share: number) =>
  from.map((part, at) => Math.round(part + ((to[at] ?? 0) - part) * share)) as unknown as Colour

const css = (colour: Colour) => `rgb(${colour.join(' ')})`

/** What the page's colours become for a colour of the user's: text on it and links in it stay readable. */
export function colours(primary: string, dark: boolean): Record<`--${string}`, string> {
  const chosen = parse(primary)
  const card = dark ? cards.dark : cards.light
  const text = contrast(chosen, white) >= contrast(chosen, ink) ? white : ink
  // Between white and black there is always one with more than 4.5:1; a middle tone is moved away from its text.
  const button = moved(chosen, text, text === white ? ink : white)
  const link = moved(chosen, card, dark ? white : ink)
  return {
    '--primary': css(button),
    '--primary-foreground': css(text),
    '--link': css(link),
    '--ring': css(link),
  }
}

/** The colour, moved towards another as far as it takes to be readable against the ground. */
function moved(colour: Colour, ground: Colour, towards: Colour): Colour {
  for (let share = 0; share < 1; share += 0.04) {
    const next = mix(colour, towards, share)
    if (contrast(next, ground) >= readable) return next
  }
  return towards
}

/** Gives the page the look that the session's environment has; what its address asks for goes before. */
export function useLook(settings: ConnectUISettings | undefined, asked: Appearance | undefined): void {
  const dark = useDark()
  const appearance = asked ?? (settings?.defaultTheme as Appearance | undefined)
  useEffect(() => {
    if (appearance) giveAppearance(appearance)
  }, [appearance])
  const primary = dark ? settings?.theme.dark.primary : settings?.theme.light.primary
  useEffect(() => {
    if (!primary) return
    const style = document.documentElement.style
    const all = Object.entries(colours(primary, dark))
    for (const [name, value] of all) style.setProperty(name, value)
    return () => {
      for (const [name] of all) style.removeProperty(name)
    }
  }, [primary, dark])
}
