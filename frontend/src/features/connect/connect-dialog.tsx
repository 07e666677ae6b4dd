import type { ConnectTarget } from '@/lib/connect-dialog'
export function ConnectDialog(_props: {
  target: ConnectTarget
  onClose: () => void
  onChange: (t: ConnectTarget) => void
}) {
  return null
}
