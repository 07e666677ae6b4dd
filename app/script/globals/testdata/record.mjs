// Records what Node answers to the snippets of battery.txt and zod.txt:
//
//   node testdata/record.mjs FOLDER battery > testdata/battery.json
//   node testdata/record.mjs FOLDER zod > testdata/zod.json
//
// FOLDER holds an installed zod 4.3.6. The sandbox is production's: a context with the globals that functions get.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import vm from "node:vm";

process.env.TZ = "UTC";
console.log = () => {};
const here = path.dirname(new URL(import.meta.url).pathname);
const require = createRequire(path.resolve(process.argv[2], "x.js"));
const modules = { crypto: require("node:crypto"), url: require("node:url"), buffer: require("node:buffer"), zod: require("zod") };
const lines = readFileSync(path.join(here, `${process.argv[3]}.txt`), "utf8").split("\n").filter((line) => line && !line.startsWith("# "));
const show = readFileSync(path.join(here, "show.js"), "utf8");
const KEYS = JSON.parse(readFileSync(path.join(here, "keys.json"), "utf8"));
const sandboxed = process.argv[3] === "battery"; // zod is of this realm, and so should be what it checks
globalThis.z = modules.zod.z;
const runner = (context) => (code) => vm.runInContext(code, context);
const answers = [];
for (const code of lines) {
  const sandbox = { Buffer, setTimeout, URL, URLSearchParams, console, KEYS, z: modules.zod.z, require: (name) => modules[name] };
  const run = sandboxed ? runner(vm.createContext(sandbox, { codeGeneration: { strings: false, wasm: false } })) : vm.runInThisContext;
  const shown = run(show);
  let answer;
  try {
    answer = shown(await run(code));
  } catch (error) {
    answer = `throws ${shown(error)}`;
  }
  answers.push({ code, node: answer });
}
process.stdout.write(`[\n${answers.map((answer) => JSON.stringify(answer)).join(",\n")}\n]\n`);
