// A backend as the user of the official SDK writes one: it listens, asks Patchbay to notify it, imports and deletes a
// connection, and lets the unmodified SDK judge every notification. Prints one line for each.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { Nango } from "@nangohq/node";

const { PEER_HOST: host, PEER_KEY: apiKey } = process.env;

async function ask(method, path, body) {
  const answer = await fetch(host + path, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
  return answer.status === 204 ? null : answer.json();
}

const rotated = await ask("POST", "/environment/webhook-signing-key/rotate", {});
let webhookSigningKey = rotated.data.webhook_signing_key;
let judge = new Nango({ host, apiKey, webhookSigningKey });
const stranger = new Nango({ host, apiKey, webhookSigningKey: crypto.randomUUID() });

const waiting = [];
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    response.end();
    waiting.shift()({ body, headers: request.headers });
  });
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));

// notification does something that Patchbay tells, and checks what it tells.
async function notification(cause, operation) {
  const next = new Promise((arrived) => waiting.push(arrived));
  await cause();
  const { body, headers } = await next;
  const payload = JSON.parse(body);
  assert.equal(payload.from, "nango");
  assert.equal(payload.type, "auth");
  assert.equal(payload.operation, operation);
  assert.match(headers["user-agent"], /^nango\/\d/);
  assert.equal(judge.verifyIncomingWebhookRequest(body, headers), true);
  assert.equal(judge.verifyIncomingWebhookRequest(body + " ", headers), false);
  assert.equal(judge.verifyWebhookSignature(headers["x-nango-signature"], payload), true);
  assert.equal(stranger.verifyIncomingWebhookRequest(body, headers), false);
  assert.equal(stranger.verifyWebhookSignature(headers["x-nango-signature"], payload), false);
  console.log(operation);
}

const connection = {
  provider_config_key: "mine",
  connection_id: "one",
  tags: { team: "é \u2028 <&>" },
  credentials: { type: "BASIC", username: "u", password: "a-long-enough-password" },
};
const make = () => ask("POST", "/connections", connection);
await ask("PATCH", "/patchbay/notification-settings", { primary_url: `http://127.0.0.1:${server.address().port}/hook` });
await notification(make, "creation");

// A key that was replaced counts at once.
webhookSigningKey = (await ask("POST", "/environment/webhook-signing-key/rotate", {})).data.webhook_signing_key;
judge = new Nango({ host, apiKey, webhookSigningKey });
await notification(make, "override");

// Apps written for older environments verify with the API key alone.
await ask("PATCH", "/patchbay/notification-settings", { sign_with: "api_key" });
judge = new Nango({ host, secretKey: apiKey });
await notification(() => judge.deleteConnection("mine", "one"), "deletion");
server.close();
