/** A catalog entry as it is, in the catalog's own field names. */
type Entry = Readonly<Record<string, unknown>>

interface FactRow {
  label: string
  /** Lines to show, each a value of the catalog as text. */
  lines: string[]
}

export interface FactSection {
  title: string
  rows: FactRow[]
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Follows a dotted path of field names. */
function at(entry: Entry, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), entry)
}

const scalar = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** A value as lines: an object as "name: value", a list as one line unless it holds objects. */
function linesOf(value: unknown): string[] {
  if (value === undefined || value === null || value === '') return []
  if (Array.isArray(value))
    return value.some(isObject) ? value.map((item) => JSON.stringify(item)) : [value.map(scalar).join(', ')]
  if (isObject(value)) return Object.entries(value).map(([name, item]) => `${name}: ${scalar(item)}`)
  return [scalar(value)]
}

const sections: [title: string, rows: [label: string, path: string][]][] = [
  [
    'Addresses',
    [
      ['Login', 'authorization_url'],
      ['Request token', 'request_url'],
      ['Token', 'token_url'],
      ['Renewal', 'refresh_url'],
      ['Client registration', 'registration_url'],
      ['API', 'proxy.base_url'],
    ],
  ],
  [
    'Login and token',
    [
      ['Login parameters', 'authorization_params'],
      ['Token parameters', 'token_params'],
      ['Token headers', 'token_headers'],
      ['Renewal parameters', 'refresh_params'],
      ['Token answer', 'token_response'],
      ['Further steps', 'additional_steps'],
      ['Signed here', 'signature'],
      ['Assertion', 'assertion'],
      ['Kept from the answer', 'token_response_metadata'],
      ['Kept from the callback', 'redirect_uri_metadata'],
      ['Default scopes', 'default_scopes'],
    ],
  ],
  [
    'Requests',
    [
      ['Headers', 'proxy.headers'],
      ['Query', 'proxy.query'],
      ['Body', 'proxy.body'],
      ['Credentials are checked with', 'proxy.verification.endpoints'],
      ['Wait until', 'proxy.retry.at'],
      ['Wait for', 'proxy.retry.after'],
      ['Calls left', 'proxy.retry.remaining'],
      ['Tried again after', 'proxy.retry.error_code'],
      ['Wait told in the body', 'proxy.retry.in_body'],
      ['Pages', 'proxy.paginate'],
    ],
  ],
  [
    'Webhooks',
    [
      ['Received by', 'webhook_routing_script'],
      ['You set the secret', 'webhook_user_defined_secret'],
      ['Query parameters', 'webhook_allowed_query_params'],
    ],
  ],
  [
    'Peculiarities',
    [
      ['PKCE is switched off', 'disable_pkce'],
      ['Scopes are separated by', 'scope_separator'],
      ['Token request body', 'body_format'],
      ['Client credentials travel', 'authorization_method'],
      ['Client authentication', 'token_request_auth_method'],
      ['Code parameter', 'authorization_code_param_in_callback'],
      ['Not encoded in the login address', 'authorization_url_skip_encode'],
      ['Replaced in the login address', 'authorization_url_replacements'],
      ['Token lifetime (ms)', 'token_expires_in_ms'],
      ['Renewed before the end (s)', 'token_expiration_buffer'],
      ['Lifetimes are in', 'expires_in_unit'],
      ['Where the token is', 'alternate_access_token_response_path'],
      ['Client certificate', 'require_client_certificate'],
      ['Client registration', 'client_registration'],
      ['Installation', 'installation'],
      ['Headers follow redirects', 'proxy.forward_headers_on_redirect'],
      ['After connecting', 'post_connection_script'],
      ['Credentials are checked by', 'credentials_verification_script'],
      ['Before deleting', 'pre_connection_deletion_script'],
      ['Derived from', 'alias_of'],
    ],
  ],
]

/** The facts of an entry in sections; what it does not say is left out. */
export function factSections(entry: Entry): FactSection[] {
  return sections
    .map(([title, rows]) => ({
      title,
      rows: rows
        .map(([label, path]) => ({ label, lines: linesOf(at(entry, path)) }))
        .filter((row) => row.lines.length > 0),
    }))
    .filter((section) => section.rows.length > 0)
}
