// Docs: https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm
// Group: accounts
import { createSync } from 'nango';
import { z } from 'zod';

const Account = z.object({
    id: z.string().describe('18-character Salesforce id'),
    name: z.string(),
    website: z.string().nullable(),
    industry: z.string().nullable(),
    phone: z.string().nullable(),
    employees: z.number().nullable().describe('Number of employees'),
    owner_id: z.string().describe('Salesforce user who owns the account'),
    updated_at: z.string().describe('Time of the last change, as Salesforce writes it')
});

// The fields of the query below.
interface SalesforceAccount {
    Id: string;
    Name: string;
    Website: string | null;
    Industry: string | null;
    Phone: string | null;
    NumberOfEmployees: number | null;
    OwnerId: string;
    SystemModstamp: string;
}

const sync = createSync({
    description: 'All accounts (companies) that the connected Salesforce user may see.',
    version: '1.0.0',
    frequency: 'every 6 hours',
    autoStart: true,
    models: { Account },
    scopes: ['api', 'refresh_token'],

    exec: async (nango) => {
        await nango.trackDeletesStart('Account');
        for await (const page of nango.paginate<SalesforceAccount>({
            endpoint: '/services/data/v62.0/query',
            params: { q: 'SELECT Id, Name, Website, Industry, Phone, NumberOfEmployees, OwnerId, SystemModstamp FROM Account ORDER BY Id' },
            paginate: { type: 'link', link_path_in_response_body: 'nextRecordsUrl', response_path: 'records' },
            retries: 3
        })) {
            const accounts = page.map((account) => ({
                id: account.Id,
                name: account.Name,
                website: account.Website,
                industry: account.Industry,
                phone: account.Phone,
                employees: account.NumberOfEmployees,
                owner_id: account.OwnerId,
                updated_at: account.SystemModstamp
            }));
            await nango.batchSave(accounts, 'Account');
        }
        await nango.trackDeletesEnd('Account');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
