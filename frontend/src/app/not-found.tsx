import { Link } from '@tanstack/react-router'
import { Page, PageHeader } from '@/components/page'
import { Button } from '@/components/ui/button'

export function NotFound() {
  return (
    <Page>
      <PageHeader
        title="There is no such page"
        description="The address may have been typed by hand or come from another version of Patchbay."
      />
      <Button asChild variant="outline" className="self-start">
        <Link to="/">Go to Home</Link>
      </Button>
    </Page>
  )
}
