// Intl.DateTimeFormat: the parts of a date in a time zone, put together as each locale of the table does.
(function (support) {
  "use strict";
  const { host, localeOf, option, unsupported, tag } = support;
  const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
  // order of a numeric date, its separator, the widths of day and month, the hours' clock, its words, the glue before a time
  const locales = {
    "en-US": { order: "mdy", glue: "/", wide: false, twelve: ["AM", "PM"], time: ", ", words: "mdy" },
    "en-GB": { order: "dmy", glue: "/", wide: true, time: ", ", words: "dmy" },
    "en-CA": { order: "ymd", glue: "-", wide: true, twelve: ["a.m.", "p.m."], time: ", ", words: "mdy" },
    "en-AU": { order: "dmy", glue: "/", wide: true, twelve: ["am", "pm"], time: ", ", words: "dmy" },
    "de-DE": { order: "dmy", glue: ".", wide: false, time: ", " },
    "fr-FR": { order: "dmy", glue: "/", wide: true, time: " " },
    "sv-SE": { order: "ymd", glue: "-", wide: true, time: " " },
    "es-ES": { order: "dmy", glue: "/", wide: false, time: ", " },
    "it-IT": { order: "dmy", glue: "/", wide: true, time: ", " },
    "nl-NL": { order: "dmy", glue: "-", wide: false, time: ", " },
    "pt-BR": { order: "dmy", glue: "/", wide: true, time: ", " },
    "ja-JP": { order: "ymd", glue: "/", wide: false, time: " " },
  };
  const styles = {
    dateStyle: {
      full: { weekday: "long", year: "numeric", month: "long", day: "numeric" }, long: { year: "numeric", month: "long", day: "numeric" },
      medium: { year: "numeric", month: "short", day: "numeric" }, short: { year: "2-digit", month: "numeric", day: "numeric" },
    },
    timeStyle: {
      full: { hour: "numeric", minute: "2-digit", second: "2-digit", timeZoneName: "long" }, long: { hour: "numeric", minute: "2-digit", second: "2-digit", timeZoneName: "short" },
      medium: { hour: "numeric", minute: "2-digit", second: "2-digit" }, short: { hour: "numeric", minute: "2-digit" },
    },
  };
  const widths = ["numeric", "2-digit"];
  const fields = {
    weekday: ["narrow", "short", "long"], year: widths, month: [...widths, "narrow", "short", "long"], day: widths, hour: widths, minute: widths, second: widths,
    timeZoneName: ["short", "long", "shortOffset", "longOffset"],
  };
  const dateFields = ["weekday", "year", "month", "day"];
  const timeFields = ["hour", "minute", "second", "fractionalSecondDigits"];
  const two = (value) => String(value).padStart(2, "0");

  class DateTimeFormat {
    #o;
    #l;
    #bound;
    constructor(list, options = {}, defaults = "date") {
      if (options === null) throw new TypeError("Cannot convert undefined or null to object");
      const o = (this.#o = { locale: localeOf(list, locales, "Intl.DateTimeFormat") });
      this.#l = locales[o.locale];
      for (const name of ["era", "dayPeriod", "calendar", "numberingSystem"]) {
        const value = options[name];
        if (value !== undefined && value !== "gregory" && value !== "latn") unsupported("Intl.DateTimeFormat", `${name} "${value}"`);
      }
      const zone = options.timeZone === undefined ? host.zone() : String(options.timeZone);
      if (host.offset(zone, 0) === undefined) throw new RangeError(`Invalid time zone specified: ${zone}`);
      o.timeZone = /^(utc|gmt|etc\/(utc|gmt))$/i.test(zone) ? "UTC" : zone;
      this.#choose(options, defaults);
      if (o.hour !== undefined) {
        let cycle = option(options, "hourCycle", ["h11", "h12", "h23", "h24"], this.#l.twelve ? "h12" : "h23");
        if (options.hour12 !== undefined) cycle = options.hour12 ? "h12" : "h23";
        if (cycle === "h11" || cycle === "h24") unsupported("Intl.DateTimeFormat", `hourCycle "${cycle}"`);
        o.hourCycle = cycle;
        if (o.hour === "numeric" && cycle === "h23" && (o.minute !== undefined || !this.#l.twelve)) o.hour = "2-digit";
      }
      if (!this.#l.words && (o.weekday !== undefined || !["numeric", "2-digit", undefined].includes(o.month) || o.timeZoneName !== undefined)) {
        unsupported("Intl.DateTimeFormat", `names in ${o.locale}`);
      }
    }
    #choose(options, defaults) {
      const o = this.#o;
      const dateStyle = option(options, "dateStyle", Object.keys(styles.dateStyle), undefined);
      const timeStyle = option(options, "timeStyle", Object.keys(styles.timeStyle), undefined);
      let any = false;
      for (const name of Object.keys(fields)) {
        const value = option(options, name, fields[name], undefined);
        if (value === undefined) continue;
        if (dateStyle || timeStyle) throw new TypeError(`Can't set option ${name} when ${dateStyle ? "dateStyle" : "timeStyle"} is used`);
        o[name] = value;
        if (name !== "timeZoneName") any = true;
      }
      if (options.fractionalSecondDigits !== undefined) {
        o.fractionalSecondDigits = Number(options.fractionalSecondDigits);
        if (![1, 2, 3].includes(o.fractionalSecondDigits)) throw new RangeError("fractionalSecondDigits value is out of range.");
        any = true;
      }
      if (dateStyle || timeStyle) {
        if ((dateStyle && defaults === "time") || (timeStyle && defaults === "date-only")) throw new TypeError(`Invalid option : ${dateStyle && defaults === "time" ? "dateStyle" : "timeStyle"}`);
        if (dateStyle && dateStyle !== "short" && !this.#l.words) unsupported("Intl.DateTimeFormat", `dateStyle "${dateStyle}" in ${o.locale}`);
        if (dateStyle && o.locale !== "en-US") unsupported("Intl.DateTimeFormat", `dateStyle in ${o.locale}`);
        Object.assign(o, styles.dateStyle[dateStyle], styles.timeStyle[timeStyle]);
        this.dated = dateStyle === "full" || dateStyle === "long";
        Object.defineProperty(this, "dated", { enumerable: false });
        return;
      }
      const needed = { date: dateFields, "date-only": dateFields, time: timeFields, all: [...dateFields, ...timeFields] }[defaults];
      if (any && needed.some((name) => o[name] !== undefined)) return;
      if (defaults !== "time" && !(any && defaults === "date")) o.year = o.month = o.day = "numeric";
      if (defaults === "time" || defaults === "all") Object.assign(o, styles.timeStyle.medium);
    }
    #value(date) {
      const time = date === undefined ? Date.now() : Number(date);
      if (!(Math.abs(time) <= 8.64e15)) throw new RangeError("Invalid time value");
      const offset = host.offset(this.#o.timeZone, time);
      return { time, offset, local: new Date(time + offset[0] * 1000) };
    }
    #date(at) {
      const o = this.#o;
      const { local } = at;
      const parts = [];
      const add = (type, value) => parts.push({ type, value });
      const glue = (value) => parts.length && add("literal", value);
      const wide = (width) => (this.#l.wide && o.year && o.month && o.day ? "2-digit" : width);
      const number = (value, width) => (wide(width) === "2-digit" ? two(value) : String(value));
      const name = (list, i, width) => (width === "long" ? list[i] : width === "short" ? (o.locale !== "en-US" && o.locale !== "en-CA" && list[i] === "September" ? "Sept" : list[i].slice(0, 3)) : list[i][0]);
      const year = () => add("year", o.year === "2-digit" ? two(local.getUTCFullYear() % 100) : String(local.getUTCFullYear()));
      const worded = o.month && o.month !== "numeric" && o.month !== "2-digit";
      const day = () => add("day", worded ? (o.day === "2-digit" ? two(local.getUTCDate()) : String(local.getUTCDate())) : number(local.getUTCDate(), o.day));
      const month = () => (worded ? add("month", name(months, local.getUTCMonth(), o.month)) : add("month", number(local.getUTCMonth() + 1, o.month)));
      const put = { d: o.day && day, m: o.month && month, y: o.year && year };
      const weekday = () => add("weekday", name(days, local.getUTCDay(), o.weekday));
      if (o.weekday && !o.month && (o.year || o.day)) {
        for (const key of "dy") if (put[key]) glue(" "), put[key]();
        glue(" ");
        weekday();
        return parts;
      }
      if (o.weekday && o.month && !o.day && !worded) {
        month();
        glue(" ");
        weekday();
        return parts;
      }
      if (o.weekday) weekday();
      let first = true;
      for (const key of worded ? this.#l.words : this.#l.order) {
        if (!put[key]) continue;
        if (first) glue(o.locale === "en-AU" ? " " : ", ");
        else glue(!worded ? this.#l.glue : key === "y" && this.#l.words === "mdy" && o.day ? ", " : " ");
        first = false;
        put[key]();
      }
      return parts;
    }
    #time(at) {
      const o = this.#o;
      const { local } = at;
      const parts = [];
      const add = (type, value) => parts.push({ type, value });
      const hours = local.getUTCHours();
      if (o.hour) {
        const shown = o.hourCycle === "h12" ? hours % 12 || 12 : hours;
        add("hour", o.hour === "2-digit" ? two(shown) : String(shown));
      }
      if (o.minute) {
        if (parts.length) add("literal", ":");
        add("minute", o.hour || (o.second && true) || false ? two(local.getUTCMinutes()) : String(local.getUTCMinutes()));
      }
      if (o.second) {
        if (parts.length) add("literal", ":");
        add("second", o.minute ? two(local.getUTCSeconds()) : String(local.getUTCSeconds()));
      }
      if (o.fractionalSecondDigits) {
        if (parts.length) add("literal", ".");
        add("fractionalSecond", String(local.getUTCMilliseconds()).padStart(3, "0").slice(0, o.fractionalSecondDigits));
      }
      if (o.hour && o.hourCycle === "h12") {
        add("literal", " ");
        add("dayPeriod", (this.#l.twelve ?? (o.locale === "en-GB" ? ["am", "pm"] : ["AM", "PM"]))[hours < 12 ? 0 : 1]);
      }
      return parts;
    }
    #zone(at) {
      const [seconds, name] = at.offset;
      const width = this.#o.timeZoneName;
      if (width === "long") {
        if (this.#o.timeZone === "UTC") return "Coordinated Universal Time";
        unsupported("Intl.DateTimeFormat", 'timeZoneName "long"');
      }
      if (width === "short" && name) return name;
      if (seconds === 0 && width === "short") return "GMT";
      const minutes = Math.abs(seconds) / 60;
      const sign = seconds < 0 ? "-" : "+";
      if (width === "longOffset") return `GMT${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
      return `GMT${sign}${Math.floor(minutes / 60)}${minutes % 60 ? `:${two(minutes % 60)}` : ""}`;
    }
    formatToParts(date) {
      const o = this.#o;
      const at = this.#value(date);
      const first = this.#date(at);
      const second = this.#time(at);
      const parts = [...first];
      if (first.length && second.length) {
        const worded = this.#l.words && (this.dated || (this.dated === undefined && o.month === "long"));
        const bare = o.weekday && !o.month && !o.day && !o.year;
        parts.push({ type: "literal", value: worded ? " at " : bare ? " " : this.#l.time });
      }
      parts.push(...second);
      if (o.timeZoneName) {
        if (parts.length) parts.push({ type: "literal", value: second.length ? " " : ", " });
        parts.push({ type: "timeZoneName", value: this.#zone(at) });
      }
      return parts;
    }
    get format() {
      return (this.#bound ??= (date) => this.formatToParts(date).map((part) => part.value).join(""));
    }
    formatRange(from, to) {
      const [a, b] = [this.format(from), this.format(to)];
      return a === b ? a : unsupported("Intl.DateTimeFormat", "formatRange");
    }
    resolvedOptions() {
      const { locale, timeZone, hourCycle, ...rest } = this.#o;
      return { locale, calendar: "gregory", numberingSystem: "latn", timeZone, ...(hourCycle && { hourCycle, hour12: hourCycle === "h12" }), ...rest };
    }
    static supportedLocalesOf(list) {
      return support.supported(list, locales);
    }
  }
  return tag(DateTimeFormat, "Intl.DateTimeFormat");
});
