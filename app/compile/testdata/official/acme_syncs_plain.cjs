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

// acme/syncs/plain.ts
var plain_exports = {};
__export(plain_exports, {
  default: () => plain_default,
  sync: () => sync
});
module.exports = __toCommonJS(plain_exports);
var import_zod = require("zod");
var sync = {
  type: "sync",
  description: "",
  frequency: "every half day",
  models: {
    Note: import_zod.z.object({
      id: import_zod.z.string(),
      text: import_zod.z.string()
    })
  },
  metadata: import_zod.z.void(),
  async exec(nango) {
    await nango.trackDeletesStart("Note");
    const res = await nango.get({
      endpoint: "/notes",
      retries: 2
    });
    await nango.batchSave(res.data, "Note");
    await nango.trackDeletesEnd("Note");
  }
};
var plain_default = sync;
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  sync
});
