import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Providers } from '@/app/providers'
import { createAppRouter } from '@/app/router'
import { replaceHost } from '@/host'
import { fakeHost, type FakeHost } from '@/host/fake'
import { createQueryClient } from '@/lib/query'

/** Draws the whole application at an address, on a fake program. */
export async function renderApp(path: string, host: FakeHost = fakeHost()) {
  replaceHost(host)
  localStorage.clear()
  const router = createAppRouter()
  router.update({ ...router.options, history: createMemoryHistory({ initialEntries: [path] }) })
  await router.load()
  const user = userEvent.setup()
  const view = render(
    <Providers client={createQueryClient()}>
      <RouterProvider router={router} />
    </Providers>,
  )
  return { ...view, host, user, router }
}
