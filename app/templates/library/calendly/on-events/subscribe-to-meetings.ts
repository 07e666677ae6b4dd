// Docs: https://developer.calendly.com/api-docs/c1ddc06ce1f1b-create-webhook-subscription
// Group: events
import { createOnEvent } from 'nango';

// Environment variable with the webhook secret of the integration, with which Calendly signs.
const secretName = 'CALENDLY_WEBHOOK_SECRET';

export default createOnEvent({
    event: 'post-connection-creation',
    version: '1.0.0',
    description: 'Subscribes to the meetings of the organization of a new connection; needs the scope webhooks:write and an administrator',

    exec: async (nango) => {
        const url = await nango.getWebhookURL();
        if (!url) {
            throw new nango.ActionError({ type: 'not_configured', message: 'The integration has no webhook address' });
        }
        const environment = await nango.getEnvironmentVariables();
        const secret = environment?.find((variable) => variable.name === secretName)?.value;
        const { data: me } = await nango.get<{ resource: { current_organization: string } }>({ endpoint: '/users/me', retries: 3 });
        await nango.post({
            endpoint: '/webhook_subscriptions',
            data: {
                url,
                events: ['invitee.created', 'invitee.canceled'],
                organization: me.resource.current_organization,
                scope: 'organization',
                ...(secret && { signing_key: secret })
            },
            retries: 3
        });
    }
});
