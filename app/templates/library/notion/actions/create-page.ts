// Docs: https://developers.notion.com/reference/post-page
// Group: pages
import { createAction } from 'nango';
import { z } from 'zod';

// Limits of https://developers.notion.com/reference/request-limits
const maxText = 2000;
const maxBlocks = 100;

const action = createAction({
    description: 'Creates a page with plain paragraphs below another page',
    version: '1.0.0',
    input: z.object({
        parent_page_id: z.string().describe('Id of the page that will hold it'),
        title: z.string(),
        paragraphs: z.array(z.string()).optional().describe('At most 100, each of at most 2000 characters')
    }),
    output: z.object({ id: z.string(), url: z.string(), created_at: z.string() }),
    exec: async (nango, input) => {
        const paragraphs = input.paragraphs ?? [];
        if (paragraphs.length > maxBlocks || paragraphs.some((text) => text.length > maxText)) {
            throw new nango.ActionError({
                type: 'invalid_input',
                message: `Notion takes at most ${maxBlocks} paragraphs of at most ${maxText} characters.`
            });
        }
        const response = await nango.post<{ id: string; url: string; created_time: string }>({
            endpoint: '/v1/pages',
            data: {
                parent: { page_id: input.parent_page_id },
                properties: { title: { title: [{ text: { content: input.title } }] } },
                children: paragraphs.map((text) => ({
                    object: 'block',
                    type: 'paragraph',
                    paragraph: { rich_text: [{ type: 'text', text: { content: text } }] }
                }))
            },
            retries: 3
        });
        return { id: response.data.id, url: response.data.url, created_at: response.data.created_time };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
