// Docs: https://shopify.dev/docs/api/admin-graphql/latest/queries/products
// Group: products
import { createSync } from 'nango';
import { z } from 'zod';

const Product = z.object({
    id: z.string().describe('Numeric Shopify id of the product'),
    title: z.string(),
    handle: z.string().describe('Last part of the address of the product page'),
    status: z.string().describe('"active", "archived" or "draft"'),
    vendor: z.string(),
    product_type: z.string(),
    tags: z.array(z.string()),
    updated_at: z.string().describe('ISO 8601 time of the last change')
});

interface ProductNode {
    legacyResourceId: string;
    title: string;
    handle: string;
    status: string;
    vendor: string;
    productType: string;
    tags: string[];
    updatedAt: string;
}

interface ProductPage {
    nodes: ProductNode[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

// A deleted product comes with its id only.
interface ProductEvent {
    id: number;
    title?: string;
    handle?: string;
    status?: string;
    vendor?: string;
    product_type?: string;
    tags?: string;
    updated_at?: string;
}

const query = `query Products($after: String) {
  products(first: 250, after: $after, sortKey: ID) {
    nodes { legacyResourceId title handle status vendor productType tags updatedAt }
    pageInfo { hasNextPage endCursor }
  }
}`;

function toProduct(node: ProductNode): z.infer<typeof Product> {
    return {
        id: node.legacyResourceId,
        title: node.title,
        handle: node.handle,
        status: node.status.toLowerCase(),
        vendor: node.vendor,
        product_type: node.productType,
        tags: node.tags,
        updated_at: node.updatedAt
    };
}

function fromEvent(event: ProductEvent, title: string): z.infer<typeof Product> {
    return {
        id: String(event.id),
        title,
        handle: event.handle ?? '',
        status: event.status ?? 'active',
        vendor: event.vendor ?? '',
        product_type: event.product_type ?? '',
        tags: event.tags ? event.tags.split(', ') : [],
        updated_at: event.updated_at ? new Date(event.updated_at).toISOString().replace('.000Z', 'Z') : ''
    };
}

async function fetchPage(nango: NangoSyncLocal, variables: { after: string | null }): Promise<ProductPage> {
    const { data } = await nango.post<{ data?: { products: ProductPage }; errors?: { message: string }[] }>({
        endpoint: '/admin/api/2026-01/graphql.json',
        data: { query, variables },
        retries: 3
    });
    if (!data.data) {
        // GraphQL reports its errors with status 200; going on would look like an empty shop
        throw new nango.ActionError({ type: 'shopify_error', message: data.errors?.[0]?.message ?? 'Shopify sent no data' });
    }
    return data.data.products;
}

const sync = createSync({
    description: 'All products of the Shopify shop; webhooks that the app subscribes to keep them fresh between the runs.',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: true,
    models: { Product },
    scopes: ['read_products'],
    webhookSubscriptions: ['products/create', 'products/update', 'products/delete'],

    exec: async (nango) => {
        await nango.trackDeletesStart('Product');
        let after: string | null = null;
        do {
            const { nodes, pageInfo }: ProductPage = await fetchPage(nango, { after });
            await nango.batchSave(nodes.map(toProduct), 'Product');
            after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        } while (after);
        await nango.trackDeletesEnd('Product');
    },

    onWebhook: async (nango, payload: ProductEvent) => {
        if (payload.title === undefined) {
            await nango.batchDelete([{ id: String(payload.id) }], 'Product');
            return;
        }
        await nango.batchSave([fromEvent(payload, payload.title)], 'Product');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
