// Docs: https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#update-ticket
// Group: tickets
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Answers a Zendesk ticket, or leaves an internal note on it, and sets its status if wanted.',
    version: '1.0.0',
    input: z.object({
        ticket_id: z.string().describe('Zendesk id of the ticket. Example: "35436"'),
        body: z.string().describe('Plain text of the comment'),
        public: z.boolean().optional().describe('False makes it an internal note. Default true'),
        status: z.enum(['open', 'pending', 'hold', 'solved']).optional()
    }),
    output: z.object({ ticket_id: z.string(), status: z.string(), updated_at: z.string().describe('ISO 8601 time') }),
    scopes: ['tickets:write'],

    exec: async (nango, input) => {
        if (!/^\d+$/.test(input.ticket_id)) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'ticket_id must be a number' });
        }
        const { data } = await nango.put<{ ticket: { id: number; status: string; updated_at: string } }>({
            endpoint: `/api/v2/tickets/${input.ticket_id}.json`,
            data: {
                ticket: {
                    comment: { body: input.body, public: input.public ?? true },
                    ...(input.status && { status: input.status })
                }
            },
            retries: 3
        });
        return { ticket_id: String(data.ticket.id), status: data.ticket.status, updated_at: data.ticket.updated_at };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
