package api_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"patchbay/app/typedclient"
)

// drivesTypedClient calls an action, lists every record in pages of two, asks again after the last cursor, and is refused.
const drivesTypedClient = `
import { ApiError, createClient, type BenchNoopOutput } from "./client.js";
declare const process: { env: Record<string, string | undefined> };
const client = createClient({ host: process.env["HOST"]! + "/", key: process.env["KEY"]! });
const greeting: BenchNoopOutput = await client.actions.bench.noop("g-sync", { name: "x" });
console.log(greeting.greeting);
const ids: string[] = [];
let cursor = "";
for await (const record of client.records.bench.BenchRecord("g-sync", { pageSize: 2, filter: ["added"] })) {
  ids.push(record.id);
  cursor = record._nango_metadata.cursor;
}
console.log(new Set(ids).size, ids.length);
let more = 0;
for await (const _ of client.records.bench.BenchRecord("g-sync", { cursor, modifiedAfter: new Date(Date.now() - 3_600_000) })) more++;
console.log("after the last", more);
const stopped = new AbortController();
stopped.abort(new Error("no longer wanted"));
for (const signal of [AbortSignal.timeout(0), stopped.signal]) {
  await new Promise((resolve) => setTimeout(resolve, 5));
  await client.actions.bench.noop("g-sync", { name: "x" }, { signal }).catch((e: Error) => console.log(e.name, e.message));
}
const refusals: Array<() => Promise<unknown>> = [
  () => client.actions.bench.noop("nobody", { name: "x" }),
  () => client.actions.bench.fail("g-sync", { how: "action-error" }),
  () => client.records.bench.BenchRecord("g-sync", { cursor: "wrong" }).next(),
  () => createClient({ host: process.env["HOST"]!, key: "wrong" }).actions.bench.noop("g-sync", { name: "x" }),
  () => createClient({ host: "http://127.0.0.1:9", key: "x" }).actions.bench.noop("g-sync", { name: "x" }),
  () => createClient({ host: "https://app.example", key: "x", fetch: async () => new Response("<!doctype html>") }).actions.bench.noop("g-sync", { name: "x" }),
];
for (const call of refusals) {
  try {
    await call();
    console.log("answered");
  } catch (e) {
    if (!(e instanceof ApiError)) throw e;
    console.log(e.status, e.code, JSON.stringify(e.payload ?? null).slice(0, 60));
  }
}
`

func TestTheTypedClientCallsARunningServer(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	unrecorded(st, "bench")
	st.functionsStep("g-sync", nil)
	st.runFunctions("bench")
	st.expect(200, "POST", "/sync/start", map[string]any{"provider_config_key": "bench", "connection_id": "g-sync", "syncs": []string{"fill"}})
	st.synced("g-sync", 1)
	text, _ := typedclient.Generate(st.project.Project().Functions)
	dir := t.TempDir()
	for name, text := range map[string]string{"client.ts": text, "drive.ts": drivesTypedClient, "package.json": `{"type":"module"}`} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	tsc, err := filepath.Abs("../../frontend/node_modules/typescript/bin/tsc")
	must(t, err)
	run(t, dir, nil, "node", tsc, "--strict", "--target", "es2022", "--module", "nodenext", "drive.ts")
	out := run(t, dir, []string{"HOST=" + st.url, "KEY=" + testKey}, "node", "drive.js")
	want := strings.Join([]string{
		"hello x", "5 5", "after the last 0",
		"TimeoutError The operation was aborted due to timeout", "Error no longer wanted",
		"400 unknown_connection null",
		`500 action_script_runtime_error {"message":"asked to fail","code":"E42","detail":{"a":1}}`,
		"500 server_error null",
		"401 invalid_secret_key_format {}",
		"0 unreachable null",
		`200 unexpected_answer "<!doctype html>"`, "",
	}, "\n")
	if out != want {
		t.Errorf("it printed\n%s\nand should have printed\n%s", out, want)
	}
}
