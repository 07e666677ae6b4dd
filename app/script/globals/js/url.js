// URL and URLSearchParams of the WHATWG standard. The host parses: a URL is one record of its parts, and setting a part
// parses again.
(function (host) {
  "use strict";
  const code = (error, name) => Object.defineProperty(error, "code", { value: name, configurable: true, writable: true, enumerable: true });
  const iterator = Symbol.iterator;

  // text makes well-formed strings, as Web IDL's USVString.
  function text(value) {
    return `${value}`.toWellFormed();
  }
  function need(count, ...names) {
    if (count < names.length) {
      const words = names.map((name) => `"${name}"`);
      const list = words.length === 1 ? `${words[0]} argument` : `${words.slice(0, -1).join(", ")} and ${words.at(-1)} arguments`;
      throw code(new TypeError(`The ${list} must be specified`), "ERR_MISSING_ARGS");
    }
  }

  let attach; // (url, params): lets a URL's own params write back

  class URLSearchParams {
    #list;
    #url = null;
    static {
      attach = (url, query) => {
        const params = new URLSearchParams();
        params.#list = host.parseQuery(query);
        params.#url = url;
        return [params, (next) => void (params.#list = host.parseQuery(next))];
      };
    }
    // #pairs copies [name, value] pairs from any of the accepted shapes.
    static #pairs(init) {
      if (init === undefined || init === null) return [];
      if (typeof init === "object" || typeof init === "function") {
        if (init instanceof URLSearchParams) return init.#list.map((pair) => [...pair]);
        const method = init[iterator];
        if (method !== undefined && method !== null) {
          if (typeof method !== "function") throw code(new TypeError("Query pairs must be iterable"), "ERR_ARG_NOT_ITERABLE");
          return Array.from(init, (pair) => {
            const ok = pair !== null && (typeof pair === "object" || typeof pair === "function") && typeof pair[iterator] === "function";
            const list = ok ? [...pair] : [];
            if (list.length !== 2) throw code(new TypeError("Each query pair must be an iterable [name, value] tuple"), "ERR_INVALID_TUPLE");
            return [text(list[0]), text(list[1])];
          });
        }
        return Reflect.ownKeys(init)
          .filter((key) => typeof key === "string" && Object.prototype.propertyIsEnumerable.call(init, key))
          .map((key) => [text(key), text(init[key])]);
      }
      init = text(init);
      return host.parseQuery(init.startsWith("?") ? init.slice(1) : init);
    }
    constructor(init = undefined) {
      this.#list = URLSearchParams.#pairs(init);
    }
    #changed() {
      this.#url?.(host.writeQuery(this.#list));
    }
    get size() {
      return this.#list.length;
    }
    append(name, value) {
      need(arguments.length, "name", "value");
      this.#list.push([text(name), text(value)]);
      this.#changed();
    }
    delete(name, value = undefined) {
      need(arguments.length, "name");
      name = text(name);
      if (value !== undefined) value = text(value);
      this.#list = this.#list.filter(([n, v]) => n !== name || (value !== undefined && v !== value));
      this.#changed();
    }
    get(name) {
      need(arguments.length, "name");
      name = text(name);
      const found = this.#list.find(([n]) => n === name);
      return found ? found[1] : null;
    }
    getAll(name) {
      need(arguments.length, "name");
      name = text(name);
      return this.#list.filter(([n]) => n === name).map(([, v]) => v);
    }
    has(name, value = undefined) {
      need(arguments.length, "name");
      name = text(name);
      if (value !== undefined) value = text(value);
      return this.#list.some(([n, v]) => n === name && (value === undefined || v === value));
    }
    set(name, value) {
      need(arguments.length, "name", "value");
      name = text(name);
      value = text(value);
      let done = false;
      this.#list = this.#list.filter((pair) => {
        if (pair[0] !== name) return true;
        if (done) return false;
        pair[1] = value;
        return (done = true);
      });
      if (!done) this.#list.push([name, value]);
      this.#changed();
    }
    sort() {
      this.#list.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      this.#changed();
    }
    forEach(callback, receiver = undefined) {
      if (typeof callback !== "function") throw code(new TypeError(`The "callback" argument must be of type function. Received ${callback === null ? "null" : typeof callback === "undefined" ? "undefined" : `type ${typeof callback} (${String(callback)})`}`), "ERR_INVALID_ARG_TYPE");
      for (let i = 0; i < this.#list.length; i++) callback.call(receiver, this.#list[i][1], this.#list[i][0], this);
    }
    entries() {
      return walk(() => this.#list, (pair) => [...pair]);
    }
    keys() {
      return walk(() => this.#list, (pair) => pair[0]);
    }
    values() {
      return walk(() => this.#list, (pair) => pair[1]);
    }
    toString() {
      return host.writeQuery(this.#list);
    }
  }
  Object.defineProperty(URLSearchParams.prototype, iterator, { value: URLSearchParams.prototype.entries, writable: true, configurable: true });
  Object.defineProperty(URLSearchParams.prototype, Symbol.toStringTag, { value: "URLSearchParams", configurable: true });

  const walker = Object.create(Object.getPrototypeOf(Object.getPrototypeOf([][iterator]())), {
    [Symbol.toStringTag]: { value: "URLSearchParams Iterator", configurable: true },
  });
  function walk(list, pick) {
    let at = 0;
    return Object.create(walker, {
      next: {
        value: () => {
          const current = list();
          return at < current.length ? { value: pick(current[at++]), done: false } : { value: undefined, done: true };
        },
      },
    });
  }

  const invalid = (input, base) => {
    const error = code(new TypeError("Invalid URL"), "ERR_INVALID_URL");
    error.input = input;
    if (base !== undefined) error.base = base;
    return error;
  };

  class URL {
    #record; // [href, origin, protocol, username, password, host, hostname, port, pathname, search, hash]
    #params = null;
    #reload = null;
    constructor(input, base = undefined) {
      need(arguments.length, "url");
      input = text(input);
      if (base !== undefined) base = text(base);
      this.#record = host.parse(input, base);
      if (!this.#record) throw invalid(input, base);
    }
    static canParse(input, base = undefined) {
      need(arguments.length, "url");
      return Boolean(host.parse(text(input), base === undefined ? undefined : text(base)));
    }
    #set(part, value) {
      this.#record = host.set(this.#record[0], part, text(value));
      if (part === "search") this.#reload?.(this.#record[9].slice(1));
    }
    get href() {
      return this.#record[0];
    }
    set href(value) {
      value = text(value);
      const record = host.parse(value, undefined);
      if (!record) throw invalid(value);
      this.#record = record;
      this.#reload?.(record[9].slice(1));
    }
    get origin() {
      return this.#record[1];
    }
    get protocol() {
      return this.#record[2];
    }
    set protocol(value) {
      this.#set("protocol", value);
    }
    get username() {
      return this.#record[3];
    }
    set username(value) {
      this.#set("username", value);
    }
    get password() {
      return this.#record[4];
    }
    set password(value) {
      this.#set("password", value);
    }
    get host() {
      return this.#record[5];
    }
    set host(value) {
      this.#set("host", value);
    }
    get hostname() {
      return this.#record[6];
    }
    set hostname(value) {
      this.#set("hostname", value);
    }
    get port() {
      return this.#record[7];
    }
    set port(value) {
      this.#set("port", value);
    }
    get pathname() {
      return this.#record[8];
    }
    set pathname(value) {
      this.#set("pathname", value);
    }
    get search() {
      return this.#record[9];
    }
    set search(value) {
      this.#set("search", value);
    }
    get searchParams() {
      if (!this.#params) {
        const write = (query) => void (this.#record = host.set(this.#record[0], "search", query));
        [this.#params, this.#reload] = attach(write, this.#record[9].slice(1));
      }
      return this.#params;
    }
    get hash() {
      return this.#record[10];
    }
    set hash(value) {
      this.#set("hash", value);
    }
    toString() {
      return this.#record[0];
    }
    toJSON() {
      return this.#record[0];
    }
  }
  Object.defineProperty(URL.prototype, Symbol.toStringTag, { value: "URL", configurable: true });
  for (const [target, statics] of [[URL, ["canParse"]], [URL.prototype, ["href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "searchParams", "hash", "toString", "toJSON"]], [URLSearchParams.prototype, ["size", "append", "delete", "get", "getAll", "has", "set", "sort", "forEach", "entries", "keys", "values", "toString"]]]) {
    for (const name of statics) Object.defineProperty(target, name, { enumerable: true });
  }
  return { URL, URLSearchParams };
});
