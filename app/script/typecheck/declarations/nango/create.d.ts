import type { z } from 'zod';
import type { NangoAction, NangoSync } from './object.js';

/** A model of a sync: an object whose `id` is text. */
export type ModelSchema = z.ZodObject<{ id: z.ZodString }>;

/** Names of models and their shapes. A name starts with a capital and has only letters, digits and `_`. */
export type ModelSchemas = Record<string, ModelSchema>;

/** The shape of a connection's metadata; `z.void()` when the function uses none. */
export type MetadataSchema = z.ZodObject | z.ZodVoid | undefined;

/** The shape of a checkpoint: a flat object of text, numbers and booleans. */
export type CheckpointSchema = z.ZodObject<Record<string, z.ZodString | z.ZodNumber | z.ZodBoolean>> | undefined;

/** A route of its own under which a function answers. */
export interface Endpoint {
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
    /** Begins with `/`. */
    path: string;
    /** Heading in generated documentation. */
    group?: string;
}

interface Described<Metadata extends MetadataSchema, Checkpoint extends CheckpointSchema> {
    /** One sentence on what the function does; shown to people and to AI agents. At most 2,000 characters. */
    description: string;
    /** Free text such as `1.2.0`. The server counts by itself when it is left out. */
    version?: string;
    /** The shape `getMetadata()` gives. For the compiler only: nothing checks it while the function runs. */
    metadata?: Metadata;
    /** The shape `getCheckpoint()` gives and `saveCheckpoint()` takes. For the compiler only. */
    checkpoint?: Checkpoint;
}

/** The declaration of a sync: code that runs again and again and saves records. */
export interface CreateSyncProps<
    Models extends ModelSchemas,
    Metadata extends MetadataSchema = undefined,
    Checkpoint extends CheckpointSchema = undefined
> extends Described<Metadata, Checkpoint> {
    /** How often it runs, at least 30 seconds apart: `every hour`, `every 5 minutes`, `every 2 days`. */
    frequency: string;
    /** The models it saves. A model belongs to one sync of the integration. */
    models: Models;
    /** Run as soon as a connection exists. Left out, the sync is created paused. */
    autoStart?: boolean;
    /** A label in the status of the sync; it does not change how a run works. Default `full`. */
    syncType?: 'full' | 'incremental';
    /**
     * Delete what a successful run did not save again.
     * @deprecated Call `nango.trackDeletesStart` and `nango.trackDeletesEnd` instead.
     */
    trackDeletes?: boolean;
    /**
     * Routes that answer with the records, one for each model.
     * @deprecated Records can be read by model without routes of their own.
     */
    endpoints?: Endpoint[];
    /** Permissions the code needs at the provider. Shown, never enforced. */
    scopes?: string[];
    /** Which webhooks reach `onWebhook`: values of the provider's event type, or `*`. */
    webhookSubscriptions?: string[];
    /** The run itself. What it returns is ignored. */
    exec: (nango: NangoSync<Models, Metadata, Checkpoint>) => Promise<void> | void;
    /** Called for each webhook that `webhookSubscriptions` names, with the provider's own payload. */
    onWebhook?: (nango: NangoSync<Models, Metadata, Checkpoint>, payload: any) => Promise<void> | void;
}

/** What `createSync` gives: the declaration, marked as a sync. */
export interface CreateSyncResponse<
    Models extends ModelSchemas,
    Metadata extends MetadataSchema = undefined,
    Checkpoint extends CheckpointSchema = undefined
> extends CreateSyncProps<Models, Metadata, Checkpoint> {
    type: 'sync';
}

/** The declaration of an action: code that is called with an input and answers with an output. */
export interface CreateActionProps<
    Input extends z.ZodTypeAny,
    Output extends z.ZodTypeAny,
    Metadata extends MetadataSchema = undefined,
    Checkpoint extends CheckpointSchema = undefined
> extends Described<Metadata, Checkpoint> {
    /** The shape of what the caller sends; `z.void()` for nothing. Servers do not enforce it. */
    input: Input;
    /** The shape of the answer; `z.void()` for nothing. Servers do not enforce it. */
    output: Output;
    /**
     * A route of its own.
     * @deprecated Actions are called by name.
     */
    endpoint?: Endpoint;
    /** Permissions the code needs at the provider. Shown, never enforced. */
    scopes?: string[];
    /** The call itself. What it returns goes to the caller as JSON of at most 2 MB. */
    exec: (
        nango: NangoAction<Metadata, Checkpoint>,
        input: z.infer<Input>
    ) => Promise<z.infer<Output>> | z.infer<Output>;
}

/** What `createAction` gives: the declaration, marked as an action. */
export interface CreateActionResponse<
    Input extends z.ZodTypeAny,
    Output extends z.ZodTypeAny,
    Metadata extends MetadataSchema = undefined,
    Checkpoint extends CheckpointSchema = undefined
> extends CreateActionProps<Input, Output, Metadata, Checkpoint> {
    type: 'action';
}

/** The declaration of a function that runs when something happens to a connection. */
export interface CreateOnEventProps<
    Metadata extends MetadataSchema = undefined,
    Checkpoint extends CheckpointSchema = undefined
> extends Described<Metadata, Checkpoint> {
    /**
     * When it runs: after a connection was created, before one is deleted, or while one is being created or renewed.
     * In the last case an `ActionError` refuses the connection.
     */
    event: 'post-connection-creation' | 'pre-connection-deletion' | 'validate-connection';
    /** The run itself. What it returns is ignored. */
    exec: (nango: NangoAction<Metadata, Checkpoint>) => Promise<void> | void;
}

/** What `createOnEvent` gives: the declaration, marked with its kind. */
export interface CreateOnEventResponse<
    Metadata extends MetadataSchema = undefined,
    Checkpoint extends CheckpointSchema = undefined
> extends CreateOnEventProps<Metadata, Checkpoint> {
    type: 'onEvent';
}

/** Declares a sync. Make the result the default export of a file in `<integration>/syncs/`. */
export declare function createSync<
    Models extends ModelSchemas,
    Metadata extends MetadataSchema = undefined,
    Checkpoint extends CheckpointSchema = undefined
>(sync: CreateSyncProps<Models, Metadata, Checkpoint>): CreateSyncResponse<Models, Metadata, Checkpoint>;

/** Declares an action. Make the result the default export of a file in `<integration>/actions/`. */
export declare function createAction<
    Input extends z.ZodTypeAny,
    Output extends z.ZodTypeAny,
    Metadata extends MetadataSchema = undefined,
    Checkpoint extends CheckpointSchema = undefined
>(
    action: CreateActionProps<Input, Output, Metadata, Checkpoint>
): CreateActionResponse<Input, Output, Metadata, Checkpoint>;

/** Declares an on-event function. Make the result the default export of a file in `<integration>/on-events/`. */
export declare function createOnEvent<
    Metadata extends MetadataSchema = undefined,
    Checkpoint extends CheckpointSchema = undefined
>(event: CreateOnEventProps<Metadata, Checkpoint>): CreateOnEventResponse<Metadata, Checkpoint>;
