import { ShieldCheck, TriangleAlert } from 'lucide-react'
import type { Status } from '@/api/types'
import { CopyField } from '@/components/copy-field'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Field, Section } from './section'

/** What each vault protects against and what it does not, without promising more. */
const limits: Record<string, string[]> = {
  keychain: [
    'Protects a stolen disk, a backup or a copied data folder: without your keychain they hold nothing readable.',
    'Does not protect against programs that run as you while you are signed in. They can ask the keychain too.',
    'Deleting a connection deletes its key, so its secrets are gone from old backups as well.',
  ],
  passphrase: [
    'Protects a stolen disk, a backup or a copied data folder as well as your passphrase is hard to guess.',
    'The passphrase cannot be recovered. Without it every account has to be connected again.',
    'Does not protect against programs that run as you and can read the memory of Patchbay.',
  ],
  memory: [
    'Nothing survives the end of Patchbay: every secret is lost then.',
    'Meant for tests. Start without --vault memory to keep connections.',
  ],
}

export function SecretsSection({ status }: { status: Status }) {
  const { vault } = status
  return (
    <Section
      id="secrets"
      title="Where are my secrets"
      description="Tokens, API keys and client secrets are sealed one by one with AES-256-GCM in a local database. The keys to them lie apart, in the vault."
      aside={
        <Badge variant={vault.ok ? 'success' : 'destructive'}>
          {vault.ok ? <ShieldCheck aria-hidden /> : <TriangleAlert aria-hidden />}
          {vault.ok ? 'Working' : 'Not reachable'}
        </Badge>
      }
    >
      {!vault.ok && (
        <Alert variant="destructive" role="alert">
          <TriangleAlert aria-hidden />
          <AlertTitle>{vault.message ?? 'The vault cannot be reached.'}</AlertTitle>
          <AlertDescription>
            Until it can, no connection works and nothing is stored in the clear instead.
          </AlertDescription>
        </Alert>
      )}
      <Field title="Vault">
        <p className="first-letter:uppercase">{vault.description}</p>
      </Field>
      <Field
        title="Data folder"
        help="Everything Patchbay keeps. Readable only by you. It is never sent anywhere."
      >
        <CopyField value={status.data_dir} label="Copy the path of the data folder" />
      </Field>
      <Field title="What this protects, and what not">
        <ul className="flex list-disc flex-col gap-1 pl-5 text-muted-foreground">
          {[
            ...(limits[vault.mode] ?? []),
            'Patchbay takes secrets out of logs and copied code; it shows them only when you press “Reveal”.',
          ].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Field>
    </Section>
  )
}
