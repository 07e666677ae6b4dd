import { Page, PageHeader } from '@/components/page'

export function NewIntegrationPage() {
  return (
    <Page>
      <PageHeader title="New" />
    </Page>
  )
}
