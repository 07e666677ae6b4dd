import { Page, PageHeader } from '@/components/page'

export function RecordsPage() {
  return (
    <Page fill wide className="pb-5">
      <PageHeader title="Records" />
    </Page>
  )
}
