// Docs: https://developers.asana.com/reference/createtask
// Group: tasks
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Creates a task in a project',
    version: '1.0.0',
    input: z.object({
        project_id: z.string().describe('Id (gid) of the project'),
        name: z.string(),
        notes: z.string().optional().describe('Plain text'),
        assignee: z.string().optional().describe('Id, email address or "me"'),
        due_on: z.string().optional().describe('Day, YYYY-MM-DD')
    }),
    output: z.object({ id: z.string(), url: z.string() }),
    scopes: ['tasks:write'],
    exec: async (nango, input) => {
        const { project_id, ...task } = input;
        if (task.due_on !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(task.due_on)) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'due_on must be a day such as 2026-05-31.' });
        }
        const response = await nango.post<{ data: { gid: string; permalink_url: string } }>({
            endpoint: '/api/1.0/tasks',
            params: { opt_fields: 'permalink_url' },
            data: { data: { ...task, projects: [project_id] } },
            retries: 3
        });
        return { id: response.data.data.gid, url: response.data.data.permalink_url };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
