// Docs: https://docs.github.com/en/rest/issues/issues#create-an-issue
// Group: issues
import { createAction } from 'nango';
import { z } from 'zod';

interface GitHubIssue {
    id: number;
    number: number;
    html_url: string;
    created_at: string;
}

const action = createAction({
    description: 'Opens an issue in a repository',
    version: '1.0.0',
    input: z.object({
        owner: z.string().describe('Account or organization that owns the repository'),
        repo: z.string().describe('Name of the repository'),
        title: z.string(),
        body: z.string().optional().describe('Text in GitHub Markdown'),
        labels: z.array(z.string()).optional().describe('Names of labels'),
        assignees: z.array(z.string()).optional().describe('Logins of the people who take care of it')
    }),
    output: z.object({ id: z.string(), number: z.number(), url: z.string(), created_at: z.string() }),
    scopes: ['repo'],
    exec: async (nango, input) => {
        const { owner, repo, ...issue } = input;
        if (!issue.title.trim()) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'An issue needs a title.' });
        }
        const response = await nango.post<GitHubIssue>({
            endpoint: `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/issues`,
            data: issue,
            retries: 3
        });
        const { id, number, html_url, created_at } = response.data;
        return { id: String(id), number, url: html_url, created_at };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
