"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// acme/actions/shapes.ts
var shapes_exports = {};
__export(shapes_exports, {
  default: () => shapes_default
});
module.exports = __toCommonJS(shapes_exports);
var import_zod = require("zod");
var Tree = import_zod.z.lazy(() => import_zod.z.object({
  value: import_zod.z.string(),
  children: import_zod.z.array(Tree)
}));
var Named = import_zod.z.object({
  street: import_zod.z.string()
}).meta({
  id: "Address",
  title: "An address"
});
var Node = import_zod.z.object({
  name: import_zod.z.string(),
  get next() {
    return Node.optional();
  }
});
var action = {
  type: "action",
  description: "Every shape of schema",
  version: "2",
  endpoint: {
    method: "PATCH",
    path: "/acme/shapes",
    group: "Shapes"
  },
  scopes: ["shapes"],
  metadata: import_zod.z.object({
    never: import_zod.z.string()
  }),
  input: import_zod.z.object({
    plain: import_zod.z.object({
      a: import_zod.z.string()
    }),
    strict: import_zod.z.strictObject({
      a: import_zod.z.string()
    }),
    passthrough: import_zod.z.object({
      a: import_zod.z.string()
    }).passthrough(),
    loose: import_zod.z.looseObject({
      a: import_zod.z.string()
    }),
    catchall: import_zod.z.object({
      a: import_zod.z.string()
    }).catchall(import_zod.z.number()),
    optional: import_zod.z.string().optional(),
    nullable: import_zod.z.string().nullable(),
    nullish: import_zod.z.string().nullish(),
    default: import_zod.z.string().default("x"),
    caught: import_zod.z.number().catch(7),
    prefault: import_zod.z.string().prefault("y"),
    int: import_zod.z.int(),
    ranged: import_zod.z.number().int().min(1).max(9),
    positive: import_zod.z.number().int().positive(),
    float: import_zod.z.number().gt(0.5).multipleOf(0.25),
    nonnegative: import_zod.z.number().nonnegative(),
    enumeration: import_zod.z.enum(["a", "b"]),
    literal: import_zod.z.literal("one"),
    literals: import_zod.z.literal(["one", 2, null, true]),
    numeric: import_zod.z.literal(5),
    union: import_zod.z.union([import_zod.z.string(), import_zod.z.number()]),
    or: import_zod.z.string().or(import_zod.z.null()),
    discriminated: import_zod.z.discriminatedUnion("kind", [import_zod.z.object({
      kind: import_zod.z.literal("a"),
      a: import_zod.z.string()
    }), import_zod.z.object({
      kind: import_zod.z.literal("b"),
      b: import_zod.z.number()
    })]),
    intersection: import_zod.z.intersection(import_zod.z.object({
      a: import_zod.z.string()
    }), import_zod.z.object({
      b: import_zod.z.string()
    })),
    record: import_zod.z.record(import_zod.z.string(), import_zod.z.unknown()),
    enumRecord: import_zod.z.record(import_zod.z.enum(["x", "y"]), import_zod.z.number()),
    partialRecord: import_zod.z.partialRecord(import_zod.z.enum(["x", "y"]), import_zod.z.number()),
    tuple: import_zod.z.tuple([import_zod.z.string(), import_zod.z.number()]),
    rest: import_zod.z.tuple([import_zod.z.string()], import_zod.z.boolean()),
    array: import_zod.z.array(import_zod.z.string()).min(1).max(3),
    nested: import_zod.z.array(import_zod.z.array(import_zod.z.object({
      deep: import_zod.z.date()
    }))),
    described: import_zod.z.string().describe("said twice").describe("said last"),
    meta: import_zod.z.string().meta({
      title: "T",
      examples: ["a/b"],
      deprecated: true
    }),
    named: Named,
    again: Named.optional(),
    tree: Tree,
    node: Node,
    date: import_zod.z.date(),
    dateDescribed: import_zod.z.date().describe("when"),
    optionalDate: import_zod.z.date().optional(),
    coerced: import_zod.z.coerce.number(),
    coercedDate: import_zod.z.coerce.date(),
    transformed: import_zod.z.string().transform((s) => s.length),
    piped: import_zod.z.string().transform((s) => s.length).pipe(import_zod.z.number()),
    preprocessed: import_zod.z.preprocess((v) => v, import_zod.z.string()),
    trimmed: import_zod.z.string().trim().toLowerCase(),
    refined: import_zod.z.string().refine((s) => s !== ""),
    any: import_zod.z.any(),
    unknown: import_zod.z.unknown(),
    undefined: import_zod.z.undefined(),
    bigint: import_zod.z.bigint(),
    map: import_zod.z.map(import_zod.z.string(), import_zod.z.number()),
    set: import_zod.z.set(import_zod.z.string()),
    symbol: import_zod.z.symbol(),
    instance: import_zod.z.instanceof(Uint8Array),
    never: import_zod.z.never(),
    void: import_zod.z.void().optional(),
    nan: import_zod.z.nan(),
    null: import_zod.z.null(),
    readonly: import_zod.z.object({
      a: import_zod.z.string()
    }).readonly(),
    branded: import_zod.z.string().brand("B"),
    promise: import_zod.z.promise(import_zod.z.string()),
    templated: import_zod.z.templateLiteral(["v", import_zod.z.number()]),
    stringbool: import_zod.z.stringbool(),
    file: import_zod.z.file().optional(),
    json: import_zod.z.json(),
    picked: import_zod.z.object({
      a: import_zod.z.string(),
      b: import_zod.z.string()
    }).pick({
      a: true
    }),
    partial: import_zod.z.object({
      a: import_zod.z.string()
    }).partial(),
    extended: import_zod.z.object({
      a: import_zod.z.string()
    }).extend({
      c: import_zod.z.boolean()
    }),
    "10": import_zod.z.string(),
    "9": import_zod.z.string(),
    'key with "quotes"': import_zod.z.string()
  }),
  output: import_zod.z.union([import_zod.z.object({
    ok: import_zod.z.boolean()
  }), import_zod.z.null()]),
  exec: async (nango, input) => {
    await nango.log(input.plain.a);
    return null;
  }
};
var shapes_default = action;
