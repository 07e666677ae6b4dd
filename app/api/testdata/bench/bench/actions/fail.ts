import { createAction } from 'nango';
import { z } from 'zod';

export default createAction({
    description: 'Fails in a chosen way',
    version: '1.0.0',
    input: z.object({ how: z.string() }),
    output: z.object({ ok: z.boolean() }),
    exec: async (nango, input) => {
        if (input.how === 'action-error') {
            throw new nango.ActionError({ message: 'asked to fail', code: 'E42', detail: { a: 1 } });
        }
        if (input.how === 'http') {
            await nango.get({ endpoint: '/status/418' });
        }
        throw new Error('plain error');
    }
});
