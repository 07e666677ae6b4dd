// Docs: https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-post
// Group: issues
import { createAction } from 'nango';
import { z } from 'zod';

// Jira takes rich text as a document: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
function toDocument(text: string) {
    const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim());
    return {
        type: 'doc',
        version: 1,
        content: paragraphs.map((paragraph) => ({ type: 'paragraph', content: [{ type: 'text', text: paragraph }] }))
    };
}

const action = createAction({
    description: 'Creates an issue in a project',
    version: '1.0.0',
    input: z.object({
        project: z.string().describe('Key of the project, e.g. WEB'),
        type: z.string().describe('Name of the issue type, e.g. Task or Bug'),
        summary: z.string().describe('One line'),
        description: z.string().optional().describe('Plain text; an empty line begins a paragraph'),
        labels: z.array(z.string()).optional().describe('Labels, without spaces')
    }),
    output: z.object({ id: z.string(), key: z.string() }),
    scopes: ['write:jira-work'],
    exec: async (nango, input) => {
        if (!input.summary.trim() || input.summary.includes('\n')) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'The summary must be one line of text.' });
        }
        const connection = await nango.getConnection();
        const response = await nango.post<{ id: string; key: string }>({
            endpoint: `/ex/jira/${String(connection.connection_config['cloudId'])}/rest/api/3/issue`,
            data: {
                fields: {
                    project: { key: input.project },
                    issuetype: { name: input.type },
                    summary: input.summary,
                    ...(input.description && { description: toDocument(input.description) }),
                    ...(input.labels && { labels: input.labels })
                }
            },
            retries: 3
        });
        return { id: response.data.id, key: response.data.key };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
