/** Where requests go and as whom. */
export interface ClientOptions {
  /** Address of the server; http://localhost:3003 when left out. */
  host?: string;
  /** API key of an environment. It belongs on a server, never in a browser. */
  key: string;
  /** Sends the requests; the global fetch when left out. */
  fetch?: Fetch;
}

/** The part of fetch that the client uses. */
export type Fetch = (
  address: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal?: never },
) => Promise<Reply>;

/** The part of an answer that the client uses. */
export interface Reply {
  readonly ok: boolean;
  readonly status: number;
  text(): Promise<string>;
}

/** Options of one call. */
export interface CallOptions {
  /** An AbortSignal that ends the call. What the call then throws is the signal's reason. */
  signal?: { readonly aborted: boolean };
}

/** Which records to list. */
export interface RecordQuery extends CallOptions {
  /** Variant of the sync; base when left out. */
  variant?: string;
  /** Only records that changed after this moment. */
  modifiedAfter?: string | Date;
  /** Only what changed after the record of this cursor. Keep the last one for the next time. */
  cursor?: string;
  /** Only records whose last change was one of these. */
  filter?: Array<"added" | "updated" | "deleted">;
  /** Only records of these ids. */
  ids?: Array<string>;
  /** Records of one request, 100 when left out. The generator goes on to the next page by itself. */
  pageSize?: number;
}

/** What every record carries. */
export interface RecordMetadata {
  first_seen_at: string;
  last_modified_at: string;
  last_action: "ADDED" | "UPDATED" | "DELETED";
  deleted_at: string | null;
  /** A pruned record has only its id and this metadata. */
  pruned_at: string | null;
  cursor: string;
}

/** A record as it is listed. */
export type Saved<T> = T & { id: string; _nango_metadata: RecordMetadata };

/** One field that a server did not accept. */
export interface FieldProblem {
  code: string;
  message: string;
  path: Array<string>;
}

/** Why a call failed. Programs decide by code; status 0 means that the server could not be reached. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  /** Which fields are wrong, when the server says so. */
  readonly errors: Array<FieldProblem>;
  /** What the failure carries, such as the payload of an ActionError. */
  readonly payload: unknown;
  /** What a provider answered the function, when that was the reason. */
  readonly upstream: unknown;

  constructor(status: number, code: string, message: string, detail: { errors?: Array<FieldProblem>; payload?: unknown; upstream?: unknown; cause?: unknown } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = detail.errors ?? [];
    this.payload = detail.payload;
    this.upstream = detail.upstream;
    if (detail.cause !== undefined) {
      Object.defineProperty(this, "cause", { value: detail.cause, configurable: true });
    }
  }
}

interface Target {
  integration: string;
  connectionId: string;
}

type Send = <T>(method: string, path: string, to: Target, body: unknown, options: CallOptions | undefined) => Promise<T>;

function sender(options: ClientOptions): Send {
  const host = (options.host ?? "http://localhost:3003").replace(/\/+$/, "");
  const fetch = options.fetch ?? (globalThis as unknown as { fetch: Fetch }).fetch;
  return async <T>(method: string, path: string, to: Target, body: unknown, call: CallOptions | undefined): Promise<T> => {
    const headers: Record<string, string> = {
      Authorization: `Bearer ${options.key}`,
      "Provider-Config-Key": to.integration,
      "Connection-Id": to.connectionId,
    };
    const init: Parameters<Fetch>[1] = { method, headers };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
      init.body = JSON.stringify(body);
    }
    if (call?.signal !== undefined) {
      init.signal = call.signal as never;
    }
    let reply: Reply;
    let text: string;
    try {
      reply = await fetch(host + path, init);
      text = await reply.text();
    } catch (cause) {
      if (call?.signal?.aborted === true) {
        throw cause;
      }
      throw new ApiError(0, "unreachable", `${host} does not answer.`, { cause });
    }
    const answer = parse(text);
    if (!reply.ok) {
      throw refusal(reply.status, answer, text);
    }
    if (answer === undefined) {
      const message = `${host} answered with something other than JSON. Check that host is the address of Patchbay.`;
      throw new ApiError(reply.status, "unexpected_answer", message, { payload: text.slice(0, 200) });
    }
    return answer as T;
  };
}

function parse(text: string): unknown {
  try {
    return text === "" ? null : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function refusal(status: number, answer: unknown, text: string): ApiError {
  const error = (answer as { error?: { code?: string; message?: string; errors?: Array<FieldProblem>; payload?: unknown; upstream?: unknown } } | null | undefined)?.error;
  if (error === undefined || typeof error !== "object") {
    return new ApiError(status, "unknown", `The server answered ${String(status)}: ${text.slice(0, 200)}`);
  }
  const detail: ConstructorParameters<typeof ApiError>[3] = { payload: error.payload, upstream: error.upstream };
  if (error.errors !== undefined) {
    detail.errors = error.errors;
  }
  const code = error.code ?? "unknown";
  return new ApiError(status, code, error.message ?? error.errors?.[0]?.message ?? code, detail);
}
