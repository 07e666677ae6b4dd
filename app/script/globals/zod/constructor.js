// What stands in for zod's $constructor. Two things differ, both invisible through zod's documented interface.
//
// Methods: zod gives every schema about 90 closures of its own. Here a class keeps recipes for them on its prototype, and
// a schema makes a closure when it is first asked for one. Prototypes of zod's own classes inherit from each other, so
// that what somebody adds to a class's prototype reaches the schemas as before.
//
// Classes: their name and their instanceof come from one shared prototype instead of three definitions each.

const $name = Symbol("name");
const $link = Symbol("link");
const $classes = Object.create(Function.prototype, {
  name: { configurable: true, get() { return this[$name]; } },
  [Symbol.hasInstance]: {
    configurable: true,
    value(inst) {
      return inst?._zod?.traits?.has(this[$name]) ?? false;
    },
  },
});

// The description is looked up at each reading: it may be registered later.
function $recipe(target, key, make) {
  Object.defineProperty(target, key, {
    configurable: true,
    get() {
      if (!this?._zod) return undefined;
      const value = make(this, this._zod.def);
      if (key === "description") return value;
      Object.defineProperty(this, key, { value, writable: true, enumerable: true, configurable: true });
      return value;
    },
    set(value) {
      Object.defineProperty(this, key, { value, writable: true, enumerable: true, configurable: true });
    },
  });
}

function $recipes(target, members) {
  for (const key in members) $recipe(target, key, members[key]);
}

function $constructor(name, initializer, params, base, members) {
  const Parent = params?.Parent;
  let ready = false;
  let probe; // a method's name that no class before this one has
  function link() {
    if (ready) return;
    ready = true;
    if (base) {
      const parent = base();
      parent[$link]();
      Object.setPrototypeOf(_.prototype, parent.prototype);
    }
    if (members) {
      probe = Object.keys(members).at(-1);
      $recipes(_.prototype, members);
    }
  }
  function init(inst, def) {
    let internals = inst._zod;
    if (!internals) {
      internals = { def, constr: _, traits: new Set() };
      Object.defineProperty(inst, "_zod", { value: internals });
    }
    if (internals.traits.has(name)) return;
    internals.traits.add(name);
    if (members) {
      link();
      // A class made outside of zod calls init on its own instances: they get the recipes themselves.
      if (!(probe in inst)) $recipes(inst, members);
    }
    initializer(inst, def);
  }
  const Definition = Parent && class extends Parent {};
  if (Parent) Object.defineProperty(Definition, "name", { value: name });
  function _(def) {
    link();
    const inst = Parent ? new Definition() : this;
    init(inst, def);
    const deferred = (inst._zod.deferred ??= []);
    for (let i = 0; i < deferred.length; i++) deferred[i]();
    return inst;
  }
  delete _.name;
  Object.setPrototypeOf(_, $classes);
  _[$name] = name;
  _.init = init;
  _[$link] = link;
  if (Parent) {
    Object.defineProperty(_, Symbol.hasInstance, {
      value: (inst) => inst instanceof Parent || inst?._zod?.traits?.has(name),
    });
  }
  return _;
}
