import { Page, PageHeader } from '@/components/page'

export function IntegrationPage() {
  return (
    <Page>
      <PageHeader title="Integration" />
    </Page>
  )
}
