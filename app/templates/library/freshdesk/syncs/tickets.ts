// Docs: https://developers.freshdesk.com/api/#list_all_tickets
// Group: tickets
import { createSync } from 'nango';
import { z } from 'zod';

const Ticket = z.object({
    id: z.string().describe('Freshdesk id of the ticket'),
    subject: z.string().nullable(),
    status: z.number().describe('2 open, 3 pending, 4 resolved, 5 closed; others are your own'),
    priority: z.number().describe('1 low, 2 medium, 3 high, 4 urgent'),
    requester_id: z.string(),
    agent_id: z.string().nullable().describe('The agent in charge'),
    tags: z.array(z.string()),
    due_by: z.string().nullable().describe('ISO 8601 time by which it should be resolved'),
    created_at: z.string().describe('ISO 8601 time of creation'),
    updated_at: z.string().describe('ISO 8601 time of the last change')
});

interface FreshdeskTicket {
    id: number;
    subject: string | null;
    status: number;
    priority: number;
    requester_id: number;
    responder_id: number | null;
    tags: string[];
    due_by: string | null;
    created_at: string;
    updated_at: string;
}

function toTicket(ticket: FreshdeskTicket): z.infer<typeof Ticket> {
    return {
        id: String(ticket.id),
        subject: ticket.subject,
        status: ticket.status,
        priority: ticket.priority,
        requester_id: String(ticket.requester_id),
        agent_id: ticket.responder_id === null ? null : String(ticket.responder_id),
        tags: ticket.tags,
        due_by: ticket.due_by,
        created_at: ticket.created_at,
        updated_at: ticket.updated_at
    };
}

// Times have no fractions, so the rest of a second may still follow.
function secondBefore(time: string): string {
    return `${new Date(Date.parse(time) - 1000).toISOString().slice(0, 19)}Z`;
}

const sync = createSync({
    description: 'Tickets that changed in Freshdesk since the last run, the longest unchanged first.',
    version: '1.0.0',
    frequency: 'every 15 minutes',
    autoStart: true,
    syncType: 'incremental',
    models: { Ticket },
    checkpoint: z.object({ updated_since: z.string() }),

    exec: async (nango) => {
        const checkpoint = await nango.getCheckpoint();
        // without a time Freshdesk shows the last 30 days only
        let since = checkpoint?.updated_since ?? '2000-01-01T00:00:00Z';
        let page = 1;
        let more = true;
        while (more) {
            const { data, headers } = await nango.get<FreshdeskTicket[]>({
                endpoint: '/api/v2/tickets',
                params: { updated_since: since, order_by: 'updated_at', order_type: 'asc', per_page: 100, page },
                retries: 3
            });
            await nango.batchSave(data.map(toTicket), 'Ticket');
            more = Boolean(headers['link']); // only there when a next page exists
            const last = data.at(-1);
            const reached = last ? secondBefore(last.updated_at) : since;
            if (reached > since) {
                // goes on by time, not by page: a ticket that changes now would move the pages, and there are 300 at most
                since = reached;
                page = 1;
                await nango.saveCheckpoint({ updated_since: since });
            } else {
                page += 1;
            }
        }
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
