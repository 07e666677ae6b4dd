const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Infinity],
]

/** "3 minutes ago", "in 2 hours", "just now". */
export function formatRelative(date: string | Date, now: Date = new Date()): string {
  let value = (new Date(date).getTime() - now.getTime()) / 1000
  if (Math.abs(value) < 10) return 'just now'
  for (const [unit, size] of steps) {
    if (Math.abs(value) < size) return relative.format(Math.round(value), unit)
    value /= size
  }
  return formatDate(date)
}

/** Whether a moment is over. */
export function isPast(date: string | Date, now: Date = new Date()): boolean {
  return new Date(date).getTime() < now.getTime()
}

// Making a formatter costs far more than using one, and long lists format two dates a row.
const dateFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const clockFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

/** "21 Nov 2026, 09:12:44" in the user's own time zone. */
export function formatDate(date: string | Date): string {
  return dateFormat.format(new Date(date))
}

/** "09:12:44.120", for log lines. */
export function formatClock(date: string | Date): string {
  return clockFormat.format(new Date(date))
}
