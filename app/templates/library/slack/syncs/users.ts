// Docs: https://docs.slack.dev/reference/methods/users.list
// Group: users
import { createSync } from 'nango';
import { z } from 'zod';

const User = z.object({
    id: z.string(),
    name: z.string().describe('Handle'),
    real_name: z.string().nullable(),
    email: z.string().nullable().describe('Null without the scope users:read.email'),
    is_bot: z.boolean(),
    deactivated: z.boolean(),
    time_zone: z.string().nullable()
});

interface Answer {
    ok: boolean;
    error?: string;
    members?: {
        id: string;
        name: string;
        deleted: boolean;
        is_bot?: boolean;
        tz?: string;
        profile: { real_name?: string; email?: string };
    }[];
    response_metadata?: { next_cursor?: string };
}

const sync = createSync({
    description: 'Keeps the people and bots of the workspace, and notices those that are gone',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { User },
    scopes: ['users:read', 'users:read.email'],
    exec: async (nango) => {
        await nango.trackDeletesStart('User');
        let cursor = '';
        do {
            const response = await nango.get<Answer>({ endpoint: '/users.list', params: { limit: 200, ...(cursor && { cursor }) }, retries: 3 });
            const { ok, error, members, response_metadata } = response.data;
            // Slack reports errors with status 200; going on would take everybody for gone.
            if (!ok || !members) {
                throw new nango.ActionError({ type: 'slack_error', message: `Slack answered ${error ?? 'no members'}.` });
            }
            const users = members.map((member) => ({
                id: member.id,
                name: member.name,
                real_name: member.profile.real_name ?? null,
                email: member.profile.email ?? null,
                is_bot: member.is_bot ?? false,
                deactivated: member.deleted,
                time_zone: member.tz ?? null
            }));
            await nango.batchSave(users, 'User');
            cursor = response_metadata?.next_cursor ?? '';
        } while (cursor);
        await nango.trackDeletesEnd('User');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
