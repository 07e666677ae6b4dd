import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { builderSearch } from '@/features/builder/search'
import { catalogSearch } from '@/features/catalog/search'
import { connectionSearch, connectionsSearch } from '@/features/connections/search'
import { exportSearch } from '@/features/export/search'
import { functionsSearch } from '@/features/functions/search'
import { integrationsSearch, newIntegrationSearch } from '@/features/integrations/search'
import { logsSearch } from '@/features/logs/search'
import { playgroundSearch } from '@/features/playground/search'
import { recordsSearch } from '@/features/records/search'
import { referenceSearch } from '@/features/reference/search'
import { runSearch, runsSearch } from '@/features/runs/search'
import { settingsSearch } from '@/features/settings/search'
import { syncsSearch } from '@/features/syncs/search'
import { webhooksSearch } from '@/features/webhooks/search'
import { PageCrash } from './error-boundary'
import { NotFound } from './not-found'
import { Shell } from './shell'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

// The pages, by address. Filters, tabs and paging are search parameters, checked by each feature's search.ts.

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/home/page'), 'HomePage'),
})

const catalog = createRoute({
  getParentRoute: () => root,
  path: '/apis',
  validateSearch: catalogSearch,
  component: lazyRouteComponent(() => import('@/features/catalog/page'), 'CatalogPage'),
})

const provider = createRoute({
  getParentRoute: () => root,
  path: '/apis/$provider',
  component: lazyRouteComponent(() => import('@/features/catalog/detail'), 'ProviderPage'),
})

const providerFile = createRoute({
  getParentRoute: () => root,
  path: '/apis/$provider/file',
  component: lazyRouteComponent(() => import('@/features/catalog/file'), 'ProviderFilePage'),
})

const integrations = createRoute({
  getParentRoute: () => root,
  path: '/integrations',
  validateSearch: integrationsSearch,
  component: lazyRouteComponent(() => import('@/features/integrations/page'), 'IntegrationsPage'),
})

const newIntegration = createRoute({
  getParentRoute: () => root,
  path: '/integrations/new',
  validateSearch: newIntegrationSearch,
  component: lazyRouteComponent(() => import('@/features/integrations/new'), 'NewIntegrationPage'),
})

const integration = createRoute({
  getParentRoute: () => root,
  path: '/integrations/$key',
  component: lazyRouteComponent(() => import('@/features/integrations/detail'), 'IntegrationPage'),
})

const connections = createRoute({
  getParentRoute: () => root,
  path: '/connections',
  validateSearch: connectionsSearch,
  component: lazyRouteComponent(() => import('@/features/connections/page'), 'ConnectionsPage'),
})

const connection = createRoute({
  getParentRoute: () => root,
  path: '/connections/$integration/$id',
  validateSearch: connectionSearch,
  component: lazyRouteComponent(() => import('@/features/connections/detail'), 'ConnectionPage'),
})

const playground = createRoute({
  getParentRoute: () => root,
  path: '/playground',
  validateSearch: playgroundSearch,
  component: lazyRouteComponent(() => import('@/features/playground/page'), 'PlaygroundPage'),
})

const functions = createRoute({
  getParentRoute: () => root,
  path: '/functions',
  validateSearch: functionsSearch,
  component: lazyRouteComponent(() => import('@/features/functions/page'), 'FunctionsPage'),
})

const describe = createRoute({
  getParentRoute: () => root,
  path: '/functions/describe',
  validateSearch: builderSearch,
  component: lazyRouteComponent(() => import('@/features/builder/page'), 'BuilderPage'),
})

const runs = createRoute({
  getParentRoute: () => root,
  path: '/runs',
  validateSearch: runsSearch,
  component: lazyRouteComponent(() => import('@/features/runs/page'), 'RunsPage'),
})

const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$id',
  validateSearch: runSearch,
  component: lazyRouteComponent(() => import('@/features/runs/detail'), 'RunPage'),
})

const syncs = createRoute({
  getParentRoute: () => root,
  path: '/syncs',
  validateSearch: syncsSearch,
  component: lazyRouteComponent(() => import('@/features/syncs/page'), 'SyncsPage'),
})

const records = createRoute({
  getParentRoute: () => root,
  path: '/records',
  validateSearch: recordsSearch,
  component: lazyRouteComponent(() => import('@/features/records/page'), 'RecordsPage'),
})

const reference = createRoute({
  getParentRoute: () => root,
  path: '/reference',
  validateSearch: referenceSearch,
  component: lazyRouteComponent(() => import('@/features/reference/page'), 'ReferencePage'),
})

const webhooks = createRoute({
  getParentRoute: () => root,
  path: '/webhooks',
  validateSearch: webhooksSearch,
  component: lazyRouteComponent(() => import('@/features/webhooks/page'), 'WebhooksPage'),
})

const exportPage = createRoute({
  getParentRoute: () => root,
  path: '/export',
  validateSearch: exportSearch,
  component: lazyRouteComponent(() => import('@/features/export/page'), 'ExportPage'),
})

const logs = createRoute({
  getParentRoute: () => root,
  path: '/logs',
  validateSearch: logsSearch,
  component: lazyRouteComponent(() => import('@/features/logs/page'), 'LogsPage'),
})

const attempt = createRoute({
  getParentRoute: () => root,
  path: '/attempts/$id',
  component: lazyRouteComponent(() => import('@/features/inspector/page'), 'AttemptPage'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  validateSearch: settingsSearch,
  component: lazyRouteComponent(() => import('@/features/settings/page'), 'SettingsPage'),
})

const shortcuts = createRoute({
  getParentRoute: () => root,
  path: '/shortcuts',
  component: lazyRouteComponent(() => import('./shortcuts-page'), 'ShortcutsPage'),
})

const routeTree = root.addChildren([
  home,
  catalog,
  provider,
  providerFile,
  integrations,
  newIntegration,
  integration,
  connections,
  connection,
  playground,
  functions,
  describe,
  runs,
  run,
  syncs,
  records,
  webhooks,
  reference,
  exportPage,
  logs,
  attempt,
  settings,
  shortcuts,
])

export function createAppRouter() {
  return createRouter({
    routeTree,
    // The window's asset server and `serve` both know only one page: what follows # is ours.
    history: createHashHistory(),
    defaultPreload: 'intent',
    defaultErrorComponent: PageCrash,
    scrollRestoration: true,
    scrollToTopSelectors: ['#main'],
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
