import { Page, PageHeader } from '@/components/page'

export function ExportPage() {
  return (
    <Page fill wide className="pb-5">
      <PageHeader title="Export" />
    </Page>
  )
}
