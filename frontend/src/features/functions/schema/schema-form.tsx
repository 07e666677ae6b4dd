import { Plus, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { CodeEditor } from '@/components/code-editor'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Input, inputClasses } from '@/components/ui/input'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select'
import { cn } from '@/lib/cn'
import type { Problems } from './check'
import { fieldOf, isSchema, startValue, type Field, type Schema } from './schema'

interface PartProps {
  root: Schema
  schema: Schema
  value: unknown
  /** undefined takes the value away. */
  onChange: (value: unknown) => void
  path: string
  name: string
  optional: boolean
  problems: Problems
}

interface SchemaFormProps {
  schema: Schema
  value: unknown
  onChange: (value: unknown) => void
  problems: Problems
}

/** A form made from a JSON schema. What it has no control for is edited as JSON; what it does not know stays. */
export function SchemaForm({ schema, value, onChange, problems }: SchemaFormProps) {
  const field = fieldOf(schema, schema)
  const common = { root: schema, problems, path: '' }
  if (field.kind === 'object') {
    return <Members {...common} schema={field.schema} value={value} onChange={onChange} />
  }
  return <Part {...common} schema={schema} value={value} onChange={onChange} name="Input" optional={false} />
}

const join = (path: string, name: string | number) => (path === '' ? String(name) : `${path}.${name}`)

function Members({
  root,
  schema,
  value,
  onChange,
  path,
  problems,
}: Pick<PartProps, 'root' | 'schema' | 'value' | 'onChange' | 'path' | 'problems'>) {
  const known = isSchema(value) ? (value as Record<string, unknown>) : {}
  const names = Object.keys(schema.properties ?? {})
  const extra = Object.keys(known).filter((name) => !names.includes(name))
  const set = (name: string, next: unknown) => {
    const rest = Object.entries(known).filter(([other]) => other !== name)
    onChange(next === undefined ? Object.fromEntries(rest) : { ...known, [name]: next })
  }
  return (
    <div className="flex flex-col gap-3">
      {Object.entries(schema.properties ?? {}).map(([name, part]) => (
        <Part
          key={name}
          root={root}
          schema={part}
          value={known[name]}
          onChange={(next) => set(name, next)}
          path={join(path, name)}
          name={name}
          optional={!schema.required?.includes(name)}
          problems={problems}
        />
      ))}
      {extra.length > 0 && (
        <p className="text-xs text-muted-foreground">
          Also set, as JSON: <code className="font-mono">{extra.join(', ')}</code>
        </p>
      )}
    </div>
  )
}

function Part(props: PartProps) {
  const field = fieldOf(props.root, props.schema)
  const { schema, nullable, kind } = field
  const { name, optional, value, path, problems } = props
  const absent = value === undefined || (nullable && value === null)
  if ((kind === 'object' || kind === 'list') && (optional || nullable) && absent) {
    return <Absent {...props} description={schema.description} />
  }
  if (kind === 'object') return <ObjectPart {...props} field={field} />
  if (kind === 'list') return <ListPart {...props} field={field} />
  return (
    <FormField
      label={<code className="font-mono text-xs">{name}</code>}
      optional={optional}
      error={problems[path]}
      help={schema.description}
    >
      {(control) => <Control {...props} field={field} control={control} />}
    </FormField>
  )
}

function Absent({
  root,
  schema,
  onChange,
  name,
  description,
}: PartProps & { description: string | undefined }) {
  const add = () => {
    const field = fieldOf(root, schema)
    onChange(field.schema.default ?? startValue(root, field.schema))
  }
  return (
    <div className="flex items-center gap-2">
      <code className="font-mono text-xs font-medium">{name}</code>
      <span className="min-w-0 flex-1 truncate text-xs text-muted-foreground">{description}</span>
      <Button variant="outline" size="sm" onClick={add}>
        <Plus aria-hidden /> Add <span className="sr-only">{name}</span>
      </Button>
    </div>
  )
}

type GroupProps = PartProps & { field: Field }

