import { useSyncExternalStore } from 'react'

export type Appearance = 'system' | 'light' | 'dark'

const key = 'patchbay.appearance'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

/** Set on pages whose look is not the user's choice here: those that other pages embed. */
let given: Appearance | undefined

function stored(): Appearance {
  if (given) return given
  const value = localStorage.getItem(key)
  return value === 'light' || value === 'dark' ? value : 'system'
}

function isDark(): boolean {
  const wanted = stored()
  return wanted === 'dark' || (wanted === 'system' && system.matches)
}

function apply() {
  const root = document.documentElement
  root.classList.toggle('dark', isDark())
  root.style.colorScheme = isDark() ? 'dark' : 'light'
  listeners.forEach((tell) => tell())
}

system.addEventListener('change', apply)

/** Switches the look at once and remembers it for the next start (public/theme.js reads it before painting). */
export function setAppearance(appearance: Appearance): void {
  localStorage.setItem(key, appearance)
  apply()
}

/** Takes the look that the page's address asks for; the user's own choice is neither read nor changed. */
export function giveAppearance(appearance: Appearance): void {
  given = appearance
  apply()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, stored)
}

export function useDark(): boolean {
  return useSyncExternalStore(subscribe, isDark)
}
