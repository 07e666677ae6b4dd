import { Monitor, Moon, Sun } from 'lucide-react'
import { Segmented } from '@/components/ui/segmented'
import { FaultNotice } from '@/components/error-state'
import { setAppearance, useAppearance } from '@/lib/theme'
import { useSaveSettings } from '../autosave'
import { Section } from './section'

const options = [
  {
    value: 'system',
    title: (
      <>
        <Monitor aria-hidden /> System
      </>
    ),
  },
  {
    value: 'light',
    title: (
      <>
        <Sun aria-hidden /> Light
      </>
    ),
  },
  {
    value: 'dark',
    title: (
      <>
        <Moon aria-hidden /> Dark
      </>
    ),
  },
] as const

export function AppearanceSection() {
  const appearance = useAppearance()
  const save = useSaveSettings()
  return (
    <Section
      id="appearance"
      title="Appearance"
      description="“System” follows your desktop, also while Patchbay runs."
    >
      <Segmented
        label="Appearance"
        value={appearance}
        options={options}
        onChange={(next) => {
          setAppearance(next)
          save.mutate({ appearance: next })
        }}
        className="self-start"
      />
      {save.error && <FaultNotice error={save.error} />}
    </Section>
  )
}
