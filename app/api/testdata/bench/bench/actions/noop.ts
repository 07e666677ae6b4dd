import { createAction } from 'nango';
import { z } from 'zod';

export default createAction({
    description: 'Trivial action',
    version: '1.0.0',
    endpoint: { method: 'POST', path: '/bench/noop', group: 'Bench' },
    input: z.object({ name: z.string() }),
    output: z.object({ greeting: z.string() }),
    exec: async (_nango, input) => ({ greeting: `hello ${input.name}` })
});
