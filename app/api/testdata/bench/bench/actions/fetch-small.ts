import { createAction } from 'nango';
import { z } from 'zod';

export default createAction({
    description: 'One upstream call',
    version: '1.0.0',
    input: z.void(),
    output: z.object({ id: z.number(), login: z.string() }),
    exec: async (nango) => {
        const response = await nango.get<{ id: number; login: string }>({ endpoint: '/small' });
        return { id: response.data.id, login: response.data.login };
    }
});
