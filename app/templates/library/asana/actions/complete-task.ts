// Docs: https://developers.asana.com/reference/updatetask
// Group: tasks
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Marks a task as done, or as open again',
    version: '1.0.0',
    input: z.object({
        task_id: z.string().describe('Id (gid) of the task'),
        completed: z.boolean().optional().describe('False opens it again; true when left out')
    }),
    output: z.object({ id: z.string(), completed: z.boolean(), completed_at: z.string().nullable() }),
    scopes: ['tasks:write'],
    exec: async (nango, input) => {
        if (!/^\d+$/.test(input.task_id)) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'task_id must be the number of a task.' });
        }
        const response = await nango.put<{ data: { gid: string; completed: boolean; completed_at: string | null } }>({
            endpoint: `/api/1.0/tasks/${input.task_id}`,
            params: { opt_fields: 'completed,completed_at' },
            data: { data: { completed: input.completed ?? true } },
            retries: 3
        });
        const { gid, completed, completed_at } = response.data.data;
        return { id: gid, completed, completed_at };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
