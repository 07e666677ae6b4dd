// Docs: https://docs.stripe.com/api/balance_transactions/list
// Group: payments
import { createSync } from 'nango';
import { z } from 'zod';

const BalanceTransaction = z.object({
    id: z.string().describe('Stripe id of the transaction, "txn_…"'),
    type: z.string().describe('For example "charge", "refund", "payout" or "stripe_fee"'),
    amount: z.number().describe('Gross, in the smallest unit of the currency'),
    fee: z.number().describe('What Stripe kept, in the smallest unit of the currency'),
    net: z.number().describe('amount minus fee'),
    currency: z.string().describe('ISO 4217 code in lower case'),
    status: z.string().describe('"pending" until available_at, then "available"'),
    source_id: z.string().nullable().describe('The charge, refund or payout behind it'),
    description: z.string().nullable(),
    created_at: z.string().describe('ISO 8601 time of creation'),
    available_at: z.string().describe('ISO 8601 time at which the money can be paid out')
});

interface StripeTransaction {
    id: string;
    type: string;
    amount: number;
    fee: number;
    net: number;
    currency: string;
    status: string;
    source: string | null;
    description: string | null;
    created: number;
    available_on: number;
}

interface StripeList<T> {
    data: T[];
    has_more: boolean;
}

// Nothing but the status changes afterwards, and it does within this time; so much is read again on every run.
const settlingSeconds = 14 * 24 * 3600;

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

function toTransaction(transaction: StripeTransaction): z.infer<typeof BalanceTransaction> {
    return {
        id: transaction.id,
        type: transaction.type,
        amount: transaction.amount,
        fee: transaction.fee,
        net: transaction.net,
        currency: transaction.currency,
        status: transaction.status,
        source_id: transaction.source,
        description: transaction.description,
        created_at: iso(transaction.created),
        available_at: iso(transaction.available_on)
    };
}

const sync = createSync({
    description: 'Every movement of money in the Stripe account: charges, refunds, payouts and fees.',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: true,
    syncType: 'incremental',
    models: { BalanceTransaction },
    checkpoint: z.object({ newest_created: z.number() }),
    scopes: ['read_only'],

    exec: async (nango) => {
        let newest = (await nango.getCheckpoint())?.newest_created ?? 0;
        const from = Math.max(0, newest - settlingSeconds);
        let last: string | undefined;
        let more = true;
        while (more) {
            const { data }: { data: StripeList<StripeTransaction> } = await nango.get<StripeList<StripeTransaction>>({
                endpoint: '/v1/balance_transactions',
                params: { limit: 100, 'created[gte]': from, ...(last ? { starting_after: last } : {}) },
                retries: 3
            });
            await nango.batchSave(data.data.map(toTransaction), 'BalanceTransaction');
            newest = Math.max(newest, ...data.data.map((transaction) => transaction.created));
            last = data.data.at(-1)?.id;
            more = data.has_more && last !== undefined;
        }
        // newest first: only a complete run may move the checkpoint
        await nango.saveCheckpoint({ newest_created: newest });
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
