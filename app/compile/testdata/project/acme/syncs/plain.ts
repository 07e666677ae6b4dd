import { createSync } from 'nango';
import { z } from 'zod';

export default createSync({
    description: '', frequency: 'every half day', models: { Note: z.object({ id: z.string(), text: z.string() }) },
    metadata: z.void(),
    async exec(nango) {
        await nango.trackDeletesStart('Note');
        const res = await nango.get({ endpoint: '/notes', retries: 2 });
        await nango.batchSave(res.data as never[], 'Note');
        await nango.trackDeletesEnd('Note');
    }
});
