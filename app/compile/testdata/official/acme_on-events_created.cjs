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

// acme/on-events/created.ts
var created_exports = {};
__export(created_exports, {
  default: () => created_default,
  onEvent: () => onEvent
});
module.exports = __toCommonJS(created_exports);
var onEvent = {
  type: "onEvent",
  description: "Greets",
  version: "1.0.0",
  event: "post-connection-creation",
  exec: async (nango) => {
    await nango.log("hello");
  }
};
var created_default = onEvent;
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  onEvent
});
