// Drives the official Node SDK through functions: actions, syncs, records and what verifies notifications. Prints the
// name of each finished step, and first every public method of the class as "method <name>", read from the class itself.
import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AxiosError } from "axios";
import { Nango } from "@nangohq/node";

const { PEER_HOST: host, PEER_KEY: apiKey } = process.env;
const nango = new Nango({ host, apiKey });
const on = ["bench", "g-sync"];
const of = { providerConfigKey: "bench", connectionId: "g-sync", model: "BenchRecord" };

// What TypeScript calls private is not for callers, though it is there at run time.
const declared = readFileSync(fileURLToPath(new URL("index.d.ts", import.meta.resolve("@nangohq/node"))), "utf8");
for (const name of Object.getOwnPropertyNames(Nango.prototype)) {
  const hidden = new RegExp(`\\bprivate ${name}\\b`).test(declared);
  if (name !== "constructor" && !hidden) console.log(`method ${name}`);
}

async function step(name, run) {
  try {
    await run();
  } catch (error) {
    console.error(`${name}: ${error.stack}\n${JSON.stringify(error.response?.data)}`);
    process.exit(1);
  }
  console.log(name);
}

async function refused(call, status, code) {
  await assert.rejects(call, (error) => {
    assert.ok(error instanceof AxiosError);
    assert.equal(error.response?.status, status);
    assert.equal(error.response?.data?.error?.code, code);
    return true;
  });
}

// until asks again and again until the answer is the wanted one.
async function until(ask, wanted) {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const answer = await ask().catch((error) => error);
    if (wanted(answer)) return answer;
  }
  throw new Error("it does not happen");
}

await step("errors before a request", async () => {
  assert.throws(() => new Nango({ host }));
  assert.throws(() => new Nango({ host: "no address", apiKey }));
  for (const call of [() => nango.getAsyncActionResult({}), () => nango.startSync("bench", "fill"), () => nango.startSync("", ["fill"])])
    await assert.rejects(async () => call(), (error) => !(error instanceof AxiosError));
  await assert.rejects(new Nango({ host: "http://127.0.0.1:1", apiKey }).listIntegrations(), (error) => error instanceof AxiosError && !error.response);
});

await step("triggerAction", async () => {
  assert.deepEqual(await nango.triggerAction(...on, "noop", { name: "SDK" }), { greeting: "hello SDK" });
  assert.deepEqual(await nango.triggerAction(...on, "noop", { name: 1 }), { greeting: "hello 1" }); // a server does not check inputs
  await refused(() => nango.triggerAction(...on, "none"), 404, "not_found");
  await refused(() => nango.triggerAction(...on, "fail", { how: "action-error" }), 500, "action_script_runtime_error");
  await refused(() => nango.triggerAction(...on, "fail", { how: "http" }), 424, "script_http_error");
  await refused(() => nango.triggerAction("bench", "none", "noop", {}), 400, "unknown_connection");
});
let accepted;
await step("triggerActionAsync", async () => {
  accepted = await nango.triggerActionAsync(...on, "noop", { name: "later" });
  assert.equal(accepted.statusUrl, `/action/${accepted.id}`);
});
await step("getAsyncActionResult", async () => {
  const greeting = { greeting: "hello later" };
  assert.deepEqual(await until(() => nango.getAsyncActionResult({ id: accepted.id }), (answer) => answer.greeting), greeting);
  assert.deepEqual(await nango.getAsyncActionResult(accepted), greeting);
  const failing = await nango.triggerActionAsync(...on, "fail", { how: "other" });
  await until(() => nango.getAsyncActionResult(failing), (answer) => answer.response?.data?.error?.code === "script_internal_error");
  await refused(() => nango.getAsyncActionResult({ id: crypto.randomUUID() }), 404, "not_found");
});

