// The methods of built-ins that speak a language. They load Intl when first called.
(function (intl, define) {
  "use strict";
  const { valueOf } = Number.prototype;
  const big = BigInt.prototype.valueOf;
  const { getTime } = Date.prototype;
  define(Number.prototype, {
    toLocaleString(locales, options) {
      return intl().number(valueOf.call(this), locales, options);
    },
  });
  define(BigInt.prototype, {
    toLocaleString(locales, options) {
      return intl().number(big.call(this), locales, options);
    },
  });
  define(Date.prototype, {
    toLocaleString(locales, options) {
      return intl().all(getTime.call(this), locales, options);
    },
    toLocaleDateString(locales, options) {
      return intl().date(getTime.call(this), locales, options);
    },
    toLocaleTimeString(locales, options) {
      return intl().time(getTime.call(this), locales, options);
    },
  });
  const { toString, toTimeString } = Date.prototype;
  const named = (text) => text.replace("(UTC)", "(Coordinated Universal Time)");
  define(Date.prototype, {
    toString() {
      return named(toString.call(this));
    },
    toTimeString() {
      return named(toTimeString.call(this));
    },
  });
  const plain = String.prototype.localeCompare;
  define(String.prototype, {
    localeCompare(other, locales, options) {
      if (this === null || this === undefined) throw new TypeError("String.prototype.localeCompare called on null or undefined");
      if (locales === undefined && options === undefined) return plain.call(this, `${other}`);
      return intl().compare(`${this}`, `${other}`, locales, options);
    },
  });
});
