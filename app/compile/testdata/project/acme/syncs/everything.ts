import { createSync, type ProxyConfiguration } from 'nango';
import * as z from 'zod';
import { short, Level } from '../helpers/text.js';

// Every property a sync can declare.
const Ticket = z.object({
    id: z.string(),
    title: z.string().describe('what it is about'),
    level: z.enum(['low', 'high']),
    open: z.boolean().optional(),
    closed_at: z.date().nullable(),
});
const Person = z.object({ id: z.string(), name: z.string() });

const sync = createSync({
    description: 'Tickets — with “quotes”, a / and \u2028',
    version: '1.2.3',
    frequency: 'every 6 hours',
    autoStart: true,
    syncType: 'full',
    trackDeletes: true,
    endpoints: [
        { method: 'GET', path: '/acme/tickets', group: 'Tickets' },
        { method: 'POST', path: '/acme/people' }
    ],
    scopes: ['tickets:read', 'people:read'],
    metadata: z.object({ team: z.string(), limits: z.array(z.number()).optional() }),
    checkpoint: z.object({ since: z.string(), page: z.number(), done: z.boolean() }),
    models: { Ticket, Person_2: Person },
    webhookSubscriptions: ['ticket.created', '*'],

    exec: async (nango) => {
        const checkpoint = await nango.getCheckpoint();
        const config: ProxyConfiguration = {
            // the provider sorts by date
            endpoint: '/tickets', params: { since: checkpoint?.since ?? '' }, retries: 3
        };
        for await (const page of nango.paginate<{ id: string; title: string }>(config)) {
            const tickets = page.map((t) => ({ id: t.id, title: short(t.title), level: Level.Low as 'low', closed_at: null }));
            await nango.batchSave(tickets, 'Ticket');
        }
        await nango.saveCheckpoint({ since: new Date().toISOString(), page: 1, done: true });
    },
    onWebhook: async (nango, payload) => { await nango.log(JSON.stringify(payload)); }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
