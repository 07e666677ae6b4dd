// Docs: https://mailchimp.com/developer/marketing/api/list-members/list-members-info/
// Group: contacts
import { createSync } from 'nango';
import { z } from 'zod';

const Subscriber = z.object({
    id: z.string().describe('Audience and member: one person may be in several audiences'),
    audience_id: z.string(),
    email: z.string(),
    name: z.string().nullable(),
    status: z.string().describe('"subscribed", "unsubscribed", "cleaned", "pending" or "transactional"'),
    tags: z.array(z.string()),
    updated_at: z.string().describe('ISO 8601 time of the last change')
});

interface MailchimpMember {
    id: string;
    list_id: string;
    email_address: string;
    full_name: string;
    status: string; // "archived" too, when asked for changes
    tags: { name: string }[];
    last_changed: string;
}

interface MemberPage {
    members: MailchimpMember[];
    total_items: number;
}

const pageSize = 500;
const clockSkew = 60_000; // milliseconds by which the vendor's clock may be behind

function toSubscriber(member: MailchimpMember): z.infer<typeof Subscriber> {
    return {
        id: `${member.list_id}:${member.id}`,
        audience_id: member.list_id,
        email: member.email_address,
        name: member.full_name || null,
        status: member.status,
        tags: member.tags.map((tag) => tag.name),
        updated_at: member.last_changed
    };
}

const sync = createSync({
    description: 'Members of one Mailchimp audience that changed since the last run; archived members are deleted.',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: false,
    syncType: 'incremental',
    models: { Subscriber },
    metadata: z.object({ audience_id: z.string().describe('Mailchimp id of the audience to read') }),
    checkpoint: z.object({ changed_since: z.string() }),

    exec: async (nango) => {
        const { audience_id: audience } = await nango.getMetadata();
        if (!audience) {
            throw new nango.ActionError({ type: 'missing_metadata', message: 'Set audience_id in the metadata of the connection' });
        }
        const checkpoint = await nango.getCheckpoint();
        const started = new Date(Date.now() - clockSkew).toISOString();
        const params = {
            fields: 'members.id,members.list_id,members.email_address,members.full_name,members.status,members.tags,members.last_changed,total_items',
            count: pageSize,
            sort_field: 'timestamp_signup', // does not change, so no page moves while the others are read
            sort_dir: 'ASC',
            ...(checkpoint ? { since_last_changed: checkpoint.changed_since } : {})
        };
        let offset = 0;
        let total = 0;
        do {
            const { data } = await nango.get<MemberPage>({
                endpoint: `/3.0/lists/${encodeURIComponent(audience)}/members`,
                params: { ...params, offset },
                retries: 3
            });
            await nango.batchSave(data.members.filter((member) => member.status !== 'archived').map(toSubscriber), 'Subscriber');
            const archived = data.members.filter((member) => member.status === 'archived');
            await nango.batchDelete(archived.map((member) => ({ id: `${member.list_id}:${member.id}` })), 'Subscriber');
            offset += data.members.length;
            total = data.members.length > 0 ? data.total_items : 0;
        } while (offset < total);
        await nango.saveCheckpoint({ changed_since: started });
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
