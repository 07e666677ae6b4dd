// Docs: https://developers.pipedrive.com/docs/api/v1/Persons#addPerson
// Group: contacts
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Creates a person (contact) in Pipedrive.',
    version: '1.0.0',
    input: z.object({
        name: z.string().describe('Full name. Example: "Ada Lovelace"'),
        email: z.string().optional().describe('Saved as the primary work address'),
        phone: z.string().optional().describe('Saved as the primary work number'),
        organization_id: z.number().int().optional().describe('Pipedrive id of the organization the person belongs to')
    }),
    output: z.object({ id: z.string(), name: z.string(), created_at: z.string().describe('ISO 8601 time of creation') }),
    scopes: ['contacts:full'],

    exec: async (nango, input) => {
        if (!input.name.trim()) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'name must not be empty' });
        }
        const { data } = await nango.post<{ data: { id: number; name: string; add_time: string } }>({
            endpoint: '/v2/persons',
            data: {
                name: input.name,
                ...(input.email && { emails: [{ value: input.email, primary: true, label: 'work' }] }),
                ...(input.phone && { phones: [{ value: input.phone, primary: true, label: 'work' }] }),
                ...(input.organization_id && { org_id: input.organization_id })
            },
            retries: 3
        });
        return { id: String(data.data.id), name: data.data.name, created_at: data.data.add_time };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
