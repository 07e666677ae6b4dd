// Docs: https://learn.microsoft.com/en-us/graph/api/user-post-events
// Group: calendar
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Creates an event in the main calendar and can invite people',
    version: '1.0.0',
    input: z.object({
        subject: z.string(),
        text: z.string().optional().describe('Plain text of the invitation'),
        start: z.string().describe('Local time, e.g. 2026-05-04T09:00:00'),
        end: z.string().describe('Like start'),
        time_zone: z.string().describe('Name of the time zone, e.g. Europe/Berlin'),
        attendees: z.array(z.string()).optional().describe('Email addresses; each gets an invitation')
    }),
    output: z.object({ id: z.string(), url: z.string() }),
    scopes: ['Calendars.ReadWrite'],
    exec: async (nango, input) => {
        const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;
        if (!local.test(input.start) || !local.test(input.end) || input.end <= input.start) {
            throw new nango.ActionError({
                type: 'invalid_input',
                message: 'start and end must be local times such as 2026-05-04T09:00:00, and the end after the start.'
            });
        }
        const response = await nango.post<{ id: string; webLink: string }>({
            endpoint: '/v1.0/me/events',
            data: {
                subject: input.subject,
                ...(input.text !== undefined && { body: { contentType: 'text', content: input.text } }),
                start: { dateTime: input.start, timeZone: input.time_zone },
                end: { dateTime: input.end, timeZone: input.time_zone },
                attendees: (input.attendees ?? []).map((address) => ({ emailAddress: { address }, type: 'required' }))
            },
            retries: 3
        });
        return { id: response.data.id, url: response.data.webLink };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
