import type { ProviderDetail } from '@/api/types'
import { CopyField } from '@/components/copy-field'
import { ExternalLink } from '@/components/external-link'

/** The two steps at the provider that come before a client id exists. */
export function AppSetup({ provider, callbackUrl }: { provider: ProviderDetail; callbackUrl: string }) {
  const links = provider.app_docs ?? provider.docs
  return (
    <ol className="flex list-decimal flex-col gap-3 rounded-lg border bg-muted/60 py-3 pr-3 pl-8 marker:text-muted-foreground">
      <li>
        Register an app of your own at {provider.display_name}.{' '}
        {links && (
          <ExternalLink href={links}>
            {provider.app_docs ? 'Open the developer page' : 'Open the documentation'}
          </ExternalLink>
        )}
      </li>
      <li>
        <p className="mb-1">Give it this callback URL (some call it redirect URI), exactly as it is:</p>
        <CopyField value={callbackUrl} label="Copy callback URL" className="bg-card" />
      </li>
      <li>Copy the client ID and secret that you get into the fields below.</li>
    </ol>
  )
}
