import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Method } from '@/components/http-badges'
import { cn } from '@/lib/cn'
import type { Operation, Topic } from '../operations'

/** Every operation by topic; the chosen one is marked. */
export function OperationList({ topics, current }: { topics: Topic[]; current: string | undefined }) {
  return (
    <nav aria-label="Operations" className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-2">
      {topics.map((topic) => (
        <section key={topic.name} aria-label={topic.name}>
          <h2 className="px-2 py-1 text-xs font-medium text-muted-foreground">{topic.name}</h2>
          <ul>
            {topic.operations.map((one) => (
              <li key={one.id}>
                <OperationLink operation={one} chosen={one.id === current} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function OperationLink({ operation, chosen }: { operation: Operation; chosen: boolean }) {
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (chosen) link.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <Link
      ref={link}
      to="/reference"
      search={(now) => ({ ...now, operation: operation.id })}
      aria-current={chosen ? 'page' : undefined}
      title={`${operation.method} ${operation.path}`}
      className={cn(
        'flex h-7.5 items-center gap-2 rounded-md px-2 hover:bg-accent',
        chosen && 'bg-primary-soft text-primary hover:bg-primary-soft',
      )}
    >
      <span className="w-11 shrink-0">
        <Method method={operation.method} />
      </span>
      <span className={cn('min-w-0 flex-1 truncate', operation.deprecated && 'line-through')}>
        {operation.summary}
      </span>
    </Link>
  )
}
