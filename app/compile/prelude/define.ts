// Reads the definitions of functions: evaluates each function's program, takes its default export apart and has zod turn
// the schemas into JSON Schema. It runs in a runner child, in front of one function's program, or of several together: then the program exports a loader per file.

interface Runtime {
    input: { files: string[]; together: boolean };
    load(modules: Record<string, unknown>): unknown;
    require(name: string): unknown;
}

interface Exports {
    default?: unknown;
}

interface Zod {
    toJSONSchema(schema: unknown, options: unknown): Record<string, unknown>;
}

type Declared = Record<string, unknown> & { models?: Record<string, unknown> };

interface Schema {
    name: string;
    text: string;
}

interface Definition {
    file: string;
    failed?: boolean;
    type?: unknown;
    fields?: Record<string, unknown>;
    has?: string[];
    models?: Schema[];
    input?: string;
    output?: string;
    metadata?: string;
    checkpoint?: string;
}

const plain = ['description', 'version', 'frequency', 'event', 'autoStart', 'trackDeletes', 'syncType', 'endpoint', 'endpoints', 'scopes', 'webhookSubscriptions'];

export async function run({ input, load, require }: Runtime): Promise<Definition[]> {
    const zod = require('zod') as { z?: Zod } & Zod;
    if (!input.together) {
        return [define(input.files[0]!, load(modules(require)) as Exports, zod.z ?? zod)];
    }
    const programs = load(modules(require)) as Record<string, () => Exports>;
    return input.files.map((file) => {
        try {
            return define(file, programs[file]!(), zod.z ?? zod);
        } catch {
            return { file, failed: true }; // it is read again alone, for a good stack
        }
    });
}

// What code may import that a running function may not: a definition must be readable all the same.
function modules(require: Runtime['require']): Record<string, unknown> {
    const create = (type: string) => (props: object) => ({ type, ...props });
    const nango = {
        createAction: create('action'), createSync: create('sync'), createOnEvent: create('onEvent'), createFunction: create('function'),
        ActionError: class ActionError extends Error {}
    };
    return {
        nango, 'nango/experimental': nango,
        get 'node:crypto'() { return require('crypto'); },
        get 'node:url'() { return require('url'); }
    };
}

function define(file: string, exported: Exports, z: Zod): Definition {
    const declared = exported?.default as Declared | undefined;
    if (declared === undefined || declared === null || typeof declared !== 'object') {
        return { file };
    }
    const definition: Definition = { file, type: declared['type'], fields: {}, has: Object.keys(declared).filter((key) => declared[key] !== undefined) };
    for (const key of plain) {
        definition.fields![key] = declared[key];
    }
    if (declared.models && typeof declared.models === 'object') {
        definition.models = Object.entries(declared.models).map(([name, schema]) => ({ name, text: convert(schema, z) }));
    }
    for (const key of ['input', 'output', 'metadata', 'checkpoint'] as const) {
        if (declared[key] !== undefined) {
            definition[key] = convert(declared[key], z);
        }
    }
    return definition;
}

interface ZodLike {
    _zod?: { def?: { type?: string } };
}

function typeOf(schema: unknown): string | undefined {
    return (schema as ZodLike)?._zod?.def?.type;
}

// The JSON text of a schema, as the official compiler derives it.
function convert(schema: unknown, z: Zod): string {
    if (typeOf(schema) === 'void') {
        return '{"type":"null"}';
    }
    const override = (ctx: { zodSchema: unknown; jsonSchema: Record<string, unknown> }) => {
        if (typeOf(ctx.zodSchema) === 'date') {
            ctx.jsonSchema['type'] = 'string';
            ctx.jsonSchema['format'] = 'date-time';
        }
    };
    const converted = z.toJSONSchema(schema, { target: 'draft-7', unrepresentable: 'any', override });
    delete converted['$schema'];
    return JSON.stringify(converted, (key, value: unknown) => (key === 'pattern' && typeof value === 'string' ? asV8(value) : value));
}

// The engine writes a slash in RegExp.source as \u002f where V8 writes / inside a class and \/ outside.
function asV8(source: string): string {
    if (!source.includes('\\u002f')) {
        return source;
    }
    let inside = false;
    return source.replace(/\\u002f|\\.|\[|\]/gs, (part) => {
        if (part === '\\u002f') {
            return inside ? '/' : '\\/';
        }
        if (part === '[' || part === ']') {
            inside = part === '[';
        }
        return part;
    });
}
