// Docs: https://mailchimp.com/developer/marketing/api/lists/get-lists-info/
// Group: audiences
import { createSync } from 'nango';
import { z } from 'zod';

const Audience = z.object({
    id: z.string().describe('Mailchimp id of the audience (list)'),
    name: z.string(),
    subscribers: z.number().describe('Number of subscribed members'),
    unsubscribed: z.number().describe('Number of members who left'),
    open_rate: z.number().describe('Percentage of campaigns opened, 0 to 100'),
    created_at: z.string().describe('ISO 8601 time of creation')
});

interface MailchimpList {
    id: string;
    name: string;
    date_created: string;
    stats: { member_count: number; unsubscribe_count: number; open_rate: number };
}

const pageSize = 1000;

const sync = createSync({
    description: 'All audiences (lists) of the Mailchimp account with their size.',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { Audience },

    exec: async (nango) => {
        await nango.trackDeletesStart('Audience');
        let offset = 0;
        let total = 0;
        do {
            const { data } = await nango.get<{ lists: MailchimpList[]; total_items: number }>({
                endpoint: '/3.0/lists',
                params: {
                    fields: 'lists.id,lists.name,lists.date_created,lists.stats,total_items',
                    count: pageSize,
                    offset,
                    sort_field: 'date_created',
                    sort_dir: 'ASC'
                },
                retries: 3
            });
            const audiences = data.lists.map((list) => ({
                id: list.id,
                name: list.name,
                subscribers: list.stats.member_count,
                unsubscribed: list.stats.unsubscribe_count,
                open_rate: list.stats.open_rate,
                created_at: list.date_created
            }));
            await nango.batchSave(audiences, 'Audience');
            offset += data.lists.length;
            total = data.lists.length > 0 ? data.total_items : 0;
        } while (offset < total);
        await nango.trackDeletesEnd('Audience');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
