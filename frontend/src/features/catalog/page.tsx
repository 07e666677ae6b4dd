import { Page, PageHeader } from '@/components/page'

export function CatalogPage() {
  return (
    <Page>
      <PageHeader title="APIs" />
    </Page>
  )
}
