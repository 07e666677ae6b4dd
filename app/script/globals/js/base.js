// setTimeout and Error.captureStackTrace, and what makes console.
(function (host, define) {
  "use strict";
  const { stringify } = JSON;
  const longest = 10_000;

  // shown is a value as the run's log shows it: JSON without what JSON cannot have.
  function shown(value, seen, depth) {
    switch (typeof value) {
      case "string":
        return value.length > longest ? `${value.slice(0, longest)}… (${value.length} characters)` : value;
      case "undefined":
        return "undefined";
      case "bigint":
        return `${value}n`;
      case "symbol":
        return String(value);
      case "function":
        return `[Function: ${value.name || "(anonymous)"}]`;
      case "number":
        return Number.isFinite(value) ? value : String(value);
      case "object":
        break;
      default:
        return value;
    }
    if (value === null) return null;
    if (value instanceof Error) return value.stack ?? String(value);
    if (seen.includes(value)) return "[Circular]";
    if (depth > 6) return Array.isArray(value) ? "[Array]" : "[Object]";
    if (typeof value.toJSON === "function") return shown(value.toJSON(), seen, depth + 1);
    seen = [...seen, value];
    const inner = (item) => shown(item, seen, depth + 1);
    if (value instanceof Map) return { Map: [...value].slice(0, 1000).map(inner) };
    if (value instanceof Set) return { Set: [...value].slice(0, 1000).map(inner) };
    if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value).slice(0, 1000).map(inner);
    const result = {};
    for (const key of Object.keys(value).slice(0, 1000)) {
      Object.defineProperty(result, key, { value: inner(value[key]), enumerable: true, configurable: true, writable: true });
    }
    return result;
  }
  function told(args) {
    try {
      return stringify(args.map((arg) => shown(arg, [], 0)));
    } catch (error) {
      return stringify([`(a value that cannot be shown: ${error})`]);
    }
  }

  function makeConsole() {
    const console = {};
    for (const level of ["log", "warn", "dir", "time", "timeEnd", "timeLog", "trace", "assert", "clear", "count", "countReset", "group", "groupCollapsed", "groupEnd", "table", "debug", "info", "dirxml", "error"]) {
      const method = {
        [level](...args) {
          if (level === "assert" && args.shift()) return;
          host.console(level, told(args));
        },
      };
      console[level] = method[level];
    }
    Object.defineProperty(console, Symbol.toStringTag, { value: "console", configurable: true });
    return console;
  }

  let Timeout; // the class, made when first used
  const timeoutClass = () =>
    class Timeout {
      #cancel;
      #again;
      constructor(start) {
        this.#again = start;
        this.#cancel = start();
      }
      ref() {
        return this;
      }
      unref() {
        return this;
      }
      hasRef() {
        return true;
      }
      refresh() {
        this.#cancel();
        this.#cancel = this.#again();
        return this;
      }
      close() {
        this.#cancel();
        return this;
      }
    };
  // An error of the callback has nobody to catch it: it becomes a promise that nobody waits for, which the run reports.
  function setTimeout(callback, delay = 1, ...args) {
    if (typeof callback !== "function") {
      const error = new TypeError(`The "callback" argument must be of type function. Received ${callback == null ? String(callback) : typeof callback === "object" ? "an instance of Object" : `type ${typeof callback} (${typeof callback === "string" ? `'${callback}'` : String(callback)})`}`);
      error.code = "ERR_INVALID_ARG_TYPE";
      throw error;
    }
    delay = +delay;
    if (!(delay >= 1 && delay <= 2147483647)) delay = 1;
    Timeout ??= timeoutClass();
    return new Timeout(() =>
      host.timer(() => {
        try {
          callback(...args);
        } catch (error) {
          Promise.reject(error);
        }
      }, delay),
    );
  }
  define(globalThis, "setTimeout", setTimeout);

  // goja keeps the stack of where an error was made.
  define(Error, "captureStackTrace", function captureStackTrace(target) {
    if (!("stack" in target)) define(target, "stack", new Error().stack);
  });
  define(Error, "stackTraceLimit", 10);
  Object.defineProperty(Error, "stackTraceLimit", { enumerable: true });
  return { console: makeConsole };
});
