// show writes any value in one way, here and in Node.
(function show(value, depth = 0) {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "symbol") return String(value);
  if (typeof value === "function") return `function ${value.name}`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (depth > 6) return "…";
  const inner = (v) => show(v, depth + 1);
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag === "Error") return `${value.name}: ${value.message}${value.code ? ` (${value.code})` : ""}`;
  if (tag === "Date") return `Date ${Number.isNaN(value.getTime()) ? "Invalid" : value.toISOString()}`;
  if (tag === "RegExp") return String(value);
  if (tag === "Map") return `Map(${[...value].map(inner).join(", ")})`;
  if (tag === "Set") return `Set(${[...value].map(inner).join(", ")})`;
  if (tag === "URL") return `URL ${value.href}`;
  if (tag === "URLSearchParams") return `URLSearchParams ${value}`;
  if (ArrayBuffer.isView(value) && typeof value.length === "number") return `${value.constructor.name}(${Array.from(value).map(inner).join(" ")})`;
  if (tag === "ArrayBuffer") return `ArrayBuffer(${Array.from(new Uint8Array(value)).join(" ")})`;
  if (Array.isArray(value)) return `[${Array.from(value, inner).join(", ")}]`;
  return `{${Object.keys(value)
    .map((key) => `${JSON.stringify(key)}: ${inner(value[key])}`)
    .join(", ")}}`;
});
