import { createAction } from 'nango';
import { z } from 'zod';

export default createAction({
    description: 'Exported where it is made',
    input: z.array(z.string()),
    output: z.string(),
    exec: async (nango, input) => {
        const all = await Promise.all(input.map(async (name) => { return nango.get<{ ok: string }>({ endpoint: `/x/${name}`, retries: 1 }); }));
        if (!all.length) throw new nango.ActionError({ message: 'nothing' });
        return all.map((r) => r.data.ok).join(',');
    }
});
