import { z } from 'zod';

export const Contact = z.object({ id: z.string(), name: z.string() });
export type Contact = z.infer<typeof Contact>;

export function toContact(raw: { first: string; last: string }, id: string): Contact {
    const { first, last } = raw;
    return { id, name: [first, last].filter(Boolean).join(' ') };
}
