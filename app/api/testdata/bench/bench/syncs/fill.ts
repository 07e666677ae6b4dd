import { createSync } from 'nango';
import { z } from 'zod';

const BenchRecord = z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    amount: z.number(),
    active: z.boolean(),
    note: z.string()
});

export default createSync({
    description: 'Saves generated records',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: false,
    models: { BenchRecord },
    endpoints: [{ method: 'GET', path: '/bench/records', group: 'Bench' }],
    metadata: z.object({ count: z.number(), batch: z.number(), salt: z.string() }),
    exec: async (nango) => {
        const { count, batch, salt } = await nango.getMetadata();
        for (let from = 0; from < count; from += batch) {
            const records = Array.from({ length: Math.min(batch, count - from) }, (_, i) => from + i).map((n) => ({
                id: 'rec-' + String(n).padStart(7, '0'),
                name: 'Record number ' + n + salt,
                email: 'user' + n + '@example.com',
                amount: n * 7,
                active: n % 2 === 0,
                note: 'lorem ipsum '.repeat(8)
            }));
            await nango.batchSave(records, 'BenchRecord');
        }
    }
});
