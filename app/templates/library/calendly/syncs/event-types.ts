// Docs: https://developer.calendly.com/api-docs/25a4ece03c1bc-list-user-s-event-types
// Group: event types
import { createSync } from 'nango';
import { z } from 'zod';

const EventType = z.object({
    id: z.string().describe('Last part of the address that Calendly uses as id'),
    name: z.string(),
    active: z.boolean().describe('Whether it can be booked'),
    duration: z.number().describe('Minutes'),
    kind: z.string().describe('"solo" or "group"'),
    booking_url: z.string().describe('The page to book on'),
    updated_at: z.string().describe('ISO 8601 time of the last change')
});

interface CalendlyEventType {
    uri: string;
    name: string;
    active: boolean;
    duration: number;
    kind: string;
    scheduling_url: string;
    updated_at: string;
}

const sync = createSync({
    description: 'All event types (bookable meetings) of the Calendly organization.',
    version: '1.0.0',
    frequency: 'every 6 hours',
    autoStart: true,
    models: { EventType },
    scopes: ['users:read', 'event_types:read'],

    exec: async (nango) => {
        const { data: me } = await nango.get<{ resource: { current_organization: string } }>({ endpoint: '/users/me', retries: 3 });
        await nango.trackDeletesStart('EventType');
        for await (const page of nango.paginate<CalendlyEventType>({
            endpoint: '/event_types',
            params: { organization: me.resource.current_organization },
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
            const types = page.map((type) => ({
                id: type.uri.slice(type.uri.lastIndexOf('/') + 1),
                name: type.name,
                active: type.active,
                duration: type.duration,
                kind: type.kind,
                booking_url: type.scheduling_url,
                updated_at: type.updated_at
            }));
            await nango.batchSave(types, 'EventType');
        }
        await nango.trackDeletesEnd('EventType');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
