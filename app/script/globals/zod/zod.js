// Generated from the npm package zod 4.3.6 by bundle.go; see README.md and LICENSE beside it. DO NOT EDIT.
(function (Function, navigator, File, globalThis, atob, btoa) {
"use strict";

// index.js
// v4/classic/external.js
// v4/core/index.js
// v4/core/core.js
var NEVER = Object.freeze({
  status: "aborted"
});
// @__NO_SIDE_EFFECTS__
// What stands in for zod's $constructor. Two things differ, both invisible through zod's documented interface.
//
// Methods: zod gives every schema about 90 closures of its own. Here a class keeps recipes for them on its prototype, and
// a schema makes a closure when it is first asked for one. Prototypes of zod's own classes inherit from each other, so
// that what somebody adds to a class's prototype reaches the schemas as before.
//
// Classes: their name and their instanceof come from one shared prototype instead of three definitions each.
const $name = Symbol("name");
const $link = Symbol("link");
const $classes = Object.create(Function.prototype, {
  name: { configurable: true, get() { return this[$name]; } },
  [Symbol.hasInstance]: {
    configurable: true,
    value(inst) {
      return inst?._zod?.traits?.has(this[$name]) ?? false;
    },
  },
});
// The description is looked up at each reading: it may be registered later.
function $recipe(target, key, make) {
  Object.defineProperty(target, key, {
    configurable: true,
    get() {
      if (!this?._zod) return undefined;
      const value = make(this, this._zod.def);
      if (key === "description") return value;
      Object.defineProperty(this, key, { value, writable: true, enumerable: true, configurable: true });
      return value;
    },
    set(value) {
      Object.defineProperty(this, key, { value, writable: true, enumerable: true, configurable: true });
    },
  });
}
function $recipes(target, members) {
  for (const key in members) $recipe(target, key, members[key]);
}
function $constructor(name, initializer, params, base, members) {
  const Parent = params?.Parent;
  let ready = false;
  let probe; // a method's name that no class before this one has
  function link() {
    if (ready) return;
    ready = true;
    if (base) {
      const parent = base();
      parent[$link]();
      Object.setPrototypeOf(_.prototype, parent.prototype);
    }
    if (members) {
      probe = Object.keys(members).at(-1);
      $recipes(_.prototype, members);
    }
  }
  function init(inst, def) {
    let internals = inst._zod;
    if (!internals) {
      internals = { def, constr: _, traits: new Set() };
      Object.defineProperty(inst, "_zod", { value: internals });
    }
    if (internals.traits.has(name)) return;
    internals.traits.add(name);
    if (members) {
      link();
      // A class made outside of zod calls init on its own instances: they get the recipes themselves.
      if (!(probe in inst)) $recipes(inst, members);
    }
    initializer(inst, def);
  }
  const Definition = Parent && class extends Parent {};
  if (Parent) Object.defineProperty(Definition, "name", { value: name });
  function _(def) {
    link();
    const inst = Parent ? new Definition() : this;
    init(inst, def);
    const deferred = (inst._zod.deferred ??= []);
    for (let i = 0; i < deferred.length; i++) deferred[i]();
    return inst;
  }
  delete _.name;
  Object.setPrototypeOf(_, $classes);
  _[$name] = name;
  _.init = init;
  _[$link] = link;
  if (Parent) {
    Object.defineProperty(_, Symbol.hasInstance, {
      value: (inst) => inst instanceof Parent || inst?._zod?.traits?.has(name),
    });
  }
  return _;
}
var $brand = /* @__PURE__ */ Symbol("zod_brand");
var $ZodAsyncError = class extends Error {
  constructor() {
    super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
  }
};
var $ZodEncodeError = class extends Error {
  constructor(name) {
    super(`Encountered unidirectional transform during encode: ${name}`);
    this.name = "ZodEncodeError";
  }
};
var globalConfig = {};
function config(newConfig) {
  if (newConfig)
    Object.assign(globalConfig, newConfig);
  return globalConfig;
}
// v4/core/util.js
function assertEqual(val) {
  return val;
}
function assertNotEqual(val) {
  return val;
}
function assertIs(_arg) {
}
function assertNever(_x) {
  throw new Error("Unexpected value in exhaustive check");
}
function assert(_) {
}
function getEnumValues(entries) {
  const numericValues = Object.values(entries).filter((v) => typeof v === "number");
  const values = Object.entries(entries).filter(([k, _]) => numericValues.indexOf(+k) === -1).map(([_, v]) => v);
  return values;
}
function joinValues(array2, separator = "|") {
  return array2.map((val) => stringifyPrimitive(val)).join(separator);
}
function jsonStringifyReplacer(_, value) {
  if (typeof value === "bigint")
    return value.toString();
  return value;
}
function cached(getter) {
  const set2 = false;
  return {
    get value() {
      if (!set2) {
        const value = getter();
        Object.defineProperty(this, "value", { value });
        return value;
      }
      throw new Error("cached value already set");
    }
  };
}
function nullish(input) {
  return input === null || input === void 0;
}
function cleanRegex(source) {
  const start = source.startsWith("^") ? 1 : 0;
  const end = source.endsWith("$") ? source.length - 1 : source.length;
  return source.slice(start, end);
}
function floatSafeRemainder(val, step) {
  const valDecCount = (val.toString().split(".")[1] || "").length;
  const stepString = step.toString();
  let stepDecCount = (stepString.split(".")[1] || "").length;
  if (stepDecCount === 0 && /\d?e-\d?/.test(stepString)) {
    const match = stepString.match(/\d?e-(\d?)/);
    if (match?.[1]) {
      stepDecCount = Number.parseInt(match[1]);
    }
  }
  const decCount = valDecCount > stepDecCount ? valDecCount : stepDecCount;
  const valInt = Number.parseInt(val.toFixed(decCount).replace(".", ""));
  const stepInt = Number.parseInt(step.toFixed(decCount).replace(".", ""));
  return valInt % stepInt / 10 ** decCount;
}
var EVALUATING = /* @__PURE__ */ Symbol("evaluating");
function defineLazy(object2, key, getter) {
  let value = void 0;
  Object.defineProperty(object2, key, {
    get() {
      if (value === EVALUATING) {
        return void 0;
      }
      if (value === void 0) {
        value = EVALUATING;
        value = getter();
      }
      return value;
    },
    set(v) {
      Object.defineProperty(object2, key, {
        value: v
        // configurable: true,
      });
    },
    configurable: true
  });
}
function objectClone(obj) {
  return Object.create(Object.getPrototypeOf(obj), Object.getOwnPropertyDescriptors(obj));
}
function assignProp(target, prop, value) {
  Object.defineProperty(target, prop, {
    value,
    writable: true,
    enumerable: true,
    configurable: true
  });
}
function mergeDefs(...defs) {
  const mergedDescriptors = {};
  for (const def of defs) {
    const descriptors = Object.getOwnPropertyDescriptors(def);
    Object.assign(mergedDescriptors, descriptors);
  }
  return Object.defineProperties({}, mergedDescriptors);
}
function cloneDef(schema) {
  return mergeDefs(schema._zod.def);
}
function getElementAtPath(obj, path) {
  if (!path)
    return obj;
  return path.reduce((acc, key) => acc?.[key], obj);
}
function promiseAllObject(promisesObj) {
  const keys = Object.keys(promisesObj);
  const promises = keys.map((key) => promisesObj[key]);
  return Promise.all(promises).then((results) => {
    const resolvedObj = {};
    for (let i = 0; i < keys.length; i++) {
      resolvedObj[keys[i]] = results[i];
    }
    return resolvedObj;
  });
}
function randomString(length = 10) {
  const chars = "abcdefghijklmnopqrstuvwxyz";
  let str = "";
  for (let i = 0; i < length; i++) {
    str += chars[Math.floor(Math.random() * chars.length)];
  }
  return str;
}
function esc(str) {
  return JSON.stringify(str);
}
function slugify(input) {
  return input.toLowerCase().trim().replace(/[^\w\s-]/g, "").replace(/[\s_-]+/g, "-").replace(/^-+|-+$/g, "");
}
var captureStackTrace = "captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => {
};
function isObject(data) {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
var allowsEval = cached(() => {
  if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) {
    return false;
  }
  try {
    return true;
  } catch (_) {
    return false;
  }
});
function isPlainObject(o) {
  if (isObject(o) === false)
    return false;
  const ctor = o.constructor;
  if (ctor === void 0)
    return true;
  if (typeof ctor !== "function")
    return true;
  const prot = ctor.prototype;
  if (isObject(prot) === false)
    return false;
  if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) {
    return false;
  }
  return true;
}
function shallowClone(o) {
  if (isPlainObject(o))
    return { ...o };
  if (Array.isArray(o))
    return [...o];
  return o;
}
function numKeys(data) {
  let keyCount = 0;
  for (const key in data) {
    if (Object.prototype.hasOwnProperty.call(data, key)) {
      keyCount++;
    }
  }
  return keyCount;
}
var getParsedType = (data) => {
  const t = typeof data;
  switch (t) {
    case "undefined":
      return "undefined";
    case "string":
      return "string";
    case "number":
      return Number.isNaN(data) ? "nan" : "number";
    case "boolean":
      return "boolean";
    case "function":
      return "function";
    case "bigint":
      return "bigint";
    case "symbol":
      return "symbol";
    case "object":
      if (Array.isArray(data)) {
        return "array";
      }
      if (data === null) {
        return "null";
      }
      if (data.then && typeof data.then === "function" && data.catch && typeof data.catch === "function") {
        return "promise";
      }
      if (typeof Map !== "undefined" && data instanceof Map) {
        return "map";
      }
      if (typeof Set !== "undefined" && data instanceof Set) {
        return "set";
      }
      if (typeof Date !== "undefined" && data instanceof Date) {
        return "date";
      }
      if (typeof File !== "undefined" && data instanceof File) {
        return "file";
      }
      return "object";
    default:
      throw new Error(`Unknown data type: ${t}`);
  }
};
var propertyKeyTypes = /* @__PURE__ */ new Set(["string", "number", "symbol"]);
var primitiveTypes = /* @__PURE__ */ new Set(["string", "number", "bigint", "boolean", "symbol", "undefined"]);
function escapeRegex(str) {
  return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
function clone(inst, def, params) {
  const cl = new inst._zod.constr(def ?? inst._zod.def);
  if (!def || params?.parent)
    cl._zod.parent = inst;
  return cl;
}
function normalizeParams(_params) {
  const params = _params;
  if (!params)
    return {};
  if (typeof params === "string")
    return { error: () => params };
  if (params?.message !== void 0) {
    if (params?.error !== void 0)
      throw new Error("Cannot specify both `message` and `error` params");
    params.error = params.message;
  }
  delete params.message;
  if (typeof params.error === "string")
    return { ...params, error: () => params.error };
  return params;
}
function createTransparentProxy(getter) {
  let target;
  return new Proxy({}, {
    get(_, prop, receiver) {
      target ?? (target = getter());
      return Reflect.get(target, prop, receiver);
    },
    set(_, prop, value, receiver) {
      target ?? (target = getter());
      return Reflect.set(target, prop, value, receiver);
    },
    has(_, prop) {
      target ?? (target = getter());
      return Reflect.has(target, prop);
    },
    deleteProperty(_, prop) {
      target ?? (target = getter());
      return Reflect.deleteProperty(target, prop);
    },
    ownKeys(_) {
      target ?? (target = getter());
      return Reflect.ownKeys(target);
    },
    getOwnPropertyDescriptor(_, prop) {
      target ?? (target = getter());
      return Reflect.getOwnPropertyDescriptor(target, prop);
    },
    defineProperty(_, prop, descriptor) {
      target ?? (target = getter());
      return Reflect.defineProperty(target, prop, descriptor);
    }
  });
}
function stringifyPrimitive(value) {
  if (typeof value === "bigint")
    return value.toString() + "n";
  if (typeof value === "string")
    return `"${value}"`;
  return `${value}`;
}
function optionalKeys(shape) {
  return Object.keys(shape).filter((k) => {
    return shape[k]._zod.optin === "optional" && shape[k]._zod.optout === "optional";
  });
}
var NUMBER_FORMAT_RANGES = {
  safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  int32: [-2147483648, 2147483647],
  uint32: [0, 4294967295],
  float32: [-34028234663852886e22, 34028234663852886e22],
  float64: [-Number.MAX_VALUE, Number.MAX_VALUE]
};
var BIGINT_FORMAT_RANGES = {
  int64: [/* @__PURE__ */ BigInt("-9223372036854775808"), /* @__PURE__ */ BigInt("9223372036854775807")],
  uint64: [/* @__PURE__ */ BigInt(0), /* @__PURE__ */ BigInt("18446744073709551615")]
};
function pick(schema, mask) {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(".pick() cannot be used on object schemas containing refinements");
  }
  const def = mergeDefs(schema._zod.def, {
    get shape() {
      const newShape = {};
      for (const key in mask) {
        if (!(key in currDef.shape)) {
          throw new Error(`Unrecognized key: "${key}"`);
        }
        if (!mask[key])
          continue;
        newShape[key] = currDef.shape[key];
      }
      assignProp(this, "shape", newShape);
      return newShape;
    },
    checks: []
  });
  return clone(schema, def);
}
function omit(schema, mask) {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(".omit() cannot be used on object schemas containing refinements");
  }
  const def = mergeDefs(schema._zod.def, {
    get shape() {
      const newShape = { ...schema._zod.def.shape };
      for (const key in mask) {
        if (!(key in currDef.shape)) {
          throw new Error(`Unrecognized key: "${key}"`);
        }
        if (!mask[key])
          continue;
        delete newShape[key];
      }
      assignProp(this, "shape", newShape);
      return newShape;
    },
    checks: []
  });
  return clone(schema, def);
}
function extend(schema, shape) {
  if (!isPlainObject(shape)) {
    throw new Error("Invalid input to extend: expected a plain object");
  }
  const checks = schema._zod.def.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    const existingShape = schema._zod.def.shape;
    for (const key in shape) {
      if (Object.getOwnPropertyDescriptor(existingShape, key) !== void 0) {
        throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
      }
    }
  }
  const def = mergeDefs(schema._zod.def, {
    get shape() {
      const _shape = { ...schema._zod.def.shape, ...shape };
      assignProp(this, "shape", _shape);
      return _shape;
    }
  });
  return clone(schema, def);
}
function safeExtend(schema, shape) {
  if (!isPlainObject(shape)) {
    throw new Error("Invalid input to safeExtend: expected a plain object");
  }
  const def = mergeDefs(schema._zod.def, {
    get shape() {
      const _shape = { ...schema._zod.def.shape, ...shape };
      assignProp(this, "shape", _shape);
      return _shape;
    }
  });
  return clone(schema, def);
}
function merge(a, b) {
  const def = mergeDefs(a._zod.def, {
    get shape() {
      const _shape = { ...a._zod.def.shape, ...b._zod.def.shape };
      assignProp(this, "shape", _shape);
      return _shape;
    },
    get catchall() {
      return b._zod.def.catchall;
    },
    checks: []
    // delete existing checks
  });
  return clone(a, def);
}
function partial(Class2, schema, mask) {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(".partial() cannot be used on object schemas containing refinements");
  }
  const def = mergeDefs(schema._zod.def, {
    get shape() {
      const oldShape = schema._zod.def.shape;
      const shape = { ...oldShape };
      if (mask) {
        for (const key in mask) {
          if (!(key in oldShape)) {
            throw new Error(`Unrecognized key: "${key}"`);
          }
          if (!mask[key])
            continue;
          shape[key] = Class2 ? new Class2({
            type: "optional",
            innerType: oldShape[key]
          }) : oldShape[key];
        }
      } else {
        for (const key in oldShape) {
          shape[key] = Class2 ? new Class2({
            type: "optional",
            innerType: oldShape[key]
          }) : oldShape[key];
        }
      }
      assignProp(this, "shape", shape);
      return shape;
    },
    checks: []
  });
  return clone(schema, def);
}
function required(Class2, schema, mask) {
  const def = mergeDefs(schema._zod.def, {
    get shape() {
      const oldShape = schema._zod.def.shape;
      const shape = { ...oldShape };
      if (mask) {
        for (const key in mask) {
          if (!(key in shape)) {
            throw new Error(`Unrecognized key: "${key}"`);
          }
          if (!mask[key])
            continue;
          shape[key] = new Class2({
            type: "nonoptional",
            innerType: oldShape[key]
          });
        }
      } else {
        for (const key in oldShape) {
          shape[key] = new Class2({
            type: "nonoptional",
            innerType: oldShape[key]
          });
        }
      }
      assignProp(this, "shape", shape);
      return shape;
    }
  });
  return clone(schema, def);
}
function aborted(x, startIndex = 0) {
  if (x.aborted === true)
    return true;
  for (let i = startIndex; i < x.issues.length; i++) {
    if (x.issues[i]?.continue !== true) {
      return true;
    }
  }
  return false;
}
function prefixIssues(path, issues) {
  return issues.map((iss) => {
    var _a2;
    (_a2 = iss).path ?? (_a2.path = []);
    iss.path.unshift(path);
    return iss;
  });
}
function unwrapMessage(message) {
  return typeof message === "string" ? message : message?.message;
}
function finalizeIssue(iss, ctx, config2) {
  const full = { ...iss, path: iss.path ?? [] };
  if (!iss.message) {
    const message = unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ?? unwrapMessage(ctx?.error?.(iss)) ?? unwrapMessage(config2.customError?.(iss)) ?? unwrapMessage(config2.localeError?.(iss)) ?? "Invalid input";
    full.message = message;
  }
  delete full.inst;
  delete full.continue;
  if (!ctx?.reportInput) {
    delete full.input;
  }
  return full;
}
function getSizableOrigin(input) {
  if (input instanceof Set)
    return "set";
  if (input instanceof Map)
    return "map";
  if (input instanceof File)
    return "file";
  return "unknown";
}
function getLengthableOrigin(input) {
  if (Array.isArray(input))
    return "array";
  if (typeof input === "string")
    return "string";
  return "unknown";
}
function parsedType(data) {
  const t = typeof data;
  switch (t) {
    case "number": {
      return Number.isNaN(data) ? "nan" : "number";
    }
    case "object": {
      if (data === null) {
        return "null";
      }
      if (Array.isArray(data)) {
        return "array";
      }
      const obj = data;
      if (obj && Object.getPrototypeOf(obj) !== Object.prototype && "constructor" in obj && obj.constructor) {
        return obj.constructor.name;
      }
    }
  }
  return t;
}
function issue(...args) {
  const [iss, input, inst] = args;
  if (typeof iss === "string") {
    return {
      message: iss,
      code: "custom",
      input,
      inst
    };
  }
  return { ...iss };
}
function cleanEnum(obj) {
  return Object.entries(obj).filter(([k, _]) => {
    return Number.isNaN(Number.parseInt(k, 10));
  }).map((el) => el[1]);
}
function base64ToUint8Array(base643) {
  const binaryString = atob(base643);
  const bytes = new Uint8Array(binaryString.length);
  for (let i = 0; i < binaryString.length; i++) {
    bytes[i] = binaryString.charCodeAt(i);
  }
  return bytes;
}
function uint8ArrayToBase64(bytes) {
  let binaryString = "";
  for (let i = 0; i < bytes.length; i++) {
    binaryString += String.fromCharCode(bytes[i]);
  }
  return btoa(binaryString);
}
function base64urlToUint8Array(base64url3) {
  const base643 = base64url3.replace(/-/g, "+").replace(/_/g, "/");
  const padding = "=".repeat((4 - base643.length % 4) % 4);
  return base64ToUint8Array(base643 + padding);
}
function uint8ArrayToBase64url(bytes) {
  return uint8ArrayToBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
function hexToUint8Array(hex3) {
  const cleanHex = hex3.replace(/^0x/, "");
  if (cleanHex.length % 2 !== 0) {
    throw new Error("Invalid hex string length");
  }
  const bytes = new Uint8Array(cleanHex.length / 2);
  for (let i = 0; i < cleanHex.length; i += 2) {
    bytes[i / 2] = Number.parseInt(cleanHex.slice(i, i + 2), 16);
  }
  return bytes;
}
function uint8ArrayToHex(bytes) {
  return Array.from(bytes).map((b) => b.toString(16).padStart(2, "0")).join("");
}
var Class = class {
  constructor(..._args) {
  }
};
// v4/core/errors.js
var initializer = (inst, def) => {
  inst.name = "$ZodError";
  Object.defineProperty(inst, "_zod", {
    value: inst._zod,
    enumerable: false
  });
  Object.defineProperty(inst, "issues", {
    value: def,
    enumerable: false
  });
  inst.message = JSON.stringify(def, jsonStringifyReplacer, 2);
  Object.defineProperty(inst, "toString", {
    value: () => inst.message,
    enumerable: false
  });
};
var made_$ZodError;
function class_$ZodError() {
  return made_$ZodError ??= $constructor("$ZodError", initializer);
}
var made_$ZodRealError;
function class_$ZodRealError() {
  return made_$ZodRealError ??= $constructor("$ZodError", initializer, { Parent: Error });
}
function flattenError(error2, mapper = (issue2) => issue2.message) {
  const fieldErrors = {};
  const formErrors = [];
  for (const sub of error2.issues) {
    if (sub.path.length > 0) {
      fieldErrors[sub.path[0]] = fieldErrors[sub.path[0]] || [];
      fieldErrors[sub.path[0]].push(mapper(sub));
    } else {
      formErrors.push(mapper(sub));
    }
  }
  return { formErrors, fieldErrors };
}
function formatError(error2, mapper = (issue2) => issue2.message) {
  const fieldErrors = { _errors: [] };
  const processError = (error3) => {
    for (const issue2 of error3.issues) {
      if (issue2.code === "invalid_union" && issue2.errors.length) {
        issue2.errors.map((issues) => processError({ issues }));
      } else if (issue2.code === "invalid_key") {
        processError({ issues: issue2.issues });
      } else if (issue2.code === "invalid_element") {
        processError({ issues: issue2.issues });
      } else if (issue2.path.length === 0) {
        fieldErrors._errors.push(mapper(issue2));
      } else {
        let curr = fieldErrors;
        let i = 0;
        while (i < issue2.path.length) {
          const el = issue2.path[i];
          const terminal = i === issue2.path.length - 1;
          if (!terminal) {
            curr[el] = curr[el] || { _errors: [] };
          } else {
            curr[el] = curr[el] || { _errors: [] };
            curr[el]._errors.push(mapper(issue2));
          }
          curr = curr[el];
          i++;
        }
      }
    }
  };
  processError(error2);
  return fieldErrors;
}
function treeifyError(error2, mapper = (issue2) => issue2.message) {
  const result = { errors: [] };
  const processError = (error3, path = []) => {
    var _a2, _b;
    for (const issue2 of error3.issues) {
      if (issue2.code === "invalid_union" && issue2.errors.length) {
        issue2.errors.map((issues) => processError({ issues }, issue2.path));
      } else if (issue2.code === "invalid_key") {
        processError({ issues: issue2.issues }, issue2.path);
      } else if (issue2.code === "invalid_element") {
        processError({ issues: issue2.issues }, issue2.path);
      } else {
        const fullpath = [...path, ...issue2.path];
        if (fullpath.length === 0) {
          result.errors.push(mapper(issue2));
          continue;
        }
        let curr = result;
        let i = 0;
        while (i < fullpath.length) {
          const el = fullpath[i];
          const terminal = i === fullpath.length - 1;
          if (typeof el === "string") {
            curr.properties ?? (curr.properties = {});
            (_a2 = curr.properties)[el] ?? (_a2[el] = { errors: [] });
            curr = curr.properties[el];
          } else {
            curr.items ?? (curr.items = []);
            (_b = curr.items)[el] ?? (_b[el] = { errors: [] });
            curr = curr.items[el];
          }
          if (terminal) {
            curr.errors.push(mapper(issue2));
          }
          i++;
        }
      }
    }
  };
  processError(error2);
  return result;
}
function toDotPath(_path) {
  const segs = [];
  const path = _path.map((seg) => typeof seg === "object" ? seg.key : seg);
  for (const seg of path) {
    if (typeof seg === "number")
      segs.push(`[${seg}]`);
    else if (typeof seg === "symbol")
      segs.push(`[${JSON.stringify(String(seg))}]`);
    else if (/[^\w$]/.test(seg))
      segs.push(`[${JSON.stringify(seg)}]`);
    else {
      if (segs.length)
        segs.push(".");
      segs.push(seg);
    }
  }
  return segs.join("");
}
function prettifyError(error2) {
  const lines = [];
  const issues = [...error2.issues].sort((a, b) => (a.path ?? []).length - (b.path ?? []).length);
  for (const issue2 of issues) {
    lines.push(`✖ ${issue2.message}`);
    if (issue2.path?.length)
      lines.push(`  → at ${toDotPath(issue2.path)}`);
  }
  return lines.join("\n");
}
// v4/core/parse.js
var _parse = (_Err) => (schema, value, _ctx, _params) => {
  const ctx = _ctx ? Object.assign(_ctx, { async: false }) : { async: false };
  const result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise) {
    throw new $ZodAsyncError();
  }
  if (result.issues.length) {
    const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
    captureStackTrace(e, _params?.callee);
    throw e;
  }
  return result.value;
};
var parse = /* @__PURE__ */ _parse(class_$ZodRealError());
var _parseAsync = (_Err) => async (schema, value, _ctx, params) => {
  const ctx = _ctx ? Object.assign(_ctx, { async: true }) : { async: true };
  let result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise)
    result = await result;
  if (result.issues.length) {
    const e = new (params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
    captureStackTrace(e, params?.callee);
    throw e;
  }
  return result.value;
};
var parseAsync = /* @__PURE__ */ _parseAsync(class_$ZodRealError());
var _safeParse = (_Err) => (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
  const result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise) {
    throw new $ZodAsyncError();
  }
  return result.issues.length ? {
    success: false,
    error: new (_Err ?? class_$ZodError())(result.issues.map((iss) => finalizeIssue(iss, ctx, config())))
  } : { success: true, data: result.value };
};
var safeParse = /* @__PURE__ */ _safeParse(class_$ZodRealError());
var _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
  const ctx = _ctx ? Object.assign(_ctx, { async: true }) : { async: true };
  let result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise)
    result = await result;
  return result.issues.length ? {
    success: false,
    error: new _Err(result.issues.map((iss) => finalizeIssue(iss, ctx, config())))
  } : { success: true, data: result.value };
};
var safeParseAsync = /* @__PURE__ */ _safeParseAsync(class_$ZodRealError());
var _encode = (_Err) => (schema, value, _ctx) => {
  const ctx = _ctx ? Object.assign(_ctx, { direction: "backward" }) : { direction: "backward" };
  return _parse(_Err)(schema, value, ctx);
};
var encode = /* @__PURE__ */ _encode(class_$ZodRealError());
var _decode = (_Err) => (schema, value, _ctx) => {
  return _parse(_Err)(schema, value, _ctx);
};
var decode = /* @__PURE__ */ _decode(class_$ZodRealError());
var _encodeAsync = (_Err) => async (schema, value, _ctx) => {
  const ctx = _ctx ? Object.assign(_ctx, { direction: "backward" }) : { direction: "backward" };
  return _parseAsync(_Err)(schema, value, ctx);
};
var encodeAsync = /* @__PURE__ */ _encodeAsync(class_$ZodRealError());
var _decodeAsync = (_Err) => async (schema, value, _ctx) => {
  return _parseAsync(_Err)(schema, value, _ctx);
};
var decodeAsync = /* @__PURE__ */ _decodeAsync(class_$ZodRealError());
var _safeEncode = (_Err) => (schema, value, _ctx) => {
  const ctx = _ctx ? Object.assign(_ctx, { direction: "backward" }) : { direction: "backward" };
  return _safeParse(_Err)(schema, value, ctx);
};
var safeEncode = /* @__PURE__ */ _safeEncode(class_$ZodRealError());
var _safeDecode = (_Err) => (schema, value, _ctx) => {
  return _safeParse(_Err)(schema, value, _ctx);
};
var safeDecode = /* @__PURE__ */ _safeDecode(class_$ZodRealError());
var _safeEncodeAsync = (_Err) => async (schema, value, _ctx) => {
  const ctx = _ctx ? Object.assign(_ctx, { direction: "backward" }) : { direction: "backward" };
  return _safeParseAsync(_Err)(schema, value, ctx);
};
var safeEncodeAsync = /* @__PURE__ */ _safeEncodeAsync(class_$ZodRealError());
var _safeDecodeAsync = (_Err) => async (schema, value, _ctx) => {
  return _safeParseAsync(_Err)(schema, value, _ctx);
};
var safeDecodeAsync = /* @__PURE__ */ _safeDecodeAsync(class_$ZodRealError());
// v4/core/regexes.js
var cuid = /^[cC][^\s-]{8,}$/;
var cuid2 = /^[0-9a-z]+$/;
var ulid = /^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}$/;
var xid = /^[0-9a-vA-V]{20}$/;
var ksuid = /^[A-Za-z0-9]{27}$/;
var nanoid = /^[a-zA-Z0-9_-]{21}$/;
var duration = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;
var extendedDuration = /^[-+]?P(?!$)(?:(?:[-+]?\d+Y)|(?:[-+]?\d+[.,]\d+Y$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:(?:[-+]?\d+W)|(?:[-+]?\d+[.,]\d+W$))?(?:(?:[-+]?\d+D)|(?:[-+]?\d+[.,]\d+D$))?(?:T(?=[\d+-])(?:(?:[-+]?\d+H)|(?:[-+]?\d+[.,]\d+H$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:[-+]?\d+(?:[.,]\d+)?S)?)??$/;
var guid = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/;
var uuid = (version2) => {
  if (!version2)
    return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
  return new RegExp(`^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version2}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`);
};
var uuid4 = /* @__PURE__ */ uuid(4);
var uuid6 = /* @__PURE__ */ uuid(6);
var uuid7 = /* @__PURE__ */ uuid(7);
var email = /^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
var html5Email = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
var rfc5322Email = /^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$/;
var unicodeEmail = /^[^\s@"]{1,64}@[^\s@]{1,255}$/u;
var idnEmail = unicodeEmail;
var browserEmail = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
var _emoji = `^(\\p{Extended_Pictographic}|\\p{Emoji_Component})+$`;
function emoji() {
  return new RegExp(_emoji, "u");
}
var ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/;
var ipv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/;
var mac = (delimiter) => {
  const escapedDelim = escapeRegex(delimiter ?? ":");
  return new RegExp(`^(?:[0-9A-F]{2}${escapedDelim}){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}${escapedDelim}){5}[0-9a-f]{2}$`);
};
var cidrv4 = /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/;
var cidrv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|::|([0-9a-fA-F]{1,4})?::([0-9a-fA-F]{1,4}:?){0,6})\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/;
var base64 = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/;
var base64url = /^[A-Za-z0-9_-]*$/;
var hostname = /^(?=.{1,253}\.?$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-0-9a-zA-Z]{0,61}[0-9a-zA-Z])?)*\.?$/;
var domain = /^([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,}$/;
var e164 = /^\+[1-9]\d{6,14}$/;
var dateSource = `(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`;
var date = /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))$/;
function timeSource(args) {
  const hhmm = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
  const regex = typeof args.precision === "number" ? args.precision === -1 ? `${hhmm}` : args.precision === 0 ? `${hhmm}:[0-5]\\d` : `${hhmm}:[0-5]\\d\\.\\d{${args.precision}}` : `${hhmm}(?::[0-5]\\d(?:\\.\\d+)?)?`;
  return regex;
}
function time(args) {
  return new RegExp(`^${timeSource(args)}$`);
}
function datetime(args) {
  const time3 = timeSource({ precision: args.precision });
  const opts = ["Z"];
  if (args.local)
    opts.push("");
  if (args.offset)
    opts.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
  const timeRegex = `${time3}(?:${opts.join("|")})`;
  return new RegExp(`^${dateSource}T(?:${timeRegex})$`);
}
var string = (params) => {
  const regex = params ? `[\\s\\S]{${params?.minimum ?? 0},${params?.maximum ?? ""}}` : `[\\s\\S]*`;
  return remembered(`^${regex}$`);
};
var patterns = /* @__PURE__ */ new Map();
function remembered(source) {
  let pattern = patterns.get(source);
  if (!pattern) patterns.set(source, pattern = new RegExp(source));
  return pattern;
}
var bigint = /^-?\d+n?$/;
var integer = /^-?\d+$/;
var number = /^-?\d+(?:\.\d+)?$/;
var boolean = /^(?:true|false)$/i;
var _null = /^null$/i;
var _undefined = /^undefined$/i;
var lowercase = /^[^A-Z]*$/;
var uppercase = /^[^a-z]*$/;
var hex = /^[0-9a-fA-F]*$/;
function fixedBase64(bodyLength, padding) {
  return new RegExp(`^[A-Za-z0-9+/]{${bodyLength}}${padding}$`);
}
function fixedBase64url(length) {
  return new RegExp(`^[A-Za-z0-9_-]{${length}}$`);
}
var md5_hex = /^[0-9a-fA-F]{32}$/;
var md5_base64 = /^[A-Za-z0-9+/]{22}==$/;
var md5_base64url = /^[A-Za-z0-9_-]{22}$/;
var sha1_hex = /^[0-9a-fA-F]{40}$/;
var sha1_base64 = /^[A-Za-z0-9+/]{27}=$/;
var sha1_base64url = /^[A-Za-z0-9_-]{27}$/;
var sha256_hex = /^[0-9a-fA-F]{64}$/;
var sha256_base64 = /^[A-Za-z0-9+/]{43}=$/;
var sha256_base64url = /^[A-Za-z0-9_-]{43}$/;
var sha384_hex = /^[0-9a-fA-F]{96}$/;
var sha384_base64 = /^[A-Za-z0-9+/]{64}$/;
var sha384_base64url = /^[A-Za-z0-9_-]{64}$/;
var sha512_hex = /^[0-9a-fA-F]{128}$/;
var sha512_base64 = /^[A-Za-z0-9+/]{86}==$/;
var sha512_base64url = /^[A-Za-z0-9_-]{86}$/;
// v4/core/checks.js
var made_$ZodCheck;
function class_$ZodCheck() {
  return made_$ZodCheck ??= $constructor("$ZodCheck", (inst, def) => {
  var _a2;
  inst._zod ?? (inst._zod = {});
  inst._zod.def = def;
  (_a2 = inst._zod).onattach ?? (_a2.onattach = []);
});
}
var numericOriginMap = {
  number: "number",
  bigint: "bigint",
  object: "date"
};
var made_$ZodCheckLessThan;
function class_$ZodCheckLessThan() {
  return made_$ZodCheckLessThan ??= $constructor("$ZodCheckLessThan", (inst, def) => {
  class_$ZodCheck().init(inst, def);
  const origin = numericOriginMap[typeof def.value];
  inst._zod.onattach.push((inst2) => {
    const bag = inst2._zod.bag;
    const curr = (def.inclusive ? bag.maximum : bag.exclusiveMaximum) ?? Number.POSITIVE_INFINITY;
    if (def.value < curr) {
      if (def.inclusive)
        bag.maximum = def.value;
      else
        bag.exclusiveMaximum = def.value;
    }
  });
  inst._zod.check = (payload) => {
    if (def.inclusive ? payload.value <= def.value : payload.value < def.value) {
      return;
    }
    payload.issues.push({
      origin,
      code: "too_big",
      maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
      input: payload.value,
      inclusive: def.inclusive,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodCheckGreaterThan;
function class_$ZodCheckGreaterThan() {
  return made_$ZodCheckGreaterThan ??= $constructor("$ZodCheckGreaterThan", (inst, def) => {
  class_$ZodCheck().init(inst, def);
  const origin = numericOriginMap[typeof def.value];
  inst._zod.onattach.push((inst2) => {
    const bag = inst2._zod.bag;
    const curr = (def.inclusive ? bag.minimum : bag.exclusiveMinimum) ?? Number.NEGATIVE_INFINITY;
    if (def.value > curr) {
      if (def.inclusive)
        bag.minimum = def.value;
      else
        bag.exclusiveMinimum = def.value;
    }
  });
  inst._zod.check = (payload) => {
    if (def.inclusive ? payload.value >= def.value : payload.value > def.value) {
      return;
    }
    payload.issues.push({
      origin,
      code: "too_small",
      minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
      input: payload.value,
      inclusive: def.inclusive,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodCheckMultipleOf;
function class_$ZodCheckMultipleOf() {
  return made_$ZodCheckMultipleOf ??= $constructor("$ZodCheckMultipleOf", (inst, def) => {
  class_$ZodCheck().init(inst, def);
  inst._zod.onattach.push((inst2) => {
    var _a2;
    (_a2 = inst2._zod.bag).multipleOf ?? (_a2.multipleOf = def.value);
  });
  inst._zod.check = (payload) => {
    if (typeof payload.value !== typeof def.value)
      throw new Error("Cannot mix number and bigint in multiple_of check.");
    const isMultiple = typeof payload.value === "bigint" ? payload.value % def.value === BigInt(0) : floatSafeRemainder(payload.value, def.value) === 0;
    if (isMultiple)
      return;
    payload.issues.push({
      origin: typeof payload.value,
      code: "not_multiple_of",
      divisor: def.value,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodCheckNumberFormat;
function class_$ZodCheckNumberFormat() {
  return made_$ZodCheckNumberFormat ??= $constructor("$ZodCheckNumberFormat", (inst, def) => {
  class_$ZodCheck().init(inst, def);
  def.format = def.format || "float64";
  const isInt = def.format?.includes("int");
  const origin = isInt ? "int" : "number";
  const [minimum, maximum] = NUMBER_FORMAT_RANGES[def.format];
  inst._zod.onattach.push((inst2) => {
    const bag = inst2._zod.bag;
    bag.format = def.format;
    bag.minimum = minimum;
    bag.maximum = maximum;
    if (isInt)
      bag.pattern = integer;
  });
  inst._zod.check = (payload) => {
    const input = payload.value;
    if (isInt) {
      if (!Number.isInteger(input)) {
        payload.issues.push({
          expected: origin,
          format: def.format,
          code: "invalid_type",
          continue: false,
          input,
          inst
        });
        return;
      }
      if (!Number.isSafeInteger(input)) {
        if (input > 0) {
          payload.issues.push({
            input,
            code: "too_big",
            maximum: Number.MAX_SAFE_INTEGER,
            note: "Integers must be within the safe integer range.",
            inst,
            origin,
            inclusive: true,
            continue: !def.abort
          });
        } else {
          payload.issues.push({
            input,
            code: "too_small",
            minimum: Number.MIN_SAFE_INTEGER,
            note: "Integers must be within the safe integer range.",
            inst,
            origin,
            inclusive: true,
            continue: !def.abort
          });
        }
        return;
      }
    }
    if (input < minimum) {
      payload.issues.push({
        origin: "number",
        input,
        code: "too_small",
        minimum,
        inclusive: true,
        inst,
        continue: !def.abort
      });
    }
    if (input > maximum) {
      payload.issues.push({
        origin: "number",
        input,
        code: "too_big",
        maximum,
        inclusive: true,
        inst,
        continue: !def.abort
      });
    }
  };
});
}
var made_$ZodCheckBigIntFormat;
function class_$ZodCheckBigIntFormat() {
  return made_$ZodCheckBigIntFormat ??= $constructor("$ZodCheckBigIntFormat", (inst, def) => {
  class_$ZodCheck().init(inst, def);
  const [minimum, maximum] = BIGINT_FORMAT_RANGES[def.format];
  inst._zod.onattach.push((inst2) => {
    const bag = inst2._zod.bag;
    bag.format = def.format;
    bag.minimum = minimum;
    bag.maximum = maximum;
  });
  inst._zod.check = (payload) => {
    const input = payload.value;
    if (input < minimum) {
      payload.issues.push({
        origin: "bigint",
        input,
        code: "too_small",
        minimum,
        inclusive: true,
        inst,
        continue: !def.abort
      });
    }
    if (input > maximum) {
      payload.issues.push({
        origin: "bigint",
        input,
        code: "too_big",
        maximum,
        inclusive: true,
        inst,
        continue: !def.abort
      });
    }
  };
});
}
var made_$ZodCheckMaxSize;
function class_$ZodCheckMaxSize() {
  return made_$ZodCheckMaxSize ??= $constructor("$ZodCheckMaxSize", (inst, def) => {
  var _a2;
  class_$ZodCheck().init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = (payload) => {
    const val = payload.value;
    return !nullish(val) && val.size !== void 0;
  });
  inst._zod.onattach.push((inst2) => {
    const curr = inst2._zod.bag.maximum ?? Number.POSITIVE_INFINITY;
    if (def.maximum < curr)
      inst2._zod.bag.maximum = def.maximum;
  });
  inst._zod.check = (payload) => {
    const input = payload.value;
    const size = input.size;
    if (size <= def.maximum)
      return;
    payload.issues.push({
      origin: getSizableOrigin(input),
      code: "too_big",
      maximum: def.maximum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodCheckMinSize;
function class_$ZodCheckMinSize() {
  return made_$ZodCheckMinSize ??= $constructor("$ZodCheckMinSize", (inst, def) => {
  var _a2;
  class_$ZodCheck().init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = (payload) => {
    const val = payload.value;
    return !nullish(val) && val.size !== void 0;
  });
  inst._zod.onattach.push((inst2) => {
    const curr = inst2._zod.bag.minimum ?? Number.NEGATIVE_INFINITY;
    if (def.minimum > curr)
      inst2._zod.bag.minimum = def.minimum;
  });
  inst._zod.check = (payload) => {
    const input = payload.value;
    const size = input.size;
    if (size >= def.minimum)
      return;
    payload.issues.push({
      origin: getSizableOrigin(input),
      code: "too_small",
      minimum: def.minimum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodCheckSizeEquals;
function class_$ZodCheckSizeEquals() {
  return made_$ZodCheckSizeEquals ??= $constructor("$ZodCheckSizeEquals", (inst, def) => {
  var _a2;
  class_$ZodCheck().init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = (payload) => {
    const val = payload.value;
    return !nullish(val) && val.size !== void 0;
  });
  inst._zod.onattach.push((inst2) => {
    const bag = inst2._zod.bag;
    bag.minimum = def.size;
    bag.maximum = def.size;
    bag.size = def.size;
  });
  inst._zod.check = (payload) => {
    const input = payload.value;
    const size = input.size;
    if (size === def.size)
      return;
    const tooBig = size > def.size;
    payload.issues.push({
      origin: getSizableOrigin(input),
      ...tooBig ? { code: "too_big", maximum: def.size } : { code: "too_small", minimum: def.size },
      inclusive: true,
      exact: true,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodCheckMaxLength;
function class_$ZodCheckMaxLength() {
  return made_$ZodCheckMaxLength ??= $constructor("$ZodCheckMaxLength", (inst, def) => {
  var _a2;
  class_$ZodCheck().init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = (payload) => {
    const val = payload.value;
    return !nullish(val) && val.length !== void 0;
  });
  inst._zod.onattach.push((inst2) => {
    const curr = inst2._zod.bag.maximum ?? Number.POSITIVE_INFINITY;
    if (def.maximum < curr)
      inst2._zod.bag.maximum = def.maximum;
  });
  inst._zod.check = (payload) => {
    const input = payload.value;
    const length = input.length;
    if (length <= def.maximum)
      return;
    const origin = getLengthableOrigin(input);
    payload.issues.push({
      origin,
      code: "too_big",
      maximum: def.maximum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodCheckMinLength;
function class_$ZodCheckMinLength() {
  return made_$ZodCheckMinLength ??= $constructor("$ZodCheckMinLength", (inst, def) => {
  var _a2;
  class_$ZodCheck().init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = (payload) => {
    const val = payload.value;
    return !nullish(val) && val.length !== void 0;
  });
  inst._zod.onattach.push((inst2) => {
    const curr = inst2._zod.bag.minimum ?? Number.NEGATIVE_INFINITY;
    if (def.minimum > curr)
      inst2._zod.bag.minimum = def.minimum;
  });
  inst._zod.check = (payload) => {
    const input = payload.value;
    const length = input.length;
    if (length >= def.minimum)
      return;
    const origin = getLengthableOrigin(input);
    payload.issues.push({
      origin,
      code: "too_small",
      minimum: def.minimum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodCheckLengthEquals;
function class_$ZodCheckLengthEquals() {
  return made_$ZodCheckLengthEquals ??= $constructor("$ZodCheckLengthEquals", (inst, def) => {
  var _a2;
  class_$ZodCheck().init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = (payload) => {
    const val = payload.value;
    return !nullish(val) && val.length !== void 0;
  });
  inst._zod.onattach.push((inst2) => {
    const bag = inst2._zod.bag;
    bag.minimum = def.length;
    bag.maximum = def.length;
    bag.length = def.length;
  });
  inst._zod.check = (payload) => {
    const input = payload.value;
    const length = input.length;
    if (length === def.length)
      return;
    const origin = getLengthableOrigin(input);
    const tooBig = length > def.length;
    payload.issues.push({
      origin,
      ...tooBig ? { code: "too_big", maximum: def.length } : { code: "too_small", minimum: def.length },
      inclusive: true,
      exact: true,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodCheckStringFormat;
function class_$ZodCheckStringFormat() {
  return made_$ZodCheckStringFormat ??= $constructor("$ZodCheckStringFormat", (inst, def) => {
  var _a2, _b;
  class_$ZodCheck().init(inst, def);
  inst._zod.onattach.push((inst2) => {
    const bag = inst2._zod.bag;
    bag.format = def.format;
    if (def.pattern) {
      bag.patterns ?? (bag.patterns = /* @__PURE__ */ new Set());
      bag.patterns.add(def.pattern);
    }
  });
  if (def.pattern)
    (_a2 = inst._zod).check ?? (_a2.check = (payload) => {
      def.pattern.lastIndex = 0;
      if (def.pattern.test(payload.value))
        return;
      payload.issues.push({
        origin: "string",
        code: "invalid_format",
        format: def.format,
        input: payload.value,
        ...def.pattern ? { pattern: def.pattern.toString() } : {},
        inst,
        continue: !def.abort
      });
    });
  else
    (_b = inst._zod).check ?? (_b.check = () => {
    });
});
}
var made_$ZodCheckRegex;
function class_$ZodCheckRegex() {
  return made_$ZodCheckRegex ??= $constructor("$ZodCheckRegex", (inst, def) => {
  class_$ZodCheckStringFormat().init(inst, def);
  inst._zod.check = (payload) => {
    def.pattern.lastIndex = 0;
    if (def.pattern.test(payload.value))
      return;
    payload.issues.push({
      origin: "string",
      code: "invalid_format",
      format: "regex",
      input: payload.value,
      pattern: def.pattern.toString(),
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodCheckLowerCase;
function class_$ZodCheckLowerCase() {
  return made_$ZodCheckLowerCase ??= $constructor("$ZodCheckLowerCase", (inst, def) => {
  def.pattern ?? (def.pattern = lowercase);
  class_$ZodCheckStringFormat().init(inst, def);
});
}
var made_$ZodCheckUpperCase;
function class_$ZodCheckUpperCase() {
  return made_$ZodCheckUpperCase ??= $constructor("$ZodCheckUpperCase", (inst, def) => {
  def.pattern ?? (def.pattern = uppercase);
  class_$ZodCheckStringFormat().init(inst, def);
});
}
var made_$ZodCheckIncludes;
function class_$ZodCheckIncludes() {
  return made_$ZodCheckIncludes ??= $constructor("$ZodCheckIncludes", (inst, def) => {
  class_$ZodCheck().init(inst, def);
  const escapedRegex = escapeRegex(def.includes);
  const pattern = new RegExp(typeof def.position === "number" ? `^.{${def.position}}${escapedRegex}` : escapedRegex);
  def.pattern = pattern;
  inst._zod.onattach.push((inst2) => {
    const bag = inst2._zod.bag;
    bag.patterns ?? (bag.patterns = /* @__PURE__ */ new Set());
    bag.patterns.add(pattern);
  });
  inst._zod.check = (payload) => {
    if (payload.value.includes(def.includes, def.position))
      return;
    payload.issues.push({
      origin: "string",
      code: "invalid_format",
      format: "includes",
      includes: def.includes,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodCheckStartsWith;
function class_$ZodCheckStartsWith() {
  return made_$ZodCheckStartsWith ??= $constructor("$ZodCheckStartsWith", (inst, def) => {
  class_$ZodCheck().init(inst, def);
  const pattern = new RegExp(`^${escapeRegex(def.prefix)}.*`);
  def.pattern ?? (def.pattern = pattern);
  inst._zod.onattach.push((inst2) => {
    const bag = inst2._zod.bag;
    bag.patterns ?? (bag.patterns = /* @__PURE__ */ new Set());
    bag.patterns.add(pattern);
  });
  inst._zod.check = (payload) => {
    if (payload.value.startsWith(def.prefix))
      return;
    payload.issues.push({
      origin: "string",
      code: "invalid_format",
      format: "starts_with",
      prefix: def.prefix,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodCheckEndsWith;
function class_$ZodCheckEndsWith() {
  return made_$ZodCheckEndsWith ??= $constructor("$ZodCheckEndsWith", (inst, def) => {
  class_$ZodCheck().init(inst, def);
  const pattern = new RegExp(`.*${escapeRegex(def.suffix)}$`);
  def.pattern ?? (def.pattern = pattern);
  inst._zod.onattach.push((inst2) => {
    const bag = inst2._zod.bag;
    bag.patterns ?? (bag.patterns = /* @__PURE__ */ new Set());
    bag.patterns.add(pattern);
  });
  inst._zod.check = (payload) => {
    if (payload.value.endsWith(def.suffix))
      return;
    payload.issues.push({
      origin: "string",
      code: "invalid_format",
      format: "ends_with",
      suffix: def.suffix,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
}
function handleCheckPropertyResult(result, payload, property) {
  if (result.issues.length) {
    payload.issues.push(...prefixIssues(property, result.issues));
  }
}
var made_$ZodCheckProperty;
function class_$ZodCheckProperty() {
  return made_$ZodCheckProperty ??= $constructor("$ZodCheckProperty", (inst, def) => {
  class_$ZodCheck().init(inst, def);
  inst._zod.check = (payload) => {
    const result = def.schema._zod.run({
      value: payload.value[def.property],
      issues: []
    }, {});
    if (result instanceof Promise) {
      return result.then((result2) => handleCheckPropertyResult(result2, payload, def.property));
    }
    handleCheckPropertyResult(result, payload, def.property);
    return;
  };
});
}
var made_$ZodCheckMimeType;
function class_$ZodCheckMimeType() {
  return made_$ZodCheckMimeType ??= $constructor("$ZodCheckMimeType", (inst, def) => {
  class_$ZodCheck().init(inst, def);
  const mimeSet = new Set(def.mime);
  inst._zod.onattach.push((inst2) => {
    inst2._zod.bag.mime = def.mime;
  });
  inst._zod.check = (payload) => {
    if (mimeSet.has(payload.value.type))
      return;
    payload.issues.push({
      code: "invalid_value",
      values: def.mime,
      input: payload.value.type,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodCheckOverwrite;
function class_$ZodCheckOverwrite() {
  return made_$ZodCheckOverwrite ??= $constructor("$ZodCheckOverwrite", (inst, def) => {
  class_$ZodCheck().init(inst, def);
  inst._zod.check = (payload) => {
    payload.value = def.tx(payload.value);
  };
});
}
// v4/core/doc.js
var Doc = class {
  constructor(args = []) {
    this.content = [];
    this.indent = 0;
    if (this)
      this.args = args;
  }
  indented(fn) {
    this.indent += 1;
    fn(this);
    this.indent -= 1;
  }
  write(arg) {
    if (typeof arg === "function") {
      arg(this, { execution: "sync" });
      arg(this, { execution: "async" });
      return;
    }
    const content = arg;
    const lines = content.split("\n").filter((x) => x);
    const minIndent = Math.min(...lines.map((x) => x.length - x.trimStart().length));
    const dedented = lines.map((x) => x.slice(minIndent)).map((x) => " ".repeat(this.indent * 2) + x);
    for (const line of dedented) {
      this.content.push(line);
    }
  }
  compile() {
    const F = Function;
    const args = this?.args;
    const content = this?.content ?? [``];
    const lines = [...content.map((x) => `  ${x}`)];
    return new F(...args, lines.join("\n"));
  }
};
// v4/core/versions.js
var version = {
  major: 4,
  minor: 3,
  patch: 6
};
// v4/core/schemas.js
var made_$ZodType;
function class_$ZodType() {
  return made_$ZodType ??= $constructor("$ZodType", (inst, def) => {
  var _a2;
  inst ?? (inst = {});
  inst._zod.def = def;
  inst._zod.bag = inst._zod.bag || {};
  inst._zod.version = version;
  const checks = inst._zod.def.checks?.slice() ?? [];
  if (inst._zod.traits.has("$ZodCheck")) {
    checks.unshift(inst);
  }
  for (let i = 0; i < checks.length; i++) checks[i]._zod.onattach.forEach((fn) => fn(inst));
  if (checks.length === 0) {
    (_a2 = inst._zod).deferred ?? (_a2.deferred = []);
    inst._zod.deferred?.push(() => {
      inst._zod.run = inst._zod.parse;
    });
  } else {
    const runChecks = (payload, checks2, ctx) => {
      let isAborted = aborted(payload);
      let asyncResult;
      for (const ch of checks2) {
        if (ch._zod.def.when) {
          const shouldRun = ch._zod.def.when(payload);
          if (!shouldRun)
            continue;
        } else if (isAborted) {
          continue;
        }
        const currLen = payload.issues.length;
        const _ = ch._zod.check(payload);
        if (_ instanceof Promise && ctx?.async === false) {
          throw new $ZodAsyncError();
        }
        if (asyncResult || _ instanceof Promise) {
          asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
            await _;
            const nextLen = payload.issues.length;
            if (nextLen === currLen)
              return;
            if (!isAborted)
              isAborted = aborted(payload, currLen);
          });
        } else {
          const nextLen = payload.issues.length;
          if (nextLen === currLen)
            continue;
          if (!isAborted)
            isAborted = aborted(payload, currLen);
        }
      }
      if (asyncResult) {
        return asyncResult.then(() => {
          return payload;
        });
      }
      return payload;
    };
    const handleCanaryResult = (canary, payload, ctx) => {
      if (aborted(canary)) {
        canary.aborted = true;
        return canary;
      }
      const checkResult = runChecks(payload, checks, ctx);
      if (checkResult instanceof Promise) {
        if (ctx.async === false)
          throw new $ZodAsyncError();
        return checkResult.then((checkResult2) => inst._zod.parse(checkResult2, ctx));
      }
      return inst._zod.parse(checkResult, ctx);
    };
    inst._zod.run = (payload, ctx) => {
      if (ctx.skipChecks) {
        return inst._zod.parse(payload, ctx);
      }
      if (ctx.direction === "backward") {
        const canary = inst._zod.parse({ value: payload.value, issues: [] }, { ...ctx, skipChecks: true });
        if (canary instanceof Promise) {
          return canary.then((canary2) => {
            return handleCanaryResult(canary2, payload, ctx);
          });
        }
        return handleCanaryResult(canary, payload, ctx);
      }
      const result = inst._zod.parse(payload, ctx);
      if (result instanceof Promise) {
        if (ctx.async === false)
          throw new $ZodAsyncError();
        return result.then((result2) => runChecks(result2, checks, ctx));
      }
      return runChecks(result, checks, ctx);
    };
  }
  if (!("~standard" in inst)) defineLazy(inst, "~standard", () => standard(inst));
});
}
function standard(inst) {
  return {
    validate: (value) => {
      try {
        const r = safeParse(inst, value);
        return r.success ? { value: r.data } : { issues: r.error?.issues };
      } catch (_) {
        return safeParseAsync(inst, value).then((r) => r.success ? { value: r.data } : { issues: r.error?.issues });
      }
    },
    vendor: "zod",
    version: 1
  };
}
var made_$ZodString;
function class_$ZodString() {
  return made_$ZodString ??= $constructor("$ZodString", (inst, def) => {
  class_$ZodType().init(inst, def);
  const patterns2 = inst._zod.bag?.patterns;
  inst._zod.pattern = (patterns2 && [...patterns2].pop()) ?? string(inst._zod.bag);
  inst._zod.parse = (payload, _) => {
    if (def.coerce)
      try {
        payload.value = String(payload.value);
      } catch (_2) {
      }
    if (typeof payload.value === "string")
      return payload;
    payload.issues.push({
      expected: "string",
      code: "invalid_type",
      input: payload.value,
      inst
    });
    return payload;
  };
});
}
var made_$ZodStringFormat;
function class_$ZodStringFormat() {
  return made_$ZodStringFormat ??= $constructor("$ZodStringFormat", (inst, def) => {
  class_$ZodCheckStringFormat().init(inst, def);
  class_$ZodString().init(inst, def);
});
}
var made_$ZodGUID;
function class_$ZodGUID() {
  return made_$ZodGUID ??= $constructor("$ZodGUID", (inst, def) => {
  def.pattern ?? (def.pattern = guid);
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodUUID;
function class_$ZodUUID() {
  return made_$ZodUUID ??= $constructor("$ZodUUID", (inst, def) => {
  if (def.version) {
    const versionMap = {
      v1: 1,
      v2: 2,
      v3: 3,
      v4: 4,
      v5: 5,
      v6: 6,
      v7: 7,
      v8: 8
    };
    const v = versionMap[def.version];
    if (v === void 0)
      throw new Error(`Invalid UUID version: "${def.version}"`);
    def.pattern ?? (def.pattern = uuid(v));
  } else
    def.pattern ?? (def.pattern = uuid());
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodEmail;
function class_$ZodEmail() {
  return made_$ZodEmail ??= $constructor("$ZodEmail", (inst, def) => {
  def.pattern ?? (def.pattern = email);
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodURL;
function class_$ZodURL() {
  return made_$ZodURL ??= $constructor("$ZodURL", (inst, def) => {
  class_$ZodStringFormat().init(inst, def);
  inst._zod.check = (payload) => {
    try {
      const trimmed = payload.value.trim();
      const url2 = new URL(trimmed);
      if (def.hostname) {
        def.hostname.lastIndex = 0;
        if (!def.hostname.test(url2.hostname)) {
          payload.issues.push({
            code: "invalid_format",
            format: "url",
            note: "Invalid hostname",
            pattern: def.hostname.source,
            input: payload.value,
            inst,
            continue: !def.abort
          });
        }
      }
      if (def.protocol) {
        def.protocol.lastIndex = 0;
        if (!def.protocol.test(url2.protocol.endsWith(":") ? url2.protocol.slice(0, -1) : url2.protocol)) {
          payload.issues.push({
            code: "invalid_format",
            format: "url",
            note: "Invalid protocol",
            pattern: def.protocol.source,
            input: payload.value,
            inst,
            continue: !def.abort
          });
        }
      }
      if (def.normalize) {
        payload.value = url2.href;
      } else {
        payload.value = trimmed;
      }
      return;
    } catch (_) {
      payload.issues.push({
        code: "invalid_format",
        format: "url",
        input: payload.value,
        inst,
        continue: !def.abort
      });
    }
  };
});
}
var made_$ZodEmoji;
function class_$ZodEmoji() {
  return made_$ZodEmoji ??= $constructor("$ZodEmoji", (inst, def) => {
  def.pattern ?? (def.pattern = emoji());
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodNanoID;
function class_$ZodNanoID() {
  return made_$ZodNanoID ??= $constructor("$ZodNanoID", (inst, def) => {
  def.pattern ?? (def.pattern = nanoid);
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodCUID;
function class_$ZodCUID() {
  return made_$ZodCUID ??= $constructor("$ZodCUID", (inst, def) => {
  def.pattern ?? (def.pattern = cuid);
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodCUID2;
function class_$ZodCUID2() {
  return made_$ZodCUID2 ??= $constructor("$ZodCUID2", (inst, def) => {
  def.pattern ?? (def.pattern = cuid2);
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodULID;
function class_$ZodULID() {
  return made_$ZodULID ??= $constructor("$ZodULID", (inst, def) => {
  def.pattern ?? (def.pattern = ulid);
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodXID;
function class_$ZodXID() {
  return made_$ZodXID ??= $constructor("$ZodXID", (inst, def) => {
  def.pattern ?? (def.pattern = xid);
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodKSUID;
function class_$ZodKSUID() {
  return made_$ZodKSUID ??= $constructor("$ZodKSUID", (inst, def) => {
  def.pattern ?? (def.pattern = ksuid);
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodISODateTime;
function class_$ZodISODateTime() {
  return made_$ZodISODateTime ??= $constructor("$ZodISODateTime", (inst, def) => {
  def.pattern ?? (def.pattern = datetime(def));
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodISODate;
function class_$ZodISODate() {
  return made_$ZodISODate ??= $constructor("$ZodISODate", (inst, def) => {
  def.pattern ?? (def.pattern = date);
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodISOTime;
function class_$ZodISOTime() {
  return made_$ZodISOTime ??= $constructor("$ZodISOTime", (inst, def) => {
  def.pattern ?? (def.pattern = time(def));
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodISODuration;
function class_$ZodISODuration() {
  return made_$ZodISODuration ??= $constructor("$ZodISODuration", (inst, def) => {
  def.pattern ?? (def.pattern = duration);
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodIPv4;
function class_$ZodIPv4() {
  return made_$ZodIPv4 ??= $constructor("$ZodIPv4", (inst, def) => {
  def.pattern ?? (def.pattern = ipv4);
  class_$ZodStringFormat().init(inst, def);
  inst._zod.bag.format = `ipv4`;
});
}
var made_$ZodIPv6;
function class_$ZodIPv6() {
  return made_$ZodIPv6 ??= $constructor("$ZodIPv6", (inst, def) => {
  def.pattern ?? (def.pattern = ipv6);
  class_$ZodStringFormat().init(inst, def);
  inst._zod.bag.format = `ipv6`;
  inst._zod.check = (payload) => {
    try {
      new URL(`http://[${payload.value}]`);
    } catch {
      payload.issues.push({
        code: "invalid_format",
        format: "ipv6",
        input: payload.value,
        inst,
        continue: !def.abort
      });
    }
  };
});
}
var made_$ZodMAC;
function class_$ZodMAC() {
  return made_$ZodMAC ??= $constructor("$ZodMAC", (inst, def) => {
  def.pattern ?? (def.pattern = mac(def.delimiter));
  class_$ZodStringFormat().init(inst, def);
  inst._zod.bag.format = `mac`;
});
}
var made_$ZodCIDRv4;
function class_$ZodCIDRv4() {
  return made_$ZodCIDRv4 ??= $constructor("$ZodCIDRv4", (inst, def) => {
  def.pattern ?? (def.pattern = cidrv4);
  class_$ZodStringFormat().init(inst, def);
});
}
var made_$ZodCIDRv6;
function class_$ZodCIDRv6() {
  return made_$ZodCIDRv6 ??= $constructor("$ZodCIDRv6", (inst, def) => {
  def.pattern ?? (def.pattern = cidrv6);
  class_$ZodStringFormat().init(inst, def);
  inst._zod.check = (payload) => {
    const parts = payload.value.split("/");
    try {
      if (parts.length !== 2)
        throw new Error();
      const [address, prefix] = parts;
      if (!prefix)
        throw new Error();
      const prefixNum = Number(prefix);
      if (`${prefixNum}` !== prefix)
        throw new Error();
      if (prefixNum < 0 || prefixNum > 128)
        throw new Error();
      new URL(`http://[${address}]`);
    } catch {
      payload.issues.push({
        code: "invalid_format",
        format: "cidrv6",
        input: payload.value,
        inst,
        continue: !def.abort
      });
    }
  };
});
}
function isValidBase64(data) {
  if (data === "")
    return true;
  if (data.length % 4 !== 0)
    return false;
  try {
    atob(data);
    return true;
  } catch {
    return false;
  }
}
var made_$ZodBase64;
function class_$ZodBase64() {
  return made_$ZodBase64 ??= $constructor("$ZodBase64", (inst, def) => {
  def.pattern ?? (def.pattern = base64);
  class_$ZodStringFormat().init(inst, def);
  inst._zod.bag.contentEncoding = "base64";
  inst._zod.check = (payload) => {
    if (isValidBase64(payload.value))
      return;
    payload.issues.push({
      code: "invalid_format",
      format: "base64",
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
}
function isValidBase64URL(data) {
  if (!base64url.test(data))
    return false;
  const base643 = data.replace(/[-_]/g, (c) => c === "-" ? "+" : "/");
  const padded = base643.padEnd(Math.ceil(base643.length / 4) * 4, "=");
  return isValidBase64(padded);
}
var made_$ZodBase64URL;
function class_$ZodBase64URL() {
  return made_$ZodBase64URL ??= $constructor("$ZodBase64URL", (inst, def) => {
  def.pattern ?? (def.pattern = base64url);
  class_$ZodStringFormat().init(inst, def);
  inst._zod.bag.contentEncoding = "base64url";
  inst._zod.check = (payload) => {
    if (isValidBase64URL(payload.value))
      return;
    payload.issues.push({
      code: "invalid_format",
      format: "base64url",
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodE164;
function class_$ZodE164() {
  return made_$ZodE164 ??= $constructor("$ZodE164", (inst, def) => {
  def.pattern ?? (def.pattern = e164);
  class_$ZodStringFormat().init(inst, def);
});
}
function isValidJWT(token, algorithm = null) {
  try {
    const tokensParts = token.split(".");
    if (tokensParts.length !== 3)
      return false;
    const [header] = tokensParts;
    if (!header)
      return false;
    const parsedHeader = JSON.parse(atob(header));
    if ("typ" in parsedHeader && parsedHeader?.typ !== "JWT")
      return false;
    if (!parsedHeader.alg)
      return false;
    if (algorithm && (!("alg" in parsedHeader) || parsedHeader.alg !== algorithm))
      return false;
    return true;
  } catch {
    return false;
  }
}
var made_$ZodJWT;
function class_$ZodJWT() {
  return made_$ZodJWT ??= $constructor("$ZodJWT", (inst, def) => {
  class_$ZodStringFormat().init(inst, def);
  inst._zod.check = (payload) => {
    if (isValidJWT(payload.value, def.alg))
      return;
    payload.issues.push({
      code: "invalid_format",
      format: "jwt",
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodCustomStringFormat;
function class_$ZodCustomStringFormat() {
  return made_$ZodCustomStringFormat ??= $constructor("$ZodCustomStringFormat", (inst, def) => {
  class_$ZodStringFormat().init(inst, def);
  inst._zod.check = (payload) => {
    if (def.fn(payload.value))
      return;
    payload.issues.push({
      code: "invalid_format",
      format: def.format,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
}
var made_$ZodNumber;
function class_$ZodNumber() {
  return made_$ZodNumber ??= $constructor("$ZodNumber", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.pattern = inst._zod.bag.pattern ?? number;
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce)
      try {
        payload.value = Number(payload.value);
      } catch (_) {
      }
    const input = payload.value;
    if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) {
      return payload;
    }
    const received = typeof input === "number" ? Number.isNaN(input) ? "NaN" : !Number.isFinite(input) ? "Infinity" : void 0 : void 0;
    payload.issues.push({
      expected: "number",
      code: "invalid_type",
      input,
      inst,
      ...received ? { received } : {}
    });
    return payload;
  };
});
}
var made_$ZodNumberFormat;
function class_$ZodNumberFormat() {
  return made_$ZodNumberFormat ??= $constructor("$ZodNumberFormat", (inst, def) => {
  class_$ZodCheckNumberFormat().init(inst, def);
  class_$ZodNumber().init(inst, def);
});
}
var made_$ZodBoolean;
function class_$ZodBoolean() {
  return made_$ZodBoolean ??= $constructor("$ZodBoolean", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.pattern = boolean;
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce)
      try {
        payload.value = Boolean(payload.value);
      } catch (_) {
      }
    const input = payload.value;
    if (typeof input === "boolean")
      return payload;
    payload.issues.push({
      expected: "boolean",
      code: "invalid_type",
      input,
      inst
    });
    return payload;
  };
});
}
var made_$ZodBigInt;
function class_$ZodBigInt() {
  return made_$ZodBigInt ??= $constructor("$ZodBigInt", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.pattern = bigint;
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce)
      try {
        payload.value = BigInt(payload.value);
      } catch (_) {
      }
    if (typeof payload.value === "bigint")
      return payload;
    payload.issues.push({
      expected: "bigint",
      code: "invalid_type",
      input: payload.value,
      inst
    });
    return payload;
  };
});
}
var made_$ZodBigIntFormat;
function class_$ZodBigIntFormat() {
  return made_$ZodBigIntFormat ??= $constructor("$ZodBigIntFormat", (inst, def) => {
  class_$ZodCheckBigIntFormat().init(inst, def);
  class_$ZodBigInt().init(inst, def);
});
}
var made_$ZodSymbol;
function class_$ZodSymbol() {
  return made_$ZodSymbol ??= $constructor("$ZodSymbol", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (typeof input === "symbol")
      return payload;
    payload.issues.push({
      expected: "symbol",
      code: "invalid_type",
      input,
      inst
    });
    return payload;
  };
});
}
var made_$ZodUndefined;
function class_$ZodUndefined() {
  return made_$ZodUndefined ??= $constructor("$ZodUndefined", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.pattern = _undefined;
  inst._zod.values = /* @__PURE__ */ new Set([void 0]);
  inst._zod.optin = "optional";
  inst._zod.optout = "optional";
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (typeof input === "undefined")
      return payload;
    payload.issues.push({
      expected: "undefined",
      code: "invalid_type",
      input,
      inst
    });
    return payload;
  };
});
}
var made_$ZodNull;
function class_$ZodNull() {
  return made_$ZodNull ??= $constructor("$ZodNull", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.pattern = _null;
  inst._zod.values = /* @__PURE__ */ new Set([null]);
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (input === null)
      return payload;
    payload.issues.push({
      expected: "null",
      code: "invalid_type",
      input,
      inst
    });
    return payload;
  };
});
}
var made_$ZodAny;
function class_$ZodAny() {
  return made_$ZodAny ??= $constructor("$ZodAny", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload) => payload;
});
}
var made_$ZodUnknown;
function class_$ZodUnknown() {
  return made_$ZodUnknown ??= $constructor("$ZodUnknown", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload) => payload;
});
}
var made_$ZodNever;
function class_$ZodNever() {
  return made_$ZodNever ??= $constructor("$ZodNever", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, _ctx) => {
    payload.issues.push({
      expected: "never",
      code: "invalid_type",
      input: payload.value,
      inst
    });
    return payload;
  };
});
}
var made_$ZodVoid;
function class_$ZodVoid() {
  return made_$ZodVoid ??= $constructor("$ZodVoid", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (typeof input === "undefined")
      return payload;
    payload.issues.push({
      expected: "void",
      code: "invalid_type",
      input,
      inst
    });
    return payload;
  };
});
}
var made_$ZodDate;
function class_$ZodDate() {
  return made_$ZodDate ??= $constructor("$ZodDate", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce) {
      try {
        payload.value = new Date(payload.value);
      } catch (_err) {
      }
    }
    const input = payload.value;
    const isDate = input instanceof Date;
    const isValidDate = isDate && !Number.isNaN(input.getTime());
    if (isValidDate)
      return payload;
    payload.issues.push({
      expected: "date",
      code: "invalid_type",
      input,
      ...isDate ? { received: "Invalid Date" } : {},
      inst
    });
    return payload;
  };
});
}
function handleArrayResult(result, final, index) {
  if (result.issues.length) {
    final.issues.push(...prefixIssues(index, result.issues));
  }
  final.value[index] = result.value;
}
var made_$ZodArray;
function class_$ZodArray() {
  return made_$ZodArray ??= $constructor("$ZodArray", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!Array.isArray(input)) {
      payload.issues.push({
        expected: "array",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    payload.value = Array(input.length);
    const proms = [];
    for (let i = 0; i < input.length; i++) {
      const item = input[i];
      const result = def.element._zod.run({
        value: item,
        issues: []
      }, ctx);
      if (result instanceof Promise) {
        proms.push(result.then((result2) => handleArrayResult(result2, payload, i)));
      } else {
        handleArrayResult(result, payload, i);
      }
    }
    if (proms.length) {
      return Promise.all(proms).then(() => payload);
    }
    return payload;
  };
});
}
function handlePropertyResult(result, final, key, input, isOptionalOut) {
  if (result.issues.length) {
    if (isOptionalOut && !(key in input)) {
      return;
    }
    final.issues.push(...prefixIssues(key, result.issues));
  }
  if (result.value === void 0) {
    if (key in input) {
      final.value[key] = void 0;
    }
  } else {
    final.value[key] = result.value;
  }
}
function normalizeDef(def) {
  const keys = Object.keys(def.shape);
  for (const k of keys) {
    if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) {
      throw new Error(`Invalid element at key "${k}": expected a Zod schema`);
    }
  }
  const okeys = optionalKeys(def.shape);
  return {
    ...def,
    keys,
    keySet: new Set(keys),
    numKeys: keys.length,
    optionalKeys: new Set(okeys)
  };
}
function handleCatchall(proms, input, payload, ctx, def, inst) {
  const unrecognized = [];
  const keySet = def.keySet;
  const _catchall = def.catchall._zod;
  const t = _catchall.def.type;
  const isOptionalOut = _catchall.optout === "optional";
  for (const key in input) {
    if (keySet.has(key))
      continue;
    if (t === "never") {
      unrecognized.push(key);
      continue;
    }
    const r = _catchall.run({ value: input[key], issues: [] }, ctx);
    if (r instanceof Promise) {
      proms.push(r.then((r2) => handlePropertyResult(r2, payload, key, input, isOptionalOut)));
    } else {
      handlePropertyResult(r, payload, key, input, isOptionalOut);
    }
  }
  if (unrecognized.length) {
    payload.issues.push({
      code: "unrecognized_keys",
      keys: unrecognized,
      input,
      inst
    });
  }
  if (!proms.length)
    return payload;
  return Promise.all(proms).then(() => {
    return payload;
  });
}
var made_$ZodObject;
function class_$ZodObject() {
  return made_$ZodObject ??= $constructor("$ZodObject", (inst, def) => {
  class_$ZodType().init(inst, def);
  const desc = Object.getOwnPropertyDescriptor(def, "shape");
  if (!desc?.get) {
    const sh = def.shape;
    Object.defineProperty(def, "shape", {
      get: () => {
        const newSh = { ...sh };
        Object.defineProperty(def, "shape", {
          value: newSh
        });
        return newSh;
      }
    });
  }
  const _normalized = cached(() => normalizeDef(def));
  defineLazy(inst._zod, "propValues", () => {
    const shape = def.shape;
    const propValues = {};
    for (const key in shape) {
      const field = shape[key]._zod;
      if (field.values) {
        propValues[key] ?? (propValues[key] = /* @__PURE__ */ new Set());
        for (const v of field.values)
          propValues[key].add(v);
      }
    }
    return propValues;
  });
  const isObject2 = isObject;
  const catchall = def.catchall;
  let value;
  inst._zod.parse = (payload, ctx) => {
    value ?? (value = _normalized.value);
    const input = payload.value;
    if (!isObject2(input)) {
      payload.issues.push({
        expected: "object",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    payload.value = {};
    const proms = [];
    const shape = value.shape;
    for (const key of value.keys) {
      const el = shape[key];
      const isOptionalOut = el._zod.optout === "optional";
      const r = el._zod.run({ value: input[key], issues: [] }, ctx);
      if (r instanceof Promise) {
        proms.push(r.then((r2) => handlePropertyResult(r2, payload, key, input, isOptionalOut)));
      } else {
        handlePropertyResult(r, payload, key, input, isOptionalOut);
      }
    }
    if (!catchall) {
      return proms.length ? Promise.all(proms).then(() => payload) : payload;
    }
    return handleCatchall(proms, input, payload, ctx, _normalized.value, inst);
  };
});
}
var made_$ZodObjectJIT;
function class_$ZodObjectJIT() {
  return made_$ZodObjectJIT ??= $constructor("$ZodObjectJIT", (inst, def) => {
  class_$ZodObject().init(inst, def);
  const superParse = inst._zod.parse;
  const _normalized = cached(() => normalizeDef(def));
  const generateFastpass = (shape) => {
    const doc = new Doc(["shape", "payload", "ctx"]);
    const normalized = _normalized.value;
    const parseStr = (key) => {
      const k = esc(key);
      return `shape[${k}]._zod.run({ value: input[${k}], issues: [] }, ctx)`;
    };
    doc.write(`const input = payload.value;`);
    const ids = /* @__PURE__ */ Object.create(null);
    let counter = 0;
    for (const key of normalized.keys) {
      ids[key] = `key_${counter++}`;
    }
    doc.write(`const newResult = {};`);
    for (const key of normalized.keys) {
      const id = ids[key];
      const k = esc(key);
      const schema = shape[key];
      const isOptionalOut = schema?._zod?.optout === "optional";
      doc.write(`const ${id} = ${parseStr(key)};`);
      if (isOptionalOut) {
        doc.write(`
        if (${id}.issues.length) {
          if (${k} in input) {
            payload.issues = payload.issues.concat(${id}.issues.map(iss => ({
              ...iss,
              path: iss.path ? [${k}, ...iss.path] : [${k}]
            })));
          }
        }
        if (${id}.value === undefined) {
          if (${k} in input) {
            newResult[${k}] = undefined;
          }
        } else {
          newResult[${k}] = ${id}.value;
        }
      `);
      } else {
        doc.write(`
        if (${id}.issues.length) {
          payload.issues = payload.issues.concat(${id}.issues.map(iss => ({
            ...iss,
            path: iss.path ? [${k}, ...iss.path] : [${k}]
          })));
        }
        if (${id}.value === undefined) {
          if (${k} in input) {
            newResult[${k}] = undefined;
          }
        } else {
          newResult[${k}] = ${id}.value;
        }
      `);
      }
    }
    doc.write(`payload.value = newResult;`);
    doc.write(`return payload;`);
    const fn = doc.compile();
    return (payload, ctx) => fn(shape, payload, ctx);
  };
  let fastpass, seen = 0;
  const isObject2 = isObject;
  const jit = !globalConfig.jitless;
  const allowsEval2 = allowsEval;
  const fastEnabled = jit && allowsEval2.value;
  const catchall = def.catchall;
  let value;
  inst._zod.parse = (payload, ctx) => {
    value ?? (value = _normalized.value);
    const input = payload.value;
    if (!isObject2(input)) {
      payload.issues.push({
        expected: "object",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true && (fastpass || ++seen > 100)) {
      if (!fastpass)
        fastpass = generateFastpass(def.shape);
      payload = fastpass(payload, ctx);
      if (!catchall)
        return payload;
      return handleCatchall([], input, payload, ctx, value, inst);
    }
    return superParse(payload, ctx);
  };
});
}
function handleUnionResults(results, final, inst, ctx) {
  for (const result of results) {
    if (result.issues.length === 0) {
      final.value = result.value;
      return final;
    }
  }
  const nonaborted = results.filter((r) => !aborted(r));
  if (nonaborted.length === 1) {
    final.value = nonaborted[0].value;
    return nonaborted[0];
  }
  final.issues.push({
    code: "invalid_union",
    input: final.value,
    inst,
    errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config())))
  });
  return final;
}
var made_$ZodUnion;
function class_$ZodUnion() {
  return made_$ZodUnion ??= $constructor("$ZodUnion", (inst, def) => {
  class_$ZodType().init(inst, def);
  defineLazy(inst._zod, "optin", () => def.options.some((o) => o._zod.optin === "optional") ? "optional" : void 0);
  defineLazy(inst._zod, "optout", () => def.options.some((o) => o._zod.optout === "optional") ? "optional" : void 0);
  defineLazy(inst._zod, "values", () => {
    if (def.options.every((o) => o._zod.values)) {
      return new Set(def.options.flatMap((option) => Array.from(option._zod.values)));
    }
    return void 0;
  });
  defineLazy(inst._zod, "pattern", () => {
    if (def.options.every((o) => o._zod.pattern)) {
      const patterns2 = def.options.map((o) => o._zod.pattern);
      return new RegExp(`^(${patterns2.map((p) => cleanRegex(p.source)).join("|")})$`);
    }
    return void 0;
  });
  const single = def.options.length === 1;
  const first = def.options[0]._zod.run;
  inst._zod.parse = (payload, ctx) => {
    if (single) {
      return first(payload, ctx);
    }
    let async = false;
    const results = [];
    for (const option of def.options) {
      const result = option._zod.run({
        value: payload.value,
        issues: []
      }, ctx);
      if (result instanceof Promise) {
        results.push(result);
        async = true;
      } else {
        if (result.issues.length === 0)
          return result;
        results.push(result);
      }
    }
    if (!async)
      return handleUnionResults(results, payload, inst, ctx);
    return Promise.all(results).then((results2) => {
      return handleUnionResults(results2, payload, inst, ctx);
    });
  };
});
}
function handleExclusiveUnionResults(results, final, inst, ctx) {
  const successes = results.filter((r) => r.issues.length === 0);
  if (successes.length === 1) {
    final.value = successes[0].value;
    return final;
  }
  if (successes.length === 0) {
    final.issues.push({
      code: "invalid_union",
      input: final.value,
      inst,
      errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config())))
    });
  } else {
    final.issues.push({
      code: "invalid_union",
      input: final.value,
      inst,
      errors: [],
      inclusive: false
    });
  }
  return final;
}
var made_$ZodXor;
function class_$ZodXor() {
  return made_$ZodXor ??= $constructor("$ZodXor", (inst, def) => {
  class_$ZodUnion().init(inst, def);
  def.inclusive = false;
  const single = def.options.length === 1;
  const first = def.options[0]._zod.run;
  inst._zod.parse = (payload, ctx) => {
    if (single) {
      return first(payload, ctx);
    }
    let async = false;
    const results = [];
    for (const option of def.options) {
      const result = option._zod.run({
        value: payload.value,
        issues: []
      }, ctx);
      if (result instanceof Promise) {
        results.push(result);
        async = true;
      } else {
        results.push(result);
      }
    }
    if (!async)
      return handleExclusiveUnionResults(results, payload, inst, ctx);
    return Promise.all(results).then((results2) => {
      return handleExclusiveUnionResults(results2, payload, inst, ctx);
    });
  };
});
}
var made_$ZodDiscriminatedUnion;
function class_$ZodDiscriminatedUnion() {
  return made_$ZodDiscriminatedUnion ??= $constructor("$ZodDiscriminatedUnion", (inst, def) => {
  def.inclusive = false;
  class_$ZodUnion().init(inst, def);
  const _super = inst._zod.parse;
  defineLazy(inst._zod, "propValues", () => {
    const propValues = {};
    for (const option of def.options) {
      const pv = option._zod.propValues;
      if (!pv || Object.keys(pv).length === 0)
        throw new Error(`Invalid discriminated union option at index "${def.options.indexOf(option)}"`);
      for (const [k, v] of Object.entries(pv)) {
        if (!propValues[k])
          propValues[k] = /* @__PURE__ */ new Set();
        for (const val of v) {
          propValues[k].add(val);
        }
      }
    }
    return propValues;
  });
  const disc = cached(() => {
    const opts = def.options;
    const map2 = /* @__PURE__ */ new Map();
    for (const o of opts) {
      const values = o._zod.propValues?.[def.discriminator];
      if (!values || values.size === 0)
        throw new Error(`Invalid discriminated union option at index "${def.options.indexOf(o)}"`);
      for (const v of values) {
        if (map2.has(v)) {
          throw new Error(`Duplicate discriminator value "${String(v)}"`);
        }
        map2.set(v, o);
      }
    }
    return map2;
  });
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!isObject(input)) {
      payload.issues.push({
        code: "invalid_type",
        expected: "object",
        input,
        inst
      });
      return payload;
    }
    const opt = disc.value.get(input?.[def.discriminator]);
    if (opt) {
      return opt._zod.run(payload, ctx);
    }
    if (def.unionFallback) {
      return _super(payload, ctx);
    }
    payload.issues.push({
      code: "invalid_union",
      errors: [],
      note: "No matching discriminator",
      discriminator: def.discriminator,
      input,
      path: [def.discriminator],
      inst
    });
    return payload;
  };
});
}
var made_$ZodIntersection;
function class_$ZodIntersection() {
  return made_$ZodIntersection ??= $constructor("$ZodIntersection", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    const left = def.left._zod.run({ value: input, issues: [] }, ctx);
    const right = def.right._zod.run({ value: input, issues: [] }, ctx);
    const async = left instanceof Promise || right instanceof Promise;
    if (async) {
      return Promise.all([left, right]).then(([left2, right2]) => {
        return handleIntersectionResults(payload, left2, right2);
      });
    }
    return handleIntersectionResults(payload, left, right);
  };
});
}
function mergeValues(a, b) {
  if (a === b) {
    return { valid: true, data: a };
  }
  if (a instanceof Date && b instanceof Date && +a === +b) {
    return { valid: true, data: a };
  }
  if (isPlainObject(a) && isPlainObject(b)) {
    const bKeys = Object.keys(b);
    const sharedKeys = Object.keys(a).filter((key) => bKeys.indexOf(key) !== -1);
    const newObj = { ...a, ...b };
    for (const key of sharedKeys) {
      const sharedValue = mergeValues(a[key], b[key]);
      if (!sharedValue.valid) {
        return {
          valid: false,
          mergeErrorPath: [key, ...sharedValue.mergeErrorPath]
        };
      }
      newObj[key] = sharedValue.data;
    }
    return { valid: true, data: newObj };
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) {
      return { valid: false, mergeErrorPath: [] };
    }
    const newArray = [];
    for (let index = 0; index < a.length; index++) {
      const itemA = a[index];
      const itemB = b[index];
      const sharedValue = mergeValues(itemA, itemB);
      if (!sharedValue.valid) {
        return {
          valid: false,
          mergeErrorPath: [index, ...sharedValue.mergeErrorPath]
        };
      }
      newArray.push(sharedValue.data);
    }
    return { valid: true, data: newArray };
  }
  return { valid: false, mergeErrorPath: [] };
}
function handleIntersectionResults(result, left, right) {
  const unrecKeys = /* @__PURE__ */ new Map();
  let unrecIssue;
  for (const iss of left.issues) {
    if (iss.code === "unrecognized_keys") {
      unrecIssue ?? (unrecIssue = iss);
      for (const k of iss.keys) {
        if (!unrecKeys.has(k))
          unrecKeys.set(k, {});
        unrecKeys.get(k).l = true;
      }
    } else {
      result.issues.push(iss);
    }
  }
  for (const iss of right.issues) {
    if (iss.code === "unrecognized_keys") {
      for (const k of iss.keys) {
        if (!unrecKeys.has(k))
          unrecKeys.set(k, {});
        unrecKeys.get(k).r = true;
      }
    } else {
      result.issues.push(iss);
    }
  }
  const bothKeys = [...unrecKeys].filter(([, f]) => f.l && f.r).map(([k]) => k);
  if (bothKeys.length && unrecIssue) {
    result.issues.push({ ...unrecIssue, keys: bothKeys });
  }
  if (aborted(result))
    return result;
  const merged = mergeValues(left.value, right.value);
  if (!merged.valid) {
    throw new Error(`Unmergable intersection. Error path: ${JSON.stringify(merged.mergeErrorPath)}`);
  }
  result.value = merged.data;
  return result;
}
var made_$ZodTuple;
function class_$ZodTuple() {
  return made_$ZodTuple ??= $constructor("$ZodTuple", (inst, def) => {
  class_$ZodType().init(inst, def);
  const items = def.items;
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!Array.isArray(input)) {
      payload.issues.push({
        input,
        inst,
        expected: "tuple",
        code: "invalid_type"
      });
      return payload;
    }
    payload.value = [];
    const proms = [];
    const reversedIndex = [...items].reverse().findIndex((item) => item._zod.optin !== "optional");
    const optStart = reversedIndex === -1 ? 0 : items.length - reversedIndex;
    if (!def.rest) {
      const tooBig = input.length > items.length;
      const tooSmall = input.length < optStart - 1;
      if (tooBig || tooSmall) {
        payload.issues.push({
          ...tooBig ? { code: "too_big", maximum: items.length, inclusive: true } : { code: "too_small", minimum: items.length },
          input,
          inst,
          origin: "array"
        });
        return payload;
      }
    }
    let i = -1;
    for (const item of items) {
      i++;
      if (i >= input.length) {
        if (i >= optStart)
          continue;
      }
      const result = item._zod.run({
        value: input[i],
        issues: []
      }, ctx);
      if (result instanceof Promise) {
        proms.push(result.then((result2) => handleTupleResult(result2, payload, i)));
      } else {
        handleTupleResult(result, payload, i);
      }
    }
    if (def.rest) {
      const rest = input.slice(items.length);
      for (const el of rest) {
        i++;
        const result = def.rest._zod.run({
          value: el,
          issues: []
        }, ctx);
        if (result instanceof Promise) {
          proms.push(result.then((result2) => handleTupleResult(result2, payload, i)));
        } else {
          handleTupleResult(result, payload, i);
        }
      }
    }
    if (proms.length)
      return Promise.all(proms).then(() => payload);
    return payload;
  };
});
}
function handleTupleResult(result, final, index) {
  if (result.issues.length) {
    final.issues.push(...prefixIssues(index, result.issues));
  }
  final.value[index] = result.value;
}
var made_$ZodRecord;
function class_$ZodRecord() {
  return made_$ZodRecord ??= $constructor("$ZodRecord", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!isPlainObject(input)) {
      payload.issues.push({
        expected: "record",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    const proms = [];
    const values = def.keyType._zod.values;
    if (values) {
      payload.value = {};
      const recordKeys = /* @__PURE__ */ new Set();
      for (const key of values) {
        if (typeof key === "string" || typeof key === "number" || typeof key === "symbol") {
          recordKeys.add(typeof key === "number" ? key.toString() : key);
          const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
          if (result instanceof Promise) {
            proms.push(result.then((result2) => {
              if (result2.issues.length) {
                payload.issues.push(...prefixIssues(key, result2.issues));
              }
              payload.value[key] = result2.value;
            }));
          } else {
            if (result.issues.length) {
              payload.issues.push(...prefixIssues(key, result.issues));
            }
            payload.value[key] = result.value;
          }
        }
      }
      let unrecognized;
      for (const key in input) {
        if (!recordKeys.has(key)) {
          unrecognized = unrecognized ?? [];
          unrecognized.push(key);
        }
      }
      if (unrecognized && unrecognized.length > 0) {
        payload.issues.push({
          code: "unrecognized_keys",
          input,
          inst,
          keys: unrecognized
        });
      }
    } else {
      payload.value = {};
      for (const key of Reflect.ownKeys(input)) {
        if (key === "__proto__")
          continue;
        let keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
        if (keyResult instanceof Promise) {
          throw new Error("Async schemas not supported in object keys currently");
        }
        const checkNumericKey = typeof key === "string" && number.test(key) && keyResult.issues.length;
        if (checkNumericKey) {
          const retryResult = def.keyType._zod.run({ value: Number(key), issues: [] }, ctx);
          if (retryResult instanceof Promise) {
            throw new Error("Async schemas not supported in object keys currently");
          }
          if (retryResult.issues.length === 0) {
            keyResult = retryResult;
          }
        }
        if (keyResult.issues.length) {
          if (def.mode === "loose") {
            payload.value[key] = input[key];
          } else {
            payload.issues.push({
              code: "invalid_key",
              origin: "record",
              issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
              input: key,
              path: [key],
              inst
            });
          }
          continue;
        }
        const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
        if (result instanceof Promise) {
          proms.push(result.then((result2) => {
            if (result2.issues.length) {
              payload.issues.push(...prefixIssues(key, result2.issues));
            }
            payload.value[keyResult.value] = result2.value;
          }));
        } else {
          if (result.issues.length) {
            payload.issues.push(...prefixIssues(key, result.issues));
          }
          payload.value[keyResult.value] = result.value;
        }
      }
    }
    if (proms.length) {
      return Promise.all(proms).then(() => payload);
    }
    return payload;
  };
});
}
var made_$ZodMap;
function class_$ZodMap() {
  return made_$ZodMap ??= $constructor("$ZodMap", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!(input instanceof Map)) {
      payload.issues.push({
        expected: "map",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    const proms = [];
    payload.value = /* @__PURE__ */ new Map();
    for (const [key, value] of input) {
      const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
      const valueResult = def.valueType._zod.run({ value, issues: [] }, ctx);
      if (keyResult instanceof Promise || valueResult instanceof Promise) {
        proms.push(Promise.all([keyResult, valueResult]).then(([keyResult2, valueResult2]) => {
          handleMapResult(keyResult2, valueResult2, payload, key, input, inst, ctx);
        }));
      } else {
        handleMapResult(keyResult, valueResult, payload, key, input, inst, ctx);
      }
    }
    if (proms.length)
      return Promise.all(proms).then(() => payload);
    return payload;
  };
});
}
function handleMapResult(keyResult, valueResult, final, key, input, inst, ctx) {
  if (keyResult.issues.length) {
    if (propertyKeyTypes.has(typeof key)) {
      final.issues.push(...prefixIssues(key, keyResult.issues));
    } else {
      final.issues.push({
        code: "invalid_key",
        origin: "map",
        input,
        inst,
        issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config()))
      });
    }
  }
  if (valueResult.issues.length) {
    if (propertyKeyTypes.has(typeof key)) {
      final.issues.push(...prefixIssues(key, valueResult.issues));
    } else {
      final.issues.push({
        origin: "map",
        code: "invalid_element",
        input,
        inst,
        key,
        issues: valueResult.issues.map((iss) => finalizeIssue(iss, ctx, config()))
      });
    }
  }
  final.value.set(keyResult.value, valueResult.value);
}
var made_$ZodSet;
function class_$ZodSet() {
  return made_$ZodSet ??= $constructor("$ZodSet", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!(input instanceof Set)) {
      payload.issues.push({
        input,
        inst,
        expected: "set",
        code: "invalid_type"
      });
      return payload;
    }
    const proms = [];
    payload.value = /* @__PURE__ */ new Set();
    for (const item of input) {
      const result = def.valueType._zod.run({ value: item, issues: [] }, ctx);
      if (result instanceof Promise) {
        proms.push(result.then((result2) => handleSetResult(result2, payload)));
      } else
        handleSetResult(result, payload);
    }
    if (proms.length)
      return Promise.all(proms).then(() => payload);
    return payload;
  };
});
}
function handleSetResult(result, final) {
  if (result.issues.length) {
    final.issues.push(...result.issues);
  }
  final.value.add(result.value);
}
var made_$ZodEnum;
function class_$ZodEnum() {
  return made_$ZodEnum ??= $constructor("$ZodEnum", (inst, def) => {
  class_$ZodType().init(inst, def);
  const values = getEnumValues(def.entries);
  const valuesSet = new Set(values);
  inst._zod.values = valuesSet;
  inst._zod.pattern = new RegExp(`^(${values.filter((k) => propertyKeyTypes.has(typeof k)).map((o) => typeof o === "string" ? escapeRegex(o) : o.toString()).join("|")})$`);
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (valuesSet.has(input)) {
      return payload;
    }
    payload.issues.push({
      code: "invalid_value",
      values,
      input,
      inst
    });
    return payload;
  };
});
}
var made_$ZodLiteral;
function class_$ZodLiteral() {
  return made_$ZodLiteral ??= $constructor("$ZodLiteral", (inst, def) => {
  class_$ZodType().init(inst, def);
  if (def.values.length === 0) {
    throw new Error("Cannot create literal schema with no valid values");
  }
  const values = new Set(def.values);
  inst._zod.values = values;
  inst._zod.pattern = new RegExp(`^(${def.values.map((o) => typeof o === "string" ? escapeRegex(o) : o ? escapeRegex(o.toString()) : String(o)).join("|")})$`);
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (values.has(input)) {
      return payload;
    }
    payload.issues.push({
      code: "invalid_value",
      values: def.values,
      input,
      inst
    });
    return payload;
  };
});
}
var made_$ZodFile;
function class_$ZodFile() {
  return made_$ZodFile ??= $constructor("$ZodFile", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (input instanceof File)
      return payload;
    payload.issues.push({
      expected: "file",
      code: "invalid_type",
      input,
      inst
    });
    return payload;
  };
});
}
var made_$ZodTransform;
function class_$ZodTransform() {
  return made_$ZodTransform ??= $constructor("$ZodTransform", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      throw new $ZodEncodeError(inst.constructor.name);
    }
    const _out = def.transform(payload.value, payload);
    if (ctx.async) {
      const output = _out instanceof Promise ? _out : Promise.resolve(_out);
      return output.then((output2) => {
        payload.value = output2;
        return payload;
      });
    }
    if (_out instanceof Promise) {
      throw new $ZodAsyncError();
    }
    payload.value = _out;
    return payload;
  };
});
}
function handleOptionalResult(result, input) {
  if (result.issues.length && input === void 0) {
    return { issues: [], value: void 0 };
  }
  return result;
}
var made_$ZodOptional;
function class_$ZodOptional() {
  return made_$ZodOptional ??= $constructor("$ZodOptional", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.optin = "optional";
  inst._zod.optout = "optional";
  defineLazy(inst._zod, "values", () => {
    return def.innerType._zod.values ? /* @__PURE__ */ new Set([...def.innerType._zod.values, void 0]) : void 0;
  });
  defineLazy(inst._zod, "pattern", () => {
    const pattern = def.innerType._zod.pattern;
    return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    if (def.innerType._zod.optin === "optional") {
      const result = def.innerType._zod.run(payload, ctx);
      if (result instanceof Promise)
        return result.then((r) => handleOptionalResult(r, payload.value));
      return handleOptionalResult(result, payload.value);
    }
    if (payload.value === void 0) {
      return payload;
    }
    return def.innerType._zod.run(payload, ctx);
  };
});
}
var made_$ZodExactOptional;
function class_$ZodExactOptional() {
  return made_$ZodExactOptional ??= $constructor("$ZodExactOptional", (inst, def) => {
  class_$ZodOptional().init(inst, def);
  defineLazy(inst._zod, "values", () => def.innerType._zod.values);
  defineLazy(inst._zod, "pattern", () => def.innerType._zod.pattern);
  inst._zod.parse = (payload, ctx) => {
    return def.innerType._zod.run(payload, ctx);
  };
});
}
var made_$ZodNullable;
function class_$ZodNullable() {
  return made_$ZodNullable ??= $constructor("$ZodNullable", (inst, def) => {
  class_$ZodType().init(inst, def);
  defineLazy(inst._zod, "optin", () => def.innerType._zod.optin);
  defineLazy(inst._zod, "optout", () => def.innerType._zod.optout);
  defineLazy(inst._zod, "pattern", () => {
    const pattern = def.innerType._zod.pattern;
    return pattern ? new RegExp(`^(${cleanRegex(pattern.source)}|null)$`) : void 0;
  });
  defineLazy(inst._zod, "values", () => {
    return def.innerType._zod.values ? /* @__PURE__ */ new Set([...def.innerType._zod.values, null]) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    if (payload.value === null)
      return payload;
    return def.innerType._zod.run(payload, ctx);
  };
});
}
var made_$ZodDefault;
function class_$ZodDefault() {
  return made_$ZodDefault ??= $constructor("$ZodDefault", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.optin = "optional";
  defineLazy(inst._zod, "values", () => def.innerType._zod.values);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    if (payload.value === void 0) {
      payload.value = def.defaultValue;
      return payload;
    }
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then((result2) => handleDefaultResult(result2, def));
    }
    return handleDefaultResult(result, def);
  };
});
}
function handleDefaultResult(payload, def) {
  if (payload.value === void 0) {
    payload.value = def.defaultValue;
  }
  return payload;
}
var made_$ZodPrefault;
function class_$ZodPrefault() {
  return made_$ZodPrefault ??= $constructor("$ZodPrefault", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.optin = "optional";
  defineLazy(inst._zod, "values", () => def.innerType._zod.values);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    if (payload.value === void 0) {
      payload.value = def.defaultValue;
    }
    return def.innerType._zod.run(payload, ctx);
  };
});
}
var made_$ZodNonOptional;
function class_$ZodNonOptional() {
  return made_$ZodNonOptional ??= $constructor("$ZodNonOptional", (inst, def) => {
  class_$ZodType().init(inst, def);
  defineLazy(inst._zod, "values", () => {
    const v = def.innerType._zod.values;
    return v ? new Set([...v].filter((x) => x !== void 0)) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then((result2) => handleNonOptionalResult(result2, inst));
    }
    return handleNonOptionalResult(result, inst);
  };
});
}
function handleNonOptionalResult(payload, inst) {
  if (!payload.issues.length && payload.value === void 0) {
    payload.issues.push({
      code: "invalid_type",
      expected: "nonoptional",
      input: payload.value,
      inst
    });
  }
  return payload;
}
var made_$ZodSuccess;
function class_$ZodSuccess() {
  return made_$ZodSuccess ??= $constructor("$ZodSuccess", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      throw new $ZodEncodeError("ZodSuccess");
    }
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then((result2) => {
        payload.value = result2.issues.length === 0;
        return payload;
      });
    }
    payload.value = result.issues.length === 0;
    return payload;
  };
});
}
var made_$ZodCatch;
function class_$ZodCatch() {
  return made_$ZodCatch ??= $constructor("$ZodCatch", (inst, def) => {
  class_$ZodType().init(inst, def);
  defineLazy(inst._zod, "optin", () => def.innerType._zod.optin);
  defineLazy(inst._zod, "optout", () => def.innerType._zod.optout);
  defineLazy(inst._zod, "values", () => def.innerType._zod.values);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then((result2) => {
        payload.value = result2.value;
        if (result2.issues.length) {
          payload.value = def.catchValue({
            ...payload,
            error: {
              issues: result2.issues.map((iss) => finalizeIssue(iss, ctx, config()))
            },
            input: payload.value
          });
          payload.issues = [];
        }
        return payload;
      });
    }
    payload.value = result.value;
    if (result.issues.length) {
      payload.value = def.catchValue({
        ...payload,
        error: {
          issues: result.issues.map((iss) => finalizeIssue(iss, ctx, config()))
        },
        input: payload.value
      });
      payload.issues = [];
    }
    return payload;
  };
});
}
var made_$ZodNaN;
function class_$ZodNaN() {
  return made_$ZodNaN ??= $constructor("$ZodNaN", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, _ctx) => {
    if (typeof payload.value !== "number" || !Number.isNaN(payload.value)) {
      payload.issues.push({
        input: payload.value,
        inst,
        expected: "nan",
        code: "invalid_type"
      });
      return payload;
    }
    return payload;
  };
});
}
var made_$ZodPipe;
function class_$ZodPipe() {
  return made_$ZodPipe ??= $constructor("$ZodPipe", (inst, def) => {
  class_$ZodType().init(inst, def);
  defineLazy(inst._zod, "values", () => def.in._zod.values);
  defineLazy(inst._zod, "optin", () => def.in._zod.optin);
  defineLazy(inst._zod, "optout", () => def.out._zod.optout);
  defineLazy(inst._zod, "propValues", () => def.in._zod.propValues);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      const right = def.out._zod.run(payload, ctx);
      if (right instanceof Promise) {
        return right.then((right2) => handlePipeResult(right2, def.in, ctx));
      }
      return handlePipeResult(right, def.in, ctx);
    }
    const left = def.in._zod.run(payload, ctx);
    if (left instanceof Promise) {
      return left.then((left2) => handlePipeResult(left2, def.out, ctx));
    }
    return handlePipeResult(left, def.out, ctx);
  };
});
}
function handlePipeResult(left, next, ctx) {
  if (left.issues.length) {
    left.aborted = true;
    return left;
  }
  return next._zod.run({ value: left.value, issues: left.issues }, ctx);
}
var made_$ZodCodec;
function class_$ZodCodec() {
  return made_$ZodCodec ??= $constructor("$ZodCodec", (inst, def) => {
  class_$ZodType().init(inst, def);
  defineLazy(inst._zod, "values", () => def.in._zod.values);
  defineLazy(inst._zod, "optin", () => def.in._zod.optin);
  defineLazy(inst._zod, "optout", () => def.out._zod.optout);
  defineLazy(inst._zod, "propValues", () => def.in._zod.propValues);
  inst._zod.parse = (payload, ctx) => {
    const direction = ctx.direction || "forward";
    if (direction === "forward") {
      const left = def.in._zod.run(payload, ctx);
      if (left instanceof Promise) {
        return left.then((left2) => handleCodecAResult(left2, def, ctx));
      }
      return handleCodecAResult(left, def, ctx);
    } else {
      const right = def.out._zod.run(payload, ctx);
      if (right instanceof Promise) {
        return right.then((right2) => handleCodecAResult(right2, def, ctx));
      }
      return handleCodecAResult(right, def, ctx);
    }
  };
});
}
function handleCodecAResult(result, def, ctx) {
  if (result.issues.length) {
    result.aborted = true;
    return result;
  }
  const direction = ctx.direction || "forward";
  if (direction === "forward") {
    const transformed = def.transform(result.value, result);
    if (transformed instanceof Promise) {
      return transformed.then((value) => handleCodecTxResult(result, value, def.out, ctx));
    }
    return handleCodecTxResult(result, transformed, def.out, ctx);
  } else {
    const transformed = def.reverseTransform(result.value, result);
    if (transformed instanceof Promise) {
      return transformed.then((value) => handleCodecTxResult(result, value, def.in, ctx));
    }
    return handleCodecTxResult(result, transformed, def.in, ctx);
  }
}
function handleCodecTxResult(left, value, nextSchema, ctx) {
  if (left.issues.length) {
    left.aborted = true;
    return left;
  }
  return nextSchema._zod.run({ value, issues: left.issues }, ctx);
}
var made_$ZodReadonly;
function class_$ZodReadonly() {
  return made_$ZodReadonly ??= $constructor("$ZodReadonly", (inst, def) => {
  class_$ZodType().init(inst, def);
  defineLazy(inst._zod, "propValues", () => def.innerType._zod.propValues);
  defineLazy(inst._zod, "values", () => def.innerType._zod.values);
  defineLazy(inst._zod, "optin", () => def.innerType?._zod?.optin);
  defineLazy(inst._zod, "optout", () => def.innerType?._zod?.optout);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then(handleReadonlyResult);
    }
    return handleReadonlyResult(result);
  };
});
}
function handleReadonlyResult(payload) {
  payload.value = Object.freeze(payload.value);
  return payload;
}
var made_$ZodTemplateLiteral;
function class_$ZodTemplateLiteral() {
  return made_$ZodTemplateLiteral ??= $constructor("$ZodTemplateLiteral", (inst, def) => {
  class_$ZodType().init(inst, def);
  const regexParts = [];
  for (const part of def.parts) {
    if (typeof part === "object" && part !== null) {
      if (!part._zod.pattern) {
        throw new Error(`Invalid template literal part, no pattern found: ${[...part._zod.traits].shift()}`);
      }
      const source = part._zod.pattern instanceof RegExp ? part._zod.pattern.source : part._zod.pattern;
      if (!source)
        throw new Error(`Invalid template literal part: ${part._zod.traits}`);
      const start = source.startsWith("^") ? 1 : 0;
      const end = source.endsWith("$") ? source.length - 1 : source.length;
      regexParts.push(source.slice(start, end));
    } else if (part === null || primitiveTypes.has(typeof part)) {
      regexParts.push(escapeRegex(`${part}`));
    } else {
      throw new Error(`Invalid template literal part: ${part}`);
    }
  }
  inst._zod.pattern = new RegExp(`^${regexParts.join("")}$`);
  inst._zod.parse = (payload, _ctx) => {
    if (typeof payload.value !== "string") {
      payload.issues.push({
        input: payload.value,
        inst,
        expected: "string",
        code: "invalid_type"
      });
      return payload;
    }
    inst._zod.pattern.lastIndex = 0;
    if (!inst._zod.pattern.test(payload.value)) {
      payload.issues.push({
        input: payload.value,
        inst,
        code: "invalid_format",
        format: def.format ?? "template_literal",
        pattern: inst._zod.pattern.source
      });
      return payload;
    }
    return payload;
  };
});
}
var made_$ZodFunction;
function class_$ZodFunction() {
  return made_$ZodFunction ??= $constructor("$ZodFunction", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._def = def;
  inst._zod.def = def;
  inst._zod.parse = (payload, _ctx) => {
    if (typeof payload.value !== "function") {
      payload.issues.push({
        code: "invalid_type",
        expected: "function",
        input: payload.value,
        inst
      });
      return payload;
    }
    const hasPromiseOutput = inst._def.output && inst._def.output._zod.def.type === "promise";
    if (hasPromiseOutput) {
      payload.value = inst.implementAsync(payload.value);
    } else {
      payload.value = inst.implement(payload.value);
    }
    return payload;
  };
  return inst;
}, null, null, {
    implement: (inst, def) => (func) => {
    if (typeof func !== "function") {
      throw new Error("implement() must be called with a function");
    }
    return function(...args) {
      const parsedArgs = inst._def.input ? parse(inst._def.input, args) : args;
      const result = Reflect.apply(func, this, parsedArgs);
      if (inst._def.output) {
        return parse(inst._def.output, result);
      }
      return result;
    };
  },
    implementAsync: (inst, def) => (func) => {
    if (typeof func !== "function") {
      throw new Error("implementAsync() must be called with a function");
    }
    return async function(...args) {
      const parsedArgs = inst._def.input ? await parseAsync(inst._def.input, args) : args;
      const result = await Reflect.apply(func, this, parsedArgs);
      if (inst._def.output) {
        return await parseAsync(inst._def.output, result);
      }
      return result;
    };
  },
    input: (inst, def) => (...args) => {
    const F = inst.constructor;
    if (Array.isArray(args[0])) {
      return new F({
        type: "function",
        input: new (class_$ZodTuple())({
          type: "tuple",
          items: args[0],
          rest: args[1]
        }),
        output: inst._def.output
      });
    }
    return new F({
      type: "function",
      input: args[0],
      output: inst._def.output
    });
  },
    output: (inst, def) => (output) => {
    const F = inst.constructor;
    return new F({
      type: "function",
      input: inst._def.input,
      output
    });
  }
  });
}
var made_$ZodPromise;
function class_$ZodPromise() {
  return made_$ZodPromise ??= $constructor("$ZodPromise", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    return Promise.resolve(payload.value).then((inner) => def.innerType._zod.run({ value: inner, issues: [] }, ctx));
  };
});
}
var made_$ZodLazy;
function class_$ZodLazy() {
  return made_$ZodLazy ??= $constructor("$ZodLazy", (inst, def) => {
  class_$ZodType().init(inst, def);
  defineLazy(inst._zod, "innerType", () => def.getter());
  defineLazy(inst._zod, "pattern", () => inst._zod.innerType?._zod?.pattern);
  defineLazy(inst._zod, "propValues", () => inst._zod.innerType?._zod?.propValues);
  defineLazy(inst._zod, "optin", () => inst._zod.innerType?._zod?.optin ?? void 0);
  defineLazy(inst._zod, "optout", () => inst._zod.innerType?._zod?.optout ?? void 0);
  inst._zod.parse = (payload, ctx) => {
    const inner = inst._zod.innerType;
    return inner._zod.run(payload, ctx);
  };
});
}
var made_$ZodCustom;
function class_$ZodCustom() {
  return made_$ZodCustom ??= $constructor("$ZodCustom", (inst, def) => {
  class_$ZodCheck().init(inst, def);
  class_$ZodType().init(inst, def);
  inst._zod.parse = (payload, _) => {
    return payload;
  };
  inst._zod.check = (payload) => {
    const input = payload.value;
    const r = def.fn(input);
    if (r instanceof Promise) {
      return r.then((r2) => handleRefineResult(r2, payload, input, inst));
    }
    handleRefineResult(r, payload, input, inst);
    return;
  };
});
}
function handleRefineResult(result, payload, input, inst) {
  if (!result) {
    const _iss = {
      code: "custom",
      input,
      inst,
      // incorporates params.error into issue reporting
      path: [...inst._zod.def.path ?? []],
      // incorporates params.error into issue reporting
      continue: !inst._zod.def.abort
      // params: inst._zod.def.params,
    };
    if (inst._zod.def.params)
      _iss.params = inst._zod.def.params;
    payload.issues.push(issue(_iss));
  }
}
// v4/locales/index.js
// v4/locales/en.js
var error = () => {
  const Sizable = {
    string: { unit: "characters", verb: "to have" },
    file: { unit: "bytes", verb: "to have" },
    array: { unit: "items", verb: "to have" },
    set: { unit: "items", verb: "to have" },
    map: { unit: "entries", verb: "to have" }
  };
  function getSizing(origin) {
    return Sizable[origin] ?? null;
  }
  const FormatDictionary = {
    regex: "input",
    email: "email address",
    url: "URL",
    emoji: "emoji",
    uuid: "UUID",
    uuidv4: "UUIDv4",
    uuidv6: "UUIDv6",
    nanoid: "nanoid",
    guid: "GUID",
    cuid: "cuid",
    cuid2: "cuid2",
    ulid: "ULID",
    xid: "XID",
    ksuid: "KSUID",
    datetime: "ISO datetime",
    date: "ISO date",
    time: "ISO time",
    duration: "ISO duration",
    ipv4: "IPv4 address",
    ipv6: "IPv6 address",
    mac: "MAC address",
    cidrv4: "IPv4 range",
    cidrv6: "IPv6 range",
    base64: "base64-encoded string",
    base64url: "base64url-encoded string",
    json_string: "JSON string",
    e164: "E.164 number",
    jwt: "JWT",
    template_literal: "input"
  };
  const TypeDictionary = {
    // Compatibility: "nan" -> "NaN" for display
    nan: "NaN"
    // All other type names omitted - they fall back to raw values via ?? operator
  };
  return (issue2) => {
    switch (issue2.code) {
      case "invalid_type": {
        const expected = TypeDictionary[issue2.expected] ?? issue2.expected;
        const receivedType = parsedType(issue2.input);
        const received = TypeDictionary[receivedType] ?? receivedType;
        return `Invalid input: expected ${expected}, received ${received}`;
      }
      case "invalid_value":
        if (issue2.values.length === 1)
          return `Invalid input: expected ${stringifyPrimitive(issue2.values[0])}`;
        return `Invalid option: expected one of ${joinValues(issue2.values, "|")}`;
      case "too_big": {
        const adj = issue2.inclusive ? "<=" : "<";
        const sizing = getSizing(issue2.origin);
        if (sizing)
          return `Too big: expected ${issue2.origin ?? "value"} to have ${adj}${issue2.maximum.toString()} ${sizing.unit ?? "elements"}`;
        return `Too big: expected ${issue2.origin ?? "value"} to be ${adj}${issue2.maximum.toString()}`;
      }
      case "too_small": {
        const adj = issue2.inclusive ? ">=" : ">";
        const sizing = getSizing(issue2.origin);
        if (sizing) {
          return `Too small: expected ${issue2.origin} to have ${adj}${issue2.minimum.toString()} ${sizing.unit}`;
        }
        return `Too small: expected ${issue2.origin} to be ${adj}${issue2.minimum.toString()}`;
      }
      case "invalid_format": {
        const _issue = issue2;
        if (_issue.format === "starts_with") {
          return `Invalid string: must start with "${_issue.prefix}"`;
        }
        if (_issue.format === "ends_with")
          return `Invalid string: must end with "${_issue.suffix}"`;
        if (_issue.format === "includes")
          return `Invalid string: must include "${_issue.includes}"`;
        if (_issue.format === "regex")
          return `Invalid string: must match pattern ${_issue.pattern}`;
        return `Invalid ${FormatDictionary[_issue.format] ?? issue2.format}`;
      }
      case "not_multiple_of":
        return `Invalid number: must be a multiple of ${issue2.divisor}`;
      case "unrecognized_keys":
        return `Unrecognized key${issue2.keys.length > 1 ? "s" : ""}: ${joinValues(issue2.keys, ", ")}`;
      case "invalid_key":
        return `Invalid key in ${issue2.origin}`;
      case "invalid_union":
        return "Invalid input";
      case "invalid_element":
        return `Invalid value in ${issue2.origin}`;
      default:
        return `Invalid input`;
    }
  };
};
function en_default() {
  return {
    localeError: error()
  };
}
// v4/core/registries.js
var _a;
var $output = /* @__PURE__ */ Symbol("ZodOutput");
var $input = /* @__PURE__ */ Symbol("ZodInput");
var $ZodRegistry = class {
  constructor() {
    this._map = /* @__PURE__ */ new WeakMap();
    this._idmap = /* @__PURE__ */ new Map();
  }
  add(schema, ..._meta) {
    const meta3 = _meta[0];
    this._map.set(schema, meta3);
    if (meta3 && typeof meta3 === "object" && "id" in meta3) {
      this._idmap.set(meta3.id, schema);
    }
    return this;
  }
  clear() {
    this._map = /* @__PURE__ */ new WeakMap();
    this._idmap = /* @__PURE__ */ new Map();
    return this;
  }
  remove(schema) {
    const meta3 = this._map.get(schema);
    if (meta3 && typeof meta3 === "object" && "id" in meta3) {
      this._idmap.delete(meta3.id);
    }
    this._map.delete(schema);
    return this;
  }
  get(schema) {
    const p = schema._zod.parent;
    if (p) {
      const pm = { ...this.get(p) ?? {} };
      delete pm.id;
      const f = { ...pm, ...this._map.get(schema) };
      return Object.keys(f).length ? f : void 0;
    }
    return this._map.get(schema);
  }
  has(schema) {
    return this._map.has(schema);
  }
};
function registry() {
  return new $ZodRegistry();
}
(_a = globalThis).__zod_globalRegistry ?? (_a.__zod_globalRegistry = registry());
var globalRegistry = globalThis.__zod_globalRegistry;
// v4/core/api.js
// @__NO_SIDE_EFFECTS__
function _string(Class2, params) {
  return new Class2({
    type: "string",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _coercedString(Class2, params) {
  return new Class2({
    type: "string",
    coerce: true,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _email(Class2, params) {
  return new Class2({
    type: "string",
    format: "email",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _guid(Class2, params) {
  return new Class2({
    type: "string",
    format: "guid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _uuid(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _uuidv4(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    version: "v4",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _uuidv6(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    version: "v6",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _uuidv7(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    version: "v7",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _url(Class2, params) {
  return new Class2({
    type: "string",
    format: "url",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _emoji2(Class2, params) {
  return new Class2({
    type: "string",
    format: "emoji",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _nanoid(Class2, params) {
  return new Class2({
    type: "string",
    format: "nanoid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _cuid(Class2, params) {
  return new Class2({
    type: "string",
    format: "cuid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _cuid2(Class2, params) {
  return new Class2({
    type: "string",
    format: "cuid2",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _ulid(Class2, params) {
  return new Class2({
    type: "string",
    format: "ulid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _xid(Class2, params) {
  return new Class2({
    type: "string",
    format: "xid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _ksuid(Class2, params) {
  return new Class2({
    type: "string",
    format: "ksuid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _ipv4(Class2, params) {
  return new Class2({
    type: "string",
    format: "ipv4",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _ipv6(Class2, params) {
  return new Class2({
    type: "string",
    format: "ipv6",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _mac(Class2, params) {
  return new Class2({
    type: "string",
    format: "mac",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _cidrv4(Class2, params) {
  return new Class2({
    type: "string",
    format: "cidrv4",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _cidrv6(Class2, params) {
  return new Class2({
    type: "string",
    format: "cidrv6",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _base64(Class2, params) {
  return new Class2({
    type: "string",
    format: "base64",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _base64url(Class2, params) {
  return new Class2({
    type: "string",
    format: "base64url",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _e164(Class2, params) {
  return new Class2({
    type: "string",
    format: "e164",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _jwt(Class2, params) {
  return new Class2({
    type: "string",
    format: "jwt",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
var TimePrecision = {
  Any: null,
  Minute: -1,
  Second: 0,
  Millisecond: 3,
  Microsecond: 6
};
// @__NO_SIDE_EFFECTS__
function _isoDateTime(Class2, params) {
  return new Class2({
    type: "string",
    format: "datetime",
    check: "string_format",
    offset: false,
    local: false,
    precision: null,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _isoDate(Class2, params) {
  return new Class2({
    type: "string",
    format: "date",
    check: "string_format",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _isoTime(Class2, params) {
  return new Class2({
    type: "string",
    format: "time",
    check: "string_format",
    precision: null,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _isoDuration(Class2, params) {
  return new Class2({
    type: "string",
    format: "duration",
    check: "string_format",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _number(Class2, params) {
  return new Class2({
    type: "number",
    checks: [],
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _coercedNumber(Class2, params) {
  return new Class2({
    type: "number",
    coerce: true,
    checks: [],
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _int(Class2, params) {
  return new Class2({
    type: "number",
    check: "number_format",
    abort: false,
    format: "safeint",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _float32(Class2, params) {
  return new Class2({
    type: "number",
    check: "number_format",
    abort: false,
    format: "float32",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _float64(Class2, params) {
  return new Class2({
    type: "number",
    check: "number_format",
    abort: false,
    format: "float64",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _int32(Class2, params) {
  return new Class2({
    type: "number",
    check: "number_format",
    abort: false,
    format: "int32",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _uint32(Class2, params) {
  return new Class2({
    type: "number",
    check: "number_format",
    abort: false,
    format: "uint32",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class2, params) {
  return new Class2({
    type: "boolean",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _coercedBoolean(Class2, params) {
  return new Class2({
    type: "boolean",
    coerce: true,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _bigint(Class2, params) {
  return new Class2({
    type: "bigint",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _coercedBigint(Class2, params) {
  return new Class2({
    type: "bigint",
    coerce: true,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _int64(Class2, params) {
  return new Class2({
    type: "bigint",
    check: "bigint_format",
    abort: false,
    format: "int64",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _uint64(Class2, params) {
  return new Class2({
    type: "bigint",
    check: "bigint_format",
    abort: false,
    format: "uint64",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _symbol(Class2, params) {
  return new Class2({
    type: "symbol",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _undefined2(Class2, params) {
  return new Class2({
    type: "undefined",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _null2(Class2, params) {
  return new Class2({
    type: "null",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _any(Class2) {
  return new Class2({
    type: "any"
  });
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class2) {
  return new Class2({
    type: "unknown"
  });
}
// @__NO_SIDE_EFFECTS__
function _never(Class2, params) {
  return new Class2({
    type: "never",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _void(Class2, params) {
  return new Class2({
    type: "void",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _date(Class2, params) {
  return new Class2({
    type: "date",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _coercedDate(Class2, params) {
  return new Class2({
    type: "date",
    coerce: true,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _nan(Class2, params) {
  return new Class2({
    type: "nan",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _lt(value, params) {
  return new (class_$ZodCheckLessThan())({
    check: "less_than",
    ...normalizeParams(params),
    value,
    inclusive: false
  });
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
  return new (class_$ZodCheckLessThan())({
    check: "less_than",
    ...normalizeParams(params),
    value,
    inclusive: true
  });
}
// @__NO_SIDE_EFFECTS__
function _gt(value, params) {
  return new (class_$ZodCheckGreaterThan())({
    check: "greater_than",
    ...normalizeParams(params),
    value,
    inclusive: false
  });
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
  return new (class_$ZodCheckGreaterThan())({
    check: "greater_than",
    ...normalizeParams(params),
    value,
    inclusive: true
  });
}
// @__NO_SIDE_EFFECTS__
function _positive(params) {
  return /* @__PURE__ */ _gt(0, params);
}
// @__NO_SIDE_EFFECTS__
function _negative(params) {
  return /* @__PURE__ */ _lt(0, params);
}
// @__NO_SIDE_EFFECTS__
function _nonpositive(params) {
  return /* @__PURE__ */ _lte(0, params);
}
// @__NO_SIDE_EFFECTS__
function _nonnegative(params) {
  return /* @__PURE__ */ _gte(0, params);
}
// @__NO_SIDE_EFFECTS__
function _multipleOf(value, params) {
  return new (class_$ZodCheckMultipleOf())({
    check: "multiple_of",
    ...normalizeParams(params),
    value
  });
}
// @__NO_SIDE_EFFECTS__
function _maxSize(maximum, params) {
  return new (class_$ZodCheckMaxSize())({
    check: "max_size",
    ...normalizeParams(params),
    maximum
  });
}
// @__NO_SIDE_EFFECTS__
function _minSize(minimum, params) {
  return new (class_$ZodCheckMinSize())({
    check: "min_size",
    ...normalizeParams(params),
    minimum
  });
}
// @__NO_SIDE_EFFECTS__
function _size(size, params) {
  return new (class_$ZodCheckSizeEquals())({
    check: "size_equals",
    ...normalizeParams(params),
    size
  });
}
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
  const ch = new (class_$ZodCheckMaxLength())({
    check: "max_length",
    ...normalizeParams(params),
    maximum
  });
  return ch;
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
  return new (class_$ZodCheckMinLength())({
    check: "min_length",
    ...normalizeParams(params),
    minimum
  });
}
// @__NO_SIDE_EFFECTS__
function _length(length, params) {
  return new (class_$ZodCheckLengthEquals())({
    check: "length_equals",
    ...normalizeParams(params),
    length
  });
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
  return new (class_$ZodCheckRegex())({
    check: "string_format",
    format: "regex",
    ...normalizeParams(params),
    pattern
  });
}
// @__NO_SIDE_EFFECTS__
function _lowercase(params) {
  return new (class_$ZodCheckLowerCase())({
    check: "string_format",
    format: "lowercase",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _uppercase(params) {
  return new (class_$ZodCheckUpperCase())({
    check: "string_format",
    format: "uppercase",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _includes(includes, params) {
  return new (class_$ZodCheckIncludes())({
    check: "string_format",
    format: "includes",
    ...normalizeParams(params),
    includes
  });
}
// @__NO_SIDE_EFFECTS__
function _startsWith(prefix, params) {
  return new (class_$ZodCheckStartsWith())({
    check: "string_format",
    format: "starts_with",
    ...normalizeParams(params),
    prefix
  });
}
// @__NO_SIDE_EFFECTS__
function _endsWith(suffix, params) {
  return new (class_$ZodCheckEndsWith())({
    check: "string_format",
    format: "ends_with",
    ...normalizeParams(params),
    suffix
  });
}
// @__NO_SIDE_EFFECTS__
function _property(property, schema, params) {
  return new (class_$ZodCheckProperty())({
    check: "property",
    property,
    schema,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _mime(types, params) {
  return new (class_$ZodCheckMimeType())({
    check: "mime_type",
    mime: types,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _overwrite(tx) {
  return new (class_$ZodCheckOverwrite())({
    check: "overwrite",
    tx
  });
}
// @__NO_SIDE_EFFECTS__
function _normalize(form) {
  return /* @__PURE__ */ _overwrite((input) => input.normalize(form));
}
// @__NO_SIDE_EFFECTS__
function _trim() {
  return /* @__PURE__ */ _overwrite((input) => input.trim());
}
// @__NO_SIDE_EFFECTS__
function _toLowerCase() {
  return /* @__PURE__ */ _overwrite((input) => input.toLowerCase());
}
// @__NO_SIDE_EFFECTS__
function _toUpperCase() {
  return /* @__PURE__ */ _overwrite((input) => input.toUpperCase());
}
// @__NO_SIDE_EFFECTS__
function _slugify() {
  return /* @__PURE__ */ _overwrite((input) => slugify(input));
}
// @__NO_SIDE_EFFECTS__
function _array(Class2, element, params) {
  return new Class2({
    type: "array",
    element,
    // get element() {
    //   return element;
    // },
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _union(Class2, options, params) {
  return new Class2({
    type: "union",
    options,
    ...normalizeParams(params)
  });
}
function _xor(Class2, options, params) {
  return new Class2({
    type: "union",
    options,
    inclusive: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _discriminatedUnion(Class2, discriminator, options, params) {
  return new Class2({
    type: "union",
    options,
    discriminator,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _intersection(Class2, left, right) {
  return new Class2({
    type: "intersection",
    left,
    right
  });
}
// @__NO_SIDE_EFFECTS__
function _tuple(Class2, items, _paramsOrRest, _params) {
  const hasRest = _paramsOrRest instanceof class_$ZodType();
  const params = hasRest ? _params : _paramsOrRest;
  const rest = hasRest ? _paramsOrRest : null;
  return new Class2({
    type: "tuple",
    items,
    rest,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _record(Class2, keyType, valueType, params) {
  return new Class2({
    type: "record",
    keyType,
    valueType,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _map(Class2, keyType, valueType, params) {
  return new Class2({
    type: "map",
    keyType,
    valueType,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _set(Class2, valueType, params) {
  return new Class2({
    type: "set",
    valueType,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _enum(Class2, values, params) {
  const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
  return new Class2({
    type: "enum",
    entries,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _nativeEnum(Class2, entries, params) {
  return new Class2({
    type: "enum",
    entries,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _literal(Class2, value, params) {
  return new Class2({
    type: "literal",
    values: Array.isArray(value) ? value : [value],
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _file(Class2, params) {
  return new Class2({
    type: "file",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _transform(Class2, fn) {
  return new Class2({
    type: "transform",
    transform: fn
  });
}
// @__NO_SIDE_EFFECTS__
function _optional(Class2, innerType) {
  return new Class2({
    type: "optional",
    innerType
  });
}
// @__NO_SIDE_EFFECTS__
function _nullable(Class2, innerType) {
  return new Class2({
    type: "nullable",
    innerType
  });
}
// @__NO_SIDE_EFFECTS__
function _default(Class2, innerType, defaultValue) {
  return new Class2({
    type: "default",
    innerType,
    get defaultValue() {
      return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
    }
  });
}
// @__NO_SIDE_EFFECTS__
function _nonoptional(Class2, innerType, params) {
  return new Class2({
    type: "nonoptional",
    innerType,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _success(Class2, innerType) {
  return new Class2({
    type: "success",
    innerType
  });
}
// @__NO_SIDE_EFFECTS__
function _catch(Class2, innerType, catchValue) {
  return new Class2({
    type: "catch",
    innerType,
    catchValue: typeof catchValue === "function" ? catchValue : () => catchValue
  });
}
// @__NO_SIDE_EFFECTS__
function _pipe(Class2, in_, out) {
  return new Class2({
    type: "pipe",
    in: in_,
    out
  });
}
// @__NO_SIDE_EFFECTS__
function _readonly(Class2, innerType) {
  return new Class2({
    type: "readonly",
    innerType
  });
}
// @__NO_SIDE_EFFECTS__
function _templateLiteral(Class2, parts, params) {
  return new Class2({
    type: "template_literal",
    parts,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _lazy(Class2, getter) {
  return new Class2({
    type: "lazy",
    getter
  });
}
// @__NO_SIDE_EFFECTS__
function _promise(Class2, innerType) {
  return new Class2({
    type: "promise",
    innerType
  });
}
// @__NO_SIDE_EFFECTS__
function _custom(Class2, fn, _params) {
  const norm = normalizeParams(_params);
  norm.abort ?? (norm.abort = true);
  const schema = new Class2({
    type: "custom",
    check: "custom",
    fn,
    ...norm
  });
  return schema;
}
// @__NO_SIDE_EFFECTS__
function _refine(Class2, fn, _params) {
  const schema = new Class2({
    type: "custom",
    check: "custom",
    fn,
    ...normalizeParams(_params)
  });
  return schema;
}
// @__NO_SIDE_EFFECTS__
function _superRefine(fn) {
  const ch = /* @__PURE__ */ _check((payload) => {
    payload.addIssue = (issue2) => {
      if (typeof issue2 === "string") {
        payload.issues.push(issue(issue2, payload.value, ch._zod.def));
      } else {
        const _issue = issue2;
        if (_issue.fatal)
          _issue.continue = false;
        _issue.code ?? (_issue.code = "custom");
        _issue.input ?? (_issue.input = payload.value);
        _issue.inst ?? (_issue.inst = ch);
        _issue.continue ?? (_issue.continue = !ch._zod.def.abort);
        payload.issues.push(issue(_issue));
      }
    };
    return fn(payload.value, payload);
  });
  return ch;
}
// @__NO_SIDE_EFFECTS__
function _check(fn, params) {
  const ch = new (class_$ZodCheck())({
    check: "custom",
    ...normalizeParams(params)
  });
  ch._zod.check = fn;
  return ch;
}
// @__NO_SIDE_EFFECTS__
function describe(description) {
  const ch = new (class_$ZodCheck())({ check: "describe" });
  ch._zod.onattach = [
    (inst) => {
      const existing = globalRegistry.get(inst) ?? {};
      globalRegistry.add(inst, { ...existing, description });
    }
  ];
  ch._zod.check = () => {
  };
  return ch;
}
// @__NO_SIDE_EFFECTS__
function meta(metadata) {
  const ch = new (class_$ZodCheck())({ check: "meta" });
  ch._zod.onattach = [
    (inst) => {
      const existing = globalRegistry.get(inst) ?? {};
      globalRegistry.add(inst, { ...existing, ...metadata });
    }
  ];
  ch._zod.check = () => {
  };
  return ch;
}
// @__NO_SIDE_EFFECTS__
function _stringbool(Classes, _params) {
  const params = normalizeParams(_params);
  let truthyArray = params.truthy ?? ["true", "1", "yes", "on", "y", "enabled"];
  let falsyArray = params.falsy ?? ["false", "0", "no", "off", "n", "disabled"];
  if (params.case !== "sensitive") {
    truthyArray = truthyArray.map((v) => typeof v === "string" ? v.toLowerCase() : v);
    falsyArray = falsyArray.map((v) => typeof v === "string" ? v.toLowerCase() : v);
  }
  const truthySet = new Set(truthyArray);
  const falsySet = new Set(falsyArray);
  const _Codec = Classes.Codec ?? class_$ZodCodec();
  const _Boolean = Classes.Boolean ?? class_$ZodBoolean();
  const _String = Classes.String ?? class_$ZodString();
  const stringSchema = new _String({ type: "string", error: params.error });
  const booleanSchema = new _Boolean({ type: "boolean", error: params.error });
  const codec2 = new _Codec({
    type: "pipe",
    in: stringSchema,
    out: booleanSchema,
    transform: ((input, payload) => {
      let data = input;
      if (params.case !== "sensitive")
        data = data.toLowerCase();
      if (truthySet.has(data)) {
        return true;
      } else if (falsySet.has(data)) {
        return false;
      } else {
        payload.issues.push({
          code: "invalid_value",
          expected: "stringbool",
          values: [...truthySet, ...falsySet],
          input: payload.value,
          inst: codec2,
          continue: false
        });
        return {};
      }
    }),
    reverseTransform: ((input, _payload) => {
      if (input === true) {
        return truthyArray[0] || "true";
      } else {
        return falsyArray[0] || "false";
      }
    }),
    error: params.error
  });
  return codec2;
}
// @__NO_SIDE_EFFECTS__
function _stringFormat(Class2, format, fnOrRegex, _params = {}) {
  const params = normalizeParams(_params);
  const def = {
    ...normalizeParams(_params),
    check: "string_format",
    type: "string",
    format,
    fn: typeof fnOrRegex === "function" ? fnOrRegex : (val) => fnOrRegex.test(val),
    ...params
  };
  if (fnOrRegex instanceof RegExp) {
    def.pattern = fnOrRegex;
  }
  const inst = new Class2(def);
  return inst;
}
// v4/core/to-json-schema.js
function initializeContext(params) {
  let target = params?.target ?? "draft-2020-12";
  if (target === "draft-4")
    target = "draft-04";
  if (target === "draft-7")
    target = "draft-07";
  return {
    processors: params.processors ?? {},
    metadataRegistry: params?.metadata ?? globalRegistry,
    target,
    unrepresentable: params?.unrepresentable ?? "throw",
    override: params?.override ?? (() => {
    }),
    io: params?.io ?? "output",
    counter: 0,
    seen: /* @__PURE__ */ new Map(),
    cycles: params?.cycles ?? "ref",
    reused: params?.reused ?? "inline",
    external: params?.external ?? void 0
  };
}
function process(schema, ctx, _params = { path: [], schemaPath: [] }) {
  var _a2;
  const def = schema._zod.def;
  const seen = ctx.seen.get(schema);
  if (seen) {
    seen.count++;
    const isCycle = _params.schemaPath.includes(schema);
    if (isCycle) {
      seen.cycle = _params.path;
    }
    return seen.schema;
  }
  const result = { schema: {}, count: 1, cycle: void 0, path: _params.path };
  ctx.seen.set(schema, result);
  const overrideSchema = schema._zod.toJSONSchema?.();
  if (overrideSchema) {
    result.schema = overrideSchema;
  } else {
    const params = {
      ..._params,
      schemaPath: [..._params.schemaPath, schema],
      path: _params.path
    };
    if (schema._zod.processJSONSchema) {
      schema._zod.processJSONSchema(ctx, result.schema, params);
    } else {
      const _json = result.schema;
      const processor = ctx.processors[def.type];
      if (!processor) {
        throw new Error(`[toJSONSchema]: Non-representable type encountered: ${def.type}`);
      }
      processor(schema, ctx, _json, params);
    }
    const parent = schema._zod.parent;
    if (parent) {
      if (!result.ref)
        result.ref = parent;
      process(parent, ctx, params);
      ctx.seen.get(parent).isParent = true;
    }
  }
  const meta3 = ctx.metadataRegistry.get(schema);
  if (meta3)
    Object.assign(result.schema, meta3);
  if (ctx.io === "input" && isTransforming(schema)) {
    delete result.schema.examples;
    delete result.schema.default;
  }
  if (ctx.io === "input" && result.schema._prefault)
    (_a2 = result.schema).default ?? (_a2.default = result.schema._prefault);
  delete result.schema._prefault;
  const _result = ctx.seen.get(schema);
  return _result.schema;
}
function extractDefs(ctx, schema) {
  const root = ctx.seen.get(schema);
  if (!root)
    throw new Error("Unprocessed schema. This is a bug in Zod.");
  const idToSchema = /* @__PURE__ */ new Map();
  for (const entry of ctx.seen.entries()) {
    const id = ctx.metadataRegistry.get(entry[0])?.id;
    if (id) {
      const existing = idToSchema.get(id);
      if (existing && existing !== entry[0]) {
        throw new Error(`Duplicate schema id "${id}" detected during JSON Schema conversion. Two different schemas cannot share the same id when converted together.`);
      }
      idToSchema.set(id, entry[0]);
    }
  }
  const makeURI = (entry) => {
    const defsSegment = ctx.target === "draft-2020-12" ? "$defs" : "definitions";
    if (ctx.external) {
      const externalId = ctx.external.registry.get(entry[0])?.id;
      const uriGenerator = ctx.external.uri ?? ((id2) => id2);
      if (externalId) {
        return { ref: uriGenerator(externalId) };
      }
      const id = entry[1].defId ?? entry[1].schema.id ?? `schema${ctx.counter++}`;
      entry[1].defId = id;
      return { defId: id, ref: `${uriGenerator("__shared")}#/${defsSegment}/${id}` };
    }
    if (entry[1] === root) {
      return { ref: "#" };
    }
    const uriPrefix = `#`;
    const defUriPrefix = `${uriPrefix}/${defsSegment}/`;
    const defId = entry[1].schema.id ?? `__schema${ctx.counter++}`;
    return { defId, ref: defUriPrefix + defId };
  };
  const extractToDef = (entry) => {
    if (entry[1].schema.$ref) {
      return;
    }
    const seen = entry[1];
    const { ref, defId } = makeURI(entry);
    seen.def = { ...seen.schema };
    if (defId)
      seen.defId = defId;
    const schema2 = seen.schema;
    for (const key in schema2) {
      delete schema2[key];
    }
    schema2.$ref = ref;
  };
  if (ctx.cycles === "throw") {
    for (const entry of ctx.seen.entries()) {
      const seen = entry[1];
      if (seen.cycle) {
        throw new Error(`Cycle detected: #/${seen.cycle?.join("/")}/<root>
Set the \`cycles\` parameter to \`"ref"\` to resolve cyclical schemas with defs.`);
      }
    }
  }
  for (const entry of ctx.seen.entries()) {
    const seen = entry[1];
    if (schema === entry[0]) {
      extractToDef(entry);
      continue;
    }
    if (ctx.external) {
      const ext = ctx.external.registry.get(entry[0])?.id;
      if (schema !== entry[0] && ext) {
        extractToDef(entry);
        continue;
      }
    }
    const id = ctx.metadataRegistry.get(entry[0])?.id;
    if (id) {
      extractToDef(entry);
      continue;
    }
    if (seen.cycle) {
      extractToDef(entry);
      continue;
    }
    if (seen.count > 1) {
      if (ctx.reused === "ref") {
        extractToDef(entry);
        continue;
      }
    }
  }
}
function finalize(ctx, schema) {
  const root = ctx.seen.get(schema);
  if (!root)
    throw new Error("Unprocessed schema. This is a bug in Zod.");
  const flattenRef = (zodSchema) => {
    const seen = ctx.seen.get(zodSchema);
    if (seen.ref === null)
      return;
    const schema2 = seen.def ?? seen.schema;
    const _cached = { ...schema2 };
    const ref = seen.ref;
    seen.ref = null;
    if (ref) {
      flattenRef(ref);
      const refSeen = ctx.seen.get(ref);
      const refSchema = refSeen.schema;
      if (refSchema.$ref && (ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0")) {
        schema2.allOf = schema2.allOf ?? [];
        schema2.allOf.push(refSchema);
      } else {
        Object.assign(schema2, refSchema);
      }
      Object.assign(schema2, _cached);
      const isParentRef = zodSchema._zod.parent === ref;
      if (isParentRef) {
        for (const key in schema2) {
          if (key === "$ref" || key === "allOf")
            continue;
          if (!(key in _cached)) {
            delete schema2[key];
          }
        }
      }
      if (refSchema.$ref && refSeen.def) {
        for (const key in schema2) {
          if (key === "$ref" || key === "allOf")
            continue;
          if (key in refSeen.def && JSON.stringify(schema2[key]) === JSON.stringify(refSeen.def[key])) {
            delete schema2[key];
          }
        }
      }
    }
    const parent = zodSchema._zod.parent;
    if (parent && parent !== ref) {
      flattenRef(parent);
      const parentSeen = ctx.seen.get(parent);
      if (parentSeen?.schema.$ref) {
        schema2.$ref = parentSeen.schema.$ref;
        if (parentSeen.def) {
          for (const key in schema2) {
            if (key === "$ref" || key === "allOf")
              continue;
            if (key in parentSeen.def && JSON.stringify(schema2[key]) === JSON.stringify(parentSeen.def[key])) {
              delete schema2[key];
            }
          }
        }
      }
    }
    ctx.override({
      zodSchema,
      jsonSchema: schema2,
      path: seen.path ?? []
    });
  };
  for (const entry of [...ctx.seen.entries()].reverse()) {
    flattenRef(entry[0]);
  }
  const result = {};
  if (ctx.target === "draft-2020-12") {
    result.$schema = "https://json-schema.org/draft/2020-12/schema";
  } else if (ctx.target === "draft-07") {
    result.$schema = "http://json-schema.org/draft-07/schema#";
  } else if (ctx.target === "draft-04") {
    result.$schema = "http://json-schema.org/draft-04/schema#";
  } else if (ctx.target === "openapi-3.0") {
  } else {
  }
  if (ctx.external?.uri) {
    const id = ctx.external.registry.get(schema)?.id;
    if (!id)
      throw new Error("Schema is missing an `id` property");
    result.$id = ctx.external.uri(id);
  }
  Object.assign(result, root.def ?? root.schema);
  const defs = ctx.external?.defs ?? {};
  for (const entry of ctx.seen.entries()) {
    const seen = entry[1];
    if (seen.def && seen.defId) {
      defs[seen.defId] = seen.def;
    }
  }
  if (ctx.external) {
  } else {
    if (Object.keys(defs).length > 0) {
      if (ctx.target === "draft-2020-12") {
        result.$defs = defs;
      } else {
        result.definitions = defs;
      }
    }
  }
  try {
    const finalized = JSON.parse(JSON.stringify(result));
    Object.defineProperty(finalized, "~standard", {
      value: {
        ...schema["~standard"],
        jsonSchema: {
          input: createStandardJSONSchemaMethod(schema, "input", ctx.processors),
          output: createStandardJSONSchemaMethod(schema, "output", ctx.processors)
        }
      },
      enumerable: false,
      writable: false
    });
    return finalized;
  } catch (_err) {
    throw new Error("Error converting schema to JSON.");
  }
}
function isTransforming(_schema, _ctx) {
  const ctx = _ctx ?? { seen: /* @__PURE__ */ new Set() };
  if (ctx.seen.has(_schema))
    return false;
  ctx.seen.add(_schema);
  const def = _schema._zod.def;
  if (def.type === "transform")
    return true;
  if (def.type === "array")
    return isTransforming(def.element, ctx);
  if (def.type === "set")
    return isTransforming(def.valueType, ctx);
  if (def.type === "lazy")
    return isTransforming(def.getter(), ctx);
  if (def.type === "promise" || def.type === "optional" || def.type === "nonoptional" || def.type === "nullable" || def.type === "readonly" || def.type === "default" || def.type === "prefault") {
    return isTransforming(def.innerType, ctx);
  }
  if (def.type === "intersection") {
    return isTransforming(def.left, ctx) || isTransforming(def.right, ctx);
  }
  if (def.type === "record" || def.type === "map") {
    return isTransforming(def.keyType, ctx) || isTransforming(def.valueType, ctx);
  }
  if (def.type === "pipe") {
    return isTransforming(def.in, ctx) || isTransforming(def.out, ctx);
  }
  if (def.type === "object") {
    for (const key in def.shape) {
      if (isTransforming(def.shape[key], ctx))
        return true;
    }
    return false;
  }
  if (def.type === "union") {
    for (const option of def.options) {
      if (isTransforming(option, ctx))
        return true;
    }
    return false;
  }
  if (def.type === "tuple") {
    for (const item of def.items) {
      if (isTransforming(item, ctx))
        return true;
    }
    if (def.rest && isTransforming(def.rest, ctx))
      return true;
    return false;
  }
  return false;
}
var createToJSONSchemaMethod = (schema, processors = {}) => (params) => {
  const ctx = initializeContext({ ...params, processors });
  process(schema, ctx);
  extractDefs(ctx, schema);
  return finalize(ctx, schema);
};
var createStandardJSONSchemaMethod = (schema, io, processors = {}) => (params) => {
  const { libraryOptions, target } = params ?? {};
  const ctx = initializeContext({ ...libraryOptions ?? {}, target, io, processors });
  process(schema, ctx);
  extractDefs(ctx, schema);
  return finalize(ctx, schema);
};
// v4/core/json-schema-processors.js
var formatMap = {
  guid: "uuid",
  url: "uri",
  datetime: "date-time",
  json_string: "json-string",
  regex: ""
  // do not set
};
var stringProcessor = (schema, ctx, _json, _params) => {
  const json2 = _json;
  json2.type = "string";
  const { minimum, maximum, format, patterns: patterns2, contentEncoding } = schema._zod.bag;
  if (typeof minimum === "number")
    json2.minLength = minimum;
  if (typeof maximum === "number")
    json2.maxLength = maximum;
  if (format) {
    json2.format = formatMap[format] ?? format;
    if (json2.format === "")
      delete json2.format;
    if (format === "time") {
      delete json2.format;
    }
  }
  if (contentEncoding)
    json2.contentEncoding = contentEncoding;
  if (patterns2 && patterns2.size > 0) {
    const regexes = [...patterns2];
    if (regexes.length === 1)
      json2.pattern = regexes[0].source;
    else if (regexes.length > 1) {
      json2.allOf = [
        ...regexes.map((regex) => ({
          ...ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0" ? { type: "string" } : {},
          pattern: regex.source
        }))
      ];
    }
  }
};
var numberProcessor = (schema, ctx, _json, _params) => {
  const json2 = _json;
  const { minimum, maximum, format, multipleOf, exclusiveMaximum, exclusiveMinimum } = schema._zod.bag;
  if (typeof format === "string" && format.includes("int"))
    json2.type = "integer";
  else
    json2.type = "number";
  if (typeof exclusiveMinimum === "number") {
    if (ctx.target === "draft-04" || ctx.target === "openapi-3.0") {
      json2.minimum = exclusiveMinimum;
      json2.exclusiveMinimum = true;
    } else {
      json2.exclusiveMinimum = exclusiveMinimum;
    }
  }
  if (typeof minimum === "number") {
    json2.minimum = minimum;
    if (typeof exclusiveMinimum === "number" && ctx.target !== "draft-04") {
      if (exclusiveMinimum >= minimum)
        delete json2.minimum;
      else
        delete json2.exclusiveMinimum;
    }
  }
  if (typeof exclusiveMaximum === "number") {
    if (ctx.target === "draft-04" || ctx.target === "openapi-3.0") {
      json2.maximum = exclusiveMaximum;
      json2.exclusiveMaximum = true;
    } else {
      json2.exclusiveMaximum = exclusiveMaximum;
    }
  }
  if (typeof maximum === "number") {
    json2.maximum = maximum;
    if (typeof exclusiveMaximum === "number" && ctx.target !== "draft-04") {
      if (exclusiveMaximum <= maximum)
        delete json2.maximum;
      else
        delete json2.exclusiveMaximum;
    }
  }
  if (typeof multipleOf === "number")
    json2.multipleOf = multipleOf;
};
var booleanProcessor = (_schema, _ctx, json2, _params) => {
  json2.type = "boolean";
};
var bigintProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("BigInt cannot be represented in JSON Schema");
  }
};
var symbolProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Symbols cannot be represented in JSON Schema");
  }
};
var nullProcessor = (_schema, ctx, json2, _params) => {
  if (ctx.target === "openapi-3.0") {
    json2.type = "string";
    json2.nullable = true;
    json2.enum = [null];
  } else {
    json2.type = "null";
  }
};
var undefinedProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Undefined cannot be represented in JSON Schema");
  }
};
var voidProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Void cannot be represented in JSON Schema");
  }
};
var neverProcessor = (_schema, _ctx, json2, _params) => {
  json2.not = {};
};
var anyProcessor = (_schema, _ctx, _json, _params) => {
};
var unknownProcessor = (_schema, _ctx, _json, _params) => {
};
var dateProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Date cannot be represented in JSON Schema");
  }
};
var enumProcessor = (schema, _ctx, json2, _params) => {
  const def = schema._zod.def;
  const values = getEnumValues(def.entries);
  if (values.every((v) => typeof v === "number"))
    json2.type = "number";
  if (values.every((v) => typeof v === "string"))
    json2.type = "string";
  json2.enum = values;
};
var literalProcessor = (schema, ctx, json2, _params) => {
  const def = schema._zod.def;
  const vals = [];
  for (const val of def.values) {
    if (val === void 0) {
      if (ctx.unrepresentable === "throw") {
        throw new Error("Literal `undefined` cannot be represented in JSON Schema");
      } else {
      }
    } else if (typeof val === "bigint") {
      if (ctx.unrepresentable === "throw") {
        throw new Error("BigInt literals cannot be represented in JSON Schema");
      } else {
        vals.push(Number(val));
      }
    } else {
      vals.push(val);
    }
  }
  if (vals.length === 0) {
  } else if (vals.length === 1) {
    const val = vals[0];
    json2.type = val === null ? "null" : typeof val;
    if (ctx.target === "draft-04" || ctx.target === "openapi-3.0") {
      json2.enum = [val];
    } else {
      json2.const = val;
    }
  } else {
    if (vals.every((v) => typeof v === "number"))
      json2.type = "number";
    if (vals.every((v) => typeof v === "string"))
      json2.type = "string";
    if (vals.every((v) => typeof v === "boolean"))
      json2.type = "boolean";
    if (vals.every((v) => v === null))
      json2.type = "null";
    json2.enum = vals;
  }
};
var nanProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("NaN cannot be represented in JSON Schema");
  }
};
var templateLiteralProcessor = (schema, _ctx, json2, _params) => {
  const _json = json2;
  const pattern = schema._zod.pattern;
  if (!pattern)
    throw new Error("Pattern not found in template literal");
  _json.type = "string";
  _json.pattern = pattern.source;
};
var fileProcessor = (schema, _ctx, json2, _params) => {
  const _json = json2;
  const file2 = {
    type: "string",
    format: "binary",
    contentEncoding: "binary"
  };
  const { minimum, maximum, mime } = schema._zod.bag;
  if (minimum !== void 0)
    file2.minLength = minimum;
  if (maximum !== void 0)
    file2.maxLength = maximum;
  if (mime) {
    if (mime.length === 1) {
      file2.contentMediaType = mime[0];
      Object.assign(_json, file2);
    } else {
      Object.assign(_json, file2);
      _json.anyOf = mime.map((m) => ({ contentMediaType: m }));
    }
  } else {
    Object.assign(_json, file2);
  }
};
var successProcessor = (_schema, _ctx, json2, _params) => {
  json2.type = "boolean";
};
var customProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Custom types cannot be represented in JSON Schema");
  }
};
var functionProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Function types cannot be represented in JSON Schema");
  }
};
var transformProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Transforms cannot be represented in JSON Schema");
  }
};
var mapProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Map cannot be represented in JSON Schema");
  }
};
var setProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Set cannot be represented in JSON Schema");
  }
};
var arrayProcessor = (schema, ctx, _json, params) => {
  const json2 = _json;
  const def = schema._zod.def;
  const { minimum, maximum } = schema._zod.bag;
  if (typeof minimum === "number")
    json2.minItems = minimum;
  if (typeof maximum === "number")
    json2.maxItems = maximum;
  json2.type = "array";
  json2.items = process(def.element, ctx, { ...params, path: [...params.path, "items"] });
};
var objectProcessor = (schema, ctx, _json, params) => {
  const json2 = _json;
  const def = schema._zod.def;
  json2.type = "object";
  json2.properties = {};
  const shape = def.shape;
  for (const key in shape) {
    json2.properties[key] = process(shape[key], ctx, {
      ...params,
      path: [...params.path, "properties", key]
    });
  }
  const allKeys = new Set(Object.keys(shape));
  const requiredKeys = new Set([...allKeys].filter((key) => {
    const v = def.shape[key]._zod;
    if (ctx.io === "input") {
      return v.optin === void 0;
    } else {
      return v.optout === void 0;
    }
  }));
  if (requiredKeys.size > 0) {
    json2.required = Array.from(requiredKeys);
  }
  if (def.catchall?._zod.def.type === "never") {
    json2.additionalProperties = false;
  } else if (!def.catchall) {
    if (ctx.io === "output")
      json2.additionalProperties = false;
  } else if (def.catchall) {
    json2.additionalProperties = process(def.catchall, ctx, {
      ...params,
      path: [...params.path, "additionalProperties"]
    });
  }
};
var unionProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  const isExclusive = def.inclusive === false;
  const options = def.options.map((x, i) => process(x, ctx, {
    ...params,
    path: [...params.path, isExclusive ? "oneOf" : "anyOf", i]
  }));
  if (isExclusive) {
    json2.oneOf = options;
  } else {
    json2.anyOf = options;
  }
};
var intersectionProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  const a = process(def.left, ctx, {
    ...params,
    path: [...params.path, "allOf", 0]
  });
  const b = process(def.right, ctx, {
    ...params,
    path: [...params.path, "allOf", 1]
  });
  const isSimpleIntersection = (val) => "allOf" in val && Object.keys(val).length === 1;
  const allOf = [
    ...isSimpleIntersection(a) ? a.allOf : [a],
    ...isSimpleIntersection(b) ? b.allOf : [b]
  ];
  json2.allOf = allOf;
};
var tupleProcessor = (schema, ctx, _json, params) => {
  const json2 = _json;
  const def = schema._zod.def;
  json2.type = "array";
  const prefixPath = ctx.target === "draft-2020-12" ? "prefixItems" : "items";
  const restPath = ctx.target === "draft-2020-12" ? "items" : ctx.target === "openapi-3.0" ? "items" : "additionalItems";
  const prefixItems = def.items.map((x, i) => process(x, ctx, {
    ...params,
    path: [...params.path, prefixPath, i]
  }));
  const rest = def.rest ? process(def.rest, ctx, {
    ...params,
    path: [...params.path, restPath, ...ctx.target === "openapi-3.0" ? [def.items.length] : []]
  }) : null;
  if (ctx.target === "draft-2020-12") {
    json2.prefixItems = prefixItems;
    if (rest) {
      json2.items = rest;
    }
  } else if (ctx.target === "openapi-3.0") {
    json2.items = {
      anyOf: prefixItems
    };
    if (rest) {
      json2.items.anyOf.push(rest);
    }
    json2.minItems = prefixItems.length;
    if (!rest) {
      json2.maxItems = prefixItems.length;
    }
  } else {
    json2.items = prefixItems;
    if (rest) {
      json2.additionalItems = rest;
    }
  }
  const { minimum, maximum } = schema._zod.bag;
  if (typeof minimum === "number")
    json2.minItems = minimum;
  if (typeof maximum === "number")
    json2.maxItems = maximum;
};
var recordProcessor = (schema, ctx, _json, params) => {
  const json2 = _json;
  const def = schema._zod.def;
  json2.type = "object";
  const keyType = def.keyType;
  const keyBag = keyType._zod.bag;
  const patterns2 = keyBag?.patterns;
  if (def.mode === "loose" && patterns2 && patterns2.size > 0) {
    const valueSchema = process(def.valueType, ctx, {
      ...params,
      path: [...params.path, "patternProperties", "*"]
    });
    json2.patternProperties = {};
    for (const pattern of patterns2) {
      json2.patternProperties[pattern.source] = valueSchema;
    }
  } else {
    if (ctx.target === "draft-07" || ctx.target === "draft-2020-12") {
      json2.propertyNames = process(def.keyType, ctx, {
        ...params,
        path: [...params.path, "propertyNames"]
      });
    }
    json2.additionalProperties = process(def.valueType, ctx, {
      ...params,
      path: [...params.path, "additionalProperties"]
    });
  }
  const keyValues = keyType._zod.values;
  if (keyValues) {
    const validKeyValues = [...keyValues].filter((v) => typeof v === "string" || typeof v === "number");
    if (validKeyValues.length > 0) {
      json2.required = validKeyValues;
    }
  }
};
var nullableProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  const inner = process(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  if (ctx.target === "openapi-3.0") {
    seen.ref = def.innerType;
    json2.nullable = true;
  } else {
    json2.anyOf = [inner, { type: "null" }];
  }
};
var nonoptionalProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  process(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
};
var defaultProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  process(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  json2.default = JSON.parse(JSON.stringify(def.defaultValue));
};
var prefaultProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  process(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  if (ctx.io === "input")
    json2._prefault = JSON.parse(JSON.stringify(def.defaultValue));
};
var catchProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  process(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  let catchValue;
  try {
    catchValue = def.catchValue(void 0);
  } catch {
    throw new Error("Dynamic catch values are not supported in JSON Schema");
  }
  json2.default = catchValue;
};
var pipeProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  const innerType = ctx.io === "input" ? def.in._zod.def.type === "transform" ? def.out : def.in : def.out;
  process(innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = innerType;
};
var readonlyProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  process(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  json2.readOnly = true;
};
var promiseProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  process(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
};
var optionalProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  process(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
};
var lazyProcessor = (schema, ctx, _json, params) => {
  const innerType = schema._zod.innerType;
  process(innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = innerType;
};
var allProcessors = {
  string: stringProcessor,
  number: numberProcessor,
  boolean: booleanProcessor,
  bigint: bigintProcessor,
  symbol: symbolProcessor,
  null: nullProcessor,
  undefined: undefinedProcessor,
  void: voidProcessor,
  never: neverProcessor,
  any: anyProcessor,
  unknown: unknownProcessor,
  date: dateProcessor,
  enum: enumProcessor,
  literal: literalProcessor,
  nan: nanProcessor,
  template_literal: templateLiteralProcessor,
  file: fileProcessor,
  success: successProcessor,
  custom: customProcessor,
  function: functionProcessor,
  transform: transformProcessor,
  map: mapProcessor,
  set: setProcessor,
  array: arrayProcessor,
  object: objectProcessor,
  union: unionProcessor,
  intersection: intersectionProcessor,
  tuple: tupleProcessor,
  record: recordProcessor,
  nullable: nullableProcessor,
  nonoptional: nonoptionalProcessor,
  default: defaultProcessor,
  prefault: prefaultProcessor,
  catch: catchProcessor,
  pipe: pipeProcessor,
  readonly: readonlyProcessor,
  promise: promiseProcessor,
  optional: optionalProcessor,
  lazy: lazyProcessor
};
function toJSONSchema(input, params) {
  if ("_idmap" in input) {
    const registry2 = input;
    const ctx2 = initializeContext({ ...params, processors: allProcessors });
    const defs = {};
    for (const entry of registry2._idmap.entries()) {
      const [_, schema] = entry;
      process(schema, ctx2);
    }
    const schemas = {};
    const external = {
      registry: registry2,
      uri: params?.uri,
      defs
    };
    ctx2.external = external;
    for (const entry of registry2._idmap.entries()) {
      const [key, schema] = entry;
      extractDefs(ctx2, schema);
      schemas[key] = finalize(ctx2, schema);
    }
    if (Object.keys(defs).length > 0) {
      const defsSegment = ctx2.target === "draft-2020-12" ? "$defs" : "definitions";
      schemas.__shared = {
        [defsSegment]: defs
      };
    }
    return { schemas };
  }
  const ctx = initializeContext({ ...params, processors: allProcessors });
  process(input, ctx);
  extractDefs(ctx, input);
  return finalize(ctx, input);
}
// v4/core/json-schema-generator.js
var JSONSchemaGenerator = class {
  /** @deprecated Access via ctx instead */
  get metadataRegistry() {
    return this.ctx.metadataRegistry;
  }
  /** @deprecated Access via ctx instead */
  get target() {
    return this.ctx.target;
  }
  /** @deprecated Access via ctx instead */
  get unrepresentable() {
    return this.ctx.unrepresentable;
  }
  /** @deprecated Access via ctx instead */
  get override() {
    return this.ctx.override;
  }
  /** @deprecated Access via ctx instead */
  get io() {
    return this.ctx.io;
  }
  /** @deprecated Access via ctx instead */
  get counter() {
    return this.ctx.counter;
  }
  set counter(value) {
    this.ctx.counter = value;
  }
  /** @deprecated Access via ctx instead */
  get seen() {
    return this.ctx.seen;
  }
  constructor(params) {
    let normalizedTarget = params?.target ?? "draft-2020-12";
    if (normalizedTarget === "draft-4")
      normalizedTarget = "draft-04";
    if (normalizedTarget === "draft-7")
      normalizedTarget = "draft-07";
    this.ctx = initializeContext({
      processors: allProcessors,
      target: normalizedTarget,
      ...params?.metadata && { metadata: params.metadata },
      ...params?.unrepresentable && { unrepresentable: params.unrepresentable },
      ...params?.override && { override: params.override },
      ...params?.io && { io: params.io }
    });
  }
  /**
   * Process a schema to prepare it for JSON Schema generation.
   * This must be called before emit().
   */
  process(schema, _params = { path: [], schemaPath: [] }) {
    return process(schema, this.ctx, _params);
  }
  /**
   * Emit the final JSON Schema after processing.
   * Must call process() first.
   */
  emit(schema, _params) {
    if (_params) {
      if (_params.cycles)
        this.ctx.cycles = _params.cycles;
      if (_params.reused)
        this.ctx.reused = _params.reused;
      if (_params.external)
        this.ctx.external = _params.external;
    }
    extractDefs(this.ctx, schema);
    const result = finalize(this.ctx, schema);
    const { "~standard": _, ...plainResult } = result;
    return plainResult;
  }
};
// v4/core/json-schema.js
var json_schema_exports = {};
// v4/classic/schemas.js
// v4/classic/checks.js
// v4/classic/iso.js
var made_ZodISODateTime;
function class_ZodISODateTime() {
  return made_ZodISODateTime ??= $constructor("ZodISODateTime", (inst, def) => {
  class_$ZodISODateTime().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function datetime2(params) {
  return _isoDateTime(class_ZodISODateTime(), params);
}
var made_ZodISODate;
function class_ZodISODate() {
  return made_ZodISODate ??= $constructor("ZodISODate", (inst, def) => {
  class_$ZodISODate().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function date2(params) {
  return _isoDate(class_ZodISODate(), params);
}
var made_ZodISOTime;
function class_ZodISOTime() {
  return made_ZodISOTime ??= $constructor("ZodISOTime", (inst, def) => {
  class_$ZodISOTime().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function time2(params) {
  return _isoTime(class_ZodISOTime(), params);
}
var made_ZodISODuration;
function class_ZodISODuration() {
  return made_ZodISODuration ??= $constructor("ZodISODuration", (inst, def) => {
  class_$ZodISODuration().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function duration2(params) {
  return _isoDuration(class_ZodISODuration(), params);
}
// v4/classic/errors.js
var initializer2 = (inst, issues) => {
  class_$ZodError().init(inst, issues);
  inst.name = "ZodError";
  Object.defineProperties(inst, {
    format: {
      value: (mapper) => formatError(inst, mapper)
      // enumerable: false,
    },
    flatten: {
      value: (mapper) => flattenError(inst, mapper)
      // enumerable: false,
    },
    addIssue: {
      value: (issue2) => {
        inst.issues.push(issue2);
        inst.message = JSON.stringify(inst.issues, jsonStringifyReplacer, 2);
      }
      // enumerable: false,
    },
    addIssues: {
      value: (issues2) => {
        inst.issues.push(...issues2);
        inst.message = JSON.stringify(inst.issues, jsonStringifyReplacer, 2);
      }
      // enumerable: false,
    },
    isEmpty: {
      get() {
        return inst.issues.length === 0;
      }
      // enumerable: false,
    }
  });
};
var made_ZodError;
function class_ZodError() {
  return made_ZodError ??= $constructor("ZodError", initializer2);
}
var made_ZodRealError;
function class_ZodRealError() {
  return made_ZodRealError ??= $constructor("ZodError", initializer2, {
  Parent: Error
});
}
// v4/classic/parse.js
var parse2 = /* @__PURE__ */ _parse(class_ZodRealError());
var parseAsync2 = /* @__PURE__ */ _parseAsync(class_ZodRealError());
var safeParse2 = /* @__PURE__ */ _safeParse(class_ZodRealError());
var safeParseAsync2 = /* @__PURE__ */ _safeParseAsync(class_ZodRealError());
var encode2 = /* @__PURE__ */ _encode(class_ZodRealError());
var decode2 = /* @__PURE__ */ _decode(class_ZodRealError());
var encodeAsync2 = /* @__PURE__ */ _encodeAsync(class_ZodRealError());
var decodeAsync2 = /* @__PURE__ */ _decodeAsync(class_ZodRealError());
var safeEncode2 = /* @__PURE__ */ _safeEncode(class_ZodRealError());
var safeDecode2 = /* @__PURE__ */ _safeDecode(class_ZodRealError());
var safeEncodeAsync2 = /* @__PURE__ */ _safeEncodeAsync(class_ZodRealError());
var safeDecodeAsync2 = /* @__PURE__ */ _safeDecodeAsync(class_ZodRealError());
// v4/classic/schemas.js
var made_ZodType;
function class_ZodType() {
  return made_ZodType ??= $constructor("ZodType", (inst, def) => {
  class_$ZodType().init(inst, def);
  inst.def = def;
  inst.type = def.type;
  return inst;
}, null, null, {
    "~standard": (inst, def) => ({ ...standard(inst), jsonSchema: {
    input: createStandardJSONSchemaMethod(inst, "input"),
    output: createStandardJSONSchemaMethod(inst, "output")
  } }),
    toJSONSchema: (inst, def) => (params) => createToJSONSchemaMethod(inst, {})(params),
    _def: (inst, def) => def,
    check: (inst, def) => (...checks) => {
    return inst.clone(mergeDefs(def, {
      checks: [
        ...def.checks ?? [],
        ...checks.map((ch) => typeof ch === "function" ? { _zod: { check: ch, def: { check: "custom" }, onattach: [] } } : ch)
      ]
    }), {
      parent: true
    });
  },
    with: (inst, def) => inst.check,
    clone: (inst, def) => (def2, params) => clone(inst, def2, params),
    brand: (inst, def) => () => inst,
    register: (inst, def) => ((reg, meta3) => {
    reg.add(inst, meta3);
    return inst;
  }),
    parse: (inst, def) => (data, params) => parse2(inst, data, params, { callee: inst.parse }),
    safeParse: (inst, def) => (data, params) => safeParse2(inst, data, params),
    parseAsync: (inst, def) => async (data, params) => parseAsync2(inst, data, params, { callee: inst.parseAsync }),
    safeParseAsync: (inst, def) => async (data, params) => safeParseAsync2(inst, data, params),
    spa: (inst, def) => inst.safeParseAsync,
    encode: (inst, def) => (data, params) => encode2(inst, data, params),
    decode: (inst, def) => (data, params) => decode2(inst, data, params),
    encodeAsync: (inst, def) => async (data, params) => encodeAsync2(inst, data, params),
    decodeAsync: (inst, def) => async (data, params) => decodeAsync2(inst, data, params),
    safeEncode: (inst, def) => (data, params) => safeEncode2(inst, data, params),
    safeDecode: (inst, def) => (data, params) => safeDecode2(inst, data, params),
    safeEncodeAsync: (inst, def) => async (data, params) => safeEncodeAsync2(inst, data, params),
    safeDecodeAsync: (inst, def) => async (data, params) => safeDecodeAsync2(inst, data, params),
    refine: (inst, def) => (check2, params) => inst.check(refine(check2, params)),
    superRefine: (inst, def) => (refinement) => inst.check(superRefine(refinement)),
    overwrite: (inst, def) => (fn) => inst.check(_overwrite(fn)),
    optional: (inst, def) => () => optional(inst),
    exactOptional: (inst, def) => () => exactOptional(inst),
    nullable: (inst, def) => () => nullable(inst),
    nullish: (inst, def) => () => optional(nullable(inst)),
    nonoptional: (inst, def) => (params) => nonoptional(inst, params),
    array: (inst, def) => () => array(inst),
    or: (inst, def) => (arg) => union([inst, arg]),
    and: (inst, def) => (arg) => intersection(inst, arg),
    transform: (inst, def) => (tx) => pipe(inst, transform(tx)),
    default: (inst, def) => (def2) => _default2(inst, def2),
    prefault: (inst, def) => (def2) => prefault(inst, def2),
    catch: (inst, def) => (params) => _catch2(inst, params),
    pipe: (inst, def) => (target) => pipe(inst, target),
    readonly: (inst, def) => () => readonly(inst),
    describe: (inst, def) => (description) => {
    const cl = inst.clone();
    globalRegistry.add(cl, { description });
    return cl;
  },
    description: (inst, def) => globalRegistry.get(inst)?.description,
    meta: (inst, def) => (...args) => {
    if (args.length === 0) {
      return globalRegistry.get(inst);
    }
    const cl = inst.clone();
    globalRegistry.add(cl, args[0]);
    return cl;
  },
    isOptional: (inst, def) => () => inst.safeParse(void 0).success,
    isNullable: (inst, def) => () => inst.safeParse(null).success,
    apply: (inst, def) => (fn) => fn(inst)
  });
}
var made__ZodString;
function class__ZodString() {
  return made__ZodString ??= $constructor("_ZodString", (inst, def) => {
  class_$ZodString().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => stringProcessor(inst, ctx, json2, params);
  const bag = inst._zod.bag;
  inst.format = bag.format ?? null;
  inst.minLength = bag.minimum ?? null;
  inst.maxLength = bag.maximum ?? null;
}, null, () => class_ZodType(), {
    regex: (inst, def) => (...args) => inst.check(_regex(...args)),
    includes: (inst, def) => (...args) => inst.check(_includes(...args)),
    startsWith: (inst, def) => (...args) => inst.check(_startsWith(...args)),
    endsWith: (inst, def) => (...args) => inst.check(_endsWith(...args)),
    min: (inst, def) => (...args) => inst.check(_minLength(...args)),
    max: (inst, def) => (...args) => inst.check(_maxLength(...args)),
    length: (inst, def) => (...args) => inst.check(_length(...args)),
    nonempty: (inst, def) => (...args) => inst.check(_minLength(1, ...args)),
    lowercase: (inst, def) => (params) => inst.check(_lowercase(params)),
    uppercase: (inst, def) => (params) => inst.check(_uppercase(params)),
    trim: (inst, def) => () => inst.check(_trim()),
    normalize: (inst, def) => (...args) => inst.check(_normalize(...args)),
    toLowerCase: (inst, def) => () => inst.check(_toLowerCase()),
    toUpperCase: (inst, def) => () => inst.check(_toUpperCase()),
    slugify: (inst, def) => () => inst.check(_slugify())
  });
}
var made_ZodString;
function class_ZodString() {
  return made_ZodString ??= $constructor("ZodString", (inst, def) => {
  class_$ZodString().init(inst, def);
  class__ZodString().init(inst, def);
}, null, () => class__ZodString(), {
    email: (inst, def) => (params) => inst.check(_email(class_ZodEmail(), params)),
    url: (inst, def) => (params) => inst.check(_url(class_ZodURL(), params)),
    jwt: (inst, def) => (params) => inst.check(_jwt(class_ZodJWT(), params)),
    emoji: (inst, def) => (params) => inst.check(_emoji2(class_ZodEmoji(), params)),
    guid: (inst, def) => (params) => inst.check(_guid(class_ZodGUID(), params)),
    uuid: (inst, def) => (params) => inst.check(_uuid(class_ZodUUID(), params)),
    uuidv4: (inst, def) => (params) => inst.check(_uuidv4(class_ZodUUID(), params)),
    uuidv6: (inst, def) => (params) => inst.check(_uuidv6(class_ZodUUID(), params)),
    uuidv7: (inst, def) => (params) => inst.check(_uuidv7(class_ZodUUID(), params)),
    nanoid: (inst, def) => (params) => inst.check(_nanoid(class_ZodNanoID(), params)),
    guid: (inst, def) => (params) => inst.check(_guid(class_ZodGUID(), params)),
    cuid: (inst, def) => (params) => inst.check(_cuid(class_ZodCUID(), params)),
    cuid2: (inst, def) => (params) => inst.check(_cuid2(class_ZodCUID2(), params)),
    ulid: (inst, def) => (params) => inst.check(_ulid(class_ZodULID(), params)),
    base64: (inst, def) => (params) => inst.check(_base64(class_ZodBase64(), params)),
    base64url: (inst, def) => (params) => inst.check(_base64url(class_ZodBase64URL(), params)),
    xid: (inst, def) => (params) => inst.check(_xid(class_ZodXID(), params)),
    ksuid: (inst, def) => (params) => inst.check(_ksuid(class_ZodKSUID(), params)),
    ipv4: (inst, def) => (params) => inst.check(_ipv4(class_ZodIPv4(), params)),
    ipv6: (inst, def) => (params) => inst.check(_ipv6(class_ZodIPv6(), params)),
    cidrv4: (inst, def) => (params) => inst.check(_cidrv4(class_ZodCIDRv4(), params)),
    cidrv6: (inst, def) => (params) => inst.check(_cidrv6(class_ZodCIDRv6(), params)),
    e164: (inst, def) => (params) => inst.check(_e164(class_ZodE164(), params)),
    datetime: (inst, def) => (params) => inst.check(datetime2(params)),
    date: (inst, def) => (params) => inst.check(date2(params)),
    time: (inst, def) => (params) => inst.check(time2(params)),
    duration: (inst, def) => (params) => inst.check(duration2(params))
  });
}
function string2(params) {
  return _string(class_ZodString(), params);
}
var made_ZodStringFormat;
function class_ZodStringFormat() {
  return made_ZodStringFormat ??= $constructor("ZodStringFormat", (inst, def) => {
  class_$ZodStringFormat().init(inst, def);
  class__ZodString().init(inst, def);
}, null, () => class__ZodString(), null);
}
var made_ZodEmail;
function class_ZodEmail() {
  return made_ZodEmail ??= $constructor("ZodEmail", (inst, def) => {
  class_$ZodEmail().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function email2(params) {
  return _email(class_ZodEmail(), params);
}
var made_ZodGUID;
function class_ZodGUID() {
  return made_ZodGUID ??= $constructor("ZodGUID", (inst, def) => {
  class_$ZodGUID().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function guid2(params) {
  return _guid(class_ZodGUID(), params);
}
var made_ZodUUID;
function class_ZodUUID() {
  return made_ZodUUID ??= $constructor("ZodUUID", (inst, def) => {
  class_$ZodUUID().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function uuid2(params) {
  return _uuid(class_ZodUUID(), params);
}
function uuidv4(params) {
  return _uuidv4(class_ZodUUID(), params);
}
function uuidv6(params) {
  return _uuidv6(class_ZodUUID(), params);
}
function uuidv7(params) {
  return _uuidv7(class_ZodUUID(), params);
}
var made_ZodURL;
function class_ZodURL() {
  return made_ZodURL ??= $constructor("ZodURL", (inst, def) => {
  class_$ZodURL().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function url(params) {
  return _url(class_ZodURL(), params);
}
function httpUrl(params) {
  return _url(class_ZodURL(), {
    protocol: /^https?$/,
    hostname: domain,
    ...normalizeParams(params)
  });
}
var made_ZodEmoji;
function class_ZodEmoji() {
  return made_ZodEmoji ??= $constructor("ZodEmoji", (inst, def) => {
  class_$ZodEmoji().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function emoji2(params) {
  return _emoji2(class_ZodEmoji(), params);
}
var made_ZodNanoID;
function class_ZodNanoID() {
  return made_ZodNanoID ??= $constructor("ZodNanoID", (inst, def) => {
  class_$ZodNanoID().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function nanoid2(params) {
  return _nanoid(class_ZodNanoID(), params);
}
var made_ZodCUID;
function class_ZodCUID() {
  return made_ZodCUID ??= $constructor("ZodCUID", (inst, def) => {
  class_$ZodCUID().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function cuid3(params) {
  return _cuid(class_ZodCUID(), params);
}
var made_ZodCUID2;
function class_ZodCUID2() {
  return made_ZodCUID2 ??= $constructor("ZodCUID2", (inst, def) => {
  class_$ZodCUID2().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function cuid22(params) {
  return _cuid2(class_ZodCUID2(), params);
}
var made_ZodULID;
function class_ZodULID() {
  return made_ZodULID ??= $constructor("ZodULID", (inst, def) => {
  class_$ZodULID().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function ulid2(params) {
  return _ulid(class_ZodULID(), params);
}
var made_ZodXID;
function class_ZodXID() {
  return made_ZodXID ??= $constructor("ZodXID", (inst, def) => {
  class_$ZodXID().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function xid2(params) {
  return _xid(class_ZodXID(), params);
}
var made_ZodKSUID;
function class_ZodKSUID() {
  return made_ZodKSUID ??= $constructor("ZodKSUID", (inst, def) => {
  class_$ZodKSUID().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function ksuid2(params) {
  return _ksuid(class_ZodKSUID(), params);
}
var made_ZodIPv4;
function class_ZodIPv4() {
  return made_ZodIPv4 ??= $constructor("ZodIPv4", (inst, def) => {
  class_$ZodIPv4().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function ipv42(params) {
  return _ipv4(class_ZodIPv4(), params);
}
var made_ZodMAC;
function class_ZodMAC() {
  return made_ZodMAC ??= $constructor("ZodMAC", (inst, def) => {
  class_$ZodMAC().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function mac2(params) {
  return _mac(class_ZodMAC(), params);
}
var made_ZodIPv6;
function class_ZodIPv6() {
  return made_ZodIPv6 ??= $constructor("ZodIPv6", (inst, def) => {
  class_$ZodIPv6().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function ipv62(params) {
  return _ipv6(class_ZodIPv6(), params);
}
var made_ZodCIDRv4;
function class_ZodCIDRv4() {
  return made_ZodCIDRv4 ??= $constructor("ZodCIDRv4", (inst, def) => {
  class_$ZodCIDRv4().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function cidrv42(params) {
  return _cidrv4(class_ZodCIDRv4(), params);
}
var made_ZodCIDRv6;
function class_ZodCIDRv6() {
  return made_ZodCIDRv6 ??= $constructor("ZodCIDRv6", (inst, def) => {
  class_$ZodCIDRv6().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function cidrv62(params) {
  return _cidrv6(class_ZodCIDRv6(), params);
}
var made_ZodBase64;
function class_ZodBase64() {
  return made_ZodBase64 ??= $constructor("ZodBase64", (inst, def) => {
  class_$ZodBase64().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function base642(params) {
  return _base64(class_ZodBase64(), params);
}
var made_ZodBase64URL;
function class_ZodBase64URL() {
  return made_ZodBase64URL ??= $constructor("ZodBase64URL", (inst, def) => {
  class_$ZodBase64URL().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function base64url2(params) {
  return _base64url(class_ZodBase64URL(), params);
}
var made_ZodE164;
function class_ZodE164() {
  return made_ZodE164 ??= $constructor("ZodE164", (inst, def) => {
  class_$ZodE164().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function e1642(params) {
  return _e164(class_ZodE164(), params);
}
var made_ZodJWT;
function class_ZodJWT() {
  return made_ZodJWT ??= $constructor("ZodJWT", (inst, def) => {
  class_$ZodJWT().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function jwt(params) {
  return _jwt(class_ZodJWT(), params);
}
var made_ZodCustomStringFormat;
function class_ZodCustomStringFormat() {
  return made_ZodCustomStringFormat ??= $constructor("ZodCustomStringFormat", (inst, def) => {
  class_$ZodCustomStringFormat().init(inst, def);
  class_ZodStringFormat().init(inst, def);
}, null, () => class_ZodStringFormat(), null);
}
function stringFormat(format, fnOrRegex, _params = {}) {
  return _stringFormat(class_ZodCustomStringFormat(), format, fnOrRegex, _params);
}
function hostname2(_params) {
  return _stringFormat(class_ZodCustomStringFormat(), "hostname", hostname, _params);
}
function hex2(_params) {
  return _stringFormat(class_ZodCustomStringFormat(), "hex", hex, _params);
}
function hash(alg, params) {
  const enc = params?.enc ?? "hex";
  const format = `${alg}_${enc}`;
  const regex = regexes_exports()[format];
  if (!regex)
    throw new Error(`Unrecognized hash format: ${format}`);
  return _stringFormat(class_ZodCustomStringFormat(), format, regex, params);
}
var made_ZodNumber;
function class_ZodNumber() {
  return made_ZodNumber ??= $constructor("ZodNumber", (inst, def) => {
  class_$ZodNumber().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => numberProcessor(inst, ctx, json2, params);
  const bag = inst._zod.bag;
  inst.minValue = Math.max(bag.minimum ?? Number.NEGATIVE_INFINITY, bag.exclusiveMinimum ?? Number.NEGATIVE_INFINITY) ?? null;
  inst.maxValue = Math.min(bag.maximum ?? Number.POSITIVE_INFINITY, bag.exclusiveMaximum ?? Number.POSITIVE_INFINITY) ?? null;
  inst.isInt = (bag.format ?? "").includes("int") || Number.isSafeInteger(bag.multipleOf ?? 0.5);
  inst.isFinite = true;
  inst.format = bag.format ?? null;
}, null, () => class_ZodType(), {
    gt: (inst, def) => (value, params) => inst.check(_gt(value, params)),
    gte: (inst, def) => (value, params) => inst.check(_gte(value, params)),
    min: (inst, def) => (value, params) => inst.check(_gte(value, params)),
    lt: (inst, def) => (value, params) => inst.check(_lt(value, params)),
    lte: (inst, def) => (value, params) => inst.check(_lte(value, params)),
    max: (inst, def) => (value, params) => inst.check(_lte(value, params)),
    int: (inst, def) => (params) => inst.check(int(params)),
    safe: (inst, def) => (params) => inst.check(int(params)),
    positive: (inst, def) => (params) => inst.check(_gt(0, params)),
    nonnegative: (inst, def) => (params) => inst.check(_gte(0, params)),
    negative: (inst, def) => (params) => inst.check(_lt(0, params)),
    nonpositive: (inst, def) => (params) => inst.check(_lte(0, params)),
    multipleOf: (inst, def) => (value, params) => inst.check(_multipleOf(value, params)),
    step: (inst, def) => (value, params) => inst.check(_multipleOf(value, params)),
    finite: (inst, def) => () => inst
  });
}
function number2(params) {
  return _number(class_ZodNumber(), params);
}
var made_ZodNumberFormat;
function class_ZodNumberFormat() {
  return made_ZodNumberFormat ??= $constructor("ZodNumberFormat", (inst, def) => {
  class_$ZodNumberFormat().init(inst, def);
  class_ZodNumber().init(inst, def);
}, null, () => class_ZodNumber(), null);
}
function int(params) {
  return _int(class_ZodNumberFormat(), params);
}
function float32(params) {
  return _float32(class_ZodNumberFormat(), params);
}
function float64(params) {
  return _float64(class_ZodNumberFormat(), params);
}
function int32(params) {
  return _int32(class_ZodNumberFormat(), params);
}
function uint32(params) {
  return _uint32(class_ZodNumberFormat(), params);
}
var made_ZodBoolean;
function class_ZodBoolean() {
  return made_ZodBoolean ??= $constructor("ZodBoolean", (inst, def) => {
  class_$ZodBoolean().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => booleanProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), null);
}
function boolean2(params) {
  return _boolean(class_ZodBoolean(), params);
}
var made_ZodBigInt;
function class_ZodBigInt() {
  return made_ZodBigInt ??= $constructor("ZodBigInt", (inst, def) => {
  class_$ZodBigInt().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => bigintProcessor(inst, ctx, json2, params);
  const bag = inst._zod.bag;
  inst.minValue = bag.minimum ?? null;
  inst.maxValue = bag.maximum ?? null;
  inst.format = bag.format ?? null;
}, null, () => class_ZodType(), {
    gte: (inst, def) => (value, params) => inst.check(_gte(value, params)),
    min: (inst, def) => (value, params) => inst.check(_gte(value, params)),
    gt: (inst, def) => (value, params) => inst.check(_gt(value, params)),
    gte: (inst, def) => (value, params) => inst.check(_gte(value, params)),
    min: (inst, def) => (value, params) => inst.check(_gte(value, params)),
    lt: (inst, def) => (value, params) => inst.check(_lt(value, params)),
    lte: (inst, def) => (value, params) => inst.check(_lte(value, params)),
    max: (inst, def) => (value, params) => inst.check(_lte(value, params)),
    positive: (inst, def) => (params) => inst.check(_gt(BigInt(0), params)),
    negative: (inst, def) => (params) => inst.check(_lt(BigInt(0), params)),
    nonpositive: (inst, def) => (params) => inst.check(_lte(BigInt(0), params)),
    nonnegative: (inst, def) => (params) => inst.check(_gte(BigInt(0), params)),
    multipleOf: (inst, def) => (value, params) => inst.check(_multipleOf(value, params))
  });
}
function bigint2(params) {
  return _bigint(class_ZodBigInt(), params);
}
var made_ZodBigIntFormat;
function class_ZodBigIntFormat() {
  return made_ZodBigIntFormat ??= $constructor("ZodBigIntFormat", (inst, def) => {
  class_$ZodBigIntFormat().init(inst, def);
  class_ZodBigInt().init(inst, def);
}, null, () => class_ZodBigInt(), null);
}
function int64(params) {
  return _int64(class_ZodBigIntFormat(), params);
}
function uint64(params) {
  return _uint64(class_ZodBigIntFormat(), params);
}
var made_ZodSymbol;
function class_ZodSymbol() {
  return made_ZodSymbol ??= $constructor("ZodSymbol", (inst, def) => {
  class_$ZodSymbol().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => symbolProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), null);
}
function symbol(params) {
  return _symbol(class_ZodSymbol(), params);
}
var made_ZodUndefined;
function class_ZodUndefined() {
  return made_ZodUndefined ??= $constructor("ZodUndefined", (inst, def) => {
  class_$ZodUndefined().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => undefinedProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), null);
}
function _undefined3(params) {
  return _undefined2(class_ZodUndefined(), params);
}
var made_ZodNull;
function class_ZodNull() {
  return made_ZodNull ??= $constructor("ZodNull", (inst, def) => {
  class_$ZodNull().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => nullProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), null);
}
function _null3(params) {
  return _null2(class_ZodNull(), params);
}
var made_ZodAny;
function class_ZodAny() {
  return made_ZodAny ??= $constructor("ZodAny", (inst, def) => {
  class_$ZodAny().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => anyProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), null);
}
function any() {
  return _any(class_ZodAny());
}
var made_ZodUnknown;
function class_ZodUnknown() {
  return made_ZodUnknown ??= $constructor("ZodUnknown", (inst, def) => {
  class_$ZodUnknown().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => unknownProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), null);
}
function unknown() {
  return _unknown(class_ZodUnknown());
}
var made_ZodNever;
function class_ZodNever() {
  return made_ZodNever ??= $constructor("ZodNever", (inst, def) => {
  class_$ZodNever().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => neverProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), null);
}
function never(params) {
  return _never(class_ZodNever(), params);
}
var made_ZodVoid;
function class_ZodVoid() {
  return made_ZodVoid ??= $constructor("ZodVoid", (inst, def) => {
  class_$ZodVoid().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => voidProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), null);
}
function _void2(params) {
  return _void(class_ZodVoid(), params);
}
var made_ZodDate;
function class_ZodDate() {
  return made_ZodDate ??= $constructor("ZodDate", (inst, def) => {
  class_$ZodDate().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => dateProcessor(inst, ctx, json2, params);
  const c = inst._zod.bag;
  inst.minDate = c.minimum ? new Date(c.minimum) : null;
  inst.maxDate = c.maximum ? new Date(c.maximum) : null;
}, null, () => class_ZodType(), {
    min: (inst, def) => (value, params) => inst.check(_gte(value, params)),
    max: (inst, def) => (value, params) => inst.check(_lte(value, params))
  });
}
function date3(params) {
  return _date(class_ZodDate(), params);
}
var made_ZodArray;
function class_ZodArray() {
  return made_ZodArray ??= $constructor("ZodArray", (inst, def) => {
  class_$ZodArray().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => arrayProcessor(inst, ctx, json2, params);
  inst.element = def.element;
}, null, () => class_ZodType(), {
    min: (inst, def) => (minLength, params) => inst.check(_minLength(minLength, params)),
    nonempty: (inst, def) => (params) => inst.check(_minLength(1, params)),
    max: (inst, def) => (maxLength, params) => inst.check(_maxLength(maxLength, params)),
    length: (inst, def) => (len, params) => inst.check(_length(len, params)),
    unwrap: (inst, def) => () => inst.element
  });
}
function array(element, params) {
  return _array(class_ZodArray(), element, params);
}
function keyof(schema) {
  const shape = schema._zod.def.shape;
  return _enum2(Object.keys(shape));
}
var made_ZodObject;
function class_ZodObject() {
  return made_ZodObject ??= $constructor("ZodObject", (inst, def) => {
  class_$ZodObjectJIT().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => objectProcessor(inst, ctx, json2, params);
  defineLazy(inst, "shape", () => {
    return def.shape;
  });
}, null, () => class_ZodType(), {
    keyof: (inst, def) => () => _enum2(Object.keys(inst._zod.def.shape)),
    catchall: (inst, def) => (catchall) => inst.clone({ ...inst._zod.def, catchall }),
    passthrough: (inst, def) => () => inst.clone({ ...inst._zod.def, catchall: unknown() }),
    loose: (inst, def) => () => inst.clone({ ...inst._zod.def, catchall: unknown() }),
    strict: (inst, def) => () => inst.clone({ ...inst._zod.def, catchall: never() }),
    strip: (inst, def) => () => inst.clone({ ...inst._zod.def, catchall: void 0 }),
    extend: (inst, def) => (incoming) => {
    return extend(inst, incoming);
  },
    safeExtend: (inst, def) => (incoming) => {
    return safeExtend(inst, incoming);
  },
    merge: (inst, def) => (other) => merge(inst, other),
    pick: (inst, def) => (mask) => pick(inst, mask),
    omit: (inst, def) => (mask) => omit(inst, mask),
    partial: (inst, def) => (...args) => partial(class_ZodOptional(), inst, args[0]),
    required: (inst, def) => (...args) => required(class_ZodNonOptional(), inst, args[0])
  });
}
function object(shape, params) {
  const def = {
    type: "object",
    shape: shape ?? {},
    ...normalizeParams(params)
  };
  return new (class_ZodObject())(def);
}
function strictObject(shape, params) {
  return new (class_ZodObject())({
    type: "object",
    shape,
    catchall: never(),
    ...normalizeParams(params)
  });
}
function looseObject(shape, params) {
  return new (class_ZodObject())({
    type: "object",
    shape,
    catchall: unknown(),
    ...normalizeParams(params)
  });
}
var made_ZodUnion;
function class_ZodUnion() {
  return made_ZodUnion ??= $constructor("ZodUnion", (inst, def) => {
  class_$ZodUnion().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => unionProcessor(inst, ctx, json2, params);
  inst.options = def.options;
}, null, () => class_ZodType(), null);
}
function union(options, params) {
  return new (class_ZodUnion())({
    type: "union",
    options,
    ...normalizeParams(params)
  });
}
var made_ZodXor;
function class_ZodXor() {
  return made_ZodXor ??= $constructor("ZodXor", (inst, def) => {
  class_ZodUnion().init(inst, def);
  class_$ZodXor().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => unionProcessor(inst, ctx, json2, params);
  inst.options = def.options;
}, null, () => class_ZodUnion(), null);
}
function xor(options, params) {
  return new (class_ZodXor())({
    type: "union",
    options,
    inclusive: false,
    ...normalizeParams(params)
  });
}
var made_ZodDiscriminatedUnion;
function class_ZodDiscriminatedUnion() {
  return made_ZodDiscriminatedUnion ??= $constructor("ZodDiscriminatedUnion", (inst, def) => {
  class_ZodUnion().init(inst, def);
  class_$ZodDiscriminatedUnion().init(inst, def);
}, null, () => class_ZodUnion(), null);
}
function discriminatedUnion(discriminator, options, params) {
  return new (class_ZodDiscriminatedUnion())({
    type: "union",
    options,
    discriminator,
    ...normalizeParams(params)
  });
}
var made_ZodIntersection;
function class_ZodIntersection() {
  return made_ZodIntersection ??= $constructor("ZodIntersection", (inst, def) => {
  class_$ZodIntersection().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => intersectionProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), null);
}
function intersection(left, right) {
  return new (class_ZodIntersection())({
    type: "intersection",
    left,
    right
  });
}
var made_ZodTuple;
function class_ZodTuple() {
  return made_ZodTuple ??= $constructor("ZodTuple", (inst, def) => {
  class_$ZodTuple().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => tupleProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), {
    rest: (inst, def) => (rest) => inst.clone({
    ...inst._zod.def,
    rest
  })
  });
}
function tuple(items, _paramsOrRest, _params) {
  const hasRest = _paramsOrRest instanceof class_$ZodType();
  const params = hasRest ? _params : _paramsOrRest;
  const rest = hasRest ? _paramsOrRest : null;
  return new (class_ZodTuple())({
    type: "tuple",
    items,
    rest,
    ...normalizeParams(params)
  });
}
var made_ZodRecord;
function class_ZodRecord() {
  return made_ZodRecord ??= $constructor("ZodRecord", (inst, def) => {
  class_$ZodRecord().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => recordProcessor(inst, ctx, json2, params);
  inst.keyType = def.keyType;
  inst.valueType = def.valueType;
}, null, () => class_ZodType(), null);
}
function record(keyType, valueType, params) {
  return new (class_ZodRecord())({
    type: "record",
    keyType,
    valueType,
    ...normalizeParams(params)
  });
}
function partialRecord(keyType, valueType, params) {
  const k = clone(keyType);
  k._zod.values = void 0;
  return new (class_ZodRecord())({
    type: "record",
    keyType: k,
    valueType,
    ...normalizeParams(params)
  });
}
function looseRecord(keyType, valueType, params) {
  return new (class_ZodRecord())({
    type: "record",
    keyType,
    valueType,
    mode: "loose",
    ...normalizeParams(params)
  });
}
var made_ZodMap;
function class_ZodMap() {
  return made_ZodMap ??= $constructor("ZodMap", (inst, def) => {
  class_$ZodMap().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => mapProcessor(inst, ctx, json2, params);
  inst.keyType = def.keyType;
  inst.valueType = def.valueType;
}, null, () => class_ZodType(), {
    min: (inst, def) => (...args) => inst.check(_minSize(...args)),
    nonempty: (inst, def) => (params) => inst.check(_minSize(1, params)),
    max: (inst, def) => (...args) => inst.check(_maxSize(...args)),
    size: (inst, def) => (...args) => inst.check(_size(...args))
  });
}
function map(keyType, valueType, params) {
  return new (class_ZodMap())({
    type: "map",
    keyType,
    valueType,
    ...normalizeParams(params)
  });
}
var made_ZodSet;
function class_ZodSet() {
  return made_ZodSet ??= $constructor("ZodSet", (inst, def) => {
  class_$ZodSet().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => setProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), {
    min: (inst, def) => (...args) => inst.check(_minSize(...args)),
    nonempty: (inst, def) => (params) => inst.check(_minSize(1, params)),
    max: (inst, def) => (...args) => inst.check(_maxSize(...args)),
    size: (inst, def) => (...args) => inst.check(_size(...args))
  });
}
function set(valueType, params) {
  return new (class_ZodSet())({
    type: "set",
    valueType,
    ...normalizeParams(params)
  });
}
var made_ZodEnum;
function class_ZodEnum() {
  return made_ZodEnum ??= $constructor("ZodEnum", (inst, def) => {
  class_$ZodEnum().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => enumProcessor(inst, ctx, json2, params);
  inst.enum = def.entries;
  inst.options = Object.values(def.entries);
  const keys = new Set(Object.keys(def.entries));
  inst.extract = (values, params) => {
    const newEntries = {};
    for (const value of values) {
      if (keys.has(value)) {
        newEntries[value] = def.entries[value];
      } else
        throw new Error(`Key ${value} not found in enum`);
    }
    return new (class_ZodEnum())({
      ...def,
      checks: [],
      ...normalizeParams(params),
      entries: newEntries
    });
  };
  inst.exclude = (values, params) => {
    const newEntries = { ...def.entries };
    for (const value of values) {
      if (keys.has(value)) {
        delete newEntries[value];
      } else
        throw new Error(`Key ${value} not found in enum`);
    }
    return new (class_ZodEnum())({
      ...def,
      checks: [],
      ...normalizeParams(params),
      entries: newEntries
    });
  };
}, null, () => class_ZodType(), null);
}
function _enum2(values, params) {
  const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
  return new (class_ZodEnum())({
    type: "enum",
    entries,
    ...normalizeParams(params)
  });
}
function nativeEnum(entries, params) {
  return new (class_ZodEnum())({
    type: "enum",
    entries,
    ...normalizeParams(params)
  });
}
var made_ZodLiteral;
function class_ZodLiteral() {
  return made_ZodLiteral ??= $constructor("ZodLiteral", (inst, def) => {
  class_$ZodLiteral().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => literalProcessor(inst, ctx, json2, params);
  inst.values = new Set(def.values);
  Object.defineProperty(inst, "value", {
    get() {
      if (def.values.length > 1) {
        throw new Error("This schema contains multiple valid literal values. Use `.values` instead.");
      }
      return def.values[0];
    }
  });
}, null, () => class_ZodType(), null);
}
function literal(value, params) {
  return new (class_ZodLiteral())({
    type: "literal",
    values: Array.isArray(value) ? value : [value],
    ...normalizeParams(params)
  });
}
var made_ZodFile;
function class_ZodFile() {
  return made_ZodFile ??= $constructor("ZodFile", (inst, def) => {
  class_$ZodFile().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => fileProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), {
    min: (inst, def) => (size, params) => inst.check(_minSize(size, params)),
    max: (inst, def) => (size, params) => inst.check(_maxSize(size, params)),
    mime: (inst, def) => (types, params) => inst.check(_mime(Array.isArray(types) ? types : [types], params))
  });
}
function file(params) {
  return _file(class_ZodFile(), params);
}
var made_ZodTransform;
function class_ZodTransform() {
  return made_ZodTransform ??= $constructor("ZodTransform", (inst, def) => {
  class_$ZodTransform().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => transformProcessor(inst, ctx, json2, params);
  inst._zod.parse = (payload, _ctx) => {
    if (_ctx.direction === "backward") {
      throw new $ZodEncodeError(inst.constructor.name);
    }
    payload.addIssue = (issue2) => {
      if (typeof issue2 === "string") {
        payload.issues.push(issue(issue2, payload.value, def));
      } else {
        const _issue = issue2;
        if (_issue.fatal)
          _issue.continue = false;
        _issue.code ?? (_issue.code = "custom");
        _issue.input ?? (_issue.input = payload.value);
        _issue.inst ?? (_issue.inst = inst);
        payload.issues.push(issue(_issue));
      }
    };
    const output = def.transform(payload.value, payload);
    if (output instanceof Promise) {
      return output.then((output2) => {
        payload.value = output2;
        return payload;
      });
    }
    payload.value = output;
    return payload;
  };
}, null, () => class_ZodType(), null);
}
function transform(fn) {
  return new (class_ZodTransform())({
    type: "transform",
    transform: fn
  });
}
var made_ZodOptional;
function class_ZodOptional() {
  return made_ZodOptional ??= $constructor("ZodOptional", (inst, def) => {
  class_$ZodOptional().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => optionalProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), {
    unwrap: (inst, def) => () => inst._zod.def.innerType
  });
}
function optional(innerType) {
  return new (class_ZodOptional())({
    type: "optional",
    innerType
  });
}
var made_ZodExactOptional;
function class_ZodExactOptional() {
  return made_ZodExactOptional ??= $constructor("ZodExactOptional", (inst, def) => {
  class_$ZodExactOptional().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => optionalProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), {
    unwrap: (inst, def) => () => inst._zod.def.innerType
  });
}
function exactOptional(innerType) {
  return new (class_ZodExactOptional())({
    type: "optional",
    innerType
  });
}
var made_ZodNullable;
function class_ZodNullable() {
  return made_ZodNullable ??= $constructor("ZodNullable", (inst, def) => {
  class_$ZodNullable().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => nullableProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), {
    unwrap: (inst, def) => () => inst._zod.def.innerType
  });
}
function nullable(innerType) {
  return new (class_ZodNullable())({
    type: "nullable",
    innerType
  });
}
function nullish2(innerType) {
  return optional(nullable(innerType));
}
var made_ZodDefault;
function class_ZodDefault() {
  return made_ZodDefault ??= $constructor("ZodDefault", (inst, def) => {
  class_$ZodDefault().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => defaultProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), {
    unwrap: (inst, def) => () => inst._zod.def.innerType,
    removeDefault: (inst, def) => inst.unwrap
  });
}
function _default2(innerType, defaultValue) {
  return new (class_ZodDefault())({
    type: "default",
    innerType,
    get defaultValue() {
      return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
    }
  });
}
var made_ZodPrefault;
function class_ZodPrefault() {
  return made_ZodPrefault ??= $constructor("ZodPrefault", (inst, def) => {
  class_$ZodPrefault().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => prefaultProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), {
    unwrap: (inst, def) => () => inst._zod.def.innerType
  });
}
function prefault(innerType, defaultValue) {
  return new (class_ZodPrefault())({
    type: "prefault",
    innerType,
    get defaultValue() {
      return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
    }
  });
}
var made_ZodNonOptional;
function class_ZodNonOptional() {
  return made_ZodNonOptional ??= $constructor("ZodNonOptional", (inst, def) => {
  class_$ZodNonOptional().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => nonoptionalProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), {
    unwrap: (inst, def) => () => inst._zod.def.innerType
  });
}
function nonoptional(innerType, params) {
  return new (class_ZodNonOptional())({
    type: "nonoptional",
    innerType,
    ...normalizeParams(params)
  });
}
var made_ZodSuccess;
function class_ZodSuccess() {
  return made_ZodSuccess ??= $constructor("ZodSuccess", (inst, def) => {
  class_$ZodSuccess().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => successProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), {
    unwrap: (inst, def) => () => inst._zod.def.innerType
  });
}
function success(innerType) {
  return new (class_ZodSuccess())({
    type: "success",
    innerType
  });
}
var made_ZodCatch;
function class_ZodCatch() {
  return made_ZodCatch ??= $constructor("ZodCatch", (inst, def) => {
  class_$ZodCatch().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => catchProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), {
    unwrap: (inst, def) => () => inst._zod.def.innerType,
    removeCatch: (inst, def) => inst.unwrap
  });
}
function _catch2(innerType, catchValue) {
  return new (class_ZodCatch())({
    type: "catch",
    innerType,
    catchValue: typeof catchValue === "function" ? catchValue : () => catchValue
  });
}
var made_ZodNaN;
function class_ZodNaN() {
  return made_ZodNaN ??= $constructor("ZodNaN", (inst, def) => {
  class_$ZodNaN().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => nanProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), null);
}
function nan(params) {
  return _nan(class_ZodNaN(), params);
}
var made_ZodPipe;
function class_ZodPipe() {
  return made_ZodPipe ??= $constructor("ZodPipe", (inst, def) => {
  class_$ZodPipe().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => pipeProcessor(inst, ctx, json2, params);
  inst.in = def.in;
  inst.out = def.out;
}, null, () => class_ZodType(), null);
}
function pipe(in_, out) {
  return new (class_ZodPipe())({
    type: "pipe",
    in: in_,
    out
    // ...util.normalizeParams(params),
  });
}
var made_ZodCodec;
function class_ZodCodec() {
  return made_ZodCodec ??= $constructor("ZodCodec", (inst, def) => {
  class_ZodPipe().init(inst, def);
  class_$ZodCodec().init(inst, def);
}, null, () => class_ZodPipe(), null);
}
function codec(in_, out, params) {
  return new (class_ZodCodec())({
    type: "pipe",
    in: in_,
    out,
    transform: params.decode,
    reverseTransform: params.encode
  });
}
var made_ZodReadonly;
function class_ZodReadonly() {
  return made_ZodReadonly ??= $constructor("ZodReadonly", (inst, def) => {
  class_$ZodReadonly().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => readonlyProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), {
    unwrap: (inst, def) => () => inst._zod.def.innerType
  });
}
function readonly(innerType) {
  return new (class_ZodReadonly())({
    type: "readonly",
    innerType
  });
}
var made_ZodTemplateLiteral;
function class_ZodTemplateLiteral() {
  return made_ZodTemplateLiteral ??= $constructor("ZodTemplateLiteral", (inst, def) => {
  class_$ZodTemplateLiteral().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => templateLiteralProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), null);
}
function templateLiteral(parts, params) {
  return new (class_ZodTemplateLiteral())({
    type: "template_literal",
    parts,
    ...normalizeParams(params)
  });
}
var made_ZodLazy;
function class_ZodLazy() {
  return made_ZodLazy ??= $constructor("ZodLazy", (inst, def) => {
  class_$ZodLazy().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => lazyProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), {
    unwrap: (inst, def) => () => inst._zod.def.getter()
  });
}
function lazy(getter) {
  return new (class_ZodLazy())({
    type: "lazy",
    getter
  });
}
var made_ZodPromise;
function class_ZodPromise() {
  return made_ZodPromise ??= $constructor("ZodPromise", (inst, def) => {
  class_$ZodPromise().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => promiseProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), {
    unwrap: (inst, def) => () => inst._zod.def.innerType
  });
}
function promise(innerType) {
  return new (class_ZodPromise())({
    type: "promise",
    innerType
  });
}
var made_ZodFunction;
function class_ZodFunction() {
  return made_ZodFunction ??= $constructor("ZodFunction", (inst, def) => {
  class_$ZodFunction().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => functionProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), null);
}
function _function(params) {
  return new (class_ZodFunction())({
    type: "function",
    input: Array.isArray(params?.input) ? tuple(params?.input) : params?.input ?? array(unknown()),
    output: params?.output ?? unknown()
  });
}
var made_ZodCustom;
function class_ZodCustom() {
  return made_ZodCustom ??= $constructor("ZodCustom", (inst, def) => {
  class_$ZodCustom().init(inst, def);
  class_ZodType().init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => customProcessor(inst, ctx, json2, params);
}, null, () => class_ZodType(), null);
}
function check(fn) {
  const ch = new (class_$ZodCheck())({
    check: "custom"
    // ...util.normalizeParams(params),
  });
  ch._zod.check = fn;
  return ch;
}
function custom(fn, _params) {
  return _custom(class_ZodCustom(), fn ?? (() => true), _params);
}
function refine(fn, _params = {}) {
  return _refine(class_ZodCustom(), fn, _params);
}
function superRefine(fn) {
  return _superRefine(fn);
}
var describe2 = describe;
var meta2 = meta;
function _instanceof(cls, params = {}) {
  const inst = new (class_ZodCustom())({
    type: "custom",
    check: "custom",
    fn: (data) => data instanceof cls,
    abort: true,
    ...normalizeParams(params)
  });
  inst._zod.bag.Class = cls;
  inst._zod.check = (payload) => {
    if (!(payload.value instanceof cls)) {
      payload.issues.push({
        code: "invalid_type",
        expected: cls.name,
        input: payload.value,
        inst,
        path: [...inst._zod.def.path ?? []]
      });
    }
  };
  return inst;
}
var stringbool = (...args) => _stringbool({
  Codec: class_ZodCodec(),
  Boolean: class_ZodBoolean(),
  String: class_ZodString()
}, ...args);
function json(params) {
  const jsonSchema = lazy(() => {
    return union([string2(params), number2(), boolean2(), _null3(), array(jsonSchema), record(string2(), jsonSchema)]);
  });
  return jsonSchema;
}
function preprocess(fn, schema) {
  return pipe(transform(fn), schema);
}
// v4/classic/compat.js
var ZodIssueCode = {
  invalid_type: "invalid_type",
  too_big: "too_big",
  too_small: "too_small",
  invalid_format: "invalid_format",
  not_multiple_of: "not_multiple_of",
  unrecognized_keys: "unrecognized_keys",
  invalid_union: "invalid_union",
  invalid_key: "invalid_key",
  invalid_element: "invalid_element",
  invalid_value: "invalid_value",
  custom: "custom"
};
function setErrorMap(map2) {
  config({
    customError: map2
  });
}
function getErrorMap() {
  return config().customError;
}
var ZodFirstPartyTypeKind;
/* @__PURE__ */ (function(ZodFirstPartyTypeKind2) {
})(ZodFirstPartyTypeKind || (ZodFirstPartyTypeKind = {}));
// v4/classic/from-json-schema.js
var all;
function every() {
  return all ??= { ...schemas_exports2(), ...checks_exports2(), iso: iso_exports() };
}
var RECOGNIZED_KEYS = /* @__PURE__ */ new Set([
  // Schema identification
  "$schema",
  "$ref",
  "$defs",
  "definitions",
  // Core schema keywords
  "$id",
  "id",
  "$comment",
  "$anchor",
  "$vocabulary",
  "$dynamicRef",
  "$dynamicAnchor",
  // Type
  "type",
  "enum",
  "const",
  // Composition
  "anyOf",
  "oneOf",
  "allOf",
  "not",
  // Object
  "properties",
  "required",
  "additionalProperties",
  "patternProperties",
  "propertyNames",
  "minProperties",
  "maxProperties",
  // Array
  "items",
  "prefixItems",
  "additionalItems",
  "minItems",
  "maxItems",
  "uniqueItems",
  "contains",
  "minContains",
  "maxContains",
  // String
  "minLength",
  "maxLength",
  "pattern",
  "format",
  // Number
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  // Already handled metadata
  "description",
  "default",
  // Content
  "contentEncoding",
  "contentMediaType",
  "contentSchema",
  // Unsupported (error-throwing)
  "unevaluatedItems",
  "unevaluatedProperties",
  "if",
  "then",
  "else",
  "dependentSchemas",
  "dependentRequired",
  // OpenAPI
  "nullable",
  "readOnly"
]);
function detectVersion(schema, defaultTarget) {
  const $schema = schema.$schema;
  if ($schema === "https://json-schema.org/draft/2020-12/schema") {
    return "draft-2020-12";
  }
  if ($schema === "http://json-schema.org/draft-07/schema#") {
    return "draft-7";
  }
  if ($schema === "http://json-schema.org/draft-04/schema#") {
    return "draft-4";
  }
  return defaultTarget ?? "draft-2020-12";
}
function resolveRef(ref, ctx) {
  if (!ref.startsWith("#")) {
    throw new Error("External $ref is not supported, only local refs (#/...) are allowed");
  }
  const path = ref.slice(1).split("/").filter(Boolean);
  if (path.length === 0) {
    return ctx.rootSchema;
  }
  const defsKey = ctx.version === "draft-2020-12" ? "$defs" : "definitions";
  if (path[0] === defsKey) {
    const key = path[1];
    if (!key || !ctx.defs[key]) {
      throw new Error(`Reference not found: ${ref}`);
    }
    return ctx.defs[key];
  }
  throw new Error(`Reference not found: ${ref}`);
}
function convertBaseSchema(schema, ctx) {
  if (schema.not !== void 0) {
    if (typeof schema.not === "object" && Object.keys(schema.not).length === 0) {
      return every().never();
    }
    throw new Error("not is not supported in Zod (except { not: {} } for never)");
  }
  if (schema.unevaluatedItems !== void 0) {
    throw new Error("unevaluatedItems is not supported");
  }
  if (schema.unevaluatedProperties !== void 0) {
    throw new Error("unevaluatedProperties is not supported");
  }
  if (schema.if !== void 0 || schema.then !== void 0 || schema.else !== void 0) {
    throw new Error("Conditional schemas (if/then/else) are not supported");
  }
  if (schema.dependentSchemas !== void 0 || schema.dependentRequired !== void 0) {
    throw new Error("dependentSchemas and dependentRequired are not supported");
  }
  if (schema.$ref) {
    const refPath = schema.$ref;
    if (ctx.refs.has(refPath)) {
      return ctx.refs.get(refPath);
    }
    if (ctx.processing.has(refPath)) {
      return every().lazy(() => {
        if (!ctx.refs.has(refPath)) {
          throw new Error(`Circular reference not resolved: ${refPath}`);
        }
        return ctx.refs.get(refPath);
      });
    }
    ctx.processing.add(refPath);
    const resolved = resolveRef(refPath, ctx);
    const zodSchema2 = convertSchema(resolved, ctx);
    ctx.refs.set(refPath, zodSchema2);
    ctx.processing.delete(refPath);
    return zodSchema2;
  }
  if (schema.enum !== void 0) {
    const enumValues = schema.enum;
    if (ctx.version === "openapi-3.0" && schema.nullable === true && enumValues.length === 1 && enumValues[0] === null) {
      return every().null();
    }
    if (enumValues.length === 0) {
      return every().never();
    }
    if (enumValues.length === 1) {
      return every().literal(enumValues[0]);
    }
    if (enumValues.every((v) => typeof v === "string")) {
      return every().enum(enumValues);
    }
    const literalSchemas = enumValues.map((v) => every().literal(v));
    if (literalSchemas.length < 2) {
      return literalSchemas[0];
    }
    return every().union([literalSchemas[0], literalSchemas[1], ...literalSchemas.slice(2)]);
  }
  if (schema.const !== void 0) {
    return every().literal(schema.const);
  }
  const type = schema.type;
  if (Array.isArray(type)) {
    const typeSchemas = type.map((t) => {
      const typeSchema = { ...schema, type: t };
      return convertBaseSchema(typeSchema, ctx);
    });
    if (typeSchemas.length === 0) {
      return every().never();
    }
    if (typeSchemas.length === 1) {
      return typeSchemas[0];
    }
    return every().union(typeSchemas);
  }
  if (!type) {
    return every().any();
  }
  let zodSchema;
  switch (type) {
    case "string": {
      let stringSchema = every().string();
      if (schema.format) {
        const format = schema.format;
        if (format === "email") {
          stringSchema = stringSchema.check(every().email());
        } else if (format === "uri" || format === "uri-reference") {
          stringSchema = stringSchema.check(every().url());
        } else if (format === "uuid" || format === "guid") {
          stringSchema = stringSchema.check(every().uuid());
        } else if (format === "date-time") {
          stringSchema = stringSchema.check(every().iso.datetime());
        } else if (format === "date") {
          stringSchema = stringSchema.check(every().iso.date());
        } else if (format === "time") {
          stringSchema = stringSchema.check(every().iso.time());
        } else if (format === "duration") {
          stringSchema = stringSchema.check(every().iso.duration());
        } else if (format === "ipv4") {
          stringSchema = stringSchema.check(every().ipv4());
        } else if (format === "ipv6") {
          stringSchema = stringSchema.check(every().ipv6());
        } else if (format === "mac") {
          stringSchema = stringSchema.check(every().mac());
        } else if (format === "cidr") {
          stringSchema = stringSchema.check(every().cidrv4());
        } else if (format === "cidr-v6") {
          stringSchema = stringSchema.check(every().cidrv6());
        } else if (format === "base64") {
          stringSchema = stringSchema.check(every().base64());
        } else if (format === "base64url") {
          stringSchema = stringSchema.check(every().base64url());
        } else if (format === "e164") {
          stringSchema = stringSchema.check(every().e164());
        } else if (format === "jwt") {
          stringSchema = stringSchema.check(every().jwt());
        } else if (format === "emoji") {
          stringSchema = stringSchema.check(every().emoji());
        } else if (format === "nanoid") {
          stringSchema = stringSchema.check(every().nanoid());
        } else if (format === "cuid") {
          stringSchema = stringSchema.check(every().cuid());
        } else if (format === "cuid2") {
          stringSchema = stringSchema.check(every().cuid2());
        } else if (format === "ulid") {
          stringSchema = stringSchema.check(every().ulid());
        } else if (format === "xid") {
          stringSchema = stringSchema.check(every().xid());
        } else if (format === "ksuid") {
          stringSchema = stringSchema.check(every().ksuid());
        }
      }
      if (typeof schema.minLength === "number") {
        stringSchema = stringSchema.min(schema.minLength);
      }
      if (typeof schema.maxLength === "number") {
        stringSchema = stringSchema.max(schema.maxLength);
      }
      if (schema.pattern) {
        stringSchema = stringSchema.regex(new RegExp(schema.pattern));
      }
      zodSchema = stringSchema;
      break;
    }
    case "number":
    case "integer": {
      let numberSchema = type === "integer" ? every().number().int() : every().number();
      if (typeof schema.minimum === "number") {
        numberSchema = numberSchema.min(schema.minimum);
      }
      if (typeof schema.maximum === "number") {
        numberSchema = numberSchema.max(schema.maximum);
      }
      if (typeof schema.exclusiveMinimum === "number") {
        numberSchema = numberSchema.gt(schema.exclusiveMinimum);
      } else if (schema.exclusiveMinimum === true && typeof schema.minimum === "number") {
        numberSchema = numberSchema.gt(schema.minimum);
      }
      if (typeof schema.exclusiveMaximum === "number") {
        numberSchema = numberSchema.lt(schema.exclusiveMaximum);
      } else if (schema.exclusiveMaximum === true && typeof schema.maximum === "number") {
        numberSchema = numberSchema.lt(schema.maximum);
      }
      if (typeof schema.multipleOf === "number") {
        numberSchema = numberSchema.multipleOf(schema.multipleOf);
      }
      zodSchema = numberSchema;
      break;
    }
    case "boolean": {
      zodSchema = every().boolean();
      break;
    }
    case "null": {
      zodSchema = every().null();
      break;
    }
    case "object": {
      const shape = {};
      const properties = schema.properties || {};
      const requiredSet = new Set(schema.required || []);
      for (const [key, propSchema] of Object.entries(properties)) {
        const propZodSchema = convertSchema(propSchema, ctx);
        shape[key] = requiredSet.has(key) ? propZodSchema : propZodSchema.optional();
      }
      if (schema.propertyNames) {
        const keySchema = convertSchema(schema.propertyNames, ctx);
        const valueSchema = schema.additionalProperties && typeof schema.additionalProperties === "object" ? convertSchema(schema.additionalProperties, ctx) : every().any();
        if (Object.keys(shape).length === 0) {
          zodSchema = every().record(keySchema, valueSchema);
          break;
        }
        const objectSchema2 = every().object(shape).passthrough();
        const recordSchema = every().looseRecord(keySchema, valueSchema);
        zodSchema = every().intersection(objectSchema2, recordSchema);
        break;
      }
      if (schema.patternProperties) {
        const patternProps = schema.patternProperties;
        const patternKeys = Object.keys(patternProps);
        const looseRecords = [];
        for (const pattern of patternKeys) {
          const patternValue = convertSchema(patternProps[pattern], ctx);
          const keySchema = every().string().regex(new RegExp(pattern));
          looseRecords.push(every().looseRecord(keySchema, patternValue));
        }
        const schemasToIntersect = [];
        if (Object.keys(shape).length > 0) {
          schemasToIntersect.push(every().object(shape).passthrough());
        }
        schemasToIntersect.push(...looseRecords);
        if (schemasToIntersect.length === 0) {
          zodSchema = every().object({}).passthrough();
        } else if (schemasToIntersect.length === 1) {
          zodSchema = schemasToIntersect[0];
        } else {
          let result = every().intersection(schemasToIntersect[0], schemasToIntersect[1]);
          for (let i = 2; i < schemasToIntersect.length; i++) {
            result = every().intersection(result, schemasToIntersect[i]);
          }
          zodSchema = result;
        }
        break;
      }
      const objectSchema = every().object(shape);
      if (schema.additionalProperties === false) {
        zodSchema = objectSchema.strict();
      } else if (typeof schema.additionalProperties === "object") {
        zodSchema = objectSchema.catchall(convertSchema(schema.additionalProperties, ctx));
      } else {
        zodSchema = objectSchema.passthrough();
      }
      break;
    }
    case "array": {
      const prefixItems = schema.prefixItems;
      const items = schema.items;
      if (prefixItems && Array.isArray(prefixItems)) {
        const tupleItems = prefixItems.map((item) => convertSchema(item, ctx));
        const rest = items && typeof items === "object" && !Array.isArray(items) ? convertSchema(items, ctx) : void 0;
        if (rest) {
          zodSchema = every().tuple(tupleItems).rest(rest);
        } else {
          zodSchema = every().tuple(tupleItems);
        }
        if (typeof schema.minItems === "number") {
          zodSchema = zodSchema.check(every().minLength(schema.minItems));
        }
        if (typeof schema.maxItems === "number") {
          zodSchema = zodSchema.check(every().maxLength(schema.maxItems));
        }
      } else if (Array.isArray(items)) {
        const tupleItems = items.map((item) => convertSchema(item, ctx));
        const rest = schema.additionalItems && typeof schema.additionalItems === "object" ? convertSchema(schema.additionalItems, ctx) : void 0;
        if (rest) {
          zodSchema = every().tuple(tupleItems).rest(rest);
        } else {
          zodSchema = every().tuple(tupleItems);
        }
        if (typeof schema.minItems === "number") {
          zodSchema = zodSchema.check(every().minLength(schema.minItems));
        }
        if (typeof schema.maxItems === "number") {
          zodSchema = zodSchema.check(every().maxLength(schema.maxItems));
        }
      } else if (items !== void 0) {
        const element = convertSchema(items, ctx);
        let arraySchema = every().array(element);
        if (typeof schema.minItems === "number") {
          arraySchema = arraySchema.min(schema.minItems);
        }
        if (typeof schema.maxItems === "number") {
          arraySchema = arraySchema.max(schema.maxItems);
        }
        zodSchema = arraySchema;
      } else {
        zodSchema = every().array(every().any());
      }
      break;
    }
    default:
      throw new Error(`Unsupported type: ${type}`);
  }
  if (schema.description) {
    zodSchema = zodSchema.describe(schema.description);
  }
  if (schema.default !== void 0) {
    zodSchema = zodSchema.default(schema.default);
  }
  return zodSchema;
}
function convertSchema(schema, ctx) {
  if (typeof schema === "boolean") {
    return schema ? every().any() : every().never();
  }
  let baseSchema = convertBaseSchema(schema, ctx);
  const hasExplicitType = schema.type || schema.enum !== void 0 || schema.const !== void 0;
  if (schema.anyOf && Array.isArray(schema.anyOf)) {
    const options = schema.anyOf.map((s) => convertSchema(s, ctx));
    const anyOfUnion = every().union(options);
    baseSchema = hasExplicitType ? every().intersection(baseSchema, anyOfUnion) : anyOfUnion;
  }
  if (schema.oneOf && Array.isArray(schema.oneOf)) {
    const options = schema.oneOf.map((s) => convertSchema(s, ctx));
    const oneOfUnion = every().xor(options);
    baseSchema = hasExplicitType ? every().intersection(baseSchema, oneOfUnion) : oneOfUnion;
  }
  if (schema.allOf && Array.isArray(schema.allOf)) {
    if (schema.allOf.length === 0) {
      baseSchema = hasExplicitType ? baseSchema : every().any();
    } else {
      let result = hasExplicitType ? baseSchema : convertSchema(schema.allOf[0], ctx);
      const startIdx = hasExplicitType ? 0 : 1;
      for (let i = startIdx; i < schema.allOf.length; i++) {
        result = every().intersection(result, convertSchema(schema.allOf[i], ctx));
      }
      baseSchema = result;
    }
  }
  if (schema.nullable === true && ctx.version === "openapi-3.0") {
    baseSchema = every().nullable(baseSchema);
  }
  if (schema.readOnly === true) {
    baseSchema = every().readonly(baseSchema);
  }
  const extraMeta = {};
  const coreMetadataKeys = ["$id", "id", "$comment", "$anchor", "$vocabulary", "$dynamicRef", "$dynamicAnchor"];
  for (const key of coreMetadataKeys) {
    if (key in schema) {
      extraMeta[key] = schema[key];
    }
  }
  const contentMetadataKeys = ["contentEncoding", "contentMediaType", "contentSchema"];
  for (const key of contentMetadataKeys) {
    if (key in schema) {
      extraMeta[key] = schema[key];
    }
  }
  for (const key of Object.keys(schema)) {
    if (!RECOGNIZED_KEYS.has(key)) {
      extraMeta[key] = schema[key];
    }
  }
  if (Object.keys(extraMeta).length > 0) {
    ctx.registry.add(baseSchema, extraMeta);
  }
  return baseSchema;
}
function fromJSONSchema(schema, params) {
  if (typeof schema === "boolean") {
    return schema ? every().any() : every().never();
  }
  const version2 = detectVersion(schema, params?.defaultTarget);
  const defs = schema.$defs || schema.definitions || {};
  const ctx = {
    version: version2,
    defs,
    refs: /* @__PURE__ */ new Map(),
    processing: /* @__PURE__ */ new Set(),
    rootSchema: schema,
    registry: params?.registry ?? globalRegistry
  };
  return convertSchema(schema, ctx);
}
// v4/classic/coerce.js
function string3(params) {
  return _coercedString(class_ZodString(), params);
}
function number3(params) {
  return _coercedNumber(class_ZodNumber(), params);
}
function boolean3(params) {
  return _coercedBoolean(class_ZodBoolean(), params);
}
function bigint3(params) {
  return _coercedBigint(class_ZodBigInt(), params);
}
function date4(params) {
  return _coercedDate(class_ZodDate(), params);
}
// v4/classic/external.js
config(en_default());
// index.js
var core_exports2_made;
function core_exports2() {
  return core_exports2_made ??= {
    $ZodAsyncError: $ZodAsyncError,
    $ZodEncodeError: $ZodEncodeError,
    $ZodRegistry: $ZodRegistry,
    $brand: $brand,
    $constructor: $constructor,
    $input: $input,
    $output: $output,
    Doc: Doc,
    JSONSchema: json_schema_exports,
    JSONSchemaGenerator: JSONSchemaGenerator,
    NEVER: NEVER,
    TimePrecision: TimePrecision,
    _any: _any,
    _array: _array,
    _base64: _base64,
    _base64url: _base64url,
    _bigint: _bigint,
    _boolean: _boolean,
    _catch: _catch,
    _check: _check,
    _cidrv4: _cidrv4,
    _cidrv6: _cidrv6,
    _coercedBigint: _coercedBigint,
    _coercedBoolean: _coercedBoolean,
    _coercedDate: _coercedDate,
    _coercedNumber: _coercedNumber,
    _coercedString: _coercedString,
    _cuid2: _cuid2,
    _cuid: _cuid,
    _custom: _custom,
    _date: _date,
    _decode: _decode,
    _decodeAsync: _decodeAsync,
    _default: _default,
    _discriminatedUnion: _discriminatedUnion,
    _e164: _e164,
    _email: _email,
    _emoji: _emoji2,
    _encode: _encode,
    _encodeAsync: _encodeAsync,
    _endsWith: _endsWith,
    _enum: _enum,
    _file: _file,
    _float32: _float32,
    _float64: _float64,
    _gt: _gt,
    _gte: _gte,
    _guid: _guid,
    _includes: _includes,
    _int32: _int32,
    _int64: _int64,
    _int: _int,
    _intersection: _intersection,
    _ipv4: _ipv4,
    _ipv6: _ipv6,
    _isoDate: _isoDate,
    _isoDateTime: _isoDateTime,
    _isoDuration: _isoDuration,
    _isoTime: _isoTime,
    _jwt: _jwt,
    _ksuid: _ksuid,
    _lazy: _lazy,
    _length: _length,
    _literal: _literal,
    _lowercase: _lowercase,
    _lt: _lt,
    _lte: _lte,
    _mac: _mac,
    _map: _map,
    _max: _lte,
    _maxLength: _maxLength,
    _maxSize: _maxSize,
    _mime: _mime,
    _min: _gte,
    _minLength: _minLength,
    _minSize: _minSize,
    _multipleOf: _multipleOf,
    _nan: _nan,
    _nanoid: _nanoid,
    _nativeEnum: _nativeEnum,
    _negative: _negative,
    _never: _never,
    _nonnegative: _nonnegative,
    _nonoptional: _nonoptional,
    _nonpositive: _nonpositive,
    _normalize: _normalize,
    _null: _null2,
    _nullable: _nullable,
    _number: _number,
    _optional: _optional,
    _overwrite: _overwrite,
    _parse: _parse,
    _parseAsync: _parseAsync,
    _pipe: _pipe,
    _positive: _positive,
    _promise: _promise,
    _property: _property,
    _readonly: _readonly,
    _record: _record,
    _refine: _refine,
    _regex: _regex,
    _safeDecode: _safeDecode,
    _safeDecodeAsync: _safeDecodeAsync,
    _safeEncode: _safeEncode,
    _safeEncodeAsync: _safeEncodeAsync,
    _safeParse: _safeParse,
    _safeParseAsync: _safeParseAsync,
    _set: _set,
    _size: _size,
    _slugify: _slugify,
    _startsWith: _startsWith,
    _string: _string,
    _stringFormat: _stringFormat,
    _stringbool: _stringbool,
    _success: _success,
    _superRefine: _superRefine,
    _symbol: _symbol,
    _templateLiteral: _templateLiteral,
    _toLowerCase: _toLowerCase,
    _toUpperCase: _toUpperCase,
    _transform: _transform,
    _trim: _trim,
    _tuple: _tuple,
    _uint32: _uint32,
    _uint64: _uint64,
    _ulid: _ulid,
    _undefined: _undefined2,
    _union: _union,
    _unknown: _unknown,
    _uppercase: _uppercase,
    _url: _url,
    _uuid: _uuid,
    _uuidv4: _uuidv4,
    _uuidv6: _uuidv6,
    _uuidv7: _uuidv7,
    _void: _void,
    _xid: _xid,
    _xor: _xor,
    clone: clone,
    config: config,
    createStandardJSONSchemaMethod: createStandardJSONSchemaMethod,
    createToJSONSchemaMethod: createToJSONSchemaMethod,
    decode: decode,
    decodeAsync: decodeAsync,
    describe: describe,
    encode: encode,
    encodeAsync: encodeAsync,
    extractDefs: extractDefs,
    finalize: finalize,
    flattenError: flattenError,
    formatError: formatError,
    get $ZodAny() { return class_$ZodAny(); },
    get $ZodArray() { return class_$ZodArray(); },
    get $ZodBase64() { return class_$ZodBase64(); },
    get $ZodBase64URL() { return class_$ZodBase64URL(); },
    get $ZodBigInt() { return class_$ZodBigInt(); },
    get $ZodBigIntFormat() { return class_$ZodBigIntFormat(); },
    get $ZodBoolean() { return class_$ZodBoolean(); },
    get $ZodCIDRv4() { return class_$ZodCIDRv4(); },
    get $ZodCIDRv6() { return class_$ZodCIDRv6(); },
    get $ZodCUID() { return class_$ZodCUID(); },
    get $ZodCUID2() { return class_$ZodCUID2(); },
    get $ZodCatch() { return class_$ZodCatch(); },
    get $ZodCheck() { return class_$ZodCheck(); },
    get $ZodCheckBigIntFormat() { return class_$ZodCheckBigIntFormat(); },
    get $ZodCheckEndsWith() { return class_$ZodCheckEndsWith(); },
    get $ZodCheckGreaterThan() { return class_$ZodCheckGreaterThan(); },
    get $ZodCheckIncludes() { return class_$ZodCheckIncludes(); },
    get $ZodCheckLengthEquals() { return class_$ZodCheckLengthEquals(); },
    get $ZodCheckLessThan() { return class_$ZodCheckLessThan(); },
    get $ZodCheckLowerCase() { return class_$ZodCheckLowerCase(); },
    get $ZodCheckMaxLength() { return class_$ZodCheckMaxLength(); },
    get $ZodCheckMaxSize() { return class_$ZodCheckMaxSize(); },
    get $ZodCheckMimeType() { return class_$ZodCheckMimeType(); },
    get $ZodCheckMinLength() { return class_$ZodCheckMinLength(); },
    get $ZodCheckMinSize() { return class_$ZodCheckMinSize(); },
    get $ZodCheckMultipleOf() { return class_$ZodCheckMultipleOf(); },
    get $ZodCheckNumberFormat() { return class_$ZodCheckNumberFormat(); },
    get $ZodCheckOverwrite() { return class_$ZodCheckOverwrite(); },
    get $ZodCheckProperty() { return class_$ZodCheckProperty(); },
    get $ZodCheckRegex() { return class_$ZodCheckRegex(); },
    get $ZodCheckSizeEquals() { return class_$ZodCheckSizeEquals(); },
    get $ZodCheckStartsWith() { return class_$ZodCheckStartsWith(); },
    get $ZodCheckStringFormat() { return class_$ZodCheckStringFormat(); },
    get $ZodCheckUpperCase() { return class_$ZodCheckUpperCase(); },
    get $ZodCodec() { return class_$ZodCodec(); },
    get $ZodCustom() { return class_$ZodCustom(); },
    get $ZodCustomStringFormat() { return class_$ZodCustomStringFormat(); },
    get $ZodDate() { return class_$ZodDate(); },
    get $ZodDefault() { return class_$ZodDefault(); },
    get $ZodDiscriminatedUnion() { return class_$ZodDiscriminatedUnion(); },
    get $ZodE164() { return class_$ZodE164(); },
    get $ZodEmail() { return class_$ZodEmail(); },
    get $ZodEmoji() { return class_$ZodEmoji(); },
    get $ZodEnum() { return class_$ZodEnum(); },
    get $ZodError() { return class_$ZodError(); },
    get $ZodExactOptional() { return class_$ZodExactOptional(); },
    get $ZodFile() { return class_$ZodFile(); },
    get $ZodFunction() { return class_$ZodFunction(); },
    get $ZodGUID() { return class_$ZodGUID(); },
    get $ZodIPv4() { return class_$ZodIPv4(); },
    get $ZodIPv6() { return class_$ZodIPv6(); },
    get $ZodISODate() { return class_$ZodISODate(); },
    get $ZodISODateTime() { return class_$ZodISODateTime(); },
    get $ZodISODuration() { return class_$ZodISODuration(); },
    get $ZodISOTime() { return class_$ZodISOTime(); },
    get $ZodIntersection() { return class_$ZodIntersection(); },
    get $ZodJWT() { return class_$ZodJWT(); },
    get $ZodKSUID() { return class_$ZodKSUID(); },
    get $ZodLazy() { return class_$ZodLazy(); },
    get $ZodLiteral() { return class_$ZodLiteral(); },
    get $ZodMAC() { return class_$ZodMAC(); },
    get $ZodMap() { return class_$ZodMap(); },
    get $ZodNaN() { return class_$ZodNaN(); },
    get $ZodNanoID() { return class_$ZodNanoID(); },
    get $ZodNever() { return class_$ZodNever(); },
    get $ZodNonOptional() { return class_$ZodNonOptional(); },
    get $ZodNull() { return class_$ZodNull(); },
    get $ZodNullable() { return class_$ZodNullable(); },
    get $ZodNumber() { return class_$ZodNumber(); },
    get $ZodNumberFormat() { return class_$ZodNumberFormat(); },
    get $ZodObject() { return class_$ZodObject(); },
    get $ZodObjectJIT() { return class_$ZodObjectJIT(); },
    get $ZodOptional() { return class_$ZodOptional(); },
    get $ZodPipe() { return class_$ZodPipe(); },
    get $ZodPrefault() { return class_$ZodPrefault(); },
    get $ZodPromise() { return class_$ZodPromise(); },
    get $ZodReadonly() { return class_$ZodReadonly(); },
    get $ZodRealError() { return class_$ZodRealError(); },
    get $ZodRecord() { return class_$ZodRecord(); },
    get $ZodSet() { return class_$ZodSet(); },
    get $ZodString() { return class_$ZodString(); },
    get $ZodStringFormat() { return class_$ZodStringFormat(); },
    get $ZodSuccess() { return class_$ZodSuccess(); },
    get $ZodSymbol() { return class_$ZodSymbol(); },
    get $ZodTemplateLiteral() { return class_$ZodTemplateLiteral(); },
    get $ZodTransform() { return class_$ZodTransform(); },
    get $ZodTuple() { return class_$ZodTuple(); },
    get $ZodType() { return class_$ZodType(); },
    get $ZodULID() { return class_$ZodULID(); },
    get $ZodURL() { return class_$ZodURL(); },
    get $ZodUUID() { return class_$ZodUUID(); },
    get $ZodUndefined() { return class_$ZodUndefined(); },
    get $ZodUnion() { return class_$ZodUnion(); },
    get $ZodUnknown() { return class_$ZodUnknown(); },
    get $ZodVoid() { return class_$ZodVoid(); },
    get $ZodXID() { return class_$ZodXID(); },
    get $ZodXor() { return class_$ZodXor(); },
    get locales() { return locales_exports(); },
    get regexes() { return regexes_exports(); },
    get util() { return util_exports(); },
    globalConfig: globalConfig,
    globalRegistry: globalRegistry,
    initializeContext: initializeContext,
    isValidBase64: isValidBase64,
    isValidBase64URL: isValidBase64URL,
    isValidJWT: isValidJWT,
    meta: meta,
    parse: parse,
    parseAsync: parseAsync,
    prettifyError: prettifyError,
    process: process,
    registry: registry,
    safeDecode: safeDecode,
    safeDecodeAsync: safeDecodeAsync,
    safeEncode: safeEncode,
    safeEncodeAsync: safeEncodeAsync,
    safeParse: safeParse,
    safeParseAsync: safeParseAsync,
    toDotPath: toDotPath,
    toJSONSchema: toJSONSchema,
    treeifyError: treeifyError,
    version: version
    };
}
var util_exports_made;
function util_exports() {
  return util_exports_made ??= {
    BIGINT_FORMAT_RANGES: BIGINT_FORMAT_RANGES,
    Class: Class,
    NUMBER_FORMAT_RANGES: NUMBER_FORMAT_RANGES,
    aborted: aborted,
    allowsEval: allowsEval,
    assert: assert,
    assertEqual: assertEqual,
    assertIs: assertIs,
    assertNever: assertNever,
    assertNotEqual: assertNotEqual,
    assignProp: assignProp,
    base64ToUint8Array: base64ToUint8Array,
    base64urlToUint8Array: base64urlToUint8Array,
    cached: cached,
    captureStackTrace: captureStackTrace,
    cleanEnum: cleanEnum,
    cleanRegex: cleanRegex,
    clone: clone,
    cloneDef: cloneDef,
    createTransparentProxy: createTransparentProxy,
    defineLazy: defineLazy,
    esc: esc,
    escapeRegex: escapeRegex,
    extend: extend,
    finalizeIssue: finalizeIssue,
    floatSafeRemainder: floatSafeRemainder,
    getElementAtPath: getElementAtPath,
    getEnumValues: getEnumValues,
    getLengthableOrigin: getLengthableOrigin,
    getParsedType: getParsedType,
    getSizableOrigin: getSizableOrigin,
    hexToUint8Array: hexToUint8Array,
    isObject: isObject,
    isPlainObject: isPlainObject,
    issue: issue,
    joinValues: joinValues,
    jsonStringifyReplacer: jsonStringifyReplacer,
    merge: merge,
    mergeDefs: mergeDefs,
    normalizeParams: normalizeParams,
    nullish: nullish,
    numKeys: numKeys,
    objectClone: objectClone,
    omit: omit,
    optionalKeys: optionalKeys,
    parsedType: parsedType,
    partial: partial,
    pick: pick,
    prefixIssues: prefixIssues,
    primitiveTypes: primitiveTypes,
    promiseAllObject: promiseAllObject,
    propertyKeyTypes: propertyKeyTypes,
    randomString: randomString,
    required: required,
    safeExtend: safeExtend,
    shallowClone: shallowClone,
    slugify: slugify,
    stringifyPrimitive: stringifyPrimitive,
    uint8ArrayToBase64: uint8ArrayToBase64,
    uint8ArrayToBase64url: uint8ArrayToBase64url,
    uint8ArrayToHex: uint8ArrayToHex,
    unwrapMessage: unwrapMessage
    };
}
var regexes_exports_made;
function regexes_exports() {
  return regexes_exports_made ??= {
    base64: base64,
    base64url: base64url,
    bigint: bigint,
    boolean: boolean,
    browserEmail: browserEmail,
    cidrv4: cidrv4,
    cidrv6: cidrv6,
    cuid2: cuid2,
    cuid: cuid,
    date: date,
    datetime: datetime,
    domain: domain,
    duration: duration,
    e164: e164,
    email: email,
    emoji: emoji,
    extendedDuration: extendedDuration,
    guid: guid,
    hex: hex,
    hostname: hostname,
    html5Email: html5Email,
    idnEmail: idnEmail,
    integer: integer,
    ipv4: ipv4,
    ipv6: ipv6,
    ksuid: ksuid,
    lowercase: lowercase,
    mac: mac,
    md5_base64: md5_base64,
    md5_base64url: md5_base64url,
    md5_hex: md5_hex,
    nanoid: nanoid,
    null: _null,
    number: number,
    rfc5322Email: rfc5322Email,
    sha1_base64: sha1_base64,
    sha1_base64url: sha1_base64url,
    sha1_hex: sha1_hex,
    sha256_base64: sha256_base64,
    sha256_base64url: sha256_base64url,
    sha256_hex: sha256_hex,
    sha384_base64: sha384_base64,
    sha384_base64url: sha384_base64url,
    sha384_hex: sha384_hex,
    sha512_base64: sha512_base64,
    sha512_base64url: sha512_base64url,
    sha512_hex: sha512_hex,
    string: string,
    time: time,
    ulid: ulid,
    undefined: _undefined,
    unicodeEmail: unicodeEmail,
    uppercase: uppercase,
    uuid4: uuid4,
    uuid6: uuid6,
    uuid7: uuid7,
    uuid: uuid,
    xid: xid
    };
}
var locales_exports_made;
function locales_exports() {
  return locales_exports_made ??= {
    en: en_default
    };
}
var schemas_exports2_made;
function schemas_exports2() {
  return schemas_exports2_made ??= {
    _default: _default2,
    _function: _function,
    any: any,
    array: array,
    base64: base642,
    base64url: base64url2,
    bigint: bigint2,
    boolean: boolean2,
    catch: _catch2,
    check: check,
    cidrv4: cidrv42,
    cidrv6: cidrv62,
    codec: codec,
    cuid2: cuid22,
    cuid: cuid3,
    custom: custom,
    date: date3,
    describe: describe2,
    discriminatedUnion: discriminatedUnion,
    e164: e1642,
    email: email2,
    emoji: emoji2,
    enum: _enum2,
    exactOptional: exactOptional,
    file: file,
    float32: float32,
    float64: float64,
    function: _function,
    get ZodAny() { return class_ZodAny(); },
    get ZodArray() { return class_ZodArray(); },
    get ZodBase64() { return class_ZodBase64(); },
    get ZodBase64URL() { return class_ZodBase64URL(); },
    get ZodBigInt() { return class_ZodBigInt(); },
    get ZodBigIntFormat() { return class_ZodBigIntFormat(); },
    get ZodBoolean() { return class_ZodBoolean(); },
    get ZodCIDRv4() { return class_ZodCIDRv4(); },
    get ZodCIDRv6() { return class_ZodCIDRv6(); },
    get ZodCUID() { return class_ZodCUID(); },
    get ZodCUID2() { return class_ZodCUID2(); },
    get ZodCatch() { return class_ZodCatch(); },
    get ZodCodec() { return class_ZodCodec(); },
    get ZodCustom() { return class_ZodCustom(); },
    get ZodCustomStringFormat() { return class_ZodCustomStringFormat(); },
    get ZodDate() { return class_ZodDate(); },
    get ZodDefault() { return class_ZodDefault(); },
    get ZodDiscriminatedUnion() { return class_ZodDiscriminatedUnion(); },
    get ZodE164() { return class_ZodE164(); },
    get ZodEmail() { return class_ZodEmail(); },
    get ZodEmoji() { return class_ZodEmoji(); },
    get ZodEnum() { return class_ZodEnum(); },
    get ZodExactOptional() { return class_ZodExactOptional(); },
    get ZodFile() { return class_ZodFile(); },
    get ZodFunction() { return class_ZodFunction(); },
    get ZodGUID() { return class_ZodGUID(); },
    get ZodIPv4() { return class_ZodIPv4(); },
    get ZodIPv6() { return class_ZodIPv6(); },
    get ZodIntersection() { return class_ZodIntersection(); },
    get ZodJWT() { return class_ZodJWT(); },
    get ZodKSUID() { return class_ZodKSUID(); },
    get ZodLazy() { return class_ZodLazy(); },
    get ZodLiteral() { return class_ZodLiteral(); },
    get ZodMAC() { return class_ZodMAC(); },
    get ZodMap() { return class_ZodMap(); },
    get ZodNaN() { return class_ZodNaN(); },
    get ZodNanoID() { return class_ZodNanoID(); },
    get ZodNever() { return class_ZodNever(); },
    get ZodNonOptional() { return class_ZodNonOptional(); },
    get ZodNull() { return class_ZodNull(); },
    get ZodNullable() { return class_ZodNullable(); },
    get ZodNumber() { return class_ZodNumber(); },
    get ZodNumberFormat() { return class_ZodNumberFormat(); },
    get ZodObject() { return class_ZodObject(); },
    get ZodOptional() { return class_ZodOptional(); },
    get ZodPipe() { return class_ZodPipe(); },
    get ZodPrefault() { return class_ZodPrefault(); },
    get ZodPromise() { return class_ZodPromise(); },
    get ZodReadonly() { return class_ZodReadonly(); },
    get ZodRecord() { return class_ZodRecord(); },
    get ZodSet() { return class_ZodSet(); },
    get ZodString() { return class_ZodString(); },
    get ZodStringFormat() { return class_ZodStringFormat(); },
    get ZodSuccess() { return class_ZodSuccess(); },
    get ZodSymbol() { return class_ZodSymbol(); },
    get ZodTemplateLiteral() { return class_ZodTemplateLiteral(); },
    get ZodTransform() { return class_ZodTransform(); },
    get ZodTuple() { return class_ZodTuple(); },
    get ZodType() { return class_ZodType(); },
    get ZodULID() { return class_ZodULID(); },
    get ZodURL() { return class_ZodURL(); },
    get ZodUUID() { return class_ZodUUID(); },
    get ZodUndefined() { return class_ZodUndefined(); },
    get ZodUnion() { return class_ZodUnion(); },
    get ZodUnknown() { return class_ZodUnknown(); },
    get ZodVoid() { return class_ZodVoid(); },
    get ZodXID() { return class_ZodXID(); },
    get ZodXor() { return class_ZodXor(); },
    get _ZodString() { return class__ZodString(); },
    guid: guid2,
    hash: hash,
    hex: hex2,
    hostname: hostname2,
    httpUrl: httpUrl,
    instanceof: _instanceof,
    int32: int32,
    int64: int64,
    int: int,
    intersection: intersection,
    ipv4: ipv42,
    ipv6: ipv62,
    json: json,
    jwt: jwt,
    keyof: keyof,
    ksuid: ksuid2,
    lazy: lazy,
    literal: literal,
    looseObject: looseObject,
    looseRecord: looseRecord,
    mac: mac2,
    map: map,
    meta: meta2,
    nan: nan,
    nanoid: nanoid2,
    nativeEnum: nativeEnum,
    never: never,
    nonoptional: nonoptional,
    null: _null3,
    nullable: nullable,
    nullish: nullish2,
    number: number2,
    object: object,
    optional: optional,
    partialRecord: partialRecord,
    pipe: pipe,
    prefault: prefault,
    preprocess: preprocess,
    promise: promise,
    readonly: readonly,
    record: record,
    refine: refine,
    set: set,
    strictObject: strictObject,
    string: string2,
    stringFormat: stringFormat,
    stringbool: stringbool,
    success: success,
    superRefine: superRefine,
    symbol: symbol,
    templateLiteral: templateLiteral,
    transform: transform,
    tuple: tuple,
    uint32: uint32,
    uint64: uint64,
    ulid: ulid2,
    undefined: _undefined3,
    union: union,
    unknown: unknown,
    url: url,
    uuid: uuid2,
    uuidv4: uuidv4,
    uuidv6: uuidv6,
    uuidv7: uuidv7,
    void: _void2,
    xid: xid2,
    xor: xor
    };
}
var checks_exports2_made;
function checks_exports2() {
  return checks_exports2_made ??= {
    endsWith: _endsWith,
    gt: _gt,
    gte: _gte,
    includes: _includes,
    length: _length,
    lowercase: _lowercase,
    lt: _lt,
    lte: _lte,
    maxLength: _maxLength,
    maxSize: _maxSize,
    mime: _mime,
    minLength: _minLength,
    minSize: _minSize,
    multipleOf: _multipleOf,
    negative: _negative,
    nonnegative: _nonnegative,
    nonpositive: _nonpositive,
    normalize: _normalize,
    overwrite: _overwrite,
    positive: _positive,
    property: _property,
    regex: _regex,
    size: _size,
    slugify: _slugify,
    startsWith: _startsWith,
    toLowerCase: _toLowerCase,
    toUpperCase: _toUpperCase,
    trim: _trim,
    uppercase: _uppercase
    };
}
var iso_exports_made;
function iso_exports() {
  return iso_exports_made ??= {
    date: date2,
    datetime: datetime2,
    duration: duration2,
    get ZodISODate() { return class_ZodISODate(); },
    get ZodISODateTime() { return class_ZodISODateTime(); },
    get ZodISODuration() { return class_ZodISODuration(); },
    get ZodISOTime() { return class_ZodISOTime(); },
    time: time2
    };
}
var coerce_exports_made;
function coerce_exports() {
  return coerce_exports_made ??= {
    bigint: bigint3,
    boolean: boolean3,
    date: date4,
    number: number3,
    string: string3
    };
}
const z = {
  $brand: $brand,
  $input: $input,
  $output: $output,
  NEVER: NEVER,
  TimePrecision: TimePrecision,
  ZodFirstPartyTypeKind: ZodFirstPartyTypeKind,
  ZodIssueCode: ZodIssueCode,
  _default: _default2,
  _function: _function,
  any: any,
  array: array,
  base64: base642,
  base64url: base64url2,
  bigint: bigint2,
  boolean: boolean2,
  catch: _catch2,
  check: check,
  cidrv4: cidrv42,
  cidrv6: cidrv62,
  clone: clone,
  codec: codec,
  config: config,
  cuid2: cuid22,
  cuid: cuid3,
  custom: custom,
  date: date3,
  decode: decode2,
  decodeAsync: decodeAsync2,
  describe: describe2,
  discriminatedUnion: discriminatedUnion,
  e164: e1642,
  email: email2,
  emoji: emoji2,
  encode: encode2,
  encodeAsync: encodeAsync2,
  endsWith: _endsWith,
  enum: _enum2,
  exactOptional: exactOptional,
  file: file,
  flattenError: flattenError,
  float32: float32,
  float64: float64,
  formatError: formatError,
  fromJSONSchema: fromJSONSchema,
  function: _function,
  get ZodAny() { return class_ZodAny(); },
  get ZodArray() { return class_ZodArray(); },
  get ZodBase64() { return class_ZodBase64(); },
  get ZodBase64URL() { return class_ZodBase64URL(); },
  get ZodBigInt() { return class_ZodBigInt(); },
  get ZodBigIntFormat() { return class_ZodBigIntFormat(); },
  get ZodBoolean() { return class_ZodBoolean(); },
  get ZodCIDRv4() { return class_ZodCIDRv4(); },
  get ZodCIDRv6() { return class_ZodCIDRv6(); },
  get ZodCUID() { return class_ZodCUID(); },
  get ZodCUID2() { return class_ZodCUID2(); },
  get ZodCatch() { return class_ZodCatch(); },
  get ZodCodec() { return class_ZodCodec(); },
  get ZodCustom() { return class_ZodCustom(); },
  get ZodCustomStringFormat() { return class_ZodCustomStringFormat(); },
  get ZodDate() { return class_ZodDate(); },
  get ZodDefault() { return class_ZodDefault(); },
  get ZodDiscriminatedUnion() { return class_ZodDiscriminatedUnion(); },
  get ZodE164() { return class_ZodE164(); },
  get ZodEmail() { return class_ZodEmail(); },
  get ZodEmoji() { return class_ZodEmoji(); },
  get ZodEnum() { return class_ZodEnum(); },
  get ZodError() { return class_ZodError(); },
  get ZodExactOptional() { return class_ZodExactOptional(); },
  get ZodFile() { return class_ZodFile(); },
  get ZodFunction() { return class_ZodFunction(); },
  get ZodGUID() { return class_ZodGUID(); },
  get ZodIPv4() { return class_ZodIPv4(); },
  get ZodIPv6() { return class_ZodIPv6(); },
  get ZodISODate() { return class_ZodISODate(); },
  get ZodISODateTime() { return class_ZodISODateTime(); },
  get ZodISODuration() { return class_ZodISODuration(); },
  get ZodISOTime() { return class_ZodISOTime(); },
  get ZodIntersection() { return class_ZodIntersection(); },
  get ZodJWT() { return class_ZodJWT(); },
  get ZodKSUID() { return class_ZodKSUID(); },
  get ZodLazy() { return class_ZodLazy(); },
  get ZodLiteral() { return class_ZodLiteral(); },
  get ZodMAC() { return class_ZodMAC(); },
  get ZodMap() { return class_ZodMap(); },
  get ZodNaN() { return class_ZodNaN(); },
  get ZodNanoID() { return class_ZodNanoID(); },
  get ZodNever() { return class_ZodNever(); },
  get ZodNonOptional() { return class_ZodNonOptional(); },
  get ZodNull() { return class_ZodNull(); },
  get ZodNullable() { return class_ZodNullable(); },
  get ZodNumber() { return class_ZodNumber(); },
  get ZodNumberFormat() { return class_ZodNumberFormat(); },
  get ZodObject() { return class_ZodObject(); },
  get ZodOptional() { return class_ZodOptional(); },
  get ZodPipe() { return class_ZodPipe(); },
  get ZodPrefault() { return class_ZodPrefault(); },
  get ZodPromise() { return class_ZodPromise(); },
  get ZodReadonly() { return class_ZodReadonly(); },
  get ZodRealError() { return class_ZodRealError(); },
  get ZodRecord() { return class_ZodRecord(); },
  get ZodSet() { return class_ZodSet(); },
  get ZodString() { return class_ZodString(); },
  get ZodStringFormat() { return class_ZodStringFormat(); },
  get ZodSuccess() { return class_ZodSuccess(); },
  get ZodSymbol() { return class_ZodSymbol(); },
  get ZodTemplateLiteral() { return class_ZodTemplateLiteral(); },
  get ZodTransform() { return class_ZodTransform(); },
  get ZodTuple() { return class_ZodTuple(); },
  get ZodType() { return class_ZodType(); },
  get ZodULID() { return class_ZodULID(); },
  get ZodURL() { return class_ZodURL(); },
  get ZodUUID() { return class_ZodUUID(); },
  get ZodUndefined() { return class_ZodUndefined(); },
  get ZodUnion() { return class_ZodUnion(); },
  get ZodUnknown() { return class_ZodUnknown(); },
  get ZodVoid() { return class_ZodVoid(); },
  get ZodXID() { return class_ZodXID(); },
  get ZodXor() { return class_ZodXor(); },
  get _ZodString() { return class__ZodString(); },
  get coerce() { return coerce_exports(); },
  get core() { return core_exports2(); },
  get iso() { return iso_exports(); },
  get locales() { return locales_exports(); },
  get regexes() { return regexes_exports(); },
  get util() { return util_exports(); },
  getErrorMap: getErrorMap,
  globalRegistry: globalRegistry,
  gt: _gt,
  gte: _gte,
  guid: guid2,
  hash: hash,
  hex: hex2,
  hostname: hostname2,
  httpUrl: httpUrl,
  includes: _includes,
  instanceof: _instanceof,
  int32: int32,
  int64: int64,
  int: int,
  intersection: intersection,
  ipv4: ipv42,
  ipv6: ipv62,
  json: json,
  jwt: jwt,
  keyof: keyof,
  ksuid: ksuid2,
  lazy: lazy,
  length: _length,
  literal: literal,
  looseObject: looseObject,
  looseRecord: looseRecord,
  lowercase: _lowercase,
  lt: _lt,
  lte: _lte,
  mac: mac2,
  map: map,
  maxLength: _maxLength,
  maxSize: _maxSize,
  meta: meta2,
  mime: _mime,
  minLength: _minLength,
  minSize: _minSize,
  multipleOf: _multipleOf,
  nan: nan,
  nanoid: nanoid2,
  nativeEnum: nativeEnum,
  negative: _negative,
  never: never,
  nonnegative: _nonnegative,
  nonoptional: nonoptional,
  nonpositive: _nonpositive,
  normalize: _normalize,
  null: _null3,
  nullable: nullable,
  nullish: nullish2,
  number: number2,
  object: object,
  optional: optional,
  overwrite: _overwrite,
  parse: parse2,
  parseAsync: parseAsync2,
  partialRecord: partialRecord,
  pipe: pipe,
  positive: _positive,
  prefault: prefault,
  preprocess: preprocess,
  prettifyError: prettifyError,
  promise: promise,
  property: _property,
  readonly: readonly,
  record: record,
  refine: refine,
  regex: _regex,
  registry: registry,
  safeDecode: safeDecode2,
  safeDecodeAsync: safeDecodeAsync2,
  safeEncode: safeEncode2,
  safeEncodeAsync: safeEncodeAsync2,
  safeParse: safeParse2,
  safeParseAsync: safeParseAsync2,
  set: set,
  setErrorMap: setErrorMap,
  size: _size,
  slugify: _slugify,
  startsWith: _startsWith,
  strictObject: strictObject,
  string: string2,
  stringFormat: stringFormat,
  stringbool: stringbool,
  success: success,
  superRefine: superRefine,
  symbol: symbol,
  templateLiteral: templateLiteral,
  toJSONSchema: toJSONSchema,
  toLowerCase: _toLowerCase,
  toUpperCase: _toUpperCase,
  transform: transform,
  treeifyError: treeifyError,
  trim: _trim,
  tuple: tuple,
  uint32: uint32,
  uint64: uint64,
  ulid: ulid2,
  undefined: _undefined3,
  union: union,
  unknown: unknown,
  uppercase: _uppercase,
  url: url,
  uuid: uuid2,
  uuidv4: uuidv4,
  uuidv6: uuidv6,
  uuidv7: uuidv7,
  void: _void2,
  xid: xid2,
  xor: xor
  };
for (const key of ["z", "default"]) Object.defineProperty(z, key, { value: z });
Object.defineProperty(z, "__esModule", { value: true });
return z;
})
