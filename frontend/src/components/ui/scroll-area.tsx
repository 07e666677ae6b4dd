import { ScrollArea as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

export function ScrollArea({ className, children, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root className={cn('relative overflow-hidden', className)} {...props}>
      <Primitive.Viewport tabIndex={0} className="size-full rounded-[inherit]">
        {children}
      </Primitive.Viewport>
      <Primitive.Scrollbar orientation="vertical" className="flex w-2 touch-none p-px select-none">
        <Primitive.Thumb className="relative flex-1 rounded-full bg-input" />
      </Primitive.Scrollbar>
      <Primitive.Scrollbar orientation="horizontal" className="flex h-2 touch-none flex-col p-px select-none">
        <Primitive.Thumb className="relative flex-1 rounded-full bg-input" />
      </Primitive.Scrollbar>
    </Primitive.Root>
  )
}
