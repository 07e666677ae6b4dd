// Functions that are declared with createFunction: they get what started them in place of an input.
import type { Settings } from './host';

interface Declaration {
    trigger?: { kind?: string; subscriptions?: string[] };
    requires?: { outbound?: boolean };
    exec?: (nango: object, trigger: object) => unknown;
}

// outbound are the methods that a function gives up by declaring that it sends nothing.
const outbound = ['proxy', 'get', 'post', 'put', 'patch', 'delete', 'paginate', 'uncontrolledFetch'];

export function callFunction(settings: Settings, definition: Declaration, nango: Record<string, unknown>): unknown {
    if (typeof definition.exec !== 'function') {
        throw new Error('Missing exec function');
    }
    if (definition.requires?.outbound === false) {
        for (const name of outbound) delete nango[name];
    }
    return definition.exec(nango, triggerOf(settings, definition));
}

// triggerOf describes what started the run. Somebody who calls a function that hears webhooks sends one with the input as its body.
function triggerOf(settings: Settings, { trigger }: Declaration): object {
    const { input, properties } = settings;
    const connection = { connectionId: properties.connectionId, integrationId: properties.providerConfigKey };
    if (trigger?.kind !== 'http') {
        return { kind: 'invoke', input, connection };
    }
    const request = { method: 'POST', path: '/', headers: {}, query: {}, ...settings.request, body: input };
    return { kind: 'http', input, request, subscriptions: trigger.subscriptions, connection };
}
