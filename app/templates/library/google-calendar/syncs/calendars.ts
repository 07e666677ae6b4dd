// Docs: https://developers.google.com/workspace/calendar/api/v3/reference/calendarList/list
// Group: calendar
import { createSync } from 'nango';
import { z } from 'zod';

const Calendar = z.object({
    id: z.string(),
    name: z.string(),
    time_zone: z.string().nullable(),
    access: z.string().describe('freeBusyReader, reader, writer or owner'),
    primary: z.boolean().describe('Whether it is the main calendar of the user')
});

interface GoogleCalendar {
    id: string;
    summary: string;
    summaryOverride?: string;
    timeZone?: string;
    accessRole: string;
    primary?: boolean;
}

const sync = createSync({
    description: 'Keeps the calendars in the list of the user, and notices those that are gone',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { Calendar },
    scopes: ['https://www.googleapis.com/auth/calendar.calendarlist.readonly'],
    exec: async (nango) => {
        await nango.trackDeletesStart('Calendar');
        const pages = nango.paginate<GoogleCalendar>({
            endpoint: '/calendar/v3/users/me/calendarList',
            paginate: { limit_name_in_request: 'maxResults', limit: 250 },
            retries: 3
        });
        for await (const page of pages) {
            const calendars = page.map((calendar) => ({
                id: calendar.id,
                name: calendar.summaryOverride ?? calendar.summary,
                time_zone: calendar.timeZone ?? null,
                access: calendar.accessRole,
                primary: calendar.primary ?? false
            }));
            await nango.batchSave(calendars, 'Calendar');
        }
        await nango.trackDeletesEnd('Calendar');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
