import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { FolderOpen } from 'lucide-react'
import { queries } from '@/api/queries'
import { TableSkeleton } from '@/components/data-table'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { Page, PageHeader } from '@/components/page'
import { Button } from '@/components/ui/button'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { DeployTab } from './components/deploy-tab'
import { ExportTab } from './components/export-tab'

/** The way of the functions to a real server: as files, or pushed over HTTP. */
export function ExportPage() {
  const { tab = 'export' } = useSearch({ from: '/export' })
  const navigate = useNavigate({ from: '/export' })
  const project = useQuery(queries.project())
  return (
    <Page>
      <PageHeader
        title="Export and deploy"
        description="Your functions are an ordinary project. It runs on a real server as it is, without secrets in it."
      />
      {project.isPending ? (
        <TableSkeleton rows={4} />
      ) : project.error && !project.data ? (
        <ErrorState
          error={project.error}
          title="The functions folder could not be read."
          retry={() => void project.refetch()}
        />
      ) : !project.data.open ? (
        <NoProject />
      ) : (
        <Tabs
          value={tab}
          onValueChange={(next) =>
            void navigate({ search: { tab: next === 'deploy' ? 'deploy' : undefined }, replace: true })
          }
        >
          <TabsList>
            <TabsTrigger value="export">Write a project</TabsTrigger>
            <TabsTrigger value="deploy">Deploy to a server</TabsTrigger>
          </TabsList>
          <TabsContent value="export">
            <ExportTab dir={project.data.dir} />
          </TabsContent>
          <TabsContent value="deploy">
            <DeployTab />
          </TabsContent>
        </Tabs>
      )}
    </Page>
  )
}

function NoProject() {
  return (
    <EmptyState
      icon={FolderOpen}
      title="No functions folder is open"
      action={
        <Button asChild>
          <Link to="/functions">Open a folder</Link>
        </Button>
      }
    >
      Open the folder with your functions, or make one, then export it from here.
    </EmptyState>
  )
}
