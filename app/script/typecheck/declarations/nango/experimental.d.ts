import type { z } from 'zod';
import type { NangoAction } from './object.js';

/**
 * The declaration of an experimental function. Patchbay runs it when the official command line deploys it, not from a folder.
 * @experimental
 */
export interface CreateFunctionProps<Input extends z.ZodTypeAny, Output extends z.ZodTypeAny> {
    description: string;
    version?: string;
    input?: Input;
    output?: Output;
    trigger?: { kind: 'none' } | { kind: 'http' | 'schedule' | 'event'; [option: string]: unknown };
    data?: Record<string, unknown>;
    requires?: { connection?: boolean; outbound?: unknown; invoke?: unknown };
    limits?: { concurrency?: { perConnection?: number | 'max' } };
    exec: (nango: NangoAction<any, any>, trigger: any) => unknown;
}

/**
 * Declares an experimental function.
 * @experimental
 */
export declare function createFunction<Input extends z.ZodTypeAny, Output extends z.ZodTypeAny>(
    fn: CreateFunctionProps<Input, Output>
): CreateFunctionProps<Input, Output> & { type: 'function' };
