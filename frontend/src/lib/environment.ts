const storageKey = 'patchbay.environment'

/** The environment that this tab works in; undefined is the first one. It lasts as long as the tab. */
export function chosenEnvironment(): string | undefined {
  try {
    return sessionStorage.getItem(storageKey) ?? undefined
  } catch {
    return undefined // a page that another site embeds may have no storage
  }
}

export function chooseEnvironment(name: string | undefined): void {
  if (name === undefined) sessionStorage.removeItem(storageKey)
  else sessionStorage.setItem(storageKey, name)
}
