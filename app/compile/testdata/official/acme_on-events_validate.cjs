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

// acme/on-events/validate.ts
var validate_exports = {};
__export(validate_exports, {
  default: () => validate_default
});
module.exports = __toCommonJS(validate_exports);
var import_zod = require("zod");
var onEvent = {
  type: "onEvent",
  description: "Checks the key",
  event: "validate-connection",
  metadata: import_zod.z.object({
    team: import_zod.z.string()
  }),
  exec: async (nango) => {
    const res = await nango.get({
      endpoint: "/me"
    });
    if (res.status !== 200) {
      throw new nango.ActionError({
        message: "key refused"
      });
    }
  }
};
var validate_default = onEvent;
