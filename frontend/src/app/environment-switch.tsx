import { useQuery } from '@tanstack/react-query'
import { Check, ChevronDown } from 'lucide-react'
import { queries } from '@/api/queries'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { useSwitchEnvironment } from '@/lib/use-environment'

const classes =
  'ml-auto flex max-w-24 items-center gap-1 rounded-sm border px-1.5 text-2xs text-muted-foreground'

/** The environment that the page works in, and a way to the others when there are some. */
export function EnvironmentSwitch({ current }: { current: string }) {
  const { data: environments = [] } = useQuery(queries.environments())
  const switchTo = useSwitchEnvironment()
  if (environments.length < 2) {
    return (
      <span className={classes}>
        <span className="truncate">{current}</span>
      </span>
    )
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger aria-label={`Environment ${current}`} className={`${classes} hover:bg-accent`}>
        <span className="truncate">{current}</span>
        <ChevronDown className="size-3 shrink-0" aria-hidden />
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {environments.map(({ uuid, name }) => (
          <DropdownMenuItem key={uuid} onSelect={() => void switchTo(name)}>
            {name === current ? <Check aria-hidden /> : <span className="size-3.5" />}
            {name}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
