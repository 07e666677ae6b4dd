import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BellRing, RefreshCw, Zap } from 'lucide-react'
import { useState } from 'react'
import { queries } from '@/api/queries'
import type { Template } from '@/api/types'
import { ErrorState } from '@/components/error-state'
import { ExternalLink } from '@/components/external-link'
import { ProviderIcon } from '@/components/provider-icon'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { templateQuery } from '../templates'
import { UseTemplate } from './use-template'

/** Modes that want an app registered with the provider before anything can be made. */
const withApp = new Set(['OAUTH2', 'OAUTH1', 'TBA', 'APP', 'CUSTOM'])

const kinds = {
  sync: { title: 'Sync', icon: RefreshCw },
  action: { title: 'Action', icon: Zap },
  'on-event': { title: 'On event', icon: BellRing },
}

interface TemplateListProps {
  templates: Template[]
  /** Whether each line says which API it is for. */
  withProvider?: boolean
}

/** Ready-made functions, each with what it does and one button that takes it. */
export function TemplateList({ templates, withProvider }: TemplateListProps) {
  const { data: providers } = useQuery(queries.providers())
  const [shown, setShown] = useState<Template>()
  const modes = new Map(providers?.map((one) => [one.name, one.auth_mode]))
  return (
    <>
      <ul aria-label="Ready-made functions" className="flex flex-col">
        {templates.map((template) => (
          <li
            key={`${template.id} ${template.type}`}
            className="flex items-center gap-3 border-t px-4 py-2.5 first:border-t-0"
          >
            {withProvider && (
              <Link
                to="/apis/$provider"
                params={{ provider: template.provider }}
                aria-label={template.provider_name}
                className="rounded-lg"
              >
                <ProviderIcon name={template.provider} label={template.provider_name} />
              </Link>
            )}
            <Words
              template={template}
              onShow={() => setShown(template)}
              withProvider={withProvider ?? false}
            />
            <UseTemplate template={template} needsApp={withApp.has(modes.get(template.provider) ?? '')} />
          </li>
        ))}
      </ul>
      {shown && <SourceDialog template={shown} onClose={() => setShown(undefined)} />}
    </>
  )
}

interface WordsProps {
  template: Template
  withProvider: boolean
  onShow: () => void
}

function Words({ template, withProvider, onShow }: WordsProps) {
  const { title, icon: Icon } = kinds[template.type]
  return (
    <div className="min-w-0 flex-1">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Button variant="link" className="h-5 px-0 text-foreground" onClick={onShow}>
          {template.name}
        </Button>
        <Badge>
          <Icon aria-hidden /> {title}
        </Badge>
        {template.used_by.length > 0 && <Badge variant="success">In your folder</Badge>}
      </p>
      <p className="text-muted-foreground">{template.description}</p>
      <p className="truncate text-xs text-muted-foreground">
        {[
          withProvider && template.provider_name,
          template.models.join(', '),
          template.frequency,
          template.scopes.length > 0 && `needs ${template.scopes.join(', ')}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  )
}

/** The source of a ready-made function, to be read before it is taken. */
function SourceDialog({ template, onClose }: { template: Template; onClose: () => void }) {
  const { data, error, isPending, refetch } = useQuery(templateQuery(template))
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-3xl">
        <DialogHeader>
          <DialogTitle>{template.name}</DialogTitle>
          <DialogDescription>
            {template.description}{' '}
            {template.docs && <ExternalLink href={template.docs}>API documentation</ExternalLink>}
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="flex flex-col gap-3 pb-5">
          {isPending && <Skeleton className="h-64" />}
          {error && (
            <ErrorState error={error} title="The source could not be read." retry={() => void refetch()} />
          )}
          {data?.files.map((file) => (
            <section key={file.path} aria-label={file.path}>
              <h3 className="pb-1 font-mono text-xs text-muted-foreground">{file.path}</h3>
              <pre
                tabIndex={0}
                aria-label={`Source of ${file.path}`}
                className="max-h-[50dvh] overflow-auto rounded-md border bg-muted p-3 font-mono text-xs leading-5"
              >
                {file.text}
              </pre>
            </section>
          ))}
        </DialogBody>
      </DialogContent>
    </Dialog>
  )
}
