import { createOnEvent } from 'nango';

export default createOnEvent({
    description: 'Greets', version: '1.0.0', event: 'post-connection-creation',
    exec: async (nango) => { await nango.log('hello'); }
});
