import { Plus, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { asFault } from '@/api/fault'
import type { Settings } from '@/api/types'
import { FaultNotice } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { messageFor, useDebounced, useSaveSettings } from '../autosave'
import { Field, SavedSign } from './section'

interface Entry {
  id: number
  text: string
}

interface EntryListProps {
  field: 'allowed_hosts' | 'allowed_origins'
  title: string
  /** What one entry is, in lower case. */
  noun: string
  placeholder: string
  help: string
  settings: Settings
}

let lastId = 0
const entry = (text: string): Entry => ({ id: ++lastId, text })

/** A list of texts, saved as it is typed. A wrong entry says so beside itself; the others are saved all the same. */
export function EntryList({ field, title, noun, placeholder, help, settings }: EntryListProps) {
  const [entries, setEntries] = useState(() => settings[field].map(entry))
  const [problems, setProblems] = useState<ReadonlyMap<number, string>>(new Map())
  const save = useSaveSettings()
  const added = useRef<number>(undefined)
  const list = useRef<HTMLUListElement>(null)

  const store = (rows: Entry[], wrong: ReadonlyMap<number, string> = new Map()) => {
    const sent = rows.filter(({ id, text }) => text.trim() && !wrong.has(id))
    save.mutate(
      { [field]: sent.map(({ text }) => text.trim()) },
      {
        onSuccess: () => setProblems(wrong),
        onError: (error) => {
          const found = new Map(wrong)
          sent.forEach(({ id }, index) => {
            const message = messageFor(error, field, index)
            if (message) found.set(id, message)
          })
          setProblems(found)
          if (found.size > wrong.size) store(rows, found)
        },
      },
    )
  }
  useDebounced(entries, (rows) => store(rows))
  useEffect(() => {
    if (added.current === undefined) return
    list.current?.querySelector<HTMLInputElement>(`#entry-${added.current}`)?.focus()
    added.current = undefined
  }, [entries])

  const add = () => {
    const fresh = entry('')
    added.current = fresh.id
    setEntries([...entries, fresh])
  }
  const set = (id: number, text: string) =>
    setEntries(entries.map((one) => (one.id === id ? { ...one, text } : one)))
  const general = save.error && asFault(save.error).errors.length === 0
  const state = problems.size > 0 && !save.isPending ? 'error' : save.status
  return (
    <Field title={title} help={help} aside={<SavedSign state={state} />}>
      {entries.length > 0 && (
        <ul ref={list} className="flex flex-col gap-1.5">
          {entries.map(({ id, text }, index) => {
            const problem = problems.get(id)
            return (
              <li key={id}>
                <div className="flex gap-1.5">
                  <Input
                    id={`entry-${id}`}
                    aria-label={`${title}, entry ${index + 1}`}
                    aria-invalid={problem ? true : undefined}
                    aria-describedby={problem ? `entry-${id}-problem` : undefined}
                    value={text}
                    placeholder={placeholder}
                    spellCheck={false}
                    autoComplete="off"
                    onChange={(event) => set(id, event.target.value)}
                    className="font-mono text-xs"
                  />
                  <Button
                    variant="ghost"
                    size="icon"
                    aria-label={`Remove ${text || `${noun} ${index + 1}`}`}
                    onClick={() => setEntries(entries.filter((one) => one.id !== id))}
                  >
                    <X aria-hidden />
                  </Button>
                </div>
                {problem && (
                  <p id={`entry-${id}-problem`} role="alert" className="pt-0.5 text-xs text-destructive">
                    {problem}
                  </p>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {entries.length === 0 && <p className="text-muted-foreground">None.</p>}
      {general && <FaultNotice error={save.error} />}
      <Button variant="outline" size="sm" className="self-start" onClick={add}>
        <Plus aria-hidden /> Add {noun}
      </Button>
    </Field>
  )
}
