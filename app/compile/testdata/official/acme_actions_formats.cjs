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

// acme/actions/formats.ts
var formats_exports = {};
__export(formats_exports, {
  default: () => formats_default
});
module.exports = __toCommonJS(formats_exports);
var import_zod = require("zod");
var action = {
  type: "action",
  description: "Every format of text",
  version: "1.0.0",
  input: import_zod.z.void(),
  output: import_zod.z.object({
    email: import_zod.z.email(),
    emailOld: import_zod.z.string().email(),
    uuid: import_zod.z.uuid(),
    uuid4: import_zod.z.string().uuid(),
    url: import_zod.z.url(),
    urlOld: import_zod.z.string().url(),
    datetime: import_zod.z.iso.datetime(),
    datetimeOffset: import_zod.z.string().datetime({
      offset: true
    }),
    date: import_zod.z.iso.date(),
    time: import_zod.z.iso.time(),
    duration: import_zod.z.iso.duration(),
    e164: import_zod.z.e164(),
    ipv4: import_zod.z.ipv4(),
    ipv6: import_zod.z.ipv6(),
    cidr: import_zod.z.cidrv4(),
    base64: import_zod.z.base64(),
    base64url: import_zod.z.base64url(),
    nanoid: import_zod.z.nanoid(),
    cuid: import_zod.z.cuid(),
    cuid2: import_zod.z.cuid2(),
    ulid: import_zod.z.ulid(),
    xid: import_zod.z.xid(),
    ksuid: import_zod.z.ksuid(),
    jwt: import_zod.z.jwt(),
    emoji: import_zod.z.string(),
    guid: import_zod.z.guid(),
    regex: import_zod.z.string().regex(/^[a-z]+$/),
    slash: import_zod.z.string().regex(/^a\/b[/]c$/i),
    two: import_zod.z.string().regex(/a/).regex(/b/),
    constructed: import_zod.z.string().regex(new RegExp("^/x[/]y$")),
    starts: import_zod.z.string().startsWith("a/b"),
    ends: import_zod.z.string().endsWith("z"),
    includes: import_zod.z.string().includes("m"),
    lengths: import_zod.z.string().min(1).max(5),
    exact: import_zod.z.string().length(2),
    upper: import_zod.z.string().toUpperCase()
  }),
  exec: async () => ({})
};
var formats_default = action;
