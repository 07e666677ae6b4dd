import { Popover as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

export const Popover = Primitive.Root
export const PopoverTrigger = Primitive.Trigger

export function PopoverContent({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={4}
        align="start"
        className={cn(
          'z-50 w-72 rounded-lg border bg-popover p-3 shadow-lg outline-none animate-in fade-in-0 zoom-in-98',
          className,
        )}
        {...props}
      />
    </Primitive.Portal>
  )
}
