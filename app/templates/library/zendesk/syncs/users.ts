// Docs: https://developer.zendesk.com/api-reference/ticketing/users/users/#list-users
// Group: users
import { createSync } from 'nango';
import { z } from 'zod';

const User = z.object({
    id: z.string().describe('Zendesk id of the user'),
    name: z.string(),
    email: z.string().nullable(),
    role: z.string().describe('"end-user", "agent" or "admin"'),
    active: z.boolean().describe('False once the user was deleted'),
    suspended: z.boolean(),
    organization_id: z.string().nullable(),
    updated_at: z.string().describe('ISO 8601 time of the last change')
});

interface ZendeskUser {
    id: number;
    name: string;
    email: string | null;
    role: string;
    active: boolean;
    suspended: boolean;
    organization_id: number | null;
    updated_at: string;
}

interface UserPage {
    users: ZendeskUser[];
    meta: { has_more: boolean; after_cursor: string | null };
}

const sync = createSync({
    description: 'All users of the Zendesk account: customers, agents and administrators.',
    version: '1.0.0',
    frequency: 'every 6 hours',
    autoStart: true,
    models: { User },
    scopes: ['users:read'],

    exec: async (nango) => {
        await nango.trackDeletesStart('User');
        let after: string | null = null;
        do {
            // the last page has a link to a next one as well, so has_more decides
            const { data }: { data: UserPage } = await nango.get<UserPage>({
                endpoint: '/api/v2/users.json',
                params: after ? { 'page[size]': 100, 'page[after]': after } : { 'page[size]': 100 },
                retries: 3
            });
            const users = data.users.map((user) => ({
                id: String(user.id),
                name: user.name,
                email: user.email,
                role: user.role,
                active: user.active,
                suspended: user.suspended,
                organization_id: user.organization_id === null ? null : String(user.organization_id),
                updated_at: user.updated_at
            }));
            await nango.batchSave(users, 'User');
            after = data.meta.has_more ? data.meta.after_cursor : null;
        } while (after);
        await nango.trackDeletesEnd('User');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
