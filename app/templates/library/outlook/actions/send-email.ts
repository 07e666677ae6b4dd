// Docs: https://learn.microsoft.com/en-us/graph/api/user-sendmail
// Group: messages
import { createAction } from 'nango';
import { z } from 'zod';

function toRecipients(addresses: string[]) {
    return addresses.map((address) => ({ emailAddress: { address } }));
}

const action = createAction({
    description: 'Sends an email as the connected user',
    version: '1.0.0',
    input: z.object({
        to: z.array(z.string()).describe('Email addresses'),
        cc: z.array(z.string()).optional().describe('Email addresses'),
        subject: z.string(),
        body: z.string(),
        format: z.enum(['text', 'html']).optional().describe('Form of the body; text when left out')
    }),
    output: z.object({ accepted: z.boolean().describe('Microsoft sends later and gives no id') }),
    scopes: ['Mail.Send'],
    exec: async (nango, input) => {
        if (input.to.length === 0) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'An email needs at least one address in to.' });
        }
        const response = await nango.post<string>({
            endpoint: '/v1.0/me/sendMail',
            data: {
                message: {
                    subject: input.subject,
                    body: { contentType: input.format ?? 'text', content: input.body },
                    toRecipients: toRecipients(input.to),
                    ccRecipients: toRecipients(input.cc ?? [])
                }
            },
            retries: 3
        });
        return { accepted: response.status === 202 };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
