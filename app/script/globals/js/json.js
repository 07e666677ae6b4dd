// JSON.parse over the host's parser, with the reviver of the language, and JSON.stringify with the host's indentation:
// the engine's goes wrong behind an empty object. The depth of what is written is bounded.
(function (host, defineAll) {
  "use strict";
  function revive(holder, key, reviver) {
    const value = holder[key];
    if (value !== null && typeof value === "object") {
      for (const name of Array.isArray(value) ? Array.from(value, (_, i) => String(i)) : Object.keys(value)) {
        const next = revive(value, name, reviver);
        if (next === undefined) Reflect.deleteProperty(value, name);
        else Reflect.defineProperty(value, name, { value: next, writable: true, enumerable: true, configurable: true });
      }
    }
    return Reflect.apply(reviver, holder, [key, value]);
  }
  const { stringify } = JSON;
  function gapOf(space) {
    if (typeof space === "object" && space !== null) {
      const tag = Object.prototype.toString.call(space);
      if (tag === "[object Number]") space = Number(space);
      else if (tag === "[object String]") space = String(space);
    }
    if (typeof space === "number") return " ".repeat(Math.min(10, Math.max(0, Math.trunc(space) || 0)));
    return typeof space === "string" ? space.slice(0, 10) : "";
  }
  defineAll(JSON, {
    parse(text, reviver) {
      const value = host.parse(`${text}`);
      return typeof reviver === "function" ? revive({ "": value }, "", reviver) : value;
    },
    stringify(value, replacer, space) {
      const deep = (typeof value === "object" && value !== null) || typeof replacer === "function";
      const text = stringify(value, deep ? host.bound(value, replacer) : replacer);
      if (space === undefined || text === undefined) return text;
      const gap = gapOf(space);
      return gap === "" ? text : host.indent(text, gap);
    },
  });
});
