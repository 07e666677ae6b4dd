// Docs: https://docs.gitlab.com/api/projects/#list-all-projects
// Group: projects
import { createSync } from 'nango';
import { z } from 'zod';

const Project = z.object({
    id: z.string(),
    path: z.string().describe('Full path, e.g. acme/website'),
    name: z.string(),
    description: z.string().nullable(),
    visibility: z.string().describe('private, internal or public'),
    archived: z.boolean(),
    default_branch: z.string().nullable().describe('Null for an empty repository'),
    url: z.string(),
    last_activity_at: z.string()
});

interface GitLabProject {
    id: number;
    path_with_namespace: string;
    name: string;
    description: string | null;
    visibility: string;
    archived: boolean;
    default_branch?: string | null;
    web_url: string;
    last_activity_at: string;
}

const sync = createSync({
    description: 'Keeps the projects of which the connected user is a member, and notices those that are gone',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { Project },
    scopes: ['read_api'],
    exec: async (nango) => {
        await nango.trackDeletesStart('Project');
        const pages = nango.paginate<GitLabProject>({
            endpoint: '/api/v4/projects',
            params: { membership: 'true', pagination: 'keyset', order_by: 'id', sort: 'asc' },
            paginate: { type: 'link', link_rel_in_response_header: 'next', limit_name_in_request: 'per_page', limit: 100 },
            retries: 3
        });
        for await (const page of pages) {
            const projects = page.map((project) => ({
                id: String(project.id),
                path: project.path_with_namespace,
                name: project.name,
                description: project.description,
                visibility: project.visibility,
                archived: project.archived,
                default_branch: project.default_branch ?? null,
                url: project.web_url,
                last_activity_at: project.last_activity_at
            }));
            await nango.batchSave(projects, 'Project');
        }
        await nango.trackDeletesEnd('Project');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
