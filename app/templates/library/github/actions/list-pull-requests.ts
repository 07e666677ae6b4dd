// Docs: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests
// Group: pull-requests
import { createAction } from 'nango';
import { z } from 'zod';

interface GitHubPullRequest {
    id: number;
    number: number;
    title: string;
    state: 'open' | 'closed';
    draft?: boolean;
    user: { login: string } | null;
    head: { ref: string };
    base: { ref: string };
    html_url: string;
    updated_at: string;
}

const action = createAction({
    description: 'Lists one page of the pull requests of a repository, last changed first',
    version: '1.0.0',
    input: z.object({
        owner: z.string().describe('Account or organization that owns the repository'),
        repo: z.string().describe('Name of the repository'),
        state: z.enum(['open', 'closed', 'all']).optional().describe('Which ones to list; open when left out'),
        page: z.number().int().positive().optional().describe('Page of 50; the first when left out')
    }),
    output: z.object({
        pull_requests: z.array(
            z.object({
                id: z.string(),
                number: z.number(),
                title: z.string(),
                state: z.enum(['open', 'closed']),
                draft: z.boolean(),
                author: z.string().nullable(),
                from: z.string().describe('Branch with the change'),
                to: z.string().describe('Branch that takes the change'),
                url: z.string(),
                updated_at: z.string()
            })
        ),
        next_page: z.number().nullable().describe('Null on the last page')
    }),
    scopes: ['repo'],
    exec: async (nango, input) => {
        const page = input.page ?? 1;
        const response = await nango.get<GitHubPullRequest[]>({
            endpoint: `/repos/${encodeURIComponent(input.owner)}/${encodeURIComponent(input.repo)}/pulls`,
            params: { state: input.state ?? 'open', sort: 'updated', direction: 'desc', per_page: 50, page },
            retries: 3
        });
        const pull_requests = response.data.map((pull) => ({
            id: String(pull.id),
            number: pull.number,
            title: pull.title,
            state: pull.state,
            draft: pull.draft ?? false,
            author: pull.user?.login ?? null,
            from: pull.head.ref,
            to: pull.base.ref,
            url: pull.html_url,
            updated_at: pull.updated_at
        }));
        const link: unknown = response.headers['link'];
        const more = typeof link === 'string' && link.includes('rel="next"');
        return { pull_requests, next_page: more ? page + 1 : null };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
