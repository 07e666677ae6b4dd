import type { Settings } from '@/api/types'
import { EntryList } from './entry-list'
import { Section } from './section'

export function NetworkSection({ settings }: { settings: Settings }) {
  return (
    <Section
      id="network"
      title="Network"
      description="Patchbay refuses two things by default. Open them only as far as you need."
    >
      <EntryList
        field="allowed_hosts"
        title="Allowed hosts"
        noun="host"
        placeholder="localhost:8080"
        settings={settings}
        help="Servers on this machine or in your network that API calls may reach, as host, host:port, *.name or a range such as 10.0.0.0/8. Without an entry they are refused, so that no redirect or odd address can turn a call against your own network. Public servers need no entry."
      />
      <EntryList
        field="allowed_origins"
        title="Allowed origins"
        noun="origin"
        placeholder="http://localhost:5173"
        settings={settings}
        help="Web pages that may call this API from a browser, such as your app in development. Without an entry, a page you happen to visit cannot use your connections, even if it guesses the address."
      />
    </Section>
  )
}
