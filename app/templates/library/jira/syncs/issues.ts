// Docs: https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/#api-rest-api-3-search-jql-get
// Group: issues
import { createSync } from 'nango';
import { z } from 'zod';

const Issue = z.object({
    id: z.string(),
    key: z.string().describe('Key that people use, e.g. WEB-12'),
    summary: z.string(),
    type: z.string(),
    status: z.string(),
    assignee: z.string().nullable().describe('Display name; null when nobody is assigned'),
    labels: z.array(z.string()),
    created_at: z.string(),
    updated_at: z.string()
});

interface JiraIssue {
    id: string;
    key: string;
    fields: {
        summary: string;
        issuetype: { name: string };
        status: { name: string };
        assignee: { displayName: string } | null;
        labels: string[];
        created: string;
        updated: string;
    };
}

// What https://developer.atlassian.com/cloud/jira/platform/webhooks/ sends, as far as it is used here.
interface IssueEvent {
    webhookEvent: string;
    issue: JiraIssue;
}

function toIssue({ id, key, fields }: JiraIssue): z.infer<typeof Issue> {
    return {
        id,
        key,
        summary: fields.summary,
        type: fields.issuetype.name,
        status: fields.status.name,
        assignee: fields.assignee?.displayName ?? null,
        labels: fields.labels,
        created_at: fields.created,
        updated_at: fields.updated
    };
}

// A JQL time is read in the time zone of the user, an age is not. One minute more, because an age has no seconds.
function changedSince(time: string): string {
    // Jira writes the offset as +0100; the date format of JavaScript wants +01:00.
    const standard = time.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
    const minutes = Math.ceil((Date.now() - new Date(standard).getTime()) / 60_000) + 1;
    return ` AND updated >= -${minutes}m`;
}

const sync = createSync({
    description: 'Keeps the issues of one project: what changed since the last run, and at once what webhooks report',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: false,
    models: { Issue },
    metadata: z.object({ project: z.string().describe('Key of the project, e.g. WEB') }),
    checkpoint: z.object({ updated: z.string().describe('Change time of the last issue that was saved') }),
    scopes: ['read:jira-work'],
    webhookSubscriptions: ['jira:issue_created', 'jira:issue_updated', 'jira:issue_deleted'],
    exec: async (nango) => {
        const { project } = await nango.getMetadata();
        const connection = await nango.getConnection();
        const checkpoint = await nango.getCheckpoint();
        const since = checkpoint ? changedSince(checkpoint.updated) : '';
        const pages = nango.paginate<JiraIssue>({
            endpoint: `/ex/jira/${String(connection.connection_config['cloudId'])}/rest/api/3/search/jql`,
            params: {
                jql: `project = "${project.replace(/["\\]/g, '')}"${since} ORDER BY updated ASC`,
                fields: 'summary,issuetype,status,assignee,labels,created,updated'
            },
            paginate: {
                type: 'cursor',
                cursor_name_in_request: 'nextPageToken',
                cursor_path_in_response: 'nextPageToken',
                limit_name_in_request: 'maxResults',
                limit: 100,
                response_path: 'issues'
            },
            retries: 3
        });
        for await (const page of pages) {
            await nango.batchSave(page.map(toIssue), 'Issue');
            const last = page.at(-1);
            if (last) {
                await nango.saveCheckpoint({ updated: last.fields.updated });
            }
        }
    },
    onWebhook: async (nango, payload: IssueEvent) => {
        if (payload.webhookEvent === 'jira:issue_deleted') {
            await nango.batchDelete([{ id: payload.issue.id }], 'Issue');
        } else {
            await nango.batchSave([toIssue(payload.issue)], 'Issue');
        }
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
