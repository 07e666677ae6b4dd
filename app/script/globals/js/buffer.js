// Buffer as Node has it, over the host's codecs. host.encode(text, encoding) gives an ArrayBuffer, host.decode(view,
// encoding) a text; an unknown encoding gives undefined.
(function (host, native) {
  "use strict";
  const { Uint8Array, ArrayBuffer, DataView } = native;
  const code = (error, name) => Object.defineProperty(error, "code", { value: name, configurable: true, writable: true, enumerable: true });
  const wrongType = (text) => code(new TypeError(text), "ERR_INVALID_ARG_TYPE");
  const outOfRange = (name, range, value) =>
    code(new RangeError(`The value of "${name}" is out of range. It must be ${range}. Received ${received(value)}`), "ERR_OUT_OF_RANGE");
  const isBytes = (value) => ArrayBuffer.isView(value);
  const isArrayBuffer = (value) => Object.prototype.toString.call(value) === "[object ArrayBuffer]";

  // Node writes large integers with separators.
  function received(value) {
    if (typeof value === "bigint") return `${grouped(String(value))}n`;
    if (typeof value === "number" && Number.isInteger(value) && Math.abs(value) > 2 ** 32) return grouped(String(value));
    return String(value);
  }
  const grouped = (digits) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, "_");

  function describe(value) {
    if (value == null) return `Received ${value}`;
    if (typeof value === "function") return `Received function ${value.name}`;
    if (typeof value === "object") return value.constructor?.name ? `Received an instance of ${value.constructor.name}` : "Received [Object: null prototype] {}";
    let text = String(value);
    if (text.length > 28) text = `${text.slice(0, 25)}...`;
    if (typeof value === "string") text = `'${text}'`;
    return `Received type ${typeof value} (${text}${typeof value === "bigint" ? "n" : ""})`;
  }

  function bytesOf(text, encoding) {
    const bytes = host.encode(text, encoding === undefined || encoding === null || encoding === "" ? "utf8" : String(encoding));
    if (bytes === undefined) throw code(new TypeError(`Unknown encoding: ${encoding}`), "ERR_UNKNOWN_ENCODING");
    return bytes;
  }

  function size(value) {
    if (typeof value !== "number") throw wrongType(`The "size" argument must be of type number. ${describe(value)}`);
    if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) throw outOfRange("size", ">= 0 && <= 9007199254740991", value);
    return Math.trunc(value);
  }

  class Buffer extends Uint8Array {
    // new Buffer(…) is deprecated in Node and works; inside, the constructor is Uint8Array's.
    constructor(value, offsetOrEncoding, length) {
      if (typeof value === "string") super(bytesOf(value, offsetOrEncoding));
      else super(value ?? 0, offsetOrEncoding, length);
    }
    static from(value, offsetOrEncoding, length) {
      if (typeof value === "string") return new Buffer(bytesOf(value, offsetOrEncoding));
      if (value !== null && typeof value === "object") {
        if (isArrayBuffer(value)) return fromArrayBuffer(value, offsetOrEncoding, length);
        if (isBytes(value) || Array.isArray(value)) return copyOf(value);
        const primitive = typeof value.valueOf === "function" ? value.valueOf() : value;
        if (primitive != null && primitive !== value && (typeof primitive === "string" || typeof primitive === "object")) {
          return Buffer.from(primitive, offsetOrEncoding, length);
        }
        if (value.length !== undefined || isArrayBuffer(value.buffer)) return typeof value.length === "number" ? copyOf(value) : new Buffer(0);
        if (value.type === "Buffer" && Array.isArray(value.data)) return copyOf(value.data);
        if (typeof value[Symbol.toPrimitive] === "function") {
          const text = value[Symbol.toPrimitive]("string");
          if (typeof text === "string") return Buffer.from(text, offsetOrEncoding);
        }
      }
      throw wrongType(
        "The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object. " + describe(value),
      );
    }
    static of(...items) {
      return copyOf(items);
    }
    static alloc(length, fill, encoding) {
      const buffer = new Buffer(size(length));
      return fill === undefined || fill === 0 || length === 0 ? buffer : buffer.fill(fill, encoding);
    }
    static allocUnsafe(length) {
      return new Buffer(size(length));
    }
    static allocUnsafeSlow(length) {
      return new Buffer(size(length));
    }
    static isBuffer(value) {
      return value instanceof Buffer;
    }
    static isEncoding(encoding) {
      return typeof encoding === "string" && encoding !== "" && host.encode("", encoding) !== undefined;
    }
    static byteLength(value, encoding) {
      if (typeof value === "string") return host.size(value, encoding == null ? "utf8" : String(encoding));
      if (isBytes(value) || isArrayBuffer(value)) return value.byteLength;
      throw wrongType(`The "string" argument must be of type string or an instance of Buffer or ArrayBuffer. ${describe(value)}`);
    }
    static compare(a, b) {
      return host.compare(view(a, "buf1"), view(b, "buf2"));
    }
    static concat(list, length) {
      if (!Array.isArray(list)) throw wrongType(`The "list" argument must be an instance of Array. ${describe(list)}`);
      let total = 0;
      list.forEach((item, i) => {
        if (!isBytes(item)) throw wrongType(`The "list[${i}]" argument must be an instance of Buffer or Uint8Array. ${describe(item)}`);
        total += item.length;
      });
      const result = new Buffer(length === undefined ? total : size(length));
      let at = 0;
      for (const item of list) {
        if (at >= result.length) break;
        const part = at + item.length > result.length ? item.subarray(0, result.length - at) : item;
        Uint8Array.prototype.set.call(result, part, at);
        at += part.length;
      }
      return result;
    }
    get parent() {
      return this.buffer;
    }
    get offset() {
      return this.byteOffset;
    }
    toString(encoding, start, end) {
      start = start === undefined ? 0 : clamp(start, 0, this.length);
      end = end === undefined ? this.length : clamp(end, 0, this.length);
      if (end <= start) return "";
      const text = host.decode(this, encoding == null ? "utf8" : String(encoding), start, end);
      if (text === undefined) throw code(new TypeError(`Unknown encoding: ${encoding}`), "ERR_UNKNOWN_ENCODING");
      return text;
    }
    toLocaleString(encoding, start, end) {
      return this.toString(encoding, start, end);
    }
    toJSON() {
      return { type: "Buffer", data: Array.prototype.slice.call(this) };
    }
    equals(other) {
      if (!isBytes(other)) throw wrongType(`The "otherBuffer" argument must be an instance of Buffer or Uint8Array. ${describe(other)}`);
      return host.compare(this, other) === 0;
    }
    compare(target, targetStart = 0, targetEnd = target?.length, start = 0, end = this.length) {
      const other = view(target, "target");
      return host.compare(this.subarray(start, end), Uint8Array.prototype.subarray.call(other, targetStart, targetEnd));
    }
    subarray(start, end) {
      const length = this.length;
      const from = relative(start, length, 0);
      const to = Math.max(from, relative(end, length, length));
      return new Buffer(this.buffer, this.byteOffset + from, to - from);
    }
    slice(start, end) {
      return this.subarray(start, end);
    }
    copy(target, targetStart = 0, start = 0, end = this.length) {
      if (!isBytes(target)) throw wrongType(`The "target" argument must be an instance of Buffer or Uint8Array. ${describe(target)}`);
      targetStart = toInteger(targetStart);
      if (targetStart < 0) throw outOfRange("targetStart", ">= 0", targetStart);
      start = toInteger(start);
      if (start < 0 || start > this.length) throw outOfRange("sourceStart", `>= 0 && <= ${this.length}`, start);
      end = Math.min(toInteger(end), this.length);
      if (end < 0) throw outOfRange("sourceEnd", ">= 0", end);
      const count = Math.min(end - start, target.length - targetStart);
      if (count <= 0) return 0;
      Uint8Array.prototype.set.call(target, Uint8Array.prototype.subarray.call(this, start, start + count), targetStart);
      return count;
    }
    fill(value, start, end, encoding) {
      if (typeof start === "string") [encoding, start, end] = [start, undefined, undefined];
      else if (typeof end === "string") [encoding, end] = [end, undefined];
      start ??= 0;
      end ??= this.length;
      if (start < 0 || start > this.length) throw outOfRange("offset", `>= 0 && <= ${this.length}`, start);
      if (end < 0 || end > this.length) throw outOfRange("end", `>= 0 && <= ${this.length}`, end);
      if (typeof value === "string" || isBytes(value)) {
        const pattern = typeof value === "string" ? new Uint8Array(bytesOf(value, encoding)) : value;
        if (pattern.length === 0) {
          if (typeof value !== "string" || value.length > 0) throw code(new TypeError(`The argument 'value' is invalid. Received ${typeof value === "string" ? `'${value}'` : "<Buffer >"}`), "ERR_INVALID_ARG_VALUE");
          Uint8Array.prototype.fill.call(this, 0, start, end);
          return this;
        }
        for (let i = start; i < end; i += pattern.length) {
          this.set(pattern.length > end - i ? pattern.subarray(0, end - i) : pattern, i);
        }
        return this;
      }
      Uint8Array.prototype.fill.call(this, typeof value === "boolean" ? +value : value & 255, start, end);
      return this;
    }
    indexOf(value, offset, encoding) {
      return search(this, value, offset, encoding, true);
    }
    lastIndexOf(value, offset, encoding) {
      return search(this, value, offset, encoding, false);
    }
    includes(value, offset, encoding) {
      return this.indexOf(value, offset, encoding) !== -1;
    }
    write(text, offset, length, encoding) {
      if (typeof text !== "string") throw wrongType("argument must be a string");
      if (typeof offset === "string") [encoding, offset, length] = [offset, undefined, undefined];
      else if (typeof length === "string") [encoding, length] = [length, undefined];
      offset = offset === undefined ? 0 : toInteger(offset);
      if (offset < 0 || offset > this.length) throw outOfRange("offset", `>= 0 && <= ${this.length}`, offset);
      const room = Math.min(length === undefined ? Infinity : toInteger(length), this.length - offset);
      const bytes = new Uint8Array(bytesOf(text, encoding));
      const count = bytes.length <= room ? bytes.length : host.whole(bytes, room, encoding == null ? "utf8" : String(encoding));
      this.set(bytes.subarray(0, count), offset);
      return count;
    }
    swap16() {
      return swap(this, 2);
    }
    swap32() {
      return swap(this, 4);
    }
    swap64() {
      return swap(this, 8);
    }
    readUIntLE(offset, count) {
      return unsigned(this, offset, count, true);
    }
    readUIntBE(offset, count) {
      return unsigned(this, offset, count, false);
    }
    readIntLE(offset, count) {
      return signed(unsigned(this, offset, count, true), count);
    }
    readIntBE(offset, count) {
      return signed(unsigned(this, offset, count, false), count);
    }
    writeUIntLE(value, offset, count) {
      return integer(this, value, offset, count, true, 0, 2 ** (8 * count) - 1);
    }
    writeUIntBE(value, offset, count) {
      return integer(this, value, offset, count, false, 0, 2 ** (8 * count) - 1);
    }
    writeIntLE(value, offset, count) {
      return integer(this, value, offset, count, true, -(2 ** (8 * count - 1)), 2 ** (8 * count - 1) - 1);
    }
    writeIntBE(value, offset, count) {
      return integer(this, value, offset, count, false, -(2 ** (8 * count - 1)), 2 ** (8 * count - 1) - 1);
    }
  }

  // read… and write… of each number that a DataView knows.
  const numbers = [["UInt8", "Uint8", 1], ["Int8", "Int8", 1]];
  for (const end of ["LE", "BE"]) {
    numbers.push(["UInt16" + end, "Uint16", 2], ["Int16" + end, "Int16", 2], ["UInt32" + end, "Uint32", 4], ["Int32" + end, "Int32", 4]);
    numbers.push(["Float" + end, "Float32", 4], ["Double" + end, "Float64", 8], ["BigUInt64" + end, "BigUint64", 8], ["BigInt64" + end, "BigInt64", 8]);
  }
  const ranges = { Uint8: [0, 255], Int8: [-128, 127], Uint16: [0, 65535], Int16: [-32768, 32767], Uint32: [0, 4294967295], Int32: [-2147483648, 2147483647] };
  for (const [name, kind, width] of numbers) {
    const little = name.endsWith("LE");
    const methods = {
      ["read" + name](offset = 0) {
        return data(this, offset, width)["get" + kind](offset, little);
      },
      ["write" + name](value, offset = 0) {
        value = kind.startsWith("Big") ? bigRange(value, kind) : +value;
        const range = ranges[kind];
        if (range && (value < range[0] || value > range[1])) throw outOfRange("value", between(range[0], range[1]), value);
        data(this, offset, width)["set" + kind](offset, value, little);
        return offset + width;
      },
    };
    for (const method of ["read" + name, "write" + name]) {
      define(Buffer.prototype, method, methods[method]);
      if (name.includes("UInt")) define(Buffer.prototype, method.replace("UInt", "Uint"), methods[method]);
    }
  }
  for (const name of ["readUIntLE", "readUIntBE", "writeUIntLE", "writeUIntBE"]) define(Buffer.prototype, name.replace("UInt", "Uint"), Buffer.prototype[name]);
  define(Buffer, "poolSize", 8192);

  function define(target, name, value) {
    Object.defineProperty(target, name, { value, writable: true, configurable: true });
  }
  function between(low, high) {
    return `>= ${low} and <= ${high}`;
  }
  function bigRange(value, kind) {
    if (typeof value !== "bigint") throw new TypeError(`Cannot mix BigInt and other types, use explicit conversions`);
    const [low, high, text] = kind === "BigInt64" ? [-(2n ** 63n), 2n ** 63n, ">= -(2n ** 63n) and < 2n ** 63n"] : [0n, 2n ** 64n, ">= 0n and < 2n ** 64n"];
    if (value < low || value >= high) throw outOfRange("value", text, value);
    return value;
  }
  function data(buffer, offset, width) {
    if (typeof offset !== "number") throw wrongType(`The "offset" argument must be of type number. ${describe(offset)}`);
    if (!Number.isInteger(offset)) throw outOfRange("offset", "an integer", offset);
    if (buffer.length < width) throw code(new RangeError("Attempt to access memory outside buffer bounds"), "ERR_BUFFER_OUT_OF_BOUNDS");
    if (offset < 0 || offset + width > buffer.length) throw outOfRange("offset", `>= 0 and <= ${buffer.length - width}`, offset);
    return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }
  function unsigned(buffer, offset, count, little) {
    data(buffer, offset, width(count));
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 256 + buffer[little ? offset + count - 1 - i : offset + i];
    return value;
  }
  function signed(value, count) {
    return value >= 2 ** (8 * count - 1) ? value - 2 ** (8 * count) : value;
  }
  function integer(buffer, value, offset, count, little, low, high) {
    data(buffer, offset, width(count));
    value = +value;
    if (value < low || value > high) throw outOfRange("value", `>= ${low} and <= ${high}`, value);
    if (value < 0) value += 2 ** (8 * count);
    for (let i = 0; i < count; i++, value = Math.floor(value / 256)) buffer[little ? offset + i : offset + count - 1 - i] = value % 256;
    return offset + count;
  }
  function width(count) {
    if (typeof count !== "number") throw wrongType(`The "byteLength" argument must be of type number. ${describe(count)}`);
    if (!Number.isInteger(count)) throw outOfRange("byteLength", "an integer", count);
    if (count < 1 || count > 6) throw outOfRange("byteLength", ">= 1 and <= 6", count);
    return count;
  }
  function swap(buffer, step) {
    if (buffer.length % step) throw code(new RangeError(`Buffer size must be a multiple of ${step * 8}-bits`), "ERR_INVALID_BUFFER_SIZE");
    for (let i = 0; i < buffer.length; i += step) Uint8Array.prototype.subarray.call(buffer, i, i + step).reverse();
    return buffer;
  }
  function view(value, name) {
    if (!isBytes(value)) throw wrongType(`The "${name}" argument must be an instance of Buffer or Uint8Array. ${describe(value)}`);
    return value;
  }
  function copyOf(items) {
    const bytes = new Buffer(items.length > 0 ? items.length : 0);
    if (isBytes(items)) bytes.set(items);
    else for (let i = 0; i < bytes.length; i++) bytes[i] = items[i];
    return bytes;
  }
  function fromArrayBuffer(value, offset, length) {
    offset = offset === undefined ? 0 : +offset || 0;
    const room = value.byteLength - offset;
    if (room < 0) throw code(new RangeError('"offset" is outside of buffer bounds'), "ERR_BUFFER_OUT_OF_BOUNDS");
    if (length === undefined) length = room;
    else if ((length = +length) > 0) {
      if (length > room) throw code(new RangeError('"length" is outside of buffer bounds'), "ERR_BUFFER_OUT_OF_BOUNDS");
    } else length = 0;
    return new Buffer(value, offset, length);
  }
  function toInteger(value) {
    value = +value;
    return Number.isNaN(value) ? 0 : Math.trunc(value);
  }
  function clamp(value, low, high) {
    return Math.min(Math.max(toInteger(value), low), high);
  }
  function relative(value, length, missing) {
    if (value === undefined) return missing;
    value = toInteger(value);
    return value < 0 ? Math.max(0, length + value) : Math.min(value, length);
  }
  function search(buffer, value, offset, encoding, forwards) {
    if (typeof offset === "string") [encoding, offset] = [offset, undefined];
    offset = +offset;
    if (Number.isNaN(offset)) offset = forwards ? 0 : buffer.length;
    offset = Math.trunc(offset);
    if (typeof value === "number") {
      return forwards ? Uint8Array.prototype.indexOf.call(buffer, value & 255, offset) : Uint8Array.prototype.lastIndexOf.call(buffer, value & 255, offset);
    }
    if (typeof value !== "string" && !isBytes(value)) {
      throw wrongType(`The "value" argument must be one of type number or string or an instance of Buffer or Uint8Array. ${describe(value)}`);
    }
    const needle = typeof value === "string" ? new Uint8Array(bytesOf(value, encoding)) : value;
    const step = /^(ucs-?2|utf-?16le)$/i.test(String(encoding)) ? 2 : 1;
    return host.search(buffer, needle, offset, forwards, step);
  }
  return Buffer;
});
