import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { revokeMCP } from '@/api/mcp'
import { queries } from '@/api/queries'
import type { Settings, Status } from '@/api/types'
import { CopyButton } from '@/components/copy-field'
import { FaultNotice } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import { Label } from '@/components/ui/label'
import { Switch } from '@/components/ui/switch'
import { useSaveSettings } from '../autosave'
import { Field, Section } from './section'

/** A client that starts programs may know neither the shell's PATH nor which data folder is meant. */
const command = (status: Status) =>
  JSON.stringify(
    {
      mcpServers: {
        patchbay: { command: status.program || 'patchbay', args: ['--data-dir', status.data_dir, 'mcp'] },
      },
    },
    null,
    2,
  )

/** A client that speaks HTTP needs the address and the key, which it reads from the environment. */
const address = (apiUrl: string) =>
  JSON.stringify(
    {
      mcpServers: {
        patchbay: {
          type: 'http',
          url: `${apiUrl}/mcp/patchbay`,
          headers: { Authorization: 'Bearer ${NANGO_SECRET_KEY}' },
        },
      },
    },
    null,
    2,
  )

/** The switch for coding assistants, how to add Patchbay to one, and what was allowed. */
export function AssistantsSection({ settings, status }: { settings: Settings; status: Status }) {
  const save = useSaveSettings()
  return (
    <Section
      id="assistants"
      title="Coding assistants"
      description="Tools for assistants that speak the Model Context Protocol: find APIs, call them through your connections, and write, compile and try functions. No answer holds a secret."
    >
      <div className="flex items-start justify-between gap-4">
        <div>
          <Label htmlFor="assistants-on">Let coding assistants use Patchbay</Label>
          <p id="assistants-on-help" className="text-muted-foreground">
            What changes something, every action, and what calls an address that is not the provider’s asks
            you first. Only a program that holds an API key runs actions at /mcp without being asked and
            without this switch, as it can at /action/trigger.
          </p>
        </div>
        <Switch
          id="assistants-on"
          aria-describedby="assistants-on-help"
          checked={settings.mcp}
          onCheckedChange={(on) => save.mutate({ mcp: on })}
        />
      </div>
      {save.error && <FaultNotice error={save.error} />}
      {settings.mcp && (
        <>
          <Snippet
            title="Add it to a client that starts programs"
            code={command(status)}
            help="No key is needed: the program talks to Patchbay on this machine. With --connection INTEGRATION/CONNECTION behind mcp, the assistant gets the actions of that connection instead, and each run asks you first."
          />
          <Snippet
            title="Add it to a client that speaks HTTP"
            code={address(status.api_url)}
            help="Put the API key into the client’s environment as NANGO_SECRET_KEY; the key needs full access. /mcp serves the actions of a connection, /mcp/management the management tools."
          />
          <Grants />
        </>
      )}
    </Section>
  )
}

function Snippet({ title, code, help }: { title: string; code: string; help: string }) {
  return (
    <Field title={title} aside={<CopyButton value={code} label="Copy configuration" showLabel />} help={help}>
      <pre
        tabIndex={0}
        aria-label={title}
        className="overflow-x-auto rounded-md border bg-muted p-3 font-mono text-xs leading-5"
      >
        {code}
      </pre>
    </Field>
  )
}

function Grants() {
  const client = useQueryClient()
  const { data } = useQuery(queries.mcp())
  const revoke = useMutation({
    mutationFn: revokeMCP,
    onSettled: () => client.invalidateQueries({ queryKey: queries.mcp().queryKey }),
  })
  return (
    <Field
      title="Allowed for this session"
      help="Ends when Patchbay closes, after eight hours at the latest."
    >
      {data?.grants.length ? (
        <ul className="flex flex-col gap-2">
          {data.grants.map(({ id, caller, covers }) => (
            <li key={id} className="flex items-center justify-between gap-4">
              <span className="min-w-0 break-words">
                {caller}: {covers}
              </span>
              <Button variant="outline" size="sm" onClick={() => revoke.mutate(id)}>
                Take back
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted-foreground">Nothing: every change asks.</p>
      )}
      {revoke.error && <FaultNotice error={revoke.error} />}
    </Field>
  )
}
