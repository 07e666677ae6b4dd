import type { FakeRoutes } from './fake-routes'

/** Answers about records, syncs, templates and exports. */
export function recordRoutes(): FakeRoutes {
  return {}
}
