import { useMutation } from '@tanstack/react-query'
import { ChevronRight, CircleCheck, FolderOutput } from 'lucide-react'
import { useState } from 'react'
import { planExport, writeExport } from '@/api/deploy'
import { asFault } from '@/api/fault'
import type { ExportPlan, PlannedFile } from '@/api/types'
import { FaultNotice } from '@/components/error-state'
import { FormField } from '@/components/form-field'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { formatBytes, formatCount } from '@/lib/format'
import { DiffView } from '@/components/diff-view'
import { ParityReport } from './parity'

const isWritten = (file: PlannedFile) => file.change !== 'same'

/** Writes the project into another folder, after showing what that changes there. */
export function ExportTab({ dir }: { dir: string }) {
  const [out, setOut] = useState(`${dir.replace(/[/\\]+$/, '')}-export`)
  const plan = useMutation({ mutationFn: planExport })
  const write = useMutation({
    mutationFn: writeExport,
    // The plan is carried out: what is shown next is the state after it.
    onSuccess: (done) => plan.mutate(done.out),
  })
  const invalid = plan.error && asFault(plan.error).code === 'invalid_out' ? asFault(plan.error) : undefined
  const error = write.error ?? (invalid ? undefined : plan.error)
  const shown = plan.data
  return (
    <div className="flex flex-col gap-4">
      <Card>
        <CardContent className="pt-4">
          <form
            className="flex flex-col gap-3"
            onSubmit={(event) => {
              event.preventDefault()
              write.reset()
              plan.mutate(out.trim())
            }}
          >
            <FormField
              label="Folder to write to"
              error={invalid && [invalid.message, invalid.hint].filter(Boolean).join(' ')}
              help="Functions, fixtures, tests, compiled files and schemas, as the official CLI expects them. Files of that folder that the project does not have are left alone."
            >
              {(control) => (
                <Input
                  {...control}
                  value={out}
                  spellCheck={false}
                  autoComplete="off"
                  onChange={(event) => {
                    setOut(event.target.value)
                    plan.reset()
                    write.reset()
                  }}
                  className="font-mono text-xs"
                />
              )}
            </FormField>
            <div className="flex justify-end">
              <Button
                type="submit"
                variant={shown ? 'outline' : 'default'}
                busy={plan.isPending}
                disabled={!out.trim()}
              >
                Show what would change
              </Button>
            </div>
          </form>
        </CardContent>
      </Card>
      {error && <FaultNotice error={error} />}
      {write.data && (
        <Alert variant="success" role="status">
          <CircleCheck aria-hidden />
          <AlertTitle>
            {formatCount(write.data.files.filter(isWritten).length, 'file')} written to {write.data.out}
          </AlertTitle>
          <AlertDescription>
            It holds no secrets. Run the official CLI there, or deploy from the other tab.
          </AlertDescription>
        </Alert>
      )}
      {shown && <Plan plan={shown} busy={write.isPending} onWrite={() => write.mutate(shown.out)} />}
      {shown && <ParityReport parity={shown.parity} />}
    </div>
  )
}

const changes: Record<string, { title: string; variant: 'success' | 'primary' | 'destructive' | 'outline' }> =
  {
    add: { title: 'New', variant: 'success' },
    change: { title: 'Changed', variant: 'primary' },
    remove: { title: 'Removed', variant: 'destructive' },
    same: { title: 'Same', variant: 'outline' },
  }

function Plan({ plan, busy, onWrite }: { plan: ExportPlan; busy: boolean; onWrite: () => void }) {
  const written = plan.files.filter(isWritten)
  const same = plan.files.filter((file) => !isWritten(file))
  return (
    <Card aria-labelledby="plan-title">
      <div className="flex items-start justify-between gap-3 pr-4">
        <CardHeader className="min-w-0">
          <CardTitle id="plan-title">
            {written.length === 0
              ? 'Nothing to write'
              : formatCount(written.length, 'file to write', 'files to write')}
          </CardTitle>
          <CardDescription className="break-all">
            {plan.out}
            {same.length > 0 && ` · ${formatCount(same.length, 'file')} there already, the same`}
          </CardDescription>
        </CardHeader>
        {written.length > 0 && (
          <Button className="mt-3.5" busy={busy} onClick={onWrite}>
            <FolderOutput aria-hidden /> Write {formatCount(written.length, 'file')}
          </Button>
        )}
      </div>
      <ul>
        {written.map((file) => (
          <FileLine key={file.path} file={file} />
        ))}
      </ul>
      {same.length > 0 && (
        <details className="border-t px-4 py-2.5">
          <summary className="w-fit rounded-sm text-muted-foreground hover:text-foreground">
            Files that stay the same
          </summary>
          <ul className="pt-2 font-mono text-xs leading-5 text-muted-foreground">
            {same.map((file) => (
              <li key={file.path}>{file.path}</li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}

function FileLine({ file }: { file: PlannedFile }) {
  const look = changes[file.change]
  const line = (
    <>
      <span className="min-w-0 flex-1 truncate font-mono text-xs">{file.path}</span>
      <span className="text-xs text-muted-foreground tabular-nums">{formatBytes(file.size)}</span>
      <Badge variant={look?.variant ?? 'default'} className="w-18 justify-center">
        {look?.title ?? file.change}
      </Badge>
    </>
  )
  if (!file.diff) return <li className="flex h-9 items-center gap-3 border-t pr-4 pl-10">{line}</li>
  return (
    <li className="border-t">
      <details className="group">
        <summary className="flex h-9 list-none items-center gap-3 px-4 hover:bg-muted">
          <ChevronRight
            className="size-3.5 shrink-0 text-muted-foreground transition-transform group-open:rotate-90"
            aria-hidden
          />
          {line}
        </summary>
        <DiffView diff={file.diff} label={`Changes of ${file.path}`} />
      </details>
    </li>
  )
}
