// JSON.parse over the host's parser, with the reviver of the language.
(function (host) {
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
  const methods = {
    parse(text, reviver) {
      const value = host.parse(`${text}`);
      return typeof reviver === "function" ? revive({ "": value }, "", reviver) : value;
    },
  };
  Object.defineProperty(JSON, "parse", { value: methods.parse, writable: true, configurable: true });
});
