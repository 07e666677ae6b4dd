// Docs: https://developers.notion.com/reference/get-users
// Group: users
import { createSync } from 'nango';
import { z } from 'zod';

const User = z.object({
    id: z.string(),
    type: z.enum(['person', 'bot']),
    name: z.string().nullable(),
    email: z.string().nullable().describe('Null for bots, and where the integration may not read addresses'),
    avatar_url: z.string().nullable()
});

interface NotionUser {
    id: string;
    type: 'person' | 'bot';
    name: string | null;
    avatar_url: string | null;
    person?: { email?: string };
}

const sync = createSync({
    description: 'Keeps the members and bots of the workspace, and notices those that are gone',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { User },
    exec: async (nango) => {
        await nango.trackDeletesStart('User');
        for await (const page of nango.paginate<NotionUser>({ endpoint: '/v1/users', paginate: { limit: 100 }, retries: 3 })) {
            const users = page.map((user) => ({
                id: user.id,
                type: user.type,
                name: user.name,
                email: user.person?.email ?? null,
                avatar_url: user.avatar_url
            }));
            await nango.batchSave(users, 'User');
        }
        await nango.trackDeletesEnd('User');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