function Group({ props, children }: { props: GroupProps; children: React.ReactNode }) {
  const { name, optional, field, onChange, path, problems } = props
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 rounded-lg border px-3 pt-1 pb-3">
      <legend className="flex items-center gap-1 px-1">
        <code className="font-mono text-xs font-medium">{name}</code>
        {(optional || field.nullable) && (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Remove ${name}`}
            onClick={() => onChange(optional ? undefined : null)}
          >
            <X aria-hidden />
          </Button>
        )}
      </legend>
      {field.schema.description && (
        <p className="text-xs text-muted-foreground">{field.schema.description}</p>
      )}
      {problems[path] && (
        <p role="alert" className="text-xs text-destructive">
          {problems[path]}
        </p>
      )}
      {children}
    </fieldset>
  )
}

function ObjectPart(props: GroupProps) {
  return (
    <Group props={props}>
      <Members {...props} schema={props.field.schema} />
    </Group>
  )
}

function ListPart(props: GroupProps) {
  const { root, field, value, onChange, path, problems, name } = props
  const items = isSchema(field.schema.items) ? field.schema.items : {}
  const rows: unknown[] = Array.isArray(value) ? value : []
  return (
    <Group props={props}>
      <ol className="flex flex-col gap-2">
        {rows.map((row, at) => (
          <li key={at} className="flex items-start gap-1.5">
            <div className="min-w-0 flex-1">
              <Part
                root={root}
                schema={items}
                value={row}
                onChange={(next) => onChange(rows.map((old, index) => (index === at ? (next ?? null) : old)))}
                path={join(path, at)}
                name={`${name} ${at + 1}`}
                optional={false}
                problems={problems}
              />
            </div>
            <Button
              variant="ghost"
              size="icon-sm"
              className="mt-5"
              aria-label={`Remove ${name} ${at + 1}`}
              onClick={() => onChange(rows.filter((_, index) => index !== at))}
            >
              <Trash2 aria-hidden />
            </Button>
          </li>
        ))}
      </ol>
      <Button
        variant="outline"
        size="sm"
        className="self-start"
        aria-label={`Add to ${name}`}
        onClick={() => onChange([...rows, startValue(root, items) ?? null])}
      >
        <Plus aria-hidden /> Add
      </Button>
    </Group>
  )
}

interface ControlProps extends GroupProps {
  control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }
}

function Control(props: ControlProps) {
  switch (props.field.kind) {
    case 'number':
      return <NumberControl {...props} />
    case 'boolean':
      return <ChoiceControl {...props} choices={[true, false]} />
    case 'choice':
      return <ChoiceControl {...props} choices={props.field.choices} />
    case 'json':
      return <JsonControl {...props} />
    default:
      return <TextControl {...props} />
  }
}

const inputTypes: Record<string, string> = { email: 'email', uri: 'url' }

/** An empty text stands for "not given" where that is allowed. */
function TextControl({ field, control, value, onChange, optional }: ControlProps) {
  const text =
    value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)
  const change = (next: string) =>
    onChange(next === '' && optional ? undefined : next === '' && field.nullable ? null : next)
  const shared = {
    ...control,
    value: text,
    spellCheck: false,
    autoComplete: 'off',
    placeholder: placeholderOf(field, value),
  }
  if (text.includes('\n') || text.length > 80) {
    return (
      <textarea
        {...shared}
        rows={4}
        onChange={(event) => change(event.target.value)}
        className={cn(inputClasses, 'py-1.5')}
      />
    )
  }
  return (
    <Input
      {...shared}
      type={inputTypes[field.schema.format ?? ''] ?? 'text'}
      onChange={(event) => change(event.target.value)}
    />
  )
}

function placeholderOf({ schema }: Field, value: unknown): string | undefined {
  if (value === null) return 'null'
  return schema.format === 'date-time'
    ? '2026-01-31T12:00:00Z'
    : schema.format === 'date'
      ? '2026-01-31'
      : undefined
}

/** Keeps what is typed, so that "-" and "1." can become numbers. */
function NumberControl({ field, control, value, onChange, optional }: ControlProps) {
  const shown = typeof value === 'number' || typeof value === 'string' ? String(value) : ''
  const [text, setText] = useState(shown)
  const asNumber = (typed: string) =>
    typed.trim() === '' || Number.isNaN(Number(typed)) ? undefined : Number(typed)
  if (shown !== text && (asNumber(text) ?? text) !== value && !(text === '' && (value ?? null) === null))
    setText(shown)
  return (
    <Input
      {...control}
      inputMode={field.whole ? 'numeric' : 'decimal'}
      value={text}
      spellCheck={false}
      autoComplete="off"
      onChange={({ target: { value: typed } }) => {
        setText(typed)
        onChange(typed === '' ? (!optional && field.nullable ? null : undefined) : (asNumber(typed) ?? typed))
      }}
    />
  )
}

const absent = 'absent'

function ChoiceControl({
  field,
  control,
  value,
  onChange,
  optional,
  name,
  choices,
}: ControlProps & { choices: unknown[] }) {
  const options = [...choices, ...(field.nullable ? [null] : [])]
  const at = options.findIndex((one) => JSON.stringify(one) === JSON.stringify(value))
  return (
    <Select
      value={at >= 0 ? String(at) : value === undefined ? absent : ''}
      onValueChange={(next) => onChange(next === absent ? undefined : options[Number(next)])}
    >
      <SelectTrigger {...control} aria-label={name}>
        <SelectValue placeholder={JSON.stringify(value)} />
      </SelectTrigger>
      <SelectContent>
        {(optional || value === undefined) && <SelectItem value={absent}>not given</SelectItem>}
        {options.map((one, index) => (
          <SelectItem key={index} value={String(index)}>
            {typeof one === 'string' ? one : JSON.stringify(one)}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  )
}

function JsonControl({ control, name, value, onChange }: ControlProps) {
  const stored = value === undefined ? '' : JSON.stringify(value, null, 2)
  const [text, setText] = useState(stored)
  const [known, setKnown] = useState(stored)
  const [wrong, setWrong] = useState(false)
  if (known !== stored) {
    setKnown(stored)
    setText(stored)
  }
  const change = (next: string) => {
    setText(next)
    try {
      const parsed: unknown = next.trim() === '' ? undefined : JSON.parse(next)
      setKnown(parsed === undefined ? '' : JSON.stringify(parsed, null, 2))
      setWrong(false)
      onChange(parsed)
    } catch {
      setWrong(true)
    }
  }
  return (
    <>
      <CodeEditor
        value={text}
        onChange={change}
        language="json"
        label={name}
        {...(control['aria-describedby'] && { describedBy: control['aria-describedby'] })}
      />
      {wrong && (
        <p className="text-xs text-destructive">This is not JSON yet; the last good value is used.</p>
      )}
    </>
  )
}
