// What code writes to the run's timeline.
import type { Link } from './host';

const order = ['debug', 'info', 'warn', 'error'];
const oldNames: Record<string, string> = { http: 'info', verbose: 'debug', silly: 'debug' };

// The size of an entry, and how much of it goes the short way.
const mostBytes = 99_000;
const mostText = 10_000;
const shortWay = 60_000;

export function logMethods(link: Link) {
    const logger = { level: link.settings.level };
    const write = async (...args: unknown[]): Promise<void> => {
        if (args.length === 0 || logger.level === 'off') {
            return;
        }
        const level = levelOf(args);
        const dropped = order.indexOf(level) < order.indexOf(logger.level);
        const entry = { level, message: textOf(args[0]), meta: metaOf(args[1]), dropped };
        const text = JSON.stringify(entry);
        if (text.length > shortWay) {
            await link.ask('log', {}, JSON.stringify(shortened(entry, text.length)));
            return;
        }
        link.tell('log', entry);
    };
    return {
        logger,
        log: write,
        setLogger(next: { level: string }) {
            if (logger.level !== 'off') logger.level = next.level;
        }
    };
}

// levelOf takes the options off the end of the arguments.
function levelOf(args: unknown[]): string {
    const last = args[args.length - 1];
    if (typeof last !== 'object' || last === null || !('level' in last)) {
        return 'info';
    }
    args.pop();
    const level = String((last as { level: unknown }).level);
    return order.includes(level) ? level : (oldNames[level] ?? 'info');
}

function textOf(message: unknown): string {
    const text = typeof message === 'string' ? message : message instanceof Error ? `${message.name}: ${message.message}` : readable(message);
    return text.length > mostText ? `${text.slice(0, mostText)}... (truncated)` : text;
}

function metaOf(meta: unknown): unknown {
    if (meta === undefined || meta === null) {
        return undefined;
    }
    return tidy(Array.isArray(meta) ? { ...meta } : meta, 0, []);
}

function shortened(entry: { message: string; meta?: unknown }, size: number) {
    return size <= mostBytes ? entry : { ...entry, message: `${entry.message} ... (truncated, payload was too large)`, meta: undefined };
}

export function readable(value: unknown): string {
    try {
        return JSON.stringify(tidy(value, 0, [])) ?? String(value);
    } catch {
        return String(value);
    }
}

const unwanted = ['httpAgent', 'httpsAgent', 'trace', '_sessionCache', 'stack'];
const deepest = 10;
const widest = 20;

// tidy makes a value that is safe to write: no cycles, no secrets by name, of bounded depth and width.
function tidy(value: any, depth: number, above: unknown[]): unknown {
    if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
    if (typeof value === 'function') return undefined;
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Uint8Array) return '[Buffer]';
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (above.includes(value)) return '[Circular]';
    if (depth >= deepest) return Array.isArray(value) ? '[Array]' : '[Object]';
    const path = [...above, value];
    if (Array.isArray(value)) {
        const items = value.slice(0, widest).map((item) => tidy(item, depth + 1, path) ?? null);
        return value.length > widest ? [...items, `... ${value.length - widest} items not stringified`] : items;
    }
    const source =
        value instanceof Error
            ? { ...value, name: value.name, message: value.message }
            : value instanceof Map
              ? Object.fromEntries(value)
              : value instanceof Set
                ? [...value]
                : value;
    if (Array.isArray(source)) return tidy(source, depth, above);
    const out: Record<string, unknown> = {};
    const names = Object.keys(source).filter((name) => !unwanted.includes(name));
    for (const name of names.slice(0, widest)) {
        out[name] = name === 'Authorization' ? '[Redacted]' : tidy(source[name], depth + 1, path);
    }
    if (names.length > widest) out['...'] = `${names.length - widest} items not stringified`;
    return out;
}
