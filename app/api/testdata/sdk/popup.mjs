// Drives the popup flow of the official front-end SDK with a stand-in for the browser's window: what the popup is told
// to open is fetched, redirects and all. Run with --experimental-websocket.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const { PEER_HOST: host, PEER_TOKEN: token, PEER_MODE: mode } = process.env;
const { default: Frontend, AuthError } = createRequire(import.meta.url)("@nangohq/frontend");

const popup = {
  closed: false,
  close() {
    this.closed = true;
  },
  set location(address) {
    fetch(address).then((answer) => answer.text());
  },
};
globalThis.window = { setInterval, clearInterval, screen: {}, open: () => popup, innerWidth: 800, innerHeight: 600 };
globalThis.screen = {};

const page = new Frontend({ host, connectSessionToken: token });
if (mode === "success") {
  const made = await page.auth("acme");
  assert.equal(made.providerConfigKey, "acme");
  assert.equal(made.isPending, false);
  console.log(made.connectionId);
} else {
  await assert.rejects(page.auth(mode), (error) => {
    assert.ok(error instanceof AuthError);
    console.log(error.type);
    return true;
  });
}
process.exit(0);
