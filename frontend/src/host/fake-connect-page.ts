import type { ConnectPageSettings } from '@/api/types'
import { Refusal, type FakeRoutes } from './fake-routes'

export const fakeConnectPage = (): ConnectPageSettings => ({
  default_theme: 'system',
  primary_light: '#4b4fcc',
  primary_dark: '#979bf1',
  show_watermark: false,
})

export function connectPageRoutes(page: ConnectPageSettings): FakeRoutes {
  const path = /^\/patchbay\/connect-page-settings$/
  const change = ({ body }: { body: unknown }) => {
    const wanted = body as Partial<ConnectPageSettings>
    if (wanted.primary_light && !/^#[0-9a-f]{6}$/.test(wanted.primary_light)) {
      const message = 'Write the colour as # and six digits.'
      const errors = [{ code: 'invalid_format', message, path: ['primary_light'] }]
      throw new Refusal(400, { code: 'invalid_body', message, errors })
    }
    return Object.assign(page, wanted)
  }
  return { GET: [[path, () => ({ ...page })]], PATCH: [[path, (call) => ({ ...change(call) })]] }
}
