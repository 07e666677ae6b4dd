// Docs: https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations/replyconversation
// Group: conversations
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Answers an Intercom conversation as an agent, or leaves a note that only agents see.',
    version: '1.0.0',
    input: z.object({
        conversation_id: z.string().describe('Intercom id of the conversation. Example: "215473861"'),
        admin_id: z.string().describe('The agent in whose name the answer is sent. Example: "493881"'),
        body: z.string().describe('Text of the answer; HTML is allowed'),
        note: z.boolean().optional().describe('True leaves an internal note. Default false')
    }),
    output: z.object({
        conversation_id: z.string(),
        state: z.string().describe('"open", "closed" or "snoozed"'),
        updated_at: z.string().describe('ISO 8601 time')
    }),

    exec: async (nango, input) => {
        if (!input.body.trim()) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'body must not be empty' });
        }
        const { data } = await nango.post<{ id: string; state: string; updated_at: number }>({
            endpoint: `/conversations/${encodeURIComponent(input.conversation_id)}/reply`,
            headers: { 'Intercom-Version': '2.13' },
            data: { message_type: input.note ? 'note' : 'comment', type: 'admin', admin_id: input.admin_id, body: input.body },
            retries: 3
        });
        return { conversation_id: data.id, state: data.state, updated_at: new Date(data.updated_at * 1000).toISOString() };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
