import { Toaster as Sonner } from 'sonner'
import { useDark } from '@/lib/theme'

/** Where short messages appear. They are announced to screen readers by the library. */
export function Toaster() {
  return (
    <Sonner
      theme={useDark() ? 'dark' : 'light'}
      position="bottom-right"
      closeButton
      toastOptions={{
        style: {
          background: 'var(--popover)',
          color: 'var(--foreground)',
          borderColor: 'var(--border)',
          fontFamily: 'inherit',
          fontSize: 'var(--text-sm)',
        },
      }}
    />
  )
}
