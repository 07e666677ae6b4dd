// uncontrolledFetch: a request without any credentials, answered like the web's fetch.
import { ActionError } from './errors';
import type { Body, Link } from './host';

interface Wish {
    url: URL;
    method?: string;
    headers?: Record<string, string> | [string, string][];
    body?: string | Uint8Array | null;
}

export function fetchMethod(link: Link) {
    return async (wish: Wish) => {
        const { url, method = 'GET', headers = {}, body } = wish;
        const pairs = Array.isArray(headers)
            ? headers
            : typeof (headers as any).entries === 'function'
              ? [...(headers as any).entries()]
              : Object.entries(headers);
        const args = {
            url: String(url),
            method: method.toUpperCase(),
            headers: pairs.map(([name, value]) => [String(name), String(value)]),
            hasBody: body !== undefined && body !== null
        };
        const { head, body: answer } = await link.ask('fetch', args, body ?? undefined);
        if (head.refused) {
            throw new ActionError(head.refused);
        }
        return new FetchResponse(head, answer, link);
    };
}

interface Head {
    status: number;
    statusText: string;
    headers: [string, string[]][];
    url: string;
    redirected: boolean;
}

class FetchHeaders {
    #values = new Map<string, string>();

    constructor(pairs: [string, string[]][]) {
        for (const [name, values] of pairs) this.#values.set(name, values.join(', '));
    }

    get(name: string) {
        return this.#values.get(String(name).toLowerCase()) ?? null;
    }

    has(name: string) {
        return this.#values.has(String(name).toLowerCase());
    }

    forEach(visit: (value: string, name: string, headers: FetchHeaders) => void) {
        for (const [name, value] of this) visit(value, name, this);
    }

    keys() {
        return this.#values.keys();
    }

    values() {
        return this.#values.values();
    }

    entries() {
        return this.#values.entries();
    }

    [Symbol.iterator]() {
        return this.#values.entries();
    }
}

class FetchResponse {
    status: number;
    statusText: string;
    headers: FetchHeaders;
    url: string;
    redirected: boolean;
    ok: boolean;
    type = 'basic';
    bodyUsed = false;
    #head: Head;
    #body: Body;
    #link: Link;

    constructor(head: Head, body: Body, link: Link) {
        this.#head = head;
        this.#body = body;
        this.#link = link;
        this.status = head.status;
        this.statusText = head.statusText;
        this.headers = new FetchHeaders(head.headers);
        this.url = head.url;
        this.redirected = head.redirected;
        this.ok = head.status >= 200 && head.status < 300;
    }

    #use(): Body {
        if (this.bodyUsed) throw new TypeError('Body is unusable: Body has already been read');
        this.bodyUsed = true;
        return this.#body;
    }

    async text(): Promise<string> {
        const text = this.#use().text();
        return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    }

    async json(): Promise<unknown> {
        const body = this.#use();
        if (body.size === 0) throw new SyntaxError('Unexpected end of JSON input');
        return body.json();
    }

    async arrayBuffer(): Promise<ArrayBuffer> {
        const bytes = await this.bytes();
        return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    }

    async bytes(): Promise<Uint8Array> {
        return this.#use().buffer();
    }

    clone(): FetchResponse {
        if (this.bodyUsed) throw new TypeError('Response.clone: Body has already been consumed.');
        return new FetchResponse(this.#head, this.#body, this.#link);
    }
}
