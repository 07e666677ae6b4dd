import { useSyncExternalStore } from 'react'
import { cn } from '@/lib/cn'
import { useDark } from '@/lib/theme'

type Icons = Record<string, [hex: string, path: string] | undefined>

let icons: Icons | undefined
let loading = false
const listeners = new Set<() => void>()

/** The icons are half a megabyte: fetched once, when the first one is drawn. */
function subscribe(listener: () => void) {
  listeners.add(listener)
  if (!loading) {
    loading = true
    void import('virtual:provider-icons').then((module) => {
      icons = module.default
      listeners.forEach((tell) => tell())
    })
  }
  return () => listeners.delete(listener)
}

const sizes = { sm: 'size-5 rounded-sm', md: 'size-8 rounded-lg', lg: 'size-11 rounded-xl' }
const letterSizes = { sm: 'text-2xs', md: 'text-sm', lg: 'text-lg' }

/** Perceived lightness of a brand colour, 0 to 1. */
function lightness(hex: string): number {
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
  return 0.3 * r + 0.59 * g + 0.11 * b
}

/** The brand's colour, pulled towards the text colour where it would not be seen on the tile. */
function brandColor(hex: string, dark: boolean): string {
  const light = lightness(hex)
  if (dark && light < 0.4) return `color-mix(in oklab, #${hex} ${light < 0.15 ? 0 : 45}%, white)`
  if (!dark && light > 0.75) return `color-mix(in oklab, #${hex} 55%, black)`
  return `#${hex}`
}

function hueOf(name: string): number {
  let hash = 7
  for (const char of name) hash = (hash * 31 + char.charCodeAt(0)) % 3600
  return hash / 10
}

interface ProviderIconProps {
  /** The provider's key. */
  name: string
  /** Its display name; the letter of the tile. */
  label: string
  size?: keyof typeof sizes
  className?: string
}

function Letter({ name, label, size, dark }: ProviderIconProps & { dark: boolean }) {
  // The first word, so that the APIs of one vendor look alike.
  const hue = hueOf(label.split(' ')[0] ?? name)
  return (
    <span
      className={cn('grid size-full place-items-center font-semibold', letterSizes[size ?? 'md'])}
      style={{
        color: dark ? `oklch(0.82 0.09 ${hue})` : `oklch(0.42 0.1 ${hue})`,
        background: dark ? `oklch(0.3 0.045 ${hue})` : `oklch(0.94 0.035 ${hue})`,
      }}
    >
      {(/[\p{L}\p{N}]/u.exec(label)?.[0] ?? '?').toUpperCase()}
    </span>
  )
}

/** A provider's sign: its logo where simple-icons has one, otherwise its letter on a tile. Decoration only. */
export function ProviderIcon({ name, label, size = 'md', className }: ProviderIconProps) {
  const dark = useDark()
  const known = useSyncExternalStore(subscribe, () => icons)
  const icon = known?.[name]
  return (
    <span
      aria-hidden
      className={cn(
        'grid shrink-0 place-items-center overflow-hidden border bg-card',
        sizes[size],
        className,
      )}
    >
      {icon ? (
        <svg viewBox="0 0 24 24" className="size-[58%]" fill={brandColor(icon[0], dark)}>
          <path d={icon[1]} />
        </svg>
      ) : (
        known && <Letter name={name} label={label} size={size} dark={dark} />
      )}
    </span>
  )
}
