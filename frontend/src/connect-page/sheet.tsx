import { X } from 'lucide-react'
import { createContext, useContext, useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/lib/cn'
import { framed, tellClose } from './embedding'
import { useWords } from './words'

interface SheetProps {
  title: string
  before?: ReactNode
  /** Something was typed: only the button closes the page, not a slip of the hand. */
  keep?: boolean
  /** Seen only when it stays for longer than a blink. */
  late?: boolean
  children?: ReactNode
}

/** Whether the page says whose it is. */
export const WatermarkContext = createContext(false)

/** Escape and a press beside the sheet close an embedded page. What has used the key itself goes before. */
function useWayOut(sheet: RefObject<HTMLElement | null>, keep: boolean): void {
  useEffect(() => {
    if (!framed || keep) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) tellClose()
    }
    const onPress = (event: PointerEvent) => {
      if (event.target === sheet.current?.parentElement) tellClose()
    }
    addEventListener('keydown', onKey)
    addEventListener('pointerdown', onPress)
    return () => {
      removeEventListener('keydown', onKey)
      removeEventListener('pointerdown', onPress)
    }
  }, [sheet, keep])
}

/** One view of the page: its heading takes the focus, so that a screen reader says where one is. */
export function Sheet({ title, before, keep = false, late = false, children }: SheetProps) {
  const words = useWords()
  const watermark = useContext(WatermarkContext)
  const sheet = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useWayOut(sheet, keep)
  useEffect(() => {
    document.title = title
    heading.current?.focus()
  }, [title])
  return (
    <main
      ref={sheet}
      className={cn(
        'relative flex max-h-full w-full max-w-md flex-col gap-4 overflow-y-auto rounded-xl border bg-card p-5 text-card-foreground shadow-lg sm:p-6',
        late && 'appear-late',
      )}
    >
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
            aria-label={words.close}
            onClick={tellClose}
            className="-mr-2 self-start"
          >
            <X aria-hidden />
          </Button>
        )}
      </div>
      {children}
      {watermark && <p className="text-center text-xs text-muted-foreground">{words.watermark}</p>}
    </main>
  )
}
