// Docs: https://shopify.dev/docs/api/admin-graphql/latest/queries/orders
// Group: orders
import { createSync } from 'nango';
import { z } from 'zod';

const Order = z.object({
    id: z.string().describe('Numeric Shopify id of the order'),
    name: z.string().describe('Number as the customer sees it, for example "#1001"'),
    email: z.string().nullable(),
    financial_status: z.string().nullable().describe('For example "paid", "pending" or "refunded"'),
    fulfillment_status: z.string().describe('For example "fulfilled" or "unfulfilled"'),
    total: z.string().describe('Decimal number in the currency of the shop'),
    currency: z.string().describe('ISO 4217 code'),
    cancelled_at: z.string().nullable().describe('ISO 8601 time'),
    created_at: z.string().describe('ISO 8601 time of creation'),
    updated_at: z.string().describe('ISO 8601 time of the last change')
});

interface OrderNode {
    legacyResourceId: string;
    name: string;
    email: string | null;
    displayFinancialStatus: string | null;
    displayFulfillmentStatus: string;
    totalPriceSet: { shopMoney: { amount: string; currencyCode: string } };
    cancelledAt: string | null;
    createdAt: string;
    updatedAt: string;
}

interface OrderPage {
    nodes: OrderNode[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const query = `query Orders($after: String, $filter: String) {
  orders(first: 100, after: $after, query: $filter, sortKey: UPDATED_AT) {
    nodes {
      legacyResourceId name email displayFinancialStatus displayFulfillmentStatus
      totalPriceSet { shopMoney { amount currencyCode } }
      cancelledAt createdAt updatedAt
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

function toOrder(node: OrderNode): z.infer<typeof Order> {
    return {
        id: node.legacyResourceId,
        name: node.name,
        email: node.email,
        financial_status: node.displayFinancialStatus?.toLowerCase() ?? null,
        fulfillment_status: node.displayFulfillmentStatus.toLowerCase(),
        total: node.totalPriceSet.shopMoney.amount,
        currency: node.totalPriceSet.shopMoney.currencyCode,
        cancelled_at: node.cancelledAt,
        created_at: node.createdAt,
        updated_at: node.updatedAt
    };
}

async function fetchPage(nango: NangoSyncLocal, variables: { after: string | null; filter: string | null }): Promise<OrderPage> {
    const { data } = await nango.post<{ data?: { orders: OrderPage }; errors?: { message: string }[] }>({
        endpoint: '/admin/api/2026-01/graphql.json',
        data: { query, variables },
        retries: 3
    });
    if (!data.data) {
        // GraphQL reports its errors with status 200; going on would look like an empty shop
        throw new nango.ActionError({ type: 'shopify_error', message: data.errors?.[0]?.message ?? 'Shopify sent no data' });
    }
    return data.data.orders;
}

const sync = createSync({
    description: 'Orders of the Shopify shop that changed since the last run; Shopify shows those of the last 60 days.',
    version: '1.0.0',
    frequency: 'every 30 minutes',
    autoStart: true,
    syncType: 'incremental',
    models: { Order },
    checkpoint: z.object({ updated_since: z.string() }),
    scopes: ['read_orders'],

    exec: async (nango) => {
        const checkpoint = await nango.getCheckpoint();
        const filter = checkpoint ? `updated_at:>='${checkpoint.updated_since}'` : null;
        let after: string | null = null;
        do {
            const { nodes, pageInfo }: OrderPage = await fetchPage(nango, { after, filter });
            await nango.batchSave(nodes.map(toOrder), 'Order');
            const last = nodes.at(-1);
            if (last) {
                await nango.saveCheckpoint({ updated_since: last.updatedAt });
            }
            after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        } while (after);
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
