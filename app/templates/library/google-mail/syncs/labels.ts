// Docs: https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.labels/list
// Group: labels
import { createSync } from 'nango';
import { z } from 'zod';

const Label = z.object({
    id: z.string(),
    name: z.string(),
    type: z.enum(['system', 'user']).describe('Whether Gmail or the user made it')
});

const sync = createSync({
    description: 'Keeps the labels of the mailbox, and notices those that are gone',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { Label },
    scopes: ['https://www.googleapis.com/auth/gmail.labels'],
    exec: async (nango) => {
        await nango.trackDeletesStart('Label');
        // Gmail answers all labels at once.
        const response = await nango.get<{ labels: { id: string; name: string; type: 'system' | 'user' }[] }>({
            endpoint: '/gmail/v1/users/me/labels',
            retries: 3
        });
        await nango.batchSave(response.data.labels.map(({ id, name, type }) => ({ id, name, type })), 'Label');
        await nango.trackDeletesEnd('Label');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
