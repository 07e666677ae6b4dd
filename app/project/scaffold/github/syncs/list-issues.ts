import { createSync } from 'nango';
import { z } from 'zod';

const Issue = z.object({
    id: z.string(),
    number: z.number(),
    title: z.string(),
    state: z.string(),
    url: z.string(),
    updated_at: z.string()
});

// What https://docs.github.com/rest/issues/issues#list-repository-issues answers, as far as it is used here.
interface GitHubIssue {
    node_id: string;
    number: number;
    title: string;
    state: string;
    html_url: string;
    updated_at: string;
    pull_request?: object;
}

const sync = createSync({
    description: 'Keeps the issues of one repository',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: false,
    models: { Issue },
    metadata: z.object({ owner: z.string(), repo: z.string() }),
    checkpoint: z.object({ since: z.string() }),
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
            retries: 3
        });
        for await (const page of pages) {
            const issues = page
                .filter((issue) => !issue.pull_request)
                .map((issue) => ({
                    id: issue.node_id,
                    number: issue.number,
                    title: issue.title,
                    state: issue.state,
                    url: issue.html_url,
                    updated_at: issue.updated_at
                }));
            await nango.batchSave(issues, 'Issue');
            const last = page.at(-1);
            if (last) {
                await nango.saveCheckpoint({ since: last.updated_at });
            }
        }
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
