import { ChevronLeft } from 'lucide-react'
import { Link } from '@tanstack/react-router'

interface BackLinkProps {
  to: '/apis' | '/functions' | '/integrations' | '/connections' | '/runs' | '/logs'
  label: string
}

/** From the page of one thing to the list it is in. */
export function BackLink({ to, label }: BackLinkProps) {
  return (
    <Link
      to={to}
      className="-ml-1 inline-flex w-fit items-center gap-0.5 rounded-sm pb-3 text-muted-foreground hover:text-foreground"
    >
      <ChevronLeft className="size-4" aria-hidden /> {label}
    </Link>
  )
}
