import { isMac } from '@/lib/shortcuts'

const macSigns: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↵' }
const otherSigns: Record<string, string> = { Mod: 'Ctrl', Enter: '↵' }

/** Shows a shortcut such as "Mod+K" the way the platform writes it. */
export function Kbd({ keys }: { keys: string }) {
  const signs = isMac ? macSigns : otherSigns
  return (
    <kbd className="inline-flex gap-0.5 font-sans text-2xs text-muted-foreground">
      {keys.split(/[+ ]/).map((key) => (
        <span
          key={key}
          className="grid h-[18px] min-w-[18px] place-items-center rounded-sm border bg-muted px-1"
        >
          {signs[key] ?? key}
        </span>
      ))}
    </kbd>
  )
}
