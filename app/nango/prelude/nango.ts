// The nango object, put together.
import { callMethods } from './calls';
import { checkpointMethods } from './checkpoint';
import { connectionMethods } from './connection';
import { ActionError } from './errors';
import { fetchMethod } from './fetch';
import { httpMethods } from './http';
import type { Link } from './host';
import { logMethods } from './log';
import { recordMethods } from './records';

// forbidden are names of the original's inner parts. Code that reads them fails there, so it fails here.
const forbidden = new Set(
    (
        'nango persistClient telemetryRecorder locking checkpointing checkpointKey integrationConfig memoizedConnections memoizedIntegration attributes ' +
        'telemetryBag abortSignal lifecycle getProxyConfig throwIfAbortedOrKilled throwIfInterrupted shouldLog validateRecords removeMetadata modelFullName ' +
        'sendLogToPersist logAPICall getMergingStrategy setMergingStrategyByModel trackDeletesKey fetchRecordsPage getCheckpointRange clearRecordsIfNeeded ' +
        'batchSize getRecordsBatchSize mergingByModel httpLogSample __proto__ constructor'
    ).split(' ')
);

// createNango makes the object that code gets. Sync and webhook functions see the record cache too.
export function createNango(link: Link): any {
    const { settings } = link;
    const logging = logMethods(link);
    const members: Record<string, unknown> = {
        ...settings.properties,
        scriptType: settings.kind,
        isCLI: settings.dry,
        ActionError,
        ...httpMethods(link),
        ...connectionMethods(link),
        ...callMethods(link),
        ...checkpointMethods(link),
        ...logging,
        uncontrolledFetch: fetchMethod(link),
        getVariant: () => settings.variant || 'base',
        zodValidateInput: (wish: Validation) => validate(wish, logging.log)
    };
    if (settings.kind === 'sync' || settings.kind === 'webhook') {
        Object.assign(members, recordMethods(link), {
            variant: settings.variant || 'base',
            lastSyncDate: settings.lastSyncDate === undefined ? undefined : new Date(settings.lastSyncDate),
            track_deletes: settings.trackDeletes,
            emptyCache: false
        });
    }
    return facade(members);
}

// facade hides everything behind a null prototype. Members can be taken off it and written over.
function facade(members: Record<string, unknown>): any {
    const target = Object.assign(Object.create(null), members);
    const isForbidden = (name: PropertyKey) => typeof name === 'string' && forbidden.has(name);
    return new Proxy(target, {
        get(_, name) {
            if (isForbidden(name)) throw new Error(`Access to "${String(name)}" is not allowed.`);
            return target[name];
        },
        has: (_, name) => !isForbidden(name) && name in target
    });
}

interface Validation {
    zodSchema: { safeParse(input: unknown): any };
    input: unknown;
}

async function validate({ zodSchema, input }: Validation, log: (...args: unknown[]) => Promise<void>) {
    const parsed = zodSchema.safeParse(input);
    if (parsed.success) {
        return parsed;
    }
    for (const issue of parsed.error.issues ?? parsed.error.errors ?? []) {
        await log(`Invalid input provided: ${issue.message} at path ${(issue.path ?? []).join('.')}`, { level: 'error' });
    }
    throw new ActionError({ message: 'Invalid input provided' });
}
