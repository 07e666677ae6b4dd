// Docs: https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_create.htm
// Group: leads
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Creates a lead in Salesforce and answers with its id.',
    version: '1.0.0',
    input: z.object({
        last_name: z.string().describe('Family name. Example: "Lovelace"'),
        company: z.string().describe('Company of the person. Example: "Analytical Engines Ltd"'),
        first_name: z.string().optional(),
        email: z.string().optional(),
        phone: z.string().optional(),
        source: z.string().optional().describe('A value of the picklist LeadSource. Example: "Web"'),
        description: z.string().optional()
    }),
    output: z.object({ id: z.string().describe('18-character Salesforce id of the new lead') }),
    scopes: ['api', 'refresh_token'],

    exec: async (nango, input) => {
        if (!input.last_name.trim() || !input.company.trim()) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'last_name and company must not be empty' });
        }
        const { data } = await nango.post<{ id: string; success: boolean }>({
            endpoint: '/services/data/v62.0/sobjects/Lead',
            data: {
                LastName: input.last_name,
                Company: input.company,
                ...(input.first_name && { FirstName: input.first_name }),
                ...(input.email && { Email: input.email }),
                ...(input.phone && { Phone: input.phone }),
                ...(input.source && { LeadSource: input.source }),
                ...(input.description && { Description: input.description })
            },
            retries: 3
        });
        return { id: data.id };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
