// Docs: https://airtable.com/developers/web/api/create-records
// Group: records
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Adds a record to an Airtable table.',
    version: '1.0.0',
    input: z.object({
        base_id: z.string().describe('Airtable id of the base. Example: "appZ4mYq1Xk8wLr2T"'),
        table: z.string().describe('Id or name of the table. Example: "Orders"'),
        fields: z.record(z.string(), z.unknown()).describe('Field names and values. Example: {"Name": "Oat crackers", "Boxes": 12}'),
        typecast: z.boolean().optional().describe('True lets Airtable convert texts to the type of the field. Default false')
    }),
    output: z.object({
        id: z.string().describe('Airtable id of the new record, "rec…"'),
        fields: z.record(z.string(), z.unknown()).describe('As Airtable stored them'),
        created_at: z.string().describe('ISO 8601 time of creation')
    }),
    scopes: ['data.records:write'],

    exec: async (nango, input) => {
        if (!input.base_id.startsWith('app')) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'base_id must begin with app' });
        }
        const { data } = await nango.post<{ id: string; fields: Record<string, unknown>; createdTime: string }>({
            endpoint: `/v0/${encodeURIComponent(input.base_id)}/${encodeURIComponent(input.table)}`,
            data: { fields: input.fields, typecast: input.typecast ?? false },
            retries: 3
        });
        return { id: data.id, fields: data.fields, created_at: data.createdTime };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
