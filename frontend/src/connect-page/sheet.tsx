import { X } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { framed, tellClose } from './embedding'

interface SheetProps {
  title: string
  before?: ReactNode
  children?: ReactNode
}

/** One view of the page: its heading takes the focus, so that a screen reader says where one is. */
export function Sheet({ title, before, children }: SheetProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = title
    heading.current?.focus()
  }, [title])
  return (
    <main className="relative flex max-h-full w-full max-w-md flex-col gap-4 overflow-y-auto rounded-xl border bg-card p-5 text-card-foreground shadow-lg sm:p-6">
      <div className="flex items-center gap-3">
        {before}
        <h1
          ref={heading}
          tabIndex={-1}
          className="min-w-0 flex-1 text-lg font-semibold break-words outline-none"
        >
          {title}
        </h1>
        {framed && (
          <Button
            variant="ghost"
            size="icon"
            aria-label="Close"
            onClick={tellClose}
            className="-mr-2 self-start"
          >
            <X aria-hidden />
          </Button>
        )}
      </div>
      {children}
    </main>
  )
}
