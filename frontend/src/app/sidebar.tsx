import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { queries } from '@/api/queries'
import { Kbd } from '@/components/ui/kbd'
import { Tooltip } from '@/components/ui/tooltip'
import { cn } from '@/lib/cn'
import { isMac, runCommand, useKeysOf } from '@/lib/shortcuts'
import { Brand } from './brand'
import { EnvironmentSwitch } from './environment-switch'
import { mainNavigation, settingsItem } from './navigation'

type Item = (typeof mainNavigation)[number]

function NavLink({ item, collapsed, count }: { item: Item; collapsed: boolean; count: number | undefined }) {
  const { icon: Icon } = item
  const link = (
    <Link
      to={item.to}
      activeOptions={{ exact: item.to === '/', includeSearch: false }}
      className={cn(
        'group flex h-8 items-center gap-2.5 rounded-md px-2.5 font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-foreground',
        'data-[status=active]:bg-accent data-[status=active]:text-foreground',
        collapsed && 'justify-center px-0',
      )}
    >
      <Icon className="size-4 shrink-0 group-data-[status=active]:text-primary" aria-hidden />
      <span className={collapsed ? 'sr-only' : 'flex-1'}>{item.label}</span>
      {!collapsed && count !== undefined && count > 0 && (
        <span className="text-xs font-normal text-muted-foreground tabular-nums">{count}</span>
      )}
    </Link>
  )
  return collapsed ? (
    <Tooltip label={item.label} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  )
}

interface SidebarProps {
  collapsed: boolean
  /** Something that waits for the user, above the settings. */
  notice: ReactNode
}

export function Sidebar({ collapsed, notice }: SidebarProps) {
  const { data: status } = useQuery(queries.status())
  const keys = useKeysOf('palette.open')
  return (
    <aside
      className={cn('flex shrink-0 flex-col border-r bg-sidebar py-3', collapsed ? 'w-14 px-2' : 'w-56 px-3')}
    >
      <div className={cn('mb-3 flex items-center gap-2.5 px-1.5', collapsed && 'justify-center px-0')}>
        <Brand className="size-6" />
        {!collapsed && <span className="text-base font-semibold tracking-tight">Patchbay</span>}
        {!collapsed && status && <EnvironmentSwitch current={status.environment.name} />}
      </div>
      <button
        type="button"
        aria-keyshortcuts={keys.replace('Mod', isMac ? 'Meta' : 'Control')}
        onClick={() => runCommand('palette.open')}
        className={cn(
          'mb-3 flex h-8 items-center gap-2 rounded-md border border-input bg-card px-2.5 text-muted-foreground shadow-xs hover:border-muted-foreground/50',
          collapsed && 'justify-center px-0',
        )}
      >
        <Search className="size-3.5 shrink-0" aria-hidden />
        <span className={collapsed ? 'sr-only' : 'flex-1 text-left'}>Search…</span>
        {!collapsed && <Kbd keys={keys} />}
      </button>
      <nav aria-label="Main" className="flex flex-1 flex-col gap-0.5">
        {mainNavigation.map((item) => (
          <NavLink
            key={item.to}
            item={item}
            collapsed={collapsed}
            count={item.count && status?.counts[item.count]}
          />
        ))}
        <div className="flex-1" />
        {notice}
        <NavLink item={settingsItem} collapsed={collapsed} count={undefined} />
      </nav>
    </aside>
  )
}
