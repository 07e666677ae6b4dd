// The connection and its integration, as the API shows them.
import { type Response } from './errors';
import type { Link } from './host';

interface Connection {
    metadata: Record<string, any> | null;
    credentials: any;
    [name: string]: unknown;
}

interface Options {
    forceRefresh?: boolean;
    refreshToken?: boolean;
    refreshGithubAppJwtToken?: boolean;
}

const connectionFresh = 60_000;
const integrationFresh = 600_000;

export function connectionMethods(link: Link) {
    const { settings } = link;
    const memo = new Map<string, { at: number; connection: Connection }>();
    const integrations = new Map<string, { at: number; integration: any }>();
    const { now } = Date;

    // asked tells a dry run what a test of the function has to give.
    const asked = (name: string) => {
        if (settings.dry) link.tell('fact', { name });
    };

    const find = async (integration?: string, connection?: string, options: Options = {}): Promise<Connection> => {
        const args = {
            integration: integration ?? settings.properties.providerConfigKey,
            connection: connection ?? settings.properties.connectionId,
            ...options
        };
        const key = JSON.stringify([args.integration, args.connection]);
        const known = memo.get(key);
        const forced = options.forceRefresh || options.refreshToken || options.refreshGithubAppJwtToken;
        if (known && !forced && now() - known.at < connectionFresh) {
            return known.connection;
        }
        const { head, body } = await link.ask('connection', args);
        const found = body.json() as Connection;
        if (head.masked) {
            found.credentials = watched(found.credentials, 'credentials', link);
        }
        memo.set(key, { at: now(), connection: found });
        return found;
    };

    const getConnection = async (integration?: string, connection?: string, options?: Options) => {
        asked('connection');
        return find(integration, connection, options);
    };

    const getMetadata = async () => {
        asked('metadata');
        if (settings.metadata !== undefined) {
            return settings.metadata;
        }
        const found = await find();
        return (found.metadata ??= {});
    };

    const write = async (method: string, metadata: unknown): Promise<Response> => {
        const { head } = await link.ask(method, {}, JSON.stringify(metadata));
        memo.clear();
        return head as Response;
    };

    const getIntegration = async (query: { include?: string[] } = {}) => {
        const include = query?.include ?? [];
        const key = JSON.stringify(include);
        const known = integrations.get(key);
        if (known && now() - known.at < integrationFresh) {
            return known.integration;
        }
        const { head } = await link.ask('integration', { include });
        integrations.set(key, { at: now(), integration: head });
        return head;
    };

    const setMetadata = async (metadata: unknown) => write('setMetadata', metadata);
    return {
        getConnection,
        getMetadata,
        setMetadata,
        updateMetadata: async (metadata: unknown) => write('updateMetadata', metadata),
        setFieldMapping: setMetadata,
        getFieldMapping: async () => ((await getMetadata()) as any)?.fieldMapping ?? {},
        getToken: async () => (await link.ask('token')).body.json(),
        getIntegration,
        getWebhookURL: async () => (await getIntegration({ include: ['webhook'] })).webhook_url,
        getEnvironmentVariables: async () => (await link.ask('variables')).head
    };
}

// watched tells the timeline the first time when code reads a secret that it only gets masked.
function watched(value: any, path: string, link: Link): any {
    if (typeof value !== 'object' || value === null) {
        return value;
    }
    const copy: any = Array.isArray(value) ? [] : {};
    for (const [name, member] of Object.entries(value)) {
        const inner = watched(member, `${path}.${name}`, link);
        if (member !== '•••') {
            copy[name] = inner;
            continue;
        }
        Object.defineProperty(copy, name, {
            enumerable: true,
            configurable: true,
            get() {
                link.tell('masked', { path: `${path}.${name}` });
                return inner;
            },
            set(other: unknown) {
                Object.defineProperty(copy, name, { value: other, enumerable: true, configurable: true, writable: true });
            }
        });
    }
    return copy;
}
