// Docs: https://developers.hubspot.com/docs/reference/api/crm/objects/contacts
// Group: contacts
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Creates a contact in HubSpot and answers with its id.',
    version: '1.0.0',
    input: z.object({
        email: z.string().optional().describe('Primary email address, unique in the account. Example: "ada@example.com"'),
        first_name: z.string().optional(),
        last_name: z.string().optional(),
        phone: z.string().optional(),
        company: z.string().optional().describe('Name of the company the person works for'),
        lifecycle_stage: z.string().optional().describe('Internal name of the stage. Example: "lead"')
    }),
    output: z.object({
        id: z.string().describe('HubSpot id of the new contact'),
        email: z.string().nullable(),
        created_at: z.string().describe('ISO 8601 time of creation')
    }),
    scopes: ['crm.objects.contacts.write'],

    exec: async (nango, input) => {
        if (!input.email && !input.first_name && !input.last_name) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'Give at least one of email, first_name and last_name' });
        }
        const { data } = await nango.post<{ id: string; properties: { email?: string | null }; createdAt: string }>({
            endpoint: '/crm/v3/objects/contacts',
            data: {
                properties: {
                    ...(input.email && { email: input.email }),
                    ...(input.first_name && { firstname: input.first_name }),
                    ...(input.last_name && { lastname: input.last_name }),
                    ...(input.phone && { phone: input.phone }),
                    ...(input.company && { company: input.company }),
                    ...(input.lifecycle_stage && { lifecyclestage: input.lifecycle_stage })
                }
            },
            retries: 3
        });
        return { id: data.id, email: data.properties.email ?? null, created_at: data.createdAt };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
