import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { replaceKey, revokeKey } from '@/api/environments'
import { queries } from '@/api/queries'
import type { ApiKey, ApiKeyWithSecret, Status } from '@/api/types'
import { ErrorState, FaultNotice } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { formatDate, formatRelative } from '@/lib/dates'
import { NewKeyDialog, SecretOnce } from './new-key'
import { Section } from './section'

/** The key that an environment is made with; the section above replaces it. */
const ownKey = 'Default - Full access'

type Environment = Status['environment']

/** Keys for scripts that should not be able to do everything. */
export function KeysSection({ environment }: { environment: Environment }) {
  const keys = useQuery(queries.keys(environment.uuid))
  const [making, setMaking] = useState(false)
  return (
    <Section
      id="keys"
      title="Keys with scopes"
      description={`Give a script of “${environment.name}” a key of its own, with no more than it needs. A key without credentials scopes never sees a token.`}
      aside={
        <Button variant="outline" size="sm" onClick={() => setMaking(true)}>
          <Plus aria-hidden /> New key…
        </Button>
      }
    >
      {keys.error && !keys.data && (
        <ErrorState
          error={keys.error}
          title="The keys could not be read."
          retry={() => void keys.refetch()}
          className="py-4"
        />
      )}
      {keys.data && (
        <div className="overflow-x-auto">
          <table className="w-full text-left">
            <thead className="text-xs text-muted-foreground">
              <tr>
                <th className="py-1 pr-3 font-medium">Name</th>
                <th className="py-1 pr-3 font-medium">Scopes</th>
                <th className="py-1 pr-3 font-medium">Last used</th>
                <th className="py-1">
                  <span className="sr-only">What to do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {keys.data.map((key) => (
                <KeyRow key={key.id} environment={environment} apiKey={key} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <NewKeyDialog environment={environment} open={making} onClose={() => setMaking(false)} />
    </Section>
  )
}

type Act = 'replace' | 'revoke'

function KeyRow({ environment, apiKey }: { environment: Environment; apiKey: ApiKey }) {
  const [act, setAct] = useState<Act>()
  const { display_name: name, scopes, last_used_at: used } = apiKey
  return (
    <tr className="border-t align-top">
      <td className="py-2 pr-3 font-medium">{name}</td>
      <td className="py-2 pr-3">
        <code className="font-mono text-xs break-all">{scopes.join(' ')}</code>
      </td>
      <td className="py-2 pr-3 whitespace-nowrap" title={used ? formatDate(used) : undefined}>
        {used ? formatRelative(used) : 'never'}
      </td>
      <td className="py-1 text-right whitespace-nowrap">
        {name !== ownKey && (
          <>
            <Button
              variant="ghost"
              size="sm"
              aria-label={`Replace ${name}`}
              onClick={() => setAct('replace')}
            >
              Replace…
            </Button>
            <Button variant="ghost" size="sm" aria-label={`Revoke ${name}`} onClick={() => setAct('revoke')}>
              Revoke…
            </Button>
          </>
        )}
        {act && (
          <ActDialog act={act} environment={environment} apiKey={apiKey} onClose={() => setAct(undefined)} />
        )}
      </td>
    </tr>
  )
}

const words = {
  replace: { title: 'Replace', button: 'Replace the key' },
  revoke: { title: 'Revoke', button: 'Revoke the key' },
}

interface ActProps {
  act: Act
  environment: Environment
  apiKey: ApiKey
  onClose: () => void
}

/** Scripts that use the key stop working, so both acts are asked for once more. */
function ActDialog({ act, environment, apiKey, onClose }: ActProps) {
  const client = useQueryClient()
  const [fresh, setFresh] = useState<ApiKeyWithSecret>()
  const done = () => client.invalidateQueries({ queryKey: queries.keys(environment.uuid).queryKey })
  const go = useMutation({
    mutationFn: async () => {
      if (act === 'replace') setFresh(await replaceKey(environment.uuid, apiKey.uuid))
      else await revokeKey(environment.uuid, apiKey.uuid)
    },
    onSuccess: async () => {
      if (act === 'revoke') onClose()
      await done()
    },
  })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>
            {words[act].title} the key “{apiKey.display_name}”?
          </DialogTitle>
          <DialogDescription>
            {act === 'replace'
              ? 'It gets a new secret and keeps its name and scopes. The old secret stops working at once.'
              : 'It stops working at once, and every script that uses it answers 401.'}
          </DialogDescription>
        </DialogHeader>
        {fresh ? (
          <SecretOnce apiKey={fresh} onClose={onClose} />
        ) : (
          <>
            <DialogBody>{go.error && <FaultNotice error={go.error} />}</DialogBody>
            <DialogFooter>
              <Button variant="ghost" onClick={onClose}>
                Keep it
              </Button>
              <Button variant="destructive" busy={go.isPending} onClick={() => go.mutate()}>
                {words[act].button}
              </Button>
            </DialogFooter>
          </>
        )}
      </DialogContent>
    </Dialog>
  )
}
