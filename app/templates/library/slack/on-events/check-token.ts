// Docs: https://docs.slack.dev/reference/methods/auth.test
// Group: users
import { createOnEvent } from 'nango';

export default createOnEvent({
    event: 'validate-connection',
    version: '1.0.0',
    description: 'Refuses a connection whose token Slack does not accept',
    exec: async (nango) => {
        const response = await nango.post<{ ok: boolean; error?: string }>({ endpoint: '/auth.test', retries: 3 });
        if (!response.data.ok) {
            throw new nango.ActionError({ type: 'invalid_token', message: `Slack refused the token: ${response.data.error ?? 'unknown reason'}.` });
        }
    }
});
