// Requests with the connection's credentials, answered as the axios library answers.
import { AxiosError, SDKError, type Response } from './errors';
import { encode } from './form';
import type { Body, Link } from './host';
import { paginate as walk } from './paginate';

export interface Config {
    endpoint?: string;
    method?: string;
    params?: string | Record<string, unknown>;
    data?: unknown;
    headers?: Record<string, unknown>;
    retries?: number | string;
    retryOn?: number[] | null;
    baseUrlOverride?: string;
    responseType?: string;
    forwardHeadersOnRedirect?: boolean;
    paginate?: object;
    providerConfigKey?: string;
    connectionId?: string;
}

type Send = (config: Config) => Promise<Response>;

export function httpMethods(link: Link) {
    const send: Send = (config) => request(link, config);
    const named = (method: string) => async (config: Config) => send({ ...config, method });
    return {
        proxy: async (config: Config) => send({ ...config, method: config?.method || 'GET' }),
        get: named('GET'),
        post: named('POST'),
        put: named('PUT'),
        patch: named('PATCH'),
        delete: named('DELETE'),
        paginate: (config: Config) => pages(link, send, config)
    };
}

async function* pages(link: Link, send: Send, config: Config) {
    let preset = link.settings.preset;
    const { providerConfigKey } = link.settings.properties;
    if (config.providerConfigKey && config.providerConfigKey !== providerConfigKey) {
        preset = (await link.ask('preset', { integration: config.providerConfigKey })).head.preset;
    }
    if (preset === undefined) {
        throw new SDKError('unknown_provider_template_in_config', 'The provider of this integration is not in the catalog.');
    }
    yield* walk(send, preset, config);
}

const withBody = ['POST', 'PUT', 'PATCH', 'DELETE'];

async function request(link: Link, config: Config): Promise<Response> {
    const method = String(config.method).toUpperCase();
    const headers = headersOf(config.headers);
    const { body, contentType } = withBody.includes(method) ? encode(config.data, headers['content-type'] ?? '', method, link.require) : {};
    if (contentType) {
        headers['content-type'] = contentType;
    }
    const { endpoint, undefinedParams } = endpointOf(config);
    const args = {
        method,
        endpoint,
        headers: Object.entries(headers),
        retries: Number(config.retries ?? 0) || 0,
        retryOn: config.retryOn ?? [],
        baseUrlOverride: config.baseUrlOverride ?? '',
        forwardHeadersOnRedirect: config.forwardHeadersOnRedirect,
        integration: config.providerConfigKey,
        connection: config.connectionId,
        hasBody: body !== undefined,
        undefinedParams,
        responseType: config.responseType ?? 'json',
        recorded: link.settings.dry ? recorded(config, link) : undefined
    };
    const shown = { ...config, method: method.toLowerCase(), headers };
    const answer = await link.ask('http', args, body).catch((error) => {
        if (error instanceof AxiosError) error.config = shown;
        throw error;
    });
    const { head } = answer;
    const response: Response = {
        data: dataOf(answer.body, config.responseType, link),
        status: head.status,
        statusText: head.statusText,
        headers: responseHeaders(head.headers),
        config: { ...shown, url: head.url },
        request: { method, path: head.path, host: head.host, protocol: head.protocol, res: { responseUrl: head.url } }
    };
    if (head.status < 200 || head.status > 299) {
        const code = head.status >= 500 ? 'ERR_BAD_RESPONSE' : 'ERR_BAD_REQUEST';
        throw new AxiosError(`Request failed with status code ${head.status}`, code, response.config, response);
    }
    return response;
}

// headersOf lower-cases names. A user agent of code's own is not sent.
function headersOf(given: Record<string, unknown> = {}): Record<string, string> {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(given ?? {})) {
        if (value === undefined || value === null || name.toLowerCase() === 'user-agent') continue;
        headers[name.toLowerCase()] = String(value);
    }
    return headers;
}

// endpointOf works params into the endpoint. Values become texts whatever they are, so undefined is sent as a word.
function endpointOf({ endpoint = '', params }: Config): { endpoint: string; undefinedParams?: string[] } {
    if (!params) {
        return { endpoint };
    }
    if (typeof params === 'string') {
        if (endpoint.includes('?')) {
            throw Object.assign(new Error('Query params are given both in the endpoint and as a text in params.'), {
                type: 'invalid_query_params',
                code: 'invalid_query_params'
            });
        }
        return { endpoint: `${endpoint}${params.startsWith('?') ? '' : '?'}${params}` };
    }
    const entries = Object.entries(params);
    if (entries.length === 0) {
        return { endpoint };
    }
    const start = endpoint.indexOf('?');
    const query = new URLSearchParams(start < 0 ? '' : endpoint.slice(start + 1));
    for (const [name, value] of entries) {
        query.set(name, String(value));
    }
    const undefinedParams = entries.filter(([, value]) => value === undefined || value === null).map(([name]) => name);
    return { endpoint: `${start < 0 ? endpoint : endpoint.slice(0, start)}?${query}`, undefinedParams };
}

// recorded describes the request as fixtures know it.
function recorded(config: Config, link: Link) {
    const { Buffer } = link.require('buffer');
    const { params, data } = config;
    const withQuery = params && typeof params === 'object' ? Object.entries(params) : [];
    return {
        method: config.method ?? '',
        endpoint: config.endpoint ?? '',
        query: typeof params === 'string' ? params : '',
        params: withQuery.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]),
        headers: Object.entries(config.headers ?? {}).map(([name, value]) => [name, String(value)]),
        data: !data ? undefined : typeof data === 'string' ? data : Buffer.isBuffer(data) ? data.toString('base64') : JSON.stringify(data)
    };
}

function dataOf(body: Body, type = 'json', { require }: Link): unknown {
    switch (type) {
        case 'arraybuffer':
            return body.buffer();
        case 'stream':
            return streamOf(body);
        case 'json':
            return jsonOf(body);
        default: // text, blob and document are all text to the original's client
            return withoutMark(body.text());
    }
}

function jsonOf(body: Body): unknown {
    if (body.size === 0) {
        return '';
    }
    try {
        return body.json();
    } catch {
        const text = body.text();
        return withoutMark(text) === text ? text : parsed(withoutMark(text));
    }
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

function withoutMark(text: string): string {
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

// streamOf offers an answer that is there already through the parts of a stream that code uses.
function streamOf(body: Body) {
    const chunk = body.buffer();
    const stream = {
        on(event: string, listener: (value?: unknown) => void) {
            if (event === 'data') void Promise.resolve().then(() => listener(chunk));
            if (event === 'end' || event === 'close')
                void Promise.resolve()
                    .then(() => undefined)
                    .then(() => listener());
            return stream;
        },
        async *[Symbol.asyncIterator]() {
            yield chunk;
        }
    };
    return stream;
}

// responseHeaders has lower-case names, and axios' way of asking beside them.
export function responseHeaders(pairs: [string, string[]][]): Record<string, any> {
    const headers: Record<string, any> = Object.create({
        get: (name: string) => headers[String(name).toLowerCase()],
        has: (name: string) => String(name).toLowerCase() in headers,
        toJSON: () => ({ ...headers })
    });
    for (const [name, values] of pairs ?? []) {
        headers[name] = name === 'set-cookie' ? values : values.join(', ');
    }
    return headers;
}
