// What the language has in production and the engine lacks.
// fill defines the methods that the engine does not have.
(function (asyncIterator, define, fill) {
  "use strict";
  const callable = (value, what) => {
    if (typeof value !== "function") throw new TypeError(`${what ?? String(value)} is not a function`);
    return value;
  };

  function group(items, callback, add) {
    callable(callback);
    let i = 0;
    for (const item of items) add(callback(item, i++), item);
  }
  fill(Object, {
    groupBy(items, callback) {
      const groups = Object.create(null);
      group(items, callback, (key, item) => {
        if (typeof key !== "symbol") key = String(key);
        (groups[key] ??= []).push(item);
      });
      return groups;
    },
  });
  fill(Map, {
    groupBy(items, callback) {
      const groups = new Map();
      group(items, callback, (key, item) => {
        const list = groups.get(key);
        if (list) list.push(item);
        else groups.set(key, [item]);
      });
      return groups;
    },
  });
  fill(Promise, {
    withResolvers() {
      let resolve, reject;
      const promise = new this((yes, no) => {
        resolve = yes;
        reject = no;
      });
      return { promise, resolve, reject };
    },
  });
  fill(Array, {
    async fromAsync(items, map, receiver) {
      if (map !== undefined) callable(map);
      const result = typeof this === "function" ? new this() : [];
      let i = 0;
      const put = async (value) => {
        result[i] = map ? await map.call(receiver, value, i) : value;
        i++;
      };
      const method = items[asyncIterator];
      if (method != null) {
        const steps = method.call(items);
        for (let step = await steps.next(); !step.done; step = await steps.next()) await put(step.value);
      } else if (items[Symbol.iterator] != null) {
        for (const value of items) await put(await value);
      } else {
        for (let length = Math.min(Math.max(Math.trunc(items.length) || 0, 0), Number.MAX_SAFE_INTEGER); i < length; ) await put(await items[i]);
      }
      result.length = i;
      return result;
    },
  });
  const surrogate = (unit) => unit >= 0xd800 && unit <= 0xdfff;
  function wellFormed(text, replace) {
    let result = "";
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (!surrogate(unit)) continue;
      const next = text.charCodeAt(i + 1);
      if (unit < 0xdc00 && next >= 0xdc00 && next <= 0xdfff) {
        i++;
        continue;
      }
      if (!replace) return false;
      result += text.slice(from, i) + "\uFFFD";
      from = i + 1;
    }
    return replace ? (from ? result + text.slice(from) : text) : true;
  }
  fill(String.prototype, {
    isWellFormed() {
      return wellFormed(String(this), false);
    },
    toWellFormed() {
      return wellFormed(String(this), true);
    },
  });

  // Iterator helpers. Iterator.prototype exists already: generators and the iterators of arrays inherit from it.
  const prototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
  function Iterator() {
    if (new.target === undefined || new.target === Iterator) throw new TypeError("Abstract class Iterator not directly constructable");
  }
  Object.defineProperty(Iterator, "prototype", { value: prototype, writable: false, enumerable: false, configurable: false });
  define(prototype, "constructor", Iterator);
  define(prototype, Symbol.toStringTag, "Iterator");
  const helper = Object.create(prototype, { [Symbol.toStringTag]: { value: "Iterator Helper", configurable: true } });
  function lazily(source, steps) {
    const running = steps();
    return Object.create(helper, {
      next: { value: () => running.next() },
      return: {
        value: () => {
          source.return?.();
          return running.return();
        },
      },
    });
  }
  const direct = (self) => {
    if (self === null || typeof self !== "object") throw new TypeError("Iterator helper called on non-object");
    const next = self.next;
    return { source: self, step: () => next.call(self) };
  };
  const limit = (value) => {
    const number = +value;
    if (Number.isNaN(number)) throw new RangeError(`${value} must be positive`);
    const whole = Math.trunc(number);
    if (whole < 0) throw new RangeError(`${value} must be positive`);
    return whole;
  };
  function* each(it) {
    let finished = false;
    try {
      for (let step = it.step(); !step.done; step = it.step()) yield step.value;
      finished = true;
    } finally {
      if (!finished) it.source.return?.();
    }
  }
  function iteratorOf(value, strings) {
    if (typeof value !== "object" && !(strings && typeof value === "string")) throw new TypeError(`${String(value)} is not an object`);
    const method = value[Symbol.iterator];
    return method === undefined || method === null ? value : method.call(value);
  }
  fill(prototype, {
    map(mapper) {
      callable(mapper);
      const it = direct(this);
      return lazily(it.source, function* () {
        let i = 0;
        for (const value of each(it)) yield mapper(value, i++);
      });
    },
    filter(test) {
      callable(test);
      const it = direct(this);
      return lazily(it.source, function* () {
        let i = 0;
        for (const value of each(it)) if (test(value, i++)) yield value;
      });
    },
    take(count) {
      const it = direct(this);
      let left = limit(count);
      return lazily(it.source, function* () {
        if (left === 0) return void it.source.return?.();
        for (const value of each(it)) {
          yield value;
          if (--left <= 0) return;
        }
      });
    },
    drop(count) {
      const it = direct(this);
      let left = limit(count);
      return lazily(it.source, function* () {
        for (const value of each(it)) {
          if (left > 0) left--;
          else yield value;
        }
      });
    },
    flatMap(mapper) {
      callable(mapper);
      const it = direct(this);
      return lazily(it.source, function* () {
        let i = 0;
        for (const value of each(it)) {
          const inner = iteratorOf(mapper(value, i++), false);
          yield* each(direct(inner));
        }
      });
    },
    reduce(reducer, ...initial) {
      callable(reducer);
      const it = direct(this);
      let i = 0;
      let result = initial[0];
      if (initial.length === 0) {
        const first = it.step();
        if (first.done) throw new TypeError("Reduce of a done iterator with no initial value");
        result = first.value;
        i = 1;
      }
      for (const value of each(it)) result = reducer(result, value, i++);
      return result;
    },
    toArray() {
      return [...each(direct(this))];
    },
    forEach(callback) {
      callable(callback);
      let i = 0;
      for (const value of each(direct(this))) callback(value, i++);
    },
    some(test) {
      callable(test);
      let i = 0;
      for (const value of each(direct(this))) if (test(value, i++)) return true;
      return false;
    },
    every(test) {
      callable(test);
      let i = 0;
      for (const value of each(direct(this))) if (!test(value, i++)) return false;
      return true;
    },
    find(test) {
      callable(test);
      let i = 0;
      for (const value of each(direct(this))) if (test(value, i++)) return value;
      return undefined;
    },
  });
  fill(Iterator, {
    from(value) {
      const iterator = iteratorOf(value, true);
      if (iterator instanceof Iterator) return iterator;
      const next = iterator.next;
      return Object.create(prototype, {
        next: { value: () => next.call(iterator) },
        return: { value: () => iterator.return?.() ?? { value: undefined, done: true } },
      });
    },
  });
  define(globalThis, "Iterator", Iterator);

  const named = (type) => {
    Object.defineProperty(type.prototype, Symbol.toStringTag, { value: type.name, configurable: true });
    return type;
  };
  return {
    // Nothing is collected before a run ends, as far as its code could notice.
    WeakRef: () =>
      named(
        class WeakRef {
          #target;
          constructor(target) {
            if ((typeof target !== "object" || target === null) && typeof target !== "function") throw new TypeError("WeakRef: invalid target");
            this.#target = target;
          }
          deref() {
            return this.#target;
          }
        },
      ),
    FinalizationRegistry: () =>
      named(
        class FinalizationRegistry {
          constructor(cleanup) {
            callable(cleanup, "FinalizationRegistry: cleanup must be callable; it");
          }
          register() {}
          unregister() {
            return false;
          }
        },
      ),
    // There is one thread, so plain reads and writes are atomic.
    Atomics() {
      const swap = (next) => (array, i, value) => {
        const old = array[i];
        array[i] = next(old, value);
        return old;
      };
      const Atomics = {};
      fill(Atomics, {
        load: (array, i) => array[i],
        store: (array, i, value) => ((array[i] = value), value),
        add: swap((a, b) => a + b),
        sub: swap((a, b) => a - b),
        and: swap((a, b) => a & b),
        or: swap((a, b) => a | b),
        xor: swap((a, b) => a ^ b),
        exchange: swap((a, b) => b),
        compareExchange(array, i, expected, value) {
          const old = array[i];
          if (old === expected) array[i] = value;
          return old;
        },
        isLockFree: (size) => size === 1 || size === 2 || size === 4 || size === 8,
        wait() {
          throw new TypeError("Atomics.wait cannot be called in this context");
        },
        notify: () => 0,
      });
      Object.defineProperty(Atomics, Symbol.toStringTag, { value: "Atomics", configurable: true });
      return Atomics;
    },
  };
});
