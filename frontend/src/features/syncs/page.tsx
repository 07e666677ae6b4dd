import { Page, PageHeader } from '@/components/page'

export function SyncsPage() {
  return (
    <Page fill wide className="pb-5">
      <PageHeader title="Syncs" />
    </Page>
  )
}
