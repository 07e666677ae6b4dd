import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface EmptyStateProps {
  icon: LucideIcon
  title: string
  /** One sentence: what belongs here. */
  children?: ReactNode
  /** One button that starts it. */
  action?: ReactNode
  className?: string
}

/** A list with nothing in it: what it is for, and the one thing to do. */
export function EmptyState({ icon: Icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center justify-center gap-1 px-6 py-16 text-center', className)}>
      <div className="mb-2 grid size-11 place-items-center rounded-xl border bg-card text-muted-foreground shadow-xs">
        <Icon className="size-5" aria-hidden />
      </div>
      <h2 className="text-base font-semibold">{title}</h2>
      {children && <div className="max-w-md text-muted-foreground">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
