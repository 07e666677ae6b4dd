import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { EmptyState } from '@/components/empty-state'
import { Button } from '@/components/ui/button'

export function NotFound() {
  return (
    <EmptyState
      icon={Compass}
      title="There is no such page"
      action={
        <Button asChild variant="outline">
          <Link to="/">Go to Home</Link>
        </Button>
      }
    >
      The address names no page of Patchbay. It may have been typed by hand or come from another version.
    </EmptyState>
  )
}
