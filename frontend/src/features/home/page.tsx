import { Page, PageHeader } from '@/components/page'

export function HomePage() {
  return (
    <Page>
      <PageHeader title="Home" />
    </Page>
  )
}
