// Docs: https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/list
// Group: messages
import { createSync } from 'nango';
import { z } from 'zod';

const Message = z.object({
    id: z.string(),
    thread_id: z.string(),
    from: z.string(),
    to: z.string(),
    subject: z.string(),
    snippet: z.string().describe('First words of the text'),
    labels: z.array(z.string()).describe('Ids of labels'),
    received_at: z.string()
});

interface GmailMessage {
    id: string;
    threadId: string;
    labelIds?: string[];
    snippet: string;
    internalDate: string;
    payload: { headers: { name: string; value: string }[] };
}

function toMessage(message: GmailMessage): z.infer<typeof Message> {
    const header = (name: string) => message.payload.headers.find((one) => one.name.toLowerCase() === name)?.value ?? '';
    return {
        id: message.id,
        thread_id: message.threadId,
        from: header('from'),
        to: header('to'),
        subject: header('subject'),
        snippet: message.snippet,
        labels: message.labelIds ?? [],
        received_at: new Date(Number(message.internalDate)).toISOString()
    };
}

const sync = createSync({
    description: 'Keeps the headers of messages: those of the last days at first, then those that came since the last run',
    version: '1.0.0',
    frequency: 'every 15 minutes',
    autoStart: true,
    models: { Message },
    metadata: z.object({ first_days: z.number().optional().describe('How far the first run looks back; 30 when left out') }),
    checkpoint: z.object({ received_after: z.number().describe('Seconds since 1970') }),
    scopes: ['https://www.googleapis.com/auth/gmail.readonly'],
    exec: async (nango) => {
        const { first_days } = await nango.getMetadata();
        const checkpoint = await nango.getCheckpoint();
        let newest = checkpoint?.received_after ?? 0;
        const pages = nango.paginate<{ id: string }>({
            endpoint: '/gmail/v1/users/me/messages',
            params: { q: checkpoint ? `after:${checkpoint.received_after}` : `newer_than:${first_days ?? 30}d` },
            paginate: {
                type: 'cursor',
                cursor_name_in_request: 'pageToken',
                cursor_path_in_response: 'nextPageToken',
                limit_name_in_request: 'maxResults',
                limit: 100,
                response_path: 'messages'
            },
            retries: 3
        });
        for await (const page of pages) {
            const messages: z.infer<typeof Message>[] = [];
            for (const { id } of page) {
                const response = await nango.get<GmailMessage>({
                    endpoint: `/gmail/v1/users/me/messages/${id}`,
                    params: { format: 'metadata' },
                    retries: 3
                });
                messages.push(toMessage(response.data));
                newest = Math.max(newest, Math.floor(Number(response.data.internalDate) / 1000));
            }
            await nango.batchSave(messages, 'Message');
        }
        // Gmail lists the newest first, so the place to go on from is only known when all pages are saved.
        if (newest) {
            await nango.saveCheckpoint({ received_after: newest });
        }
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
