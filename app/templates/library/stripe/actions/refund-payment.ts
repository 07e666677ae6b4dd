// Docs: https://docs.stripe.com/api/refunds/create
// Group: payments
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Pays a Stripe payment back, in full or in part.',
    version: '1.0.0',
    input: z.object({
        payment_intent: z.string().describe('Id of the payment. Example: "pi_3Qx7Yt2eZvKYlo2C1a2b3c4d"'),
        amount: z.number().int().positive().optional().describe('In the smallest unit of the currency. Default: all that is left'),
        reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
        idempotency_key: z.string().describe('A unique text; the same one again within a day refunds nothing twice')
    }),
    output: z.object({
        id: z.string().describe('Stripe id of the refund, "re_…"'),
        amount: z.number().describe('In the smallest unit of the currency'),
        currency: z.string().describe('ISO 4217 code in lower case'),
        status: z.string().nullable().describe('"pending", "requires_action", "succeeded", "failed" or "canceled"')
    }),
    scopes: ['read_write'],

    exec: async (nango, input) => {
        if (!input.payment_intent.startsWith('pi_')) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'payment_intent must begin with pi_' });
        }
        if (!input.idempotency_key) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'idempotency_key must not be empty: a repeated request would pay twice' });
        }
        const form = new URLSearchParams({ payment_intent: input.payment_intent });
        if (input.amount !== undefined) {
            form.set('amount', String(input.amount));
        }
        if (input.reason) {
            form.set('reason', input.reason);
        }
        const { data } = await nango.post<{ id: string; amount: number; currency: string; status: string | null }>({
            endpoint: '/v1/refunds',
            headers: { 'content-type': 'application/x-www-form-urlencoded', 'Idempotency-Key': input.idempotency_key },
            data: form.toString(),
            retries: 3
        });
        return { id: data.id, amount: data.amount, currency: data.currency, status: data.status };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
