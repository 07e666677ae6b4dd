// What stands in for zod's $constructor. Three things differ, all invisible through zod's documented interface.
//
// Methods: zod gives every schema about 90 closures of its own. Here a class knows how to make them (members), and a schema
// gets one when it is first asked for it, by a proxy among its prototypes. Prototypes of zod's own classes inherit from each
// other, so that what somebody adds to a class's prototype reaches the schemas as before.
//
// Traits: the classes of a schema, a set that all schemas of one class share.
//
// Classes: their name and their instanceof come from one shared prototype instead of three definitions each.

const $name = Symbol("name");
const $base = Symbol("base");
const $link = Symbol("link");
const $traits = Symbol("traits"); // of all instances of a class
const $done = Symbol("done"); // the classes that have initialized an instance
const $classes = Object.create(Function.prototype, {
  name: { configurable: true, get() { return this[$name]; } },
  [Symbol.hasInstance]: {
    configurable: true,
    value(inst) {
      return inst?._zod?.traits?.has(this[$name]) ?? false;
    },
  },
});

// $own defines a property as an assignment to a schema without prototypes would.
function $own(inst, key, value) {
  Object.defineProperty(inst, key, { value, writable: true, enumerable: true, configurable: true });
}

// $made is the method of that name for one schema. The description is looked up at each reading: it may be registered later.
function $made(inst, key, members) {
  const value = members(key, inst, inst._zod.def);
  if (value !== undefined && key !== "description") $own(inst, key, value);
  return value;
}

// $behind makes what stands behind a class's prototype: the methods of its schemas, then the next prototype.
function $behind(next, members, names) {
  return new Proxy(next, {
    get(target, key, inst) {
      if (key !== "_zod" && inst?._zod) {
        const value = $made(inst, key, members);
        if (value !== undefined) return value;
      }
      return Reflect.get(target, key, inst);
    },
    has: (target, key) => (typeof key === "string" && names.includes(` ${key} `)) || Reflect.has(target, key),
  });
}

// $lend gives a schema of a class made outside of zod its methods.
function $lend(inst, members, names) {
  for (const key of names.trim().split(" ")) {
    Object.defineProperty(inst, key, {
      configurable: true,
      get: () => $made(inst, key, members),
      set: (value) => $own(inst, key, value),
    });
  }
}

function $constructor(name, initializer, params, base, members, names) {
  const Parent = params?.Parent;
  let linked = false;
  let known; // the class that was last seen to inherit from this one
  function link() {
    if (linked) return;
    linked = true;
    let next = Object.prototype;
    if (base) {
      const parent = base();
      parent[$link]();
      next = parent.prototype;
    }
    if (members) next = $behind(next, members, names);
    if (next !== Object.prototype) Object.setPrototypeOf(_.prototype, next);
  }
  function inherits(other) {
    while (other && other !== _) other = other[$base]?.();
    return other === _;
  }
  function init(inst, def) {
    let internals = inst._zod;
    if (!internals) {
      // A class made outside of zod may choose for each instance.
      internals = { def, constr: _, traits: base ? (_[$traits] ??= new Set()) : new Set(), [$done]: [] };
      Object.defineProperty(inst, "_zod", { value: internals });
    }
    const done = (internals[$done] ??= []);
    if (done.includes(name)) return;
    done.push(name);
    if (!internals.traits.has(name)) internals.traits.add(name);
    if (members && known !== internals.constr) {
      if (inherits(internals.constr)) known = internals.constr;
      else $lend(inst, members, names);
    }
    initializer(inst, def);
  }
  const Definition = Parent && class extends Parent {};
  if (Parent) Object.defineProperty(Definition, "name", { value: name });
  function _(def) {
    link();
    const inst = Parent ? new Definition() : this;
    init(inst, def);
    const internals = inst._zod;
    if (internals.run === null) internals.run = internals.parse; // a schema without checks
    const deferred = internals.deferred;
    if (deferred) for (let i = 0; i < deferred.length; i++) deferred[i]();
    return inst;
  }
  delete _.name;
  Object.setPrototypeOf(_, $classes);
  _[$name] = name;
  _[$base] = base;
  _.init = init;
  _[$link] = link;
  if (Parent) {
    Object.defineProperty(_, Symbol.hasInstance, {
      value: (inst) => inst instanceof Parent || inst?._zod?.traits?.has(name),
    });
  }
  return _;
}
