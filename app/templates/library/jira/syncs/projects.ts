// Docs: https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-projects/#api-rest-api-3-project-search-get
// Group: projects
import { createSync } from 'nango';
import { z } from 'zod';

const Project = z.object({
    id: z.string(),
    key: z.string(),
    name: z.string(),
    type: z.string().describe('software, service_desk or business'),
    lead: z.string().nullable().describe('Display name of the project lead')
});

interface ProjectPage {
    values: { id: string; key: string; name: string; projectTypeKey: string; lead?: { displayName: string } }[];
    isLast: boolean;
}

const sync = createSync({
    description: 'Keeps the projects that the connected user can see, and notices those that are gone',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { Project },
    scopes: ['read:jira-work'],
    exec: async (nango) => {
        const connection = await nango.getConnection();
        const endpoint = `/ex/jira/${String(connection.connection_config['cloudId'])}/rest/api/3/project/search`;

        await nango.trackDeletesStart('Project');
        let startAt = 0;
        let isLast = false;
        while (!isLast) {
            const response = await nango.get<ProjectPage>({
                endpoint,
                params: { startAt, maxResults: 50, orderBy: 'key', expand: 'lead' },
                retries: 3
            });
            const { values } = response.data;
            const projects = values.map((project) => ({
                id: project.id,
                key: project.key,
                name: project.name,
                type: project.projectTypeKey,
                lead: project.lead?.displayName ?? null
            }));
            await nango.batchSave(projects, 'Project');
            // Jira may answer fewer than asked for; the next page begins behind what came.
            startAt += values.length;
            isLast = response.data.isLast || values.length === 0;
        }
        await nango.trackDeletesEnd('Project');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
