// Docs: https://docs.stripe.com/api/customers/list
// Group: customers
import { createSync } from 'nango';
import { z } from 'zod';

const Customer = z.object({
    id: z.string().describe('Stripe id of the customer, "cus_…"'),
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    currency: z.string().nullable().describe('ISO 4217 code in lower case, once there was a charge'),
    balance: z.number().describe('In the smallest unit of the currency; negative is a credit'),
    delinquent: z.boolean().nullable().describe('True when the latest invoice is overdue'),
    created_at: z.string().describe('ISO 8601 time of creation')
});

interface StripeCustomer {
    id: string;
    name: string | null;
    email: string | null;
    phone: string | null;
    currency: string | null;
    balance: number;
    delinquent: boolean | null;
    created: number; // seconds since 1970
}

interface StripeList<T> {
    data: T[];
    has_more: boolean;
}

function toCustomer(customer: StripeCustomer): z.infer<typeof Customer> {
    return {
        id: customer.id,
        name: customer.name,
        email: customer.email,
        phone: customer.phone,
        currency: customer.currency,
        balance: customer.balance,
        delinquent: customer.delinquent,
        created_at: new Date(customer.created * 1000).toISOString()
    };
}

const sync = createSync({
    description: 'All customers of the Stripe account.',
    version: '1.0.0',
    frequency: 'every 6 hours',
    autoStart: true,
    models: { Customer },
    scopes: ['read_only'],

    exec: async (nango) => {
        await nango.trackDeletesStart('Customer');
        let last: string | undefined;
        let more = true;
        while (more) {
            const { data }: { data: StripeList<StripeCustomer> } = await nango.get<StripeList<StripeCustomer>>({
                endpoint: '/v1/customers',
                params: last ? { limit: 100, starting_after: last } : { limit: 100 },
                retries: 3
            });
            await nango.batchSave(data.data.map(toCustomer), 'Customer');
            last = data.data.at(-1)?.id;
            more = data.has_more && last !== undefined;
        }
        await nango.trackDeletesEnd('Customer');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
