// Docs: https://developers.asana.com/reference/gettasks
// Group: tasks
import { createSync } from 'nango';
import { z } from 'zod';

const Task = z.object({
    id: z.string(),
    name: z.string(),
    notes: z.string(),
    completed: z.boolean(),
    assignee: z.string().nullable().describe('Name; null when nobody is assigned'),
    due_on: z.string().nullable().describe('Day, YYYY-MM-DD'),
    url: z.string(),
    modified_at: z.string()
});

interface AsanaTask {
    gid: string;
    name: string;
    notes: string;
    completed: boolean;
    assignee: { name: string } | null;
    due_on: string | null;
    permalink_url: string;
    modified_at: string;
}

const sync = createSync({
    description: 'Keeps the tasks of one project, reading only what changed since the last run',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: false,
    models: { Task },
    metadata: z.object({ project_id: z.string().describe('Id (gid) of the project') }),
    checkpoint: z.object({ modified_since: z.string() }),
    scopes: ['tasks:read'],
    exec: async (nango) => {
        const { project_id } = await nango.getMetadata();
        const checkpoint = await nango.getCheckpoint();
        const started = new Date().toISOString();
        const params: Record<string, string> = {
            project: project_id,
            opt_fields: 'name,notes,completed,assignee.name,due_on,permalink_url,modified_at'
        };
        if (checkpoint) {
            params['modified_since'] = checkpoint.modified_since;
        }
        const pages = nango.paginate<AsanaTask>({ endpoint: '/api/1.0/tasks', params, paginate: { limit: 100 }, retries: 3 });
        for await (const page of pages) {
            const tasks = page.map((task) => ({
                id: task.gid,
                name: task.name,
                notes: task.notes,
                completed: task.completed,
                assignee: task.assignee?.name ?? null,
                due_on: task.due_on,
                url: task.permalink_url,
                modified_at: task.modified_at
            }));
            await nango.batchSave(tasks, 'Task');
        }
        // Tasks come in the order of the project, so the start of this run is the place to go on from.
        await nango.saveCheckpoint({ modified_since: started });
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
