import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileCode2, FolderOpen, FolderPlus } from 'lucide-react'
import { useState } from 'react'
import { openProject } from '@/api/project'
import type { Project } from '@/api/types'
import { FaultNotice } from '@/components/error-state'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'

interface OpenInput {
  dir: string
  init: boolean
}

/** Opens a folder or makes one; everything that shows the folder is read again. */
export function useOpenProject() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ dir, init }: OpenInput) => openProject(dir, init),
    onSuccess: (project) => {
      client.setQueryData(['project'], project)
      return Promise.all([
        client.invalidateQueries({ queryKey: ['project'] }),
        client.invalidateQueries({ queryKey: ['functions'] }),
      ])
    },
  })
}

/** No folder is open: what functions are, and the two ways to begin. */
export function Start({ project }: { project: Project }) {
  const open = useOpenProject()
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-6 py-8">
      <div className="flex flex-col items-center gap-1 text-center">
        <div className="mb-2 grid size-11 place-items-center rounded-xl border bg-card text-muted-foreground shadow-xs">
          <FileCode2 className="size-5" aria-hidden />
        </div>
        <h2 className="text-base font-semibold">Functions are TypeScript files in a folder of yours</h2>
        <p className="max-w-xl text-muted-foreground">
          Actions do one thing at an API, syncs keep records up to date. Write them here or in your own
          editor: each save is compiled at once. The folder is an ordinary Nango project and can be deployed
          unchanged.
        </p>
      </div>
      {open.error && <FaultNotice error={open.error} />}
      <div className="grid gap-4 md:grid-cols-2">
        <MakeFolder
          suggested={project.suggested}
          busy={open.isPending && open.variables.init}
          onMake={(dir) => open.mutate({ dir, init: true })}
        />
        <OpenFolder
          recent={project.recent}
          busy={open.isPending && !open.variables.init}
          onOpen={(dir) => open.mutate({ dir, init: false })}
        />
      </div>
    </div>
  )
}

const cardClasses = 'flex flex-col gap-3 rounded-xl border bg-card p-4'

function MakeFolder(props: { suggested: string; busy: boolean; onMake: (dir: string) => void }) {
  const { suggested, busy, onMake } = props
  const [dir, setDir] = useState(suggested)
  return (
    <form
      className={cardClasses}
      onSubmit={(event) => {
        event.preventDefault()
        if (dir.trim()) onMake(dir.trim())
      }}
    >
      <h3 className="flex items-center gap-2 font-semibold">
        <FolderPlus className="size-4 text-primary" aria-hidden /> Make a folder
      </h3>
      <FormField
        label="Where"
        help="It is filled with a first example and what an editor needs to know the types."
      >
        {(control) => (
          <Input
            {...control}
            value={dir}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setDir(event.target.value)}
            className="font-mono text-xs"
          />
        )}
      </FormField>
      <Button type="submit" busy={busy} className="self-start">
        Make a folder
      </Button>
    </form>
  )
}

function OpenFolder(props: { recent: string[]; busy: boolean; onOpen: (dir: string) => void }) {
  const { recent, busy, onOpen } = props
  const [dir, setDir] = useState('')
  return (
    <form
      className={cardClasses}
      onSubmit={(event) => {
        event.preventDefault()
        if (dir.trim()) onOpen(dir.trim())
      }}
    >
      <h3 className="flex items-center gap-2 font-semibold">
        <FolderOpen className="size-4 text-primary" aria-hidden /> Open a folder
      </h3>
      <FormField label="Path" help="A folder that holds index.ts and one folder for each integration.">
        {(control) => (
          <Input
            {...control}
            value={dir}
            placeholder="/home/you/integrations"
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setDir(event.target.value)}
            className="font-mono text-xs"
          />
        )}
      </FormField>
      <Button type="submit" variant="outline" busy={busy} className="self-start">
        Open the folder
      </Button>
      {recent.length > 0 && (
        <section aria-label="Opened before" className="border-t pt-2">
          <h4 className="pb-1 text-xs font-medium text-muted-foreground">Opened before</h4>
          <ul className="flex flex-col">
            {recent.slice(0, 6).map((one) => (
              <li key={one}>
                <button
                  type="button"
                  title={one}
                  onClick={() => onOpen(one)}
                  className="w-full truncate rounded-sm px-1.5 py-1 text-left font-mono text-xs hover:bg-accent"
                >
                  {one}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </form>
  )
}
