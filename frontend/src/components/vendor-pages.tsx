import type { ProviderDetail } from '@/api/types'
import { ExternalLink } from './external-link'

/** Where the provider explains what its form asks for. */
export function VendorPages({ provider }: { provider: ProviderDetail }) {
  const pages = [
    { href: provider.docs, label: `${provider.display_name.replace(/ \(.*\)/, '')} documentation` },
    { href: provider.app_docs === provider.docs ? undefined : provider.app_docs, label: 'Developer page' },
  ].filter((page) => page.href)
  if (pages.length === 0) return null
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted-foreground">
      {pages.map(({ href, label }) => (
        <ExternalLink key={label} href={href ?? ''}>
          {label}
        </ExternalLink>
      ))}
    </p>
  )
}
