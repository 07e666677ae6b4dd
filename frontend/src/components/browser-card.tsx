import type { BrowserStep } from '@/lib/browser-step'

/** Where the browser was sent, or how it came back, with every parameter. */
export function BrowserCard({ step }: { step: BrowserStep }) {
  const title = step.direction === 'out' ? 'Sent with the browser' : 'Brought back by the browser'
  return (
    <section aria-label={title} className="mt-1.5 ml-6 rounded-lg border bg-card px-3 py-2 text-xs">
      <h4 className="pb-1 font-medium text-muted-foreground">{title}</h4>
      <p className="pb-1 font-mono break-all">GET {step.address}</p>
      {step.parameters.length > 0 && (
        <dl className="grid grid-cols-[minmax(0,11rem)_1fr] gap-x-3 gap-y-0.5 font-mono">
          {step.parameters.map(({ name, value }, index) => (
            <div key={index} className="contents">
              <dt className="break-all text-muted-foreground">{name}</dt>
              <dd className="min-w-0 break-all">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
