// Docs: https://docs.stripe.com/api/customers/create
// Group: customers
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Creates a customer in Stripe.',
    version: '1.0.0',
    input: z.object({
        email: z.string().optional().describe('Where receipts go. Example: "ada@example.com"'),
        name: z.string().optional().describe('Full name of the person or company'),
        description: z.string().optional().describe('Shown in the dashboard only'),
        metadata: z.record(z.string(), z.string()).optional().describe('Your own keys, for example {"user_id": "17"}'),
        idempotency_key: z.string().optional().describe('A unique text; the same one again within a day creates nothing new')
    }),
    output: z.object({
        id: z.string().describe('Stripe id of the new customer, "cus_…"'),
        created_at: z.string().describe('ISO 8601 time of creation')
    }),
    scopes: ['read_write'],

    exec: async (nango, input) => {
        if (!input.email && !input.name) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'Give at least one of email and name' });
        }
        const form = new URLSearchParams();
        for (const key of ['email', 'name', 'description'] as const) {
            const value = input[key];
            if (value) {
                form.set(key, value);
            }
        }
        for (const [key, value] of Object.entries(input.metadata ?? {})) {
            form.set(`metadata[${key}]`, value);
        }
        const { data } = await nango.post<{ id: string; created: number }>({
            endpoint: '/v1/customers',
            headers: {
                'content-type': 'application/x-www-form-urlencoded',
                ...(input.idempotency_key && { 'Idempotency-Key': input.idempotency_key })
            },
            data: form.toString(),
            retries: 3
        });
        return { id: data.id, created_at: new Date(data.created * 1000).toISOString() };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
