import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react'
import { ConnectDialogContext, type ConnectTarget } from '@/lib/connect-dialog'
import { useCommand } from '@/lib/shortcuts'

const ConnectDialog = lazy(() =>
  import('@/features/connect/connect-dialog').then((module) => ({ default: module.ConnectDialog })),
)

/** Owns the one connect dialog, so that every page can open it without importing the feature. */
export function ConnectDialogHost({ children }: { children: ReactNode }) {
  const [target, setTarget] = useState<ConnectTarget>()
  const close = useCallback(() => setTarget(undefined), [])
  useCommand(
    'connect.new',
    useCallback(() => setTarget({}), []),
  )
  return (
    <ConnectDialogContext value={setTarget}>
      {children}
      {target && (
        <Suspense>
          <ConnectDialog target={target} onClose={close} onChange={setTarget} />
        </Suspense>
      )}
    </ConnectDialogContext>
  )
}
