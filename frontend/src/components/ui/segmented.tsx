import { ToggleGroup } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface SegmentedProps<T extends string> {
  /** What is chosen, for screen readers. */
  label: string
  value: T
  onChange: (value: T) => void
  options: readonly { value: T; title: ReactNode }[]
  className?: string
}

/** One of a few, all in view. */
export function Segmented<T extends string>({
  label,
  value,
  onChange,
  options,
  className,
}: SegmentedProps<T>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      // Pressing the chosen one again would leave none.
      onValueChange={(next) => next && onChange(next as T)}
      className={cn('inline-flex h-7 items-center gap-0.5 rounded-md bg-muted p-0.5', className)}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="flex h-6 items-center gap-1.5 rounded-sm px-2.5 text-xs font-medium text-muted-foreground transition-colors hover:text-foreground data-[state=on]:bg-card data-[state=on]:text-foreground data-[state=on]:shadow-xs data-[state=on]:ring-1 data-[state=on]:ring-border dark:data-[state=on]:bg-accent dark:data-[state=on]:ring-input [&_svg]:size-3.5"
        >
          {option.title}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
