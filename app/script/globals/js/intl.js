// Intl, as far as Patchbay has it. What is missing throws an error that says so, instead of giving another text than a
// real server would.
(function (host, parts) {
  "use strict";
  const define = (target, name, value) => Object.defineProperty(target, name, { value, writable: true, configurable: true });

  function list(locales) {
    if (locales === undefined) return [];
    const tags = typeof locales === "string" ? [locales] : Array.from(locales);
    return tags.map((tag) => {
      const canonical = host.canonical(String(tag));
      if (canonical === undefined) throw new RangeError(`Incorrect locale information provided`);
      return canonical;
    });
  }
  // known finds a locale's name in a table; "de" is "de-DE" there.
  function known(tag, table) {
    const plain = tag.replace(/-u-.*$/, "");
    if (plain in table) return plain;
    return plain.includes("-") ? undefined : Object.keys(table).find((name) => name.startsWith(`${plain}-`));
  }
  const support = {
    host,
    localeOf(locales, table, what) {
      const tags = list(locales);
      if (tags.length === 0) return "en-US";
      for (const tag of tags) {
        const name = known(tag, table);
        if (name) return name;
      }
      return support.unsupported(what, `the locale ${tags[0]}`);
    },
    supported: (locales, table) => list(locales).filter((tag) => known(tag, table)),
    option(options, name, values, fallback) {
      let value = options[name];
      if (value === undefined) return fallback;
      value = String(value);
      if (!values.includes(value)) throw new RangeError(`Value ${value} out of range for Intl options property ${name}`);
      return value;
    },
    unsupported(what, feature) {
      throw new RangeError(`Patchbay's ${what} does not know ${feature}, although a real server does.`);
    },
    // tag names a class for Object.prototype.toString and lets it be called without new, as these two may be.
    tag(type, name) {
      Object.defineProperty(type.prototype, Symbol.toStringTag, { value: name, configurable: true });
      return type;
    },
  };

  class Collator {
    #o;
    #bound;
    constructor(locales, options = {}) {
      const [locale = "en-US"] = list(locales);
      const sensitivity = support.option(options, "sensitivity", ["base", "accent", "case", "variant"], "variant");
      const usage = support.option(options, "usage", ["sort", "search"], "sort");
      const caseFirst = support.option(options, "caseFirst", ["upper", "lower", "false"], "false");
      if (caseFirst !== "false") support.unsupported("Intl.Collator", `caseFirst "${caseFirst}"`);
      if (options.ignorePunctuation) support.unsupported("Intl.Collator", "ignorePunctuation");
      const numeric = options.numeric === undefined ? /-u(-\w+)*-kn(-true)?(-|$)/.test(locale) : Boolean(options.numeric);
      this.#o = { locale: locale.replace(/-u-.*$/, ""), usage, sensitivity, ignorePunctuation: false, collation: "default", numeric, caseFirst };
    }
    get compare() {
      const { locale, numeric, sensitivity } = this.#o;
      return (this.#bound ??= (a, b) => host.compare(`${a}`, `${b}`, locale, numeric, sensitivity));
    }
    resolvedOptions() {
      return { ...this.#o };
    }
    static supportedLocalesOf(locales) {
      return list(locales);
    }
  }
  // English plurals.
  class PluralRules {
    #type;
    constructor(locales, options = {}) {
      support.localeOf(locales, { "en-US": 1, "en-GB": 1, "en-CA": 1, "en-AU": 1 }, "Intl.PluralRules");
      this.#type = support.option(options, "type", ["cardinal", "ordinal"], "cardinal");
    }
    select(value) {
      value = Number(value);
      if (this.#type === "cardinal") return value === 1 ? "one" : "other";
      const [ten, hundred] = [value % 10, value % 100];
      if (ten === 1 && hundred !== 11) return "one";
      if (ten === 2 && hundred !== 12) return "two";
      return ten === 3 && hundred !== 13 ? "few" : "other";
    }
    resolvedOptions() {
      return { locale: "en-US", type: this.#type, pluralCategories: this.#type === "cardinal" ? ["one", "other"] : ["few", "one", "two", "other"] };
    }
  }

  const Intl = {};
  Object.defineProperty(Intl, Symbol.toStringTag, { value: "Intl", configurable: true });
  define(Intl, "getCanonicalLocales", function getCanonicalLocales(locales) {
    return [...new Set(list(locales))];
  });
  define(Intl, "Collator", support.tag(Collator, "Intl.Collator"));
  define(Intl, "PluralRules", support.tag(PluralRules, "Intl.PluralRules"));
  for (const name of ["NumberFormat", "DateTimeFormat"]) {
    const type = parts[name](support);
    // Both may be called without new.
    const callable = {
      [name]: function (...args) {
        return Reflect.construct(type, args, new.target ?? type);
      },
    }[name];
    for (const key of Reflect.ownKeys(type)) if (key !== "prototype" && key !== "name" && key !== "length") Object.defineProperty(callable, key, Object.getOwnPropertyDescriptor(type, key));
    Object.defineProperty(callable, "prototype", { value: type.prototype, writable: false });
    define(type.prototype, "constructor", callable);
    define(Intl, name, callable);
  }
  for (const name of ["DisplayNames", "ListFormat", "Locale", "RelativeTimeFormat", "Segmenter"]) {
    const type = {
      [name]: class {
        constructor() {
          throw new TypeError(`Patchbay has no Intl.${name}, although a real server has it.`);
        }
      },
    }[name];
    define(Intl, name, type);
  }
  define(Intl, "supportedValuesOf", function supportedValuesOf() {
    throw new TypeError("Patchbay has no Intl.supportedValuesOf, although a real server has it.");
  });

  const date = (kind) => (value, locales, options) => (Number.isNaN(value) ? "Invalid Date" : new Intl.DateTimeFormat(locales, options, kind).format(value));
  return {
    Intl,
    number: (value, locales, options) => new Intl.NumberFormat(locales, options).format(value),
    all: date("all"),
    date: date("date-only"),
    time: date("time"),
    compare: (a, b, locales, options) => new Collator(locales, options).compare(a, b),
  };
});
