// Docs: https://developers.freshdesk.com/api/#list_all_contacts
// Group: contacts
import { createSync } from 'nango';
import { z } from 'zod';

const Contact = z.object({
    id: z.string().describe('Freshdesk id of the contact'),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable().describe('Phone number, or else the mobile number'),
    company_id: z.string().nullable(),
    active: z.boolean().describe('Whether the contact confirmed the account'),
    updated_at: z.string().describe('ISO 8601 time of the last change')
});

interface FreshdeskContact {
    id: number;
    name: string;
    email: string | null;
    phone: string | null;
    mobile: string | null;
    company_id: number | null;
    active: boolean;
    updated_at: string;
}

const sync = createSync({
    description: 'All contacts (customers) of the Freshdesk account.',
    version: '1.0.0',
    frequency: 'every 6 hours',
    autoStart: true,
    models: { Contact },

    exec: async (nango) => {
        await nango.trackDeletesStart('Contact');
        for await (const page of nango.paginate<FreshdeskContact>({
            endpoint: '/api/v2/contacts',
            params: { per_page: 100 },
            paginate: { type: 'link', link_rel_in_response_header: 'next' },
            retries: 3
        })) {
            const contacts = page.map((contact) => ({
                id: String(contact.id),
                name: contact.name,
                email: contact.email,
                phone: contact.phone || contact.mobile || null,
                company_id: contact.company_id === null ? null : String(contact.company_id),
                active: contact.active,
                updated_at: contact.updated_at
            }));
            await nango.batchSave(contacts, 'Contact');
        }
        await nango.trackDeletesEnd('Contact');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
