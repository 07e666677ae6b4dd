import { useEffect, useSyncExternalStore } from 'react'
import { commands, type CommandId } from './commands'

/** Keys are written "Mod+K" (Cmd on a Mac, Ctrl elsewhere), "?" or, one after the other, "G H". */
export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

const storageKey = 'patchbay.shortcuts'
const sequencePauseMs = 900

type Bindings = Partial<Record<CommandId, string>>

let bindings: Bindings = read()
const handlers = new Map<CommandId, (() => void)[]>()
const listeners = new Set<() => void>()
let active: CommandId[] = []

function read(): Bindings {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Bindings
  } catch {
    return {}
  }
}

function announce() {
  active = [...handlers.keys()]
  listeners.forEach((tell) => tell())
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The keys of a command: the user's own, or the default, or "" for none. */
export function keysOf(id: CommandId): string {
  return bindings[id] ?? commands[id].keys
}

/** Gives a command other keys; `undefined` brings the default back. */
export function rebind(id: CommandId, keys: string | undefined): void {
  const next = new Map(Object.entries(bindings))
  if (keys === undefined) next.delete(id)
  else next.set(id, keys)
  bindings = Object.fromEntries(next)
  localStorage.setItem(storageKey, JSON.stringify(bindings))
  announce()
}

/** Re-renders when keys change. */
export function useKeysOf(id: CommandId): string {
  return useSyncExternalStore(subscribe, () => keysOf(id))
}

/** The commands that can run now, in the order they were declared by the mounted pages. */
export function useActiveCommands(): CommandId[] {
  return useSyncExternalStore(subscribe, () => active)
}

export function isCommand(id: string): id is CommandId {
  return id in commands
}

export function runCommand(id: CommandId): void {
  handlers.get(id)?.at(-1)?.()
}

/** Offers a command while the component is mounted: by its keys and in the palette. */
export function useCommand(id: CommandId, run: () => void, enabled = true): void {
  useEffect(() => {
    if (!enabled) return
    handlers.set(id, [...(handlers.get(id) ?? []), run])
    announce()
    return () => {
      const rest = (handlers.get(id) ?? []).filter((other) => other !== run)
      if (rest.length) handlers.set(id, rest)
      else handlers.delete(id)
      announce()
    }
  }, [id, run, enabled])
}

/** "Mod+Shift+K" for a key press, or undefined while only modifiers are down. */
export function describeKeys(event: KeyboardEvent): string | undefined {
  if (['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'Dead'].includes(event.key)) return undefined
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const parts: string[] = []
  if (isMac ? event.metaKey : event.ctrlKey) parts.push('Mod')
  if (event.altKey) parts.push('Alt')
  // With a sign such as "?" Shift is part of typing it.
  if (event.shiftKey && /^([A-Z0-9]|.{2,})$/.test(key)) parts.push('Shift')
  return [...parts, key].join('+')
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
      // Monaco types into an element of its own, which says what it is by its role alone.
      target.closest('[role=textbox]') !== null)
  )
}

/** Listens for every shortcut of the mounted commands. Mounted once, in the shell. */
export function listenForShortcuts(): () => void {
  let before = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const onKey = (event: KeyboardEvent) => {
    const pressed = describeKeys(event)
    if (!pressed || event.defaultPrevented || event.repeat) return
    const plain = !/(Mod|Alt)\+/.test(pressed) && pressed !== 'F1'
    // A plain letter belongs to the field being typed in, and to an open menu or dialog; a list on the page is none.
    if (
      plain &&
      (isTyping(event.target) ||
        document.querySelector(
          '[role=dialog],[role=menu],[data-radix-popper-content-wrapper] [role=listbox]',
        ))
    )
      return
    const sequence = before ? `${before} ${pressed}` : pressed
    const ids = [...handlers.keys()]
    const hit = ids.find((id) => keysOf(id) === sequence) ?? ids.find((id) => keysOf(id) === pressed)
    clearTimeout(timer)
    before = ''
    if (hit) {
      event.preventDefault()
      runCommand(hit)
    } else if (ids.some((id) => keysOf(id).startsWith(`${pressed} `))) {
      before = pressed
      timer = setTimeout(() => (before = ''), sequencePauseMs)
    }
  }
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}
