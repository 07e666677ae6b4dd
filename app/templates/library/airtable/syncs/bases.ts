// Docs: https://airtable.com/developers/web/api/list-bases
// Group: bases
import { createSync } from 'nango';
import { z } from 'zod';

const Base = z.object({
    id: z.string().describe('Airtable id of the base, "app…"'),
    name: z.string(),
    permission: z.string().describe('What the connected user may do: "none", "read", "comment", "edit" or "create"')
});

interface AirtableBase {
    id: string;
    name: string;
    permissionLevel: string;
}

const sync = createSync({
    description: 'All Airtable bases that the connected user shared with the app.',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { Base },
    scopes: ['schema.bases:read'],

    exec: async (nango) => {
        await nango.trackDeletesStart('Base');
        for await (const page of nango.paginate<AirtableBase>({
            endpoint: '/v0/meta/bases',
            paginate: {
                type: 'cursor',
                cursor_path_in_response: 'offset', // called so by Airtable, but an opaque text
                cursor_name_in_request: 'offset',
                response_path: 'bases'
            },
            retries: 3
        })) {
            await nango.batchSave(page.map((base) => ({ id: base.id, name: base.name, permission: base.permissionLevel })), 'Base');
        }
        await nango.trackDeletesEnd('Base');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
