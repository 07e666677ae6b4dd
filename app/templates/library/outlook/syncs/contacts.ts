// Docs: https://learn.microsoft.com/en-us/graph/api/user-list-contacts
// Group: contacts
import { createSync } from 'nango';
import { z } from 'zod';

const Contact = z.object({
    id: z.string(),
    name: z.string(),
    emails: z.array(z.string()),
    phones: z.array(z.string()).describe('Mobile number first, then those of work'),
    company: z.string().nullable(),
    job_title: z.string().nullable(),
    updated_at: z.string()
});

interface GraphContact {
    id: string;
    displayName: string | null;
    emailAddresses: { address?: string }[];
    mobilePhone: string | null;
    businessPhones: string[];
    companyName: string | null;
    jobTitle: string | null;
    lastModifiedDateTime: string;
}

const sync = createSync({
    description: 'Keeps the contacts of the mailbox, and notices those that are gone',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { Contact },
    scopes: ['Contacts.Read'],
    exec: async (nango) => {
        await nango.trackDeletesStart('Contact');
        const pages = nango.paginate<GraphContact>({
            endpoint: '/v1.0/me/contacts',
            params: { $select: 'displayName,emailAddresses,mobilePhone,businessPhones,companyName,jobTitle,lastModifiedDateTime' },
            paginate: {
                type: 'link',
                link_path_in_response_body: '@odata.nextLink',
                limit_name_in_request: '$top',
                limit: 100,
                response_path: 'value'
            },
            retries: 3
        });
        for await (const page of pages) {
            const contacts = page.map((contact) => ({
                id: contact.id,
                name: contact.displayName ?? '',
                emails: contact.emailAddresses.flatMap((email) => email.address ?? []),
                phones: [...(contact.mobilePhone ? [contact.mobilePhone] : []), ...contact.businessPhones],
                company: contact.companyName,
                job_title: contact.jobTitle,
                updated_at: contact.lastModifiedDateTime
            }));
            await nango.batchSave(contacts, 'Contact');
        }
        await nango.trackDeletesEnd('Contact');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
