import { ArrowUpRight } from 'lucide-react'
import type { ComponentProps } from 'react'
import { host } from '@/host'
import { cn } from '@/lib/cn'
import { useFormWords } from '@/lib/words'

/** A link out of Patchbay: it opens in the user's own browser, also from the desktop window. */
export function ExternalLink({
  href,
  className,
  children,
  ...props
}: ComponentProps<'a'> & { href: string }) {
  const words = useFormWords()
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => {
        event.preventDefault()
        host.openBrowser(href)
      }}
      className={cn(
        'inline-flex items-center gap-0.5 text-link underline-offset-4 hover:underline',
        className,
      )}
      {...props}
    >
      {children}
      <ArrowUpRight className="size-3.5 shrink-0" aria-hidden />
      <span className="sr-only">{words.opensOutside}</span>
    </a>
  )
}
