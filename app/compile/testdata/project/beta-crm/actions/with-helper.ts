import { createAction } from 'nango';
import { Contact, toContact } from '../models.js';

const action = createAction({
    description: 'One contact', version: '3.1.0', endpoint: { method: 'GET', path: '/beta/contact' },
    input: Contact.pick({ id: true }), output: Contact,
    exec: async (nango, input) => toContact((await nango.get<{ first: string; last: string }>({ endpoint: '/contacts/' + input.id, retries: 3 })).data, input.id)
});
export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
