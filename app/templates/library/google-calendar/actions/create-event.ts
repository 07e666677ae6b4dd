// Docs: https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
// Group: calendar
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Creates an event in a calendar and can invite people',
    version: '1.0.0',
    input: z.object({
        calendar_id: z.string().optional().describe('The main calendar when left out'),
        summary: z.string(),
        description: z.string().optional(),
        location: z.string().optional(),
        start: z.string().describe('Time with offset, e.g. 2026-05-04T09:00:00+02:00'),
        end: z.string().describe('Like start'),
        attendees: z.array(z.string()).optional().describe('Email addresses; each gets an invitation')
    }),
    output: z.object({ id: z.string(), status: z.string(), url: z.string() }),
    scopes: ['https://www.googleapis.com/auth/calendar.events'],
    exec: async (nango, input) => {
        const { calendar_id, start, end, attendees, ...event } = input;
        if (!(new Date(start).getTime() < new Date(end).getTime())) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'start and end must be times, and the end after the start.' });
        }
        const response = await nango.post<{ id: string; status: string; htmlLink: string }>({
            endpoint: `/calendar/v3/calendars/${encodeURIComponent(calendar_id ?? 'primary')}/events`,
            params: { sendUpdates: 'all' },
            data: {
                ...event,
                start: { dateTime: start },
                end: { dateTime: end },
                ...(attendees && { attendees: attendees.map((email) => ({ email })) })
            },
            retries: 3
        });
        return { id: response.data.id, status: response.data.status, url: response.data.htmlLink };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
