// Docs: https://developers.google.com/workspace/drive/api/guides/folder
// Group: files
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Creates a folder',
    version: '1.0.0',
    input: z.object({
        name: z.string(),
        parent_id: z.string().optional().describe('Id of the folder that will hold it; My Drive when left out')
    }),
    output: z.object({ id: z.string(), name: z.string(), url: z.string() }),
    scopes: ['https://www.googleapis.com/auth/drive.file'],
    exec: async (nango, input) => {
        if (!input.name.trim()) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'A folder needs a name.' });
        }
        const response = await nango.post<{ id: string; name: string; webViewLink: string }>({
            endpoint: '/drive/v3/files',
            params: { fields: 'id,name,webViewLink', supportsAllDrives: 'true' },
            data: {
                name: input.name,
                mimeType: 'application/vnd.google-apps.folder',
                ...(input.parent_id !== undefined && { parents: [input.parent_id] })
            },
            retries: 3
        });
        return { id: response.data.id, name: response.data.name, url: response.data.webViewLink };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
