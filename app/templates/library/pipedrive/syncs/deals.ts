// Docs: https://developers.pipedrive.com/docs/api/v1/Deals#getDeals
// Group: deals
import { createSync } from 'nango';
import { z } from 'zod';

const Deal = z.object({
    id: z.string().describe('Pipedrive id of the deal'),
    title: z.string(),
    value: z.number().describe('Value in the currency of the deal'),
    currency: z.string().describe('ISO 4217 code'),
    status: z.string().describe('"open", "won" or "lost"'),
    stage_id: z.string(),
    person_id: z.string().nullable(),
    organization_id: z.string().nullable(),
    owner_id: z.string().describe('Pipedrive user who owns the deal'),
    updated_at: z.string().describe('ISO 8601 time of the last change')
});

interface PipedriveDeal {
    id: number;
    title: string;
    value: number;
    currency: string;
    status: string;
    stage_id: number;
    person_id: number | null;
    org_id: number | null;
    owner_id: number;
    update_time: string;
}

const text = (id: number | null): string | null => (id === null ? null : String(id));

const sync = createSync({
    description: 'Deals of the Pipedrive account that changed since the last run.',
    version: '1.0.0',
    frequency: 'every 30 minutes',
    autoStart: true,
    syncType: 'incremental',
    models: { Deal },
    checkpoint: z.object({ updated_since: z.string() }),
    scopes: ['deals:read'],

    exec: async (nango) => {
        const checkpoint = await nango.getCheckpoint();
        // oldest change first: a run that ends early is continued behind its last page
        const params: Record<string, string> = { sort_by: 'update_time', sort_direction: 'asc' };
        if (checkpoint) {
            params['updated_since'] = checkpoint.updated_since;
        }
        for await (const page of nango.paginate<PipedriveDeal>({
            endpoint: '/v2/deals',
            params,
            paginate: {
                type: 'cursor',
                cursor_path_in_response: 'additional_data.next_cursor',
                cursor_name_in_request: 'cursor',
                response_path: 'data',
                limit_name_in_request: 'limit',
                limit: 500
            },
            retries: 3
        })) {
            const deals = page.map((deal) => ({
                id: String(deal.id),
                title: deal.title,
                value: deal.value,
                currency: deal.currency,
                status: deal.status,
                stage_id: String(deal.stage_id),
                person_id: text(deal.person_id),
                organization_id: text(deal.org_id),
                owner_id: String(deal.owner_id),
                updated_at: deal.update_time
            }));
            await nango.batchSave(deals, 'Deal');
            const last = page.at(-1);
            if (last) {
                await nango.saveCheckpoint({ updated_since: last.update_time });
            }
        }
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
