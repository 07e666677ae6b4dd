import { createOnEvent } from 'nango';

export default createOnEvent({
    event: 'pre-connection-deletion',
    description: 'Runs before a connection is deleted: the place to undo what was set up at the provider',
    exec: async (nango) => {
        await nango.log(`the connection ${nango.connectionId} is about to go`, { level: 'info' });
    }
});
