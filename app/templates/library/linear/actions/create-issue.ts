// Docs: https://linear.app/developers/graphql#creating-and-editing-issues
// Group: issues
import { createAction } from 'nango';
import { z } from 'zod';

interface Answer {
    data?: { issueCreate: { success: boolean; issue: { id: string; identifier: string; url: string } | null } } | null;
    errors?: { message: string }[];
}

const query = `mutation CreateIssue($input: IssueCreateInput!) { issueCreate(input: $input) { success issue { id identifier url } } }`;

const action = createAction({
    description: 'Creates an issue in a team',
    version: '1.0.0',
    input: z.object({
        team_id: z.string().describe('Id of the team'),
        title: z.string(),
        description: z.string().optional().describe('Text in Markdown'),
        assignee_id: z.string().optional().describe('Id of the user who takes care of it'),
        priority: z.number().int().min(0).max(4).optional().describe('0 none, 1 urgent, 2 high, 3 medium, 4 low')
    }),
    output: z.object({ id: z.string(), key: z.string(), url: z.string() }),
    scopes: ['issues:create'],
    exec: async (nango, input) => {
        if (!input.title.trim()) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'An issue needs a title.' });
        }
        const variables = {
            input: {
                teamId: input.team_id,
                title: input.title,
                ...(input.description !== undefined && { description: input.description }),
                ...(input.assignee_id !== undefined && { assigneeId: input.assignee_id }),
                ...(input.priority !== undefined && { priority: input.priority })
            }
        };
        const response = await nango.post<Answer>({ endpoint: '/graphql', data: { query, variables }, retries: 3 });
        const issue = response.data.data?.issueCreate.issue;
        if (!issue) {
            throw new nango.ActionError({ type: 'linear_error', message: response.data.errors?.[0]?.message ?? 'Linear did not create the issue.' });
        }
        return { id: issue.id, key: issue.identifier, url: issue.url };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
