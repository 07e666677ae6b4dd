// Docs: https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
// Group: tickets
import { createSync } from 'nango';
import { z } from 'zod';

const Ticket = z.object({
    id: z.string().describe('Zendesk id of the ticket'),
    subject: z.string().nullable(),
    description: z.string().nullable().describe('Text of the first comment'),
    status: z.string().describe('"new", "open", "pending", "hold", "solved" or "closed"'),
    priority: z.string().nullable().describe('"low", "normal", "high" or "urgent"'),
    requester_id: z.string(),
    assignee_id: z.string().nullable(),
    tags: z.array(z.string()),
    created_at: z.string().describe('ISO 8601 time of creation'),
    updated_at: z.string().describe('ISO 8601 time of the last change')
});

interface ZendeskTicket {
    id: number;
    subject: string | null;
    description: string | null;
    status: string; // "deleted" too, in exports only
    priority: string | null;
    requester_id: number;
    assignee_id: number | null;
    tags: string[];
    created_at: string;
    updated_at: string;
}

interface TicketExport {
    tickets: ZendeskTicket[];
    after_cursor: string | null;
    end_of_stream: boolean;
}

function toTicket(ticket: ZendeskTicket): z.infer<typeof Ticket> {
    return {
        id: String(ticket.id),
        subject: ticket.subject,
        description: ticket.description,
        status: ticket.status,
        priority: ticket.priority,
        requester_id: String(ticket.requester_id),
        assignee_id: ticket.assignee_id === null ? null : String(ticket.assignee_id),
        tags: ticket.tags,
        created_at: ticket.created_at,
        updated_at: ticket.updated_at
    };
}

const sync = createSync({
    description: 'Tickets that changed in Zendesk since the last run, by the incremental export; deleted tickets are deleted here too.',
    version: '1.0.0',
    frequency: 'every 5 minutes',
    autoStart: true,
    syncType: 'incremental',
    models: { Ticket },
    checkpoint: z.object({ cursor: z.string() }),
    scopes: ['tickets:read'],

    exec: async (nango) => {
        let cursor = (await nango.getCheckpoint())?.cursor;
        let done = false;
        while (!done) {
            const { data } = await nango.get<TicketExport>({
                endpoint: '/api/v2/incremental/tickets/cursor.json',
                params: cursor ? { cursor, per_page: 1000 } : { start_time: 0, per_page: 1000 },
                retries: 3
            });
            await nango.batchSave(data.tickets.filter((ticket) => ticket.status !== 'deleted').map(toTicket), 'Ticket');
            const deleted = data.tickets.filter((ticket) => ticket.status === 'deleted');
            await nango.batchDelete(deleted.map((ticket) => ({ id: String(ticket.id) })), 'Ticket');
            if (data.after_cursor) {
                cursor = data.after_cursor;
                await nango.saveCheckpoint({ cursor });
            }
            done = data.end_of_stream || !data.after_cursor;
        }
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
