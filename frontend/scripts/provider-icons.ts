import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as simpleIcons from 'simple-icons'
import type { Plugin } from 'vite'

/**
 * Brands of which simple-icons has the parent's sign only. Nothing else is guessed from a part of a
 * name: "Orange Logic" is not Orange, and a wrong logo is worse than a letter.
 */
const families = [
  'adp',
  'anthropic',
  'apple',
  'atlassian',
  'battledotnet',
  'bookingdotcom',
  'caldotcom',
  'cisco',
  'confluence',
  'cursor',
  'datto',
  'dropbox',
  'google',
  'grammarly',
  'greenhouse',
  'hackerrank',
  'helpscout',
  'hibob',
  'jira',
  'meta',
  'nextcloud',
  'personio',
  'revolut',
  'sap',
  'shopify',
  'stripe',
  'tiktok',
  'twenty',
  'whatsapp',
  'zapier',
  'zendesk',
  'zoho',
]

const providersFolder = fileURLToPath(new URL('../../providers', import.meta.url))

interface Icon {
  slug: string
  title: string
  hex: string
  path: string
}

function normalize(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}

function displayName(file: string): string {
  const match = /^display_name:\s*(.+)$/m.exec(readFileSync(`${providersFolder}/${file}`, 'utf8'))
  return (match?.[1] ?? '').replace(/^["']|["']$/g, '').replace(/\s*\(.*\)/, '')
}

function findIcon(bySlug: Map<string, Icon>, key: string, name: string): Icon | undefined {
  const exact = bySlug.get(normalize(name)) ?? bySlug.get(normalize(key))
  if (exact) return exact
  const words = name.replaceAll('.', 'dot').toLowerCase().split(' ')
  const starts = [words[0], words.slice(0, 2).join('')].filter((start) => start !== undefined)
  const family = families.find((slug) => starts.includes(slug))
  return family === undefined ? undefined : bySlug.get(family)
}

/** Provider key → [brand colour, SVG path], for the providers whose brand is in simple-icons. */
function collectIcons(): Record<string, [hex: string, path: string]> {
  const bySlug = new Map<string, Icon>()
  for (const icon of Object.values(simpleIcons) as Icon[]) {
    bySlug.set(icon.slug, icon)
    bySlug.set(normalize(icon.title), icon)
  }
  const icons: Record<string, [string, string]> = {}
  for (const file of readdirSync(providersFolder)) {
    if (!file.endsWith('.yaml')) continue
    const key = file.slice(0, -'.yaml'.length)
    const icon = findIcon(bySlug, key, displayName(file))
    if (icon) icons[key] = [icon.hex, icon.path]
  }
  return icons
}

const virtualId = 'virtual:provider-icons'

/** Offers the icons as a module, so that they become a chunk of their own, loaded when one is first drawn. */
export function providerIcons(): Plugin {
  return {
    name: 'patchbay-provider-icons',
    resolveId: (id) => (id === virtualId ? `\0${virtualId}` : undefined),
    load(id) {
      if (id !== `\0${virtualId}`) return undefined
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(collectIcons()))})`
    },
  }
}
