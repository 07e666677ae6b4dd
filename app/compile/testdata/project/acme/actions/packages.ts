import crypto, { randomUUID } from 'crypto';
import { URL } from 'url';
import { createAction } from 'nango';
import * as z from 'zod';
import type { AxiosError } from 'axios';

/** The id of a call. */
const idOf = (text: string): string => crypto.createHash('md5').update(text).digest('hex');

const action = createAction({
    description: 'Packages of the runtime', version: '0.0.1',
    input: z.object({ url: z.string() }), output: z.object({ id: z.string(), host: z.string(), code: z.string().optional() }),
    checkpoint: z.object({ cursor: z.string() }),
    exec: async (nango, input) => {
        try {
            await nango.post({
                endpoint: '/calls',
                data: { id: randomUUID(), tags: ['a', 'b',
                    'c'] }, retries: 3 });
        } catch (err) {
            await nango.clearCheckpoint();
            return { id: '', host: '', code: (err as AxiosError).code ?? 'none' };
        }
        return { id: idOf(input.url), host: new URL(input.url).hostname };
    }
});
export default action;
