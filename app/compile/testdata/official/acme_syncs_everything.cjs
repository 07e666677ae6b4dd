"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
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
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// acme/syncs/everything.ts
var everything_exports = {};
__export(everything_exports, {
  default: () => everything_default
});
module.exports = __toCommonJS(everything_exports);
var z = __toESM(require("zod"), 1);

// acme/helpers/text.ts
function short(text, length = 10) {
  return text.length > length ? text.slice(0, length) + "\u2026" : text;
}

// acme/syncs/everything.ts
var Ticket = z.object({
  id: z.string(),
  title: z.string().describe("what it is about"),
  level: z.enum(["low", "high"]),
  open: z.boolean().optional(),
  closed_at: z.date().nullable()
});
var Person = z.object({
  id: z.string(),
  name: z.string()
});
var sync = {
  type: "sync",
  description: "Tickets \u2014 with \u201Cquotes\u201D, a / and \u2028",
  version: "1.2.3",
  frequency: "every 6 hours",
  autoStart: true,
  syncType: "full",
  trackDeletes: true,
  endpoints: [{
    method: "GET",
    path: "/acme/tickets",
    group: "Tickets"
  }, {
    method: "POST",
    path: "/acme/people"
  }],
  scopes: ["tickets:read", "people:read"],
  metadata: z.object({
    team: z.string(),
    limits: z.array(z.number()).optional()
  }),
  checkpoint: z.object({
    since: z.string(),
    page: z.number(),
    done: z.boolean()
  }),
  models: {
    Ticket,
    Person_2: Person
  },
  webhookSubscriptions: ["ticket.created", "*"],
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    const config = {
      // the provider sorts by date
      endpoint: "/tickets",
      params: {
        since: checkpoint?.since ?? ""
      },
      retries: 3
    };
    for await (const page of nango.paginate(config)) {
      const tickets = page.map((t) => ({
        id: t.id,
        title: short(t.title),
        level: "low" /* Low */,
        closed_at: null
      }));
      await nango.batchSave(tickets, "Ticket");
    }
    await nango.saveCheckpoint({
      since: (/* @__PURE__ */ new Date()).toISOString(),
      page: 1,
      done: true
    });
  },
  onWebhook: async (nango, payload) => {
    await nango.log(JSON.stringify(payload));
  }
};
var everything_default = sync;
