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

// acme/actions/packages.ts
var packages_exports = {};
__export(packages_exports, {
  default: () => packages_default
});
module.exports = __toCommonJS(packages_exports);
var import_crypto = __toESM(require("crypto"), 1);
var import_url = require("url");
var z = __toESM(require("zod"), 1);
var idOf = (text) => import_crypto.default.createHash("md5").update(text).digest("hex");
var action = {
  type: "action",
  description: "Packages of the runtime",
  version: "0.0.1",
  input: z.object({
    url: z.string()
  }),
  output: z.object({
    id: z.string(),
    host: z.string(),
    code: z.string().optional()
  }),
  checkpoint: z.object({
    cursor: z.string()
  }),
  exec: async (nango, input) => {
    try {
      await nango.post({
        endpoint: "/calls",
        data: {
          id: (0, import_crypto.randomUUID)(),
          tags: ["a", "b", "c"]
        },
        retries: 3
      });
    } catch (err) {
      await nango.clearCheckpoint();
      return {
        id: "",
        host: "",
        code: err.code ?? "none"
      };
    }
    return {
      id: idOf(input.url),
      host: new import_url.URL(input.url).hostname
    };
  }
};
var packages_default = action;
