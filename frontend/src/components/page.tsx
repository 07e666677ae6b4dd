import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** The frame of a page: one width, one padding. `fill` gives the page the whole height, for lists and panes. */
export function Page({
  className,
  fill,
  wide,
  ...props
}: ComponentProps<'div'> & { fill?: boolean; wide?: boolean }) {
  return (
    <div
      className={cn(
        'mx-auto flex w-full flex-col px-6 pt-5',
        wide ? 'max-w-none' : 'max-w-6xl',
        fill ? 'h-full min-h-0' : 'pb-16',
        className,
      )}
      {...props}
    />
  )
}

interface PageHeaderProps {
  title: ReactNode
  description?: ReactNode
  /** Before the title: an icon or a way back. */
  before?: ReactNode
  /** At the right: what can be done here. */
  actions?: ReactNode
}

export function PageHeader({ title, description, before, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 pb-4">
      <div className="flex min-w-0 items-center gap-3">
        {before}
        <div className="min-w-0">
          <h1 className="truncate text-xl font-semibold tracking-tight">{title}</h1>
          {description && <div className="text-muted-foreground">{description}</div>}
        </div>
      </div>
      {actions && <div className="flex max-w-full shrink-0 flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}
