import { useSyncExternalStore } from 'react'

export type Appearance = 'system' | 'light' | 'dark'

const key = 'patchbay.appearance'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

function stored(): Appearance {
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
