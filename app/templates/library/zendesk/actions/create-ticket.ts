// Docs: https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#create-ticket
// Group: tickets
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Opens a ticket in Zendesk, for the connected user or for a requester given by address.',
    version: '1.0.0',
    input: z.object({
        subject: z.string().describe('Example: "Cannot log in"'),
        body: z.string().describe('Plain text of the first comment'),
        priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
        requester_email: z.string().optional().describe('Who asks; Zendesk creates the user when it has none with this address'),
        requester_name: z.string().optional().describe('Name for a user that Zendesk has to create'),
        tags: z.array(z.string()).optional()
    }),
    output: z.object({
        id: z.string().describe('Zendesk id of the new ticket'),
        status: z.string(),
        created_at: z.string().describe('ISO 8601 time of creation')
    }),
    scopes: ['tickets:write'],

    exec: async (nango, input) => {
        if (!input.body.trim()) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'body must not be empty' });
        }
        if (input.requester_name && !input.requester_email) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'requester_name needs requester_email' });
        }
        const { data } = await nango.post<{ ticket: { id: number; status: string; created_at: string } }>({
            endpoint: '/api/v2/tickets.json',
            data: {
                ticket: {
                    subject: input.subject,
                    comment: { body: input.body },
                    ...(input.priority && { priority: input.priority }),
                    ...(input.requester_email && {
                        requester: { email: input.requester_email, name: input.requester_name ?? input.requester_email }
                    }),
                    ...(input.tags && { tags: input.tags })
                }
            },
            retries: 3
        });
        return { id: String(data.ticket.id), status: data.ticket.status, created_at: data.ticket.created_at };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
