// Docs: https://docs.gitlab.com/api/issues/#list-project-issues
// Group: issues
import { createSync } from 'nango';
import { z } from 'zod';

const Issue = z.object({
    id: z.string(),
    number: z.number().describe('Number within the project (iid)'),
    project_id: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    state: z.string().describe('opened or closed'),
    author: z.string(),
    assignees: z.array(z.string()).describe('User names'),
    labels: z.array(z.string()),
    url: z.string(),
    created_at: z.string(),
    updated_at: z.string()
});

interface GitLabIssue {
    id: number;
    iid: number;
    project_id: number;
    title: string;
    description: string | null;
    state: string;
    author: { username: string };
    assignees: { username: string }[];
    labels: string[];
    web_url: string;
    created_at: string;
    updated_at: string;
}

// What https://docs.gitlab.com/user/project/integrations/webhook_events/#work-item-events sends, as far as it is used here.
interface IssueEvent {
    project?: { id: number };
    object_attributes?: { iid: number };
}

function toIssue(issue: GitLabIssue): z.infer<typeof Issue> {
    return {
        id: String(issue.id),
        number: issue.iid,
        project_id: String(issue.project_id),
        title: issue.title,
        description: issue.description,
        state: issue.state,
        author: issue.author.username,
        assignees: issue.assignees.map((user) => user.username),
        labels: issue.labels,
        url: issue.web_url,
        created_at: issue.created_at,
        updated_at: issue.updated_at
    };
}

const sync = createSync({
    description: 'Keeps the issues of one project: what changed since the last run, and at once what a webhook reports',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: false,
    models: { Issue },
    metadata: z.object({ project_id: z.string().describe('Number or full path of the project, e.g. acme/website') }),
    checkpoint: z.object({ updated_after: z.string() }),
    scopes: ['read_api'],
    webhookSubscriptions: ['Issue Hook'],
    exec: async (nango) => {
        const { project_id } = await nango.getMetadata();
        const checkpoint = await nango.getCheckpoint();
        const params: Record<string, string> = { scope: 'all', order_by: 'updated_at', sort: 'asc' };
        if (checkpoint) {
            params['updated_after'] = checkpoint.updated_after;
        }
        const pages = nango.paginate<GitLabIssue>({
            endpoint: `/api/v4/projects/${encodeURIComponent(project_id)}/issues`,
            params,
            paginate: { type: 'link', link_rel_in_response_header: 'next', limit_name_in_request: 'per_page', limit: 100 },
            retries: 3
        });
        for await (const page of pages) {
            await nango.batchSave(page.map(toIssue), 'Issue');
            const last = page.at(-1);
            if (last) {
                await nango.saveCheckpoint({ updated_after: last.updated_at });
            }
        }
    },
    onWebhook: async (nango, payload: IssueEvent) => {
        const { project, object_attributes: event } = payload;
        if (!project || !event) {
            await nango.log('The event names no issue.', { level: 'warn' });
            return;
        }
        // The event writes times and labels in another form than the API, so the issue is read again.
        const issue = await nango.get<GitLabIssue>({ endpoint: `/api/v4/projects/${project.id}/issues/${event.iid}`, retries: 3 });
        await nango.batchSave([toIssue(issue.data)], 'Issue');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
