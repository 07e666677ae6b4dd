import type { ConnectChoice } from '@/api/types'
import { ProviderIcon } from '@/components/provider-icon'
import { Sheet } from './sheet'

interface ChoicesViewProps {
  choices: ConnectChoice[]
  onPick: (choice: ConnectChoice) => void
}

/** The integrations of the session. */
export function ChoicesView({ choices, onPick }: ChoicesViewProps) {
  if (choices.length === 0) {
    return (
      <Sheet title="Nothing to connect">
        <p className="text-muted-foreground">
          This session offers no integration. Create one in Patchbay first.
        </p>
      </Sheet>
    )
  }
  return (
    <Sheet title="Choose what to connect">
      <ul className="flex flex-col gap-2">
        {choices.map((choice) => (
          <li key={choice.integration}>
            <button
              type="button"
              onClick={() => onPick(choice)}
              className="flex min-h-11 w-full items-center gap-3 rounded-lg border px-3 py-2 text-left font-medium hover:bg-muted"
            >
              <ProviderIcon name={choice.provider} label={choice.display_name} />
              <span className="min-w-0 break-words">{choice.display_name}</span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
