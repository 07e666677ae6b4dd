// Docs: https://developers.hubspot.com/docs/reference/api/crm/objects/deals
// Group: deals
import { createSync } from 'nango';
import { z } from 'zod';

const Deal = z.object({
    id: z.string().describe('HubSpot id of the deal'),
    name: z.string().nullable(),
    amount: z.number().nullable().describe('Value in the currency of the deal'),
    stage: z.string().nullable().describe('Internal id of the pipeline stage'),
    pipeline: z.string().nullable().describe('Internal id of the pipeline'),
    close_date: z.string().nullable().describe('ISO 8601 time of the expected or actual close'),
    owner_id: z.string().nullable().describe('HubSpot user who owns the deal'),
    updated_at: z.string().describe('ISO 8601 time of the last change')
});

interface HubspotDeal {
    id: string;
    properties: Record<string, string | null>;
    updatedAt: string;
}

interface SearchResult {
    results: HubspotDeal[];
    paging?: { next?: { after: string } };
}

const pageSize = 200;

function toDeal({ id, properties: p, updatedAt }: HubspotDeal): z.infer<typeof Deal> {
    return {
        id,
        name: p['dealname'] ?? null,
        amount: p['amount'] ? Number(p['amount']) : null,
        stage: p['dealstage'] ?? null,
        pipeline: p['pipeline'] ?? null,
        close_date: p['closedate'] ?? null,
        owner_id: p['hubspot_owner_id'] ?? null,
        updated_at: updatedAt
    };
}

const sync = createSync({
    description: 'Deals of the HubSpot account that changed since the last run, the longest unchanged first.',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: true,
    syncType: 'incremental',
    models: { Deal },
    checkpoint: z.object({ updated_after: z.string() }),
    scopes: ['crm.objects.deals.read'],

    exec: async (nango) => {
        const checkpoint = await nango.getCheckpoint();
        let since = checkpoint?.updated_after ?? '1970-01-01T00:00:00.000Z';
        let after: string | undefined;
        let more = true;
        while (more) {
            const { data }: { data: SearchResult } = await nango.post<SearchResult>({
                endpoint: '/crm/v3/objects/deals/search',
                data: {
                    filterGroups: [{ filters: [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: since }] }],
                    sorts: [{ propertyName: 'hs_lastmodifieddate', direction: 'ASCENDING' }],
                    properties: ['dealname', 'amount', 'dealstage', 'pipeline', 'closedate', 'hubspot_owner_id'],
                    limit: pageSize,
                    ...(after ? { after } : {})
                },
                retries: 3
            });
            await nango.batchSave(data.results.map(toDeal), 'Deal');
            after = data.paging?.next?.after;
            more = after !== undefined;
            const last = data.results.at(-1);
            if (last && last.updatedAt > since) {
                // goes on by time, not by page: a deal that changes now would move the pages, and a search shows 10,000 results at most
                since = last.updatedAt;
                after = undefined;
                await nango.saveCheckpoint({ updated_after: since });
            }
        }
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
