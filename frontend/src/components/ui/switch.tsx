import { Switch as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      className={cn(
        'inline-flex h-[18px] w-8 shrink-0 items-center rounded-full bg-muted-foreground/70 p-0.5 transition-colors disabled:opacity-50 data-[state=checked]:bg-primary',
        className,
      )}
      {...props}
    >
      <Primitive.Thumb className="size-3.5 rounded-full bg-card shadow-sm transition-transform data-[state=checked]:translate-x-3.5" />
    </Primitive.Root>
  )
}
