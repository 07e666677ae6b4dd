import type { ErrorComponentProps } from '@tanstack/react-router'
import { Component, type ReactNode } from 'react'
import { ErrorState } from '@/components/error-state'
import { Button } from '@/components/ui/button'

/** A page that threw while drawing: the rest of the window goes on. */
export function PageCrash({ error, reset }: ErrorComponentProps) {
  return <ErrorState error={error} title="This page stopped working." retry={reset} />
}

/** The last resort, around everything. */
export class CrashScreen extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    if (this.state.error === undefined) return this.props.children
    return (
      <main className="grid h-full place-items-center">
        <div>
          <ErrorState error={this.state.error} title="Patchbay’s window stopped working." />
          <div className="text-center">
            <Button onClick={() => window.location.reload()}>Reload</Button>
          </div>
        </div>
      </main>
    )
  }
}
