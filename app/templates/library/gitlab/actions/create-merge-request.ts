// Docs: https://docs.gitlab.com/api/merge_requests/#create-mr
// Group: merge-requests
import { createAction } from 'nango';
import { z } from 'zod';

interface GitLabMergeRequest {
    id: number;
    iid: number;
    state: string;
    web_url: string;
}

const action = createAction({
    description: 'Opens a merge request from one branch of a project to another',
    version: '1.0.0',
    input: z.object({
        project_id: z.string().describe('Number or full path of the project, e.g. acme/website'),
        source_branch: z.string().describe('Branch with the change'),
        target_branch: z.string().describe('Branch that takes the change'),
        title: z.string(),
        description: z.string().optional().describe('Text in GitLab Markdown')
    }),
    output: z.object({ id: z.string(), number: z.number(), state: z.string(), url: z.string() }),
    scopes: ['api'],
    exec: async (nango, input) => {
        const { project_id, ...data } = input;
        if (data.source_branch === data.target_branch) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'A merge request needs two different branches.' });
        }
        const response = await nango.post<GitLabMergeRequest>({
            endpoint: `/api/v4/projects/${encodeURIComponent(project_id)}/merge_requests`,
            data,
            retries: 3
        });
        const { id, iid, state, web_url } = response.data;
        return { id: String(id), number: iid, state, url: web_url };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
