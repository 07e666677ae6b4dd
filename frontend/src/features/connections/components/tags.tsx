import { useState } from 'react'
import { setTags, type ConnectionRef } from '@/api/connections'
import { KeyValueEditor } from '@/components/key-value-editor'
import { SaveStatus } from '@/components/save-status'
import { useAutosave } from '@/lib/autosave'
import { tagPairs, tagProblem, tagsOf } from '../tags'

interface TagsProps {
  of: ConnectionRef
  tags: Record<string, string>
}

const usual = ['end_user_id', 'end_user_email', 'end_user_display_name', 'organization_id']

/** Names and values to find a connection by. Saves by itself. */
export function Tags({ of, tags }: TagsProps) {
  const [pairs, setPairs] = useState(() => tagPairs(tags))
  const [stored, setStored] = useState(tags)
  const value = tagsOf(pairs)
  const valid = pairs.every((pair, index) => tagProblem(pairs, pair, index) === undefined)
  const { state, retry } = useAutosave({
    value,
    stored,
    enabled: valid,
    save: async (now) => {
      await setTags(of, now)
      setStored(now)
    },
  })
  return (
    <div className="flex max-w-2xl flex-col gap-2">
      <div className="flex min-h-7 items-center justify-between gap-3">
        <p className="text-muted-foreground">Up to ten names and values to find this connection by.</p>
        {valid && <SaveStatus state={state} retry={() => void retry()} />}
      </div>
      <KeyValueEditor
        noun="tag"
        pairs={pairs}
        onChange={setPairs}
        keys={usual}
        problem={(pair, index) => tagProblem(pairs, pair, index)}
      />
    </div>
  )
}
