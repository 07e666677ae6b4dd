// Docs: https://docs.slack.dev/reference/methods/chat.postMessage
// Group: messages
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Sends a message to a channel, to a person or into a thread',
    version: '1.0.0',
    input: z.object({
        channel: z.string().describe('Id of a channel or of a person'),
        text: z.string().describe('Text in the markup of Slack'),
        thread_ts: z.string().optional().describe('Time stamp of the message to answer')
    }),
    output: z.object({ channel: z.string(), ts: z.string().describe('Time stamp: with the channel, the id of the message') }),
    scopes: ['chat:write'],
    exec: async (nango, input) => {
        if (!input.text.trim()) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'A message needs text.' });
        }
        const response = await nango.post<{ ok: boolean; error?: string; channel?: string; ts?: string }>({
            endpoint: '/chat.postMessage',
            data: input,
            retries: 3
        });
        const { ok, error, channel, ts } = response.data;
        if (!ok || !channel || !ts) {
            throw new nango.ActionError({ type: 'slack_error', message: `Slack did not send the message: ${error ?? 'unknown reason'}.` });
        }
        return { channel, ts };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
