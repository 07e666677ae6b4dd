import type { AxiosResponse } from 'axios';
import type { z } from 'zod';
import type { Connection, Credentials, Integration, OAuth1Token } from './connection.js';
import type { CheckpointSchema, MetadataSchema, ModelSchemas } from './create.js';
import type { FetchRequest, ProxyConfiguration } from './http.js';

/** The value a schema describes; nothing when there is no schema. */
type Value<Schema> = Schema extends z.ZodTypeAny ? z.infer<Schema> : never;

/** A function's own failure. The caller receives `payload`. */
export declare class ActionError<Payload = Record<string, unknown>> extends Error {
    type: string;
    payload?: Record<string, unknown>;
    constructor(payload?: Payload);
}

/** Level of a log entry. `off` silences a logger. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'off';

/** Options of `log`, as its last argument. */
export interface LogOptions {
    level?: LogLevel | 'http' | 'verbose' | 'silly';
}

/** A sync by name, or one of its variants. */
export type SyncName = string | { name: string; variant: string };

/** Answer to a change of metadata. */
export interface MetadataChange {
    connection_id: string | string[];
    provider_config_key: string;
    metadata: Record<string, unknown>;
}

/** What the code of an action or an on-event function is given. */
export interface NangoAction<
    Metadata extends MetadataSchema = never,
    Checkpoint extends CheckpointSchema = never
> {
    /** The connection this run is for. */
    readonly connectionId: string;
    /** Id of the integration. */
    readonly providerConfigKey: string;
    /** Name of the provider behind the integration. */
    readonly provider?: string;
    readonly environmentId: number;
    readonly environmentName?: string;
    readonly accountId: number;
    /** The log operation of this run. */
    readonly activityLogId: string;
    readonly nangoConnectionId?: number;
    readonly syncId?: string;
    readonly syncJobId?: number;
    readonly scriptType: string;
    /** True in a dry run. */
    readonly isCLI?: boolean;
    readonly logger: { level: LogLevel };
    readonly runnerFlags: Record<string, boolean>;
    readonly syncConfig?: Record<string, any>;

    /** `throw new nango.ActionError({ … })` ends the run with a failure the caller can read. */
    ActionError: typeof ActionError;

    /** Sends a request to the provider. A status outside 200–299 throws; its `response` has `status` and `data`. */
    proxy<T = any>(config: ProxyConfiguration): Promise<AxiosResponse<T>>;
    /** A GET request. */
    get<T = any>(config: Omit<ProxyConfiguration, 'method'>): Promise<AxiosResponse<T>>;
    /** A POST request. */
    post<T = any>(config: Omit<ProxyConfiguration, 'method'>): Promise<AxiosResponse<T>>;
    /** A PUT request. */
    put<T = any>(config: Omit<ProxyConfiguration, 'method'>): Promise<AxiosResponse<T>>;
    /** A PATCH request. */
    patch<T = any>(config: Omit<ProxyConfiguration, 'method'>): Promise<AxiosResponse<T>>;
    /** A DELETE request. */
    delete<T = any>(config: Omit<ProxyConfiguration, 'method'>): Promise<AxiosResponse<T>>;
    /**
     * Requests page after page: `for await (const page of nango.paginate({ … }))`. The provider's own settings apply where
     * `config.paginate` says nothing.
     */
    paginate<T = any>(config: ProxyConfiguration): AsyncGenerator<T[], undefined, void>;
    /** Fetches a URL without the connection's credentials. */
    uncontrolledFetch(request: FetchRequest): Promise<Response>;

    /** The connection with fresh credentials; another one when both ids are given. */
    getConnection(
        providerConfigKey?: string,
        connectionId?: string,
        options?: { refreshToken?: boolean; refreshGithubAppJwtToken?: boolean; forceRefresh?: boolean }
    ): Promise<Connection>;
    /** The access token, the token pair of OAuth 1, or the credentials. */
    getToken(): Promise<string | OAuth1Token | Credentials>;
    /** What is stored with the connection; `{}` when nothing was. */
    getMetadata<T = Value<Metadata>>(): Promise<T>;
    /** Replaces all metadata. */
    setMetadata(metadata: Value<Metadata>): Promise<AxiosResponse<MetadataChange>>;
    /** Changes the keys given and keeps the others. */
    updateMetadata(metadata: Partial<Value<Metadata>>): Promise<AxiosResponse<MetadataChange>>;
    /** The integration of this run. */
    getIntegration(options?: { include?: ('webhook' | 'credentials')[] | undefined }): Promise<Integration>;
    /** Where the provider can send webhooks of this integration. */
    getWebhookURL(): Promise<string | null | undefined>;
    /** The variables of the environment. */
    getEnvironmentVariables(): Promise<{ name: string; value: string }[] | null>;
    /** Attributes of the sync. Throws outside a sync. */
    getFlowAttributes<A = object>(): A | null;
    /** @deprecated Replaces all metadata. Use `updateMetadata`. */
    setFieldMapping(fieldMapping: Record<string, string>): Promise<AxiosResponse<object>>;
    /** @deprecated Use `getMetadata`. */
    getFieldMapping(): Promise<Record<string, string>>;

    /** Runs an action of any connection and waits for its output. */
    triggerAction<In = unknown, Out = object>(
        providerConfigKey: string,
        connectionId: string,
        action: string,
        input?: In
    ): Promise<Out>;
    /** Starts a run of a sync now. A mode instead of options is the old form. */
    triggerSync(
        providerConfigKey: string,
        connectionId: string,
        sync: SyncName,
        mode?: boolean | 'incremental' | 'full_refresh' | 'full_refresh_and_clear_cache'
    ): Promise<string | void>;
    /** Resumes the schedules of syncs. */
    startSync(providerConfigKey: string, syncs: SyncName[], connectionId?: string): Promise<void>;

    /** What was saved last; `null` when nothing was, or it was cleared. */
    getCheckpoint(): Promise<Value<Checkpoint> | null>;
    /** Stores how far the work came. Replaces the whole object. At most 16 keys of text, numbers and booleans. */
    saveCheckpoint(checkpoint: Value<Checkpoint>): Promise<void>;
    /** Forgets the checkpoint. */
    clearCheckpoint(): Promise<void>;

    /** Adds a line to the log of the run. Servers show `warn` and `error` by default. */
    log(message: any, options?: LogOptions | { [key: string]: any; level?: never }): Promise<void> | void;
    log(message: string, ...rest: [any, LogOptions]): Promise<void> | void;
    log(...message: any[]): Promise<void> | void;
    /** Sets the least level that is written. */
    setLogger(logger: { level: LogLevel }): void;

    /** Checks `input`; logs each problem and throws an `ActionError` when there is one. */
    zodValidateInput<T = any, Output = any>(check: {
        zodSchema: z.ZodType<Output>;
        input: T;
    }): Promise<z.ZodSafeParseSuccess<Output>>;

    /** Takes a lock of the environment for `ttlMs`; false when another run holds it. */
    tryAcquireLock(lock: { key: string; ttlMs: number }): Promise<boolean>;
    /** Gives a lock back; false when this run does not hold it. The end of the run releases all. */
    releaseLock(lock: { key: string }): Promise<boolean>;
    /** Gives back every lock of this run. */
    releaseAllLocks(): Promise<void>;

    /** `base`, or the variant of the sync. */
    getVariant(): string;
}

