// RegExp with what the engine's lacks: \p{…}, written out as ranges by the host, and source as V8 writes it.
(function (host, define) {
  "use strict";
  const { construct, getOwnPropertyDescriptor, defineProperty, ownKeys } = Reflect;
  const Native = RegExp;
  const { prototype } = Native;
  const property = /\\[pP]/;
  const sources = new WeakMap(); // a pattern that was rewritten → the pattern as its author wrote it

  function isRegExp(value) {
    if (value === null || (typeof value !== "object" && typeof value !== "function")) return false;
    const match = value[Symbol.match];
    return match !== undefined ? Boolean(match) : Object.prototype.toString.call(value) === "[object RegExp]";
  }
  function compile(written, text, flags, target) {
    try {
      return construct(Native, [written, flags], target);
    } catch (error) {
      if (error.message.startsWith("Invalid flags")) throw error;
      throw new SyntaxError(`Invalid regular expression: /${text}/${flags}: ${error.message.replace(/^Invalid regular expression \(\w+\): /, "")}`);
    }
  }
  function make(pattern, flags, target) {
    const text = pattern === undefined ? "" : String(pattern);
    flags = flags === undefined ? "" : String(flags);
    for (const flag of "dv") {
      if (flags.includes(flag)) {
        throw new SyntaxError(`Invalid regular expression: /${text}/${flags}: Patchbay's engine does not know the flag "${flag}", although a real server does. ${flag === "d" ? "Use match.index instead of match.indices." : 'The flag "u" does for most patterns.'}`);
      }
    }
    if (!flags.includes("u") || !property.test(text)) return compile(text, text, flags, target);
    let written;
    try {
      written = host.expand(text, flags.includes("i"));
    } catch (error) {
      throw new SyntaxError(`Invalid regular expression: /${text}/${flags}: ${error.message}`);
    }
    const made = compile(written, text, flags, target);
    sources.set(made, text);
    return made;
  }
  function Wrapper(pattern, flags) {
    const given = isRegExp(pattern);
    if (new.target === undefined && given && flags === undefined && pattern.constructor === Wrapper) return pattern;
    const target = new.target === undefined || new.target === Wrapper ? Native : new.target;
    if (given) return make(pattern.source, flags === undefined ? pattern.flags : flags, target);
    return make(pattern, flags, target);
  }
  for (const key of ownKeys(Native)) {
    if (key !== "prototype" && key !== "length" && key !== "name") defineProperty(Wrapper, key, getOwnPropertyDescriptor(Native, key));
  }
  defineProperty(Wrapper, "name", { value: "RegExp", configurable: true });
  defineProperty(Wrapper, Symbol.species, {
    configurable: true,
    get() {
      return this === Wrapper ? Native : this; // the engine is faster with what it knows
    },
  });
  defineProperty(Wrapper, "prototype", { value: prototype, writable: false, enumerable: false, configurable: false });
  define(prototype, "constructor", Wrapper);
  define(globalThis, "RegExp", Wrapper);

  const native = getOwnPropertyDescriptor(prototype, "source").get;
  const getter = {
    get source() {
      const text = native.call(this);
      if (this === prototype) return text;
      return sources.get(this) ?? (text.includes("\\u002f") ? host.source(text) : text);
    },
  };
  defineProperty(prototype, "source", { get: getOwnPropertyDescriptor(getter, "source").get, configurable: true });
  const methods = {
    toString() {
      return `/${this.source}/${this.flags}`;
    },
  };
  define(prototype, "toString", methods.toString);
});
