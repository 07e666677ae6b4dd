import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

const variants = cva(
  'grid grid-cols-[auto_1fr] gap-x-2.5 gap-y-0.5 rounded-lg border px-3 py-2.5 text-sm [&>svg]:row-span-3 [&>svg]:mt-0.5 [&>svg]:size-4 [&>:not(svg)]:col-start-2',
  {
    variants: {
      variant: {
        default: 'bg-muted',
        info: 'border-primary/25 bg-primary-soft [&>svg]:text-primary',
        success: 'border-success/25 bg-success-soft [&>svg]:text-success',
        warning: 'border-warning/25 bg-warning-soft [&>svg]:text-warning',
        destructive: 'border-destructive/25 bg-destructive-soft [&>svg]:text-destructive',
      },
    },
    defaultVariants: { variant: 'default' },
  },
)

export function Alert({
  className,
  variant,
  ...props
}: ComponentProps<'div'> & VariantProps<typeof variants>) {
  return <div className={cn(variants({ variant }), className)} {...props} />
}

export function AlertTitle({ className, ...props }: ComponentProps<'p'>) {
  return <p className={cn('font-medium', className)} {...props} />
}

export function AlertDescription({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div className={cn('text-muted-foreground [.text-foreground_&]:text-inherit', className)} {...props} />
  )
}
