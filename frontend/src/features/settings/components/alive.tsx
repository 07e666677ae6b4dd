import { FaultNotice } from '@/components/error-state'
import { Label } from '@/components/ui/label'
import { Switch } from '@/components/ui/switch'
import type { Settings } from '@/api/types'
import { useSaveSettings } from '../autosave'
import { Section } from './section'

type Name = 'keep_alive' | 'test_keys'

const switches: { name: Name; title: string; help: string }[] = [
  {
    name: 'keep_alive',
    title: 'Renew connections that nobody used for a day',
    help: 'Many providers end a refresh token that is not used for weeks. Without this, a connection you come back to later may have to be made again.',
  },
  {
    name: 'test_keys',
    title: 'Test stored keys and passwords once a day',
    help: 'Makes one small call per unused connection, so that a revoked key is noticed before you need it.',
  },
]

/** What Patchbay does for connections while nobody uses them. */
export function AliveSection({ settings }: { settings: Settings }) {
  const save = useSaveSettings()
  return (
    <Section
      id="alive"
      title="Unused connections"
      description="Done in the background while Patchbay runs, also after your computer slept."
    >
      {switches.map(({ name, title, help }) => (
        <div key={name} className="flex items-start justify-between gap-4">
          <div>
            <Label htmlFor={`alive-${name}`}>{title}</Label>
            <p id={`alive-${name}-help`} className="text-muted-foreground">
              {help}
            </p>
          </div>
          <Switch
            id={`alive-${name}`}
            aria-describedby={`alive-${name}-help`}
            checked={settings[name]}
            onCheckedChange={(on) => save.mutate({ [name]: on })}
          />
        </div>
      ))}
      {save.error && <FaultNotice error={save.error} />}
    </Section>
  )
}
