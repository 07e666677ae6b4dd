import { Page, PageHeader } from '@/components/page'

export function ConnectionPage() {
  return (
    <Page>
      <PageHeader title="Connection" />
    </Page>
  )
}
