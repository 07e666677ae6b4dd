import type { ApiDocument, DocumentOperation, Parameter, Schema } from '@/api/reference'

/** One operation, flat. */
export interface Operation {
  id: string
  method: string
  /** As it is sent, with {name} for each path parameter. */
  path: string
  topic: string
  summary: string
  description: string
  deprecated: boolean
  parameters: Parameter[]
  body: { schema: Schema; example: unknown; required: boolean } | undefined
  answers: DocumentOperation['responses']
  /** How a caller proves itself. */
  access: Access
  scope: string | undefined
  fn: DocumentOperation['x-function']
  /** Patchbay sends it to the user's own server; nobody calls it here. */
  sent: boolean
}

type Access = 'key' | 'session' | 'browser' | 'none'

export interface Topic {
  name: string
  description: string
  operations: Operation[]
}

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options']

/** The document's operations by topic, in the document's order of topics; empty topics are left out. */
export function topicsOf(document: ApiDocument): Topic[] {
  const topics = new Map<string, Topic>(document.tags.map((tag) => [tag.name, { ...tag, operations: [] }]))
  const own = (path: string) => path.startsWith('/patchbay/') // after the routes that every server has
  const paths = Object.entries(document.paths).sort(([a], [b]) => Number(own(a)) - Number(own(b)))
  for (const [path, item] of paths) {
    for (const method of methods) {
      const one = item[method]
      if (one) topics.get(one.tags[0] ?? '')?.operations.push(operationOf(path, method, one))
    }
  }
  for (const { post } of Object.values(document.webhooks ?? {})) {
    const one = operationOf('your server', 'post', post)
    topics.get(one.topic)?.operations.push({ ...one, sent: true })
  }
  return [...topics.values()].filter((topic) => topic.operations.length > 0)
}

/**
 * Examples keep to the paths that a real server has too. There, what follows # in a path only tells operations on the
 * same path apart, and a model is a parameter of the listing, not a path of its own.
 */
function operationOf(path: string, method: string, one: DocumentOperation): Operation {
  const listing = one['x-function']?.model !== undefined && path.startsWith('/patchbay/records/')
  const media = one.requestBody?.content?.['application/json']
  return {
    id: one.operationId,
    method: method.toUpperCase(),
    path: listing ? '/records' : path.replace(/#.*/, ''),
    topic: one.tags[0] ?? '',
    summary: one.summary,
    description: one.description ?? '',
    deprecated: one.deprecated ?? false,
    parameters: [...(listing ? [modelParameter(one)] : []), ...(one.parameters ?? [])],
    body: media && {
      schema: media.schema ?? {},
      example: media.example,
      required: one.requestBody?.required ?? false,
    },
    answers: one.responses,
    access: accessOf(one.security ?? []),
    scope: one.security?.flatMap((way) => way.key ?? [])[0],
    fn: one['x-function'],
    sent: false,
  }
}

function modelParameter(one: DocumentOperation): Parameter {
  const schema = { type: 'string', const: one['x-function']?.model }
  return { name: 'model', in: 'query', required: true, description: 'Name of the model.', schema }
}

function accessOf(security: Record<string, string[]>[]): Access {
  if (security.some((way) => 'key' in way)) return 'key'
  if (security.some((way) => 'connect_session' in way)) return 'session'
  return security.length > 0 ? 'browser' : 'none'
}

/** Operations in which every word occurs: in the path, the title, the text, the id or the method. */
export function searchTopics(topics: Topic[], query: string): Topic[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return topics
  const fits = (one: Operation) => {
    const text =
      `${one.method} ${one.path} ${one.summary} ${one.description} ${one.id} ${one.topic}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return topics
    .map((topic) => ({ ...topic, operations: topic.operations.filter(fits) }))
    .filter((topic) => topic.operations.length > 0)
}

/** Whether the page itself can send the operation: it has a key's rights and reads JSON. */
export function canTry(one: Operation): boolean {
  const answers = Object.entries(one.answers).filter(([status]) => status.startsWith('2'))
  const readable = answers.every(
    ([, answer]) => !answer.content || 'application/json' in answer.content || '*/*' in answer.content,
  )
  return readable && (one.access === 'key' || one.access === 'none')
}
