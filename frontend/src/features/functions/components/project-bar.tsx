import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, CircleAlert, CircleCheck, Folder, LoaderCircle, TriangleAlert } from 'lucide-react'
import { toast } from 'sonner'
import { asFault } from '@/api/fault'
import { closeProject } from '@/api/project'
import type { Project } from '@/api/types'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { formatRelative } from '@/lib/dates'
import { formatCount, formatDuration } from '@/lib/format'
import { useOpenProject } from './start'

interface ProjectBarProps {
  project: Project
  problemsOpen: boolean
  onProblems: () => void
}

/** Which folder it is, whether it compiles, and what is wrong in it. */
export function ProjectBar({ project, problemsOpen, onProblems }: ProjectBarProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <FolderMenu project={project} />
      <CompileState project={project} />
      <span className="flex-1" />
      <Button variant="ghost" size="sm" aria-expanded={problemsOpen} onClick={onProblems}>
        {project.errors > 0 ? (
          <CircleAlert className="text-destructive" aria-hidden />
        ) : (
          <CircleCheck className="text-success" aria-hidden />
        )}
        <span aria-hidden>{project.errors}</span>
        <TriangleAlert
          className={project.warnings > 0 ? 'text-warning' : 'text-muted-foreground'}
          aria-hidden
        />
        <span aria-hidden>{project.warnings}</span>
        <span className="sr-only">{problemsLabel(project)}</span>
      </Button>
    </div>
  )
}

const problemsLabel = ({ errors, warnings }: Project) =>
  `Problems: ${formatCount(errors, 'error')}, ${formatCount(warnings, 'warning')}`

function CompileState({ project }: { project: Project }) {
  const { state, compiled_at: at } = project
  if (state === 'compiling' || state === 'checking') {
    return (
      <span role="status" className="flex items-center gap-1.5 text-xs text-muted-foreground">
        <LoaderCircle className="size-3.5 animate-spin" aria-hidden />
        {state === 'compiling' ? 'Compiling…' : 'Checking types…'}
      </span>
    )
  }
  return (
    <span role="status" className="text-xs text-muted-foreground">
      {state === 'broken' && project.problem
        ? project.problem.message
        : at &&
          `${formatCount(project.functions, 'function')}, compiled ${formatRelative(at)} in ${formatDuration(project.duration_ms)}`}
    </span>
  )
}

function FolderMenu({ project }: { project: Project }) {
  const open = useOpenProject()
  const client = useQueryClient()
  const tell = (error: unknown) => {
    const fault = asFault(error)
    toast.error(fault.message, { description: fault.hint })
  }
  const close = useMutation({
    mutationFn: closeProject,
    onSuccess: () => client.invalidateQueries({ queryKey: ['project'] }),
    onError: tell,
  })
  const others = project.recent.filter((one) => one !== project.dir)
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="sm" title={project.dir} className="max-w-80">
          <Folder aria-hidden /> <span className="truncate">{project.name || project.dir}</span>
          <ChevronDown className="text-muted-foreground" aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-md">
        <DropdownMenuLabel className="break-all">{project.dir}</DropdownMenuLabel>
        {others.slice(0, 6).map((dir) => (
          <DropdownMenuItem key={dir} onSelect={() => open.mutate({ dir, init: false }, { onError: tell })}>
            <span className="truncate">Open {dir}</span>
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => close.mutate()}>Close this folder</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
