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

// acme/actions/in-place.ts
var in_place_exports = {};
__export(in_place_exports, {
  action: () => action,
  default: () => in_place_default
});
module.exports = __toCommonJS(in_place_exports);
var import_zod = require("zod");
var action = {
  type: "action",
  description: "Exported where it is made",
  input: import_zod.z.array(import_zod.z.string()),
  output: import_zod.z.string(),
  exec: async (nango, input) => {
    const all = await Promise.all(input.map(async (name) => {
      return nango.get({
        endpoint: `/x/${name}`,
        retries: 1
      });
    }));
    if (!all.length) throw new nango.ActionError({
      message: "nothing"
    });
    return all.map((r) => r.data.ok).join(",");
  }
};
var in_place_default = action;
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  action
});
