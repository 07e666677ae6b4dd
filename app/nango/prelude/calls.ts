// Calling other functions, attributes, locks.
import type { Link } from './host';

type SyncName = string | { name: string; variant?: string };
type SyncMode = { reset?: boolean; emptyCache?: boolean } | string | boolean;

export function callMethods(link: Link) {
    const { settings } = link;
    return {
        async triggerAction(integration: string, connection: string, action: string, input?: unknown) {
            const { body } = await link.ask(
                'triggerAction',
                { integration, connection, action },
                input === undefined ? undefined : JSON.stringify(input)
            );
            return body.size > 0 ? body.json() : null;
        },
        async triggerSync(integration: string, connection: string, sync: SyncName, mode?: SyncMode) {
            const { head } = await link.ask('triggerSync', { integration, connection, sync: nameOf(sync), ...optionsOf(mode) });
            return head;
        },
        async startSync(integration: string, syncs: SyncName[], connection?: string) {
            const { head } = await link.ask('startSync', { integration, connection: connection ?? '', syncs: syncs.map(nameOf) });
            return head;
        },
        async getFlowAttributes() {
            if (!settings.job) {
                throw new Error('There is no current sync to get attributes from');
            }
            return settings.attributes;
        },
        async tryAcquireLock({ key, ttlMs }: { key: string; ttlMs: number }) {
            checkKey(key);
            if (typeof ttlMs !== 'number' || !(ttlMs > 0)) {
                throw new Error('The lock needs a ttlMs above 0.');
            }
            return (await link.ask('lock', { key, ms: ttlMs })).head;
        },
        async releaseLock({ key }: { key: string }) {
            checkKey(key);
            return (await link.ask('unlock', { key })).head;
        },
        async releaseAllLocks() {
            await link.ask('unlockAll');
        }
    };
}

function nameOf(sync: SyncName): string {
    if (typeof sync === 'string') {
        return sync;
    }
    return sync.variant && sync.variant !== 'base' ? `${sync.name}::${sync.variant}` : sync.name;
}

// optionsOf reads the option object and the two older forms.
function optionsOf(mode: SyncMode = {}): { reset: boolean; emptyCache: boolean } {
    if (typeof mode === 'string') {
        return { reset: mode !== 'incremental', emptyCache: mode === 'full_refresh_and_clear_cache' };
    }
    if (typeof mode === 'boolean') {
        return { reset: mode, emptyCache: false };
    }
    return { reset: mode?.reset === true, emptyCache: mode?.emptyCache === true };
}

function checkKey(key: string): void {
    if (typeof key !== 'string' || key.length < 1 || key.length > 255) {
        throw new Error('The key of a lock has 1 to 255 characters.');
    }
}
