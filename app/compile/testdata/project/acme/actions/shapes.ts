import { createAction } from 'nango';
import { z } from 'zod';

interface Tree { value: string; children: Tree[] }
const Tree: z.ZodType<Tree> = z.lazy(() => z.object({ value: z.string(), children: z.array(Tree) }));
const Named = z.object({ street: z.string() }).meta({ id: 'Address', title: 'An address' });
const Node = z.object({ name: z.string(), get next() { return Node.optional(); } });

const action = createAction({
    description: 'Every shape of schema',
    version: '2',
    endpoint: { method: 'PATCH', path: '/acme/shapes', group: 'Shapes' },
    scopes: ['shapes'],
    metadata: z.object({ never: z.string() }),
    input: z.object({
        plain: z.object({ a: z.string() }),
        strict: z.strictObject({ a: z.string() }),
        passthrough: z.object({ a: z.string() }).passthrough(),
        loose: z.looseObject({ a: z.string() }),
        catchall: z.object({ a: z.string() }).catchall(z.number()),
        optional: z.string().optional(), nullable: z.string().nullable(), nullish: z.string().nullish(),
        default: z.string().default('x'), caught: z.number().catch(7), prefault: z.string().prefault('y'),
        int: z.int(), ranged: z.number().int().min(1).max(9), positive: z.number().int().positive(), float: z.number().gt(0.5).multipleOf(0.25),
        nonnegative: z.number().nonnegative(),
        enumeration: z.enum(['a', 'b']), literal: z.literal('one'), literals: z.literal(['one', 2, null, true]), numeric: z.literal(5),
        union: z.union([z.string(), z.number()]), or: z.string().or(z.null()),
        discriminated: z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), a: z.string() }), z.object({ kind: z.literal('b'), b: z.number() })]),
        intersection: z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() })),
        record: z.record(z.string(), z.unknown()), enumRecord: z.record(z.enum(['x', 'y']), z.number()), partialRecord: z.partialRecord(z.enum(['x', 'y']), z.number()),
        tuple: z.tuple([z.string(), z.number()]), rest: z.tuple([z.string()], z.boolean()),
        array: z.array(z.string()).min(1).max(3), nested: z.array(z.array(z.object({ deep: z.date() }))),
        described: z.string().describe('said twice').describe('said last'), meta: z.string().meta({ title: 'T', examples: ['a/b'], deprecated: true }),
        named: Named, again: Named.optional(), tree: Tree, node: Node,
        date: z.date(), dateDescribed: z.date().describe('when'), optionalDate: z.date().optional(), coerced: z.coerce.number(), coercedDate: z.coerce.date(),
        transformed: z.string().transform((s) => s.length), piped: z.string().transform((s) => s.length).pipe(z.number()),
        preprocessed: z.preprocess((v) => v, z.string()), trimmed: z.string().trim().toLowerCase(), refined: z.string().refine((s) => s !== ''),
        any: z.any(), unknown: z.unknown(), undefined: z.undefined(), bigint: z.bigint(), map: z.map(z.string(), z.number()), set: z.set(z.string()),
        symbol: z.symbol(), instance: z.instanceof(Uint8Array), never: z.never(), void: z.void().optional(), nan: z.nan(), null: z.null(),
        readonly: z.object({ a: z.string() }).readonly(), branded: z.string().brand('B'), promise: z.promise(z.string()),
        templated: z.templateLiteral(['v', z.number()]), stringbool: z.stringbool(), file: z.file().optional(), json: z.json(),
        picked: z.object({ a: z.string(), b: z.string() }).pick({ a: true }), partial: z.object({ a: z.string() }).partial(), extended: z.object({ a: z.string() }).extend({ c: z.boolean() }),
        '10': z.string(), '9': z.string(), 'key with "quotes"': z.string()
    }),
    output: z.union([z.object({ ok: z.boolean() }), z.null()]),
    exec: async (nango, input) => {
        await nango.log(input.plain.a);
        return null;
    }
});
export default action;