/** A record: any object with an id. */
interface RecordWithId {
    id: string;
    [name: string]: unknown;
}

/** What is needed of a record to change it. */
type Change<T extends RecordWithId> = Pick<T, 'id'> & Partial<T>;

/** The records of a sync, of whichever model. */
type Saved<Models extends ModelSchemas> = z.infer<Models[keyof Models]>;

/** What the code of a sync is given. */
export interface NangoSync<
    Models extends ModelSchemas = never,
    Metadata extends MetadataSchema = never,
    Checkpoint extends CheckpointSchema = never
> extends NangoAction<Metadata, Checkpoint> {
    /** `base`, or the variant this run is for. */
    readonly variant: string;
    /** Start of the last successful run. A checkpoint tells more exactly where to go on. */
    readonly lastSyncDate?: Date;
    readonly track_deletes: boolean;
    readonly emptyCache: boolean;

    /** Adds records, and replaces those whose id is known already. Sent in batches of 1,000. */
    batchSave<T extends RecordWithId = Saved<Models>>(records: T[], model: keyof Models): Promise<boolean> | boolean;
    /** @deprecated Use `batchSave`. */
    batchSend<T extends RecordWithId = Saved<Models>>(records: T[], model: keyof Models): Promise<boolean | null>;
    /** Changes the given keys of records that exist; others are ignored. */
    batchUpdate<T extends RecordWithId = Saved<Models>>(records: Change<T>[], model: keyof Models): Promise<boolean> | boolean;
    /** Marks records as deleted. Only `id` is needed; further keys replace what was stored. */
    batchDelete<T extends RecordWithId = Saved<Models>>(records: Change<T>[], model: keyof Models): Promise<boolean> | boolean;
    /** Stored records by id. The map has the ids as you gave them and leaves out what does not exist. */
    getRecordsByIds<Id = string | number, T extends RecordWithId = Saved<Models>>(
        ids: Id[],
        model: keyof Models
    ): Promise<Map<Id, T>> | Map<Id, T>;
    /** Every stored record, the longest unchanged first, deleted ones included. */
    listRecords<T extends RecordWithId = Saved<Models>>(
        model: keyof Models,
        options?: { cursor?: string }
    ): AsyncGenerator<T, any, any>;
    /** What to do when a webhook stored a newer version meanwhile. Call it before any request and any batch. */
    setMergingStrategy(
        merging: { strategy: 'override' | 'ignore_if_modified_after' },
        model: keyof Models
    ): Promise<void>;
    /** From here on, notes which records are saved. */
    trackDeletesStart(model: keyof Models): Promise<void> | void;
    /** Deletes the records that were not saved since `trackDeletesStart`. */
    trackDeletesEnd(model: keyof Models): Promise<{ deletedKeys: string[] }> | { deletedKeys: string[] };
    /** @deprecated Use `trackDeletesStart` and `trackDeletesEnd`. */
    deleteRecordsFromPreviousExecutions(
        model: keyof Models
    ): Promise<{ deletedKeys: string[] }> | { deletedKeys: string[] };
}
