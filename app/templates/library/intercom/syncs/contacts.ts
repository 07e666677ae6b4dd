// Docs: https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/listcontacts
// Group: contacts
import { createSync } from 'nango';
import { z } from 'zod';

const Contact = z.object({
    id: z.string().describe('Intercom id of the contact'),
    external_id: z.string().nullable().describe('Id of the person in your own system'),
    role: z.string().describe('"user" or "lead"'),
    email: z.string().nullable(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    last_seen_at: z.string().nullable().describe('ISO 8601 time'),
    updated_at: z.string().describe('ISO 8601 time of the last change')
});

// Times are seconds since 1970.
interface IntercomContact {
    id: string;
    external_id: string | null;
    role: string;
    email: string | null;
    name: string | null;
    phone: string | null;
    last_seen_at: number | null;
    updated_at: number;
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

const sync = createSync({
    description: 'All contacts (users and leads) of the Intercom workspace.',
    version: '1.0.0',
    frequency: 'every 6 hours',
    autoStart: true,
    models: { Contact },

    exec: async (nango) => {
        await nango.trackDeletesStart('Contact');
        for await (const page of nango.paginate<IntercomContact>({
            endpoint: '/contacts',
            headers: { 'Intercom-Version': '2.13' },
            paginate: {
                type: 'cursor',
                cursor_path_in_response: 'pages.next.starting_after',
                cursor_name_in_request: 'starting_after',
                response_path: 'data',
                limit_name_in_request: 'per_page',
                limit: 150
            },
            retries: 3
        })) {
            const contacts = page.map((contact) => ({
                id: contact.id,
                external_id: contact.external_id,
                role: contact.role,
                email: contact.email,
                name: contact.name,
                phone: contact.phone,
                last_seen_at: contact.last_seen_at === null ? null : iso(contact.last_seen_at),
                updated_at: iso(contact.updated_at)
            }));
            await nango.batchSave(contacts, 'Contact');
        }
        await nango.trackDeletesEnd('Contact');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
