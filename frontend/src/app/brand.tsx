/** Two jacks and the cable between them. */
export function Brand({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden>
      <rect width="32" height="32" rx="8" className="fill-primary" />
      <path
        d="M10 10c0 12 12 2 12 12"
        className="stroke-primary-foreground"
        fill="none"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <circle cx="10" cy="9" r="3.2" className="fill-primary-foreground" />
      <circle cx="22" cy="23" r="3.2" className="fill-primary stroke-primary-foreground" strokeWidth="2.4" />
    </svg>
  )
}
