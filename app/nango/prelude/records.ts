// The record cache of syncs.
import type { Link } from './host';

const batchSize = 1000;
const pageSize = 100;

export function recordMethods(link: Link) {
    const { models } = link.settings;
    const check = (model: string) => {
        if (!models.includes(model)) {
            throw new Error(`The model '${model}' is not included in the declared sync models: ${models.join(',')}`);
        }
    };
    const batch = (method: string) => async (records: any[], model: string) => {
        if (!records || records.length === 0) {
            return true;
        }
        check(model);
        for (const record of records) {
            if (typeof record === 'object' && record !== null) delete record._nango_metadata;
        }
        for (let start = 0; start < records.length; start += batchSize) {
            const part = records.length <= batchSize ? records : records.slice(start, start + batchSize);
            await link.ask(method, { model }, JSON.stringify(part));
        }
        return true;
    };
    const batchSave = batch('save');
    const merged = new Set<string>();
    return {
        batchSave,
        batchSend: batchSave,
        batchUpdate: batch('update'),
        batchDelete: batch('delete'),
        getRecordsByIds: (ids: unknown[], model: string) => (check(model), byIds(link, ids, model)),
        listRecords: (model: string, options: { cursor?: string } = {}) => list(link, check, model, options?.cursor),
        async setMergingStrategy({ strategy }: { strategy: string }, model: string) {
            check(model);
            if (strategy !== 'override' && strategy !== 'ignore_if_modified_after') {
                throw new Error(`Unsupported merging strategy: ${strategy}`);
            }
            await link.ask('merging', { model, strategy, again: merged.has(model) });
            merged.add(model);
        },
        async trackDeletesStart(model: string) {
            check(model);
            await link.ask('trackStart', { model });
        },
        async trackDeletesEnd(model: string) {
            check(model);
            return (await link.ask('trackEnd', { model })).head;
        },
        async deleteRecordsFromPreviousExecutions(model: string) {
            check(model);
            return (await link.ask('deletePrevious', { model })).head;
        }
    };
}

async function byIds(link: Link, ids: unknown[], model: string): Promise<Map<unknown, any>> {
    const found = new Map<unknown, any>();
    const given = new Map<string, unknown>();
    for (const id of ids ?? []) given.set(String(id), id);
    const names = [...given.keys()];
    for (let start = 0; start < names.length; start += pageSize) {
        const { body } = await link.ask('recordsByIds', { model, ids: names.slice(start, start + pageSize) });
        for (const record of body.json()) found.set(given.get(String(record.id)), record);
    }
    return found;
}

async function* list(link: Link, check: (model: string) => void, model: string, cursor = '') {
    check(model);
    for (;;) {
        const { head, body } = await link.ask('listRecords', { model, cursor, limit: pageSize });
        yield* body.json();
        if (!head.next) {
            return;
        }
        cursor = head.next;
    }
}
