import type { ProviderDetail } from '@/api/types'
import { CopyField } from '@/components/copy-field'
import { ExternalLink } from '@/components/external-link'
import { clientLabels, signsInWithBrowser } from '@/lib/auth-modes'
import { hasClient, setupUrl } from '../app-fields'

/** The steps at the provider that come before a client id exists. Without a login there is no callback to give. */
export function AppSetup({ provider, callbackUrl }: { provider: ProviderDetail; callbackUrl: string }) {
  const links = provider.app_docs ?? provider.docs
  const setup = setupUrl(provider, callbackUrl)
  const labels = clientLabels(provider.auth_mode)
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
      {signsInWithBrowser(provider.auth_mode) && (
        <li>
          <p className="mb-1">
            {setup
              ? 'Give it this setup URL, exactly as it is:'
              : 'Give it this callback URL (some call it redirect URI), exactly as it is:'}
          </p>
          <CopyField
            value={setup ?? callbackUrl}
            label={setup ? 'Copy setup URL' : 'Copy callback URL'}
            className="bg-card"
          />
        </li>
      )}
      <li>
        {hasClient(provider)
          ? `Copy the ${inSentence(labels.id)} and secret that you get into the fields below.`
          : 'Copy what you get into the fields below.'}
      </li>
    </ol>
  )
}

function inSentence(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1)
}
