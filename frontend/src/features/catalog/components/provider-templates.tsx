import { useQuery } from '@tanstack/react-query'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { templatesQuery } from '../templates'
import { TemplateList } from './template-list'

/** The ready-made functions for one API; nothing where there are none. */
export function ProviderTemplates({ provider }: { provider: string }) {
  const { data } = useQuery(templatesQuery())
  const mine = data?.filter((one) => one.provider === provider) ?? []
  if (mine.length === 0) return null
  return (
    <Card aria-labelledby="provider-functions">
      <CardHeader>
        <CardTitle id="provider-functions">Functions</CardTitle>
        <CardDescription>
          Ready to run. Each is copied into your folder, where you can change it.
        </CardDescription>
      </CardHeader>
      <div className="border-t">
        <TemplateList templates={mine} />
      </div>
    </Card>
  )
}
