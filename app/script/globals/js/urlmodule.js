// The url module: the WHATWG classes, and the older parse, format and resolve.
(function (classes) {
  "use strict";
  const { URL, URLSearchParams } = classes;
  const slashed = new Set(["http", "https", "ftp", "gopher", "file", "ws", "wss"]);
  const escapes = /[\t\n\r "'<>\\^`{|}]/g;
  const escapeAll = (text) => text.replace(escapes, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0"));

  class Url {
    protocol = null;
    slashes = null;
    auth = null;
    host = null;
    port = null;
    hostname = null;
    hash = null;
    search = null;
    query = null;
    pathname = null;
    path = null;
    href = null;
    parse(input, query, slashesDenoteHost) {
      return Object.assign(this, parse(input, query, slashesDenoteHost));
    }
    format() {
      return formatParts(this);
    }
    resolve(to) {
      return resolve(this.href, to);
    }
  }

  function readHost(url, rest) {
    const end = rest.search(/[/?#\\]/);
    let authority = end < 0 ? rest : rest.slice(0, end);
    rest = end < 0 ? "" : rest.slice(end);
    const at = authority.lastIndexOf("@");
    if (at >= 0) {
      url.auth = decodeURIComponent(authority.slice(0, at));
      authority = authority.slice(at + 1);
    }
    const port = /:([0-9]*)$/.exec(authority);
    if (port) {
      if (port[1]) url.port = port[1];
      authority = authority.slice(0, -port[0].length);
    }
    const six = authority.startsWith("[") && authority.endsWith("]");
    let name = authority.toLowerCase();
    if (!six) {
      const odd = name.search(/[^a-z0-9\-_.~+%\u0080-\uffff]/);
      if (odd >= 0) {
        rest = `/${authority.slice(odd)}${rest}`;
        name = name.slice(0, odd);
      }
      if (/[^\x00-\x7f]/.test(name) && URL.canParse(`http://${name}`)) name = new URL(`http://${name}`).hostname;
    }
    url.host = name + (url.port ? `:${url.port}` : "");
    url.hostname = six ? name.slice(1, -1) : name;
    return rest;
  }

  function parse(input, query = false, slashesDenoteHost = false) {
    if (input instanceof Url) return input;
    if (typeof input !== "string") {
      const error = new TypeError(`The "url" argument must be of type string. Received ${input === null ? "null" : typeof input}`);
      error.code = "ERR_INVALID_ARG_TYPE";
      throw error;
    }
    const url = new Url();
    let rest = input.trim();
    const cut = rest.search(/[?#]/);
    rest = cut < 0 ? rest.replace(/\\/g, "/") : rest.slice(0, cut).replace(/\\/g, "/") + rest.slice(cut);
    const scheme = /^[a-z0-9.+-]+:/i.exec(rest);
    const protocol = scheme?.[0].toLowerCase().slice(0, -1);
    if (scheme) {
      url.protocol = `${protocol}:`;
      rest = rest.slice(scheme[0].length);
    }
    const plain = protocol === "javascript";
    if ((slashesDenoteHost || scheme || /^\/\/[^@/]+@[^@/]+/.test(rest)) && rest.startsWith("//") && !plain) {
      url.slashes = true;
      rest = readHost(url, rest.slice(2));
    } else if (scheme && !slashed.has(protocol) && !plain) {
      rest = readHost(url, rest);
    }
    if (!plain) rest = escapeAll(rest);
    const hash = rest.indexOf("#");
    if (hash >= 0) {
      url.hash = rest.slice(hash);
      rest = rest.slice(0, hash);
    }
    const mark = rest.indexOf("?");
    if (mark >= 0) {
      url.search = rest.slice(mark);
      url.query = rest.slice(mark + 1);
      rest = rest.slice(0, mark);
    } else if (query) url.search = null;
    if (query) url.query = readQuery(url.query ?? "");
    if (rest) url.pathname = rest;
    else if (slashed.has(protocol) && url.hostname) url.pathname = "/";
    if (url.pathname || url.search) url.path = (url.pathname ?? "") + (url.search ?? "");
    url.href = formatParts(url);
    return url;
  }

  function readQuery(text) {
    const result = Object.create(null);
    for (const [name, value] of new URLSearchParams(text)) {
      if (!(name in result)) result[name] = value;
      else result[name] = [].concat(result[name], value);
    }
    return result;
  }
  function writeQuery(query) {
    const escape = (value) => encodeURIComponent(typeof value === "string" || typeof value === "number" || typeof value === "boolean" || typeof value === "bigint" ? String(value) : "");
    return Object.keys(query)
      .flatMap((name) => [].concat(query[name]).map((value) => `${escape(name)}=${escape(value)}`))
      .join("&");
  }

  function formatParts(url) {
    let protocol = url.protocol ?? "";
    if (protocol && !protocol.endsWith(":")) protocol += ":";
    const auth = url.auth ? `${encodeURIComponent(url.auth).replace(/%3A/i, ":")}@` : "";
    let host = false;
    if (url.host) host = auth + url.host;
    else if (url.hostname) host = auth + (url.hostname.includes(":") ? `[${url.hostname}]` : url.hostname) + (url.port ? `:${url.port}` : "");
    let search = url.search || (url.query !== null && typeof url.query === "object" && Object.keys(url.query).length ? `?${writeQuery(url.query)}` : "");
    if (search && !search.startsWith("?")) search = `?${search}`;
    let pathname = (url.pathname ?? "").replace(/[?#]/g, (c) => (c === "?" ? "%3F" : "%23"));
    if (url.slashes || (slashed.has(protocol.slice(0, -1)) && host !== false)) {
      host = `//${host || ""}`;
      if (pathname && !pathname.startsWith("/")) pathname = `/${pathname}`;
    } else if (host === false) host = "";
    let hash = url.hash ?? "";
    if (hash && !hash.startsWith("#")) hash = `#${hash}`;
    return protocol + host + pathname + search.replace(/#/g, "%23") + hash;
  }

  function format(value, options) {
    if (typeof value === "string") return formatParts(parse(value));
    if (value instanceof URL) {
      const copy = new URL(value.href);
      if (options?.auth === false) copy.username = copy.password = "";
      if (options?.fragment === false) copy.hash = "";
      if (options?.search === false) copy.search = "";
      return copy.href;
    }
    if (value === null || typeof value !== "object") {
      const error = new TypeError(`The "urlObject" argument must be one of type object or string. Received ${value === null ? "null" : typeof value}`);
      error.code = "ERR_INVALID_ARG_TYPE";
      throw error;
    }
    return formatParts(value);
  }

  // resolve works on a made-up base when the real one has no host.
  function resolve(from, to) {
    const base = "resolve://host/";
    const url = new URL(to, new URL(from, base));
    if (url.protocol !== "resolve:") return url.href;
    const path = url.pathname + url.search + url.hash;
    return from.startsWith("/") || to.startsWith("/") ? path : path.slice(1);
  }

  return {
    URL,
    URLSearchParams,
    Url,
    parse,
    format,
    resolve,
    resolveObject: (from, to) => parse(resolve(from, to)),
    domainToASCII: (name) => (URL.canParse(`ws://${name}`) ? new URL(`ws://${name}`).hostname : ""),
    urlToHttpOptions(url) {
      return {
        protocol: url.protocol, hostname: url.hostname.replace(/^\[|\]$/g, ""), hash: url.hash, search: url.search, pathname: url.pathname,
        path: `${url.pathname}${url.search}`, href: url.href, ...(url.port !== "" && { port: Number(url.port) }),
        ...((url.username || url.password) && { auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` }),
      };
    },
  };
});
