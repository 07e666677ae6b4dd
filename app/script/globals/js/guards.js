// Guards: built-ins of the engine cannot be interrupted, so what would make them outgrow the process is refused before.
// limit is the size in bytes that one call may make; an array's element counts as 16.
(function (limit, count, closed, define) {
  "use strict";
  const { apply, construct, defineProperty, getPrototypeOf, getOwnPropertyDescriptor, setPrototypeOf } = Reflect;
  const { isView } = ArrayBuffer;
  const isArray = Array.isArray;
  const most = Math.floor(limit / 16);
  const words = (what, size, most) => `${what} ${size}, more than the ${most} that Patchbay allows at once.`;
  const longString = (size) => new RangeError("Invalid string length: " + words("this would make a text of", size, limit));
  const longArray = (size) => new RangeError("Invalid array length: " + words("this would handle an array of", size, most));

  function replace(owner, name, make) {
    const native = owner[name];
    const wrapper = make(native)[name];
    if (wrapper.length !== native.length) defineProperty(wrapper, "length", { value: native.length, configurable: true });
    define(owner, name, wrapper);
  }
  const sizeOf = (value) => (typeof value === "string" ? value : String(value)).length;

  replace(String.prototype, "repeat", (native) => ({
    repeat(times) {
      if (times < 0 || times === Infinity) throw new RangeError(`Invalid count value: ${times}`);
      if (times > 1 && sizeOf(this) * times > limit) throw longString(sizeOf(this) * times);
      return apply(native, this, [times]);
    },
  }));
  for (const name of ["padStart", "padEnd"]) {
    replace(String.prototype, name, (native) => ({
      [name](size, ...filler) {
        if (size > limit && filler[0] !== "") throw longString(size);
        return apply(native, this, [size, ...filler]);
      },
    }));
  }
  replace(String.prototype, "split", (native) => ({
    split(separator, most_) {
      if (typeof this === "string" && this.length > most / 4 && typeof separator === "string") {
        const pieces = separator === "" ? this.length : count(this, separator);
        if (pieces > most && !(most_ <= most)) throw longArray(pieces);
      }
      return apply(native, this, [separator, most_]);
    },
  }));

  // textSize guesses what join makes: from all elements when a few of them are large.
  function textSize(list, separator) {
    const { length } = list;
    let size = length * separator;
    if (!isArray(list) || size > limit) return size;
    let largest = 0;
    const step = length > 8 ? Math.floor(length / 8) : 1;
    for (let i = 0; i < length; i += step) if (typeof list[i] === "string") largest = Math.max(largest, list[i].length);
    if (size + largest * length <= limit) return size;
    for (let i = 0; i < length && size <= limit; i++) if (typeof list[i] === "string") size += list[i].length;
    return size;
  }
  const joining = (native) => ({
    join(separator) {
      if (this !== null && this !== undefined) {
        const size = textSize(this, separator === undefined ? 1 : sizeOf(separator));
        if (size > limit) throw longString(size);
      }
      return separator === undefined ? apply(native, this, []) : apply(native, this, [separator]);
    },
  });
  replace(Array.prototype, "join", joining);
  replace(Array.prototype, "fill", (native) => ({
    fill(value, start, end) {
      if (this?.length > most) throw longArray(this.length);
      return apply(native, this, [value, start, end]);
    },
  }));

  // guarded stands in for a constructor. Its prototype is the original's, and copies that methods make (by species) are
  // made by the original.
  function guarded(native, check, species) {
    const name = native.name;
    function constructor(...args) {
      check(args);
      if (new.target === undefined) {
        if (!species) throw new TypeError(`Constructor ${name} requires 'new'`);
        return construct(native, args);
      }
      return construct(native, args, new.target === constructor ? native : new.target);
    }
    setPrototypeOf(constructor, getPrototypeOf(native));
    for (const key of Reflect.ownKeys(native)) {
      const descriptor = getOwnPropertyDescriptor(native, key);
      if (key === "prototype") defineProperty(constructor, key, { ...descriptor });
      else defineProperty(constructor, key, { ...descriptor, configurable: true });
    }
    defineProperty(constructor, Symbol.species, {
      configurable: true,
      get() {
        return this === constructor ? native : this;
      },
    });
    define(native.prototype, "constructor", constructor);
    return constructor;
  }
  const NativeArray = Array;
  globalThis.Array = guarded(
    NativeArray,
    (args) => {
      if (args.length === 1 && args[0] > most && typeof args[0] === "number" && args[0] <= 4294967295) throw longArray(args[0]);
    },
    true,
  );
  replace(Array, "from", (native) => ({
    from(items, map, receiver) {
      if (items !== null && typeof items === "object" && items.length > most && typeof items[Symbol.iterator] !== "function") throw longArray(items.length);
      return apply(native, this === Array ? NativeArray : this, map === undefined ? [items] : [items, map, receiver]);
    },
  }));
  replace(Array, "of", (native) => ({
    of(...items) {
      return apply(native, this === Array ? NativeArray : this, items);
    },
  }));

  const large = (bytes) => {
    throw new RangeError("Array buffer allocation failed: " + words("this would need bytes:", bytes, limit));
  };
  // buffers guards the constructor of ArrayBuffer or of a typed array.
  function buffers(native) {
    const width = native.BYTES_PER_ELEMENT ?? 1;
    return guarded(native, ([size]) => {
      if (typeof size === "number" ? size * width > limit : size !== null && typeof size === "object" && !isView(size) && size.length * width > limit) {
        large((typeof size === "number" ? size : size.length) * width);
      }
    });
  }

  replace(BigInt, "asUintN", (native) => ({
    asUintN(bits, value) {
      if (bits > limit) throw new RangeError("Maximum BigInt size exceeded");
      return apply(native, this, [bits, value]);
    },
  }));

  // pow is ** for operands that may be BigInt; the engine lets code with ** call it.
  function pow(base, exponent) {
    if (typeof base !== "bigint" || typeof exponent !== "bigint") return base ** exponent;
    if (base > 1n || base < -1n) {
      const bits = base.toString(16).length * 4;
      if (exponent > BigInt(limit) * 8n / BigInt(bits)) throw new RangeError("Maximum BigInt size exceeded");
    }
    return base ** exponent;
  }

  // Text is not made into code, as in production. Each kind of function has a constructor that would.
  const refusal = () => new closed.EvalError("Code generation from strings disallowed for this context");
  const kinds = [function () {}, async function () {}, function* () {}];
  for (const sample of kinds) {
    const prototype = getPrototypeOf(sample);
    const native = prototype.constructor;
    const name = native.name;
    const replacement = {
      [name]: function () {
        throw refusal();
      },
    }[name];
    setPrototypeOf(replacement, getPrototypeOf(native));
    defineProperty(replacement, "prototype", { value: native.prototype, writable: false, enumerable: false, configurable: false });
    defineProperty(replacement, "length", { value: 1, configurable: true });
    defineProperty(prototype, "constructor", { value: replacement, writable: sample === kinds[0], configurable: true });
  }
  define(globalThis, "Function", getPrototypeOf(kinds[0]).constructor);
  const evil = {
    eval(_) {
      throw refusal();
    },
  };
  define(globalThis, "eval", evil.eval);
  return { buffers, pow };
});
