// Docs: https://developers.hubspot.com/docs/reference/api/crm/objects/contacts
// Group: contacts
import { createSync } from 'nango';
import { z } from 'zod';

const Contact = z.object({
    id: z.string().describe('HubSpot id of the contact'),
    email: z.string().nullable().describe('Primary email address'),
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    phone: z.string().nullable(),
    lifecycle_stage: z.string().nullable().describe('Internal name of the stage, for example "lead" or "customer"'),
    owner_id: z.string().nullable().describe('HubSpot user who owns the contact'),
    created_at: z.string().describe('ISO 8601 time of creation'),
    updated_at: z.string().describe('ISO 8601 time of the last change')
});

interface HubspotContact {
    id: string;
    properties: Record<string, string | null>;
    createdAt: string;
    updatedAt: string;
}

interface ContactEvent {
    objectId: number;
    subscriptionType: string;
}

const properties = 'email,firstname,lastname,phone,lifecyclestage,hubspot_owner_id';

function toContact({ id, properties: p, createdAt, updatedAt }: HubspotContact): z.infer<typeof Contact> {
    return {
        id,
        email: p['email'] ?? null,
        first_name: p['firstname'] ?? null,
        last_name: p['lastname'] ?? null,
        phone: p['phone'] ?? null,
        lifecycle_stage: p['lifecyclestage'] ?? null,
        owner_id: p['hubspot_owner_id'] ?? null,
        created_at: createdAt,
        updated_at: updatedAt
    };
}

const sync = createSync({
    description: 'All contacts of the HubSpot account; webhooks that the app subscribes to keep them fresh between the runs.',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { Contact },
    scopes: ['crm.objects.contacts.read'],
    webhookSubscriptions: ['contact.creation', 'contact.propertyChange', 'contact.deletion'],

    exec: async (nango) => {
        await nango.trackDeletesStart('Contact');
        for await (const page of nango.paginate<HubspotContact>({
            endpoint: '/crm/v3/objects/contacts',
            params: { properties },
            paginate: {
                type: 'cursor',
                cursor_path_in_response: 'paging.next.after',
                cursor_name_in_request: 'after',
                response_path: 'results',
                limit_name_in_request: 'limit',
                limit: 100
            },
            retries: 3
        })) {
            await nango.batchSave(page.map(toContact), 'Contact');
        }
        await nango.trackDeletesEnd('Contact');
    },

    onWebhook: async (nango, payload: ContactEvent) => {
        const id = String(payload.objectId);
        if (payload.subscriptionType === 'contact.deletion') {
            await nango.batchDelete([{ id }], 'Contact');
            return;
        }
        // an event names one property; the whole contact is read so that the record stays consistent
        const { data } = await nango.get<HubspotContact>({
            endpoint: `/crm/v3/objects/contacts/${id}`,
            params: { properties },
            retries: 3
        });
        await nango.batchSave([toContact(data)], 'Contact');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
