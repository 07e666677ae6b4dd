// The other side: everything that a run can do to the world goes through ask and tell.
import { AxiosError, SDKError, type Response } from './errors';

export interface Body {
    json(): any;
    text(): string;
    buffer(): any;
    size: number;
}

export interface Host {
    call(method: string, args: string, body?: string | Uint8Array): Promise<{ head: any; body: Body }>;
    notify(method: string, args: string): void;
}

export type Modules = (name: string) => any;

// Settings are what the host says about a run before it begins.
export interface Settings {
    kind: 'sync' | 'action' | 'webhook' | 'on-event';
    input?: unknown;
    request?: { method: string; path: string; headers: Record<string, string>; query: Record<string, string> };
    properties: Record<string, unknown>;
    models: string[];
    lastSyncDate?: number; // milliseconds
    variant: string;
    trackDeletes: boolean;
    dry: boolean;
    metadata?: unknown; // of a dry run, in place of the connection's
    preset?: object | null; // of the provider, for paginate; absent: unknown provider
    level: string; // from which a server would keep what code logs
    job: boolean; // there is a sync behind the run
    attributes: Record<string, unknown>;
}

// blame remembers whose fault an error of the host is.
export const blame = new WeakMap<object, string>();

export interface Link {
    settings: Settings;
    require: Modules;
    ask(method: string, args?: unknown, body?: string | Uint8Array): Promise<{ head: any; body: Body }>;
    tell(method: string, args: unknown): void;
}

export function connect(settings: Settings, host: Host, require: Modules): Link {
    return {
        settings,
        require,
        async ask(method, args = {}, body) {
            try {
                return await host.call(method, JSON.stringify(args), body);
            } catch (error) {
                throw refusal(error as Error & { code?: string; data?: any });
            }
        },
        tell(method, args) {
            host.notify(method, JSON.stringify(args));
        }
    };
}

// refusal gives an error of the host the class that code knows. The stack is the caller's: it is made here.
function refusal(error: Error & { code?: string; data?: any }): Error {
    const data = error.data ?? {};
    let made: Error;
    switch (data.kind) {
        case 'sdk':
            made = new SDKError(error.code!, error.message, data.payload);
            break;
        case 'network':
            made = new AxiosError(error.message, error.code);
            break;
        case 'http':
            made = new AxiosError(error.message, error.code, {}, {
                statusText: '',
                headers: {},
                config: {},
                request: {},
                ...data.response
            } as Response);
            break;
        case 'fetch':
            made = Object.assign(new TypeError('fetch failed'), { cause: { code: error.code, message: error.message } });
            break;
        default:
            made = Object.assign(new Error(error.message), error.code ? { code: error.code, type: error.code } : {});
    }
    if (data.whose) blame.set(made, data.whose);
    return made;
}
