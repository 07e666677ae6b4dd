// Docs: https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations/searchconversations
// Group: conversations
import { createSync } from 'nango';
import { z } from 'zod';

const Conversation = z.object({
    id: z.string().describe('Intercom id of the conversation'),
    title: z.string().nullable(),
    state: z.string().describe('"open", "closed" or "snoozed"'),
    priority: z.boolean().describe('True when an agent marked it as a priority'),
    contact_ids: z.array(z.string()).describe('The people who take part'),
    assignee_id: z.string().nullable().describe('The agent in charge'),
    created_at: z.string().describe('ISO 8601 time of creation'),
    updated_at: z.string().describe('ISO 8601 time of the last change')
});

// Times are seconds since 1970.
interface IntercomConversation {
    id: string;
    title: string | null;
    state: string;
    priority: string;
    contacts: { contacts: { id: string }[] };
    admin_assignee_id: number | null;
    created_at: number;
    updated_at: number;
}

interface SearchResult {
    conversations: IntercomConversation[];
    pages: { next?: { starting_after: string } | null };
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

function toConversation(conversation: IntercomConversation): z.infer<typeof Conversation> {
    return {
        id: conversation.id,
        title: conversation.title,
        state: conversation.state,
        priority: conversation.priority === 'priority',
        contact_ids: conversation.contacts.contacts.map((contact) => contact.id),
        assignee_id: conversation.admin_assignee_id === null ? null : String(conversation.admin_assignee_id),
        created_at: iso(conversation.created_at),
        updated_at: iso(conversation.updated_at)
    };
}

const sync = createSync({
    description: 'Conversations of the Intercom workspace that changed since the last run.',
    version: '1.0.0',
    frequency: 'every 15 minutes',
    autoStart: true,
    syncType: 'incremental',
    models: { Conversation },
    checkpoint: z.object({ updated_after: z.number() }),

    exec: async (nango) => {
        const checkpoint = await nango.getCheckpoint();
        // the search knows ">" only; one second less keeps changes of the same second
        const since = checkpoint ? checkpoint.updated_after - 1 : 0;
        let after: string | undefined;
        do {
            const { data }: { data: SearchResult } = await nango.post<SearchResult>({
                endpoint: '/conversations/search',
                headers: { 'Intercom-Version': '2.13' },
                data: {
                    query: { field: 'updated_at', operator: '>', value: since },
                    sort: { field: 'updated_at', order: 'ascending' },
                    pagination: { per_page: 150, ...(after && { starting_after: after }) }
                },
                retries: 3
            });
            await nango.batchSave(data.conversations.map(toConversation), 'Conversation');
            const last = data.conversations.at(-1);
            if (last) {
                await nango.saveCheckpoint({ updated_after: last.updated_at });
            }
            after = data.pages.next?.starting_after;
        } while (after);
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
