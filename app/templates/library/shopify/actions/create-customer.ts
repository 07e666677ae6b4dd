// Docs: https://shopify.dev/docs/api/admin-graphql/latest/mutations/customerCreate
// Group: customers
import { createAction } from 'nango';
import { z } from 'zod';

interface CustomerCreateAnswer {
    data?: {
        customerCreate: {
            customer: { legacyResourceId: string; createdAt: string } | null;
            userErrors: { field: string[] | null; message: string }[];
        };
    };
    errors?: { message: string }[];
}

const mutation = `mutation CreateCustomer($input: CustomerInput!) {
  customerCreate(input: $input) {
    customer { legacyResourceId createdAt }
    userErrors { field message }
  }
}`;

const action = createAction({
    description: 'Creates a customer in the Shopify shop.',
    version: '1.0.0',
    input: z.object({
        email: z.string().optional().describe('Unique in the shop. Example: "ada@example.com"'),
        phone: z.string().optional().describe('In E.164 form. Example: "+4685550101"'),
        first_name: z.string().optional(),
        last_name: z.string().optional(),
        note: z.string().optional().describe('Seen by the staff of the shop only'),
        tags: z.array(z.string()).optional()
    }),
    output: z.object({
        id: z.string().describe('Numeric Shopify id of the new customer'),
        created_at: z.string().describe('ISO 8601 time of creation')
    }),
    scopes: ['write_customers'],

    exec: async (nango, input) => {
        if (!input.email && !input.phone && !input.first_name && !input.last_name) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'Give at least one of email, phone, first_name and last_name' });
        }
        const { data } = await nango.post<CustomerCreateAnswer>({
            endpoint: '/admin/api/2026-01/graphql.json',
            data: {
                query: mutation,
                variables: {
                    input: {
                        ...(input.email && { email: input.email }),
                        ...(input.phone && { phone: input.phone }),
                        ...(input.first_name && { firstName: input.first_name }),
                        ...(input.last_name && { lastName: input.last_name }),
                        ...(input.note && { note: input.note }),
                        ...(input.tags && { tags: input.tags })
                    }
                }
            },
            retries: 3
        });
        const customer = data.data?.customerCreate.customer;
        if (!customer) {
            const problem = data.data?.customerCreate.userErrors[0] ?? data.errors?.[0];
            throw new nango.ActionError({ type: 'shopify_error', message: problem?.message ?? 'Shopify did not create the customer' });
        }
        return { id: customer.legacyResourceId, created_at: customer.createdAt };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
