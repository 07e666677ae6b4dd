// Drives the official SDKs through every method that this version answers. Prints the name of each finished step; an
// answer that is not as expected ends the program with a non-zero code.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { Nango } from "@nangohq/node";

const { PEER_HOST: host, PEER_KEY: apiKey, PEER_UPSTREAM: upstream } = process.env;
const nango = new Nango({ host, apiKey });

async function step(name, run) {
  try {
    await run();
  } catch (error) {
    console.error(`${name}: ${error.stack}\n${JSON.stringify(error.response?.data)}`);
    process.exit(1);
  }
  console.log(name);
}

// refused checks a call that must fail, by status and code.
async function refused(call, status, code) {
  await assert.rejects(call, (error) => {
    assert.equal(error.response?.status, status);
    assert.equal(error.response?.data?.error?.code, code);
    return true;
  });
}

// importing is plain HTTP: the SDK has no method for it.
async function load(body) {
  const answer = await fetch(host + "/connections", {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 201, await answer.clone().text());
  return answer.json();
}

await step("listProviders", async () => {
  const { data } = await nango.listProviders({});
  assert.ok(data.length > 1000);
  const { data: found } = await nango.listProviders({ search: "PRIVATE-api" });
  assert.deepEqual(found.map((p) => p.name).sort(), ["private-api-basic", "private-api-bearer", "private-api-generic"]);
});
await step("getProvider", async () => {
  const { data } = await nango.getProvider({ provider: "github" });
  assert.equal(data.auth_mode, "OAUTH2");
  assert.equal(data.name, "github");
  await refused(() => nango.getProvider({ provider: "nope" }), 404, "not_found");
});
await step("getProviderTemplates", async () => assert.deepEqual(await nango.getProviderTemplates({ provider: "github" }), { data: [] }));

await step("createIntegration", async () => {
  const { data } = await nango.createIntegration({ unique_key: "keyed", provider: "private-api-bearer", display_name: "Keyed" });
  assert.equal(data.display_name, "Keyed");
  await nango.createIntegration({ unique_key: "basic", provider: "private-api-basic" });
  await nango.createIntegration({ unique_key: "open", provider: "unauthenticated" });
  await nango.createIntegration({ unique_key: "hub", provider: "github", credentials: { type: "OAUTH2", client_id: "id", client_secret: "secret", scopes: "repo,user" } });
  await refused(() => nango.createIntegration({ unique_key: "keyed", provider: "github" }), 400, "invalid_body");
});
await step("createQuickstartIntegration", () => refused(() => nango.createQuickstartIntegration({ unique_key: "quick", provider: "github" }), 400, "invalid_body"));
await step("listIntegrations", async () => {
  const { configs } = await nango.listIntegrations();
  assert.deepEqual(configs.map((c) => c.unique_key), ["hub", "basic", "keyed", "open"]);
});
await step("getIntegration", async () => {
  assert.equal((await nango.getIntegration({ uniqueKey: "hub" })).data.credentials, undefined);
  const { data } = await nango.getIntegration({ uniqueKey: "hub" }, { include: ["credentials"] });
  assert.deepEqual(data.credentials, { type: "OAUTH2", client_id: "id", client_secret: "secret", scopes: "repo,user", webhook_secret: null });
  assert.equal((await nango.getIntegration({ uniqueKey: "keyed" }, { include: ["webhook"] })).data.webhook_url, null);
});
await step("updateIntegration", async () => {
  const { data } = await nango.updateIntegration({ uniqueKey: "keyed" }, { display_name: "Renamed", forward_webhooks: false });
  assert.equal(data.display_name, "Renamed");
  assert.equal(data.forward_webhooks, false);
});
await step("listFunctions", async () => assert.deepEqual(await nango.listFunctions({ uniqueKey: "keyed" }), { data: [], pagination: { total: 0, page: 0, limit: 20 } }));
await step("getFunction", () => refused(() => nango.getFunction({ uniqueKey: "keyed", name: "none" }), 404, "not_found"));
await step("getFunctionCode", () => refused(() => nango.getFunctionCode({ uniqueKey: "keyed", name: "none" }), 404, "not_found"));
await step("deleteFunction", () => refused(() => nango.deleteFunction({ uniqueKey: "keyed", name: "none" }, { type: "action" }), 404, "not_found"));
await step("getScriptsConfig", async () => {
  assert.deepEqual(await nango.getScriptsConfig(), []);
  assert.deepEqual(await nango.getScriptsConfig("openai"), { data: [] });
});

await step("import", async () => {
  await load({ provider_config_key: "keyed", connection_id: "k1", credentials: { type: "API_KEY", apiKey: "sdk-key" }, end_user: { id: "u1", email: "u1@example.com" } });
  await load({ provider_config_key: "basic", connection_id: "b1", credentials: { type: "BASIC", username: "u", password: "p" }, tags: { Team: "Red" } });
  await load({ provider_config_key: "open", connection_id: "o1", credentials: { type: "NONE" } });
  await load({ provider_config_key: "hub", connection_id: "h1", credentials: { type: "OAUTH2", access_token: "at", refresh_token: "rt", expires_at: "2099-01-01" } });
});
await step("listConnections", async () => {
  const ids = ({ connections }) => connections.map((c) => c.connection_id);
  assert.deepEqual(ids(await nango.listConnections()), ["h1", "o1", "b1", "k1"]);
  assert.deepEqual(ids(await nango.listConnections("k1")), ["k1"]);
  assert.deepEqual(ids(await nango.listConnections(undefined, "1@EXAMPLE")), ["k1"]);
  assert.deepEqual(ids(await nango.listConnections({ integrationId: ["keyed", "hub"] })), ["h1", "k1"]);
  assert.deepEqual(ids(await nango.listConnections({ tags: { Team: "Red" } })), ["b1"]);
  assert.deepEqual(ids(await nango.listConnections({ userId: "u1" })), ["k1"]);
  assert.deepEqual(ids(await nango.listConnections({ limit: 2, page: 1 })), ["b1", "k1"]);
});
await step("getConnection", async () => {
  const c = await nango.getConnection("hub", "h1");
  assert.equal(c.credentials.access_token, "at");
  assert.equal(c.credentials.refresh_token, undefined);
  assert.equal(c.credentials.raw.refresh_token, undefined);
  assert.equal((await nango.getConnection("hub", "h1", false, true)).credentials.refresh_token, "rt");
  assert.deepEqual((await nango.getConnection("open", "o1")).credentials, {});
  await refused(() => nango.getConnection("hub", "none"), 404, "not_found");
  await refused(() => nango.getConnection("none", "h1"), 400, "unknown_provider_config");
});
await step("getToken", async () => {
  assert.equal(await nango.getToken("hub", "h1"), "at");
  assert.deepEqual(await nango.getToken("keyed", "k1"), { type: "API_KEY", apiKey: "sdk-key" });
});
await step("getRawTokenResponse", async () => assert.equal((await nango.getRawTokenResponse("hub", "h1")).access_token, "at"));
await step("setMetadata", async () => {
  const answer = await nango.setMetadata("keyed", ["k1"], { a: 1, keep: { deep: [1, null] }, big: 9007199254740991 });
  assert.equal(answer.status, 201);
  assert.deepEqual(answer.data.connection_id, ["k1"]);
  await refused(() => nango.setMetadata("keyed", ["k1", "none"], { a: 2 }), 404, "unknown_connection");
});
await step("updateMetadata", async () => assert.equal((await nango.updateMetadata("keyed", "k1", { a: 2, b: null })).status, 200));
await step("getMetadata", async () => assert.deepEqual(await nango.getMetadata("keyed", "k1"), { a: 2, keep: { deep: [1, null] }, big: 9007199254740991, b: null }));
await step("patchConnection", async () => {
  assert.deepEqual(await nango.patchConnection({ connectionId: "k1", provider_config_key: "keyed" }, { tags: { Plan: "pro" } }), { success: true });
  assert.deepEqual((await nango.getConnection("keyed", "k1")).tags, { plan: "pro" });
});

await step("createConnectSession", async () => {
  const { data } = await nango.createConnectSession({ end_user: { id: "page-user" }, allowed_integrations: ["keyed", "basic", "open"] });
  assert.match(data.token, /^nango_connect_session_[0-9a-f]{64}$/);
  assert.ok(data.connect_link.startsWith(host + "/connect-ui/?session_token="));
  const left = Date.parse(data.expires_at) - Date.now();
  assert.ok(left > 29 * 60_000 && left <= 30 * 60_000 + 1000);
  globalThis.pageToken = data.token;
});
await step("frontend auth and create", async () => {
  globalThis.window = { setInterval, clearInterval };
  const { default: Frontend, AuthError } = createRequire(import.meta.url)("@nangohq/frontend");
  const page = new Frontend({ host, connectSessionToken: globalThis.pageToken });
  const made = await page.auth("keyed", { credentials: { apiKey: "typed-by-a-user" } });
  assert.equal(made.providerConfigKey, "keyed");
  assert.deepEqual(await nango.getToken("keyed", made.connectionId), { type: "API_KEY", apiKey: "typed-by-a-user" });
  const basic = await page.auth("basic", { credentials: { username: "me", password: "" } });
  assert.equal(basic.providerConfigKey, "basic");
  assert.ok((await page.create("open")).connectionId);
  await assert.rejects(page.auth("hub", { credentials: { apiKey: "x" } }), (error) => error instanceof AuthError && error.type === "integration_not_allowed");
});
await step("waitForConnection", async () => assert.equal((await nango.waitForConnection("open", "page-user")).provider_config_key, "open"));
await step("createReconnectSession", async () => {
  const { data } = await nango.createReconnectSession({ connection_id: "k1", integration_id: "keyed" });
  assert.match(data.token, /^nango_connect_session_/);
  await refused(() => nango.createReconnectSession({ connection_id: "none", integration_id: "keyed" }), 400, "invalid_body");
});

const target = { providerConfigKey: "keyed", connectionId: "k1", baseUrlOverride: upstream };
await step("proxy", async () => {
  const { data } = await nango.proxy({ ...target, endpoint: "/echo", params: { a: "1", b: ["2", "3"] }, headers: { "X-Own": "yes" } });
  assert.equal(data.headers.authorization, "Bearer sdk-key");
  assert.equal(data.headers["x-own"], "yes");
  assert.match(data.query, /a=1/);
});
await step("get", async () => assert.equal((await nango.get({ ...target, endpoint: "echo" })).data.method, "GET"));
for (const method of ["post", "put", "patch", "delete"]) {
  await step(method, async () => {
    const { data } = await nango[method]({ ...target, endpoint: "/echo", data: { n: 1 } });
    assert.equal(data.method, method.toUpperCase());
    assert.equal(data.body, '{"n":1}');
    assert.match(data.headers["content-type"], /^application\/json/);
  });
}
await step("proxy failures", async () => {
  await assert.rejects(nango.get({ ...target, endpoint: "/status/503" }), (error) => error.response.status === 503 && error.response.data.error === "status 503 asked for");
  await refused(() => nango.get({ ...target, connectionId: "none", endpoint: "/echo" }), 400, "server_error");
});

await step("deleteConnection", async () => {
  assert.deepEqual((await nango.deleteConnection("keyed", "k1")).data, { success: true });
  await refused(() => nango.deleteConnection("keyed", "k1"), 400, "unknown_connection");
});
await step("deleteIntegration", async () => {
  assert.equal((await nango.deleteIntegration("keyed")).status, 200);
  await refused(() => nango.deleteIntegration("keyed"), 404, "not_found");
  await refused(() => nango.getConnection("keyed", "k1"), 400, "unknown_provider_config");
});
