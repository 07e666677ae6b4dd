import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { queries } from '@/api/queries'
import { ProviderIcon } from '@/components/provider-icon'
import { ProviderPicker } from '@/components/provider-picker'
import { DialogBody, DialogDescription, DialogHeader, DialogTitle } from '@/components/ui/dialog'
import { needsApp } from '@/lib/auth-modes'
import type { ConnectTarget } from '@/lib/connect-dialog'
import { formatCount } from '@/lib/format'

interface PickIntegrationProps {
  onPick: (target: ConnectTarget) => void
  onClose: () => void
}

/** The first step when nothing was chosen yet: an integration that exists, or any API. */
export function PickIntegration({ onPick, onClose }: PickIntegrationProps) {
  const navigate = useNavigate()
  const { data: integrations = [] } = useQuery(queries.integrations())
  return (
    <>
      <DialogHeader>
        <DialogTitle>Connect an account</DialogTitle>
        <DialogDescription>
          {integrations.length > 0
            ? 'Choose one of your integrations, or find another API.'
            : 'Which API is it?'}
        </DialogDescription>
      </DialogHeader>
      <DialogBody className="flex flex-col gap-3 pb-5">
        {integrations.length > 0 && (
          <ul className="grid grid-cols-2 gap-2" aria-label="Your integrations">
            {integrations.slice(0, 6).map((one) => (
              <li key={one.unique_key}>
                <button
                  type="button"
                  onClick={() => onPick({ integration: one.unique_key })}
                  className="flex w-full items-center gap-2.5 rounded-lg border bg-card px-2.5 py-2 text-left hover:bg-muted"
                >
                  <ProviderIcon name={one.provider} label={one.provider_name} />
                  <span className="min-w-0">
                    <span className="block truncate font-medium">{one.display_name}</span>
                    <span className="block truncate text-xs text-muted-foreground">
                      {formatCount(one.connection_count, 'connection')}
                    </span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <ProviderPicker
          onPick={(provider) => {
            const mine = integrations.find((one) => one.provider === provider.name)
            if (mine) onPick({ integration: mine.unique_key })
            else if (!needsApp(provider.auth_mode)) onPick({ provider: provider.name })
            else {
              onClose()
              void navigate({ to: '/integrations/new', search: { provider: provider.name } })
            }
          }}
        />
      </DialogBody>
    </>
  )
}
