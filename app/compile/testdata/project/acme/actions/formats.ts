import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Every format of text',
    version: '1.0.0',
    input: z.void(),
    output: z.object({
        email: z.email(), emailOld: z.string().email(), uuid: z.uuid(), uuid4: z.string().uuid(), url: z.url(), urlOld: z.string().url(),
        datetime: z.iso.datetime(), datetimeOffset: z.string().datetime({ offset: true }), date: z.iso.date(), time: z.iso.time(), duration: z.iso.duration(),
        e164: z.e164(), ipv4: z.ipv4(), ipv6: z.ipv6(), cidr: z.cidrv4(), base64: z.base64(), base64url: z.base64url(), nanoid: z.nanoid(),
        cuid: z.cuid(), cuid2: z.cuid2(), ulid: z.ulid(), xid: z.xid(), ksuid: z.ksuid(), jwt: z.jwt(), emoji: z.string(), guid: z.guid(),
        regex: z.string().regex(/^[a-z]+$/), slash: z.string().regex(/^a\/b[/]c$/i), two: z.string().regex(/a/).regex(/b/),
        constructed: z.string().regex(new RegExp('^/x[/]y$')), starts: z.string().startsWith('a/b'), ends: z.string().endsWith('z'), includes: z.string().includes('m'),
        lengths: z.string().min(1).max(5), exact: z.string().length(2), upper: z.string().toUpperCase()
    }),
    exec: async () => ({}) as never
});
export default action;
