// Docs: https://mailchimp.com/developer/marketing/api/list-members/add-or-update-list-member/
// Group: contacts
import { createHash } from 'crypto';
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Adds a person to a Mailchimp audience, or changes the name of a member who is in it already.',
    version: '1.0.0',
    input: z.object({
        audience_id: z.string().describe('Mailchimp id of the audience. Example: "a1b2c3d4e5"'),
        email: z.string().describe('Example: "ada@example.com"'),
        first_name: z.string().optional(),
        last_name: z.string().optional(),
        double_opt_in: z.boolean().optional().describe('True lets Mailchimp ask a new person for a confirmation first. Default false')
    }),
    output: z.object({
        id: z.string().describe('Hash of the address that stands for the member in Mailchimp'),
        status: z.string().describe('"subscribed", "unsubscribed", "cleaned", "pending", "transactional" or "archived"')
    }),

    exec: async (nango, input) => {
        const email = input.email.trim();
        if (!/^[^@\s]+@[^@\s]+$/.test(email)) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'email is not an address' });
        }
        const member = createHash('md5').update(email.toLowerCase()).digest('hex');
        const { data } = await nango.put<{ id: string; status: string }>({
            endpoint: `/3.0/lists/${encodeURIComponent(input.audience_id)}/members/${member}`,
            data: {
                email_address: email,
                status_if_new: input.double_opt_in ? 'pending' : 'subscribed',
                merge_fields: {
                    ...(input.first_name && { FNAME: input.first_name }),
                    ...(input.last_name && { LNAME: input.last_name })
                }
            },
            retries: 3
        });
        return { id: data.id, status: data.status };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
