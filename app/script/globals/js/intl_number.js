// Intl.NumberFormat: rounding and grouping of decimal digits, for the locales in the table.
(function (support) {
  "use strict";
  const { localeOf, option, unsupported, tag } = support;
  // [decimal, group, percent, fewest digits before the first group, minus]; U+00A0 and U+202F are spaces that do not break.
  const locales = {
    "en-US": [".", ",", "%", 4, "-"], "en-GB": [".", ",", "%", 4, "-"], "en-CA": [".", ",", "%", 4, "-"], "en-AU": [".", ",", "%", 4, "-"],
    "de-DE": [",", ".", "\u00a0%", 4, "-"], "fr-FR": [",", "\u202f", "\u202f%", 4, "-"], "es-ES": [",", ".", "\u00a0%", 5, "-"], "it-IT": [",", ".", "%", 5, "-"],
    "nl-NL": [",", ".", "%", 4, "-"], "pt-BR": [",", ".", "%", 4, "-"], "sv-SE": [",", "\u00a0", "\u00a0%", 4, "\u2212"], "da-DK": [",", ".", "\u00a0%", 4, "-"],
    "pl-PL": [",", "\u00a0", "%", 5, "-"], "ja-JP": [".", ",", "%", 4, "-"],
  };
  const symbols = {
    USD: "$", EUR: "€", GBP: "£", JPY: "¥", INR: "₹", CNY: "CN¥", KRW: "₩", CAD: "CA$", AUD: "A$", MXN: "MX$", BRL: "R$", NZD: "NZ$", HKD: "HK$",
    ILS: "₪", VND: "₫", TWD: "NT$", PHP: "₱", XAF: "FCFA", XOF: "F\u202fCFA", XPF: "CFPF", XCD: "EC$",
  };
  const whole = new Set(["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"]);
  const thousandths = new Set(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]);

  function integer(options, name, low, high, fallback) {
    let value = options[name];
    if (value === undefined) return fallback;
    value = Number(value);
    if (!(value >= low && value <= high)) throw new RangeError(`${name} value is out of range.`);
    return Math.floor(value);
  }

  // decimal is a number as digits d₁d₂… and the place of the point: 0.d₁d₂… × 10^point.
  function decimal(value) {
    if (typeof value === "bigint") {
      const digits = String(value).replace("-", "");
      return { digits: digits === "0" ? "" : digits, point: digits.length, negative: value < 0n };
    }
    const [mantissa, exponent] = Math.abs(value).toExponential().split("e");
    const digits = mantissa.replace(".", "");
    return { digits: value === 0 ? "" : digits, point: value === 0 ? 0 : Number(exponent) + 1, negative: value < 0 || Object.is(value, -0) };
  }
  // cut keeps so many digits and rounds half away from zero.
  function cut(n, keep) {
    if (keep >= n.digits.length) return n;
    if (keep < 0) return { ...n, digits: "", point: 0 };
    const up = n.digits[keep] >= "5";
    let digits = n.digits.slice(0, keep);
    let point = n.point;
    if (up) {
      let i = keep - 1;
      while (i >= 0 && digits[i] === "9") i--;
      if (i < 0) {
        digits = "1";
        point++;
      } else digits = digits.slice(0, i) + String.fromCharCode(digits.charCodeAt(i) + 1);
    }
    digits = digits.replace(/0+$/, "");
    return digits === "" ? { ...n, digits, point: 0 } : { ...n, digits, point };
  }

  class NumberFormat {
    #o;
    #bound;
    constructor(locales_, options = {}) {
      const o = (this.#o = { locale: localeOf(locales_, locales, "Intl.NumberFormat") });
      o.style = option(options, "style", ["decimal", "percent", "currency", "unit"], "decimal");
      if (o.style === "unit") unsupported("Intl.NumberFormat", 'style "unit"');
      if (o.style === "currency") this.#currency(options);
      o.notation = option(options, "notation", ["standard", "scientific", "engineering", "compact"], "standard");
      if (o.notation === "scientific" || o.notation === "engineering") unsupported("Intl.NumberFormat", `notation "${o.notation}"`);
      if (o.notation === "compact") {
        o.compactDisplay = option(options, "compactDisplay", ["short", "long"], "short");
        if (!o.locale.startsWith("en-")) unsupported("Intl.NumberFormat", `notation "compact" in ${o.locale}`);
      }
      o.minimumIntegerDigits = integer(options, "minimumIntegerDigits", 1, 21, 1);
      this.#digits(options);
      const grouping = options.useGrouping;
      o.useGrouping = grouping === undefined ? (o.notation === "compact" ? "min2" : "auto") : grouping === "min2" || grouping === "always" ? grouping : grouping === true || grouping === "true" ? "always" : grouping === false || grouping === "false" ? false : "auto";
      o.signDisplay = option(options, "signDisplay", ["auto", "never", "always", "exceptZero", "negative"], "auto");
    }
    #currency(options) {
      const o = this.#o;
      if (options.currency === undefined) throw new TypeError("Currency code is required with currency style.");
      o.currency = String(options.currency).toUpperCase();
      if (!/^[A-Z]{3}$/.test(o.currency)) throw new RangeError(`Invalid currency code : ${options.currency}`);
      o.currencyDisplay = option(options, "currencyDisplay", ["code", "symbol", "narrowSymbol", "name"], "symbol");
      o.currencySign = option(options, "currencySign", ["standard", "accounting"], "standard");
      if (o.locale !== "en-US") unsupported("Intl.NumberFormat", `style "currency" in ${o.locale}`);
      if (o.currencyDisplay === "name") unsupported("Intl.NumberFormat", 'currencyDisplay "name"');
    }
    #digits(options) {
      const o = this.#o;
      if (options.minimumSignificantDigits !== undefined || options.maximumSignificantDigits !== undefined) {
        o.minimumSignificantDigits = integer(options, "minimumSignificantDigits", 1, 21, 1);
        o.maximumSignificantDigits = integer(options, "maximumSignificantDigits", o.minimumSignificantDigits, 21, 21);
        return;
      }
      const given = options.minimumFractionDigits !== undefined || options.maximumFractionDigits !== undefined;
      if (o.notation === "compact" && !given) {
        o.rounded = true;
        return;
      }
      const usual = o.style === "currency" ? (whole.has(o.currency) ? 0 : thousandths.has(o.currency) ? 3 : 2) : 0;
      const most = o.style === "currency" ? usual : o.style === "percent" ? 0 : o.notation === "compact" ? 0 : 3;
      let low = integer(options, "minimumFractionDigits", 0, 100, undefined);
      let high = integer(options, "maximumFractionDigits", 0, 100, undefined);
      if (low === undefined) low = Math.min(usual, high ?? usual);
      else if (high === undefined) high = Math.max(most, low);
      high ??= most;
      if (low > high) throw new RangeError("maximumFractionDigits value is out of range.");
      o.minimumFractionDigits = low;
      o.maximumFractionDigits = high;
    }
    // #round returns the digits before and behind the point.
    #round(n) {
      const o = this.#o;
      let least = o.minimumFractionDigits ?? 0;
      if (o.rounded) n = cut(n, n.point > 2 ? n.point : 2);
      else if (o.maximumSignificantDigits !== undefined) {
        n = cut(n, o.maximumSignificantDigits);
        least = n.digits === "" ? o.minimumSignificantDigits - 1 : Math.max(0, o.minimumSignificantDigits - n.point);
      } else n = cut(n, n.point + o.maximumFractionDigits);
      const before = n.point > 0 ? n.digits.slice(0, n.point).padEnd(n.point, "0") : "";
      const behind = n.point > 0 ? n.digits.slice(n.point) : n.digits && "0".repeat(-n.point) + n.digits;
      return [before.padStart(o.minimumIntegerDigits, "0"), behind.padEnd(least, "0"), n];
    }
    #parts(value) {
      const o = this.#o;
      const [point, group, percent, four, minus] = locales[o.locale];
      const parts = [];
      const add = (type, text) => parts.push({ type, value: text });
      let n = { digits: "", point: 0, negative: value < 0 || Object.is(value, -0) };
      let suffix = "";
      if (typeof value === "bigint" || Number.isFinite(value)) {
        n = decimal(value);
        if (o.style === "percent") n.point += n.digits === "" ? 0 : 2;
        let places = 0;
        if (o.notation === "compact") {
          places = Math.min(12, Math.max(0, 3 * Math.floor((n.point - 1) / 3)));
          let shown = this.#round({ ...n, point: n.point - places });
          if (shown[0].length > 3 && places < 12) places += 3;
          n = { ...n, point: n.digits === "" ? 0 : n.point - places };
          suffix = { 0: "", 3: ["K", "thousand"], 6: ["M", "million"], 9: ["B", "billion"], 12: ["T", "trillion"] }[places];
          if (suffix) suffix = suffix[o.compactDisplay === "long" ? 1 : 0];
        }
        const [before, behind, rounded] = this.#round(n);
        n = { ...rounded, negative: n.negative };
        const first = o.useGrouping === "min2" ? 5 : o.useGrouping === "always" ? 4 : four;
        if (!o.useGrouping || before.length < first) add("integer", before);
        else {
          before.replace(/\B(?=(\d{3})+$)/g, " ").split(" ").forEach((digits, i) => {
            if (i > 0) add("group", group);
            add("integer", digits);
          });
        }
        if (behind !== "") {
          add("decimal", point);
          add("fraction", behind);
        }
      } else add(Number.isNaN(value) ? "nan" : "infinity", Number.isNaN(value) ? "NaN" : "∞");
      if (suffix) {
        if (o.compactDisplay === "long") add("literal", " ");
        add("compact", suffix);
      }
      if (o.style === "percent") {
        if (percent.length > 1) add("literal", percent[0]);
        add("percentSign", "%");
      }
      return this.#signed(parts, n, value, minus);
    }
    #signed(parts, n, value, minus) {
      const o = this.#o;
      const zero = n.digits === "" && Number.isFinite(Number(value));
      if (o.style === "currency") {
        const symbol = o.currencyDisplay === "code" ? o.currency : o.currencyDisplay === "narrowSymbol" ? (symbols[o.currency] ?? o.currency).replace(/^[A-Z]+(?=[^A-Z])/, "") : (symbols[o.currency] ?? o.currency);
        parts.unshift({ type: "currency", value: symbol });
        if (/[A-Z]$/.test(symbol)) parts.splice(1, 0, { type: "literal", value: "\u00a0" });
      }
      const negative = n.negative && !Number.isNaN(value);
      const show = { auto: negative, never: false, always: true, exceptZero: !zero && !Number.isNaN(value), negative: negative && !zero }[o.signDisplay];
      if (!show) return parts;
      if (negative && o.currencySign === "accounting") return [{ type: "literal", value: "(" }, ...parts, { type: "literal", value: ")" }];
      return [negative ? { type: "minusSign", value: minus } : { type: "plusSign", value: "+" }, ...parts];
    }
    get format() {
      return (this.#bound ??= (value) => {
        if (typeof value === "string" || (typeof value === "object" && value !== null)) value = Number(value);
        return this.#parts(typeof value === "bigint" ? value : Number(value)).map((part) => part.value).join("");
      });
    }
    formatToParts(value) {
      return this.#parts(typeof value === "bigint" ? value : Number(value));
    }
    resolvedOptions() {
      const { rounded, ...o } = this.#o;
      return { locale: o.locale, numberingSystem: "latn", ...o, roundingMode: "halfExpand", roundingIncrement: 1, trailingZeroDisplay: "auto", roundingPriority: "auto" };
    }
    static supportedLocalesOf(list) {
      return support.supported(list, locales);
    }
  }
  return tag(NumberFormat, "Intl.NumberFormat");
});
