import { Page, PageHeader } from '@/components/page'

export function PlaygroundPage() {
  return (
    <Page>
      <PageHeader title="Playground" />
    </Page>
  )
}
