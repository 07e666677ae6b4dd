// Docs: https://airtable.com/developers/web/api/update-record
// Group: records
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Changes some fields of an Airtable record and leaves the others as they are.',
    version: '1.0.0',
    input: z.object({
        base_id: z.string().describe('Airtable id of the base. Example: "appZ4mYq1Xk8wLr2T"'),
        table: z.string().describe('Id or name of the table. Example: "Orders"'),
        record_id: z.string().describe('Example: "recA1b2C3d4E5f6G7"'),
        fields: z.record(z.string(), z.unknown()).describe('The fields to change; null empties a field')
    }),
    output: z.object({
        id: z.string(),
        fields: z.record(z.string(), z.unknown()).describe('All fields after the change')
    }),
    scopes: ['data.records:write'],

    exec: async (nango, input) => {
        if (Object.keys(input.fields).length === 0) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'fields must name at least one field' });
        }
        const path = [input.base_id, input.table, input.record_id].map(encodeURIComponent).join('/');
        const { data } = await nango.patch<{ id: string; fields: Record<string, unknown> }>({
            endpoint: `/v0/${path}`,
            data: { fields: input.fields },
            retries: 3
        });
        return { id: data.id, fields: data.fields };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
