// Docs: https://linear.app/developers/webhooks#creating-webhooks
// Group: issues
import { createOnEvent } from 'nango';

interface Answer {
    data?: { webhookCreate: { success: boolean } } | null;
    errors?: { message: string }[];
}

// Environment variable with the webhook secret of the integration, with which Linear signs.
const secretName = 'LINEAR_WEBHOOK_SECRET';

const query = `mutation Subscribe($input: WebhookCreateInput!) { webhookCreate(input: $input) { success } }`;

export default createOnEvent({
    event: 'post-connection-creation',
    version: '1.0.0',
    description: 'Subscribes to the issues of all public teams of a new connection; needs the scope admin',
    exec: async (nango) => {
        const url = await nango.getWebhookURL();
        const environment = await nango.getEnvironmentVariables();
        const secret = environment?.find((variable) => variable.name === secretName)?.value;
        if (!url || !secret) {
            throw new nango.ActionError({
                type: 'not_configured',
                message: `Set the webhook secret of the integration, and the environment variable ${secretName} to the same value.`
            });
        }
        const variables = { input: { url, secret, allPublicTeams: true, resourceTypes: ['Issue'] } };
        const response = await nango.post<Answer>({ endpoint: '/graphql', data: { query, variables }, retries: 3 });
        if (!response.data.data?.webhookCreate.success) {
            throw new nango.ActionError({
                type: 'linear_error',
                message: response.data.errors?.[0]?.message ?? 'Linear did not create the webhook.'
            });
        }
    }
});
