import { Page, PageHeader } from '@/components/page'

export function ConnectionsPage() {
  return (
    <Page>
      <PageHeader title="Connections" />
    </Page>
  )
}
