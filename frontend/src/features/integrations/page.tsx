import { Page, PageHeader } from '@/components/page'

export function IntegrationsPage() {
  return (
    <Page>
      <PageHeader title="Integrations" />
    </Page>
  )
}
