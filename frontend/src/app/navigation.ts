import {
  Blocks,
  BookOpen,
  Cable,
  CirclePlay,
  FileCode2,
  House,
  LayoutGrid,
  PackageOpen,
  RefreshCw,
  ScrollText,
  Settings,
  Table2,
  Terminal,
  Webhook,
  type LucideIcon,
} from 'lucide-react'
import type { CommandId } from '@/lib/commands'

interface NavItem {
  to:
    | '/'
    | '/apis'
    | '/integrations'
    | '/connections'
    | '/playground'
    | '/functions'
    | '/runs'
    | '/syncs'
    | '/records'
    | '/webhooks'
    | '/reference'
    | '/export'
    | '/logs'
    | '/settings'
  label: string
  icon: LucideIcon
  command: CommandId
  /** Which number of the status stands beside it. */
  count?: 'integrations' | 'connections'
}

export const mainNavigation: NavItem[] = [
  { to: '/', label: 'Home', icon: House, command: 'go.home' },
  { to: '/apis', label: 'APIs', icon: LayoutGrid, command: 'go.apis' },
  {
    to: '/integrations',
    label: 'Integrations',
    icon: Blocks,
    command: 'go.integrations',
    count: 'integrations',
  },
  { to: '/connections', label: 'Connections', icon: Cable, command: 'go.connections', count: 'connections' },
  { to: '/playground', label: 'Playground', icon: Terminal, command: 'go.playground' },
  { to: '/functions', label: 'Functions', icon: FileCode2, command: 'go.functions' },
  { to: '/runs', label: 'Runs', icon: CirclePlay, command: 'go.runs' },
  { to: '/syncs', label: 'Syncs', icon: RefreshCw, command: 'go.syncs' },
  { to: '/records', label: 'Records', icon: Table2, command: 'go.records' },
  { to: '/webhooks', label: 'Webhooks', icon: Webhook, command: 'go.webhooks' },
  { to: '/reference', label: 'API reference', icon: BookOpen, command: 'go.reference' },
  { to: '/export', label: 'Export', icon: PackageOpen, command: 'go.export' },
  { to: '/logs', label: 'Logs', icon: ScrollText, command: 'go.logs' },
]

export const settingsItem: NavItem = {
  to: '/settings',
  label: 'Settings',
  icon: Settings,
  command: 'go.settings',
}
