import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Opens an issue in a repository',
    version: '1.0.0',
    input: z.object({
        owner: z.string().describe('Account or organization that owns the repository'),
        repo: z.string().describe('Name of the repository'),
        title: z.string(),
        body: z.string().optional()
    }),
    output: z.object({ id: z.string(), number: z.number(), url: z.string() }),
    scopes: ['repo'],
    exec: async (nango, input) => {
        const { owner, repo, ...issue } = input;
        if (!issue.title.trim()) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'An issue needs a title.' });
        }
        const response = await nango.post<{ node_id: string; number: number; html_url: string }>({
            endpoint: `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/issues`,
            data: issue,
            retries: 3
        });
        return { id: response.data.node_id, number: response.data.number, url: response.data.html_url };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
