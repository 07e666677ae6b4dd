// Docs: https://linear.app/developers/graphql
// Group: teams
import { createSync } from 'nango';
import { z } from 'zod';

const Team = z.object({
    id: z.string(),
    key: z.string().describe('Prefix of the keys of its issues, e.g. ENG'),
    name: z.string(),
    private: z.boolean(),
    updated_at: z.string()
});

interface Answer {
    data?: {
        teams: {
            nodes: { id: string; key: string; name: string; private: boolean; updatedAt: string }[];
            pageInfo: { hasNextPage: boolean; endCursor: string | null };
        };
    };
    errors?: { message: string }[];
}

const query = `query Teams($after: String) { teams(first: 50, after: $after) { nodes { id key name private updatedAt } pageInfo { hasNextPage endCursor } } }`;

const sync = createSync({
    description: 'Keeps the teams of the workspace, and notices those that are gone',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { Team },
    scopes: ['read'],
    exec: async (nango) => {
        await nango.trackDeletesStart('Team');
        let after: string | null = null;
        do {
            const variables: Record<string, unknown> = { after };
            const response = await nango.post<Answer>({ endpoint: '/graphql', data: { query, variables }, retries: 3 });
            const teams = response.data.data?.teams;
            if (!teams) {
                throw new nango.ActionError({ type: 'linear_error', message: response.data.errors?.[0]?.message ?? 'Linear sent no teams.' });
            }
            const page = teams.nodes.map(({ updatedAt, ...team }) => ({ ...team, updated_at: updatedAt }));
            await nango.batchSave(page, 'Team');
            after = teams.pageInfo.hasNextPage ? teams.pageInfo.endCursor : null;
        } while (after);
        await nango.trackDeletesEnd('Team');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
