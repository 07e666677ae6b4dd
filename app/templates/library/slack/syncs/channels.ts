// Docs: https://docs.slack.dev/reference/methods/conversations.list
// Group: channels
import { createSync } from 'nango';
import { z } from 'zod';

const Channel = z.object({
    id: z.string(),
    name: z.string(),
    topic: z.string(),
    purpose: z.string(),
    is_private: z.boolean(),
    is_archived: z.boolean(),
    members: z.number().nullable().describe('How many people are in it, where Slack says so')
});

interface Answer {
    ok: boolean;
    error?: string;
    channels?: {
        id: string;
        name: string;
        topic: { value: string };
        purpose: { value: string };
        is_private: boolean;
        is_archived: boolean;
        num_members?: number;
    }[];
    response_metadata?: { next_cursor?: string };
}

const sync = createSync({
    description: 'Keeps the public channels and those private ones that the app is in, and notices those that are gone',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { Channel },
    scopes: ['channels:read', 'groups:read'],
    exec: async (nango) => {
        await nango.trackDeletesStart('Channel');
        let cursor = '';
        do {
            const response = await nango.get<Answer>({
                endpoint: '/conversations.list',
                params: { types: 'public_channel,private_channel', limit: 200, ...(cursor && { cursor }) },
                retries: 3
            });
            const { ok, error, channels, response_metadata } = response.data;
            // Slack reports errors with status 200; going on would take every channel for gone.
            if (!ok || !channels) {
                throw new nango.ActionError({ type: 'slack_error', message: `Slack answered ${error ?? 'no channels'}.` });
            }
            const page = channels.map((channel) => ({
                id: channel.id,
                name: channel.name,
                topic: channel.topic.value,
                purpose: channel.purpose.value,
                is_private: channel.is_private,
                is_archived: channel.is_archived,
                members: channel.num_members ?? null
            }));
            await nango.batchSave(page, 'Channel');
            cursor = response_metadata?.next_cursor ?? '';
        } while (cursor);
        await nango.trackDeletesEnd('Channel');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
