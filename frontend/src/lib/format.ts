/** 1536 → "1.5 kB". Decimal units, as every HTTP tool shows them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = -1
  do {
    value /= 1000
    unit++
  } while (value >= 999.95 && unit < units.length - 1)
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ''}`
}

/** 0.4 → "<1 ms", 312 → "312 ms", 1530 → "1.53 s", 75000 → "1 min 15 s". */
export function formatDuration(ms: number): string {
  if (ms < 1) return '<1 ms'
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
  const minutes = Math.floor(ms / 60_000)
  const seconds = Math.round((ms % 60_000) / 1000)
  return seconds ? `${minutes} min ${seconds} s` : `${minutes} min`
}

/** "1 connection", "3 connections", "1,013 APIs". */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

const authModes: Record<string, string> = {
  API_KEY: 'API key',
  APP: 'App installation',
  AWS_SIGV4: 'AWS signature',
  BASIC: 'Basic auth',
  BILL: 'Bill.com session',
  CUSTOM: 'Custom',
  INSTALL_PLUGIN: 'Plugin',
  JWT: 'JWT',
  MCP_OAUTH2: 'MCP OAuth',
  MCP_OAUTH2_GENERIC: 'MCP OAuth (generic)',
  NONE: 'No auth',
  OAUTH1: 'OAuth 1.0a',
  OAUTH2: 'OAuth 2',
  OAUTH2_CC: 'Client credentials',
  SIGNATURE: 'Signature',
  TBA: 'Token-based auth',
  TWO_STEP: 'Two-step token',
}

/** The auth mode as people call it. */
export function authModeName(mode: string): string {
  return authModes[mode] ?? mode
}

/** "e-commerce" → "E-commerce", "crm" → "CRM". */
export function categoryName(category: string): string {
  const short = new Set([
    'crm',
    'erp',
    'hr',
    'hris',
    'ats',
    'iam',
    'ai',
    'mcp',
    'lms',
    'cms',
    'itsm',
    'dev',
    'api',
  ])
  if (category === 'dev-tools') return 'Developer tools'
  if (category === 'e-commerce') return 'E-commerce'
  if (short.has(category)) return category.toUpperCase()
  const words = category.replaceAll('-', ' ').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Where a logged call went, without the server, which its connection already says. */
export function callPath({ url, title, method }: { url?: string; title: string; method?: string }): string {
  if (url) return url.replace(/^https?:\/\/[^/?#]+/i, '') || '/'
  // A call that failed before it had an address is titled "GET /path".
  return method && title.startsWith(`${method} `) ? title.slice(method.length + 1) : title
}
