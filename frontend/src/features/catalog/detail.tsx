import { Page, PageHeader } from '@/components/page'

export function ProviderPage() {
  return (
    <Page>
      <PageHeader title="API" />
    </Page>
  )
}
