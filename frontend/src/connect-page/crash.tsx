import { Component, type ReactNode } from 'react'
import { asFault } from '@/api/fault'
import { FailureView } from './failure'

/** The last resort: a view that threw becomes one that says so and can be closed, never an empty overlay over the app. */
export class CrashSheet extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    if (this.state.error === undefined) return this.props.children
    return <FailureView fault={asFault(this.state.error)} again={() => this.setState({ error: undefined })} />
  }
}
