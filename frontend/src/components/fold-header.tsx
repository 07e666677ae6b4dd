import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface FoldHeaderProps {
  open: boolean
  onOpen: (open: boolean) => void
  /** What is seen while it is folded. */
  children: ReactNode
  className?: string
}

/** The line of something that unfolds below it: an arrow and what the line says. */
export function FoldHeader({ open, onOpen, children, className }: FoldHeaderProps) {
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={() => onOpen(!open)}
      className={cn(
        'flex w-full items-center gap-2.5 px-3 py-2 text-left hover:bg-muted focus-visible:-outline-offset-2',
        className,
      )}
    >
      <ChevronRight
        className={cn('size-3.5 shrink-0 text-muted-foreground transition-transform', open && 'rotate-90')}
        aria-hidden
      />
      {children}
    </button>
  )
}
