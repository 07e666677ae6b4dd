import { Page, PageHeader } from '@/components/page'

export function LogsPage() {
  return (
    <Page>
      <PageHeader title="Logs" />
    </Page>
  )
}
