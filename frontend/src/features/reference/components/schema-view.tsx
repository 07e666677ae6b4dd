import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { ApiDocument, Schema } from '@/api/reference'
import { cn } from '@/lib/cn'
import { fieldsOf, limitsText, resolve, typeText, type Field } from '../schema'

interface SchemaViewProps {
  schema: Schema
  document: ApiDocument
}

/** The fields of a body or an answer. What is inside a field is drawn when it is opened, so a schema may refer to itself. */
export function SchemaView({ schema, document }: SchemaViewProps) {
  const fields = fieldsOf(schema, document)
  if (fields.length === 0) {
    return <p className="font-mono text-xs text-muted-foreground">{typeText(schema, document)}</p>
  }
  return (
    <ul className="divide-y rounded-md border">
      {fields.map((field) => (
        <FieldRow key={field.name} field={field} document={document} />
      ))}
    </ul>
  )
}

function FieldRow({ field, document }: { field: Field; document: ApiDocument }) {
  const [open, setOpen] = useState(false)
  const schema = resolve(field.schema, document)
  const inner = fieldsOf(field.schema, document)
  const limits = limitsText(schema)
  return (
    <li className="px-3 py-1.5">
      <div className="flex flex-wrap items-baseline gap-x-2">
        {inner.length > 0 ? (
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="-ml-1 inline-flex items-center rounded-sm pr-1 font-mono text-xs font-medium hover:bg-accent"
          >
            <ChevronRight
              aria-hidden
              className={cn('size-3.5 text-muted-foreground transition-transform', open && 'rotate-90')}
            />
            {field.name}
          </button>
        ) : (
          <span className="font-mono text-xs font-medium">{field.name}</span>
        )}
        <span className="font-mono text-xs break-words text-muted-foreground">
          {typeText(field.schema, document)}
        </span>
        {field.required && <span className="text-2xs text-warning">required</span>}
      </div>
      {(schema.description ?? limits) && (
        <p className="text-xs text-muted-foreground">
          {[schema.description, limits && `(${limits})`].filter(Boolean).join(' ')}
        </p>
      )}
      {open && (
        <div className="pt-1.5 pb-1 pl-3">
          <SchemaView schema={field.schema} document={document} />
        </div>
      )}
    </li>
  )
}
