// Bodies of requests: JSON, forms, multipart, text and bytes, with the Content-Type that each gets when code gives none.
import type { Modules } from './host';

export interface Encoded {
    body?: string | Uint8Array;
    contentType?: string; // replaces what code gave
}

// encode writes data the way the HTTP client of a real server does.
export function encode(data: unknown, contentType: string, method: string, require: Modules): Encoded {
    const { Buffer } = require('buffer');
    const kind = contentType.toLowerCase();
    if (data === undefined || data === null) {
        return {};
    }
    if (data instanceof URLSearchParams) {
        return { body: data.toString(), contentType: contentType || 'application/x-www-form-urlencoded;charset=utf-8' };
    }
    if (data instanceof ArrayBuffer) {
        data = new Uint8Array(data);
    }
    if (data instanceof Uint8Array) {
        return { body: data, contentType: contentType || plainType(method) };
    }
    if (typeof data === 'object' && kind.startsWith('multipart/form-data')) {
        return multipart(data as object, Buffer);
    }
    if (typeof data === 'object' && kind.startsWith('application/x-www-form-urlencoded')) {
        return { body: urlEncoded(data as object) };
    }
    if (typeof data === 'string') {
        return kind.includes('application/json') ? { body: jsonText(data) } : { body: data, contentType: contentType || plainType(method) };
    }
    return { body: JSON.stringify(data), contentType: contentType || 'application/json' };
}

// plainType is what the client calls a body that is neither an object nor a form.
function plainType(method: string): string {
    return method === 'DELETE' ? '' : 'application/x-www-form-urlencoded';
}

// jsonText passes a text that is JSON and quotes one that is not.
function jsonText(text: string): string {
    try {
        JSON.parse(text);
        return text.trim();
    } catch {
        return JSON.stringify(text);
    }
}

function urlEncoded(data: object): string {
    const pairs: string[] = [];
    const add = (name: string, value: unknown) => {
        if (value === undefined || typeof value === 'function') return;
        if (value instanceof Date) {
            pairs.push(`${formText(name)}=${formText(value.toISOString())}`);
        } else if (typeof value === 'object' && value !== null) {
            for (const [key, inner] of Object.entries(value)) {
                add(Array.isArray(value) && typeof inner !== 'object' ? `${name}[]` : `${name}[${key}]`, inner);
            }
        } else {
            pairs.push(`${formText(name)}=${formText(value === null ? '' : String(value))}`);
        }
    };
    for (const [name, value] of Object.entries(data)) {
        add(name, value);
    }
    return pairs.join('&');
}

function formText(text: string): string {
    const special: Record<string, string> = { '!': '%21', "'": '%27', '(': '%28', ')': '%29', '~': '%7E', '%20': '+' };
    return encodeURIComponent(text).replace(/[!'()~]|%20/g, (found) => special[found]!);
}

function multipart(data: object, Buffer: any): Encoded {
    const boundary = `----patchbay${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`;
    const parts: Uint8Array[] = [];
    const add = (name: string, value: unknown) => {
        const bytes = value instanceof Uint8Array;
        const text = typeof value === 'object' && value !== null && !bytes ? JSON.stringify(value) : value;
        const quoted = name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
        const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted}"${bytes ? `; filename="${quoted}"\r\nContent-Type: application/octet-stream` : ''}\r\n\r\n`;
        parts.push(Buffer.from(head), bytes ? (value as Uint8Array) : Buffer.from(String(text)), Buffer.from('\r\n'));
    };
    for (const [name, value] of Object.entries(data)) {
        if (value === undefined || value === null) continue;
        for (const one of Array.isArray(value) ? value : [value]) add(name, one);
    }
    parts.push(Buffer.from(`--${boundary}--\r\n`));
    return { body: Buffer.concat(parts), contentType: `multipart/form-data; boundary=${boundary}` };
}