const state = async () => (await nango.syncStatus("bench", ["fill"], "g-sync")).syncs[0];
await step("syncStatus", async () => {
  assert.equal((await state()).status, "PAUSED");
  const { syncs } = await nango.syncStatus("bench", "*");
  assert.deepEqual([...new Set(syncs.map((s) => s.name))].sort(), ["fill", "fill-upstream"]);
});
await step("startSync", async () => {
  assert.deepEqual((await nango.startSync("bench", ["fill"], "g-sync")).data, { success: true });
  const done = await until(state, (s) => s.latestExecutionStatus === "SUCCESS" && s.status !== "RUNNING");
  assert.deepEqual(done.recordCount, { BenchRecord: 5 });
  await refused(() => nango.startSync("bench", ["none"], "g-sync"), 400, "no_syncs_found");
});
await step("triggerSync", async () => {
  const before = (await state()).finishedAt;
  const { records } = await nango.listRecords({ ...of, limit: 1 });
  assert.deepEqual((await nango.triggerSync("bench", ["fill"], "g-sync", { reset: true, emptyCache: true })).data, { success: true });
  await until(state, (s) => s.finishedAt !== before && s.status !== "RUNNING");
  const fresh = await nango.listRecords({ ...of, ids: [records[0].id] });
  assert.notEqual(fresh.records[0]._nango_metadata.first_seen_at, records[0]._nango_metadata.first_seen_at);
  assert.equal((await nango.triggerSync("bench", [{ name: "fill", variant: "base" }], "g-sync", "incremental")).status, 200);
  await refused(() => nango.triggerSync("bench", ["fill"], "none"), 404, "unknown_connection");
});
await step("pauseSync", async () => {
  await nango.pauseSync("bench", ["fill"], "g-sync");
  assert.equal((await until(state, (s) => s.status !== "RUNNING")).status, "PAUSED");
});
await step("updateSyncConnectionFrequency", async () => {
  assert.deepEqual(await nango.updateSyncConnectionFrequency("bench", "fill", "g-sync", "every half hour"), { frequency: "30m" });
  assert.deepEqual(await nango.updateSyncConnectionFrequency("bench", { name: "fill", variant: "base" }, "g-sync", null), { frequency: "every day" });
  await refused(() => nango.updateSyncConnectionFrequency("bench", "fill", "g-sync", "every second"), 400, "invalid_body");
});
const variant = { provider_config_key: "bench", connection_id: "g-sync", name: "fill", variant: "second" };
await step("createSyncVariant", async () => {
  const made = await nango.createSyncVariant(variant);
  assert.equal(made.variant, "second");
  assert.equal((await nango.syncStatus("bench", ["fill::second"], "g-sync")).syncs[0].id, made.id);
  await refused(() => nango.createSyncVariant(variant), 400, "sync_variant_already_exists");
});
await step("deleteSyncVariant", async () => {
  assert.deepEqual(await nango.deleteSyncVariant(variant), { success: true });
  await refused(() => nango.deleteSyncVariant(variant), 404, "not_found");
});

let last;
await step("listRecords", async () => {
  const seen = [];
  let cursor = null;
  do {
    const page = await nango.listRecords({ ...of, limit: 2, cursor });
    assert.ok(page.records.length <= 2);
    seen.push(...page.records);
    cursor = page.next_cursor;
  } while (cursor);
  assert.deepEqual(seen.map((r) => r.id).sort(), ["rec-0000000", "rec-0000001", "rec-0000002", "rec-0000003", "rec-0000004"]);
  last = seen.at(-1)._nango_metadata;
  assert.equal((await nango.listRecords({ ...of, cursor: last.cursor })).records.length, 0);
  assert.equal((await nango.listRecords({ ...of, modifiedAfter: last.last_modified_at.replace("+00:00", "Z") })).records.length > 0, true);
  assert.equal((await nango.listRecords({ ...of, filter: "deleted" })).records.length, 0);
  await refused(() => nango.listRecords({ ...of, limit: 10_001 }), 400, "invalid_query_params");
});
await step("pruneRecords", async () => {
  assert.deepEqual(await nango.pruneRecords({ ...of, untilCursor: last.cursor, limit: 2 }), { count: 2, has_more: true });
  assert.deepEqual(await nango.pruneRecords({ ...of, untilCursor: last.cursor }), { count: 3, has_more: false });
  const { records } = await nango.listRecords(of);
  assert.ok(records.every((r) => r._nango_metadata.pruned_at !== null && r.name === undefined));
});
await step("getEnvironmentVariables", async () => assert.deepEqual(await nango.getEnvironmentVariables(), [{ name: "REGION", value: "eu" }]));

const hmac = (key, body) => createHmac("sha256", key).update(body).digest("hex");
await step("verifyIncomingWebhookRequest", async () => {
  const judge = new Nango({ host, apiKey, webhookSigningKey: "signing-key" });
  assert.equal(judge.verifyIncomingWebhookRequest("{}", { "X-Nango-Hmac-Sha256": hmac("signing-key", "{}") }), true);
  assert.equal(judge.verifyIncomingWebhookRequest("{ }", { "x-nango-hmac-sha256": hmac("signing-key", "{}") }), false);
  assert.equal(nango.verifyIncomingWebhookRequest("{}", { "x-nango-hmac-sha256": hmac(apiKey, "{}") }), false);
});
await step("verifyWebhookSignature", async () => {
  const judge = new Nango({ host, secretKey: apiKey });
  assert.equal(judge.verifyWebhookSignature(createHash("sha256").update(`${apiKey}{"a":1}`).digest("hex"), { a: 1 }), true);
  assert.equal(judge.verifyWebhookSignature("00", { a: 1 }), false);
});
