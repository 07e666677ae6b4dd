import { queryOptions } from '@tanstack/react-query'
import { getOverlay, getOverlayFile, getProvider, listProviders } from './catalog'
import { getAttempt, getConnection, listConnections, type ConnectionRef } from './connections'
import { listEnvironments, listKeys, listScopes } from './environments'
import { getFunction, listFunctions, type FunctionRef } from './functions'
import { getIntegration, listIntegrations } from './integrations'
import { getMCP } from './mcp'
import { getNotificationSettings } from './notifications'
import { getOperation, listOperations } from './operations'
import { getProject } from './project'
import { listRecordModels } from './records'
import { getHTTPS, getRedirect } from './redirect'
import { getConnectPageSettings, getSettings, getStatus } from './settings'
import { listSyncs } from './syncs'
import { getWebhookSetup } from './webhooks'

/** What more than one feature reads. Keys start with the topic of the hint that makes them stale. */
export const queries = {
  status: () => queryOptions({ queryKey: ['status'], queryFn: getStatus }),
  settings: () => queryOptions({ queryKey: ['settings'], queryFn: getSettings }),
  environments: () => queryOptions({ queryKey: ['settings', 'environments'], queryFn: listEnvironments }),
  keys: (environment: string) =>
    queryOptions({ queryKey: ['settings', 'keys', environment], queryFn: () => listKeys(environment) }),
  scopes: () => queryOptions({ queryKey: ['settings', 'scopes'], queryFn: listScopes }),
  mcp: () => queryOptions({ queryKey: ['mcp'], queryFn: getMCP }),
  providers: () => queryOptions({ queryKey: ['catalog'], queryFn: listProviders }),
  provider: (name: string) => queryOptions({ queryKey: ['catalog', name], queryFn: () => getProvider(name) }),
  overlay: () => queryOptions({ queryKey: ['catalog', '', 'overlay'], queryFn: getOverlay }),
  overlayFile: (name: string) =>
    queryOptions({ queryKey: ['catalog', name, 'file'], queryFn: () => getOverlayFile(name) }),
  integrations: () => queryOptions({ queryKey: ['integrations'], queryFn: listIntegrations }),
  integration: (key: string) =>
    queryOptions({ queryKey: ['integrations', key], queryFn: () => getIntegration(key) }),
  // Below the integration's own key, so that a hint about it counts for both.
  redirect: (key: string) =>
    queryOptions({ queryKey: ['integrations', key, 'redirect'], queryFn: () => getRedirect(key) }),
  webhookSetup: (key: string) =>
    queryOptions({ queryKey: ['integrations', key, 'webhook'], queryFn: () => getWebhookSetup(key) }),
  notificationSettings: () =>
    queryOptions({ queryKey: ['settings', 'notifications'], queryFn: getNotificationSettings }),
  connectPageSettings: () =>
    queryOptions({ queryKey: ['settings', 'connect-page'], queryFn: getConnectPageSettings }),
  https: () => queryOptions({ queryKey: ['https'], queryFn: getHTTPS }),
  connections: () => queryOptions({ queryKey: ['connections'], queryFn: listConnections }),
  connection: (ref: ConnectionRef) =>
    queryOptions({ queryKey: ['connections', ref.integration, ref.id], queryFn: () => getConnection(ref) }),
  functions: () => queryOptions({ queryKey: ['functions'], queryFn: listFunctions }),
  function: (ref: FunctionRef) =>
    queryOptions({
      queryKey: ['functions', ref.integration, ref.type, ref.name],
      queryFn: () => getFunction(ref),
    }),
  project: () => queryOptions({ queryKey: ['project'], queryFn: getProject }),
  recordModels: () => queryOptions({ queryKey: ['records', 'models'], queryFn: listRecordModels }),
  syncs: () => queryOptions({ queryKey: ['syncs'], queryFn: listSyncs }),
  operation: (id: string) =>
    queryOptions({ queryKey: ['operations', 'one', id], queryFn: () => getOperation(id) }),
  /** The logins, renewals and checks of a connection, newest first. */
  life: (ref: ConnectionRef) =>
    queryOptions({
      queryKey: ['operations', 'life', ref.integration, ref.id],
      queryFn: () =>
        listOperations({ kind: 'auth', integration: ref.integration, connection: ref.id, limit: 100 }),
    }),
  attempt: (id: string) =>
    queryOptions({
      queryKey: ['attempts', id],
      queryFn: () => getAttempt(id),
      // A hint announces the outcome; the interval is for the moment a hint gets lost.
      refetchInterval: (query) => (query.state.data?.state === 'pending' ? 3000 : false),
    }),
}
