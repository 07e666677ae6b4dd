import { Page, PageHeader } from '@/components/page'

export function FunctionsPage() {
  return (
    <Page fill wide className="pb-5">
      <PageHeader title="Functions" />
    </Page>
  )
}
