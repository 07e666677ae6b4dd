// Docs: https://developers.asana.com/reference/getprojects
// Group: projects
import { createSync } from 'nango';
import { z } from 'zod';

const Project = z.object({
    id: z.string(),
    name: z.string(),
    archived: z.boolean(),
    owner: z.string().nullable().describe('Name; null when nobody owns it'),
    due_on: z.string().nullable().describe('Day, YYYY-MM-DD'),
    url: z.string()
});

interface AsanaProject {
    gid: string;
    name: string;
    archived: boolean;
    owner: { name: string } | null;
    due_on: string | null;
    permalink_url: string;
}

const sync = createSync({
    description: 'Keeps the projects of one workspace, and notices those that are gone',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: false,
    models: { Project },
    metadata: z.object({ workspace_id: z.string().describe('Id (gid) of the workspace') }),
    scopes: ['projects:read'],
    exec: async (nango) => {
        const { workspace_id } = await nango.getMetadata();

        await nango.trackDeletesStart('Project');
        const pages = nango.paginate<AsanaProject>({
            endpoint: '/api/1.0/projects',
            params: { workspace: workspace_id, opt_fields: 'name,archived,owner.name,due_on,permalink_url' },
            paginate: { limit: 100 },
            retries: 3
        });
        for await (const page of pages) {
            const projects = page.map((project) => ({
                id: project.gid,
                name: project.name,
                archived: project.archived,
                owner: project.owner?.name ?? null,
                due_on: project.due_on,
                url: project.permalink_url
            }));
            await nango.batchSave(projects, 'Project');
        }
        await nango.trackDeletesEnd('Project');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
