// Docs: https://learn.microsoft.com/en-us/graph/delta-query-messages
// Group: messages
import { createSync } from 'nango';
import { z } from 'zod';

const Message = z.object({
    id: z.string(),
    conversation_id: z.string(),
    from: z.string().nullable().describe('Email address; null for drafts'),
    to: z.array(z.string()).describe('Email addresses'),
    subject: z.string(),
    preview: z.string().describe('First words of the text'),
    is_read: z.boolean(),
    url: z.string(),
    received_at: z.string()
});

interface Recipient {
    emailAddress: { address?: string };
}

interface GraphMessage {
    id: string;
    '@removed'?: { reason: string };
    conversationId?: string;
    from?: Recipient;
    toRecipients?: Recipient[];
    subject?: string | null;
    bodyPreview?: string;
    isRead?: boolean;
    webLink?: string;
    receivedDateTime?: string;
}

interface DeltaPage {
    value: GraphMessage[];
    '@odata.nextLink'?: string;
    '@odata.deltaLink'?: string;
}

const graph = 'https://graph.microsoft.com';
const select = '$select=conversationId,from,toRecipients,subject,bodyPreview,isRead,webLink,receivedDateTime';
const first = `/v1.0/me/mailFolders/inbox/messages/delta?${select}`;

function toMessage(message: GraphMessage): z.infer<typeof Message> {
    return {
        id: message.id,
        conversation_id: message.conversationId ?? '',
        from: message.from?.emailAddress.address ?? null,
        to: (message.toRecipients ?? []).flatMap((recipient) => recipient.emailAddress.address ?? []),
        subject: message.subject ?? '',
        preview: message.bodyPreview ?? '',
        is_read: message.isRead ?? false,
        url: message.webLink ?? '',
        received_at: message.receivedDateTime ?? ''
    };
}

function isGone(error: unknown): boolean {
    return (error as { response?: { status?: number } }).response?.status === 410;
}

const sync = createSync({
    description: 'Keeps the messages of the inbox: all of them at first, then what changed since the last run',
    version: '1.0.0',
    frequency: 'every 15 minutes',
    autoStart: true,
    models: { Message },
    checkpoint: z.object({ link: z.string().describe('Place in the list of changes') }),
    scopes: ['Mail.Read'],
    exec: async (nango) => {
        const checkpoint = await nango.getCheckpoint();
        let endpoint: string | undefined = checkpoint?.link ?? first;
        while (endpoint) {
            let page: DeltaPage;
            try {
                const response = await nango.get<DeltaPage>({ endpoint, headers: { Prefer: 'odata.maxpagesize=100' }, retries: 3 });
                page = response.data;
            } catch (error) {
                if (checkpoint && isGone(error)) {
                    // Microsoft forgot the place: the next run reads everything.
                    await nango.clearCheckpoint();
                    return;
                }
                throw error;
            }
            const messages: z.infer<typeof Message>[] = [];
            for (const message of page.value.filter((one) => !one['@removed'])) {
                if (message.receivedDateTime) {
                    messages.push(toMessage(message));
                } else {
                    // A change may come with the changed properties only.
                    const whole = await nango.get<GraphMessage>({ endpoint: `/v1.0/me/messages/${message.id}?${select}`, retries: 3 });
                    messages.push(toMessage(whole.data));
                }
            }
            await nango.batchSave(messages, 'Message');
            await nango.batchDelete(page.value.filter((one) => one['@removed']).map(({ id }) => ({ id })), 'Message');
            endpoint = page['@odata.nextLink']?.replace(graph, '');
            const link = endpoint ?? page['@odata.deltaLink']?.replace(graph, '');
            if (link) {
                await nango.saveCheckpoint({ link });
            }
        }
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
