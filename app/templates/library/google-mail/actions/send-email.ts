// Docs: https://developers.google.com/workspace/gmail/api/guides/sending
// Group: messages
import { createAction } from 'nango';
import { z } from 'zod';

function base64(text: string): string {
    return Buffer.from(text, 'utf8').toString('base64');
}

const action = createAction({
    description: 'Sends an email in plain text as the connected user',
    version: '1.0.0',
    input: z.object({
        to: z.array(z.string()).describe('Email addresses'),
        cc: z.array(z.string()).optional().describe('Email addresses'),
        subject: z.string(),
        text: z.string()
    }),
    output: z.object({ id: z.string(), thread_id: z.string() }),
    scopes: ['https://www.googleapis.com/auth/gmail.send'],
    exec: async (nango, input) => {
        const cc = input.cc ?? [];
        if (input.to.length === 0 || [...input.to, ...cc].some((address) => !/^[^\s@,]+@[^\s@,]+$/.test(address))) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'to and cc must hold email addresses, and to at least one.' });
        }
        const lines = [
            `To: ${input.to.join(', ')}`,
            ...(cc.length > 0 ? [`Cc: ${cc.join(', ')}`] : []),
            `Subject: =?utf-8?B?${base64(input.subject)}?=`,
            'MIME-Version: 1.0',
            'Content-Type: text/plain; charset=utf-8',
            'Content-Transfer-Encoding: base64',
            '',
            base64(input.text)
        ];
        const raw = base64(lines.join('\r\n')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
        const response = await nango.post<{ id: string; threadId: string }>({
            endpoint: '/gmail/v1/users/me/messages/send',
            data: { raw },
            retries: 3
        });
        return { id: response.data.id, thread_id: response.data.threadId };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
