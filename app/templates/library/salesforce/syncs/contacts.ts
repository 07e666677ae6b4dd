// Docs: https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_queryall.htm
// Group: contacts
import { createSync } from 'nango';
import { z } from 'zod';

const Contact = z.object({
    id: z.string().describe('18-character Salesforce id'),
    first_name: z.string().nullable(),
    last_name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    title: z.string().nullable().describe('Position in the company'),
    account_id: z.string().nullable().describe('The account (company) the contact belongs to'),
    updated_at: z.string().describe('Time of the last change, as Salesforce writes it')
});

// The fields of the query below.
interface SalesforceContact {
    Id: string;
    FirstName: string | null;
    LastName: string;
    Email: string | null;
    Phone: string | null;
    Title: string | null;
    AccountId: string | null;
    SystemModstamp: string;
    IsDeleted: boolean;
}

const fields = 'Id, FirstName, LastName, Email, Phone, Title, AccountId, SystemModstamp, IsDeleted';

function toContact(contact: SalesforceContact): z.infer<typeof Contact> {
    return {
        id: contact.Id,
        first_name: contact.FirstName,
        last_name: contact.LastName,
        email: contact.Email,
        phone: contact.Phone,
        title: contact.Title,
        account_id: contact.AccountId,
        updated_at: contact.SystemModstamp
    };
}

const sync = createSync({
    description: 'Contacts that changed in Salesforce since the last run; what went to the recycle bin is deleted here too.',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: true,
    syncType: 'incremental',
    models: { Contact },
    checkpoint: z.object({ modified_after: z.string() }),
    scopes: ['api', 'refresh_token'],

    exec: async (nango) => {
        const checkpoint = await nango.getCheckpoint();
        // a time literal stands in a query without quotes, and without an offset that would have to be escaped
        const where = checkpoint ? ` WHERE SystemModstamp >= ${new Date(checkpoint.modified_after).toISOString()}` : '';
        for await (const page of nango.paginate<SalesforceContact>({
            endpoint: '/services/data/v62.0/queryAll', // unlike query, it shows deleted rows
            params: { q: `SELECT ${fields} FROM Contact${where} ORDER BY SystemModstamp, Id` },
            paginate: { type: 'link', link_path_in_response_body: 'nextRecordsUrl', response_path: 'records' },
            retries: 3
        })) {
            await nango.batchSave(page.filter((contact) => !contact.IsDeleted).map(toContact), 'Contact');
            if (checkpoint) {
                await nango.batchDelete(page.filter((contact) => contact.IsDeleted).map((contact) => ({ id: contact.Id })), 'Contact');
            }
            const last = page.at(-1);
            if (last) {
                await nango.saveCheckpoint({ modified_after: last.SystemModstamp });
            }
        }
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
