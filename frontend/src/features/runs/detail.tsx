import { Page, PageHeader } from '@/components/page'

export function RunPage() {
  return (
    <Page fill wide className="pb-5">
      <PageHeader title="Run" />
    </Page>
  )
}
