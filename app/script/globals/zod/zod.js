// Generated from the npm package zod 4.3.6 by bundle.go; see README.md and LICENSE beside it. DO NOT EDIT.
(function (Function, navigator, File, globalThis, atob, btoa) {
"use strict";
var $own, $made, $behind, $lend, $brand, $ZodAsyncError, $ZodEncodeError, globalConfig, config, assertEqual, assertNotEqual, assertIs, assertNever, assert, getEnumValues, joinValues, jsonStringifyReplacer, cached, nullish, cleanRegex, floatSafeRemainder, EVALUATING, defineLazy, objectClone, assignProp, mergeDefs, cloneDef, getElementAtPath, promiseAllObject, randomString, esc, slugify, isObject, isPlainObject, shallowClone, numKeys, getParsedType, propertyKeyTypes, primitiveTypes, escapeRegex, clone, normalizeParams, createTransparentProxy, stringifyPrimitive, optionalKeys, NUMBER_FORMAT_RANGES, BIGINT_FORMAT_RANGES, pick, omit, extend, safeExtend, merge, partial, required, aborted, prefixIssues, unwrapMessage, finalizeIssue, getSizableOrigin, getLengthableOrigin, parsedType, issue, cleanEnum, base64ToUint8Array, uint8ArrayToBase64, base64urlToUint8Array, uint8ArrayToBase64url, hexToUint8Array, uint8ArrayToHex, Class, $ZodError, $ZodRealError, flattenError, formatError, treeifyError, toDotPath, prettifyError, _parse, parse, _parseAsync, parseAsync, _safeParse, safeParse, _safeParseAsync, safeParseAsync, _encode, encode, _decode, decode, _encodeAsync, encodeAsync, _decodeAsync, decodeAsync, _safeEncode, safeEncode, _safeDecode, safeDecode, _safeEncodeAsync, safeEncodeAsync, _safeDecodeAsync, safeDecodeAsync, cuid, cuid2, ulid, xid, ksuid, nanoid, duration, extendedDuration, guid, uuid, uuid4, uuid6, uuid7, email, html5Email, rfc5322Email, unicodeEmail, idnEmail, browserEmail, emoji, ipv4, ipv6, mac, cidrv4, cidrv6, base64, base64url, hostname, domain, e164, date, timeSource, time, datetime, string, patterns, remembered, bigint, integer, number, boolean, _null, _undefined, lowercase, uppercase, hex, fixedBase64, fixedBase64url, md5_hex, md5_base64, md5_base64url, sha1_hex, sha1_base64, sha1_base64url, sha256_hex, sha256_base64, sha256_base64url, sha384_hex, sha384_base64, sha384_base64url, sha512_hex, sha512_base64, sha512_base64url, $ZodCheck, numericOriginMap, $ZodCheckLessThan, $ZodCheckGreaterThan, $ZodCheckMultipleOf, $ZodCheckNumberFormat, $ZodCheckBigIntFormat, $ZodCheckMaxSize, $ZodCheckMinSize, $ZodCheckSizeEquals, $ZodCheckMaxLength, $ZodCheckMinLength, $ZodCheckLengthEquals, $ZodCheckStringFormat, $ZodCheckRegex, $ZodCheckLowerCase, $ZodCheckUpperCase, $ZodCheckIncludes, $ZodCheckStartsWith, $ZodCheckEndsWith, handleCheckPropertyResult, $ZodCheckProperty, $ZodCheckMimeType, $ZodCheckOverwrite, Doc, version, $ZodType, standard, $ZodString, $ZodStringFormat, $ZodGUID, $ZodUUID, $ZodEmail, $ZodURL, $ZodEmoji, $ZodNanoID, $ZodCUID, $ZodCUID2, $ZodULID, $ZodXID, $ZodKSUID, $ZodISODateTime, $ZodISODate, $ZodISOTime, $ZodISODuration, $ZodIPv4, $ZodIPv6, $ZodMAC, $ZodCIDRv4, $ZodCIDRv6, isValidBase64, $ZodBase64, isValidBase64URL, $ZodBase64URL, $ZodE164, isValidJWT, $ZodJWT, $ZodCustomStringFormat, $ZodNumber, $ZodNumberFormat, $ZodBoolean, $ZodBigInt, $ZodBigIntFormat, $ZodSymbol, $ZodUndefined, $ZodNull, $ZodAny, $ZodUnknown, $ZodNever, $ZodVoid, $ZodDate, handleArrayResult, $ZodArray, handlePropertyResult, normalizeDef, handleCatchall, $ZodObject, $ZodObjectJIT, handleUnionResults, $ZodUnion, handleExclusiveUnionResults, $ZodXor, $ZodDiscriminatedUnion, $ZodIntersection, mergeValues, handleIntersectionResults, $ZodTuple, handleTupleResult, $ZodRecord, $ZodMap, handleMapResult, $ZodSet, handleSetResult, $ZodEnum, $ZodLiteral, $ZodFile, $ZodTransform, handleOptionalResult, $ZodOptional, $ZodExactOptional, $ZodNullable, $ZodDefault, handleDefaultResult, $ZodPrefault, $ZodNonOptional, handleNonOptionalResult, $ZodSuccess, $ZodCatch, $ZodNaN, $ZodPipe, handlePipeResult, $ZodCodec, handleCodecAResult, handleCodecTxResult, $ZodReadonly, handleReadonlyResult, $ZodTemplateLiteral, $ZodFunction, $ZodPromise, $ZodLazy, $ZodCustom, handleRefineResult, error, en_default, $output, $input, $ZodRegistry, registry, _string, _coercedString, _email, _guid, _uuid, _uuidv4, _uuidv6, _uuidv7, _url, _emoji2, _nanoid, _cuid, _cuid2, _ulid, _xid, _ksuid, _ipv4, _ipv6, _mac, _cidrv4, _cidrv6, _base64, _base64url, _e164, _jwt, TimePrecision, _isoDateTime, _isoDate, _isoTime, _isoDuration, _number, _coercedNumber, _int, _float32, _float64, _int32, _uint32, _boolean, _coercedBoolean, _bigint, _coercedBigint, _int64, _uint64, _symbol, _undefined2, _null2, _any, _unknown, _never, _void, _date, _coercedDate, _nan, _lt, _lte, _gt, _gte, _positive, _negative, _nonpositive, _nonnegative, _multipleOf, _maxSize, _minSize, _size, _maxLength, _minLength, _length, _regex, _lowercase, _uppercase, _includes, _startsWith, _endsWith, _property, _mime, _overwrite, _normalize, _trim, _toLowerCase, _toUpperCase, _slugify, _array, _union, _xor, _discriminatedUnion, _intersection, _tuple, _record, _map, _set, _enum, _nativeEnum, _literal, _file, _transform, _optional, _nullable, _default, _nonoptional, _success, _catch, _pipe, _readonly, _templateLiteral, _lazy, _promise, _custom, _refine, _superRefine, _check, describe, meta, _stringbool, _stringFormat, initializeContext, process, extractDefs, finalize, isTransforming, createToJSONSchemaMethod, createStandardJSONSchemaMethod, formatMap, stringProcessor, numberProcessor, booleanProcessor, bigintProcessor, symbolProcessor, nullProcessor, undefinedProcessor, voidProcessor, neverProcessor, anyProcessor, unknownProcessor, dateProcessor, enumProcessor, literalProcessor, nanProcessor, templateLiteralProcessor, fileProcessor, successProcessor, customProcessor, functionProcessor, transformProcessor, mapProcessor, setProcessor, arrayProcessor, objectProcessor, unionProcessor, intersectionProcessor, tupleProcessor, recordProcessor, nullableProcessor, nonoptionalProcessor, defaultProcessor, prefaultProcessor, catchProcessor, pipeProcessor, readonlyProcessor, promiseProcessor, optionalProcessor, lazyProcessor, allProcessors, toJSONSchema, JSONSchemaGenerator, json_schema_exports, ZodISODateTime, datetime2, ZodISODate, date2, ZodISOTime, time2, ZodISODuration, duration2, initializer2, ZodError, ZodRealError, parse2, parseAsync2, safeParse2, safeParseAsync2, encode2, decode2, encodeAsync2, decodeAsync2, safeEncode2, safeDecode2, safeEncodeAsync2, safeDecodeAsync2, ZodType, _ZodString, ZodString, string2, ZodStringFormat, ZodEmail, email2, ZodGUID, guid2, ZodUUID, uuid2, uuidv4, uuidv6, uuidv7, ZodURL, url, httpUrl, ZodEmoji, emoji2, ZodNanoID, nanoid2, ZodCUID, cuid3, ZodCUID2, cuid22, ZodULID, ulid2, ZodXID, xid2, ZodKSUID, ksuid2, ZodIPv4, ipv42, ZodMAC, mac2, ZodIPv6, ipv62, ZodCIDRv4, cidrv42, ZodCIDRv6, cidrv62, ZodBase64, base642, ZodBase64URL, base64url2, ZodE164, e1642, ZodJWT, jwt, ZodCustomStringFormat, stringFormat, hostname2, hex2, hash, ZodNumber, number2, ZodNumberFormat, int, float32, float64, int32, uint32, ZodBoolean, boolean2, ZodBigInt, bigint2, ZodBigIntFormat, int64, uint64, ZodSymbol, symbol, ZodUndefined, _undefined3, ZodNull, _null3, ZodAny, any, ZodUnknown, unknown, ZodNever, never, ZodVoid, _void2, ZodDate, date3, ZodArray, array, keyof, ZodObject, object, strictObject, looseObject, ZodUnion, union, ZodXor, xor, ZodDiscriminatedUnion, discriminatedUnion, ZodIntersection, intersection, ZodTuple, tuple, ZodRecord, record, partialRecord, looseRecord, ZodMap, map, ZodSet, set, ZodEnum, _enum2, nativeEnum, ZodLiteral, literal, ZodFile, file, ZodTransform, transform, ZodOptional, optional, ZodExactOptional, exactOptional, ZodNullable, nullable, nullish2, ZodDefault, _default2, ZodPrefault, prefault, ZodNonOptional, nonoptional, ZodSuccess, success, ZodCatch, _catch2, ZodNaN, nan, ZodPipe, pipe, ZodCodec, codec, ZodReadonly, readonly, ZodTemplateLiteral, templateLiteral, ZodLazy, lazy, ZodPromise, promise, ZodFunction, _function, ZodCustom, check, custom, refine, superRefine, describe2, meta2, _instanceof, stringbool, json, preprocess, ZodIssueCode, setErrorMap, getErrorMap, every, RECOGNIZED_KEYS, detectVersion, resolveRef, convertBaseSchema, convertSchema, fromJSONSchema, string3, number3, boolean3, bigint3, date4, core_exports2, util_exports, regexes_exports, locales_exports, schemas_exports2, checks_exports2, iso_exports, coerce_exports;
function $make(i) {
switch (i >> 5) {
case 0:
switch (i) {
case 0:
return $own = function(inst, key, value) {
  Object.defineProperty(inst, key, { value, writable: true, enumerable: true, configurable: true });
};
case 1:
return $made = function(inst, key, members) {
  const value = members(key, inst, inst._zod.def);
  if (value !== undefined && key !== "description") ($own ?? $make(0))(inst, key, value);
  return value;
};
case 2:
return $behind = function(next, members, names) {
  return new Proxy(next, {
    get(target, key, inst) {
      if (key !== "_zod" && inst?._zod) {
        const value = ($made ?? $make(1))(inst, key, members);
        if (value !== undefined) return value;
      }
      return Reflect.get(target, key, inst);
    },
    has: (target, key) => (typeof key === "string" && names.includes(` ${key} `)) || Reflect.has(target, key),
  });
};
case 3:
return $lend = function(inst, members, names) {
  for (const key of names.trim().split(" ")) {
    Object.defineProperty(inst, key, {
      configurable: true,
      get: () => ($made ?? $make(1))(inst, key, members),
      set: (value) => ($own ?? $make(0))(inst, key, value),
    });
  }
};
case 4:
return $brand = /* @__PURE__ */ Symbol("zod_brand");
case 5:
return $ZodAsyncError = class extends Error {
  constructor() {
    super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
  }
};
case 6:
return $ZodEncodeError = class extends Error {
  constructor(name) {
    super(`Encountered unidirectional transform during encode: ${name}`);
    this.name = "ZodEncodeError";
  }
};
case 7:
return globalConfig = {};
case 8:
return config = function(newConfig) {
  if (newConfig)
    Object.assign((globalConfig ?? $make(7)), newConfig);
  return (globalConfig ?? $make(7));
};
case 9:
return assertEqual = function(val) {
  return val;
};
case 10:
return assertNotEqual = function(val) {
  return val;
};
case 11:
return assertIs = function(_arg) {
};
case 12:
return assertNever = function(_x) {
  throw new Error("Unexpected value in exhaustive check");
};
case 13:
return assert = function(_) {
};
case 14:
return getEnumValues = function(entries) {
  const numericValues = Object.values(entries).filter((v) => typeof v === "number");
  const values = Object.entries(entries).filter(([k, _]) => numericValues.indexOf(+k) === -1).map(([_, v]) => v);
  return values;
};
case 15:
return joinValues = function(array2, separator = "|") {
  return array2.map((val) => (stringifyPrimitive ?? $make(43))(val)).join(separator);
};
case 16:
return jsonStringifyReplacer = function(_, value) {
  if (typeof value === "bigint")
    return value.toString();
  return value;
};
case 17:
return cached = function(getter) {
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
};
case 18:
return nullish = function(input) {
  return input === null || input === void 0;
};
case 19:
return cleanRegex = function(source) {
  const start = source.startsWith("^") ? 1 : 0;
  const end = source.endsWith("$") ? source.length - 1 : source.length;
  return source.slice(start, end);
};
case 20:
return floatSafeRemainder = function(val, step) {
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
};
case 21:
return EVALUATING = /* @__PURE__ */ Symbol("evaluating");
case 22:
return defineLazy = function(object2, key, getter) {
  let value = void 0;
  Object.defineProperty(object2, key, {
    get() {
      if (value === (EVALUATING ?? $make(21))) {
        return void 0;
      }
      if (value === void 0) {
        value = (EVALUATING ?? $make(21));
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
};
case 23:
return objectClone = function(obj) {
  return Object.create(Object.getPrototypeOf(obj), Object.getOwnPropertyDescriptors(obj));
};
case 24:
return assignProp = function(target, prop, value) {
  Object.defineProperty(target, prop, {
    value,
    writable: true,
    enumerable: true,
    configurable: true
  });
};
case 25:
return mergeDefs = function(...defs) {
  const mergedDescriptors = {};
  for (const def of defs) {
    const descriptors = Object.getOwnPropertyDescriptors(def);
    Object.assign(mergedDescriptors, descriptors);
  }
  return Object.defineProperties({}, mergedDescriptors);
};
case 26:
return cloneDef = function(schema) {
  return (mergeDefs ?? $make(25))(schema._zod.def);
};
case 27:
return getElementAtPath = function(obj, path) {
  if (!path)
    return obj;
  return path.reduce((acc, key) => acc?.[key], obj);
};
case 28:
return promiseAllObject = function(promisesObj) {
  const keys = Object.keys(promisesObj);
  const promises = keys.map((key) => promisesObj[key]);
  return Promise.all(promises).then((results) => {
    const resolvedObj = {};
    for (let i = 0; i < keys.length; i++) {
      resolvedObj[keys[i]] = results[i];
    }
    return resolvedObj;
  });
};
case 29:
return randomString = function(length = 10) {
  const chars = "abcdefghijklmnopqrstuvwxyz";
  let str = "";
  for (let i = 0; i < length; i++) {
    str += chars[Math.floor(Math.random() * chars.length)];
  }
  return str;
};
case 30:
return esc = function(str) {
  return JSON.stringify(str);
};
case 31:
return slugify = function(input) {
  return input.toLowerCase().trim().replace(/[^\w\s-]/g, "").replace(/[\s_-]+/g, "-").replace(/^-+|-+$/g, "");
};
}
case 1:
switch (i) {
case 32:
return isObject = function(data) {
  return typeof data === "object" && data !== null && !Array.isArray(data);
};
case 33:
return isPlainObject = function(o) {
  if ((isObject ?? $make(32))(o) === false)
    return false;
  const ctor = o.constructor;
  if (ctor === void 0)
    return true;
  if (typeof ctor !== "function")
    return true;
  const prot = ctor.prototype;
  if ((isObject ?? $make(32))(prot) === false)
    return false;
  if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) {
    return false;
  }
  return true;
};
case 34:
return shallowClone = function(o) {
  if ((isPlainObject ?? $make(33))(o))
    return { ...o };
  if (Array.isArray(o))
    return [...o];
  return o;
};
case 35:
return numKeys = function(data) {
  let keyCount = 0;
  for (const key in data) {
    if (Object.prototype.hasOwnProperty.call(data, key)) {
      keyCount++;
    }
  }
  return keyCount;
};
case 36:
return getParsedType = (data) => {
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
case 37:
return propertyKeyTypes = /* @__PURE__ */ new Set(["string", "number", "symbol"]);
case 38:
return primitiveTypes = /* @__PURE__ */ new Set(["string", "number", "bigint", "boolean", "symbol", "undefined"]);
case 39:
return escapeRegex = function(str) {
  return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
};
case 40:
return clone = function(inst, def, params) {
  const cl = new inst._zod.constr(def ?? inst._zod.def);
  if (!def || params?.parent)
    cl._zod.parent = inst;
  return cl;
};
case 41:
return normalizeParams = function(_params) {
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
};
case 42:
return createTransparentProxy = function(getter) {
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
};
case 43:
return stringifyPrimitive = function(value) {
  if (typeof value === "bigint")
    return value.toString() + "n";
  if (typeof value === "string")
    return `"${value}"`;
  return `${value}`;
};
case 44:
return optionalKeys = function(shape) {
  return Object.keys(shape).filter((k) => {
    return shape[k]._zod.optin === "optional" && shape[k]._zod.optout === "optional";
  });
};
case 45:
return NUMBER_FORMAT_RANGES = {
  safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  int32: [-2147483648, 2147483647],
  uint32: [0, 4294967295],
  float32: [-34028234663852886e22, 34028234663852886e22],
  float64: [-Number.MAX_VALUE, Number.MAX_VALUE]
};
case 46:
return BIGINT_FORMAT_RANGES = {
  int64: [/* @__PURE__ */ BigInt("-9223372036854775808"), /* @__PURE__ */ BigInt("9223372036854775807")],
  uint64: [/* @__PURE__ */ BigInt(0), /* @__PURE__ */ BigInt("18446744073709551615")]
};
case 47:
return pick = function(schema, mask) {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(".pick() cannot be used on object schemas containing refinements");
  }
  const def = (mergeDefs ?? $make(25))(schema._zod.def, {
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
      (assignProp ?? $make(24))(this, "shape", newShape);
      return newShape;
    },
    checks: []
  });
  return (clone ?? $make(40))(schema, def);
};
case 48:
return omit = function(schema, mask) {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(".omit() cannot be used on object schemas containing refinements");
  }
  const def = (mergeDefs ?? $make(25))(schema._zod.def, {
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
      (assignProp ?? $make(24))(this, "shape", newShape);
      return newShape;
    },
    checks: []
  });
  return (clone ?? $make(40))(schema, def);
};
case 49:
return extend = function(schema, shape) {
  if (!(isPlainObject ?? $make(33))(shape)) {
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
  const def = (mergeDefs ?? $make(25))(schema._zod.def, {
    get shape() {
      const _shape = { ...schema._zod.def.shape, ...shape };
      (assignProp ?? $make(24))(this, "shape", _shape);
      return _shape;
    }
  });
  return (clone ?? $make(40))(schema, def);
};
case 50:
return safeExtend = function(schema, shape) {
  if (!(isPlainObject ?? $make(33))(shape)) {
    throw new Error("Invalid input to safeExtend: expected a plain object");
  }
  const def = (mergeDefs ?? $make(25))(schema._zod.def, {
    get shape() {
      const _shape = { ...schema._zod.def.shape, ...shape };
      (assignProp ?? $make(24))(this, "shape", _shape);
      return _shape;
    }
  });
  return (clone ?? $make(40))(schema, def);
};
case 51:
return merge = function(a, b) {
  const def = (mergeDefs ?? $make(25))(a._zod.def, {
    get shape() {
      const _shape = { ...a._zod.def.shape, ...b._zod.def.shape };
      (assignProp ?? $make(24))(this, "shape", _shape);
      return _shape;
    },
    get catchall() {
      return b._zod.def.catchall;
    },
    checks: []
    // delete existing checks
  });
  return (clone ?? $make(40))(a, def);
};
case 52:
return partial = function(Class2, schema, mask) {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(".partial() cannot be used on object schemas containing refinements");
  }
  const def = (mergeDefs ?? $make(25))(schema._zod.def, {
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
      (assignProp ?? $make(24))(this, "shape", shape);
      return shape;
    },
    checks: []
  });
  return (clone ?? $make(40))(schema, def);
};
case 53:
return required = function(Class2, schema, mask) {
  const def = (mergeDefs ?? $make(25))(schema._zod.def, {
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
      (assignProp ?? $make(24))(this, "shape", shape);
      return shape;
    }
  });
  return (clone ?? $make(40))(schema, def);
};
case 54:
return aborted = function(x, startIndex = 0) {
  if (x.aborted === true)
    return true;
  for (let i = startIndex; i < x.issues.length; i++) {
    if (x.issues[i]?.continue !== true) {
      return true;
    }
  }
  return false;
};
case 55:
return prefixIssues = function(path, issues) {
  return issues.map((iss) => {
    var _a2;
    (_a2 = iss).path ?? (_a2.path = []);
    iss.path.unshift(path);
    return iss;
  });
};
case 56:
return unwrapMessage = function(message) {
  return typeof message === "string" ? message : message?.message;
};
case 57:
return finalizeIssue = function(iss, ctx, config2) {
  const full = { ...iss, path: iss.path ?? [] };
  if (!iss.message) {
    const message = (unwrapMessage ?? $make(56))(iss.inst?._zod.def?.error?.(iss)) ?? (unwrapMessage ?? $make(56))(ctx?.error?.(iss)) ?? (unwrapMessage ?? $make(56))(config2.customError?.(iss)) ?? (unwrapMessage ?? $make(56))(config2.localeError?.(iss)) ?? "Invalid input";
    full.message = message;
  }
  delete full.inst;
  delete full.continue;
  if (!ctx?.reportInput) {
    delete full.input;
  }
  return full;
};
case 58:
return getSizableOrigin = function(input) {
  if (input instanceof Set)
    return "set";
  if (input instanceof Map)
    return "map";
  if (input instanceof File)
    return "file";
  return "unknown";
};
case 59:
return getLengthableOrigin = function(input) {
  if (Array.isArray(input))
    return "array";
  if (typeof input === "string")
    return "string";
  return "unknown";
};
case 60:
return parsedType = function(data) {
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
};
case 61:
return issue = function(...args) {
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
};
case 62:
return cleanEnum = function(obj) {
  return Object.entries(obj).filter(([k, _]) => {
    return Number.isNaN(Number.parseInt(k, 10));
  }).map((el) => el[1]);
};
case 63:
return base64ToUint8Array = function(base643) {
  const binaryString = atob(base643);
  const bytes = new Uint8Array(binaryString.length);
  for (let i = 0; i < binaryString.length; i++) {
    bytes[i] = binaryString.charCodeAt(i);
  }
  return bytes;
};
}
case 2:
switch (i) {
case 64:
return uint8ArrayToBase64 = function(bytes) {
  let binaryString = "";
  for (let i = 0; i < bytes.length; i++) {
    binaryString += String.fromCharCode(bytes[i]);
  }
  return btoa(binaryString);
};
case 65:
return base64urlToUint8Array = function(base64url3) {
  const base643 = base64url3.replace(/-/g, "+").replace(/_/g, "/");
  const padding = "=".repeat((4 - base643.length % 4) % 4);
  return (base64ToUint8Array ?? $make(63))(base643 + padding);
};
case 66:
return uint8ArrayToBase64url = function(bytes) {
  return (uint8ArrayToBase64 ?? $make(64))(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
};
case 67:
return hexToUint8Array = function(hex3) {
  const cleanHex = hex3.replace(/^0x/, "");
  if (cleanHex.length % 2 !== 0) {
    throw new Error("Invalid hex string length");
  }
  const bytes = new Uint8Array(cleanHex.length / 2);
  for (let i = 0; i < cleanHex.length; i += 2) {
    bytes[i / 2] = Number.parseInt(cleanHex.slice(i, i + 2), 16);
  }
  return bytes;
};
case 68:
return uint8ArrayToHex = function(bytes) {
  return Array.from(bytes).map((b) => b.toString(16).padStart(2, "0")).join("");
};
case 69:
return Class = class {
  constructor(..._args) {
  }
};
case 70:
return $ZodError = $constructor("$ZodError", initializer);
case 71:
return $ZodRealError = $constructor("$ZodError", initializer, { Parent: Error });
case 72:
return flattenError = function(error2, mapper = (issue2) => issue2.message) {
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
};
case 73:
return formatError = function(error2, mapper = (issue2) => issue2.message) {
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
};
case 74:
return treeifyError = function(error2, mapper = (issue2) => issue2.message) {
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
};
case 75:
return toDotPath = function(_path) {
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
};
case 76:
return prettifyError = function(error2) {
  const lines = [];
  const issues = [...error2.issues].sort((a, b) => (a.path ?? []).length - (b.path ?? []).length);
  for (const issue2 of issues) {
    lines.push(`✖ ${issue2.message}`);
    if (issue2.path?.length)
      lines.push(`  → at ${(toDotPath ?? $make(75))(issue2.path)}`);
  }
  return lines.join("\n");
};
case 77:
return _parse = (_Err) => (schema, value, _ctx, _params) => {
  const ctx = _ctx ? Object.assign(_ctx, { async: false }) : { async: false };
  const result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise) {
    throw new ($ZodAsyncError ?? $make(5))();
  }
  if (result.issues.length) {
    const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => (finalizeIssue ?? $make(57))(iss, ctx, (config ?? $make(8))())));
    captureStackTrace(e, _params?.callee);
    throw e;
  }
  return result.value;
};
case 78:
return parse = /* @__PURE__ */ (_parse ?? $make(77))(($ZodRealError ?? $make(71)));
case 79:
return _parseAsync = (_Err) => async (schema, value, _ctx, params) => {
  const ctx = _ctx ? Object.assign(_ctx, { async: true }) : { async: true };
  let result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise)
    result = await result;
  if (result.issues.length) {
    const e = new (params?.Err ?? _Err)(result.issues.map((iss) => (finalizeIssue ?? $make(57))(iss, ctx, (config ?? $make(8))())));
    captureStackTrace(e, params?.callee);
    throw e;
  }
  return result.value;
};
case 80:
return parseAsync = /* @__PURE__ */ (_parseAsync ?? $make(79))(($ZodRealError ?? $make(71)));
case 81:
return _safeParse = (_Err) => (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
  const result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise) {
    throw new ($ZodAsyncError ?? $make(5))();
  }
  return result.issues.length ? {
    success: false,
    error: new (_Err ?? ($ZodError ?? $make(70)))(result.issues.map((iss) => (finalizeIssue ?? $make(57))(iss, ctx, (config ?? $make(8))())))
  } : { success: true, data: result.value };
};
case 82:
return safeParse = /* @__PURE__ */ (_safeParse ?? $make(81))(($ZodRealError ?? $make(71)));
case 83:
return _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
  const ctx = _ctx ? Object.assign(_ctx, { async: true }) : { async: true };
  let result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise)
    result = await result;
  return result.issues.length ? {
    success: false,
    error: new _Err(result.issues.map((iss) => (finalizeIssue ?? $make(57))(iss, ctx, (config ?? $make(8))())))
  } : { success: true, data: result.value };
};
case 84:
return safeParseAsync = /* @__PURE__ */ (_safeParseAsync ?? $make(83))(($ZodRealError ?? $make(71)));
case 85:
return _encode = (_Err) => (schema, value, _ctx) => {
  const ctx = _ctx ? Object.assign(_ctx, { direction: "backward" }) : { direction: "backward" };
  return (_parse ?? $make(77))(_Err)(schema, value, ctx);
};
case 86:
return encode = /* @__PURE__ */ (_encode ?? $make(85))(($ZodRealError ?? $make(71)));
case 87:
return _decode = (_Err) => (schema, value, _ctx) => {
  return (_parse ?? $make(77))(_Err)(schema, value, _ctx);
};
case 88:
return decode = /* @__PURE__ */ (_decode ?? $make(87))(($ZodRealError ?? $make(71)));
case 89:
return _encodeAsync = (_Err) => async (schema, value, _ctx) => {
  const ctx = _ctx ? Object.assign(_ctx, { direction: "backward" }) : { direction: "backward" };
  return (_parseAsync ?? $make(79))(_Err)(schema, value, ctx);
};
case 90:
return encodeAsync = /* @__PURE__ */ (_encodeAsync ?? $make(89))(($ZodRealError ?? $make(71)));
case 91:
return _decodeAsync = (_Err) => async (schema, value, _ctx) => {
  return (_parseAsync ?? $make(79))(_Err)(schema, value, _ctx);
};
case 92:
return decodeAsync = /* @__PURE__ */ (_decodeAsync ?? $make(91))(($ZodRealError ?? $make(71)));
case 93:
return _safeEncode = (_Err) => (schema, value, _ctx) => {
  const ctx = _ctx ? Object.assign(_ctx, { direction: "backward" }) : { direction: "backward" };
  return (_safeParse ?? $make(81))(_Err)(schema, value, ctx);
};
case 94:
return safeEncode = /* @__PURE__ */ (_safeEncode ?? $make(93))(($ZodRealError ?? $make(71)));
case 95:
return _safeDecode = (_Err) => (schema, value, _ctx) => {
  return (_safeParse ?? $make(81))(_Err)(schema, value, _ctx);
};
}
case 3:
switch (i) {
case 96:
return safeDecode = /* @__PURE__ */ (_safeDecode ?? $make(95))(($ZodRealError ?? $make(71)));
case 97:
return _safeEncodeAsync = (_Err) => async (schema, value, _ctx) => {
  const ctx = _ctx ? Object.assign(_ctx, { direction: "backward" }) : { direction: "backward" };
  return (_safeParseAsync ?? $make(83))(_Err)(schema, value, ctx);
};
case 98:
return safeEncodeAsync = /* @__PURE__ */ (_safeEncodeAsync ?? $make(97))(($ZodRealError ?? $make(71)));
case 99:
return _safeDecodeAsync = (_Err) => async (schema, value, _ctx) => {
  return (_safeParseAsync ?? $make(83))(_Err)(schema, value, _ctx);
};
case 100:
return safeDecodeAsync = /* @__PURE__ */ (_safeDecodeAsync ?? $make(99))(($ZodRealError ?? $make(71)));
case 101:
return cuid = /^[cC][^\s-]{8,}$/;
case 102:
return cuid2 = /^[0-9a-z]+$/;
case 103:
return ulid = /^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}$/;
case 104:
return xid = /^[0-9a-vA-V]{20}$/;
case 105:
return ksuid = /^[A-Za-z0-9]{27}$/;
case 106:
return nanoid = /^[a-zA-Z0-9_-]{21}$/;
case 107:
return duration = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;
case 108:
return extendedDuration = /^[-+]?P(?!$)(?:(?:[-+]?\d+Y)|(?:[-+]?\d+[.,]\d+Y$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:(?:[-+]?\d+W)|(?:[-+]?\d+[.,]\d+W$))?(?:(?:[-+]?\d+D)|(?:[-+]?\d+[.,]\d+D$))?(?:T(?=[\d+-])(?:(?:[-+]?\d+H)|(?:[-+]?\d+[.,]\d+H$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:[-+]?\d+(?:[.,]\d+)?S)?)??$/;
case 109:
return guid = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/;
case 110:
return uuid = (version2) => {
  if (!version2)
    return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
  return new RegExp(`^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version2}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`);
};
case 111:
return uuid4 = /* @__PURE__ */ (uuid ?? $make(110))(4);
case 112:
return uuid6 = /* @__PURE__ */ (uuid ?? $make(110))(6);
case 113:
return uuid7 = /* @__PURE__ */ (uuid ?? $make(110))(7);
case 114:
return email = /^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
case 115:
return html5Email = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
case 116:
return rfc5322Email = /^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$/;
case 117:
return unicodeEmail = /^[^\s@"]{1,64}@[^\s@]{1,255}$/u;
case 118:
return idnEmail = (unicodeEmail ?? $make(117));
case 119:
return browserEmail = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
case 120:
return emoji = function() {
  return new RegExp(_emoji, "u");
};
case 121:
return ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/;
case 122:
return ipv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/;
case 123:
return mac = (delimiter) => {
  const escapedDelim = (escapeRegex ?? $make(39))(delimiter ?? ":");
  return new RegExp(`^(?:[0-9A-F]{2}${escapedDelim}){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}${escapedDelim}){5}[0-9a-f]{2}$`);
};
case 124:
return cidrv4 = /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/;
case 125:
return cidrv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|::|([0-9a-fA-F]{1,4})?::([0-9a-fA-F]{1,4}:?){0,6})\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/;
case 126:
return base64 = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/;
case 127:
return base64url = /^[A-Za-z0-9_-]*$/;
}
case 4:
switch (i) {
case 128:
return hostname = /^(?=.{1,253}\.?$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-0-9a-zA-Z]{0,61}[0-9a-zA-Z])?)*\.?$/;
case 129:
return domain = /^([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,}$/;
case 130:
return e164 = /^\+[1-9]\d{6,14}$/;
case 131:
return date = /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))$/;
case 132:
return timeSource = function(args) {
  const hhmm = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
  const regex = typeof args.precision === "number" ? args.precision === -1 ? `${hhmm}` : args.precision === 0 ? `${hhmm}:[0-5]\\d` : `${hhmm}:[0-5]\\d\\.\\d{${args.precision}}` : `${hhmm}(?::[0-5]\\d(?:\\.\\d+)?)?`;
  return regex;
};
case 133:
return time = function(args) {
  return new RegExp(`^${(timeSource ?? $make(132))(args)}$`);
};
case 134:
return datetime = function(args) {
  const time3 = (timeSource ?? $make(132))({ precision: args.precision });
  const opts = ["Z"];
  if (args.local)
    opts.push("");
  if (args.offset)
    opts.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
  const timeRegex = `${time3}(?:${opts.join("|")})`;
  return new RegExp(`^${dateSource}T(?:${timeRegex})$`);
};
case 135:
return string = (params) => {
  const regex = params ? `[\\s\\S]{${params?.minimum ?? 0},${params?.maximum ?? ""}}` : `[\\s\\S]*`;
  return (remembered ?? $make(137))(`^${regex}$`);
};
case 136:
return patterns = /* @__PURE__ */ new Map();
case 137:
return remembered = function(source) {
  let pattern = (patterns ?? $make(136)).get(source);
  if (!pattern) (patterns ?? $make(136)).set(source, pattern = new RegExp(source));
  return pattern;
};
case 138:
return bigint = /^-?\d+n?$/;
case 139:
return integer = /^-?\d+$/;
case 140:
return number = /^-?\d+(?:\.\d+)?$/;
case 141:
return boolean = /^(?:true|false)$/i;
case 142:
return _null = /^null$/i;
case 143:
return _undefined = /^undefined$/i;
case 144:
return lowercase = /^[^A-Z]*$/;
case 145:
return uppercase = /^[^a-z]*$/;
case 146:
return hex = /^[0-9a-fA-F]*$/;
case 147:
return fixedBase64 = function(bodyLength, padding) {
  return new RegExp(`^[A-Za-z0-9+/]{${bodyLength}}${padding}$`);
};
case 148:
return fixedBase64url = function(length) {
  return new RegExp(`^[A-Za-z0-9_-]{${length}}$`);
};
case 149:
return md5_hex = /^[0-9a-fA-F]{32}$/;
case 150:
return md5_base64 = /^[A-Za-z0-9+/]{22}==$/;
case 151:
return md5_base64url = /^[A-Za-z0-9_-]{22}$/;
case 152:
return sha1_hex = /^[0-9a-fA-F]{40}$/;
case 153:
return sha1_base64 = /^[A-Za-z0-9+/]{27}=$/;
case 154:
return sha1_base64url = /^[A-Za-z0-9_-]{27}$/;
case 155:
return sha256_hex = /^[0-9a-fA-F]{64}$/;
case 156:
return sha256_base64 = /^[A-Za-z0-9+/]{43}=$/;
case 157:
return sha256_base64url = /^[A-Za-z0-9_-]{43}$/;
case 158:
return sha384_hex = /^[0-9a-fA-F]{96}$/;
case 159:
return sha384_base64 = /^[A-Za-z0-9+/]{64}$/;
}
case 5:
switch (i) {
case 160:
return sha384_base64url = /^[A-Za-z0-9_-]{64}$/;
case 161:
return sha512_hex = /^[0-9a-fA-F]{128}$/;
case 162:
return sha512_base64 = /^[A-Za-z0-9+/]{86}==$/;
case 163:
return sha512_base64url = /^[A-Za-z0-9_-]{86}$/;
case 164:
return $ZodCheck = /* @__PURE__ */ $constructor("$ZodCheck", (inst, def) => {
  var _a2;
  inst._zod ?? (inst._zod = {});
  inst._zod.def = def;
  (_a2 = inst._zod).onattach ?? (_a2.onattach = []);
});
case 165:
return numericOriginMap = {
  number: "number",
  bigint: "bigint",
  object: "date"
};
case 166:
return $ZodCheckLessThan = /* @__PURE__ */ $constructor("$ZodCheckLessThan", (inst, def) => {
  ($ZodCheck ?? $make(164)).init(inst, def);
  const origin = (numericOriginMap ?? $make(165))[typeof def.value];
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
case 167:
return $ZodCheckGreaterThan = /* @__PURE__ */ $constructor("$ZodCheckGreaterThan", (inst, def) => {
  ($ZodCheck ?? $make(164)).init(inst, def);
  const origin = (numericOriginMap ?? $make(165))[typeof def.value];
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
case 168:
return $ZodCheckMultipleOf = /* @__PURE__ */ $constructor("$ZodCheckMultipleOf", (inst, def) => {
  ($ZodCheck ?? $make(164)).init(inst, def);
  inst._zod.onattach.push((inst2) => {
    var _a2;
    (_a2 = inst2._zod.bag).multipleOf ?? (_a2.multipleOf = def.value);
  });
  inst._zod.check = (payload) => {
    if (typeof payload.value !== typeof def.value)
      throw new Error("Cannot mix number and bigint in multiple_of check.");
    const isMultiple = typeof payload.value === "bigint" ? payload.value % def.value === BigInt(0) : (floatSafeRemainder ?? $make(20))(payload.value, def.value) === 0;
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
case 169:
return $ZodCheckNumberFormat = /* @__PURE__ */ $constructor("$ZodCheckNumberFormat", (inst, def) => {
  ($ZodCheck ?? $make(164)).init(inst, def);
  def.format = def.format || "float64";
  const isInt = def.format?.includes("int");
  const origin = isInt ? "int" : "number";
  const [minimum, maximum] = (NUMBER_FORMAT_RANGES ?? $make(45))[def.format];
  inst._zod.onattach.push((inst2) => {
    const bag = inst2._zod.bag;
    bag.format = def.format;
    bag.minimum = minimum;
    bag.maximum = maximum;
    if (isInt)
      bag.pattern = (integer ?? $make(139));
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
case 170:
return $ZodCheckBigIntFormat = /* @__PURE__ */ $constructor("$ZodCheckBigIntFormat", (inst, def) => {
  ($ZodCheck ?? $make(164)).init(inst, def);
  const [minimum, maximum] = (BIGINT_FORMAT_RANGES ?? $make(46))[def.format];
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
case 171:
return $ZodCheckMaxSize = /* @__PURE__ */ $constructor("$ZodCheckMaxSize", (inst, def) => {
  var _a2;
  ($ZodCheck ?? $make(164)).init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = (payload) => {
    const val = payload.value;
    return !(nullish ?? $make(18))(val) && val.size !== void 0;
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
      origin: (getSizableOrigin ?? $make(58))(input),
      code: "too_big",
      maximum: def.maximum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort
    });
  };
});
case 172:
return $ZodCheckMinSize = /* @__PURE__ */ $constructor("$ZodCheckMinSize", (inst, def) => {
  var _a2;
  ($ZodCheck ?? $make(164)).init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = (payload) => {
    const val = payload.value;
    return !(nullish ?? $make(18))(val) && val.size !== void 0;
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
      origin: (getSizableOrigin ?? $make(58))(input),
      code: "too_small",
      minimum: def.minimum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort
    });
  };
});
case 173:
return $ZodCheckSizeEquals = /* @__PURE__ */ $constructor("$ZodCheckSizeEquals", (inst, def) => {
  var _a2;
  ($ZodCheck ?? $make(164)).init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = (payload) => {
    const val = payload.value;
    return !(nullish ?? $make(18))(val) && val.size !== void 0;
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
      origin: (getSizableOrigin ?? $make(58))(input),
      ...tooBig ? { code: "too_big", maximum: def.size } : { code: "too_small", minimum: def.size },
      inclusive: true,
      exact: true,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
case 174:
return $ZodCheckMaxLength = /* @__PURE__ */ $constructor("$ZodCheckMaxLength", (inst, def) => {
  var _a2;
  ($ZodCheck ?? $make(164)).init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = (payload) => {
    const val = payload.value;
    return !(nullish ?? $make(18))(val) && val.length !== void 0;
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
    const origin = (getLengthableOrigin ?? $make(59))(input);
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
case 175:
return $ZodCheckMinLength = /* @__PURE__ */ $constructor("$ZodCheckMinLength", (inst, def) => {
  var _a2;
  ($ZodCheck ?? $make(164)).init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = (payload) => {
    const val = payload.value;
    return !(nullish ?? $make(18))(val) && val.length !== void 0;
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
    const origin = (getLengthableOrigin ?? $make(59))(input);
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
case 176:
return $ZodCheckLengthEquals = /* @__PURE__ */ $constructor("$ZodCheckLengthEquals", (inst, def) => {
  var _a2;
  ($ZodCheck ?? $make(164)).init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = (payload) => {
    const val = payload.value;
    return !(nullish ?? $make(18))(val) && val.length !== void 0;
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
    const origin = (getLengthableOrigin ?? $make(59))(input);
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
case 177:
return $ZodCheckStringFormat = /* @__PURE__ */ $constructor("$ZodCheckStringFormat", (inst, def) => {
  var _a2, _b;
  ($ZodCheck ?? $make(164)).init(inst, def);
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
case 178:
return $ZodCheckRegex = /* @__PURE__ */ $constructor("$ZodCheckRegex", (inst, def) => {
  ($ZodCheckStringFormat ?? $make(177)).init(inst, def);
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
case 179:
return $ZodCheckLowerCase = /* @__PURE__ */ $constructor("$ZodCheckLowerCase", (inst, def) => {
  def.pattern ?? (def.pattern = (lowercase ?? $make(144)));
  ($ZodCheckStringFormat ?? $make(177)).init(inst, def);
});
case 180:
return $ZodCheckUpperCase = /* @__PURE__ */ $constructor("$ZodCheckUpperCase", (inst, def) => {
  def.pattern ?? (def.pattern = (uppercase ?? $make(145)));
  ($ZodCheckStringFormat ?? $make(177)).init(inst, def);
});
case 181:
return $ZodCheckIncludes = /* @__PURE__ */ $constructor("$ZodCheckIncludes", (inst, def) => {
  ($ZodCheck ?? $make(164)).init(inst, def);
  const escapedRegex = (escapeRegex ?? $make(39))(def.includes);
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
case 182:
return $ZodCheckStartsWith = /* @__PURE__ */ $constructor("$ZodCheckStartsWith", (inst, def) => {
  ($ZodCheck ?? $make(164)).init(inst, def);
  const pattern = new RegExp(`^${(escapeRegex ?? $make(39))(def.prefix)}.*`);
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
case 183:
return $ZodCheckEndsWith = /* @__PURE__ */ $constructor("$ZodCheckEndsWith", (inst, def) => {
  ($ZodCheck ?? $make(164)).init(inst, def);
  const pattern = new RegExp(`.*${(escapeRegex ?? $make(39))(def.suffix)}$`);
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
case 184:
return handleCheckPropertyResult = function(result, payload, property) {
  if (result.issues.length) {
    payload.issues.push(...(prefixIssues ?? $make(55))(property, result.issues));
  }
};
case 185:
return $ZodCheckProperty = /* @__PURE__ */ $constructor("$ZodCheckProperty", (inst, def) => {
  ($ZodCheck ?? $make(164)).init(inst, def);
  inst._zod.check = (payload) => {
    const result = def.schema._zod.run({
      value: payload.value[def.property],
      issues: []
    }, {});
    if (result instanceof Promise) {
      return result.then((result2) => (handleCheckPropertyResult ?? $make(184))(result2, payload, def.property));
    }
    (handleCheckPropertyResult ?? $make(184))(result, payload, def.property);
    return;
  };
});
case 186:
return $ZodCheckMimeType = /* @__PURE__ */ $constructor("$ZodCheckMimeType", (inst, def) => {
  ($ZodCheck ?? $make(164)).init(inst, def);
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
case 187:
return $ZodCheckOverwrite = /* @__PURE__ */ $constructor("$ZodCheckOverwrite", (inst, def) => {
  ($ZodCheck ?? $make(164)).init(inst, def);
  inst._zod.check = (payload) => {
    payload.value = def.tx(payload.value);
  };
});
case 188:
return Doc = class {
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
case 189:
return version = {
  major: 4,
  minor: 3,
  patch: 6
};
case 190:
return $ZodType = /* @__PURE__ */ $constructor("$ZodType", (inst, def) => {
  var _a2;
  inst ?? (inst = {});
  inst._zod.def = def;
  inst._zod.bag = inst._zod.bag || {};
  inst._zod.version = (version ?? $make(189));
  const checks = inst._zod.def.checks?.slice() ?? [];
  if (inst._zod.traits.has("$ZodCheck")) {
    checks.unshift(inst);
  }
  for (let i = 0; i < checks.length; i++) checks[i]._zod.onattach.forEach((fn) => fn(inst));
  if (checks.length === 0) {
    inst._zod.run = null;
  } else {
    const runChecks = (payload, checks2, ctx) => {
      let isAborted = (aborted ?? $make(54))(payload);
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
          throw new ($ZodAsyncError ?? $make(5))();
        }
        if (asyncResult || _ instanceof Promise) {
          asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
            await _;
            const nextLen = payload.issues.length;
            if (nextLen === currLen)
              return;
            if (!isAborted)
              isAborted = (aborted ?? $make(54))(payload, currLen);
          });
        } else {
          const nextLen = payload.issues.length;
          if (nextLen === currLen)
            continue;
          if (!isAborted)
            isAborted = (aborted ?? $make(54))(payload, currLen);
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
      if ((aborted ?? $make(54))(canary)) {
        canary.aborted = true;
        return canary;
      }
      const checkResult = runChecks(payload, checks, ctx);
      if (checkResult instanceof Promise) {
        if (ctx.async === false)
          throw new ($ZodAsyncError ?? $make(5))();
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
          throw new ($ZodAsyncError ?? $make(5))();
        return result.then((result2) => runChecks(result2, checks, ctx));
      }
      return runChecks(result, checks, ctx);
    };
  }
  if (!inst._zod.constr[$base] && !("~standard" in inst)) (defineLazy ?? $make(22))(inst, "~standard", () => (standard ?? $make(191))(inst));
});
case 191:
return standard = function(inst) {
  return {
    validate: (value) => {
      try {
        const r = (safeParse ?? $make(82))(inst, value);
        return r.success ? { value: r.data } : { issues: r.error?.issues };
      } catch (_) {
        return (safeParseAsync ?? $make(84))(inst, value).then((r) => r.success ? { value: r.data } : { issues: r.error?.issues });
      }
    },
    vendor: "zod",
    version: 1
  };
};
}
case 6:
switch (i) {
case 192:
return $ZodString = /* @__PURE__ */ $constructor("$ZodString", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  const patterns2 = inst._zod.bag?.patterns;
  inst._zod.pattern = (patterns2 && [...patterns2].pop()) ?? (string ?? $make(135))(inst._zod.bag);
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
case 193:
return $ZodStringFormat = /* @__PURE__ */ $constructor("$ZodStringFormat", (inst, def) => {
  ($ZodCheckStringFormat ?? $make(177)).init(inst, def);
  ($ZodString ?? $make(192)).init(inst, def);
});
case 194:
return $ZodGUID = /* @__PURE__ */ $constructor("$ZodGUID", (inst, def) => {
  def.pattern ?? (def.pattern = (guid ?? $make(109)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 195:
return $ZodUUID = /* @__PURE__ */ $constructor("$ZodUUID", (inst, def) => {
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
    def.pattern ?? (def.pattern = (uuid ?? $make(110))(v));
  } else
    def.pattern ?? (def.pattern = (uuid ?? $make(110))());
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 196:
return $ZodEmail = /* @__PURE__ */ $constructor("$ZodEmail", (inst, def) => {
  def.pattern ?? (def.pattern = (email ?? $make(114)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 197:
return $ZodURL = /* @__PURE__ */ $constructor("$ZodURL", (inst, def) => {
  ($ZodStringFormat ?? $make(193)).init(inst, def);
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
case 198:
return $ZodEmoji = /* @__PURE__ */ $constructor("$ZodEmoji", (inst, def) => {
  def.pattern ?? (def.pattern = (emoji ?? $make(120))());
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 199:
return $ZodNanoID = /* @__PURE__ */ $constructor("$ZodNanoID", (inst, def) => {
  def.pattern ?? (def.pattern = (nanoid ?? $make(106)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 200:
return $ZodCUID = /* @__PURE__ */ $constructor("$ZodCUID", (inst, def) => {
  def.pattern ?? (def.pattern = (cuid ?? $make(101)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 201:
return $ZodCUID2 = /* @__PURE__ */ $constructor("$ZodCUID2", (inst, def) => {
  def.pattern ?? (def.pattern = (cuid2 ?? $make(102)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 202:
return $ZodULID = /* @__PURE__ */ $constructor("$ZodULID", (inst, def) => {
  def.pattern ?? (def.pattern = (ulid ?? $make(103)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 203:
return $ZodXID = /* @__PURE__ */ $constructor("$ZodXID", (inst, def) => {
  def.pattern ?? (def.pattern = (xid ?? $make(104)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 204:
return $ZodKSUID = /* @__PURE__ */ $constructor("$ZodKSUID", (inst, def) => {
  def.pattern ?? (def.pattern = (ksuid ?? $make(105)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 205:
return $ZodISODateTime = /* @__PURE__ */ $constructor("$ZodISODateTime", (inst, def) => {
  def.pattern ?? (def.pattern = (datetime ?? $make(134))(def));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 206:
return $ZodISODate = /* @__PURE__ */ $constructor("$ZodISODate", (inst, def) => {
  def.pattern ?? (def.pattern = (date ?? $make(131)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 207:
return $ZodISOTime = /* @__PURE__ */ $constructor("$ZodISOTime", (inst, def) => {
  def.pattern ?? (def.pattern = (time ?? $make(133))(def));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 208:
return $ZodISODuration = /* @__PURE__ */ $constructor("$ZodISODuration", (inst, def) => {
  def.pattern ?? (def.pattern = (duration ?? $make(107)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 209:
return $ZodIPv4 = /* @__PURE__ */ $constructor("$ZodIPv4", (inst, def) => {
  def.pattern ?? (def.pattern = (ipv4 ?? $make(121)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
  inst._zod.bag.format = `ipv4`;
});
case 210:
return $ZodIPv6 = /* @__PURE__ */ $constructor("$ZodIPv6", (inst, def) => {
  def.pattern ?? (def.pattern = (ipv6 ?? $make(122)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
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
case 211:
return $ZodMAC = /* @__PURE__ */ $constructor("$ZodMAC", (inst, def) => {
  def.pattern ?? (def.pattern = (mac ?? $make(123))(def.delimiter));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
  inst._zod.bag.format = `mac`;
});
case 212:
return $ZodCIDRv4 = /* @__PURE__ */ $constructor("$ZodCIDRv4", (inst, def) => {
  def.pattern ?? (def.pattern = (cidrv4 ?? $make(124)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 213:
return $ZodCIDRv6 = /* @__PURE__ */ $constructor("$ZodCIDRv6", (inst, def) => {
  def.pattern ?? (def.pattern = (cidrv6 ?? $make(125)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
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
case 214:
return isValidBase64 = function(data) {
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
};
case 215:
return $ZodBase64 = /* @__PURE__ */ $constructor("$ZodBase64", (inst, def) => {
  def.pattern ?? (def.pattern = (base64 ?? $make(126)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
  inst._zod.bag.contentEncoding = "base64";
  inst._zod.check = (payload) => {
    if ((isValidBase64 ?? $make(214))(payload.value))
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
case 216:
return isValidBase64URL = function(data) {
  if (!(base64url ?? $make(127)).test(data))
    return false;
  const base643 = data.replace(/[-_]/g, (c) => c === "-" ? "+" : "/");
  const padded = base643.padEnd(Math.ceil(base643.length / 4) * 4, "=");
  return (isValidBase64 ?? $make(214))(padded);
};
case 217:
return $ZodBase64URL = /* @__PURE__ */ $constructor("$ZodBase64URL", (inst, def) => {
  def.pattern ?? (def.pattern = (base64url ?? $make(127)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
  inst._zod.bag.contentEncoding = "base64url";
  inst._zod.check = (payload) => {
    if ((isValidBase64URL ?? $make(216))(payload.value))
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
case 218:
return $ZodE164 = /* @__PURE__ */ $constructor("$ZodE164", (inst, def) => {
  def.pattern ?? (def.pattern = (e164 ?? $make(130)));
  ($ZodStringFormat ?? $make(193)).init(inst, def);
});
case 219:
return isValidJWT = function(token, algorithm = null) {
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
};
case 220:
return $ZodJWT = /* @__PURE__ */ $constructor("$ZodJWT", (inst, def) => {
  ($ZodStringFormat ?? $make(193)).init(inst, def);
  inst._zod.check = (payload) => {
    if ((isValidJWT ?? $make(219))(payload.value, def.alg))
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
case 221:
return $ZodCustomStringFormat = /* @__PURE__ */ $constructor("$ZodCustomStringFormat", (inst, def) => {
  ($ZodStringFormat ?? $make(193)).init(inst, def);
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
case 222:
return $ZodNumber = /* @__PURE__ */ $constructor("$ZodNumber", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.pattern = inst._zod.bag.pattern ?? (number ?? $make(140));
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
case 223:
return $ZodNumberFormat = /* @__PURE__ */ $constructor("$ZodNumberFormat", (inst, def) => {
  ($ZodCheckNumberFormat ?? $make(169)).init(inst, def);
  ($ZodNumber ?? $make(222)).init(inst, def);
});
}
case 7:
switch (i) {
case 224:
return $ZodBoolean = /* @__PURE__ */ $constructor("$ZodBoolean", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.pattern = (boolean ?? $make(141));
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
case 225:
return $ZodBigInt = /* @__PURE__ */ $constructor("$ZodBigInt", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.pattern = (bigint ?? $make(138));
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
case 226:
return $ZodBigIntFormat = /* @__PURE__ */ $constructor("$ZodBigIntFormat", (inst, def) => {
  ($ZodCheckBigIntFormat ?? $make(170)).init(inst, def);
  ($ZodBigInt ?? $make(225)).init(inst, def);
});
case 227:
return $ZodSymbol = /* @__PURE__ */ $constructor("$ZodSymbol", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
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
case 228:
return $ZodUndefined = /* @__PURE__ */ $constructor("$ZodUndefined", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.pattern = (_undefined ?? $make(143));
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
case 229:
return $ZodNull = /* @__PURE__ */ $constructor("$ZodNull", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.pattern = (_null ?? $make(142));
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
case 230:
return $ZodAny = /* @__PURE__ */ $constructor("$ZodAny", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.parse = (payload) => payload;
});
case 231:
return $ZodUnknown = /* @__PURE__ */ $constructor("$ZodUnknown", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.parse = (payload) => payload;
});
case 232:
return $ZodNever = /* @__PURE__ */ $constructor("$ZodNever", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
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
case 233:
return $ZodVoid = /* @__PURE__ */ $constructor("$ZodVoid", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
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
case 234:
return $ZodDate = /* @__PURE__ */ $constructor("$ZodDate", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
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
case 235:
return handleArrayResult = function(result, final, index) {
  if (result.issues.length) {
    final.issues.push(...(prefixIssues ?? $make(55))(index, result.issues));
  }
  final.value[index] = result.value;
};
case 236:
return $ZodArray = /* @__PURE__ */ $constructor("$ZodArray", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
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
        proms.push(result.then((result2) => (handleArrayResult ?? $make(235))(result2, payload, i)));
      } else {
        (handleArrayResult ?? $make(235))(result, payload, i);
      }
    }
    if (proms.length) {
      return Promise.all(proms).then(() => payload);
    }
    return payload;
  };
});
case 237:
return handlePropertyResult = function(result, final, key, input, isOptionalOut) {
  if (result.issues.length) {
    if (isOptionalOut && !(key in input)) {
      return;
    }
    final.issues.push(...(prefixIssues ?? $make(55))(key, result.issues));
  }
  if (result.value === void 0) {
    if (key in input) {
      final.value[key] = void 0;
    }
  } else {
    final.value[key] = result.value;
  }
};
case 238:
return normalizeDef = function(def) {
  const keys = Object.keys(def.shape);
  for (const k of keys) {
    if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) {
      throw new Error(`Invalid element at key "${k}": expected a Zod schema`);
    }
  }
  const okeys = (optionalKeys ?? $make(44))(def.shape);
  return {
    ...def,
    keys,
    keySet: new Set(keys),
    numKeys: keys.length,
    optionalKeys: new Set(okeys)
  };
};
case 239:
return handleCatchall = function(proms, input, payload, ctx, def, inst) {
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
      proms.push(r.then((r2) => (handlePropertyResult ?? $make(237))(r2, payload, key, input, isOptionalOut)));
    } else {
      (handlePropertyResult ?? $make(237))(r, payload, key, input, isOptionalOut);
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
};
case 240:
return $ZodObject = /* @__PURE__ */ $constructor("$ZodObject", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
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
  const _normalized = (cached ?? $make(17))(() => (normalizeDef ?? $make(238))(def));
  (defineLazy ?? $make(22))(inst._zod, "propValues", () => {
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
  const isObject2 = (isObject ?? $make(32));
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
        proms.push(r.then((r2) => (handlePropertyResult ?? $make(237))(r2, payload, key, input, isOptionalOut)));
      } else {
        (handlePropertyResult ?? $make(237))(r, payload, key, input, isOptionalOut);
      }
    }
    if (!catchall) {
      return proms.length ? Promise.all(proms).then(() => payload) : payload;
    }
    return (handleCatchall ?? $make(239))(proms, input, payload, ctx, _normalized.value, inst);
  };
});
case 241:
return $ZodObjectJIT = /* @__PURE__ */ $constructor("$ZodObjectJIT", (inst, def) => {
  ($ZodObject ?? $make(240)).init(inst, def);
  const superParse = inst._zod.parse;
  const _normalized = (cached ?? $make(17))(() => (normalizeDef ?? $make(238))(def));
  const generateFastpass = (shape) => {
    const doc = new (Doc ?? $make(188))(["shape", "payload", "ctx"]);
    const normalized = _normalized.value;
    const parseStr = (key) => {
      const k = (esc ?? $make(30))(key);
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
      const k = (esc ?? $make(30))(key);
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
  const isObject2 = (isObject ?? $make(32));
  const jit = !(globalConfig ?? $make(7)).jitless;
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
      return (handleCatchall ?? $make(239))([], input, payload, ctx, value, inst);
    }
    return superParse(payload, ctx);
  };
});
case 242:
return handleUnionResults = function(results, final, inst, ctx) {
  for (const result of results) {
    if (result.issues.length === 0) {
      final.value = result.value;
      return final;
    }
  }
  const nonaborted = results.filter((r) => !(aborted ?? $make(54))(r));
  if (nonaborted.length === 1) {
    final.value = nonaborted[0].value;
    return nonaborted[0];
  }
  final.issues.push({
    code: "invalid_union",
    input: final.value,
    inst,
    errors: results.map((result) => result.issues.map((iss) => (finalizeIssue ?? $make(57))(iss, ctx, (config ?? $make(8))())))
  });
  return final;
};
case 243:
return $ZodUnion = /* @__PURE__ */ $constructor("$ZodUnion", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  (defineLazy ?? $make(22))(inst._zod, "optin", () => def.options.some((o) => o._zod.optin === "optional") ? "optional" : void 0);
  (defineLazy ?? $make(22))(inst._zod, "optout", () => def.options.some((o) => o._zod.optout === "optional") ? "optional" : void 0);
  (defineLazy ?? $make(22))(inst._zod, "values", () => {
    if (def.options.every((o) => o._zod.values)) {
      return new Set(def.options.flatMap((option) => Array.from(option._zod.values)));
    }
    return void 0;
  });
  (defineLazy ?? $make(22))(inst._zod, "pattern", () => {
    if (def.options.every((o) => o._zod.pattern)) {
      const patterns2 = def.options.map((o) => o._zod.pattern);
      return new RegExp(`^(${patterns2.map((p) => (cleanRegex ?? $make(19))(p.source)).join("|")})$`);
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
      return (handleUnionResults ?? $make(242))(results, payload, inst, ctx);
    return Promise.all(results).then((results2) => {
      return (handleUnionResults ?? $make(242))(results2, payload, inst, ctx);
    });
  };
});
case 244:
return handleExclusiveUnionResults = function(results, final, inst, ctx) {
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
      errors: results.map((result) => result.issues.map((iss) => (finalizeIssue ?? $make(57))(iss, ctx, (config ?? $make(8))())))
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
};
case 245:
return $ZodXor = /* @__PURE__ */ $constructor("$ZodXor", (inst, def) => {
  ($ZodUnion ?? $make(243)).init(inst, def);
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
      return (handleExclusiveUnionResults ?? $make(244))(results, payload, inst, ctx);
    return Promise.all(results).then((results2) => {
      return (handleExclusiveUnionResults ?? $make(244))(results2, payload, inst, ctx);
    });
  };
});
case 246:
return $ZodDiscriminatedUnion = /* @__PURE__ */ $constructor("$ZodDiscriminatedUnion", (inst, def) => {
  def.inclusive = false;
  ($ZodUnion ?? $make(243)).init(inst, def);
  const _super = inst._zod.parse;
  (defineLazy ?? $make(22))(inst._zod, "propValues", () => {
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
  const disc = (cached ?? $make(17))(() => {
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
    if (!(isObject ?? $make(32))(input)) {
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
case 247:
return $ZodIntersection = /* @__PURE__ */ $constructor("$ZodIntersection", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    const left = def.left._zod.run({ value: input, issues: [] }, ctx);
    const right = def.right._zod.run({ value: input, issues: [] }, ctx);
    const async = left instanceof Promise || right instanceof Promise;
    if (async) {
      return Promise.all([left, right]).then(([left2, right2]) => {
        return (handleIntersectionResults ?? $make(249))(payload, left2, right2);
      });
    }
    return (handleIntersectionResults ?? $make(249))(payload, left, right);
  };
});
case 248:
return mergeValues = function(a, b) {
  if (a === b) {
    return { valid: true, data: a };
  }
  if (a instanceof Date && b instanceof Date && +a === +b) {
    return { valid: true, data: a };
  }
  if ((isPlainObject ?? $make(33))(a) && (isPlainObject ?? $make(33))(b)) {
    const bKeys = Object.keys(b);
    const sharedKeys = Object.keys(a).filter((key) => bKeys.indexOf(key) !== -1);
    const newObj = { ...a, ...b };
    for (const key of sharedKeys) {
      const sharedValue = (mergeValues ?? $make(248))(a[key], b[key]);
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
      const sharedValue = (mergeValues ?? $make(248))(itemA, itemB);
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
};
case 249:
return handleIntersectionResults = function(result, left, right) {
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
  if ((aborted ?? $make(54))(result))
    return result;
  const merged = (mergeValues ?? $make(248))(left.value, right.value);
  if (!merged.valid) {
    throw new Error(`Unmergable intersection. Error path: ${JSON.stringify(merged.mergeErrorPath)}`);
  }
  result.value = merged.data;
  return result;
};
case 250:
return $ZodTuple = /* @__PURE__ */ $constructor("$ZodTuple", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
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
        proms.push(result.then((result2) => (handleTupleResult ?? $make(251))(result2, payload, i)));
      } else {
        (handleTupleResult ?? $make(251))(result, payload, i);
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
          proms.push(result.then((result2) => (handleTupleResult ?? $make(251))(result2, payload, i)));
        } else {
          (handleTupleResult ?? $make(251))(result, payload, i);
        }
      }
    }
    if (proms.length)
      return Promise.all(proms).then(() => payload);
    return payload;
  };
});
case 251:
return handleTupleResult = function(result, final, index) {
  if (result.issues.length) {
    final.issues.push(...(prefixIssues ?? $make(55))(index, result.issues));
  }
  final.value[index] = result.value;
};
case 252:
return $ZodRecord = /* @__PURE__ */ $constructor("$ZodRecord", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!(isPlainObject ?? $make(33))(input)) {
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
                payload.issues.push(...(prefixIssues ?? $make(55))(key, result2.issues));
              }
              payload.value[key] = result2.value;
            }));
          } else {
            if (result.issues.length) {
              payload.issues.push(...(prefixIssues ?? $make(55))(key, result.issues));
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
        const checkNumericKey = typeof key === "string" && (number ?? $make(140)).test(key) && keyResult.issues.length;
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
              issues: keyResult.issues.map((iss) => (finalizeIssue ?? $make(57))(iss, ctx, (config ?? $make(8))())),
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
              payload.issues.push(...(prefixIssues ?? $make(55))(key, result2.issues));
            }
            payload.value[keyResult.value] = result2.value;
          }));
        } else {
          if (result.issues.length) {
            payload.issues.push(...(prefixIssues ?? $make(55))(key, result.issues));
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
case 253:
return $ZodMap = /* @__PURE__ */ $constructor("$ZodMap", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
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
          (handleMapResult ?? $make(254))(keyResult2, valueResult2, payload, key, input, inst, ctx);
        }));
      } else {
        (handleMapResult ?? $make(254))(keyResult, valueResult, payload, key, input, inst, ctx);
      }
    }
    if (proms.length)
      return Promise.all(proms).then(() => payload);
    return payload;
  };
});
case 254:
return handleMapResult = function(keyResult, valueResult, final, key, input, inst, ctx) {
  if (keyResult.issues.length) {
    if ((propertyKeyTypes ?? $make(37)).has(typeof key)) {
      final.issues.push(...(prefixIssues ?? $make(55))(key, keyResult.issues));
    } else {
      final.issues.push({
        code: "invalid_key",
        origin: "map",
        input,
        inst,
        issues: keyResult.issues.map((iss) => (finalizeIssue ?? $make(57))(iss, ctx, (config ?? $make(8))()))
      });
    }
  }
  if (valueResult.issues.length) {
    if ((propertyKeyTypes ?? $make(37)).has(typeof key)) {
      final.issues.push(...(prefixIssues ?? $make(55))(key, valueResult.issues));
    } else {
      final.issues.push({
        origin: "map",
        code: "invalid_element",
        input,
        inst,
        key,
        issues: valueResult.issues.map((iss) => (finalizeIssue ?? $make(57))(iss, ctx, (config ?? $make(8))()))
      });
    }
  }
  final.value.set(keyResult.value, valueResult.value);
};
case 255:
return $ZodSet = /* @__PURE__ */ $constructor("$ZodSet", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
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
        proms.push(result.then((result2) => (handleSetResult ?? $make(256))(result2, payload)));
      } else
        (handleSetResult ?? $make(256))(result, payload);
    }
    if (proms.length)
      return Promise.all(proms).then(() => payload);
    return payload;
  };
});
}
case 8:
switch (i) {
case 256:
return handleSetResult = function(result, final) {
  if (result.issues.length) {
    final.issues.push(...result.issues);
  }
  final.value.add(result.value);
};
case 257:
return $ZodEnum = /* @__PURE__ */ $constructor("$ZodEnum", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  const values = (getEnumValues ?? $make(14))(def.entries);
  const valuesSet = new Set(values);
  inst._zod.values = valuesSet;
  inst._zod.pattern = new RegExp(`^(${values.filter((k) => (propertyKeyTypes ?? $make(37)).has(typeof k)).map((o) => typeof o === "string" ? (escapeRegex ?? $make(39))(o) : o.toString()).join("|")})$`);
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
case 258:
return $ZodLiteral = /* @__PURE__ */ $constructor("$ZodLiteral", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  if (def.values.length === 0) {
    throw new Error("Cannot create literal schema with no valid values");
  }
  const values = new Set(def.values);
  inst._zod.values = values;
  inst._zod.pattern = new RegExp(`^(${def.values.map((o) => typeof o === "string" ? (escapeRegex ?? $make(39))(o) : o ? (escapeRegex ?? $make(39))(o.toString()) : String(o)).join("|")})$`);
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
case 259:
return $ZodFile = /* @__PURE__ */ $constructor("$ZodFile", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
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
case 260:
return $ZodTransform = /* @__PURE__ */ $constructor("$ZodTransform", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      throw new ($ZodEncodeError ?? $make(6))(inst.constructor.name);
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
      throw new ($ZodAsyncError ?? $make(5))();
    }
    payload.value = _out;
    return payload;
  };
});
case 261:
return handleOptionalResult = function(result, input) {
  if (result.issues.length && input === void 0) {
    return { issues: [], value: void 0 };
  }
  return result;
};
case 262:
return $ZodOptional = /* @__PURE__ */ $constructor("$ZodOptional", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.optin = "optional";
  inst._zod.optout = "optional";
  (defineLazy ?? $make(22))(inst._zod, "values", () => {
    return def.innerType._zod.values ? /* @__PURE__ */ new Set([...def.innerType._zod.values, void 0]) : void 0;
  });
  (defineLazy ?? $make(22))(inst._zod, "pattern", () => {
    const pattern = def.innerType._zod.pattern;
    return pattern ? new RegExp(`^(${(cleanRegex ?? $make(19))(pattern.source)})?$`) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    if (def.innerType._zod.optin === "optional") {
      const result = def.innerType._zod.run(payload, ctx);
      if (result instanceof Promise)
        return result.then((r) => (handleOptionalResult ?? $make(261))(r, payload.value));
      return (handleOptionalResult ?? $make(261))(result, payload.value);
    }
    if (payload.value === void 0) {
      return payload;
    }
    return def.innerType._zod.run(payload, ctx);
  };
});
case 263:
return $ZodExactOptional = /* @__PURE__ */ $constructor("$ZodExactOptional", (inst, def) => {
  ($ZodOptional ?? $make(262)).init(inst, def);
  (defineLazy ?? $make(22))(inst._zod, "values", () => def.innerType._zod.values);
  (defineLazy ?? $make(22))(inst._zod, "pattern", () => def.innerType._zod.pattern);
  inst._zod.parse = (payload, ctx) => {
    return def.innerType._zod.run(payload, ctx);
  };
});
case 264:
return $ZodNullable = /* @__PURE__ */ $constructor("$ZodNullable", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  (defineLazy ?? $make(22))(inst._zod, "optin", () => def.innerType._zod.optin);
  (defineLazy ?? $make(22))(inst._zod, "optout", () => def.innerType._zod.optout);
  (defineLazy ?? $make(22))(inst._zod, "pattern", () => {
    const pattern = def.innerType._zod.pattern;
    return pattern ? new RegExp(`^(${(cleanRegex ?? $make(19))(pattern.source)}|null)$`) : void 0;
  });
  (defineLazy ?? $make(22))(inst._zod, "values", () => {
    return def.innerType._zod.values ? /* @__PURE__ */ new Set([...def.innerType._zod.values, null]) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    if (payload.value === null)
      return payload;
    return def.innerType._zod.run(payload, ctx);
  };
});
case 265:
return $ZodDefault = /* @__PURE__ */ $constructor("$ZodDefault", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.optin = "optional";
  (defineLazy ?? $make(22))(inst._zod, "values", () => def.innerType._zod.values);
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
      return result.then((result2) => (handleDefaultResult ?? $make(266))(result2, def));
    }
    return (handleDefaultResult ?? $make(266))(result, def);
  };
});
case 266:
return handleDefaultResult = function(payload, def) {
  if (payload.value === void 0) {
    payload.value = def.defaultValue;
  }
  return payload;
};
case 267:
return $ZodPrefault = /* @__PURE__ */ $constructor("$ZodPrefault", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.optin = "optional";
  (defineLazy ?? $make(22))(inst._zod, "values", () => def.innerType._zod.values);
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
case 268:
return $ZodNonOptional = /* @__PURE__ */ $constructor("$ZodNonOptional", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  (defineLazy ?? $make(22))(inst._zod, "values", () => {
    const v = def.innerType._zod.values;
    return v ? new Set([...v].filter((x) => x !== void 0)) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then((result2) => (handleNonOptionalResult ?? $make(269))(result2, inst));
    }
    return (handleNonOptionalResult ?? $make(269))(result, inst);
  };
});
case 269:
return handleNonOptionalResult = function(payload, inst) {
  if (!payload.issues.length && payload.value === void 0) {
    payload.issues.push({
      code: "invalid_type",
      expected: "nonoptional",
      input: payload.value,
      inst
    });
  }
  return payload;
};
case 270:
return $ZodSuccess = /* @__PURE__ */ $constructor("$ZodSuccess", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      throw new ($ZodEncodeError ?? $make(6))("ZodSuccess");
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
case 271:
return $ZodCatch = /* @__PURE__ */ $constructor("$ZodCatch", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  (defineLazy ?? $make(22))(inst._zod, "optin", () => def.innerType._zod.optin);
  (defineLazy ?? $make(22))(inst._zod, "optout", () => def.innerType._zod.optout);
  (defineLazy ?? $make(22))(inst._zod, "values", () => def.innerType._zod.values);
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
              issues: result2.issues.map((iss) => (finalizeIssue ?? $make(57))(iss, ctx, (config ?? $make(8))()))
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
          issues: result.issues.map((iss) => (finalizeIssue ?? $make(57))(iss, ctx, (config ?? $make(8))()))
        },
        input: payload.value
      });
      payload.issues = [];
    }
    return payload;
  };
});
case 272:
return $ZodNaN = /* @__PURE__ */ $constructor("$ZodNaN", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
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
case 273:
return $ZodPipe = /* @__PURE__ */ $constructor("$ZodPipe", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  (defineLazy ?? $make(22))(inst._zod, "values", () => def.in._zod.values);
  (defineLazy ?? $make(22))(inst._zod, "optin", () => def.in._zod.optin);
  (defineLazy ?? $make(22))(inst._zod, "optout", () => def.out._zod.optout);
  (defineLazy ?? $make(22))(inst._zod, "propValues", () => def.in._zod.propValues);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      const right = def.out._zod.run(payload, ctx);
      if (right instanceof Promise) {
        return right.then((right2) => (handlePipeResult ?? $make(274))(right2, def.in, ctx));
      }
      return (handlePipeResult ?? $make(274))(right, def.in, ctx);
    }
    const left = def.in._zod.run(payload, ctx);
    if (left instanceof Promise) {
      return left.then((left2) => (handlePipeResult ?? $make(274))(left2, def.out, ctx));
    }
    return (handlePipeResult ?? $make(274))(left, def.out, ctx);
  };
});
case 274:
return handlePipeResult = function(left, next, ctx) {
  if (left.issues.length) {
    left.aborted = true;
    return left;
  }
  return next._zod.run({ value: left.value, issues: left.issues }, ctx);
};
case 275:
return $ZodCodec = /* @__PURE__ */ $constructor("$ZodCodec", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  (defineLazy ?? $make(22))(inst._zod, "values", () => def.in._zod.values);
  (defineLazy ?? $make(22))(inst._zod, "optin", () => def.in._zod.optin);
  (defineLazy ?? $make(22))(inst._zod, "optout", () => def.out._zod.optout);
  (defineLazy ?? $make(22))(inst._zod, "propValues", () => def.in._zod.propValues);
  inst._zod.parse = (payload, ctx) => {
    const direction = ctx.direction || "forward";
    if (direction === "forward") {
      const left = def.in._zod.run(payload, ctx);
      if (left instanceof Promise) {
        return left.then((left2) => (handleCodecAResult ?? $make(276))(left2, def, ctx));
      }
      return (handleCodecAResult ?? $make(276))(left, def, ctx);
    } else {
      const right = def.out._zod.run(payload, ctx);
      if (right instanceof Promise) {
        return right.then((right2) => (handleCodecAResult ?? $make(276))(right2, def, ctx));
      }
      return (handleCodecAResult ?? $make(276))(right, def, ctx);
    }
  };
});
case 276:
return handleCodecAResult = function(result, def, ctx) {
  if (result.issues.length) {
    result.aborted = true;
    return result;
  }
  const direction = ctx.direction || "forward";
  if (direction === "forward") {
    const transformed = def.transform(result.value, result);
    if (transformed instanceof Promise) {
      return transformed.then((value) => (handleCodecTxResult ?? $make(277))(result, value, def.out, ctx));
    }
    return (handleCodecTxResult ?? $make(277))(result, transformed, def.out, ctx);
  } else {
    const transformed = def.reverseTransform(result.value, result);
    if (transformed instanceof Promise) {
      return transformed.then((value) => (handleCodecTxResult ?? $make(277))(result, value, def.in, ctx));
    }
    return (handleCodecTxResult ?? $make(277))(result, transformed, def.in, ctx);
  }
};
case 277:
return handleCodecTxResult = function(left, value, nextSchema, ctx) {
  if (left.issues.length) {
    left.aborted = true;
    return left;
  }
  return nextSchema._zod.run({ value, issues: left.issues }, ctx);
};
case 278:
return $ZodReadonly = /* @__PURE__ */ $constructor("$ZodReadonly", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  (defineLazy ?? $make(22))(inst._zod, "propValues", () => def.innerType._zod.propValues);
  (defineLazy ?? $make(22))(inst._zod, "values", () => def.innerType._zod.values);
  (defineLazy ?? $make(22))(inst._zod, "optin", () => def.innerType?._zod?.optin);
  (defineLazy ?? $make(22))(inst._zod, "optout", () => def.innerType?._zod?.optout);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then((handleReadonlyResult ?? $make(279)));
    }
    return (handleReadonlyResult ?? $make(279))(result);
  };
});
case 279:
return handleReadonlyResult = function(payload) {
  payload.value = Object.freeze(payload.value);
  return payload;
};
case 280:
return $ZodTemplateLiteral = /* @__PURE__ */ $constructor("$ZodTemplateLiteral", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
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
    } else if (part === null || (primitiveTypes ?? $make(38)).has(typeof part)) {
      regexParts.push((escapeRegex ?? $make(39))(`${part}`));
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
case 281:
return $ZodFunction = /* @__PURE__ */ $constructor("$ZodFunction", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
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
}, null, null, (key, inst, def) => {
    switch (key) {
      case "implement": return (func) => {
    if (typeof func !== "function") {
      throw new Error("implement() must be called with a function");
    }
    return function(...args) {
      const parsedArgs = inst._def.input ? (parse ?? $make(78))(inst._def.input, args) : args;
      const result = Reflect.apply(func, this, parsedArgs);
      if (inst._def.output) {
        return (parse ?? $make(78))(inst._def.output, result);
      }
      return result;
    };
  };
      case "implementAsync": return (func) => {
    if (typeof func !== "function") {
      throw new Error("implementAsync() must be called with a function");
    }
    return async function(...args) {
      const parsedArgs = inst._def.input ? await (parseAsync ?? $make(80))(inst._def.input, args) : args;
      const result = await Reflect.apply(func, this, parsedArgs);
      if (inst._def.output) {
        return await (parseAsync ?? $make(80))(inst._def.output, result);
      }
      return result;
    };
  };
      case "input": return (...args) => {
    const F = inst.constructor;
    if (Array.isArray(args[0])) {
      return new F({
        type: "function",
        input: new ($ZodTuple ?? $make(250))({
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
  };
      case "output": return (output) => {
    const F = inst.constructor;
    return new F({
      type: "function",
      input: inst._def.input,
      output
    });
  };
    }
  }, " implement implementAsync input output ");
case 282:
return $ZodPromise = /* @__PURE__ */ $constructor("$ZodPromise", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    return Promise.resolve(payload.value).then((inner) => def.innerType._zod.run({ value: inner, issues: [] }, ctx));
  };
});
case 283:
return $ZodLazy = /* @__PURE__ */ $constructor("$ZodLazy", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  (defineLazy ?? $make(22))(inst._zod, "innerType", () => def.getter());
  (defineLazy ?? $make(22))(inst._zod, "pattern", () => inst._zod.innerType?._zod?.pattern);
  (defineLazy ?? $make(22))(inst._zod, "propValues", () => inst._zod.innerType?._zod?.propValues);
  (defineLazy ?? $make(22))(inst._zod, "optin", () => inst._zod.innerType?._zod?.optin ?? void 0);
  (defineLazy ?? $make(22))(inst._zod, "optout", () => inst._zod.innerType?._zod?.optout ?? void 0);
  inst._zod.parse = (payload, ctx) => {
    const inner = inst._zod.innerType;
    return inner._zod.run(payload, ctx);
  };
});
case 284:
return $ZodCustom = /* @__PURE__ */ $constructor("$ZodCustom", (inst, def) => {
  ($ZodCheck ?? $make(164)).init(inst, def);
  ($ZodType ?? $make(190)).init(inst, def);
  inst._zod.parse = (payload, _) => {
    return payload;
  };
  inst._zod.check = (payload) => {
    const input = payload.value;
    const r = def.fn(input);
    if (r instanceof Promise) {
      return r.then((r2) => (handleRefineResult ?? $make(285))(r2, payload, input, inst));
    }
    (handleRefineResult ?? $make(285))(r, payload, input, inst);
    return;
  };
});
case 285:
return handleRefineResult = function(result, payload, input, inst) {
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
    payload.issues.push((issue ?? $make(61))(_iss));
  }
};
case 286:
return error = () => {
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
        const receivedType = (parsedType ?? $make(60))(issue2.input);
        const received = TypeDictionary[receivedType] ?? receivedType;
        return `Invalid input: expected ${expected}, received ${received}`;
      }
      case "invalid_value":
        if (issue2.values.length === 1)
          return `Invalid input: expected ${(stringifyPrimitive ?? $make(43))(issue2.values[0])}`;
        return `Invalid option: expected one of ${(joinValues ?? $make(15))(issue2.values, "|")}`;
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
        return `Unrecognized key${issue2.keys.length > 1 ? "s" : ""}: ${(joinValues ?? $make(15))(issue2.keys, ", ")}`;
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
case 287:
return en_default = function() {
  return {
    localeError: (error ?? $make(286))()
  };
};
}
case 9:
switch (i) {
case 288:
return $output = /* @__PURE__ */ Symbol("ZodOutput");
case 289:
return $input = /* @__PURE__ */ Symbol("ZodInput");
case 290:
return $ZodRegistry = class {
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
case 291:
return registry = function() {
  return new ($ZodRegistry ?? $make(290))();
};
case 292:
return _string = function(Class2, params) {
  return new Class2({
    type: "string",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 293:
return _coercedString = function(Class2, params) {
  return new Class2({
    type: "string",
    coerce: true,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 294:
return _email = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "email",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 295:
return _guid = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "guid",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 296:
return _uuid = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 297:
return _uuidv4 = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    version: "v4",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 298:
return _uuidv6 = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    version: "v6",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 299:
return _uuidv7 = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    version: "v7",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 300:
return _url = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "url",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 301:
return _emoji2 = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "emoji",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 302:
return _nanoid = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "nanoid",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 303:
return _cuid = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "cuid",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 304:
return _cuid2 = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "cuid2",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 305:
return _ulid = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "ulid",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 306:
return _xid = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "xid",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 307:
return _ksuid = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "ksuid",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 308:
return _ipv4 = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "ipv4",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 309:
return _ipv6 = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "ipv6",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 310:
return _mac = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "mac",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 311:
return _cidrv4 = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "cidrv4",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 312:
return _cidrv6 = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "cidrv6",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 313:
return _base64 = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "base64",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 314:
return _base64url = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "base64url",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 315:
return _e164 = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "e164",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 316:
return _jwt = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "jwt",
    check: "string_format",
    abort: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 317:
return TimePrecision = {
  Any: null,
  Minute: -1,
  Second: 0,
  Millisecond: 3,
  Microsecond: 6
};
case 318:
return _isoDateTime = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "datetime",
    check: "string_format",
    offset: false,
    local: false,
    precision: null,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 319:
return _isoDate = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "date",
    check: "string_format",
    ...(normalizeParams ?? $make(41))(params)
  });
};
}
case 10:
switch (i) {
case 320:
return _isoTime = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "time",
    check: "string_format",
    precision: null,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 321:
return _isoDuration = function(Class2, params) {
  return new Class2({
    type: "string",
    format: "duration",
    check: "string_format",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 322:
return _number = function(Class2, params) {
  return new Class2({
    type: "number",
    checks: [],
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 323:
return _coercedNumber = function(Class2, params) {
  return new Class2({
    type: "number",
    coerce: true,
    checks: [],
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 324:
return _int = function(Class2, params) {
  return new Class2({
    type: "number",
    check: "number_format",
    abort: false,
    format: "safeint",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 325:
return _float32 = function(Class2, params) {
  return new Class2({
    type: "number",
    check: "number_format",
    abort: false,
    format: "float32",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 326:
return _float64 = function(Class2, params) {
  return new Class2({
    type: "number",
    check: "number_format",
    abort: false,
    format: "float64",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 327:
return _int32 = function(Class2, params) {
  return new Class2({
    type: "number",
    check: "number_format",
    abort: false,
    format: "int32",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 328:
return _uint32 = function(Class2, params) {
  return new Class2({
    type: "number",
    check: "number_format",
    abort: false,
    format: "uint32",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 329:
return _boolean = function(Class2, params) {
  return new Class2({
    type: "boolean",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 330:
return _coercedBoolean = function(Class2, params) {
  return new Class2({
    type: "boolean",
    coerce: true,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 331:
return _bigint = function(Class2, params) {
  return new Class2({
    type: "bigint",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 332:
return _coercedBigint = function(Class2, params) {
  return new Class2({
    type: "bigint",
    coerce: true,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 333:
return _int64 = function(Class2, params) {
  return new Class2({
    type: "bigint",
    check: "bigint_format",
    abort: false,
    format: "int64",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 334:
return _uint64 = function(Class2, params) {
  return new Class2({
    type: "bigint",
    check: "bigint_format",
    abort: false,
    format: "uint64",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 335:
return _symbol = function(Class2, params) {
  return new Class2({
    type: "symbol",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 336:
return _undefined2 = function(Class2, params) {
  return new Class2({
    type: "undefined",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 337:
return _null2 = function(Class2, params) {
  return new Class2({
    type: "null",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 338:
return _any = function(Class2) {
  return new Class2({
    type: "any"
  });
};
case 339:
return _unknown = function(Class2) {
  return new Class2({
    type: "unknown"
  });
};
case 340:
return _never = function(Class2, params) {
  return new Class2({
    type: "never",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 341:
return _void = function(Class2, params) {
  return new Class2({
    type: "void",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 342:
return _date = function(Class2, params) {
  return new Class2({
    type: "date",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 343:
return _coercedDate = function(Class2, params) {
  return new Class2({
    type: "date",
    coerce: true,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 344:
return _nan = function(Class2, params) {
  return new Class2({
    type: "nan",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 345:
return _lt = function(value, params) {
  return new ($ZodCheckLessThan ?? $make(166))({
    check: "less_than",
    ...(normalizeParams ?? $make(41))(params),
    value,
    inclusive: false
  });
};
case 346:
return _lte = function(value, params) {
  return new ($ZodCheckLessThan ?? $make(166))({
    check: "less_than",
    ...(normalizeParams ?? $make(41))(params),
    value,
    inclusive: true
  });
};
case 347:
return _gt = function(value, params) {
  return new ($ZodCheckGreaterThan ?? $make(167))({
    check: "greater_than",
    ...(normalizeParams ?? $make(41))(params),
    value,
    inclusive: false
  });
};
case 348:
return _gte = function(value, params) {
  return new ($ZodCheckGreaterThan ?? $make(167))({
    check: "greater_than",
    ...(normalizeParams ?? $make(41))(params),
    value,
    inclusive: true
  });
};
case 349:
return _positive = function(params) {
  return /* @__PURE__ */ (_gt ?? $make(347))(0, params);
};
case 350:
return _negative = function(params) {
  return /* @__PURE__ */ (_lt ?? $make(345))(0, params);
};
case 351:
return _nonpositive = function(params) {
  return /* @__PURE__ */ (_lte ?? $make(346))(0, params);
};
}
case 11:
switch (i) {
case 352:
return _nonnegative = function(params) {
  return /* @__PURE__ */ (_gte ?? $make(348))(0, params);
};
case 353:
return _multipleOf = function(value, params) {
  return new ($ZodCheckMultipleOf ?? $make(168))({
    check: "multiple_of",
    ...(normalizeParams ?? $make(41))(params),
    value
  });
};
case 354:
return _maxSize = function(maximum, params) {
  return new ($ZodCheckMaxSize ?? $make(171))({
    check: "max_size",
    ...(normalizeParams ?? $make(41))(params),
    maximum
  });
};
case 355:
return _minSize = function(minimum, params) {
  return new ($ZodCheckMinSize ?? $make(172))({
    check: "min_size",
    ...(normalizeParams ?? $make(41))(params),
    minimum
  });
};
case 356:
return _size = function(size, params) {
  return new ($ZodCheckSizeEquals ?? $make(173))({
    check: "size_equals",
    ...(normalizeParams ?? $make(41))(params),
    size
  });
};
case 357:
return _maxLength = function(maximum, params) {
  const ch = new ($ZodCheckMaxLength ?? $make(174))({
    check: "max_length",
    ...(normalizeParams ?? $make(41))(params),
    maximum
  });
  return ch;
};
case 358:
return _minLength = function(minimum, params) {
  return new ($ZodCheckMinLength ?? $make(175))({
    check: "min_length",
    ...(normalizeParams ?? $make(41))(params),
    minimum
  });
};
case 359:
return _length = function(length, params) {
  return new ($ZodCheckLengthEquals ?? $make(176))({
    check: "length_equals",
    ...(normalizeParams ?? $make(41))(params),
    length
  });
};
case 360:
return _regex = function(pattern, params) {
  return new ($ZodCheckRegex ?? $make(178))({
    check: "string_format",
    format: "regex",
    ...(normalizeParams ?? $make(41))(params),
    pattern
  });
};
case 361:
return _lowercase = function(params) {
  return new ($ZodCheckLowerCase ?? $make(179))({
    check: "string_format",
    format: "lowercase",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 362:
return _uppercase = function(params) {
  return new ($ZodCheckUpperCase ?? $make(180))({
    check: "string_format",
    format: "uppercase",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 363:
return _includes = function(includes, params) {
  return new ($ZodCheckIncludes ?? $make(181))({
    check: "string_format",
    format: "includes",
    ...(normalizeParams ?? $make(41))(params),
    includes
  });
};
case 364:
return _startsWith = function(prefix, params) {
  return new ($ZodCheckStartsWith ?? $make(182))({
    check: "string_format",
    format: "starts_with",
    ...(normalizeParams ?? $make(41))(params),
    prefix
  });
};
case 365:
return _endsWith = function(suffix, params) {
  return new ($ZodCheckEndsWith ?? $make(183))({
    check: "string_format",
    format: "ends_with",
    ...(normalizeParams ?? $make(41))(params),
    suffix
  });
};
case 366:
return _property = function(property, schema, params) {
  return new ($ZodCheckProperty ?? $make(185))({
    check: "property",
    property,
    schema,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 367:
return _mime = function(types, params) {
  return new ($ZodCheckMimeType ?? $make(186))({
    check: "mime_type",
    mime: types,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 368:
return _overwrite = function(tx) {
  return new ($ZodCheckOverwrite ?? $make(187))({
    check: "overwrite",
    tx
  });
};
case 369:
return _normalize = function(form) {
  return /* @__PURE__ */ (_overwrite ?? $make(368))((input) => input.normalize(form));
};
case 370:
return _trim = function() {
  return /* @__PURE__ */ (_overwrite ?? $make(368))((input) => input.trim());
};
case 371:
return _toLowerCase = function() {
  return /* @__PURE__ */ (_overwrite ?? $make(368))((input) => input.toLowerCase());
};
case 372:
return _toUpperCase = function() {
  return /* @__PURE__ */ (_overwrite ?? $make(368))((input) => input.toUpperCase());
};
case 373:
return _slugify = function() {
  return /* @__PURE__ */ (_overwrite ?? $make(368))((input) => (slugify ?? $make(31))(input));
};
case 374:
return _array = function(Class2, element, params) {
  return new Class2({
    type: "array",
    element,
    // get element() {
    //   return element;
    // },
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 375:
return _union = function(Class2, options, params) {
  return new Class2({
    type: "union",
    options,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 376:
return _xor = function(Class2, options, params) {
  return new Class2({
    type: "union",
    options,
    inclusive: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 377:
return _discriminatedUnion = function(Class2, discriminator, options, params) {
  return new Class2({
    type: "union",
    options,
    discriminator,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 378:
return _intersection = function(Class2, left, right) {
  return new Class2({
    type: "intersection",
    left,
    right
  });
};
case 379:
return _tuple = function(Class2, items, _paramsOrRest, _params) {
  const hasRest = _paramsOrRest instanceof ($ZodType ?? $make(190));
  const params = hasRest ? _params : _paramsOrRest;
  const rest = hasRest ? _paramsOrRest : null;
  return new Class2({
    type: "tuple",
    items,
    rest,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 380:
return _record = function(Class2, keyType, valueType, params) {
  return new Class2({
    type: "record",
    keyType,
    valueType,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 381:
return _map = function(Class2, keyType, valueType, params) {
  return new Class2({
    type: "map",
    keyType,
    valueType,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 382:
return _set = function(Class2, valueType, params) {
  return new Class2({
    type: "set",
    valueType,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 383:
return _enum = function(Class2, values, params) {
  const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
  return new Class2({
    type: "enum",
    entries,
    ...(normalizeParams ?? $make(41))(params)
  });
};
}
case 12:
switch (i) {
case 384:
return _nativeEnum = function(Class2, entries, params) {
  return new Class2({
    type: "enum",
    entries,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 385:
return _literal = function(Class2, value, params) {
  return new Class2({
    type: "literal",
    values: Array.isArray(value) ? value : [value],
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 386:
return _file = function(Class2, params) {
  return new Class2({
    type: "file",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 387:
return _transform = function(Class2, fn) {
  return new Class2({
    type: "transform",
    transform: fn
  });
};
case 388:
return _optional = function(Class2, innerType) {
  return new Class2({
    type: "optional",
    innerType
  });
};
case 389:
return _nullable = function(Class2, innerType) {
  return new Class2({
    type: "nullable",
    innerType
  });
};
case 390:
return _default = function(Class2, innerType, defaultValue) {
  return new Class2({
    type: "default",
    innerType,
    get defaultValue() {
      return typeof defaultValue === "function" ? defaultValue() : (shallowClone ?? $make(34))(defaultValue);
    }
  });
};
case 391:
return _nonoptional = function(Class2, innerType, params) {
  return new Class2({
    type: "nonoptional",
    innerType,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 392:
return _success = function(Class2, innerType) {
  return new Class2({
    type: "success",
    innerType
  });
};
case 393:
return _catch = function(Class2, innerType, catchValue) {
  return new Class2({
    type: "catch",
    innerType,
    catchValue: typeof catchValue === "function" ? catchValue : () => catchValue
  });
};
case 394:
return _pipe = function(Class2, in_, out) {
  return new Class2({
    type: "pipe",
    in: in_,
    out
  });
};
case 395:
return _readonly = function(Class2, innerType) {
  return new Class2({
    type: "readonly",
    innerType
  });
};
case 396:
return _templateLiteral = function(Class2, parts, params) {
  return new Class2({
    type: "template_literal",
    parts,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 397:
return _lazy = function(Class2, getter) {
  return new Class2({
    type: "lazy",
    getter
  });
};
case 398:
return _promise = function(Class2, innerType) {
  return new Class2({
    type: "promise",
    innerType
  });
};
case 399:
return _custom = function(Class2, fn, _params) {
  const norm = (normalizeParams ?? $make(41))(_params);
  norm.abort ?? (norm.abort = true);
  const schema = new Class2({
    type: "custom",
    check: "custom",
    fn,
    ...norm
  });
  return schema;
};
case 400:
return _refine = function(Class2, fn, _params) {
  const schema = new Class2({
    type: "custom",
    check: "custom",
    fn,
    ...(normalizeParams ?? $make(41))(_params)
  });
  return schema;
};
case 401:
return _superRefine = function(fn) {
  const ch = /* @__PURE__ */ (_check ?? $make(402))((payload) => {
    payload.addIssue = (issue2) => {
      if (typeof issue2 === "string") {
        payload.issues.push((issue ?? $make(61))(issue2, payload.value, ch._zod.def));
      } else {
        const _issue = issue2;
        if (_issue.fatal)
          _issue.continue = false;
        _issue.code ?? (_issue.code = "custom");
        _issue.input ?? (_issue.input = payload.value);
        _issue.inst ?? (_issue.inst = ch);
        _issue.continue ?? (_issue.continue = !ch._zod.def.abort);
        payload.issues.push((issue ?? $make(61))(_issue));
      }
    };
    return fn(payload.value, payload);
  });
  return ch;
};
case 402:
return _check = function(fn, params) {
  const ch = new ($ZodCheck ?? $make(164))({
    check: "custom",
    ...(normalizeParams ?? $make(41))(params)
  });
  ch._zod.check = fn;
  return ch;
};
case 403:
return describe = function(description) {
  const ch = new ($ZodCheck ?? $make(164))({ check: "describe" });
  ch._zod.onattach = [
    (inst) => {
      const existing = globalRegistry.get(inst) ?? {};
      globalRegistry.add(inst, { ...existing, description });
    }
  ];
  ch._zod.check = () => {
  };
  return ch;
};
case 404:
return meta = function(metadata) {
  const ch = new ($ZodCheck ?? $make(164))({ check: "meta" });
  ch._zod.onattach = [
    (inst) => {
      const existing = globalRegistry.get(inst) ?? {};
      globalRegistry.add(inst, { ...existing, ...metadata });
    }
  ];
  ch._zod.check = () => {
  };
  return ch;
};
case 405:
return _stringbool = function(Classes, _params) {
  const params = (normalizeParams ?? $make(41))(_params);
  let truthyArray = params.truthy ?? ["true", "1", "yes", "on", "y", "enabled"];
  let falsyArray = params.falsy ?? ["false", "0", "no", "off", "n", "disabled"];
  if (params.case !== "sensitive") {
    truthyArray = truthyArray.map((v) => typeof v === "string" ? v.toLowerCase() : v);
    falsyArray = falsyArray.map((v) => typeof v === "string" ? v.toLowerCase() : v);
  }
  const truthySet = new Set(truthyArray);
  const falsySet = new Set(falsyArray);
  const _Codec = Classes.Codec ?? ($ZodCodec ?? $make(275));
  const _Boolean = Classes.Boolean ?? ($ZodBoolean ?? $make(224));
  const _String = Classes.String ?? ($ZodString ?? $make(192));
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
};
case 406:
return _stringFormat = function(Class2, format, fnOrRegex, _params = {}) {
  const params = (normalizeParams ?? $make(41))(_params);
  const def = {
    ...(normalizeParams ?? $make(41))(_params),
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
};
case 407:
return initializeContext = function(params) {
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
};
case 408:
return process = function(schema, ctx, _params = { path: [], schemaPath: [] }) {
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
      (process ?? $make(408))(parent, ctx, params);
      ctx.seen.get(parent).isParent = true;
    }
  }
  const meta3 = ctx.metadataRegistry.get(schema);
  if (meta3)
    Object.assign(result.schema, meta3);
  if (ctx.io === "input" && (isTransforming ?? $make(411))(schema)) {
    delete result.schema.examples;
    delete result.schema.default;
  }
  if (ctx.io === "input" && result.schema._prefault)
    (_a2 = result.schema).default ?? (_a2.default = result.schema._prefault);
  delete result.schema._prefault;
  const _result = ctx.seen.get(schema);
  return _result.schema;
};
case 409:
return extractDefs = function(ctx, schema) {
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
};
case 410:
return finalize = function(ctx, schema) {
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
          input: (createStandardJSONSchemaMethod ?? $make(413))(schema, "input", ctx.processors),
          output: (createStandardJSONSchemaMethod ?? $make(413))(schema, "output", ctx.processors)
        }
      },
      enumerable: false,
      writable: false
    });
    return finalized;
  } catch (_err) {
    throw new Error("Error converting schema to JSON.");
  }
};
case 411:
return isTransforming = function(_schema, _ctx) {
  const ctx = _ctx ?? { seen: /* @__PURE__ */ new Set() };
  if (ctx.seen.has(_schema))
    return false;
  ctx.seen.add(_schema);
  const def = _schema._zod.def;
  if (def.type === "transform")
    return true;
  if (def.type === "array")
    return (isTransforming ?? $make(411))(def.element, ctx);
  if (def.type === "set")
    return (isTransforming ?? $make(411))(def.valueType, ctx);
  if (def.type === "lazy")
    return (isTransforming ?? $make(411))(def.getter(), ctx);
  if (def.type === "promise" || def.type === "optional" || def.type === "nonoptional" || def.type === "nullable" || def.type === "readonly" || def.type === "default" || def.type === "prefault") {
    return (isTransforming ?? $make(411))(def.innerType, ctx);
  }
  if (def.type === "intersection") {
    return (isTransforming ?? $make(411))(def.left, ctx) || (isTransforming ?? $make(411))(def.right, ctx);
  }
  if (def.type === "record" || def.type === "map") {
    return (isTransforming ?? $make(411))(def.keyType, ctx) || (isTransforming ?? $make(411))(def.valueType, ctx);
  }
  if (def.type === "pipe") {
    return (isTransforming ?? $make(411))(def.in, ctx) || (isTransforming ?? $make(411))(def.out, ctx);
  }
  if (def.type === "object") {
    for (const key in def.shape) {
      if ((isTransforming ?? $make(411))(def.shape[key], ctx))
        return true;
    }
    return false;
  }
  if (def.type === "union") {
    for (const option of def.options) {
      if ((isTransforming ?? $make(411))(option, ctx))
        return true;
    }
    return false;
  }
  if (def.type === "tuple") {
    for (const item of def.items) {
      if ((isTransforming ?? $make(411))(item, ctx))
        return true;
    }
    if (def.rest && (isTransforming ?? $make(411))(def.rest, ctx))
      return true;
    return false;
  }
  return false;
};
case 412:
return createToJSONSchemaMethod = (schema, processors = {}) => (params) => {
  const ctx = (initializeContext ?? $make(407))({ ...params, processors });
  (process ?? $make(408))(schema, ctx);
  (extractDefs ?? $make(409))(ctx, schema);
  return (finalize ?? $make(410))(ctx, schema);
};
case 413:
return createStandardJSONSchemaMethod = (schema, io, processors = {}) => (params) => {
  const { libraryOptions, target } = params ?? {};
  const ctx = (initializeContext ?? $make(407))({ ...libraryOptions ?? {}, target, io, processors });
  (process ?? $make(408))(schema, ctx);
  (extractDefs ?? $make(409))(ctx, schema);
  return (finalize ?? $make(410))(ctx, schema);
};
case 414:
return formatMap = {
  guid: "uuid",
  url: "uri",
  datetime: "date-time",
  json_string: "json-string",
  regex: ""
  // do not set
};
case 415:
return stringProcessor = (schema, ctx, _json, _params) => {
  const json2 = _json;
  json2.type = "string";
  const { minimum, maximum, format, patterns: patterns2, contentEncoding } = schema._zod.bag;
  if (typeof minimum === "number")
    json2.minLength = minimum;
  if (typeof maximum === "number")
    json2.maxLength = maximum;
  if (format) {
    json2.format = (formatMap ?? $make(414))[format] ?? format;
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
}
case 13:
switch (i) {
case 416:
return numberProcessor = (schema, ctx, _json, _params) => {
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
case 417:
return booleanProcessor = (_schema, _ctx, json2, _params) => {
  json2.type = "boolean";
};
case 418:
return bigintProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("BigInt cannot be represented in JSON Schema");
  }
};
case 419:
return symbolProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Symbols cannot be represented in JSON Schema");
  }
};
case 420:
return nullProcessor = (_schema, ctx, json2, _params) => {
  if (ctx.target === "openapi-3.0") {
    json2.type = "string";
    json2.nullable = true;
    json2.enum = [null];
  } else {
    json2.type = "null";
  }
};
case 421:
return undefinedProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Undefined cannot be represented in JSON Schema");
  }
};
case 422:
return voidProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Void cannot be represented in JSON Schema");
  }
};
case 423:
return neverProcessor = (_schema, _ctx, json2, _params) => {
  json2.not = {};
};
case 424:
return anyProcessor = (_schema, _ctx, _json, _params) => {
};
case 425:
return unknownProcessor = (_schema, _ctx, _json, _params) => {
};
case 426:
return dateProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Date cannot be represented in JSON Schema");
  }
};
case 427:
return enumProcessor = (schema, _ctx, json2, _params) => {
  const def = schema._zod.def;
  const values = (getEnumValues ?? $make(14))(def.entries);
  if (values.every((v) => typeof v === "number"))
    json2.type = "number";
  if (values.every((v) => typeof v === "string"))
    json2.type = "string";
  json2.enum = values;
};
case 428:
return literalProcessor = (schema, ctx, json2, _params) => {
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
case 429:
return nanProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("NaN cannot be represented in JSON Schema");
  }
};
case 430:
return templateLiteralProcessor = (schema, _ctx, json2, _params) => {
  const _json = json2;
  const pattern = schema._zod.pattern;
  if (!pattern)
    throw new Error("Pattern not found in template literal");
  _json.type = "string";
  _json.pattern = pattern.source;
};
case 431:
return fileProcessor = (schema, _ctx, json2, _params) => {
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
case 432:
return successProcessor = (_schema, _ctx, json2, _params) => {
  json2.type = "boolean";
};
case 433:
return customProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Custom types cannot be represented in JSON Schema");
  }
};
case 434:
return functionProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Function types cannot be represented in JSON Schema");
  }
};
case 435:
return transformProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Transforms cannot be represented in JSON Schema");
  }
};
case 436:
return mapProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Map cannot be represented in JSON Schema");
  }
};
case 437:
return setProcessor = (_schema, ctx, _json, _params) => {
  if (ctx.unrepresentable === "throw") {
    throw new Error("Set cannot be represented in JSON Schema");
  }
};
case 438:
return arrayProcessor = (schema, ctx, _json, params) => {
  const json2 = _json;
  const def = schema._zod.def;
  const { minimum, maximum } = schema._zod.bag;
  if (typeof minimum === "number")
    json2.minItems = minimum;
  if (typeof maximum === "number")
    json2.maxItems = maximum;
  json2.type = "array";
  json2.items = (process ?? $make(408))(def.element, ctx, { ...params, path: [...params.path, "items"] });
};
case 439:
return objectProcessor = (schema, ctx, _json, params) => {
  const json2 = _json;
  const def = schema._zod.def;
  json2.type = "object";
  json2.properties = {};
  const shape = def.shape;
  for (const key in shape) {
    json2.properties[key] = (process ?? $make(408))(shape[key], ctx, {
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
    json2.additionalProperties = (process ?? $make(408))(def.catchall, ctx, {
      ...params,
      path: [...params.path, "additionalProperties"]
    });
  }
};
case 440:
return unionProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  const isExclusive = def.inclusive === false;
  const options = def.options.map((x, i) => (process ?? $make(408))(x, ctx, {
    ...params,
    path: [...params.path, isExclusive ? "oneOf" : "anyOf", i]
  }));
  if (isExclusive) {
    json2.oneOf = options;
  } else {
    json2.anyOf = options;
  }
};
case 441:
return intersectionProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  const a = (process ?? $make(408))(def.left, ctx, {
    ...params,
    path: [...params.path, "allOf", 0]
  });
  const b = (process ?? $make(408))(def.right, ctx, {
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
case 442:
return tupleProcessor = (schema, ctx, _json, params) => {
  const json2 = _json;
  const def = schema._zod.def;
  json2.type = "array";
  const prefixPath = ctx.target === "draft-2020-12" ? "prefixItems" : "items";
  const restPath = ctx.target === "draft-2020-12" ? "items" : ctx.target === "openapi-3.0" ? "items" : "additionalItems";
  const prefixItems = def.items.map((x, i) => (process ?? $make(408))(x, ctx, {
    ...params,
    path: [...params.path, prefixPath, i]
  }));
  const rest = def.rest ? (process ?? $make(408))(def.rest, ctx, {
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
case 443:
return recordProcessor = (schema, ctx, _json, params) => {
  const json2 = _json;
  const def = schema._zod.def;
  json2.type = "object";
  const keyType = def.keyType;
  const keyBag = keyType._zod.bag;
  const patterns2 = keyBag?.patterns;
  if (def.mode === "loose" && patterns2 && patterns2.size > 0) {
    const valueSchema = (process ?? $make(408))(def.valueType, ctx, {
      ...params,
      path: [...params.path, "patternProperties", "*"]
    });
    json2.patternProperties = {};
    for (const pattern of patterns2) {
      json2.patternProperties[pattern.source] = valueSchema;
    }
  } else {
    if (ctx.target === "draft-07" || ctx.target === "draft-2020-12") {
      json2.propertyNames = (process ?? $make(408))(def.keyType, ctx, {
        ...params,
        path: [...params.path, "propertyNames"]
      });
    }
    json2.additionalProperties = (process ?? $make(408))(def.valueType, ctx, {
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
case 444:
return nullableProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  const inner = (process ?? $make(408))(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  if (ctx.target === "openapi-3.0") {
    seen.ref = def.innerType;
    json2.nullable = true;
  } else {
    json2.anyOf = [inner, { type: "null" }];
  }
};
case 445:
return nonoptionalProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  (process ?? $make(408))(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
};
case 446:
return defaultProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  (process ?? $make(408))(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  json2.default = JSON.parse(JSON.stringify(def.defaultValue));
};
case 447:
return prefaultProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  (process ?? $make(408))(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  if (ctx.io === "input")
    json2._prefault = JSON.parse(JSON.stringify(def.defaultValue));
};
}
case 14:
switch (i) {
case 448:
return catchProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  (process ?? $make(408))(def.innerType, ctx, params);
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
case 449:
return pipeProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  const innerType = ctx.io === "input" ? def.in._zod.def.type === "transform" ? def.out : def.in : def.out;
  (process ?? $make(408))(innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = innerType;
};
case 450:
return readonlyProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  (process ?? $make(408))(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  json2.readOnly = true;
};
case 451:
return promiseProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  (process ?? $make(408))(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
};
case 452:
return optionalProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  (process ?? $make(408))(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
};
case 453:
return lazyProcessor = (schema, ctx, _json, params) => {
  const innerType = schema._zod.innerType;
  (process ?? $make(408))(innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = innerType;
};
case 454:
return allProcessors = {
  string: (stringProcessor ?? $make(415)),
  number: (numberProcessor ?? $make(416)),
  boolean: (booleanProcessor ?? $make(417)),
  bigint: (bigintProcessor ?? $make(418)),
  symbol: (symbolProcessor ?? $make(419)),
  null: (nullProcessor ?? $make(420)),
  undefined: (undefinedProcessor ?? $make(421)),
  void: (voidProcessor ?? $make(422)),
  never: (neverProcessor ?? $make(423)),
  any: (anyProcessor ?? $make(424)),
  unknown: (unknownProcessor ?? $make(425)),
  date: (dateProcessor ?? $make(426)),
  enum: (enumProcessor ?? $make(427)),
  literal: (literalProcessor ?? $make(428)),
  nan: (nanProcessor ?? $make(429)),
  template_literal: (templateLiteralProcessor ?? $make(430)),
  file: (fileProcessor ?? $make(431)),
  success: (successProcessor ?? $make(432)),
  custom: (customProcessor ?? $make(433)),
  function: (functionProcessor ?? $make(434)),
  transform: (transformProcessor ?? $make(435)),
  map: (mapProcessor ?? $make(436)),
  set: (setProcessor ?? $make(437)),
  array: (arrayProcessor ?? $make(438)),
  object: (objectProcessor ?? $make(439)),
  union: (unionProcessor ?? $make(440)),
  intersection: (intersectionProcessor ?? $make(441)),
  tuple: (tupleProcessor ?? $make(442)),
  record: (recordProcessor ?? $make(443)),
  nullable: (nullableProcessor ?? $make(444)),
  nonoptional: (nonoptionalProcessor ?? $make(445)),
  default: (defaultProcessor ?? $make(446)),
  prefault: (prefaultProcessor ?? $make(447)),
  catch: (catchProcessor ?? $make(448)),
  pipe: (pipeProcessor ?? $make(449)),
  readonly: (readonlyProcessor ?? $make(450)),
  promise: (promiseProcessor ?? $make(451)),
  optional: (optionalProcessor ?? $make(452)),
  lazy: (lazyProcessor ?? $make(453))
};
case 455:
return toJSONSchema = function(input, params) {
  if ("_idmap" in input) {
    const registry2 = input;
    const ctx2 = (initializeContext ?? $make(407))({ ...params, processors: (allProcessors ?? $make(454)) });
    const defs = {};
    for (const entry of registry2._idmap.entries()) {
      const [_, schema] = entry;
      (process ?? $make(408))(schema, ctx2);
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
      (extractDefs ?? $make(409))(ctx2, schema);
      schemas[key] = (finalize ?? $make(410))(ctx2, schema);
    }
    if (Object.keys(defs).length > 0) {
      const defsSegment = ctx2.target === "draft-2020-12" ? "$defs" : "definitions";
      schemas.__shared = {
        [defsSegment]: defs
      };
    }
    return { schemas };
  }
  const ctx = (initializeContext ?? $make(407))({ ...params, processors: (allProcessors ?? $make(454)) });
  (process ?? $make(408))(input, ctx);
  (extractDefs ?? $make(409))(ctx, input);
  return (finalize ?? $make(410))(ctx, input);
};
case 456:
return JSONSchemaGenerator = class {
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
    this.ctx = (initializeContext ?? $make(407))({
      processors: (allProcessors ?? $make(454)),
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
    return (process ?? $make(408))(schema, this.ctx, _params);
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
    (extractDefs ?? $make(409))(this.ctx, schema);
    const result = (finalize ?? $make(410))(this.ctx, schema);
    const { "~standard": _, ...plainResult } = result;
    return plainResult;
  }
};
case 457:
return json_schema_exports = {};
case 458:
return ZodISODateTime = /* @__PURE__ */ $constructor("ZodISODateTime", (inst, def) => {
  ($ZodISODateTime ?? $make(205)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 459:
return datetime2 = function(params) {
  return (_isoDateTime ?? $make(318))((ZodISODateTime ?? $make(458)), params);
};
case 460:
return ZodISODate = /* @__PURE__ */ $constructor("ZodISODate", (inst, def) => {
  ($ZodISODate ?? $make(206)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 461:
return date2 = function(params) {
  return (_isoDate ?? $make(319))((ZodISODate ?? $make(460)), params);
};
case 462:
return ZodISOTime = /* @__PURE__ */ $constructor("ZodISOTime", (inst, def) => {
  ($ZodISOTime ?? $make(207)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 463:
return time2 = function(params) {
  return (_isoTime ?? $make(320))((ZodISOTime ?? $make(462)), params);
};
case 464:
return ZodISODuration = /* @__PURE__ */ $constructor("ZodISODuration", (inst, def) => {
  ($ZodISODuration ?? $make(208)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 465:
return duration2 = function(params) {
  return (_isoDuration ?? $make(321))((ZodISODuration ?? $make(464)), params);
};
case 466:
return initializer2 = (inst, issues) => {
  ($ZodError ?? $make(70)).init(inst, issues);
  inst.name = "ZodError";
  Object.defineProperties(inst, {
    format: {
      value: (mapper) => (formatError ?? $make(73))(inst, mapper)
      // enumerable: false,
    },
    flatten: {
      value: (mapper) => (flattenError ?? $make(72))(inst, mapper)
      // enumerable: false,
    },
    addIssue: {
      value: (issue2) => {
        inst.issues.push(issue2);
        inst.message = JSON.stringify(inst.issues, (jsonStringifyReplacer ?? $make(16)), 2);
      }
      // enumerable: false,
    },
    addIssues: {
      value: (issues2) => {
        inst.issues.push(...issues2);
        inst.message = JSON.stringify(inst.issues, (jsonStringifyReplacer ?? $make(16)), 2);
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
case 467:
return ZodError = $constructor("ZodError", (initializer2 ?? $make(466)));
case 468:
return ZodRealError = $constructor("ZodError", (initializer2 ?? $make(466)), {
  Parent: Error
});
case 469:
return parse2 = /* @__PURE__ */ (_parse ?? $make(77))((ZodRealError ?? $make(468)));
case 470:
return parseAsync2 = /* @__PURE__ */ (_parseAsync ?? $make(79))((ZodRealError ?? $make(468)));
case 471:
return safeParse2 = /* @__PURE__ */ (_safeParse ?? $make(81))((ZodRealError ?? $make(468)));
case 472:
return safeParseAsync2 = /* @__PURE__ */ (_safeParseAsync ?? $make(83))((ZodRealError ?? $make(468)));
case 473:
return encode2 = /* @__PURE__ */ (_encode ?? $make(85))((ZodRealError ?? $make(468)));
case 474:
return decode2 = /* @__PURE__ */ (_decode ?? $make(87))((ZodRealError ?? $make(468)));
case 475:
return encodeAsync2 = /* @__PURE__ */ (_encodeAsync ?? $make(89))((ZodRealError ?? $make(468)));
case 476:
return decodeAsync2 = /* @__PURE__ */ (_decodeAsync ?? $make(91))((ZodRealError ?? $make(468)));
case 477:
return safeEncode2 = /* @__PURE__ */ (_safeEncode ?? $make(93))((ZodRealError ?? $make(468)));
case 478:
return safeDecode2 = /* @__PURE__ */ (_safeDecode ?? $make(95))((ZodRealError ?? $make(468)));
case 479:
return safeEncodeAsync2 = /* @__PURE__ */ (_safeEncodeAsync ?? $make(97))((ZodRealError ?? $make(468)));
}
case 15:
switch (i) {
case 480:
return safeDecodeAsync2 = /* @__PURE__ */ (_safeDecodeAsync ?? $make(99))((ZodRealError ?? $make(468)));
case 481:
return ZodType = /* @__PURE__ */ $constructor("ZodType", (inst, def) => {
  ($ZodType ?? $make(190)).init(inst, def);
  inst.def = def;
  inst.type = def.type;
  return inst;
}, null, null, (key, inst, def) => {
    switch (key) {
      case "~standard": return ({ ...(standard ?? $make(191))(inst), jsonSchema: {
    input: (createStandardJSONSchemaMethod ?? $make(413))(inst, "input"),
    output: (createStandardJSONSchemaMethod ?? $make(413))(inst, "output")
  } });
      case "toJSONSchema": return (params) => (createToJSONSchemaMethod ?? $make(412))(inst, {})(params);
      case "_def": return def;
      case "check": return (...checks) => {
    return inst.clone((mergeDefs ?? $make(25))(def, {
      checks: [
        ...def.checks ?? [],
        ...checks.map((ch) => typeof ch === "function" ? { _zod: { check: ch, def: { check: "custom" }, onattach: [] } } : ch)
      ]
    }), {
      parent: true
    });
  };
      case "with": return inst.check;
      case "clone": return (def2, params) => (clone ?? $make(40))(inst, def2, params);
      case "brand": return () => inst;
      case "register": return ((reg, meta3) => {
    reg.add(inst, meta3);
    return inst;
  });
      case "parse": return (data, params) => (parse2 ?? $make(469))(inst, data, params, { callee: inst.parse });
      case "safeParse": return (data, params) => (safeParse2 ?? $make(471))(inst, data, params);
      case "parseAsync": return async (data, params) => (parseAsync2 ?? $make(470))(inst, data, params, { callee: inst.parseAsync });
      case "safeParseAsync": return async (data, params) => (safeParseAsync2 ?? $make(472))(inst, data, params);
      case "spa": return inst.safeParseAsync;
      case "encode": return (data, params) => (encode2 ?? $make(473))(inst, data, params);
      case "decode": return (data, params) => (decode2 ?? $make(474))(inst, data, params);
      case "encodeAsync": return async (data, params) => (encodeAsync2 ?? $make(475))(inst, data, params);
      case "decodeAsync": return async (data, params) => (decodeAsync2 ?? $make(476))(inst, data, params);
      case "safeEncode": return (data, params) => (safeEncode2 ?? $make(477))(inst, data, params);
      case "safeDecode": return (data, params) => (safeDecode2 ?? $make(478))(inst, data, params);
      case "safeEncodeAsync": return async (data, params) => (safeEncodeAsync2 ?? $make(479))(inst, data, params);
      case "safeDecodeAsync": return async (data, params) => (safeDecodeAsync2 ?? $make(480))(inst, data, params);
      case "refine": return (check2, params) => inst.check((refine ?? $make(636))(check2, params));
      case "superRefine": return (refinement) => inst.check((superRefine ?? $make(637))(refinement));
      case "overwrite": return (fn) => inst.check((_overwrite ?? $make(368))(fn));
      case "optional": return () => (optional ?? $make(601))(inst);
      case "exactOptional": return () => (exactOptional ?? $make(603))(inst);
      case "nullable": return () => (nullable ?? $make(605))(inst);
      case "nullish": return () => (optional ?? $make(601))((nullable ?? $make(605))(inst));
      case "nonoptional": return (params) => (nonoptional ?? $make(612))(inst, params);
      case "array": return () => (array ?? $make(567))(inst);
      case "or": return (arg) => (union ?? $make(574))([inst, arg]);
      case "and": return (arg) => (intersection ?? $make(580))(inst, arg);
      case "transform": return (tx) => (pipe ?? $make(620))(inst, (transform ?? $make(599))(tx));
      case "default": return (def2) => (_default2 ?? $make(608))(inst, def2);
      case "prefault": return (def2) => (prefault ?? $make(610))(inst, def2);
      case "catch": return (params) => (_catch2 ?? $make(616))(inst, params);
      case "pipe": return (target) => (pipe ?? $make(620))(inst, target);
      case "readonly": return () => (readonly ?? $make(624))(inst);
      case "describe": return (description) => {
    const cl = inst.clone();
    globalRegistry.add(cl, { description });
    return cl;
  };
      case "description": return globalRegistry.get(inst)?.description;
      case "meta": return (...args) => {
    if (args.length === 0) {
      return globalRegistry.get(inst);
    }
    const cl = inst.clone();
    globalRegistry.add(cl, args[0]);
    return cl;
  };
      case "isOptional": return () => inst.safeParse(void 0).success;
      case "isNullable": return () => inst.safeParse(null).success;
      case "apply": return (fn) => fn(inst);
    }
  }, " ~standard toJSONSchema _def check with clone brand register parse safeParse parseAsync safeParseAsync spa encode decode encodeAsync decodeAsync safeEncode safeDecode safeEncodeAsync safeDecodeAsync refine superRefine overwrite optional exactOptional nullable nullish nonoptional array or and transform default prefault catch pipe readonly describe description meta isOptional isNullable apply ");
case 482:
return _ZodString = /* @__PURE__ */ $constructor("_ZodString", (inst, def) => {
  ($ZodString ?? $make(192)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (stringProcessor ?? $make(415))(inst, ctx, json2, params);
  const bag = inst._zod.bag;
  inst.format = bag.format ?? null;
  inst.minLength = bag.minimum ?? null;
  inst.maxLength = bag.maximum ?? null;
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "regex": return (...args) => inst.check((_regex ?? $make(360))(...args));
      case "includes": return (...args) => inst.check((_includes ?? $make(363))(...args));
      case "startsWith": return (...args) => inst.check((_startsWith ?? $make(364))(...args));
      case "endsWith": return (...args) => inst.check((_endsWith ?? $make(365))(...args));
      case "min": return (...args) => inst.check((_minLength ?? $make(358))(...args));
      case "max": return (...args) => inst.check((_maxLength ?? $make(357))(...args));
      case "length": return (...args) => inst.check((_length ?? $make(359))(...args));
      case "nonempty": return (...args) => inst.check((_minLength ?? $make(358))(1, ...args));
      case "lowercase": return (params) => inst.check((_lowercase ?? $make(361))(params));
      case "uppercase": return (params) => inst.check((_uppercase ?? $make(362))(params));
      case "trim": return () => inst.check((_trim ?? $make(370))());
      case "normalize": return (...args) => inst.check((_normalize ?? $make(369))(...args));
      case "toLowerCase": return () => inst.check((_toLowerCase ?? $make(371))());
      case "toUpperCase": return () => inst.check((_toUpperCase ?? $make(372))());
      case "slugify": return () => inst.check((_slugify ?? $make(373))());
    }
  }, " regex includes startsWith endsWith min max length nonempty lowercase uppercase trim normalize toLowerCase toUpperCase slugify ");
case 483:
return ZodString = /* @__PURE__ */ $constructor("ZodString", (inst, def) => {
  ($ZodString ?? $make(192)).init(inst, def);
  (_ZodString ?? $make(482)).init(inst, def);
}, null, () => (_ZodString ?? $make(482)), (key, inst, def) => {
    switch (key) {
      case "email": return (params) => inst.check((_email ?? $make(294))((ZodEmail ?? $make(486)), params));
      case "url": return (params) => inst.check((_url ?? $make(300))((ZodURL ?? $make(495)), params));
      case "jwt": return (params) => inst.check((_jwt ?? $make(316))((ZodJWT ?? $make(528)), params));
      case "emoji": return (params) => inst.check((_emoji2 ?? $make(301))((ZodEmoji ?? $make(498)), params));
      case "guid": return (params) => inst.check((_guid ?? $make(295))((ZodGUID ?? $make(488)), params));
      case "uuid": return (params) => inst.check((_uuid ?? $make(296))((ZodUUID ?? $make(490)), params));
      case "uuidv4": return (params) => inst.check((_uuidv4 ?? $make(297))((ZodUUID ?? $make(490)), params));
      case "uuidv6": return (params) => inst.check((_uuidv6 ?? $make(298))((ZodUUID ?? $make(490)), params));
      case "uuidv7": return (params) => inst.check((_uuidv7 ?? $make(299))((ZodUUID ?? $make(490)), params));
      case "nanoid": return (params) => inst.check((_nanoid ?? $make(302))((ZodNanoID ?? $make(500)), params));
      case "guid": return (params) => inst.check((_guid ?? $make(295))((ZodGUID ?? $make(488)), params));
      case "cuid": return (params) => inst.check((_cuid ?? $make(303))((ZodCUID ?? $make(502)), params));
      case "cuid2": return (params) => inst.check((_cuid2 ?? $make(304))((ZodCUID2 ?? $make(504)), params));
      case "ulid": return (params) => inst.check((_ulid ?? $make(305))((ZodULID ?? $make(506)), params));
      case "base64": return (params) => inst.check((_base64 ?? $make(313))((ZodBase64 ?? $make(522)), params));
      case "base64url": return (params) => inst.check((_base64url ?? $make(314))((ZodBase64URL ?? $make(524)), params));
      case "xid": return (params) => inst.check((_xid ?? $make(306))((ZodXID ?? $make(508)), params));
      case "ksuid": return (params) => inst.check((_ksuid ?? $make(307))((ZodKSUID ?? $make(510)), params));
      case "ipv4": return (params) => inst.check((_ipv4 ?? $make(308))((ZodIPv4 ?? $make(512)), params));
      case "ipv6": return (params) => inst.check((_ipv6 ?? $make(309))((ZodIPv6 ?? $make(516)), params));
      case "cidrv4": return (params) => inst.check((_cidrv4 ?? $make(311))((ZodCIDRv4 ?? $make(518)), params));
      case "cidrv6": return (params) => inst.check((_cidrv6 ?? $make(312))((ZodCIDRv6 ?? $make(520)), params));
      case "e164": return (params) => inst.check((_e164 ?? $make(315))((ZodE164 ?? $make(526)), params));
      case "datetime": return (params) => inst.check((datetime2 ?? $make(459))(params));
      case "date": return (params) => inst.check((date2 ?? $make(461))(params));
      case "time": return (params) => inst.check((time2 ?? $make(463))(params));
      case "duration": return (params) => inst.check((duration2 ?? $make(465))(params));
    }
  }, " email url jwt emoji guid uuid uuidv4 uuidv6 uuidv7 nanoid guid cuid cuid2 ulid base64 base64url xid ksuid ipv4 ipv6 cidrv4 cidrv6 e164 datetime date time duration ");
case 484:
return string2 = function(params) {
  return (_string ?? $make(292))((ZodString ?? $make(483)), params);
};
case 485:
return ZodStringFormat = /* @__PURE__ */ $constructor("ZodStringFormat", (inst, def) => {
  ($ZodStringFormat ?? $make(193)).init(inst, def);
  (_ZodString ?? $make(482)).init(inst, def);
}, null, () => (_ZodString ?? $make(482)));
case 486:
return ZodEmail = /* @__PURE__ */ $constructor("ZodEmail", (inst, def) => {
  ($ZodEmail ?? $make(196)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 487:
return email2 = function(params) {
  return (_email ?? $make(294))((ZodEmail ?? $make(486)), params);
};
case 488:
return ZodGUID = /* @__PURE__ */ $constructor("ZodGUID", (inst, def) => {
  ($ZodGUID ?? $make(194)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 489:
return guid2 = function(params) {
  return (_guid ?? $make(295))((ZodGUID ?? $make(488)), params);
};
case 490:
return ZodUUID = /* @__PURE__ */ $constructor("ZodUUID", (inst, def) => {
  ($ZodUUID ?? $make(195)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 491:
return uuid2 = function(params) {
  return (_uuid ?? $make(296))((ZodUUID ?? $make(490)), params);
};
case 492:
return uuidv4 = function(params) {
  return (_uuidv4 ?? $make(297))((ZodUUID ?? $make(490)), params);
};
case 493:
return uuidv6 = function(params) {
  return (_uuidv6 ?? $make(298))((ZodUUID ?? $make(490)), params);
};
case 494:
return uuidv7 = function(params) {
  return (_uuidv7 ?? $make(299))((ZodUUID ?? $make(490)), params);
};
case 495:
return ZodURL = /* @__PURE__ */ $constructor("ZodURL", (inst, def) => {
  ($ZodURL ?? $make(197)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 496:
return url = function(params) {
  return (_url ?? $make(300))((ZodURL ?? $make(495)), params);
};
case 497:
return httpUrl = function(params) {
  return (_url ?? $make(300))((ZodURL ?? $make(495)), {
    protocol: /^https?$/,
    hostname: (domain ?? $make(129)),
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 498:
return ZodEmoji = /* @__PURE__ */ $constructor("ZodEmoji", (inst, def) => {
  ($ZodEmoji ?? $make(198)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 499:
return emoji2 = function(params) {
  return (_emoji2 ?? $make(301))((ZodEmoji ?? $make(498)), params);
};
case 500:
return ZodNanoID = /* @__PURE__ */ $constructor("ZodNanoID", (inst, def) => {
  ($ZodNanoID ?? $make(199)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 501:
return nanoid2 = function(params) {
  return (_nanoid ?? $make(302))((ZodNanoID ?? $make(500)), params);
};
case 502:
return ZodCUID = /* @__PURE__ */ $constructor("ZodCUID", (inst, def) => {
  ($ZodCUID ?? $make(200)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 503:
return cuid3 = function(params) {
  return (_cuid ?? $make(303))((ZodCUID ?? $make(502)), params);
};
case 504:
return ZodCUID2 = /* @__PURE__ */ $constructor("ZodCUID2", (inst, def) => {
  ($ZodCUID2 ?? $make(201)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 505:
return cuid22 = function(params) {
  return (_cuid2 ?? $make(304))((ZodCUID2 ?? $make(504)), params);
};
case 506:
return ZodULID = /* @__PURE__ */ $constructor("ZodULID", (inst, def) => {
  ($ZodULID ?? $make(202)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 507:
return ulid2 = function(params) {
  return (_ulid ?? $make(305))((ZodULID ?? $make(506)), params);
};
case 508:
return ZodXID = /* @__PURE__ */ $constructor("ZodXID", (inst, def) => {
  ($ZodXID ?? $make(203)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 509:
return xid2 = function(params) {
  return (_xid ?? $make(306))((ZodXID ?? $make(508)), params);
};
case 510:
return ZodKSUID = /* @__PURE__ */ $constructor("ZodKSUID", (inst, def) => {
  ($ZodKSUID ?? $make(204)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 511:
return ksuid2 = function(params) {
  return (_ksuid ?? $make(307))((ZodKSUID ?? $make(510)), params);
};
}
case 16:
switch (i) {
case 512:
return ZodIPv4 = /* @__PURE__ */ $constructor("ZodIPv4", (inst, def) => {
  ($ZodIPv4 ?? $make(209)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 513:
return ipv42 = function(params) {
  return (_ipv4 ?? $make(308))((ZodIPv4 ?? $make(512)), params);
};
case 514:
return ZodMAC = /* @__PURE__ */ $constructor("ZodMAC", (inst, def) => {
  ($ZodMAC ?? $make(211)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 515:
return mac2 = function(params) {
  return (_mac ?? $make(310))((ZodMAC ?? $make(514)), params);
};
case 516:
return ZodIPv6 = /* @__PURE__ */ $constructor("ZodIPv6", (inst, def) => {
  ($ZodIPv6 ?? $make(210)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 517:
return ipv62 = function(params) {
  return (_ipv6 ?? $make(309))((ZodIPv6 ?? $make(516)), params);
};
case 518:
return ZodCIDRv4 = /* @__PURE__ */ $constructor("ZodCIDRv4", (inst, def) => {
  ($ZodCIDRv4 ?? $make(212)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 519:
return cidrv42 = function(params) {
  return (_cidrv4 ?? $make(311))((ZodCIDRv4 ?? $make(518)), params);
};
case 520:
return ZodCIDRv6 = /* @__PURE__ */ $constructor("ZodCIDRv6", (inst, def) => {
  ($ZodCIDRv6 ?? $make(213)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 521:
return cidrv62 = function(params) {
  return (_cidrv6 ?? $make(312))((ZodCIDRv6 ?? $make(520)), params);
};
case 522:
return ZodBase64 = /* @__PURE__ */ $constructor("ZodBase64", (inst, def) => {
  ($ZodBase64 ?? $make(215)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 523:
return base642 = function(params) {
  return (_base64 ?? $make(313))((ZodBase64 ?? $make(522)), params);
};
case 524:
return ZodBase64URL = /* @__PURE__ */ $constructor("ZodBase64URL", (inst, def) => {
  ($ZodBase64URL ?? $make(217)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 525:
return base64url2 = function(params) {
  return (_base64url ?? $make(314))((ZodBase64URL ?? $make(524)), params);
};
case 526:
return ZodE164 = /* @__PURE__ */ $constructor("ZodE164", (inst, def) => {
  ($ZodE164 ?? $make(218)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 527:
return e1642 = function(params) {
  return (_e164 ?? $make(315))((ZodE164 ?? $make(526)), params);
};
case 528:
return ZodJWT = /* @__PURE__ */ $constructor("ZodJWT", (inst, def) => {
  ($ZodJWT ?? $make(220)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 529:
return jwt = function(params) {
  return (_jwt ?? $make(316))((ZodJWT ?? $make(528)), params);
};
case 530:
return ZodCustomStringFormat = /* @__PURE__ */ $constructor("ZodCustomStringFormat", (inst, def) => {
  ($ZodCustomStringFormat ?? $make(221)).init(inst, def);
  (ZodStringFormat ?? $make(485)).init(inst, def);
}, null, () => (ZodStringFormat ?? $make(485)));
case 531:
return stringFormat = function(format, fnOrRegex, _params = {}) {
  return (_stringFormat ?? $make(406))((ZodCustomStringFormat ?? $make(530)), format, fnOrRegex, _params);
};
case 532:
return hostname2 = function(_params) {
  return (_stringFormat ?? $make(406))((ZodCustomStringFormat ?? $make(530)), "hostname", (hostname ?? $make(128)), _params);
};
case 533:
return hex2 = function(_params) {
  return (_stringFormat ?? $make(406))((ZodCustomStringFormat ?? $make(530)), "hex", (hex ?? $make(146)), _params);
};
case 534:
return hash = function(alg, params) {
  const enc = params?.enc ?? "hex";
  const format = `${alg}_${enc}`;
  const regex = (regexes_exports ?? $make(661))()[format];
  if (!regex)
    throw new Error(`Unrecognized hash format: ${format}`);
  return (_stringFormat ?? $make(406))((ZodCustomStringFormat ?? $make(530)), format, regex, params);
};
case 535:
return ZodNumber = /* @__PURE__ */ $constructor("ZodNumber", (inst, def) => {
  ($ZodNumber ?? $make(222)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (numberProcessor ?? $make(416))(inst, ctx, json2, params);
  const bag = inst._zod.bag;
  inst.minValue = Math.max(bag.minimum ?? Number.NEGATIVE_INFINITY, bag.exclusiveMinimum ?? Number.NEGATIVE_INFINITY) ?? null;
  inst.maxValue = Math.min(bag.maximum ?? Number.POSITIVE_INFINITY, bag.exclusiveMaximum ?? Number.POSITIVE_INFINITY) ?? null;
  inst.isInt = (bag.format ?? "").includes("int") || Number.isSafeInteger(bag.multipleOf ?? 0.5);
  inst.isFinite = true;
  inst.format = bag.format ?? null;
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "gt": return (value, params) => inst.check((_gt ?? $make(347))(value, params));
      case "gte": return (value, params) => inst.check((_gte ?? $make(348))(value, params));
      case "min": return (value, params) => inst.check((_gte ?? $make(348))(value, params));
      case "lt": return (value, params) => inst.check((_lt ?? $make(345))(value, params));
      case "lte": return (value, params) => inst.check((_lte ?? $make(346))(value, params));
      case "max": return (value, params) => inst.check((_lte ?? $make(346))(value, params));
      case "int": return (params) => inst.check((int ?? $make(538))(params));
      case "safe": return (params) => inst.check((int ?? $make(538))(params));
      case "positive": return (params) => inst.check((_gt ?? $make(347))(0, params));
      case "nonnegative": return (params) => inst.check((_gte ?? $make(348))(0, params));
      case "negative": return (params) => inst.check((_lt ?? $make(345))(0, params));
      case "nonpositive": return (params) => inst.check((_lte ?? $make(346))(0, params));
      case "multipleOf": return (value, params) => inst.check((_multipleOf ?? $make(353))(value, params));
      case "step": return (value, params) => inst.check((_multipleOf ?? $make(353))(value, params));
      case "finite": return () => inst;
    }
  }, " gt gte min lt lte max int safe positive nonnegative negative nonpositive multipleOf step finite ");
case 536:
return number2 = function(params) {
  return (_number ?? $make(322))((ZodNumber ?? $make(535)), params);
};
case 537:
return ZodNumberFormat = /* @__PURE__ */ $constructor("ZodNumberFormat", (inst, def) => {
  ($ZodNumberFormat ?? $make(223)).init(inst, def);
  (ZodNumber ?? $make(535)).init(inst, def);
}, null, () => (ZodNumber ?? $make(535)));
case 538:
return int = function(params) {
  return (_int ?? $make(324))((ZodNumberFormat ?? $make(537)), params);
};
case 539:
return float32 = function(params) {
  return (_float32 ?? $make(325))((ZodNumberFormat ?? $make(537)), params);
};
case 540:
return float64 = function(params) {
  return (_float64 ?? $make(326))((ZodNumberFormat ?? $make(537)), params);
};
case 541:
return int32 = function(params) {
  return (_int32 ?? $make(327))((ZodNumberFormat ?? $make(537)), params);
};
case 542:
return uint32 = function(params) {
  return (_uint32 ?? $make(328))((ZodNumberFormat ?? $make(537)), params);
};
case 543:
return ZodBoolean = /* @__PURE__ */ $constructor("ZodBoolean", (inst, def) => {
  ($ZodBoolean ?? $make(224)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (booleanProcessor ?? $make(417))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)));
}
case 17:
switch (i) {
case 544:
return boolean2 = function(params) {
  return (_boolean ?? $make(329))((ZodBoolean ?? $make(543)), params);
};
case 545:
return ZodBigInt = /* @__PURE__ */ $constructor("ZodBigInt", (inst, def) => {
  ($ZodBigInt ?? $make(225)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (bigintProcessor ?? $make(418))(inst, ctx, json2, params);
  const bag = inst._zod.bag;
  inst.minValue = bag.minimum ?? null;
  inst.maxValue = bag.maximum ?? null;
  inst.format = bag.format ?? null;
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "gte": return (value, params) => inst.check((_gte ?? $make(348))(value, params));
      case "min": return (value, params) => inst.check((_gte ?? $make(348))(value, params));
      case "gt": return (value, params) => inst.check((_gt ?? $make(347))(value, params));
      case "gte": return (value, params) => inst.check((_gte ?? $make(348))(value, params));
      case "min": return (value, params) => inst.check((_gte ?? $make(348))(value, params));
      case "lt": return (value, params) => inst.check((_lt ?? $make(345))(value, params));
      case "lte": return (value, params) => inst.check((_lte ?? $make(346))(value, params));
      case "max": return (value, params) => inst.check((_lte ?? $make(346))(value, params));
      case "positive": return (params) => inst.check((_gt ?? $make(347))(BigInt(0), params));
      case "negative": return (params) => inst.check((_lt ?? $make(345))(BigInt(0), params));
      case "nonpositive": return (params) => inst.check((_lte ?? $make(346))(BigInt(0), params));
      case "nonnegative": return (params) => inst.check((_gte ?? $make(348))(BigInt(0), params));
      case "multipleOf": return (value, params) => inst.check((_multipleOf ?? $make(353))(value, params));
    }
  }, " gte min gt gte min lt lte max positive negative nonpositive nonnegative multipleOf ");
case 546:
return bigint2 = function(params) {
  return (_bigint ?? $make(331))((ZodBigInt ?? $make(545)), params);
};
case 547:
return ZodBigIntFormat = /* @__PURE__ */ $constructor("ZodBigIntFormat", (inst, def) => {
  ($ZodBigIntFormat ?? $make(226)).init(inst, def);
  (ZodBigInt ?? $make(545)).init(inst, def);
}, null, () => (ZodBigInt ?? $make(545)));
case 548:
return int64 = function(params) {
  return (_int64 ?? $make(333))((ZodBigIntFormat ?? $make(547)), params);
};
case 549:
return uint64 = function(params) {
  return (_uint64 ?? $make(334))((ZodBigIntFormat ?? $make(547)), params);
};
case 550:
return ZodSymbol = /* @__PURE__ */ $constructor("ZodSymbol", (inst, def) => {
  ($ZodSymbol ?? $make(227)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (symbolProcessor ?? $make(419))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)));
case 551:
return symbol = function(params) {
  return (_symbol ?? $make(335))((ZodSymbol ?? $make(550)), params);
};
case 552:
return ZodUndefined = /* @__PURE__ */ $constructor("ZodUndefined", (inst, def) => {
  ($ZodUndefined ?? $make(228)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (undefinedProcessor ?? $make(421))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)));
case 553:
return _undefined3 = function(params) {
  return (_undefined2 ?? $make(336))((ZodUndefined ?? $make(552)), params);
};
case 554:
return ZodNull = /* @__PURE__ */ $constructor("ZodNull", (inst, def) => {
  ($ZodNull ?? $make(229)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (nullProcessor ?? $make(420))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)));
case 555:
return _null3 = function(params) {
  return (_null2 ?? $make(337))((ZodNull ?? $make(554)), params);
};
case 556:
return ZodAny = /* @__PURE__ */ $constructor("ZodAny", (inst, def) => {
  ($ZodAny ?? $make(230)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (anyProcessor ?? $make(424))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)));
case 557:
return any = function() {
  return (_any ?? $make(338))((ZodAny ?? $make(556)));
};
case 558:
return ZodUnknown = /* @__PURE__ */ $constructor("ZodUnknown", (inst, def) => {
  ($ZodUnknown ?? $make(231)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (unknownProcessor ?? $make(425))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)));
case 559:
return unknown = function() {
  return (_unknown ?? $make(339))((ZodUnknown ?? $make(558)));
};
case 560:
return ZodNever = /* @__PURE__ */ $constructor("ZodNever", (inst, def) => {
  ($ZodNever ?? $make(232)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (neverProcessor ?? $make(423))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)));
case 561:
return never = function(params) {
  return (_never ?? $make(340))((ZodNever ?? $make(560)), params);
};
case 562:
return ZodVoid = /* @__PURE__ */ $constructor("ZodVoid", (inst, def) => {
  ($ZodVoid ?? $make(233)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (voidProcessor ?? $make(422))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)));
case 563:
return _void2 = function(params) {
  return (_void ?? $make(341))((ZodVoid ?? $make(562)), params);
};
case 564:
return ZodDate = /* @__PURE__ */ $constructor("ZodDate", (inst, def) => {
  ($ZodDate ?? $make(234)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (dateProcessor ?? $make(426))(inst, ctx, json2, params);
  const c = inst._zod.bag;
  inst.minDate = c.minimum ? new Date(c.minimum) : null;
  inst.maxDate = c.maximum ? new Date(c.maximum) : null;
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "min": return (value, params) => inst.check((_gte ?? $make(348))(value, params));
      case "max": return (value, params) => inst.check((_lte ?? $make(346))(value, params));
    }
  }, " min max ");
case 565:
return date3 = function(params) {
  return (_date ?? $make(342))((ZodDate ?? $make(564)), params);
};
case 566:
return ZodArray = /* @__PURE__ */ $constructor("ZodArray", (inst, def) => {
  ($ZodArray ?? $make(236)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (arrayProcessor ?? $make(438))(inst, ctx, json2, params);
  inst.element = def.element;
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "min": return (minLength, params) => inst.check((_minLength ?? $make(358))(minLength, params));
      case "nonempty": return (params) => inst.check((_minLength ?? $make(358))(1, params));
      case "max": return (maxLength, params) => inst.check((_maxLength ?? $make(357))(maxLength, params));
      case "length": return (len, params) => inst.check((_length ?? $make(359))(len, params));
      case "unwrap": return () => inst.element;
    }
  }, " min nonempty max length unwrap ");
case 567:
return array = function(element, params) {
  return (_array ?? $make(374))((ZodArray ?? $make(566)), element, params);
};
case 568:
return keyof = function(schema) {
  const shape = schema._zod.def.shape;
  return (_enum2 ?? $make(592))(Object.keys(shape));
};
case 569:
return ZodObject = /* @__PURE__ */ $constructor("ZodObject", (inst, def) => {
  ($ZodObjectJIT ?? $make(241)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (objectProcessor ?? $make(439))(inst, ctx, json2, params);
  (defineLazy ?? $make(22))(inst, "shape", () => {
    return def.shape;
  });
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "keyof": return () => (_enum2 ?? $make(592))(Object.keys(inst._zod.def.shape));
      case "catchall": return (catchall) => inst.clone({ ...inst._zod.def, catchall });
      case "passthrough": return () => inst.clone({ ...inst._zod.def, catchall: (unknown ?? $make(559))() });
      case "loose": return () => inst.clone({ ...inst._zod.def, catchall: (unknown ?? $make(559))() });
      case "strict": return () => inst.clone({ ...inst._zod.def, catchall: (never ?? $make(561))() });
      case "strip": return () => inst.clone({ ...inst._zod.def, catchall: void 0 });
      case "extend": return (incoming) => {
    return (extend ?? $make(49))(inst, incoming);
  };
      case "safeExtend": return (incoming) => {
    return (safeExtend ?? $make(50))(inst, incoming);
  };
      case "merge": return (other) => (merge ?? $make(51))(inst, other);
      case "pick": return (mask) => (pick ?? $make(47))(inst, mask);
      case "omit": return (mask) => (omit ?? $make(48))(inst, mask);
      case "partial": return (...args) => (partial ?? $make(52))((ZodOptional ?? $make(600)), inst, args[0]);
      case "required": return (...args) => (required ?? $make(53))((ZodNonOptional ?? $make(611)), inst, args[0]);
    }
  }, " keyof catchall passthrough loose strict strip extend safeExtend merge pick omit partial required ");
case 570:
return object = function(shape, params) {
  const def = {
    type: "object",
    shape: shape ?? {},
    ...(normalizeParams ?? $make(41))(params)
  };
  return new (ZodObject ?? $make(569))(def);
};
case 571:
return strictObject = function(shape, params) {
  return new (ZodObject ?? $make(569))({
    type: "object",
    shape,
    catchall: (never ?? $make(561))(),
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 572:
return looseObject = function(shape, params) {
  return new (ZodObject ?? $make(569))({
    type: "object",
    shape,
    catchall: (unknown ?? $make(559))(),
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 573:
return ZodUnion = /* @__PURE__ */ $constructor("ZodUnion", (inst, def) => {
  ($ZodUnion ?? $make(243)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (unionProcessor ?? $make(440))(inst, ctx, json2, params);
  inst.options = def.options;
}, null, () => (ZodType ?? $make(481)));
case 574:
return union = function(options, params) {
  return new (ZodUnion ?? $make(573))({
    type: "union",
    options,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 575:
return ZodXor = /* @__PURE__ */ $constructor("ZodXor", (inst, def) => {
  (ZodUnion ?? $make(573)).init(inst, def);
  ($ZodXor ?? $make(245)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (unionProcessor ?? $make(440))(inst, ctx, json2, params);
  inst.options = def.options;
}, null, () => (ZodUnion ?? $make(573)));
}
case 18:
switch (i) {
case 576:
return xor = function(options, params) {
  return new (ZodXor ?? $make(575))({
    type: "union",
    options,
    inclusive: false,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 577:
return ZodDiscriminatedUnion = /* @__PURE__ */ $constructor("ZodDiscriminatedUnion", (inst, def) => {
  (ZodUnion ?? $make(573)).init(inst, def);
  ($ZodDiscriminatedUnion ?? $make(246)).init(inst, def);
}, null, () => (ZodUnion ?? $make(573)));
case 578:
return discriminatedUnion = function(discriminator, options, params) {
  return new (ZodDiscriminatedUnion ?? $make(577))({
    type: "union",
    options,
    discriminator,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 579:
return ZodIntersection = /* @__PURE__ */ $constructor("ZodIntersection", (inst, def) => {
  ($ZodIntersection ?? $make(247)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (intersectionProcessor ?? $make(441))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)));
case 580:
return intersection = function(left, right) {
  return new (ZodIntersection ?? $make(579))({
    type: "intersection",
    left,
    right
  });
};
case 581:
return ZodTuple = /* @__PURE__ */ $constructor("ZodTuple", (inst, def) => {
  ($ZodTuple ?? $make(250)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (tupleProcessor ?? $make(442))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "rest": return (rest) => inst.clone({
    ...inst._zod.def,
    rest
  });
    }
  }, " rest ");
case 582:
return tuple = function(items, _paramsOrRest, _params) {
  const hasRest = _paramsOrRest instanceof ($ZodType ?? $make(190));
  const params = hasRest ? _params : _paramsOrRest;
  const rest = hasRest ? _paramsOrRest : null;
  return new (ZodTuple ?? $make(581))({
    type: "tuple",
    items,
    rest,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 583:
return ZodRecord = /* @__PURE__ */ $constructor("ZodRecord", (inst, def) => {
  ($ZodRecord ?? $make(252)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (recordProcessor ?? $make(443))(inst, ctx, json2, params);
  inst.keyType = def.keyType;
  inst.valueType = def.valueType;
}, null, () => (ZodType ?? $make(481)));
case 584:
return record = function(keyType, valueType, params) {
  return new (ZodRecord ?? $make(583))({
    type: "record",
    keyType,
    valueType,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 585:
return partialRecord = function(keyType, valueType, params) {
  const k = (clone ?? $make(40))(keyType);
  k._zod.values = void 0;
  return new (ZodRecord ?? $make(583))({
    type: "record",
    keyType: k,
    valueType,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 586:
return looseRecord = function(keyType, valueType, params) {
  return new (ZodRecord ?? $make(583))({
    type: "record",
    keyType,
    valueType,
    mode: "loose",
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 587:
return ZodMap = /* @__PURE__ */ $constructor("ZodMap", (inst, def) => {
  ($ZodMap ?? $make(253)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (mapProcessor ?? $make(436))(inst, ctx, json2, params);
  inst.keyType = def.keyType;
  inst.valueType = def.valueType;
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "min": return (...args) => inst.check((_minSize ?? $make(355))(...args));
      case "nonempty": return (params) => inst.check((_minSize ?? $make(355))(1, params));
      case "max": return (...args) => inst.check((_maxSize ?? $make(354))(...args));
      case "size": return (...args) => inst.check((_size ?? $make(356))(...args));
    }
  }, " min nonempty max size ");
case 588:
return map = function(keyType, valueType, params) {
  return new (ZodMap ?? $make(587))({
    type: "map",
    keyType,
    valueType,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 589:
return ZodSet = /* @__PURE__ */ $constructor("ZodSet", (inst, def) => {
  ($ZodSet ?? $make(255)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (setProcessor ?? $make(437))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "min": return (...args) => inst.check((_minSize ?? $make(355))(...args));
      case "nonempty": return (params) => inst.check((_minSize ?? $make(355))(1, params));
      case "max": return (...args) => inst.check((_maxSize ?? $make(354))(...args));
      case "size": return (...args) => inst.check((_size ?? $make(356))(...args));
    }
  }, " min nonempty max size ");
case 590:
return set = function(valueType, params) {
  return new (ZodSet ?? $make(589))({
    type: "set",
    valueType,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 591:
return ZodEnum = /* @__PURE__ */ $constructor("ZodEnum", (inst, def) => {
  ($ZodEnum ?? $make(257)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (enumProcessor ?? $make(427))(inst, ctx, json2, params);
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
    return new (ZodEnum ?? $make(591))({
      ...def,
      checks: [],
      ...(normalizeParams ?? $make(41))(params),
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
    return new (ZodEnum ?? $make(591))({
      ...def,
      checks: [],
      ...(normalizeParams ?? $make(41))(params),
      entries: newEntries
    });
  };
}, null, () => (ZodType ?? $make(481)));
case 592:
return _enum2 = function(values, params) {
  const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
  return new (ZodEnum ?? $make(591))({
    type: "enum",
    entries,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 593:
return nativeEnum = function(entries, params) {
  return new (ZodEnum ?? $make(591))({
    type: "enum",
    entries,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 594:
return ZodLiteral = /* @__PURE__ */ $constructor("ZodLiteral", (inst, def) => {
  ($ZodLiteral ?? $make(258)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (literalProcessor ?? $make(428))(inst, ctx, json2, params);
  inst.values = new Set(def.values);
  Object.defineProperty(inst, "value", {
    get() {
      if (def.values.length > 1) {
        throw new Error("This schema contains multiple valid literal values. Use `.values` instead.");
      }
      return def.values[0];
    }
  });
}, null, () => (ZodType ?? $make(481)));
case 595:
return literal = function(value, params) {
  return new (ZodLiteral ?? $make(594))({
    type: "literal",
    values: Array.isArray(value) ? value : [value],
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 596:
return ZodFile = /* @__PURE__ */ $constructor("ZodFile", (inst, def) => {
  ($ZodFile ?? $make(259)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (fileProcessor ?? $make(431))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "min": return (size, params) => inst.check((_minSize ?? $make(355))(size, params));
      case "max": return (size, params) => inst.check((_maxSize ?? $make(354))(size, params));
      case "mime": return (types, params) => inst.check((_mime ?? $make(367))(Array.isArray(types) ? types : [types], params));
    }
  }, " min max mime ");
case 597:
return file = function(params) {
  return (_file ?? $make(386))((ZodFile ?? $make(596)), params);
};
case 598:
return ZodTransform = /* @__PURE__ */ $constructor("ZodTransform", (inst, def) => {
  ($ZodTransform ?? $make(260)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (transformProcessor ?? $make(435))(inst, ctx, json2, params);
  inst._zod.parse = (payload, _ctx) => {
    if (_ctx.direction === "backward") {
      throw new ($ZodEncodeError ?? $make(6))(inst.constructor.name);
    }
    payload.addIssue = (issue2) => {
      if (typeof issue2 === "string") {
        payload.issues.push((issue ?? $make(61))(issue2, payload.value, def));
      } else {
        const _issue = issue2;
        if (_issue.fatal)
          _issue.continue = false;
        _issue.code ?? (_issue.code = "custom");
        _issue.input ?? (_issue.input = payload.value);
        _issue.inst ?? (_issue.inst = inst);
        payload.issues.push((issue ?? $make(61))(_issue));
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
}, null, () => (ZodType ?? $make(481)));
case 599:
return transform = function(fn) {
  return new (ZodTransform ?? $make(598))({
    type: "transform",
    transform: fn
  });
};
case 600:
return ZodOptional = /* @__PURE__ */ $constructor("ZodOptional", (inst, def) => {
  ($ZodOptional ?? $make(262)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (optionalProcessor ?? $make(452))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "unwrap": return () => inst._zod.def.innerType;
    }
  }, " unwrap ");
case 601:
return optional = function(innerType) {
  return new (ZodOptional ?? $make(600))({
    type: "optional",
    innerType
  });
};
case 602:
return ZodExactOptional = /* @__PURE__ */ $constructor("ZodExactOptional", (inst, def) => {
  ($ZodExactOptional ?? $make(263)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (optionalProcessor ?? $make(452))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "unwrap": return () => inst._zod.def.innerType;
    }
  }, " unwrap ");
case 603:
return exactOptional = function(innerType) {
  return new (ZodExactOptional ?? $make(602))({
    type: "optional",
    innerType
  });
};
case 604:
return ZodNullable = /* @__PURE__ */ $constructor("ZodNullable", (inst, def) => {
  ($ZodNullable ?? $make(264)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (nullableProcessor ?? $make(444))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "unwrap": return () => inst._zod.def.innerType;
    }
  }, " unwrap ");
case 605:
return nullable = function(innerType) {
  return new (ZodNullable ?? $make(604))({
    type: "nullable",
    innerType
  });
};
case 606:
return nullish2 = function(innerType) {
  return (optional ?? $make(601))((nullable ?? $make(605))(innerType));
};
case 607:
return ZodDefault = /* @__PURE__ */ $constructor("ZodDefault", (inst, def) => {
  ($ZodDefault ?? $make(265)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (defaultProcessor ?? $make(446))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "unwrap": return () => inst._zod.def.innerType;
      case "removeDefault": return inst.unwrap;
    }
  }, " unwrap removeDefault ");
}
case 19:
switch (i) {
case 608:
return _default2 = function(innerType, defaultValue) {
  return new (ZodDefault ?? $make(607))({
    type: "default",
    innerType,
    get defaultValue() {
      return typeof defaultValue === "function" ? defaultValue() : (shallowClone ?? $make(34))(defaultValue);
    }
  });
};
case 609:
return ZodPrefault = /* @__PURE__ */ $constructor("ZodPrefault", (inst, def) => {
  ($ZodPrefault ?? $make(267)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (prefaultProcessor ?? $make(447))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "unwrap": return () => inst._zod.def.innerType;
    }
  }, " unwrap ");
case 610:
return prefault = function(innerType, defaultValue) {
  return new (ZodPrefault ?? $make(609))({
    type: "prefault",
    innerType,
    get defaultValue() {
      return typeof defaultValue === "function" ? defaultValue() : (shallowClone ?? $make(34))(defaultValue);
    }
  });
};
case 611:
return ZodNonOptional = /* @__PURE__ */ $constructor("ZodNonOptional", (inst, def) => {
  ($ZodNonOptional ?? $make(268)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (nonoptionalProcessor ?? $make(445))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "unwrap": return () => inst._zod.def.innerType;
    }
  }, " unwrap ");
case 612:
return nonoptional = function(innerType, params) {
  return new (ZodNonOptional ?? $make(611))({
    type: "nonoptional",
    innerType,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 613:
return ZodSuccess = /* @__PURE__ */ $constructor("ZodSuccess", (inst, def) => {
  ($ZodSuccess ?? $make(270)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (successProcessor ?? $make(432))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "unwrap": return () => inst._zod.def.innerType;
    }
  }, " unwrap ");
case 614:
return success = function(innerType) {
  return new (ZodSuccess ?? $make(613))({
    type: "success",
    innerType
  });
};
case 615:
return ZodCatch = /* @__PURE__ */ $constructor("ZodCatch", (inst, def) => {
  ($ZodCatch ?? $make(271)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (catchProcessor ?? $make(448))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "unwrap": return () => inst._zod.def.innerType;
      case "removeCatch": return inst.unwrap;
    }
  }, " unwrap removeCatch ");
case 616:
return _catch2 = function(innerType, catchValue) {
  return new (ZodCatch ?? $make(615))({
    type: "catch",
    innerType,
    catchValue: typeof catchValue === "function" ? catchValue : () => catchValue
  });
};
case 617:
return ZodNaN = /* @__PURE__ */ $constructor("ZodNaN", (inst, def) => {
  ($ZodNaN ?? $make(272)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (nanProcessor ?? $make(429))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)));
case 618:
return nan = function(params) {
  return (_nan ?? $make(344))((ZodNaN ?? $make(617)), params);
};
case 619:
return ZodPipe = /* @__PURE__ */ $constructor("ZodPipe", (inst, def) => {
  ($ZodPipe ?? $make(273)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (pipeProcessor ?? $make(449))(inst, ctx, json2, params);
  inst.in = def.in;
  inst.out = def.out;
}, null, () => (ZodType ?? $make(481)));
case 620:
return pipe = function(in_, out) {
  return new (ZodPipe ?? $make(619))({
    type: "pipe",
    in: in_,
    out
    // ...util.normalizeParams(params),
  });
};
case 621:
return ZodCodec = /* @__PURE__ */ $constructor("ZodCodec", (inst, def) => {
  (ZodPipe ?? $make(619)).init(inst, def);
  ($ZodCodec ?? $make(275)).init(inst, def);
}, null, () => (ZodPipe ?? $make(619)));
case 622:
return codec = function(in_, out, params) {
  return new (ZodCodec ?? $make(621))({
    type: "pipe",
    in: in_,
    out,
    transform: params.decode,
    reverseTransform: params.encode
  });
};
case 623:
return ZodReadonly = /* @__PURE__ */ $constructor("ZodReadonly", (inst, def) => {
  ($ZodReadonly ?? $make(278)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (readonlyProcessor ?? $make(450))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "unwrap": return () => inst._zod.def.innerType;
    }
  }, " unwrap ");
case 624:
return readonly = function(innerType) {
  return new (ZodReadonly ?? $make(623))({
    type: "readonly",
    innerType
  });
};
case 625:
return ZodTemplateLiteral = /* @__PURE__ */ $constructor("ZodTemplateLiteral", (inst, def) => {
  ($ZodTemplateLiteral ?? $make(280)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (templateLiteralProcessor ?? $make(430))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)));
case 626:
return templateLiteral = function(parts, params) {
  return new (ZodTemplateLiteral ?? $make(625))({
    type: "template_literal",
    parts,
    ...(normalizeParams ?? $make(41))(params)
  });
};
case 627:
return ZodLazy = /* @__PURE__ */ $constructor("ZodLazy", (inst, def) => {
  ($ZodLazy ?? $make(283)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (lazyProcessor ?? $make(453))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "unwrap": return () => inst._zod.def.getter();
    }
  }, " unwrap ");
case 628:
return lazy = function(getter) {
  return new (ZodLazy ?? $make(627))({
    type: "lazy",
    getter
  });
};
case 629:
return ZodPromise = /* @__PURE__ */ $constructor("ZodPromise", (inst, def) => {
  ($ZodPromise ?? $make(282)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (promiseProcessor ?? $make(451))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)), (key, inst, def) => {
    switch (key) {
      case "unwrap": return () => inst._zod.def.innerType;
    }
  }, " unwrap ");
case 630:
return promise = function(innerType) {
  return new (ZodPromise ?? $make(629))({
    type: "promise",
    innerType
  });
};
case 631:
return ZodFunction = /* @__PURE__ */ $constructor("ZodFunction", (inst, def) => {
  ($ZodFunction ?? $make(281)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (functionProcessor ?? $make(434))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)));
case 632:
return _function = function(params) {
  return new (ZodFunction ?? $make(631))({
    type: "function",
    input: Array.isArray(params?.input) ? (tuple ?? $make(582))(params?.input) : params?.input ?? (array ?? $make(567))((unknown ?? $make(559))()),
    output: params?.output ?? (unknown ?? $make(559))()
  });
};
case 633:
return ZodCustom = /* @__PURE__ */ $constructor("ZodCustom", (inst, def) => {
  ($ZodCustom ?? $make(284)).init(inst, def);
  (ZodType ?? $make(481)).init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => (customProcessor ?? $make(433))(inst, ctx, json2, params);
}, null, () => (ZodType ?? $make(481)));
case 634:
return check = function(fn) {
  const ch = new ($ZodCheck ?? $make(164))({
    check: "custom"
    // ...util.normalizeParams(params),
  });
  ch._zod.check = fn;
  return ch;
};
case 635:
return custom = function(fn, _params) {
  return (_custom ?? $make(399))((ZodCustom ?? $make(633)), fn ?? (() => true), _params);
};
case 636:
return refine = function(fn, _params = {}) {
  return (_refine ?? $make(400))((ZodCustom ?? $make(633)), fn, _params);
};
case 637:
return superRefine = function(fn) {
  return (_superRefine ?? $make(401))(fn);
};
case 638:
return describe2 = (describe ?? $make(403));
case 639:
return meta2 = (meta ?? $make(404));
}
case 20:
switch (i) {
case 640:
return _instanceof = function(cls, params = {}) {
  const inst = new (ZodCustom ?? $make(633))({
    type: "custom",
    check: "custom",
    fn: (data) => data instanceof cls,
    abort: true,
    ...(normalizeParams ?? $make(41))(params)
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
};
case 641:
return stringbool = (...args) => (_stringbool ?? $make(405))({
  Codec: (ZodCodec ?? $make(621)),
  Boolean: (ZodBoolean ?? $make(543)),
  String: (ZodString ?? $make(483))
}, ...args);
case 642:
return json = function(params) {
  const jsonSchema = (lazy ?? $make(628))(() => {
    return (union ?? $make(574))([(string2 ?? $make(484))(params), (number2 ?? $make(536))(), (boolean2 ?? $make(544))(), (_null3 ?? $make(555))(), (array ?? $make(567))(jsonSchema), (record ?? $make(584))((string2 ?? $make(484))(), jsonSchema)]);
  });
  return jsonSchema;
};
case 643:
return preprocess = function(fn, schema) {
  return (pipe ?? $make(620))((transform ?? $make(599))(fn), schema);
};
case 644:
return ZodIssueCode = {
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
case 645:
return setErrorMap = function(map2) {
  (config ?? $make(8))({
    customError: map2
  });
};
case 646:
return getErrorMap = function() {
  return (config ?? $make(8))().customError;
};
case 647:
return every = function() {
  return all ??= { ...(schemas_exports2 ?? $make(663))(), ...(checks_exports2 ?? $make(664))(), iso: (iso_exports ?? $make(665))() };
};
case 648:
return RECOGNIZED_KEYS = /* @__PURE__ */ new Set([
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
case 649:
return detectVersion = function(schema, defaultTarget) {
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
};
case 650:
return resolveRef = function(ref, ctx) {
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
};
case 651:
return convertBaseSchema = function(schema, ctx) {
  if (schema.not !== void 0) {
    if (typeof schema.not === "object" && Object.keys(schema.not).length === 0) {
      return (every ?? $make(647))().never();
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
      return (every ?? $make(647))().lazy(() => {
        if (!ctx.refs.has(refPath)) {
          throw new Error(`Circular reference not resolved: ${refPath}`);
        }
        return ctx.refs.get(refPath);
      });
    }
    ctx.processing.add(refPath);
    const resolved = (resolveRef ?? $make(650))(refPath, ctx);
    const zodSchema2 = (convertSchema ?? $make(652))(resolved, ctx);
    ctx.refs.set(refPath, zodSchema2);
    ctx.processing.delete(refPath);
    return zodSchema2;
  }
  if (schema.enum !== void 0) {
    const enumValues = schema.enum;
    if (ctx.version === "openapi-3.0" && schema.nullable === true && enumValues.length === 1 && enumValues[0] === null) {
      return (every ?? $make(647))().null();
    }
    if (enumValues.length === 0) {
      return (every ?? $make(647))().never();
    }
    if (enumValues.length === 1) {
      return (every ?? $make(647))().literal(enumValues[0]);
    }
    if (enumValues.every((v) => typeof v === "string")) {
      return (every ?? $make(647))().enum(enumValues);
    }
    const literalSchemas = enumValues.map((v) => (every ?? $make(647))().literal(v));
    if (literalSchemas.length < 2) {
      return literalSchemas[0];
    }
    return (every ?? $make(647))().union([literalSchemas[0], literalSchemas[1], ...literalSchemas.slice(2)]);
  }
  if (schema.const !== void 0) {
    return (every ?? $make(647))().literal(schema.const);
  }
  const type = schema.type;
  if (Array.isArray(type)) {
    const typeSchemas = type.map((t) => {
      const typeSchema = { ...schema, type: t };
      return (convertBaseSchema ?? $make(651))(typeSchema, ctx);
    });
    if (typeSchemas.length === 0) {
      return (every ?? $make(647))().never();
    }
    if (typeSchemas.length === 1) {
      return typeSchemas[0];
    }
    return (every ?? $make(647))().union(typeSchemas);
  }
  if (!type) {
    return (every ?? $make(647))().any();
  }
  let zodSchema;
  switch (type) {
    case "string": {
      let stringSchema = (every ?? $make(647))().string();
      if (schema.format) {
        const format = schema.format;
        if (format === "email") {
          stringSchema = stringSchema.check((every ?? $make(647))().email());
        } else if (format === "uri" || format === "uri-reference") {
          stringSchema = stringSchema.check((every ?? $make(647))().url());
        } else if (format === "uuid" || format === "guid") {
          stringSchema = stringSchema.check((every ?? $make(647))().uuid());
        } else if (format === "date-time") {
          stringSchema = stringSchema.check((every ?? $make(647))().iso.datetime());
        } else if (format === "date") {
          stringSchema = stringSchema.check((every ?? $make(647))().iso.date());
        } else if (format === "time") {
          stringSchema = stringSchema.check((every ?? $make(647))().iso.time());
        } else if (format === "duration") {
          stringSchema = stringSchema.check((every ?? $make(647))().iso.duration());
        } else if (format === "ipv4") {
          stringSchema = stringSchema.check((every ?? $make(647))().ipv4());
        } else if (format === "ipv6") {
          stringSchema = stringSchema.check((every ?? $make(647))().ipv6());
        } else if (format === "mac") {
          stringSchema = stringSchema.check((every ?? $make(647))().mac());
        } else if (format === "cidr") {
          stringSchema = stringSchema.check((every ?? $make(647))().cidrv4());
        } else if (format === "cidr-v6") {
          stringSchema = stringSchema.check((every ?? $make(647))().cidrv6());
        } else if (format === "base64") {
          stringSchema = stringSchema.check((every ?? $make(647))().base64());
        } else if (format === "base64url") {
          stringSchema = stringSchema.check((every ?? $make(647))().base64url());
        } else if (format === "e164") {
          stringSchema = stringSchema.check((every ?? $make(647))().e164());
        } else if (format === "jwt") {
          stringSchema = stringSchema.check((every ?? $make(647))().jwt());
        } else if (format === "emoji") {
          stringSchema = stringSchema.check((every ?? $make(647))().emoji());
        } else if (format === "nanoid") {
          stringSchema = stringSchema.check((every ?? $make(647))().nanoid());
        } else if (format === "cuid") {
          stringSchema = stringSchema.check((every ?? $make(647))().cuid());
        } else if (format === "cuid2") {
          stringSchema = stringSchema.check((every ?? $make(647))().cuid2());
        } else if (format === "ulid") {
          stringSchema = stringSchema.check((every ?? $make(647))().ulid());
        } else if (format === "xid") {
          stringSchema = stringSchema.check((every ?? $make(647))().xid());
        } else if (format === "ksuid") {
          stringSchema = stringSchema.check((every ?? $make(647))().ksuid());
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
      let numberSchema = type === "integer" ? (every ?? $make(647))().number().int() : (every ?? $make(647))().number();
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
      zodSchema = (every ?? $make(647))().boolean();
      break;
    }
    case "null": {
      zodSchema = (every ?? $make(647))().null();
      break;
    }
    case "object": {
      const shape = {};
      const properties = schema.properties || {};
      const requiredSet = new Set(schema.required || []);
      for (const [key, propSchema] of Object.entries(properties)) {
        const propZodSchema = (convertSchema ?? $make(652))(propSchema, ctx);
        shape[key] = requiredSet.has(key) ? propZodSchema : propZodSchema.optional();
      }
      if (schema.propertyNames) {
        const keySchema = (convertSchema ?? $make(652))(schema.propertyNames, ctx);
        const valueSchema = schema.additionalProperties && typeof schema.additionalProperties === "object" ? (convertSchema ?? $make(652))(schema.additionalProperties, ctx) : (every ?? $make(647))().any();
        if (Object.keys(shape).length === 0) {
          zodSchema = (every ?? $make(647))().record(keySchema, valueSchema);
          break;
        }
        const objectSchema2 = (every ?? $make(647))().object(shape).passthrough();
        const recordSchema = (every ?? $make(647))().looseRecord(keySchema, valueSchema);
        zodSchema = (every ?? $make(647))().intersection(objectSchema2, recordSchema);
        break;
      }
      if (schema.patternProperties) {
        const patternProps = schema.patternProperties;
        const patternKeys = Object.keys(patternProps);
        const looseRecords = [];
        for (const pattern of patternKeys) {
          const patternValue = (convertSchema ?? $make(652))(patternProps[pattern], ctx);
          const keySchema = (every ?? $make(647))().string().regex(new RegExp(pattern));
          looseRecords.push((every ?? $make(647))().looseRecord(keySchema, patternValue));
        }
        const schemasToIntersect = [];
        if (Object.keys(shape).length > 0) {
          schemasToIntersect.push((every ?? $make(647))().object(shape).passthrough());
        }
        schemasToIntersect.push(...looseRecords);
        if (schemasToIntersect.length === 0) {
          zodSchema = (every ?? $make(647))().object({}).passthrough();
        } else if (schemasToIntersect.length === 1) {
          zodSchema = schemasToIntersect[0];
        } else {
          let result = (every ?? $make(647))().intersection(schemasToIntersect[0], schemasToIntersect[1]);
          for (let i = 2; i < schemasToIntersect.length; i++) {
            result = (every ?? $make(647))().intersection(result, schemasToIntersect[i]);
          }
          zodSchema = result;
        }
        break;
      }
      const objectSchema = (every ?? $make(647))().object(shape);
      if (schema.additionalProperties === false) {
        zodSchema = objectSchema.strict();
      } else if (typeof schema.additionalProperties === "object") {
        zodSchema = objectSchema.catchall((convertSchema ?? $make(652))(schema.additionalProperties, ctx));
      } else {
        zodSchema = objectSchema.passthrough();
      }
      break;
    }
    case "array": {
      const prefixItems = schema.prefixItems;
      const items = schema.items;
      if (prefixItems && Array.isArray(prefixItems)) {
        const tupleItems = prefixItems.map((item) => (convertSchema ?? $make(652))(item, ctx));
        const rest = items && typeof items === "object" && !Array.isArray(items) ? (convertSchema ?? $make(652))(items, ctx) : void 0;
        if (rest) {
          zodSchema = (every ?? $make(647))().tuple(tupleItems).rest(rest);
        } else {
          zodSchema = (every ?? $make(647))().tuple(tupleItems);
        }
        if (typeof schema.minItems === "number") {
          zodSchema = zodSchema.check((every ?? $make(647))().minLength(schema.minItems));
        }
        if (typeof schema.maxItems === "number") {
          zodSchema = zodSchema.check((every ?? $make(647))().maxLength(schema.maxItems));
        }
      } else if (Array.isArray(items)) {
        const tupleItems = items.map((item) => (convertSchema ?? $make(652))(item, ctx));
        const rest = schema.additionalItems && typeof schema.additionalItems === "object" ? (convertSchema ?? $make(652))(schema.additionalItems, ctx) : void 0;
        if (rest) {
          zodSchema = (every ?? $make(647))().tuple(tupleItems).rest(rest);
        } else {
          zodSchema = (every ?? $make(647))().tuple(tupleItems);
        }
        if (typeof schema.minItems === "number") {
          zodSchema = zodSchema.check((every ?? $make(647))().minLength(schema.minItems));
        }
        if (typeof schema.maxItems === "number") {
          zodSchema = zodSchema.check((every ?? $make(647))().maxLength(schema.maxItems));
        }
      } else if (items !== void 0) {
        const element = (convertSchema ?? $make(652))(items, ctx);
        let arraySchema = (every ?? $make(647))().array(element);
        if (typeof schema.minItems === "number") {
          arraySchema = arraySchema.min(schema.minItems);
        }
        if (typeof schema.maxItems === "number") {
          arraySchema = arraySchema.max(schema.maxItems);
        }
        zodSchema = arraySchema;
      } else {
        zodSchema = (every ?? $make(647))().array((every ?? $make(647))().any());
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
};
case 652:
return convertSchema = function(schema, ctx) {
  if (typeof schema === "boolean") {
    return schema ? (every ?? $make(647))().any() : (every ?? $make(647))().never();
  }
  let baseSchema = (convertBaseSchema ?? $make(651))(schema, ctx);
  const hasExplicitType = schema.type || schema.enum !== void 0 || schema.const !== void 0;
  if (schema.anyOf && Array.isArray(schema.anyOf)) {
    const options = schema.anyOf.map((s) => (convertSchema ?? $make(652))(s, ctx));
    const anyOfUnion = (every ?? $make(647))().union(options);
    baseSchema = hasExplicitType ? (every ?? $make(647))().intersection(baseSchema, anyOfUnion) : anyOfUnion;
  }
  if (schema.oneOf && Array.isArray(schema.oneOf)) {
    const options = schema.oneOf.map((s) => (convertSchema ?? $make(652))(s, ctx));
    const oneOfUnion = (every ?? $make(647))().xor(options);
    baseSchema = hasExplicitType ? (every ?? $make(647))().intersection(baseSchema, oneOfUnion) : oneOfUnion;
  }
  if (schema.allOf && Array.isArray(schema.allOf)) {
    if (schema.allOf.length === 0) {
      baseSchema = hasExplicitType ? baseSchema : (every ?? $make(647))().any();
    } else {
      let result = hasExplicitType ? baseSchema : (convertSchema ?? $make(652))(schema.allOf[0], ctx);
      const startIdx = hasExplicitType ? 0 : 1;
      for (let i = startIdx; i < schema.allOf.length; i++) {
        result = (every ?? $make(647))().intersection(result, (convertSchema ?? $make(652))(schema.allOf[i], ctx));
      }
      baseSchema = result;
    }
  }
  if (schema.nullable === true && ctx.version === "openapi-3.0") {
    baseSchema = (every ?? $make(647))().nullable(baseSchema);
  }
  if (schema.readOnly === true) {
    baseSchema = (every ?? $make(647))().readonly(baseSchema);
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
    if (!(RECOGNIZED_KEYS ?? $make(648)).has(key)) {
      extraMeta[key] = schema[key];
    }
  }
  if (Object.keys(extraMeta).length > 0) {
    ctx.registry.add(baseSchema, extraMeta);
  }
  return baseSchema;
};
case 653:
return fromJSONSchema = function(schema, params) {
  if (typeof schema === "boolean") {
    return schema ? (every ?? $make(647))().any() : (every ?? $make(647))().never();
  }
  const version2 = (detectVersion ?? $make(649))(schema, params?.defaultTarget);
  const defs = schema.$defs || schema.definitions || {};
  const ctx = {
    version: version2,
    defs,
    refs: /* @__PURE__ */ new Map(),
    processing: /* @__PURE__ */ new Set(),
    rootSchema: schema,
    registry: params?.registry ?? globalRegistry
  };
  return (convertSchema ?? $make(652))(schema, ctx);
};
case 654:
return string3 = function(params) {
  return (_coercedString ?? $make(293))((ZodString ?? $make(483)), params);
};
case 655:
return number3 = function(params) {
  return (_coercedNumber ?? $make(323))((ZodNumber ?? $make(535)), params);
};
case 656:
return boolean3 = function(params) {
  return (_coercedBoolean ?? $make(330))((ZodBoolean ?? $make(543)), params);
};
case 657:
return bigint3 = function(params) {
  return (_coercedBigint ?? $make(332))((ZodBigInt ?? $make(545)), params);
};
case 658:
return date4 = function(params) {
  return (_coercedDate ?? $make(343))((ZodDate ?? $make(564)), params);
};
case 659:
return core_exports2 = function() {
  return core_exports2_made ??= {
    $ZodAny: ($ZodAny ?? $make(230)),
    $ZodArray: ($ZodArray ?? $make(236)),
    $ZodAsyncError: ($ZodAsyncError ?? $make(5)),
    $ZodBase64: ($ZodBase64 ?? $make(215)),
    $ZodBase64URL: ($ZodBase64URL ?? $make(217)),
    $ZodBigInt: ($ZodBigInt ?? $make(225)),
    $ZodBigIntFormat: ($ZodBigIntFormat ?? $make(226)),
    $ZodBoolean: ($ZodBoolean ?? $make(224)),
    $ZodCIDRv4: ($ZodCIDRv4 ?? $make(212)),
    $ZodCIDRv6: ($ZodCIDRv6 ?? $make(213)),
    $ZodCUID2: ($ZodCUID2 ?? $make(201)),
    $ZodCUID: ($ZodCUID ?? $make(200)),
    $ZodCatch: ($ZodCatch ?? $make(271)),
    $ZodCheck: ($ZodCheck ?? $make(164)),
    $ZodCheckBigIntFormat: ($ZodCheckBigIntFormat ?? $make(170)),
    $ZodCheckEndsWith: ($ZodCheckEndsWith ?? $make(183)),
    $ZodCheckGreaterThan: ($ZodCheckGreaterThan ?? $make(167)),
    $ZodCheckIncludes: ($ZodCheckIncludes ?? $make(181)),
    $ZodCheckLengthEquals: ($ZodCheckLengthEquals ?? $make(176)),
    $ZodCheckLessThan: ($ZodCheckLessThan ?? $make(166)),
    $ZodCheckLowerCase: ($ZodCheckLowerCase ?? $make(179)),
    $ZodCheckMaxLength: ($ZodCheckMaxLength ?? $make(174)),
    $ZodCheckMaxSize: ($ZodCheckMaxSize ?? $make(171)),
    $ZodCheckMimeType: ($ZodCheckMimeType ?? $make(186)),
    $ZodCheckMinLength: ($ZodCheckMinLength ?? $make(175)),
    $ZodCheckMinSize: ($ZodCheckMinSize ?? $make(172)),
    $ZodCheckMultipleOf: ($ZodCheckMultipleOf ?? $make(168)),
    $ZodCheckNumberFormat: ($ZodCheckNumberFormat ?? $make(169)),
    $ZodCheckOverwrite: ($ZodCheckOverwrite ?? $make(187)),
    $ZodCheckProperty: ($ZodCheckProperty ?? $make(185)),
    $ZodCheckRegex: ($ZodCheckRegex ?? $make(178)),
    $ZodCheckSizeEquals: ($ZodCheckSizeEquals ?? $make(173)),
    $ZodCheckStartsWith: ($ZodCheckStartsWith ?? $make(182)),
    $ZodCheckStringFormat: ($ZodCheckStringFormat ?? $make(177)),
    $ZodCheckUpperCase: ($ZodCheckUpperCase ?? $make(180)),
    $ZodCodec: ($ZodCodec ?? $make(275)),
    $ZodCustom: ($ZodCustom ?? $make(284)),
    $ZodCustomStringFormat: ($ZodCustomStringFormat ?? $make(221)),
    $ZodDate: ($ZodDate ?? $make(234)),
    $ZodDefault: ($ZodDefault ?? $make(265)),
    $ZodDiscriminatedUnion: ($ZodDiscriminatedUnion ?? $make(246)),
    $ZodE164: ($ZodE164 ?? $make(218)),
    $ZodEmail: ($ZodEmail ?? $make(196)),
    $ZodEmoji: ($ZodEmoji ?? $make(198)),
    $ZodEncodeError: ($ZodEncodeError ?? $make(6)),
    $ZodEnum: ($ZodEnum ?? $make(257)),
    $ZodError: ($ZodError ?? $make(70)),
    $ZodExactOptional: ($ZodExactOptional ?? $make(263)),
    $ZodFile: ($ZodFile ?? $make(259)),
    $ZodFunction: ($ZodFunction ?? $make(281)),
    $ZodGUID: ($ZodGUID ?? $make(194)),
    $ZodIPv4: ($ZodIPv4 ?? $make(209)),
    $ZodIPv6: ($ZodIPv6 ?? $make(210)),
    $ZodISODate: ($ZodISODate ?? $make(206)),
    $ZodISODateTime: ($ZodISODateTime ?? $make(205)),
    $ZodISODuration: ($ZodISODuration ?? $make(208)),
    $ZodISOTime: ($ZodISOTime ?? $make(207)),
    $ZodIntersection: ($ZodIntersection ?? $make(247)),
    $ZodJWT: ($ZodJWT ?? $make(220)),
    $ZodKSUID: ($ZodKSUID ?? $make(204)),
    $ZodLazy: ($ZodLazy ?? $make(283)),
    $ZodLiteral: ($ZodLiteral ?? $make(258)),
    $ZodMAC: ($ZodMAC ?? $make(211)),
    $ZodMap: ($ZodMap ?? $make(253)),
    $ZodNaN: ($ZodNaN ?? $make(272)),
    $ZodNanoID: ($ZodNanoID ?? $make(199)),
    $ZodNever: ($ZodNever ?? $make(232)),
    $ZodNonOptional: ($ZodNonOptional ?? $make(268)),
    $ZodNull: ($ZodNull ?? $make(229)),
    $ZodNullable: ($ZodNullable ?? $make(264)),
    $ZodNumber: ($ZodNumber ?? $make(222)),
    $ZodNumberFormat: ($ZodNumberFormat ?? $make(223)),
    $ZodObject: ($ZodObject ?? $make(240)),
    $ZodObjectJIT: ($ZodObjectJIT ?? $make(241)),
    $ZodOptional: ($ZodOptional ?? $make(262)),
    $ZodPipe: ($ZodPipe ?? $make(273)),
    $ZodPrefault: ($ZodPrefault ?? $make(267)),
    $ZodPromise: ($ZodPromise ?? $make(282)),
    $ZodReadonly: ($ZodReadonly ?? $make(278)),
    $ZodRealError: ($ZodRealError ?? $make(71)),
    $ZodRecord: ($ZodRecord ?? $make(252)),
    $ZodRegistry: ($ZodRegistry ?? $make(290)),
    $ZodSet: ($ZodSet ?? $make(255)),
    $ZodString: ($ZodString ?? $make(192)),
    $ZodStringFormat: ($ZodStringFormat ?? $make(193)),
    $ZodSuccess: ($ZodSuccess ?? $make(270)),
    $ZodSymbol: ($ZodSymbol ?? $make(227)),
    $ZodTemplateLiteral: ($ZodTemplateLiteral ?? $make(280)),
    $ZodTransform: ($ZodTransform ?? $make(260)),
    $ZodTuple: ($ZodTuple ?? $make(250)),
    $ZodType: ($ZodType ?? $make(190)),
    $ZodULID: ($ZodULID ?? $make(202)),
    $ZodURL: ($ZodURL ?? $make(197)),
    $ZodUUID: ($ZodUUID ?? $make(195)),
    $ZodUndefined: ($ZodUndefined ?? $make(228)),
    $ZodUnion: ($ZodUnion ?? $make(243)),
    $ZodUnknown: ($ZodUnknown ?? $make(231)),
    $ZodVoid: ($ZodVoid ?? $make(233)),
    $ZodXID: ($ZodXID ?? $make(203)),
    $ZodXor: ($ZodXor ?? $make(245)),
    $brand: ($brand ?? $make(4)),
    $constructor: $constructor,
    $input: ($input ?? $make(289)),
    $output: ($output ?? $make(288)),
    Doc: (Doc ?? $make(188)),
    JSONSchema: (json_schema_exports ?? $make(457)),
    JSONSchemaGenerator: (JSONSchemaGenerator ?? $make(456)),
    NEVER: NEVER,
    TimePrecision: (TimePrecision ?? $make(317)),
    _any: (_any ?? $make(338)),
    _array: (_array ?? $make(374)),
    _base64: (_base64 ?? $make(313)),
    _base64url: (_base64url ?? $make(314)),
    _bigint: (_bigint ?? $make(331)),
    _boolean: (_boolean ?? $make(329)),
    _catch: (_catch ?? $make(393)),
    _check: (_check ?? $make(402)),
    _cidrv4: (_cidrv4 ?? $make(311)),
    _cidrv6: (_cidrv6 ?? $make(312)),
    _coercedBigint: (_coercedBigint ?? $make(332)),
    _coercedBoolean: (_coercedBoolean ?? $make(330)),
    _coercedDate: (_coercedDate ?? $make(343)),
    _coercedNumber: (_coercedNumber ?? $make(323)),
    _coercedString: (_coercedString ?? $make(293)),
    _cuid2: (_cuid2 ?? $make(304)),
    _cuid: (_cuid ?? $make(303)),
    _custom: (_custom ?? $make(399)),
    _date: (_date ?? $make(342)),
    _decode: (_decode ?? $make(87)),
    _decodeAsync: (_decodeAsync ?? $make(91)),
    _default: (_default ?? $make(390)),
    _discriminatedUnion: (_discriminatedUnion ?? $make(377)),
    _e164: (_e164 ?? $make(315)),
    _email: (_email ?? $make(294)),
    _emoji: (_emoji2 ?? $make(301)),
    _encode: (_encode ?? $make(85)),
    _encodeAsync: (_encodeAsync ?? $make(89)),
    _endsWith: (_endsWith ?? $make(365)),
    _enum: (_enum ?? $make(383)),
    _file: (_file ?? $make(386)),
    _float32: (_float32 ?? $make(325)),
    _float64: (_float64 ?? $make(326)),
    _gt: (_gt ?? $make(347)),
    _gte: (_gte ?? $make(348)),
    _guid: (_guid ?? $make(295)),
    _includes: (_includes ?? $make(363)),
    _int32: (_int32 ?? $make(327)),
    _int64: (_int64 ?? $make(333)),
    _int: (_int ?? $make(324)),
    _intersection: (_intersection ?? $make(378)),
    _ipv4: (_ipv4 ?? $make(308)),
    _ipv6: (_ipv6 ?? $make(309)),
    _isoDate: (_isoDate ?? $make(319)),
    _isoDateTime: (_isoDateTime ?? $make(318)),
    _isoDuration: (_isoDuration ?? $make(321)),
    _isoTime: (_isoTime ?? $make(320)),
    _jwt: (_jwt ?? $make(316)),
    _ksuid: (_ksuid ?? $make(307)),
    _lazy: (_lazy ?? $make(397)),
    _length: (_length ?? $make(359)),
    _literal: (_literal ?? $make(385)),
    _lowercase: (_lowercase ?? $make(361)),
    _lt: (_lt ?? $make(345)),
    _lte: (_lte ?? $make(346)),
    _mac: (_mac ?? $make(310)),
    _map: (_map ?? $make(381)),
    _max: (_lte ?? $make(346)),
    _maxLength: (_maxLength ?? $make(357)),
    _maxSize: (_maxSize ?? $make(354)),
    _mime: (_mime ?? $make(367)),
    _min: (_gte ?? $make(348)),
    _minLength: (_minLength ?? $make(358)),
    _minSize: (_minSize ?? $make(355)),
    _multipleOf: (_multipleOf ?? $make(353)),
    _nan: (_nan ?? $make(344)),
    _nanoid: (_nanoid ?? $make(302)),
    _nativeEnum: (_nativeEnum ?? $make(384)),
    _negative: (_negative ?? $make(350)),
    _never: (_never ?? $make(340)),
    _nonnegative: (_nonnegative ?? $make(352)),
    _nonoptional: (_nonoptional ?? $make(391)),
    _nonpositive: (_nonpositive ?? $make(351)),
    _normalize: (_normalize ?? $make(369)),
    _null: (_null2 ?? $make(337)),
    _nullable: (_nullable ?? $make(389)),
    _number: (_number ?? $make(322)),
    _optional: (_optional ?? $make(388)),
    _overwrite: (_overwrite ?? $make(368)),
    _parse: (_parse ?? $make(77)),
    _parseAsync: (_parseAsync ?? $make(79)),
    _pipe: (_pipe ?? $make(394)),
    _positive: (_positive ?? $make(349)),
    _promise: (_promise ?? $make(398)),
    _property: (_property ?? $make(366)),
    _readonly: (_readonly ?? $make(395)),
    _record: (_record ?? $make(380)),
    _refine: (_refine ?? $make(400)),
    _regex: (_regex ?? $make(360)),
    _safeDecode: (_safeDecode ?? $make(95)),
    _safeDecodeAsync: (_safeDecodeAsync ?? $make(99)),
    _safeEncode: (_safeEncode ?? $make(93)),
    _safeEncodeAsync: (_safeEncodeAsync ?? $make(97)),
    _safeParse: (_safeParse ?? $make(81)),
    _safeParseAsync: (_safeParseAsync ?? $make(83)),
    _set: (_set ?? $make(382)),
    _size: (_size ?? $make(356)),
    _slugify: (_slugify ?? $make(373)),
    _startsWith: (_startsWith ?? $make(364)),
    _string: (_string ?? $make(292)),
    _stringFormat: (_stringFormat ?? $make(406)),
    _stringbool: (_stringbool ?? $make(405)),
    _success: (_success ?? $make(392)),
    _superRefine: (_superRefine ?? $make(401)),
    _symbol: (_symbol ?? $make(335)),
    _templateLiteral: (_templateLiteral ?? $make(396)),
    _toLowerCase: (_toLowerCase ?? $make(371)),
    _toUpperCase: (_toUpperCase ?? $make(372)),
    _transform: (_transform ?? $make(387)),
    _trim: (_trim ?? $make(370)),
    _tuple: (_tuple ?? $make(379)),
    _uint32: (_uint32 ?? $make(328)),
    _uint64: (_uint64 ?? $make(334)),
    _ulid: (_ulid ?? $make(305)),
    _undefined: (_undefined2 ?? $make(336)),
    _union: (_union ?? $make(375)),
    _unknown: (_unknown ?? $make(339)),
    _uppercase: (_uppercase ?? $make(362)),
    _url: (_url ?? $make(300)),
    _uuid: (_uuid ?? $make(296)),
    _uuidv4: (_uuidv4 ?? $make(297)),
    _uuidv6: (_uuidv6 ?? $make(298)),
    _uuidv7: (_uuidv7 ?? $make(299)),
    _void: (_void ?? $make(341)),
    _xid: (_xid ?? $make(306)),
    _xor: (_xor ?? $make(376)),
    clone: (clone ?? $make(40)),
    config: (config ?? $make(8)),
    createStandardJSONSchemaMethod: (createStandardJSONSchemaMethod ?? $make(413)),
    createToJSONSchemaMethod: (createToJSONSchemaMethod ?? $make(412)),
    decode: (decode ?? $make(88)),
    decodeAsync: (decodeAsync ?? $make(92)),
    describe: (describe ?? $make(403)),
    encode: (encode ?? $make(86)),
    encodeAsync: (encodeAsync ?? $make(90)),
    extractDefs: (extractDefs ?? $make(409)),
    finalize: (finalize ?? $make(410)),
    flattenError: (flattenError ?? $make(72)),
    formatError: (formatError ?? $make(73)),
    get locales() { return (locales_exports ?? $make(662))(); },
    get regexes() { return (regexes_exports ?? $make(661))(); },
    get util() { return (util_exports ?? $make(660))(); },
    globalConfig: (globalConfig ?? $make(7)),
    globalRegistry: globalRegistry,
    initializeContext: (initializeContext ?? $make(407)),
    isValidBase64: (isValidBase64 ?? $make(214)),
    isValidBase64URL: (isValidBase64URL ?? $make(216)),
    isValidJWT: (isValidJWT ?? $make(219)),
    meta: (meta ?? $make(404)),
    parse: (parse ?? $make(78)),
    parseAsync: (parseAsync ?? $make(80)),
    prettifyError: (prettifyError ?? $make(76)),
    process: (process ?? $make(408)),
    registry: (registry ?? $make(291)),
    safeDecode: (safeDecode ?? $make(96)),
    safeDecodeAsync: (safeDecodeAsync ?? $make(100)),
    safeEncode: (safeEncode ?? $make(94)),
    safeEncodeAsync: (safeEncodeAsync ?? $make(98)),
    safeParse: (safeParse ?? $make(82)),
    safeParseAsync: (safeParseAsync ?? $make(84)),
    toDotPath: (toDotPath ?? $make(75)),
    toJSONSchema: (toJSONSchema ?? $make(455)),
    treeifyError: (treeifyError ?? $make(74)),
    version: (version ?? $make(189))
    };
};
case 660:
return util_exports = function() {
  return util_exports_made ??= {
    BIGINT_FORMAT_RANGES: (BIGINT_FORMAT_RANGES ?? $make(46)),
    Class: (Class ?? $make(69)),
    NUMBER_FORMAT_RANGES: (NUMBER_FORMAT_RANGES ?? $make(45)),
    aborted: (aborted ?? $make(54)),
    allowsEval: allowsEval,
    assert: (assert ?? $make(13)),
    assertEqual: (assertEqual ?? $make(9)),
    assertIs: (assertIs ?? $make(11)),
    assertNever: (assertNever ?? $make(12)),
    assertNotEqual: (assertNotEqual ?? $make(10)),
    assignProp: (assignProp ?? $make(24)),
    base64ToUint8Array: (base64ToUint8Array ?? $make(63)),
    base64urlToUint8Array: (base64urlToUint8Array ?? $make(65)),
    cached: (cached ?? $make(17)),
    captureStackTrace: captureStackTrace,
    cleanEnum: (cleanEnum ?? $make(62)),
    cleanRegex: (cleanRegex ?? $make(19)),
    clone: (clone ?? $make(40)),
    cloneDef: (cloneDef ?? $make(26)),
    createTransparentProxy: (createTransparentProxy ?? $make(42)),
    defineLazy: (defineLazy ?? $make(22)),
    esc: (esc ?? $make(30)),
    escapeRegex: (escapeRegex ?? $make(39)),
    extend: (extend ?? $make(49)),
    finalizeIssue: (finalizeIssue ?? $make(57)),
    floatSafeRemainder: (floatSafeRemainder ?? $make(20)),
    getElementAtPath: (getElementAtPath ?? $make(27)),
    getEnumValues: (getEnumValues ?? $make(14)),
    getLengthableOrigin: (getLengthableOrigin ?? $make(59)),
    getParsedType: (getParsedType ?? $make(36)),
    getSizableOrigin: (getSizableOrigin ?? $make(58)),
    hexToUint8Array: (hexToUint8Array ?? $make(67)),
    isObject: (isObject ?? $make(32)),
    isPlainObject: (isPlainObject ?? $make(33)),
    issue: (issue ?? $make(61)),
    joinValues: (joinValues ?? $make(15)),
    jsonStringifyReplacer: (jsonStringifyReplacer ?? $make(16)),
    merge: (merge ?? $make(51)),
    mergeDefs: (mergeDefs ?? $make(25)),
    normalizeParams: (normalizeParams ?? $make(41)),
    nullish: (nullish ?? $make(18)),
    numKeys: (numKeys ?? $make(35)),
    objectClone: (objectClone ?? $make(23)),
    omit: (omit ?? $make(48)),
    optionalKeys: (optionalKeys ?? $make(44)),
    parsedType: (parsedType ?? $make(60)),
    partial: (partial ?? $make(52)),
    pick: (pick ?? $make(47)),
    prefixIssues: (prefixIssues ?? $make(55)),
    primitiveTypes: (primitiveTypes ?? $make(38)),
    promiseAllObject: (promiseAllObject ?? $make(28)),
    propertyKeyTypes: (propertyKeyTypes ?? $make(37)),
    randomString: (randomString ?? $make(29)),
    required: (required ?? $make(53)),
    safeExtend: (safeExtend ?? $make(50)),
    shallowClone: (shallowClone ?? $make(34)),
    slugify: (slugify ?? $make(31)),
    stringifyPrimitive: (stringifyPrimitive ?? $make(43)),
    uint8ArrayToBase64: (uint8ArrayToBase64 ?? $make(64)),
    uint8ArrayToBase64url: (uint8ArrayToBase64url ?? $make(66)),
    uint8ArrayToHex: (uint8ArrayToHex ?? $make(68)),
    unwrapMessage: (unwrapMessage ?? $make(56))
    };
};
case 661:
return regexes_exports = function() {
  return regexes_exports_made ??= {
    base64: (base64 ?? $make(126)),
    base64url: (base64url ?? $make(127)),
    bigint: (bigint ?? $make(138)),
    boolean: (boolean ?? $make(141)),
    browserEmail: (browserEmail ?? $make(119)),
    cidrv4: (cidrv4 ?? $make(124)),
    cidrv6: (cidrv6 ?? $make(125)),
    cuid2: (cuid2 ?? $make(102)),
    cuid: (cuid ?? $make(101)),
    date: (date ?? $make(131)),
    datetime: (datetime ?? $make(134)),
    domain: (domain ?? $make(129)),
    duration: (duration ?? $make(107)),
    e164: (e164 ?? $make(130)),
    email: (email ?? $make(114)),
    emoji: (emoji ?? $make(120)),
    extendedDuration: (extendedDuration ?? $make(108)),
    guid: (guid ?? $make(109)),
    hex: (hex ?? $make(146)),
    hostname: (hostname ?? $make(128)),
    html5Email: (html5Email ?? $make(115)),
    idnEmail: (idnEmail ?? $make(118)),
    integer: (integer ?? $make(139)),
    ipv4: (ipv4 ?? $make(121)),
    ipv6: (ipv6 ?? $make(122)),
    ksuid: (ksuid ?? $make(105)),
    lowercase: (lowercase ?? $make(144)),
    mac: (mac ?? $make(123)),
    md5_base64: (md5_base64 ?? $make(150)),
    md5_base64url: (md5_base64url ?? $make(151)),
    md5_hex: (md5_hex ?? $make(149)),
    nanoid: (nanoid ?? $make(106)),
    null: (_null ?? $make(142)),
    number: (number ?? $make(140)),
    rfc5322Email: (rfc5322Email ?? $make(116)),
    sha1_base64: (sha1_base64 ?? $make(153)),
    sha1_base64url: (sha1_base64url ?? $make(154)),
    sha1_hex: (sha1_hex ?? $make(152)),
    sha256_base64: (sha256_base64 ?? $make(156)),
    sha256_base64url: (sha256_base64url ?? $make(157)),
    sha256_hex: (sha256_hex ?? $make(155)),
    sha384_base64: (sha384_base64 ?? $make(159)),
    sha384_base64url: (sha384_base64url ?? $make(160)),
    sha384_hex: (sha384_hex ?? $make(158)),
    sha512_base64: (sha512_base64 ?? $make(162)),
    sha512_base64url: (sha512_base64url ?? $make(163)),
    sha512_hex: (sha512_hex ?? $make(161)),
    string: (string ?? $make(135)),
    time: (time ?? $make(133)),
    ulid: (ulid ?? $make(103)),
    undefined: (_undefined ?? $make(143)),
    unicodeEmail: (unicodeEmail ?? $make(117)),
    uppercase: (uppercase ?? $make(145)),
    uuid4: (uuid4 ?? $make(111)),
    uuid6: (uuid6 ?? $make(112)),
    uuid7: (uuid7 ?? $make(113)),
    uuid: (uuid ?? $make(110)),
    xid: (xid ?? $make(104))
    };
};
case 662:
return locales_exports = function() {
  return locales_exports_made ??= {
    en: (en_default ?? $make(287))
    };
};
case 663:
return schemas_exports2 = function() {
  return schemas_exports2_made ??= {
    ZodAny: (ZodAny ?? $make(556)),
    ZodArray: (ZodArray ?? $make(566)),
    ZodBase64: (ZodBase64 ?? $make(522)),
    ZodBase64URL: (ZodBase64URL ?? $make(524)),
    ZodBigInt: (ZodBigInt ?? $make(545)),
    ZodBigIntFormat: (ZodBigIntFormat ?? $make(547)),
    ZodBoolean: (ZodBoolean ?? $make(543)),
    ZodCIDRv4: (ZodCIDRv4 ?? $make(518)),
    ZodCIDRv6: (ZodCIDRv6 ?? $make(520)),
    ZodCUID2: (ZodCUID2 ?? $make(504)),
    ZodCUID: (ZodCUID ?? $make(502)),
    ZodCatch: (ZodCatch ?? $make(615)),
    ZodCodec: (ZodCodec ?? $make(621)),
    ZodCustom: (ZodCustom ?? $make(633)),
    ZodCustomStringFormat: (ZodCustomStringFormat ?? $make(530)),
    ZodDate: (ZodDate ?? $make(564)),
    ZodDefault: (ZodDefault ?? $make(607)),
    ZodDiscriminatedUnion: (ZodDiscriminatedUnion ?? $make(577)),
    ZodE164: (ZodE164 ?? $make(526)),
    ZodEmail: (ZodEmail ?? $make(486)),
    ZodEmoji: (ZodEmoji ?? $make(498)),
    ZodEnum: (ZodEnum ?? $make(591)),
    ZodExactOptional: (ZodExactOptional ?? $make(602)),
    ZodFile: (ZodFile ?? $make(596)),
    ZodFunction: (ZodFunction ?? $make(631)),
    ZodGUID: (ZodGUID ?? $make(488)),
    ZodIPv4: (ZodIPv4 ?? $make(512)),
    ZodIPv6: (ZodIPv6 ?? $make(516)),
    ZodIntersection: (ZodIntersection ?? $make(579)),
    ZodJWT: (ZodJWT ?? $make(528)),
    ZodKSUID: (ZodKSUID ?? $make(510)),
    ZodLazy: (ZodLazy ?? $make(627)),
    ZodLiteral: (ZodLiteral ?? $make(594)),
    ZodMAC: (ZodMAC ?? $make(514)),
    ZodMap: (ZodMap ?? $make(587)),
    ZodNaN: (ZodNaN ?? $make(617)),
    ZodNanoID: (ZodNanoID ?? $make(500)),
    ZodNever: (ZodNever ?? $make(560)),
    ZodNonOptional: (ZodNonOptional ?? $make(611)),
    ZodNull: (ZodNull ?? $make(554)),
    ZodNullable: (ZodNullable ?? $make(604)),
    ZodNumber: (ZodNumber ?? $make(535)),
    ZodNumberFormat: (ZodNumberFormat ?? $make(537)),
    ZodObject: (ZodObject ?? $make(569)),
    ZodOptional: (ZodOptional ?? $make(600)),
    ZodPipe: (ZodPipe ?? $make(619)),
    ZodPrefault: (ZodPrefault ?? $make(609)),
    ZodPromise: (ZodPromise ?? $make(629)),
    ZodReadonly: (ZodReadonly ?? $make(623)),
    ZodRecord: (ZodRecord ?? $make(583)),
    ZodSet: (ZodSet ?? $make(589)),
    ZodString: (ZodString ?? $make(483)),
    ZodStringFormat: (ZodStringFormat ?? $make(485)),
    ZodSuccess: (ZodSuccess ?? $make(613)),
    ZodSymbol: (ZodSymbol ?? $make(550)),
    ZodTemplateLiteral: (ZodTemplateLiteral ?? $make(625)),
    ZodTransform: (ZodTransform ?? $make(598)),
    ZodTuple: (ZodTuple ?? $make(581)),
    ZodType: (ZodType ?? $make(481)),
    ZodULID: (ZodULID ?? $make(506)),
    ZodURL: (ZodURL ?? $make(495)),
    ZodUUID: (ZodUUID ?? $make(490)),
    ZodUndefined: (ZodUndefined ?? $make(552)),
    ZodUnion: (ZodUnion ?? $make(573)),
    ZodUnknown: (ZodUnknown ?? $make(558)),
    ZodVoid: (ZodVoid ?? $make(562)),
    ZodXID: (ZodXID ?? $make(508)),
    ZodXor: (ZodXor ?? $make(575)),
    _ZodString: (_ZodString ?? $make(482)),
    _default: (_default2 ?? $make(608)),
    _function: (_function ?? $make(632)),
    any: (any ?? $make(557)),
    array: (array ?? $make(567)),
    base64: (base642 ?? $make(523)),
    base64url: (base64url2 ?? $make(525)),
    bigint: (bigint2 ?? $make(546)),
    boolean: (boolean2 ?? $make(544)),
    catch: (_catch2 ?? $make(616)),
    check: (check ?? $make(634)),
    cidrv4: (cidrv42 ?? $make(519)),
    cidrv6: (cidrv62 ?? $make(521)),
    codec: (codec ?? $make(622)),
    cuid2: (cuid22 ?? $make(505)),
    cuid: (cuid3 ?? $make(503)),
    custom: (custom ?? $make(635)),
    date: (date3 ?? $make(565)),
    describe: (describe2 ?? $make(638)),
    discriminatedUnion: (discriminatedUnion ?? $make(578)),
    e164: (e1642 ?? $make(527)),
    email: (email2 ?? $make(487)),
    emoji: (emoji2 ?? $make(499)),
    enum: (_enum2 ?? $make(592)),
    exactOptional: (exactOptional ?? $make(603)),
    file: (file ?? $make(597)),
    float32: (float32 ?? $make(539)),
    float64: (float64 ?? $make(540)),
    function: (_function ?? $make(632)),
    guid: (guid2 ?? $make(489)),
    hash: (hash ?? $make(534)),
    hex: (hex2 ?? $make(533)),
    hostname: (hostname2 ?? $make(532)),
    httpUrl: (httpUrl ?? $make(497)),
    instanceof: (_instanceof ?? $make(640)),
    int32: (int32 ?? $make(541)),
    int64: (int64 ?? $make(548)),
    int: (int ?? $make(538)),
    intersection: (intersection ?? $make(580)),
    ipv4: (ipv42 ?? $make(513)),
    ipv6: (ipv62 ?? $make(517)),
    json: (json ?? $make(642)),
    jwt: (jwt ?? $make(529)),
    keyof: (keyof ?? $make(568)),
    ksuid: (ksuid2 ?? $make(511)),
    lazy: (lazy ?? $make(628)),
    literal: (literal ?? $make(595)),
    looseObject: (looseObject ?? $make(572)),
    looseRecord: (looseRecord ?? $make(586)),
    mac: (mac2 ?? $make(515)),
    map: (map ?? $make(588)),
    meta: (meta2 ?? $make(639)),
    nan: (nan ?? $make(618)),
    nanoid: (nanoid2 ?? $make(501)),
    nativeEnum: (nativeEnum ?? $make(593)),
    never: (never ?? $make(561)),
    nonoptional: (nonoptional ?? $make(612)),
    null: (_null3 ?? $make(555)),
    nullable: (nullable ?? $make(605)),
    nullish: (nullish2 ?? $make(606)),
    number: (number2 ?? $make(536)),
    object: (object ?? $make(570)),
    optional: (optional ?? $make(601)),
    partialRecord: (partialRecord ?? $make(585)),
    pipe: (pipe ?? $make(620)),
    prefault: (prefault ?? $make(610)),
    preprocess: (preprocess ?? $make(643)),
    promise: (promise ?? $make(630)),
    readonly: (readonly ?? $make(624)),
    record: (record ?? $make(584)),
    refine: (refine ?? $make(636)),
    set: (set ?? $make(590)),
    strictObject: (strictObject ?? $make(571)),
    string: (string2 ?? $make(484)),
    stringFormat: (stringFormat ?? $make(531)),
    stringbool: (stringbool ?? $make(641)),
    success: (success ?? $make(614)),
    superRefine: (superRefine ?? $make(637)),
    symbol: (symbol ?? $make(551)),
    templateLiteral: (templateLiteral ?? $make(626)),
    transform: (transform ?? $make(599)),
    tuple: (tuple ?? $make(582)),
    uint32: (uint32 ?? $make(542)),
    uint64: (uint64 ?? $make(549)),
    ulid: (ulid2 ?? $make(507)),
    undefined: (_undefined3 ?? $make(553)),
    union: (union ?? $make(574)),
    unknown: (unknown ?? $make(559)),
    url: (url ?? $make(496)),
    uuid: (uuid2 ?? $make(491)),
    uuidv4: (uuidv4 ?? $make(492)),
    uuidv6: (uuidv6 ?? $make(493)),
    uuidv7: (uuidv7 ?? $make(494)),
    void: (_void2 ?? $make(563)),
    xid: (xid2 ?? $make(509)),
    xor: (xor ?? $make(576))
    };
};
case 664:
return checks_exports2 = function() {
  return checks_exports2_made ??= {
    endsWith: (_endsWith ?? $make(365)),
    gt: (_gt ?? $make(347)),
    gte: (_gte ?? $make(348)),
    includes: (_includes ?? $make(363)),
    length: (_length ?? $make(359)),
    lowercase: (_lowercase ?? $make(361)),
    lt: (_lt ?? $make(345)),
    lte: (_lte ?? $make(346)),
    maxLength: (_maxLength ?? $make(357)),
    maxSize: (_maxSize ?? $make(354)),
    mime: (_mime ?? $make(367)),
    minLength: (_minLength ?? $make(358)),
    minSize: (_minSize ?? $make(355)),
    multipleOf: (_multipleOf ?? $make(353)),
    negative: (_negative ?? $make(350)),
    nonnegative: (_nonnegative ?? $make(352)),
    nonpositive: (_nonpositive ?? $make(351)),
    normalize: (_normalize ?? $make(369)),
    overwrite: (_overwrite ?? $make(368)),
    positive: (_positive ?? $make(349)),
    property: (_property ?? $make(366)),
    regex: (_regex ?? $make(360)),
    size: (_size ?? $make(356)),
    slugify: (_slugify ?? $make(373)),
    startsWith: (_startsWith ?? $make(364)),
    toLowerCase: (_toLowerCase ?? $make(371)),
    toUpperCase: (_toUpperCase ?? $make(372)),
    trim: (_trim ?? $make(370)),
    uppercase: (_uppercase ?? $make(362))
    };
};
case 665:
return iso_exports = function() {
  return iso_exports_made ??= {
    ZodISODate: (ZodISODate ?? $make(460)),
    ZodISODateTime: (ZodISODateTime ?? $make(458)),
    ZodISODuration: (ZodISODuration ?? $make(464)),
    ZodISOTime: (ZodISOTime ?? $make(462)),
    date: (date2 ?? $make(461)),
    datetime: (datetime2 ?? $make(459)),
    duration: (duration2 ?? $make(465)),
    time: (time2 ?? $make(463))
    };
};
case 666:
return coerce_exports = function() {
  return coerce_exports_made ??= {
    bigint: (bigint3 ?? $make(657)),
    boolean: (boolean3 ?? $make(656)),
    date: (date4 ?? $make(658)),
    number: (number3 ?? $make(655)),
    string: (string3 ?? $make(654))
    };
};
}
}
}
var NEVER = Object.freeze({
  status: "aborted"
});
//
//
//
const $name = Symbol("name");
const $base = Symbol("base");
const $link = Symbol("link");
const $traits = Symbol("traits"); // of all instances of a class
const $done = Symbol("done"); // the classes that have initialized an instance
const $classes = Object.create(Function.prototype, {
  name: { configurable: true, get() { return this[$name]; } },
  [Symbol.hasInstance]: {
    configurable: true,
    value(inst) {
      return inst?._zod?.traits?.has(this[$name]) ?? false;
    },
  },
});
function $constructor(name, initializer, params, base, members, names) {
  const Parent = params?.Parent;
  let linked = false;
  let known; // the class that was last seen to inherit from this one
  function link() {
    if (linked) return;
    linked = true;
    let next = Object.prototype;
    if (base) {
      const parent = base();
      parent[$link]();
      next = parent.prototype;
    }
    if (members) next = ($behind ?? $make(2))(next, members, names);
    if (next !== Object.prototype) Object.setPrototypeOf(_.prototype, next);
  }
  function inherits(other) {
    while (other && other !== _) other = other[$base]?.();
    return other === _;
  }
  function init(inst, def) {
    let internals = inst._zod;
    if (!internals) {
      // A class made outside of zod may choose for each instance.
      internals = { def, constr: _, traits: base ? (_[$traits] ??= new Set()) : new Set(), [$done]: [] };
      Object.defineProperty(inst, "_zod", { value: internals });
    }
    const done = (internals[$done] ??= []);
    if (done.includes(name)) return;
    done.push(name);
    if (!internals.traits.has(name)) internals.traits.add(name);
    if (members && known !== internals.constr) {
      if (inherits(internals.constr)) known = internals.constr;
      else ($lend ?? $make(3))(inst, members, names);
    }
    initializer(inst, def);
  }
  const Definition = Parent && class extends Parent {};
  if (Parent) Object.defineProperty(Definition, "name", { value: name });
  function _(def) {
    link();
    const inst = Parent ? new Definition() : this;
    init(inst, def);
    const internals = inst._zod;
    if (internals.run === null) internals.run = internals.parse; // a schema without checks
    const deferred = internals.deferred;
    if (deferred) for (let i = 0; i < deferred.length; i++) deferred[i]();
    return inst;
  }
  delete _.name;
  Object.setPrototypeOf(_, $classes);
  _[$name] = name;
  _[$base] = base;
  _.init = init;
  _[$link] = link;
  if (Parent) {
    Object.defineProperty(_, Symbol.hasInstance, {
      value: (inst) => inst instanceof Parent || inst?._zod?.traits?.has(name),
    });
  }
  return _;
}
var captureStackTrace = "captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => {
};
var allowsEval = (cached ?? $make(17))(() => {
  if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) {
    return false;
  }
  try {
    return true;
  } catch (_) {
    return false;
  }
});
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
  inst.message = JSON.stringify(def, (jsonStringifyReplacer ?? $make(16)), 2);
  Object.defineProperty(inst, "toString", {
    value: () => inst.message,
    enumerable: false
  });
};
var _emoji = `^(\\p{Extended_Pictographic}|\\p{Emoji_Component})+$`;
var dateSource = `(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`;
var _a;
(_a = globalThis).__zod_globalRegistry ?? (_a.__zod_globalRegistry = (registry ?? $make(291))());
var globalRegistry = globalThis.__zod_globalRegistry;
var ZodFirstPartyTypeKind;
/* @__PURE__ */
(function(ZodFirstPartyTypeKind2) {
})(ZodFirstPartyTypeKind || (ZodFirstPartyTypeKind = {}));
var all;
(config ?? $make(8))((en_default ?? $make(287))());
var core_exports2_made;
var util_exports_made;
var regexes_exports_made;
var locales_exports_made;
var schemas_exports2_made;
var checks_exports2_made;
var iso_exports_made;
var coerce_exports_made;
function $export(i) {
switch (i >> 5) {
case 0:
switch (i) {
case 0:
return ($brand ?? $make(4));
case 1:
return ($input ?? $make(289));
case 2:
return ($output ?? $make(288));
case 3:
return NEVER;
case 4:
return (TimePrecision ?? $make(317));
case 5:
return (ZodAny ?? $make(556));
case 6:
return (ZodArray ?? $make(566));
case 7:
return (ZodBase64 ?? $make(522));
case 8:
return (ZodBase64URL ?? $make(524));
case 9:
return (ZodBigInt ?? $make(545));
case 10:
return (ZodBigIntFormat ?? $make(547));
case 11:
return (ZodBoolean ?? $make(543));
case 12:
return (ZodCIDRv4 ?? $make(518));
case 13:
return (ZodCIDRv6 ?? $make(520));
case 14:
return (ZodCUID ?? $make(502));
case 15:
return (ZodCUID2 ?? $make(504));
case 16:
return (ZodCatch ?? $make(615));
case 17:
return (ZodCodec ?? $make(621));
case 18:
return (ZodCustom ?? $make(633));
case 19:
return (ZodCustomStringFormat ?? $make(530));
case 20:
return (ZodDate ?? $make(564));
case 21:
return (ZodDefault ?? $make(607));
case 22:
return (ZodDiscriminatedUnion ?? $make(577));
case 23:
return (ZodE164 ?? $make(526));
case 24:
return (ZodEmail ?? $make(486));
case 25:
return (ZodEmoji ?? $make(498));
case 26:
return (ZodEnum ?? $make(591));
case 27:
return (ZodError ?? $make(467));
case 28:
return (ZodExactOptional ?? $make(602));
case 29:
return (ZodFile ?? $make(596));
case 30:
return ZodFirstPartyTypeKind;
case 31:
return (ZodFunction ?? $make(631));
}
case 1:
switch (i) {
case 32:
return (ZodGUID ?? $make(488));
case 33:
return (ZodIPv4 ?? $make(512));
case 34:
return (ZodIPv6 ?? $make(516));
case 35:
return (ZodISODate ?? $make(460));
case 36:
return (ZodISODateTime ?? $make(458));
case 37:
return (ZodISODuration ?? $make(464));
case 38:
return (ZodISOTime ?? $make(462));
case 39:
return (ZodIntersection ?? $make(579));
case 40:
return (ZodIssueCode ?? $make(644));
case 41:
return (ZodJWT ?? $make(528));
case 42:
return (ZodKSUID ?? $make(510));
case 43:
return (ZodLazy ?? $make(627));
case 44:
return (ZodLiteral ?? $make(594));
case 45:
return (ZodMAC ?? $make(514));
case 46:
return (ZodMap ?? $make(587));
case 47:
return (ZodNaN ?? $make(617));
case 48:
return (ZodNanoID ?? $make(500));
case 49:
return (ZodNever ?? $make(560));
case 50:
return (ZodNonOptional ?? $make(611));
case 51:
return (ZodNull ?? $make(554));
case 52:
return (ZodNullable ?? $make(604));
case 53:
return (ZodNumber ?? $make(535));
case 54:
return (ZodNumberFormat ?? $make(537));
case 55:
return (ZodObject ?? $make(569));
case 56:
return (ZodOptional ?? $make(600));
case 57:
return (ZodPipe ?? $make(619));
case 58:
return (ZodPrefault ?? $make(609));
case 59:
return (ZodPromise ?? $make(629));
case 60:
return (ZodReadonly ?? $make(623));
case 61:
return (ZodRealError ?? $make(468));
case 62:
return (ZodRecord ?? $make(583));
case 63:
return (ZodSet ?? $make(589));
}
case 2:
switch (i) {
case 64:
return (ZodString ?? $make(483));
case 65:
return (ZodStringFormat ?? $make(485));
case 66:
return (ZodSuccess ?? $make(613));
case 67:
return (ZodSymbol ?? $make(550));
case 68:
return (ZodTemplateLiteral ?? $make(625));
case 69:
return (ZodTransform ?? $make(598));
case 70:
return (ZodTuple ?? $make(581));
case 71:
return (ZodType ?? $make(481));
case 72:
return (ZodULID ?? $make(506));
case 73:
return (ZodURL ?? $make(495));
case 74:
return (ZodUUID ?? $make(490));
case 75:
return (ZodUndefined ?? $make(552));
case 76:
return (ZodUnion ?? $make(573));
case 77:
return (ZodUnknown ?? $make(558));
case 78:
return (ZodVoid ?? $make(562));
case 79:
return (ZodXID ?? $make(508));
case 80:
return (ZodXor ?? $make(575));
case 81:
return (_ZodString ?? $make(482));
case 82:
return (_default2 ?? $make(608));
case 83:
return (_function ?? $make(632));
case 84:
return (any ?? $make(557));
case 85:
return (array ?? $make(567));
case 86:
return (base642 ?? $make(523));
case 87:
return (base64url2 ?? $make(525));
case 88:
return (bigint2 ?? $make(546));
case 89:
return (boolean2 ?? $make(544));
case 90:
return (_catch2 ?? $make(616));
case 91:
return (check ?? $make(634));
case 92:
return (cidrv42 ?? $make(519));
case 93:
return (cidrv62 ?? $make(521));
case 94:
return (clone ?? $make(40));
case 95:
return (codec ?? $make(622));
}
case 3:
switch (i) {
case 96:
return (coerce_exports ?? $make(666))();
case 97:
return (config ?? $make(8));
case 98:
return (core_exports2 ?? $make(659))();
case 99:
return (cuid3 ?? $make(503));
case 100:
return (cuid22 ?? $make(505));
case 101:
return (custom ?? $make(635));
case 102:
return (date3 ?? $make(565));
case 103:
return (decode2 ?? $make(474));
case 104:
return (decodeAsync2 ?? $make(476));
case 105:
return (describe2 ?? $make(638));
case 106:
return (discriminatedUnion ?? $make(578));
case 107:
return (e1642 ?? $make(527));
case 108:
return (email2 ?? $make(487));
case 109:
return (emoji2 ?? $make(499));
case 110:
return (encode2 ?? $make(473));
case 111:
return (encodeAsync2 ?? $make(475));
case 112:
return (_endsWith ?? $make(365));
case 113:
return (_enum2 ?? $make(592));
case 114:
return (exactOptional ?? $make(603));
case 115:
return (file ?? $make(597));
case 116:
return (flattenError ?? $make(72));
case 117:
return (float32 ?? $make(539));
case 118:
return (float64 ?? $make(540));
case 119:
return (formatError ?? $make(73));
case 120:
return (fromJSONSchema ?? $make(653));
case 121:
return (_function ?? $make(632));
case 122:
return (getErrorMap ?? $make(646));
case 123:
return globalRegistry;
case 124:
return (_gt ?? $make(347));
case 125:
return (_gte ?? $make(348));
case 126:
return (guid2 ?? $make(489));
case 127:
return (hash ?? $make(534));
}
case 4:
switch (i) {
case 128:
return (hex2 ?? $make(533));
case 129:
return (hostname2 ?? $make(532));
case 130:
return (httpUrl ?? $make(497));
case 131:
return (_includes ?? $make(363));
case 132:
return (_instanceof ?? $make(640));
case 133:
return (int ?? $make(538));
case 134:
return (int32 ?? $make(541));
case 135:
return (int64 ?? $make(548));
case 136:
return (intersection ?? $make(580));
case 137:
return (ipv42 ?? $make(513));
case 138:
return (ipv62 ?? $make(517));
case 139:
return (iso_exports ?? $make(665))();
case 140:
return (json ?? $make(642));
case 141:
return (jwt ?? $make(529));
case 142:
return (keyof ?? $make(568));
case 143:
return (ksuid2 ?? $make(511));
case 144:
return (lazy ?? $make(628));
case 145:
return (_length ?? $make(359));
case 146:
return (literal ?? $make(595));
case 147:
return (locales_exports ?? $make(662))();
case 148:
return (looseObject ?? $make(572));
case 149:
return (looseRecord ?? $make(586));
case 150:
return (_lowercase ?? $make(361));
case 151:
return (_lt ?? $make(345));
case 152:
return (_lte ?? $make(346));
case 153:
return (mac2 ?? $make(515));
case 154:
return (map ?? $make(588));
case 155:
return (_maxLength ?? $make(357));
case 156:
return (_maxSize ?? $make(354));
case 157:
return (meta2 ?? $make(639));
case 158:
return (_mime ?? $make(367));
case 159:
return (_minLength ?? $make(358));
}
case 5:
switch (i) {
case 160:
return (_minSize ?? $make(355));
case 161:
return (_multipleOf ?? $make(353));
case 162:
return (nan ?? $make(618));
case 163:
return (nanoid2 ?? $make(501));
case 164:
return (nativeEnum ?? $make(593));
case 165:
return (_negative ?? $make(350));
case 166:
return (never ?? $make(561));
case 167:
return (_nonnegative ?? $make(352));
case 168:
return (nonoptional ?? $make(612));
case 169:
return (_nonpositive ?? $make(351));
case 170:
return (_normalize ?? $make(369));
case 171:
return (_null3 ?? $make(555));
case 172:
return (nullable ?? $make(605));
case 173:
return (nullish2 ?? $make(606));
case 174:
return (number2 ?? $make(536));
case 175:
return (object ?? $make(570));
case 176:
return (optional ?? $make(601));
case 177:
return (_overwrite ?? $make(368));
case 178:
return (parse2 ?? $make(469));
case 179:
return (parseAsync2 ?? $make(470));
case 180:
return (partialRecord ?? $make(585));
case 181:
return (pipe ?? $make(620));
case 182:
return (_positive ?? $make(349));
case 183:
return (prefault ?? $make(610));
case 184:
return (preprocess ?? $make(643));
case 185:
return (prettifyError ?? $make(76));
case 186:
return (promise ?? $make(630));
case 187:
return (_property ?? $make(366));
case 188:
return (readonly ?? $make(624));
case 189:
return (record ?? $make(584));
case 190:
return (refine ?? $make(636));
case 191:
return (_regex ?? $make(360));
}
case 6:
switch (i) {
case 192:
return (regexes_exports ?? $make(661))();
case 193:
return (registry ?? $make(291));
case 194:
return (safeDecode2 ?? $make(478));
case 195:
return (safeDecodeAsync2 ?? $make(480));
case 196:
return (safeEncode2 ?? $make(477));
case 197:
return (safeEncodeAsync2 ?? $make(479));
case 198:
return (safeParse2 ?? $make(471));
case 199:
return (safeParseAsync2 ?? $make(472));
case 200:
return (set ?? $make(590));
case 201:
return (setErrorMap ?? $make(645));
case 202:
return (_size ?? $make(356));
case 203:
return (_slugify ?? $make(373));
case 204:
return (_startsWith ?? $make(364));
case 205:
return (strictObject ?? $make(571));
case 206:
return (string2 ?? $make(484));
case 207:
return (stringFormat ?? $make(531));
case 208:
return (stringbool ?? $make(641));
case 209:
return (success ?? $make(614));
case 210:
return (superRefine ?? $make(637));
case 211:
return (symbol ?? $make(551));
case 212:
return (templateLiteral ?? $make(626));
case 213:
return (toJSONSchema ?? $make(455));
case 214:
return (_toLowerCase ?? $make(371));
case 215:
return (_toUpperCase ?? $make(372));
case 216:
return (transform ?? $make(599));
case 217:
return (treeifyError ?? $make(74));
case 218:
return (_trim ?? $make(370));
case 219:
return (tuple ?? $make(582));
case 220:
return (uint32 ?? $make(542));
case 221:
return (uint64 ?? $make(549));
case 222:
return (ulid2 ?? $make(507));
case 223:
return (_undefined3 ?? $make(553));
}
case 7:
switch (i) {
case 224:
return (union ?? $make(574));
case 225:
return (unknown ?? $make(559));
case 226:
return (_uppercase ?? $make(362));
case 227:
return (url ?? $make(496));
case 228:
return (util_exports ?? $make(660))();
case 229:
return (uuid2 ?? $make(491));
case 230:
return (uuidv4 ?? $make(492));
case 231:
return (uuidv6 ?? $make(493));
case 232:
return (uuidv7 ?? $make(494));
case 233:
return (_void2 ?? $make(563));
case 234:
return (xid2 ?? $make(509));
case 235:
return (xor ?? $make(576));
}
}
}
return ["$brand $input $output NEVER TimePrecision ZodAny ZodArray ZodBase64 ZodBase64URL ZodBigInt ZodBigIntFormat ZodBoolean ZodCIDRv4 ZodCIDRv6 ZodCUID ZodCUID2 ZodCatch ZodCodec ZodCustom ZodCustomStringFormat ZodDate ZodDefault ZodDiscriminatedUnion ZodE164 ZodEmail ZodEmoji ZodEnum ZodError ZodExactOptional ZodFile ZodFirstPartyTypeKind ZodFunction ZodGUID ZodIPv4 ZodIPv6 ZodISODate ZodISODateTime ZodISODuration ZodISOTime ZodIntersection ZodIssueCode ZodJWT ZodKSUID ZodLazy ZodLiteral ZodMAC ZodMap ZodNaN ZodNanoID ZodNever ZodNonOptional ZodNull ZodNullable ZodNumber ZodNumberFormat ZodObject ZodOptional ZodPipe ZodPrefault ZodPromise ZodReadonly ZodRealError ZodRecord ZodSet ZodString ZodStringFormat ZodSuccess ZodSymbol ZodTemplateLiteral ZodTransform ZodTuple ZodType ZodULID ZodURL ZodUUID ZodUndefined ZodUnion ZodUnknown ZodVoid ZodXID ZodXor _ZodString _default _function any array base64 base64url bigint boolean catch check cidrv4 cidrv6 clone codec coerce config core cuid cuid2 custom date decode decodeAsync describe discriminatedUnion e164 email emoji encode encodeAsync endsWith enum exactOptional file flattenError float32 float64 formatError fromJSONSchema function getErrorMap globalRegistry gt gte guid hash hex hostname httpUrl includes instanceof int int32 int64 intersection ipv4 ipv6 iso json jwt keyof ksuid lazy length literal locales looseObject looseRecord lowercase lt lte mac map maxLength maxSize meta mime minLength minSize multipleOf nan nanoid nativeEnum negative never nonnegative nonoptional nonpositive normalize null nullable nullish number object optional overwrite parse parseAsync partialRecord pipe positive prefault preprocess prettifyError promise property readonly record refine regex regexes registry safeDecode safeDecodeAsync safeEncode safeEncodeAsync safeParse safeParseAsync set setErrorMap size slugify startsWith strictObject string stringFormat stringbool success superRefine symbol templateLiteral toJSONSchema toLowerCase toUpperCase transform treeifyError trim tuple uint32 uint64 ulid undefined union unknown uppercase url util uuid uuidv4 uuidv6 uuidv7 void xid xor", $export];
})
