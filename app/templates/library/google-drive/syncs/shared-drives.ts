// Docs: https://developers.google.com/workspace/drive/api/reference/rest/v3/drives/list
// Group: drives
import { createSync } from 'nango';
import { z } from 'zod';

const SharedDrive = z.object({ id: z.string(), name: z.string(), hidden: z.boolean(), created_at: z.string() });

interface Drive {
    id: string;
    name: string;
    hidden?: boolean;
    createdTime: string;
}

const sync = createSync({
    description: 'Keeps the shared drives of which the user is a member, and notices those that are gone',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { SharedDrive },
    // Google has no narrower scope for drives.list.
    scopes: ['https://www.googleapis.com/auth/drive.readonly'],
    exec: async (nango) => {
        await nango.trackDeletesStart('SharedDrive');
        const pages = nango.paginate<Drive>({
            endpoint: '/drive/v3/drives',
            params: { fields: 'nextPageToken,drives(id,name,hidden,createdTime)' },
            paginate: { limit_name_in_request: 'pageSize', limit: 100, response_path: 'drives' },
            retries: 3
        });
        for await (const page of pages) {
            const drives = page.map(({ id, name, hidden, createdTime }) => ({ id, name, hidden: hidden ?? false, created_at: createdTime }));
            await nango.batchSave(drives, 'SharedDrive');
        }
        await nango.trackDeletesEnd('SharedDrive');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
