// Docs: https://airtable.com/developers/web/api/list-records
// Group: records
import { createSync } from 'nango';
import { z } from 'zod';

const Record = z.object({
    id: z.string().describe('Airtable id of the record, "rec…"'),
    fields: z.record(z.string(), z.unknown()).describe('Field names and values; empty fields are left out'),
    created_at: z.string().describe('ISO 8601 time of creation')
});

interface AirtableRecord {
    id: string;
    fields: { [name: string]: unknown };
    createdTime: string;
}

const sync = createSync({
    description: 'All records of one Airtable table; base and table are named in the metadata of the connection.',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: false,
    models: { Record },
    metadata: z.object({
        base_id: z.string().describe('Airtable id of the base. Example: "appZ4mYq1Xk8wLr2T"'),
        table: z.string().describe('Id or name of the table. Example: "Orders"')
    }),
    scopes: ['data.records:read'],

    exec: async (nango) => {
        const { base_id: base, table } = await nango.getMetadata();
        if (!base || !table) {
            throw new nango.ActionError({ type: 'missing_metadata', message: 'Set base_id and table in the metadata of the connection' });
        }
        await nango.trackDeletesStart('Record');
        for await (const page of nango.paginate<AirtableRecord>({
            endpoint: `/v0/${encodeURIComponent(base)}/${encodeURIComponent(table)}`,
            paginate: {
                type: 'cursor',
                cursor_path_in_response: 'offset', // called so by Airtable, but an opaque text
                cursor_name_in_request: 'offset',
                response_path: 'records',
                limit_name_in_request: 'pageSize',
                limit: 100
            },
            retries: 3
        })) {
            const records = page.map((record) => ({ id: record.id, fields: record.fields, created_at: record.createdTime }));
            await nango.batchSave(records, 'Record');
        }
        await nango.trackDeletesEnd('Record');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
