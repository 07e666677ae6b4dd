// Docs: https://developers.notion.com/reference/post-search
// Group: pages
import { createSync } from 'nango';
import { z } from 'zod';

const Page = z.object({
    id: z.string(),
    title: z.string(),
    parent_id: z.string().nullable().describe('Id of the page, database or block that holds it; null at the top'),
    archived: z.boolean(),
    url: z.string(),
    created_at: z.string(),
    updated_at: z.string()
});

interface NotionPage {
    id: string;
    parent: { page_id?: string; database_id?: string; block_id?: string };
    properties: Record<string, { type: string; title?: { plain_text: string }[] }>;
    archived: boolean;
    url: string;
    created_time: string;
    last_edited_time: string;
}

function toPage(page: NotionPage): z.infer<typeof Page> {
    const title = Object.values(page.properties).find((property) => property.type === 'title')?.title ?? [];
    return {
        id: page.id,
        title: title.map((part) => part.plain_text).join(''),
        parent_id: page.parent.page_id ?? page.parent.database_id ?? page.parent.block_id ?? null,
        archived: page.archived,
        url: page.url,
        created_at: page.created_time,
        updated_at: page.last_edited_time
    };
}

const sync = createSync({
    description: 'Keeps the pages that are shared with the integration, reading only what was edited since the last run',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: true,
    models: { Page },
    checkpoint: z.object({ edited: z.string().describe('Edit time of the newest page that was saved') }),
    exec: async (nango) => {
        const checkpoint = await nango.getCheckpoint();
        const pages = nango.paginate<NotionPage>({
            method: 'POST',
            endpoint: '/v1/search',
            data: {
                filter: { property: 'object', value: 'page' },
                sort: { timestamp: 'last_edited_time', direction: 'descending' }
            },
            paginate: { limit: 100 },
            retries: 3
        });
        let newest: string | undefined;
        for await (const page of pages) {
            newest ??= page[0]?.last_edited_time;
            // Edit times are whole minutes, so the minute of the checkpoint is read once more.
            const edited = checkpoint ? page.filter((one) => one.last_edited_time >= checkpoint.edited) : page;
            await nango.batchSave(edited.map(toPage), 'Page');
            if (edited.length < page.length) {
                break;
            }
        }
        if (newest) {
            await nango.saveCheckpoint({ edited: newest });
        }
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
