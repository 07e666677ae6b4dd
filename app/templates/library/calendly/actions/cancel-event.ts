// Docs: https://developer.calendly.com/api-docs/afb2e9fe3a0a0-cancel-event
// Group: events
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Cancels a meeting in Calendly; the guests are told the reason.',
    version: '1.0.0',
    input: z.object({
        event_id: z.string().describe('Id of the scheduled event. Example: "2f1c7f0e-7c1e-4c0b-9a35-0d5f3f1f0a11"'),
        reason: z.string().optional().describe('Sent to the guests, at most 10,000 characters')
    }),
    output: z.object({
        event_id: z.string(),
        canceled_by: z.string().describe('Name of the person who canceled'),
        reason: z.string().nullable()
    }),
    scopes: ['scheduled_events:write'],

    exec: async (nango, input) => {
        if (!/^[\w-]+$/.test(input.event_id)) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'event_id must be the last part of the address of the event' });
        }
        if (input.reason && input.reason.length > 10_000) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'reason is longer than 10,000 characters' });
        }
        const { data } = await nango.post<{ resource: { canceled_by: string; reason: string | null } }>({
            endpoint: `/scheduled_events/${input.event_id}/cancellation`,
            data: input.reason ? { reason: input.reason } : {},
            retries: 3
        });
        return { event_id: input.event_id, canceled_by: data.resource.canceled_by, reason: data.resource.reason };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
