// Docs: https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_update_fields.htm
// Group: opportunities
import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Changes the stage, amount or close date of a Salesforce opportunity.',
    version: '1.0.0',
    input: z.object({
        id: z.string().describe('Salesforce id of the opportunity. Example: "0065g00000XyZabAAF"'),
        stage: z.string().optional().describe('Name of the stage. Example: "Closed Won"'),
        amount: z.number().optional().describe('Value in the currency of the opportunity'),
        close_date: z.string().optional().describe('Date as YYYY-MM-DD'),
        next_step: z.string().optional()
    }),
    output: z.object({ id: z.string(), updated: z.array(z.string()).describe('Salesforce names of the fields that were sent') }),
    scopes: ['api', 'refresh_token'],

    exec: async (nango, input) => {
        if (!/^006[a-zA-Z0-9]{12}([a-zA-Z0-9]{3})?$/.test(input.id)) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'id must be an opportunity id: 15 or 18 characters that begin with 006' });
        }
        const changes = {
            ...(input.stage !== undefined && { StageName: input.stage }),
            ...(input.amount !== undefined && { Amount: input.amount }),
            ...(input.close_date !== undefined && { CloseDate: input.close_date }),
            ...(input.next_step !== undefined && { NextStep: input.next_step })
        };
        if (Object.keys(changes).length === 0) {
            throw new nango.ActionError({ type: 'invalid_input', message: 'Give at least one field to change' });
        }
        await nango.patch({ endpoint: `/services/data/v62.0/sobjects/Opportunity/${input.id}`, data: changes, retries: 3 });
        return { id: input.id, updated: Object.keys(changes) };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
