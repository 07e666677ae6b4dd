import { Page, PageHeader } from '@/components/page'

export function SettingsPage() {
  return (
    <Page>
      <PageHeader title="Settings" />
    </Page>
  )
}
