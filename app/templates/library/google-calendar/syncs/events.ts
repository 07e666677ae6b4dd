// Docs: https://developers.google.com/workspace/calendar/api/guides/sync
// Group: calendar
import { createSync } from 'nango';
import { z } from 'zod';

const Event = z.object({
    id: z.string(),
    status: z.string().describe('confirmed or tentative'),
    summary: z.string(),
    description: z.string().nullable(),
    location: z.string().nullable(),
    start: z.string().describe('Time with zone, or a day for events of whole days'),
    end: z.string().describe('Like start; a day is the one after the last'),
    attendees: z.array(z.string()).describe('Email addresses'),
    url: z.string().nullable(),
    updated_at: z.string()
});

interface Moment {
    date?: string;
    dateTime?: string;
}

interface GoogleEvent {
    id: string;
    status: string;
    summary?: string;
    description?: string;
    location?: string;
    start?: Moment;
    end?: Moment;
    attendees?: { email?: string }[];
    htmlLink?: string;
    updated?: string;
}

interface EventPage {
    items?: GoogleEvent[];
    nextPageToken?: string;
    nextSyncToken?: string;
}

function toEvent(event: GoogleEvent): z.infer<typeof Event> {
    return {
        id: event.id,
        status: event.status,
        summary: event.summary ?? '',
        description: event.description ?? null,
        location: event.location ?? null,
        start: event.start?.dateTime ?? event.start?.date ?? '',
        end: event.end?.dateTime ?? event.end?.date ?? '',
        attendees: (event.attendees ?? []).flatMap((attendee) => attendee.email ?? []),
        url: event.htmlLink ?? null,
        updated_at: event.updated ?? ''
    };
}

function isGone(error: unknown): boolean {
    return (error as { response?: { status?: number } }).response?.status === 410;
}

const sync = createSync({
    description: 'Keeps the events of one calendar, reading only what changed since the last run',
    version: '1.0.0',
    frequency: 'every 15 minutes',
    autoStart: true,
    models: { Event },
    metadata: z.object({ calendar_id: z.string().optional().describe('The main calendar when left out') }),
    checkpoint: z.object({ sync_token: z.string() }),
    scopes: ['https://www.googleapis.com/auth/calendar.events.readonly'],
    exec: async (nango) => {
        const { calendar_id } = await nango.getMetadata();
        const checkpoint = await nango.getCheckpoint();
        const endpoint = `/calendar/v3/calendars/${encodeURIComponent(calendar_id ?? 'primary')}/events`;
        let pageToken: string | undefined;
        let syncToken: string | undefined;
        do {
            const params: Record<string, string> = { maxResults: '250', singleEvents: 'true' };
            if (checkpoint) {
                params['syncToken'] = checkpoint.sync_token;
            }
            if (pageToken) {
                params['pageToken'] = pageToken;
            }
            try {
                const response = await nango.get<EventPage>({ endpoint, params, retries: 3 });
                const items = response.data.items ?? [];
                const cancelled = items.filter((event) => event.status === 'cancelled');
                await nango.batchSave(items.filter((event) => event.status !== 'cancelled').map(toEvent), 'Event');
                await nango.batchDelete(cancelled.map(({ id }) => ({ id })), 'Event');
                pageToken = response.data.nextPageToken;
                syncToken = response.data.nextSyncToken;
            } catch (error) {
                if (checkpoint && isGone(error)) {
                    // Google forgot the token: the next run reads everything.
                    await nango.clearCheckpoint();
                    return;
                }
                throw error;
            }
        } while (pageToken);
        if (syncToken) {
            await nango.saveCheckpoint({ sync_token: syncToken });
        }
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
