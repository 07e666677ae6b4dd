// Docs: https://developers.google.com/workspace/drive/api/guides/manage-changes
// Group: files
import { createSync } from 'nango';
import { z } from 'zod';

const File = z.object({
    id: z.string(),
    name: z.string(),
    mime_type: z.string(),
    size: z.number().nullable().describe('Bytes; null for documents of Google and folders'),
    parent_id: z.string().nullable().describe('Id of the folder'),
    url: z.string().nullable(),
    modified_at: z.string()
});

interface DriveFile {
    id: string;
    name: string;
    mimeType: string;
    size?: string;
    parents?: string[];
    webViewLink?: string;
    modifiedTime: string;
    trashed: boolean;
}

interface ChangePage {
    changes: { fileId?: string; removed: boolean; file?: DriveFile }[];
    nextPageToken?: string;
    newStartPageToken?: string;
}

const fields = 'id,name,mimeType,size,parents,webViewLink,modifiedTime,trashed';

function toFile(file: DriveFile): z.infer<typeof File> {
    return {
        id: file.id,
        name: file.name,
        mime_type: file.mimeType,
        size: file.size === undefined ? null : Number(file.size),
        parent_id: file.parents?.[0] ?? null,
        url: file.webViewLink ?? null,
        modified_at: file.modifiedTime
    };
}

const sync = createSync({
    description: 'Keeps the list of files of the user: all of them at first, then what changed since the last run',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: true,
    models: { File },
    checkpoint: z.object({ page_token: z.string().describe('Place in the list of changes') }),
    scopes: ['https://www.googleapis.com/auth/drive.metadata.readonly'],
    exec: async (nango) => {
        const checkpoint = await nango.getCheckpoint();
        if (!checkpoint) {
            // The place is taken before the list is read, so that nothing falls between the two.
            const start = await nango.get<{ startPageToken: string }>({ endpoint: '/drive/v3/changes/startPageToken', retries: 3 });
            const pages = nango.paginate<DriveFile>({
                endpoint: '/drive/v3/files',
                params: { q: 'trashed = false', fields: `nextPageToken,files(${fields})` },
                paginate: { limit_name_in_request: 'pageSize', limit: 500, response_path: 'files' },
                retries: 3
            });
            for await (const page of pages) {
                await nango.batchSave(page.map(toFile), 'File');
            }
            await nango.saveCheckpoint({ page_token: start.data.startPageToken });
            return;
        }

        let pageToken: string | undefined = checkpoint.page_token;
        while (pageToken) {
            const params: Record<string, string> = {
                pageToken,
                pageSize: '500',
                fields: `nextPageToken,newStartPageToken,changes(fileId,removed,file(${fields}))`
            };
            const response = await nango.get<ChangePage>({ endpoint: '/drive/v3/changes', params, retries: 3 });
            const { changes, nextPageToken, newStartPageToken } = response.data;
            const live = changes.flatMap(({ file, removed }) => (file && !removed && !file.trashed ? [toFile(file)] : []));
            const gone = changes.flatMap(({ fileId, file, removed }) => (fileId && (removed || file?.trashed) ? [{ id: fileId }] : []));
            await nango.batchSave(live, 'File');
            await nango.batchDelete(gone, 'File');
            const next = nextPageToken ?? newStartPageToken;
            if (next) {
                await nango.saveCheckpoint({ page_token: next });
            }
            pageToken = nextPageToken;
        }
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
