import { createOnEvent } from 'nango';

export default createOnEvent({
    description: 'Leaves', version: '1.0.0', event: 'pre-connection-deletion',
    exec: async (nango) => { await nango.log('hello'); }
});
