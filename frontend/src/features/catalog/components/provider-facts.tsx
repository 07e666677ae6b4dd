import type { ReactNode } from 'react'
import type { Field, ProviderDetail } from '@/api/types'
import { ExternalLink } from '@/components/external-link'
import { JsonView } from '@/components/json-view'
import { Badge } from '@/components/ui/badge'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { authModeName, formatCount } from '@/lib/format'
import { factSections } from '../facts'

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[9.5rem_1fr] gap-3 border-b py-2 last:border-b-0">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

/** What a person is told about how this API is connected. */
const modeSentences: Record<string, string> = {
  OAUTH2:
    'You sign in with the provider in your browser; it hands Patchbay a token that is renewed by itself.',
  OAUTH2_CC: 'A client ID and secret are traded for a token, again and again, without anyone signing in.',
  API_KEY: 'You paste a key that the provider gave you. It is sent with each request.',
  BASIC: 'You enter a user name and password, or a key in their place. They are sent with each request.',
  TWO_STEP: 'You enter credentials once; Patchbay trades them for a token and does so again when it ends.',
  JWT: 'You paste a key; Patchbay signs short-lived tokens with it on this machine.',
  NONE: 'The API is open to everyone: there is nothing to enter.',
}

function FieldList({ fields }: { fields: Field[] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {fields.map((field) => (
        <li key={field.name}>
          <Badge>
            {field.title || field.name}
            {field.optional && <span className="font-normal text-muted-foreground">optional</span>}
          </Badge>
        </li>
      ))}
    </ul>
  )
}

function checkedOnConnect(provider: ProviderDetail): string {
  if (provider.verifies) return 'Yes: Patchbay makes one harmless call before it keeps the credentials.'
  return provider.auth_mode === 'OAUTH2'
    ? 'By the provider, as you sign in.'
    : 'No: the provider offers no call to check with, so a mistake shows on the first request.'
}

function Scopes({ scopes }: { scopes: string[] }) {
  return (
    <details>
      <summary className="w-fit rounded-sm">{formatCount(scopes.length, 'known scope')}</summary>
      <ul className="mt-1 flex max-h-56 flex-wrap gap-1 overflow-auto" tabIndex={0} aria-label="Known scopes">
        {scopes.map((scope) => (
          <li key={scope}>
            <code className="rounded-sm bg-muted px-1 font-mono text-xs">{scope}</code>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Links({ provider }: { provider: ProviderDetail }) {
  const links = [
    { href: provider.docs, label: 'API documentation' },
    {
      href: provider.app_docs,
      label: provider.needs_app ? 'Where to register an app' : 'Where to get access',
    },
    { href: provider.scopes_docs, label: 'Scopes' },
  ].filter((link): link is { href: string; label: string } => Boolean(link.href))
  if (links.length === 0) return null
  return (
    <Fact name="At the provider">
      <span className="flex flex-wrap gap-x-4 gap-y-1">
        {links.map((link) => (
          <ExternalLink key={link.label} href={link.href}>
            {link.label}
          </ExternalLink>
        ))}
      </span>
    </Fact>
  )
}

/** The short version: how it is connected, what is asked, and the vendor's pages. */
export function ProviderSummaryFacts({ provider }: { provider: ProviderDetail }) {
  const asked = [...provider.connection_fields, ...provider.credential_fields].filter(
    (field) => !field.hidden && !field.automated,
  )
  return (
    <dl>
      <Fact name="Sign-in">
        {authModeName(provider.auth_mode)}
        {modeSentences[provider.auth_mode] && (
          <p className="text-muted-foreground">{modeSentences[provider.auth_mode]}</p>
        )}
      </Fact>
      {provider.base_url && (
        <Fact name="Requests go to">
          <code className="font-mono text-xs break-all">{provider.base_url}</code>
        </Fact>
      )}
      {asked.length > 0 && (
        <Fact name="Asked of you">
          <FieldList fields={asked} />
        </Fact>
      )}
      {provider.scopes.length > 0 && (
        <Fact name="Scopes">
          <Scopes scopes={provider.scopes} />
        </Fact>
      )}
      <Fact name="Checked on connect">{checkedOnConnect(provider)}</Fact>
      <Links provider={provider} />
      <Fact name="Key">
        <code className="font-mono text-xs">{provider.name}</code>
      </Fact>
    </dl>
  )
}

/** Everything else the catalog says, in sections, and at the end the entry itself. */
export function ProviderFacts({ provider }: { provider: ProviderDetail }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>What the catalog knows</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        {factSections(provider.facts).map((section) => (
          <section key={section.title} aria-label={section.title}>
            <h3 className="text-xs font-medium text-muted-foreground">{section.title}</h3>
            <dl>
              {section.rows.map((row) => (
                <Fact key={row.label} name={row.label}>
                  {row.lines.map((line, index) => (
                    <code key={index} className="block font-mono text-xs break-all whitespace-pre-wrap">
                      {line.trim() === '' ? 'a space' : line}
                    </code>
                  ))}
                </Fact>
              ))}
            </dl>
          </section>
        ))}
        <details>
          <summary className="w-fit rounded-sm text-muted-foreground hover:text-foreground">
            The entry as it is
          </summary>
          <JsonView value={provider.facts} label="catalog entry" className="mt-2 max-h-96" tools />
        </details>
      </CardContent>
    </Card>
  )
}
