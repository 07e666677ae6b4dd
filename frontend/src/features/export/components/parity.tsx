import { Link } from '@tanstack/react-router'
import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { Parity } from '@/api/types'
import { Badge } from '@/components/ui/badge'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'

interface Look {
  title: string
  variant: 'destructive' | 'warning' | 'default'
  icon: LucideIcon
}

const note: Look = { title: 'Note', variant: 'default', icon: Info }
const looks: Record<string, Look> = {
  breaks: { title: 'Breaks', variant: 'destructive', icon: CircleAlert },
  differs: { title: 'Differs', variant: 'warning', icon: TriangleAlert },
  note,
}
const order = ['breaks', 'differs', 'note']

function groupByFunction(parity: Parity[]): [string, Parity[]][] {
  const groups = new Map<string, Parity[]>()
  for (const one of parity) groups.set(one.function, [...(groups.get(one.function) ?? []), one])
  for (const group of groups.values())
    group.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
  return [...groups].sort(([a], [b]) => a.localeCompare(b))
}

/** What behaves differently on a real server, by function, with the place in its text. */
export function ParityReport({ parity }: { parity: Parity[] }) {
  return (
    <Card aria-labelledby="parity-title">
      <CardHeader>
        <CardTitle id="parity-title">On a real server</CardTitle>
        <CardDescription>What in these functions behaves differently there than here.</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        {parity.length === 0 && (
          <p className="flex items-center gap-2">
            <CircleCheck className="size-4 text-success" aria-hidden /> Nothing was found that differs.
          </p>
        )}
        {groupByFunction(parity).map(([name, group]) => (
          <section key={name} aria-label={name || 'The whole project'}>
            <h3 className="pb-1 font-medium">{name || 'The whole project'}</h3>
            <ul className="flex flex-col">
              {group.map((one, index) => (
                <ParityLine key={index} one={one} />
              ))}
            </ul>
          </section>
        ))}
      </CardContent>
    </Card>
  )
}

function ParityLine({ one }: { one: Parity }) {
  const look = looks[one.severity] ?? note
  const Icon = look.icon
  return (
    <li className="grid grid-cols-[5rem_1fr] gap-3 border-t py-2">
      <span>
        <Badge variant={look.variant}>
          <Icon aria-hidden /> {look.title}
        </Badge>
      </span>
      <div className="min-w-0">
        <p>{one.message}</p>
        {one.hint && <p className="text-muted-foreground">{one.hint}</p>}
        {one.file && (
          <Link
            to="/functions"
            search={{ file: one.file, ...(one.line && { line: one.line }) }}
            className="rounded-sm font-mono text-xs text-primary hover:underline"
          >
            {one.file}
            {one.line ? `:${one.line}` : ''}
          </Link>
        )}
      </div>
    </li>
  )
}
