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

// beta-crm/actions/with-helper.ts
var with_helper_exports = {};
__export(with_helper_exports, {
  default: () => with_helper_default
});
module.exports = __toCommonJS(with_helper_exports);

// beta-crm/models.ts
var import_zod = require("zod");
var Contact = import_zod.z.object({
  id: import_zod.z.string(),
  name: import_zod.z.string()
});
function toContact(raw, id) {
  const {
    first,
    last
  } = raw;
  return {
    id,
    name: [first, last].filter(Boolean).join(" ")
  };
}

// beta-crm/actions/with-helper.ts
var action = {
  type: "action",
  description: "One contact",
  version: "3.1.0",
  endpoint: {
    method: "GET",
    path: "/beta/contact"
  },
  input: Contact.pick({
    id: true
  }),
  output: Contact,
  exec: async (nango, input) => toContact((await nango.get({
    endpoint: "/contacts/" + input.id,
    retries: 3
  })).data, input.id)
};
var with_helper_default = action;
