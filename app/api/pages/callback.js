"use strict";
(() => {
  // The address holds the authorization code; it must not stay in the address bar or the history.
  history.replaceState(null, "", location.pathname);
  const { ok, message, code } = document.body.dataset;
  const good = ok === "true";
  const news = good
    ? { type: "nango_oauth_callback_success" }
    : { type: "nango_oauth_callback_error", payload: { message, errorType: code } };
  addEventListener("message", (event) => {
    if (event.data && event.data.type === "nango_oauth_callback_ack") close();
  });
  if (opener) opener.postMessage(news, "*");
  if ("BroadcastChannel" in window) new BroadcastChannel("nango-oauth-callback").postMessage(news);
  if (good && opener) setTimeout(() => close(), 500);
})();
