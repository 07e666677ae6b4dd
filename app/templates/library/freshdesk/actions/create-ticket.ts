// Docs: https://developers.freshdesk.com/api/#create_ticket
// Group: tickets
import { createAction } from 'nango';
import { z } from 'zod';

const priorities = { low: 1, medium: 2, high: 3, urgent: 4 };
const open = 2;

const action = createAction({
    description: 'Opens a ticket in Freshdesk for a requester given by address.',
    version: '1.0.0',
    input: z.object({
        email: z.string().describe('Who asks; Freshdesk creates a contact when it has none with this address'),
        subject: z.string().describe('Example: "Cannot log in"'),
        description: z.string().describe('What it is about; HTML is allowed'),
        priority: z.enum(['low', 'medium', 'high', 'urgent']).optional().describe('Default low'),
        tags: z.array(z.string()).optional()
    }),
    output: z.object({
        id: z.string().describe('Freshdesk id of the new ticket'),
        requester_id: z.string(),
        created_at: z.string().describe('ISO 8601 time of creation')
    }),

    exec: async (nango, input) => {
        if (!/^[^@\s]+@[^@\s]+$/.test(input.email)) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'email is not an address' });
        }
        const { data } = await nango.post<{ id: number; requester_id: number; created_at: string }>({
            endpoint: '/api/v2/tickets',
            data: {
                email: input.email,
                subject: input.subject,
                description: input.description,
                status: open,
                priority: priorities[input.priority ?? 'low'],
                ...(input.tags && { tags: input.tags })
            },
            retries: 3
        });
        return { id: String(data.id), requester_id: String(data.requester_id), created_at: data.created_at };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
