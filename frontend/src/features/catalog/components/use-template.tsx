import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowRight, ChevronDown, Plus } from 'lucide-react'
import { toast } from 'sonner'
import { asFault } from '@/api/fault'
import { createIntegration } from '@/api/integrations'
import { queries } from '@/api/queries'
import { applyTemplate } from '@/api/templates'
import type { Integration, Template } from '@/api/types'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { suggestKey } from '@/lib/keys'

const noIntegrations: Integration[] = []

/** Copies a ready-made function into the open folder and opens it there. */
function useApply(template: Template, integrations: Integration[]) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    /** Without an integration one is made: the provider needs no app of the user's own. */
    mutationFn: async (integration: string | undefined) => {
      let key = integration
      if (key === undefined) {
        const wanted = suggestKey(
          template.provider,
          integrations.map((one) => one.unique_key),
        )
        key = (await createIntegration({ provider: template.provider, unique_key: wanted })).data.unique_key
        await client.invalidateQueries({ queryKey: ['integrations'] })
      }
      const files = await applyTemplate(template, key)
      return { key, files }
    },
    onSuccess: async ({ key, files }) => {
      await client.invalidateQueries({ queryKey: ['templates'] })
      toast.success(`${template.name} is in your folder.`, { description: files.join(', ') })
      await navigate({ to: '/functions', search: { fn: `${key}/${template.type}/${template.name}` } })
    },
    onError: (error) => toast.error(asFault(error).message, { description: asFault(error).hint }),
  })
}

/** "Use this": in one press where there is one integration it can go to, after a choice where there are more. */
export function UseTemplate({ template, needsApp }: { template: Template; needsApp: boolean }) {
  const { data: integrations = noIntegrations } = useQuery(queries.integrations())
  const { data: project } = useQuery(queries.project())
  const apply = useApply(template, integrations)
  const mine = integrations.filter((one) => one.provider === template.provider)
  const free = mine.filter((one) => !template.used_by.includes(one.unique_key))
  const used = template.used_by[0]
  if (project && !project.open)
    return (
      <Button asChild variant="outline" size="sm">
        <Link to="/functions" aria-label={`Open a folder first to use ${template.name}`}>
          Open a folder first
        </Link>
      </Button>
    )
  if (used !== undefined && free.length === 0)
    return (
      <Button asChild variant="ghost" size="sm">
        <Link
          to="/functions"
          search={{ fn: `${used}/${template.type}/${template.name}` }}
          aria-label={`Open ${template.name} of ${used}`}
        >
          Open <ArrowRight aria-hidden />
        </Link>
      </Button>
    )
  if (mine.length === 0 && needsApp)
    return (
      <Button asChild variant="outline" size="sm">
        <Link
          to="/integrations/new"
          search={{ provider: template.provider }}
          aria-label={`Set up integration to use ${template.name}`}
        >
          Set up integration
        </Link>
      </Button>
    )
  const label = `Use this: ${template.provider}/${template.name}`
  if (free.length > 1)
    return (
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline" size="sm" aria-label={label} busy={apply.isPending}>
            Use this <ChevronDown aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuLabel>In which integration?</DropdownMenuLabel>
          {free.map((one) => (
            <DropdownMenuItem key={one.unique_key} onSelect={() => apply.mutate(one.unique_key)}>
              {one.unique_key}
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
    )
  return (
    <Button
      variant="outline"
      size="sm"
      aria-label={label}
      busy={apply.isPending}
      onClick={() => apply.mutate(free[0]?.unique_key)}
    >
      {!apply.isPending && <Plus aria-hidden />} Use this
    </Button>
  )
}
