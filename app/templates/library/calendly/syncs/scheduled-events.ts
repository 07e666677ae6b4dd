// Docs: https://developer.calendly.com/api-docs/2d5ed9bbd2952-list-events
// Group: events
import { createSync } from 'nango';
import { z } from 'zod';

const ScheduledEvent = z.object({
    id: z.string().describe('Last part of the address that Calendly uses as id'),
    name: z.string().describe('Name of the event type'),
    status: z.string().describe('"active" or "canceled"'),
    start_time: z.string().describe('ISO 8601 time'),
    end_time: z.string().describe('ISO 8601 time'),
    location: z.string().nullable().describe('Address, phone number or link, as far as one was given'),
    join_url: z.string().nullable().describe('Link of the online meeting'),
    updated_at: z.string().describe('ISO 8601 time of the last change')
});

interface CalendlyEvent {
    uri: string;
    name: string;
    status: string;
    start_time: string;
    end_time: string;
    location?: { location?: string | null; join_url?: string | null } | null;
    updated_at: string;
}

interface InviteeWebhook {
    event: string;
    payload: { scheduled_event: CalendlyEvent };
}

function toEvent(event: CalendlyEvent): z.infer<typeof ScheduledEvent> {
    return {
        id: event.uri.slice(event.uri.lastIndexOf('/') + 1),
        name: event.name,
        status: event.status,
        start_time: event.start_time,
        end_time: event.end_time,
        location: event.location?.location ?? null,
        join_url: event.location?.join_url ?? null,
        updated_at: event.updated_at
    };
}

const sync = createSync({
    description: 'All meetings booked in the Calendly organization; webhooks report new and canceled ones at once.',
    version: '1.0.0',
    frequency: 'every 6 hours',
    autoStart: true,
    models: { ScheduledEvent },
    scopes: ['users:read', 'scheduled_events:read'],
    webhookSubscriptions: ['invitee.created', 'invitee.canceled'],

    exec: async (nango) => {
        const { data: me } = await nango.get<{ resource: { current_organization: string } }>({ endpoint: '/users/me', retries: 3 });
        await nango.trackDeletesStart('ScheduledEvent');
        for await (const page of nango.paginate<CalendlyEvent>({
            endpoint: '/scheduled_events',
            params: { organization: me.resource.current_organization, sort: 'start_time:asc' },
            paginate: {
                type: 'cursor',
                cursor_path_in_response: 'pagination.next_page_token',
                cursor_name_in_request: 'page_token',
                response_path: 'collection',
                limit_name_in_request: 'count',
                limit: 100
            },
            retries: 3
        })) {
            await nango.batchSave(page.map(toEvent), 'ScheduledEvent');
        }
        await nango.trackDeletesEnd('ScheduledEvent');
    },

    onWebhook: async (nango, payload: InviteeWebhook) => {
        // one of several guests may cancel: the status of the meeting itself comes with the notice
        await nango.batchSave([toEvent(payload.payload.scheduled_event)], 'ScheduledEvent');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
