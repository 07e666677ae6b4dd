import type { Status } from '@/api/types'
import { CopyField } from '@/components/copy-field'
import { Field, Section } from './section'

export function AddressesSection({ status }: { status: Status }) {
  return (
    <Section
      id="addresses"
      title="Addresses"
      description="Where Patchbay answers on this machine. Nothing else can reach it."
    >
      <Field title="API and proxy" help="Scripts and SDKs use this as their host.">
        <CopyField value={status.api_url} label="Copy the API address" />
      </Field>
      <Field
        title="Base URL of one connection"
        help="For SDKs of a provider that take a base URL: they call the API through Patchbay, with your API key as the token."
      >
        <CopyField
          value={`${status.api_url}/patchbay/c/{integration}/{connection}`}
          label="Copy the base URL pattern"
        />
      </Field>
      <Field
        title="Webhooks"
        help="The only address to give to a tunnel: nothing but webhooks is served there."
      >
        <CopyField value={status.webhook_url} label="Copy the webhook address" />
      </Field>
    </Section>
  )
}
