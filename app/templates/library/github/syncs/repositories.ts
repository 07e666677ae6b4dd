// Docs: https://docs.github.com/en/rest/repos/repos#list-repositories-for-the-authenticated-user
// Group: repositories
import { createSync } from 'nango';
import { z } from 'zod';

const Repository = z.object({
    id: z.string(),
    owner: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    private: z.boolean(),
    archived: z.boolean(),
    default_branch: z.string(),
    url: z.string(),
    pushed_at: z.string().nullable().describe('Time of the last push; null for an empty repository')
});

interface GitHubRepository {
    id: number;
    owner: { login: string };
    name: string;
    description: string | null;
    private: boolean;
    archived: boolean;
    default_branch: string;
    html_url: string;
    pushed_at: string | null;
}

const sync = createSync({
    description: 'Keeps all repositories that the connected user can reach, and notices those that are gone',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { Repository },
    scopes: ['repo'],
    exec: async (nango) => {
        await nango.trackDeletesStart('Repository');
        const pages = nango.paginate<GitHubRepository>({
            endpoint: '/user/repos',
            params: { sort: 'full_name' },
            paginate: { limit: 100 },
            retries: 3
        });
        for await (const page of pages) {
            const repositories = page.map((repository) => ({
                id: String(repository.id),
                owner: repository.owner.login,
                name: repository.name,
                description: repository.description,
                private: repository.private,
                archived: repository.archived,
                default_branch: repository.default_branch,
                url: repository.html_url,
                pushed_at: repository.pushed_at
            }));
            await nango.batchSave(repositories, 'Repository');
        }
        await nango.trackDeletesEnd('Repository');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
