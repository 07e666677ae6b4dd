// Docs: https://linear.app/developers/filtering
// Group: issues
import { createSync } from 'nango';
import { z } from 'zod';

const Issue = z.object({
    id: z.string(),
    key: z.string().describe('Key that people use, e.g. ENG-42'),
    title: z.string(),
    description: z.string().nullable(),
    state: z.string().describe('Name of the workflow state'),
    assignee: z.string().nullable().describe('Display name; null when nobody is assigned'),
    priority: z.number().describe('0 none, 1 urgent, 2 high, 3 medium, 4 low'),
    url: z.string(),
    updated_at: z.string()
});

interface LinearIssue {
    id: string;
    identifier: string;
    title: string;
    description: string | null;
    state: { name: string };
    assignee: { displayName: string } | null;
    priority: number;
    url: string;
    updatedAt: string;
    archivedAt: string | null;
}

interface Answer {
    data?: { issues: { nodes: LinearIssue[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } };
    errors?: { message: string }[];
}

// What https://linear.app/developers/webhooks sends, as far as it is used here.
interface IssueEvent {
    action: string;
    data: { id: string };
}

const query = `query Issues($filter: IssueFilter, $after: String) { issues(first: 50, after: $after, filter: $filter, orderBy: updatedAt, includeArchived: true) { nodes { id identifier title description state { name } assignee { displayName } priority url updatedAt archivedAt } pageInfo { hasNextPage endCursor } } }`;

function toIssue(issue: LinearIssue): z.infer<typeof Issue> {
    return {
        id: issue.id,
        key: issue.identifier,
        title: issue.title,
        description: issue.description,
        state: issue.state.name,
        assignee: issue.assignee?.displayName ?? null,
        priority: issue.priority,
        url: issue.url,
        updated_at: issue.updatedAt
    };
}

const sync = createSync({
    description: 'Keeps the issues of the workspace: what changed since the last run, and at once what webhooks report',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: true,
    models: { Issue },
    checkpoint: z.object({ updated_after: z.string() }),
    scopes: ['read'],
    webhookSubscriptions: ['Issue'],
    exec: async (nango) => {
        const checkpoint = await nango.getCheckpoint();
        let newest = checkpoint?.updated_after ?? '';
        let after: string | null = null;
        do {
            const variables: Record<string, unknown> = { filter: checkpoint ? { updatedAt: { gt: checkpoint.updated_after } } : {}, after };
            const response = await nango.post<Answer>({ endpoint: '/graphql', data: { query, variables }, retries: 3 });
            const issues = response.data.data?.issues;
            if (!issues) {
                throw new nango.ActionError({ type: 'linear_error', message: response.data.errors?.[0]?.message ?? 'Linear sent no issues.' });
            }
            const live = issues.nodes.filter((issue) => !issue.archivedAt);
            const archived = issues.nodes.filter((issue) => issue.archivedAt);
            await nango.batchSave(live.map(toIssue), 'Issue');
            await nango.batchDelete(archived.map(({ id }) => ({ id })), 'Issue');
            for (const { updatedAt } of issues.nodes) {
                newest = updatedAt > newest ? updatedAt : newest;
            }
            after = issues.pageInfo.hasNextPage ? issues.pageInfo.endCursor : null;
        } while (after);
        // Linear sends the newest change first, so the place to go on from is only known when all pages are saved.
        if (newest) {
            await nango.saveCheckpoint({ updated_after: newest });
        }
    },
    onWebhook: async (nango, payload: IssueEvent) => {
        if (payload.action === 'remove') {
            await nango.batchDelete([{ id: payload.data.id }], 'Issue');
            return;
        }
        const variables = { filter: { id: { eq: payload.data.id } }, after: null };
        const response = await nango.post<Answer>({ endpoint: '/graphql', data: { query, variables }, retries: 3 });
        const found = response.data.data?.issues.nodes.filter((issue) => !issue.archivedAt) ?? [];
        await nango.batchSave(found.map(toIssue), 'Issue');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
