// Docs: https://developers.freshdesk.com/api/#list_all_contacts
// Group: contacts
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Finds the Freshdesk contact with an email address.',
    version: '1.0.0',
    input: z.object({ email: z.string().describe('Example: "ada@example.com"') }),
    output: z.object({
        id: z.string().describe('Freshdesk id of the contact'),
        name: z.string(),
        email: z.string().nullable(),
        company_id: z.string().nullable()
    }),

    exec: async (nango, input) => {
        if (!input.email.trim()) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'email must not be empty' });
        }
        const { data } = await nango.get<{ id: number; name: string; email: string | null; company_id: number | null }[]>({
            endpoint: '/api/v2/contacts',
            params: { email: input.email.trim() },
            retries: 3
        });
        const contact = data[0];
        if (!contact) {
            throw new nango.ActionError({ type: 'not_found', message: `Freshdesk has no contact with the address ${input.email}` });
        }
        return {
            id: String(contact.id),
            name: contact.name,
            email: contact.email,
            company_id: contact.company_id === null ? null : String(contact.company_id)
        };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
