// What runs in front of a function: it makes the nango object, calls the function, and describes how it failed.
import { ActionError, isAxiosError, SDKError } from './errors';
import { blame, connect, type Host, type Link, type Modules, type Settings } from './host';
import { readable } from './log';
import { callFunction } from './trigger';
import { createNango } from './nango';

interface Run {
    input: Settings;
    load(): any;
    host: Host;
    require: Modules;
}

export async function run({ input: settings, load, host, require }: Run): Promise<unknown> {
    const link = connect(settings, host, require);
    const exports = load();
    try {
        const result = await call(settings, exports, createNango(link));
        return settings.kind === 'action' ? result : undefined;
    } catch (error) {
        await describe(error, link);
        throw error;
    }
}

// call runs the part of the definition that the kind of run asks for.
async function call(settings: Settings, exports: any, nango: unknown): Promise<unknown> {
    const definition = exports?.default;
    if (typeof definition === 'function') {
        return callOld(settings, exports, nango);
    }
    if (typeof definition !== 'object' || definition === null) {
        throw new Error('Invalid script exports');
    }
    if (settings.kind === 'action' && definition.type === 'function') {
        return callFunction(settings, definition, nango as Record<string, unknown>);
    }
    const wanted = { sync: 'sync', webhook: 'sync', action: 'action', 'on-event': 'onEvent' }[settings.kind];
    if (definition.type !== wanted) {
        throw new Error(`Incorrect script loaded for ${settings.kind === 'on-event' ? 'action' : settings.kind}`);
    }
    const method = settings.kind === 'webhook' ? 'onWebhook' : 'exec';
    if (typeof definition[method] !== 'function') {
        throw new Error(`Missing ${method} function`);
    }
    switch (settings.kind) {
        case 'action':
            return definition.exec(nango, isEmpty(settings.input) ? {} : settings.input);
        case 'webhook':
            return definition.onWebhook(nango, settings.input);
        default:
            return definition.exec(nango);
    }
}

// callOld runs a function of the older form, whose export is the function itself.
async function callOld(settings: Settings, exports: any, nango: unknown): Promise<unknown> {
    if (settings.kind === 'webhook') {
        if (typeof exports.onWebhookPayloadReceived !== 'function') {
            throw new Error(`There is no onWebhookPayloadReceived export for ${settings.properties.functionName}`);
        }
        return exports.onWebhookPayloadReceived(nango, settings.input);
    }
    return exports.default(nango, isEmpty(settings.input) ? undefined : settings.input);
}

function isEmpty(input: any): boolean {
    return input === undefined || input === null || input === '' || (typeof input === 'object' && Object.keys(input).length === 0);
}

// describe tells the host what was thrown. The host maps it to the API's words; the stack comes from elsewhere.
async function describe(error: any, link: Link): Promise<void> {
    try {
        await link.ask('failure', {}, textOf(description(error)));
    } catch {
        // The run is ending anyway, and the thrown error itself reaches the host too.
    }
}

// textOf writes a description, also when what was thrown holds cycles or values that JSON does not know.
function textOf(described: object): string {
    try {
        return JSON.stringify(described);
    } catch {
        return readable(described);
    }
}

function description(error: any): object {
    const whose = typeof error === 'object' && error !== null ? blame.get(error) : undefined;
    if (error instanceof ActionError || error?.type === 'action_script_runtime_error') {
        return { kind: 'action', payload: error.payload, whose };
    }
    if (error instanceof SDKError) {
        return { kind: 'sdk', type: error.type, message: error.message, payload: error.payload, whose };
    }
    const basics = { name: error?.name, message: error?.message, code: error?.code, whose };
    if (isAxiosError(error)) {
        const { response } = error;
        if (!response) return { kind: 'network', ...basics };
        return {
            kind: 'http',
            ...basics,
            host: response.request?.host,
            response: { status: response.status, headers: { ...response.headers }, data: plain(response.data) }
        };
    }
    if (error instanceof Error) {
        return { kind: 'error', ...basics };
    }
    return { kind: 'thrown', message: readable(error), whose };
}

// plain is an answer's body as far as JSON can hold it.
function plain(data: unknown): unknown {
    if (data instanceof Uint8Array) return '[Buffer]';
    try {
        JSON.stringify(data);
        return data;
    } catch {
        return readable(data);
    }
}
