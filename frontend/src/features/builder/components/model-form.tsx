import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { deleteModel, saveModel, testModel } from '@/api/builder'
import type { BuilderModel } from '@/api/types'
import { FaultNotice } from '@/components/error-state'
import { FormField } from '@/components/form-field'
import { SecretInput } from '@/components/secret-field'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { modelQuery } from '../queries'

interface ModelFormProps {
  /** The stored one; null: none yet. */
  model: BuilderModel | null
  onDone: () => void
}

const kinds: { value: BuilderModel['kind']; title: string; example: string }[] = [
  { value: 'openai', title: 'OpenAI-compatible', example: 'http://localhost:11434/v1' },
  { value: 'anthropic', title: 'Anthropic-style', example: 'https://api.anthropic.com' },
]

/** Where drafts come from: an account of the user's, or a program on this machine. Saving asks the model one short question. */
export function ModelForm({ model, onDone }: ModelFormProps) {
  const client = useQueryClient()
  const [kind, setKind] = useState(model?.kind ?? 'openai')
  const [url, setURL] = useState(model?.url ?? '')
  const [name, setName] = useState(model?.name ?? '')
  const [key, setKey] = useState('')
  const test = useMutation({
    mutationFn: async () => {
      const saved = await saveModel({ kind, url: url.trim(), name: name.trim(), ...(key && { key }) })
      setKey('')
      const answer = await testModel()
      return { saved, answer }
    },
  })
  const forget = useMutation({
    mutationFn: deleteModel,
    onSuccess: () => {
      client.setQueryData(modelQuery().queryKey, null)
      onDone()
    },
  })
  const finish = () => {
    void client.invalidateQueries({ queryKey: modelQuery().queryKey })
    onDone()
  }
  const complete = url.trim() !== '' && name.trim() !== ''
  const error = test.error ?? forget.error
  return (
    <Card className="max-w-2xl">
      <CardHeader>
        <CardTitle>The language model</CardTitle>
        <CardDescription>
          An account of your own, or a program on this machine. Everything else in Patchbay works without one.
        </CardDescription>
      </CardHeader>
      <CardContent>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            if (complete) test.mutate()
          }}
        >
          {error && <FaultNotice error={error} />}
          <Segmented
            label="Protocol"
            value={kind}
            onChange={setKind}
            options={kinds}
            className="self-start"
          />
          <FormField
            label="Address"
            help={
              <>
                For example <code>{kinds.find((one) => one.value === kind)?.example}</code>
              </>
            }
          >
            {(control) => (
              <Input
                {...control}
                value={url}
                spellCheck={false}
                onChange={(event) => setURL(event.target.value)}
              />
            )}
          </FormField>
          <FormField label="Model" help="Its name, as that server knows it.">
            {(control) => (
              <Input
                {...control}
                value={name}
                spellCheck={false}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </FormField>
          <FormField
            label="Key"
            optional
            help={
              model?.has_key
                ? 'One is stored, and stays while the address does.'
                : 'Sealed like every other secret. A program on this machine rarely wants one.'
            }
          >
            {(control) => (
              <SecretInput {...control} value={key} onChange={(event) => setKey(event.target.value)} />
            )}
          </FormField>
          {test.data && (
            <p role="status" className="text-success">
              It answers: “{test.data.answer}”
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            <Button
              type="submit"
              variant={test.data ? 'outline' : 'default'}
              busy={test.isPending}
              disabled={!complete}
            >
              Save and test
            </Button>
            {test.data && <Button onClick={finish}>Use it</Button>}
            {model && !test.data && (
              <Button variant="ghost" onClick={finish}>
                Back
              </Button>
            )}
            {model && (
              <Button variant="ghost" busy={forget.isPending} onClick={() => forget.mutate()}>
                Forget this model
              </Button>
            )}
          </div>
        </form>
      </CardContent>
    </Card>
  )
}
