import { createOnEvent } from 'nango';
import { z } from 'zod';

const onEvent = createOnEvent({
    description: 'Checks the key', event: 'validate-connection', metadata: z.object({ team: z.string() }),
    exec: async (nango) => {
        const res = await nango.get({ endpoint: '/me' });
        if (res.status !== 200) { throw new nango.ActionError({ message: 'key refused' }); }
    }
});
export default onEvent;
