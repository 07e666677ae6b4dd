// Docs: https://linear.app/developers/webhooks#creating-webhooks
// Group: issues
import { createOnEvent } from 'nango';

interface Answer {
    data?: { webhookCreate: { success: boolean } } | null;
    errors?: { message: string }[];
}

const query = `mutation Subscribe($input: WebhookCreateInput!) { webhookCreate(input: $input) { success } }`;

export default createOnEvent({
    event: 'post-connection-creation',
    version: '1.0.0',
    description: 'Subscribes to the issues of all public teams of a new connection; needs the scope admin',
    exec: async (nango) => {
        const url = await nango.getWebhookURL();
        const variables = { input: { url, allPublicTeams: true, resourceTypes: ['Issue'] } };
        const response = await nango.post<Answer>({ endpoint: '/graphql', data: { query, variables }, retries: 3 });
        if (!response.data.data?.webhookCreate.success) {
            throw new nango.ActionError({
                type: 'linear_error',
                message: response.data.errors?.[0]?.message ?? 'Linear did not create the webhook.'
            });
        }
    }
});
