import { Page, PageHeader } from '@/components/page'

export function RunsPage() {
  return (
    <Page fill wide className="pb-5">
      <PageHeader title="Runs" />
    </Page>
  )
}
