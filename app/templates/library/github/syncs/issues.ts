// Docs: https://docs.github.com/en/rest/issues/issues#list-repository-issues
// Group: issues
import { createSync } from 'nango';
import { z } from 'zod';

const Issue = z.object({
    id: z.string(),
    number: z.number().describe('Number within the repository'),
    title: z.string(),
    body: z.string().nullable(),
    state: z.enum(['open', 'closed']),
    author: z.string().nullable().describe('Login of the author; null when the account is gone'),
    assignees: z.array(z.string()).describe('Logins'),
    labels: z.array(z.string()),
    url: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
    closed_at: z.string().nullable()
});

interface GitHubIssue {
    id: number;
    number: number;
    title: string;
    body: string | null;
    state: 'open' | 'closed';
    user: { login: string } | null;
    assignees: { login: string }[] | null;
    labels: (string | { name: string })[];
    html_url: string;
    created_at: string;
    updated_at: string;
    closed_at: string | null;
    pull_request?: object;
}

function toIssue(issue: GitHubIssue): z.infer<typeof Issue> {
    return {
        id: String(issue.id),
        number: issue.number,
        title: issue.title,
        body: issue.body,
        state: issue.state,
        author: issue.user?.login ?? null,
        assignees: (issue.assignees ?? []).map((user) => user.login),
        labels: issue.labels.map((label) => (typeof label === 'string' ? label : label.name)),
        url: issue.html_url,
        created_at: issue.created_at,
        updated_at: issue.updated_at,
        closed_at: issue.closed_at
    };
}

const sync = createSync({
    description: 'Keeps the issues of one repository, reading only what changed since the last run',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: false,
    models: { Issue },
    metadata: z.object({
        owner: z.string().describe('Account or organization that owns the repository'),
        repo: z.string().describe('Name of the repository')
    }),
    checkpoint: z.object({ since: z.string() }),
    scopes: ['repo'],
    exec: async (nango) => {
        const { owner, repo } = await nango.getMetadata();
        const checkpoint = await nango.getCheckpoint();

        // Oldest change first: when a run ends early, the next one goes on behind the last page that was saved.
        const params: Record<string, string> = { state: 'all', sort: 'updated', direction: 'asc' };
        if (checkpoint) {
            params['since'] = checkpoint.since;
        }
        const pages = nango.paginate<GitHubIssue>({
            endpoint: `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/issues`,
            params,
            paginate: { limit: 100 },
            retries: 3
        });
        for await (const page of pages) {
            // GitHub lists pull requests among the issues.
            await nango.batchSave(page.filter((issue) => !issue.pull_request).map(toIssue), 'Issue');
            const last = page.at(-1);
            if (last) {
                await nango.saveCheckpoint({ since: last.updated_at });
            }
        }
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
