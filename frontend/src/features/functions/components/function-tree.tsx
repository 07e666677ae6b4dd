import { Link } from '@tanstack/react-router'
import {
  BellRing,
  ChevronRight,
  FileJson2,
  FileText,
  FlaskConical,
  RefreshCw,
  Zap,
  type LucideIcon,
} from 'lucide-react'
import { useMemo, useState } from 'react'
import type { FunctionType, FunctionView, ProjectFile } from '@/api/types'
import { ProviderIcon } from '@/components/provider-icon'
import { RunStateSign } from '@/components/run/run-state'
import { typeNames } from '@/components/run/words'
import { cn } from '@/lib/cn'
import { formatCount } from '@/lib/format'
import { refText } from '../ref'
import { branchesOf, otherFiles, type Branch } from '../tree'

const typeIcons: Record<FunctionType, LucideIcon> = { action: Zap, sync: RefreshCw, 'on-event': BellRing }
const stateWords: Record<FunctionView['state'], { dot: string; text: string }> = {
  ready: { dot: 'bg-success', text: 'Ready' },
  broken: { dot: 'bg-destructive', text: 'Broken' },
  'unknown-integration': { dot: 'bg-warning', text: 'Its integration is not set up' },
  removed: { dot: 'bg-muted-foreground', text: 'Its file is gone' },
}

interface FunctionTreeProps {
  functions: FunctionView[]
  files: ProjectFile[]
  query: string
  chosen: FunctionView | undefined
  file: string | undefined
}

/** Functions by integration, and below them the folder's other files. */
export function FunctionTree({ functions, files, query, chosen, file }: FunctionTreeProps) {
  const branches = useMemo(() => branchesOf(functions, query), [functions, query])
  const others = useMemo(() => otherFiles(files, query), [files, query])
  const [filesOpen, setFilesOpen] = useState(false)
  if (branches.length === 0 && others.length === 0) {
    return (
      <p className="px-3 py-4 text-muted-foreground">
        {query ? `Nothing is called “${query}”.` : 'There is no function yet.'}
      </p>
    )
  }
  const showFiles = filesOpen || query !== '' || (file !== undefined && !chosen)
  return (
    <nav aria-label="Functions" className="min-h-0 flex-1 overflow-y-auto pb-3">
      {branches.map((branch) => (
        <BranchPart key={branch.integration} branch={branch} chosen={chosen} />
      ))}
      {others.length > 0 && (
        <section className="pt-2">
          <h2>
            <button
              type="button"
              aria-expanded={showFiles}
              onClick={() => setFilesOpen(!filesOpen)}
              className="flex w-full items-center gap-1 px-3 py-1 text-xs font-medium text-muted-foreground hover:text-foreground"
            >
              <ChevronRight
                className={cn('size-3.5 transition-transform', showFiles && 'rotate-90')}
                aria-hidden
              />
              Other files ({others.length})
            </button>
          </h2>
          {showFiles && (
            <ul>
              {others.slice(0, 400).map((one) => (
                <FileRow key={one.path} file={one} chosen={!chosen && one.path === file} />
              ))}
            </ul>
          )}
        </section>
      )}
    </nav>
  )
}

function BranchPart({ branch, chosen }: { branch: Branch; chosen: FunctionView | undefined }) {
  return (
    <section className="pt-1.5">
      <h2 className="flex items-center gap-2 px-3 py-1">
        <ProviderIcon name={branch.provider || branch.integration} label={branch.integration} size="sm" />
        <span className="min-w-0 flex-1 truncate font-medium">{branch.integration}</span>
        {branch.known && (
          <span className="text-2xs text-muted-foreground">
            {branch.connections === 0 ? 'no account' : formatCount(branch.connections, 'account')}
          </span>
        )}
      </h2>
      {!branch.known && (
        <p className="flex items-center gap-2 px-3 pb-1 text-xs text-muted-foreground">
          Not set up here.
          <Link
            to="/integrations/new"
            search={{ provider: branch.integration }}
            className="text-primary hover:underline"
          >
            Set up
          </Link>
        </p>
      )}
      <ul>
        {branch.functions.map((one) => (
          <FunctionRow key={refText(one)} one={one} chosen={one === chosen} />
        ))}
      </ul>
    </section>
  )
}

const rowClasses =
  'flex w-full items-center gap-2 py-1 pr-3 pl-6 hover:bg-accent focus-visible:-outline-offset-2 aria-[current=page]:bg-primary-soft'

function FunctionRow({ one, chosen }: { one: FunctionView; chosen: boolean }) {
  const Icon = typeIcons[one.type]
  const { dot, text } = stateWords[one.state]
  return (
    <li>
      <Link
        from="/functions"
        to="/functions"
        search={(was) => ({ fn: refText(one), ...(was.tab && { tab: was.tab }) })}
        aria-current={chosen ? 'page' : undefined}
        title={one.problem ? `${text}: ${one.problem}` : one.description || undefined}
        className={rowClasses}
      >
        <Icon className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
        <span className={cn('min-w-0 flex-1 truncate', !one.enabled && 'text-muted-foreground')}>
          {one.name}
        </span>
        <span className="sr-only">
          , {typeNames[one.type]}, {text}
          {one.enabled ? '' : ', switched off'}
        </span>
        {!one.enabled && (
          <span aria-hidden className="text-2xs text-muted-foreground">
            off
          </span>
        )}
        {one.last_run && <RunStateSign state={one.last_run.state} className="[&_svg]:size-3.5" />}
        <span className={cn('size-2 shrink-0 rounded-full', dot)} aria-hidden />
      </Link>
    </li>
  )
}

const fileIcons: Partial<Record<string, LucideIcon>> = { fixture: FileJson2, test: FlaskConical }

function FileRow({ file, chosen }: { file: ProjectFile; chosen: boolean }) {
  const Icon = fileIcons[file.kind] ?? FileText
  return (
    <li>
      <Link
        to="/functions"
        search={{ file: file.path }}
        aria-current={chosen ? 'page' : undefined}
        title={file.path}
        className={rowClasses}
      >
        <Icon className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
        {/* The end of a path says more than its beginning. */}
        <span className="min-w-0 flex-1 truncate text-left font-mono text-xs" dir="rtl">
          <bdi>{file.path}</bdi>
        </span>
      </Link>
    </li>
  )
}
