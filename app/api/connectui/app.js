"use strict";
// The Connect page: shows the integrations of a Connect session, asks for what the chosen one needs, and reports to
// the page that embeds it. It talks to its own origin only.
(() => {
  const page = document.getElementById("page");
  const query = new URLSearchParams(location.search);
  const framed = window.parent !== window;
  const pollEvery = 1000;
  const tokenPatience = 10_000;
  let token = query.get("session_token") || "";
  let choices = null;
  let round = 0; // goes up when the view changes, so that late answers of an older view are dropped

  // The token must not stay in the address bar or the history.
  query.delete("session_token");
  const rest = query.toString();
  history.replaceState(null, "", location.pathname + (rest ? "?" + rest : ""));

  const scheme = matchMedia("(prefers-color-scheme: dark)");
  function paint() {
    const wish = query.get("theme");
    const dark = wish === "dark" || (wish !== "light" && scheme.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    if (framed) document.documentElement.dataset.framed = "";
  }
  paint();
  scheme.addEventListener("change", paint);

  function tell(message) {
    if (framed) window.parent.postMessage(message, "*");
  }

  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value === true) node.setAttribute(name, "");
      else if (value !== false && value != null) node.setAttribute(name, value);
    }
    node.append(...children.filter((child) => child != null));
    return node;
  }

  function show(title, ...children) {
    round++;
    const heading = make("h1", { tabindex: "-1" }, title);
    const close = framed ? make("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => tell({ type: "close" }) }, "×") : null;
    page.replaceChildren(...[close, heading, ...children].filter((child) => child != null));
    page.setAttribute("aria-busy", "false");
    document.title = title;
    heading.focus();
    return round;
  }

  class Refusal extends Error {
    constructor(fault) {
      super(fault.message || "Patchbay refused the request.");
      this.code = fault.code || "unknown_error";
      this.hint = fault.hint || "";
      this.issues = fault.errors || [];
    }
  }

  async function call(method, path, body) {
    let answer;
    try {
      answer = await fetch(path, {
        method,
        headers: { Authorization: "Bearer " + token, ...(body ? { "Content-Type": "application/json" } : {}) },
        body: body ? JSON.stringify(body) : undefined,
      });
    } catch {
      throw new Refusal({ code: "network", message: "Patchbay does not answer.", hint: "Check that it still runs on this machine, then try again." });
    }
    const text = await answer.text();
    let data = null;
    try {
      data = text ? JSON.parse(text) : null;
    } catch {
      // Not ours; the status decides.
    }
    if (!answer.ok) throw new Refusal((data && data.error) || { code: "unknown_error", message: "Patchbay answered " + answer.status + "." });
    return data;
  }

  function failView(problem, again) {
    tell({ type: "error", payload: { errorType: problem.code, errorMessage: problem.message } });
    show(
      "That did not work",
      make("p", { role: "alert" }, problem.message),
      problem.hint ? make("p", { class: "soft" }, problem.hint) : null,
      make("div", { class: "row" }, again ? make("button", { type: "button", onclick: again }, "Try again") : null),
    );
  }

  async function start() {
    try {
      choices = await call("GET", "/patchbay/connect-session/choices");
    } catch (problem) {
      failView(problem, problem.code === "network" ? start : null);
      return;
    }
    if (choices.open_first) openForm(choices.data[0]);
    else listView();
  }

  function listView() {
    if (choices.data.length === 0) {
      show("Nothing to connect", make("p", { class: "soft" }, "This session offers no integration. Create one in Patchbay first."));
      return;
    }
    const items = choices.data.map((choice) =>
      make(
        "li",
        {},
        make("button", { type: "button", class: "choice", onclick: () => openForm(choice) }, make("img", { src: choice.logo, alt: "" }), choice.display_name),
      ),
    );
    show("Choose what to connect", make("ul", {}, ...items));
  }

  function inputOf(field, id) {
    const described = [field.description || field.example ? id + "-help" : "", id + "-wrong"].filter(Boolean).join(" ");
    const common = { id, name: id, "aria-describedby": described, required: !field.optional && field.default_value == null };
    if (field.enum) {
      const options = field.enum.map((value) => make("option", { value, selected: value === field.default_value }, value));
      return make("select", common, field.optional ? make("option", { value: "" }, "—") : null, ...options);
    }
    return make("input", {
      ...common,
      type: field.secret ? "password" : "text",
      value: field.default_value || "",
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: "false",
    });
  }

  // row builds one labelled input with its help and its place for an error.
  function row(field) {
    const id = field.group + "-" + field.name;
    const input = inputOf(field, id);
    const help = [field.description, field.example ? "Example: " + field.example : ""].filter(Boolean).join(" ");
    const node = make(
      "div",
      { hidden: field.hidden },
      make("label", { for: id }, (field.title || field.name) + (field.optional ? " (optional)" : "")),
      make("div", { class: "box" }, field.prefix ? make("span", {}, field.prefix) : null, input, field.suffix ? make("span", {}, field.suffix) : null),
      help ? make("p", { class: "help", id: id + "-help" }, help) : null,
      make("p", { class: "wrong", id: id + "-wrong" }),
    );
    return { field, node, input };
  }

  function mark(line, message) {
    line.node.querySelector(".wrong").textContent = message;
    line.input.setAttribute("aria-invalid", message ? "true" : "false");
  }

  function complaint({ field, input }) {
    const value = input.value;
    if (!value) return field.optional || field.default_value != null ? "" : "Please fill this in.";
    try {
      if (field.pattern && !new RegExp(field.pattern).test(value)) return "This does not look right" + (field.example ? ", for example: " + field.example : "") + ".";
    } catch {
      // A pattern this browser cannot read is checked by Patchbay.
    }
    return "";
  }

  function visible(line, lines) {
    const rule = line.field.visible_when;
    if (!rule) return true;
    const other = lines.find((candidate) => candidate.field.name === rule.field);
    return !other || other.input.value === rule.equals;
  }

  function openForm(choice) {
    if (!choice.supported) {
      failView({ code: "unsupported", message: "This version of Patchbay cannot connect " + choice.display_name + " yet.", hint: "" }, choices.open_first ? null : listView);
      return;
    }
    const lines = choice.fields.map(row);
    const follow = () => lines.forEach((line) => (line.node.hidden = line.field.hidden || !visible(line, lines)));
    follow();
    const notice = make("p", { class: "notice", role: "alert", hidden: true });
    const submit = make("button", { class: "main", type: "submit" }, choices.reconnecting ? "Connect again" : "Connect");
    const form = make("form", { novalidate: true, oninput: follow }, notice, ...lines.map((line) => line.node), submit);
    const view = show(
      "Connect " + choice.display_name,
      choice.redirects ? make("p", { class: "soft" }, "You log in on the provider's own page. Patchbay never sees your password.") : null,
      form,
      choice.docs ? make("p", { class: "help" }, make("a", { href: choice.docs, target: "_blank", rel: "noopener noreferrer" }, "Where do I find this?")) : null,
      choices.open_first ? null : make("div", { class: "row" }, make("button", { type: "button", onclick: listView }, "Back")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void send(choice, lines, { notice, submit, view });
    });
  }

  async function send(choice, lines, { notice, submit, view }) {
    notice.hidden = true;
    const used = lines.filter((line) => visible(line, lines));
    used.forEach((line) => mark(line, complaint(line)));
    const wrong = used.find((line) => line.input.getAttribute("aria-invalid") === "true");
    if (wrong) {
      wrong.input.focus();
      return;
    }
    const body = { integration: choice.integration, params: {}, credentials: {}, assertion_option: {} };
    for (const { field, input } of used) {
      if (input.value || !field.optional) body[field.group][field.name] = input.value;
    }
    // Inside the click, or the browser blocks it.
    const popup = choice.redirects ? open("", "_blank", "popup,width=600,height=760") : null;
    submit.disabled = true;
    try {
      const result = await call("POST", "/patchbay/connect-session/attempts", body);
      if (view !== round) return;
      if (result.connection) done(choice, result.connection);
      else login(choice, result.attempt, popup);
    } catch (problem) {
      if (popup) popup.close();
      submit.disabled = false;
      if (view === round) complain(problem, used, notice);
    }
  }

  // complain puts each problem beside its field, and what fits no field above the form.
  function complain(problem, lines, notice) {
    tell({ type: "error", payload: { errorType: problem.code, errorMessage: problem.message } });
    let first = null;
    const loose = [];
    for (const issue of problem.issues) {
      const name = issue.path[issue.path.length - 1];
      const line = lines.find((candidate) => candidate.field.name === name);
      if (line) {
        mark(line, issue.message);
        first = first || line;
      } else loose.push(issue.message);
    }
    if (!first || loose.length) {
      notice.textContent = [problem.message, problem.hint, ...loose].filter(Boolean).join(" ");
      notice.hidden = false;
    }
    if (first) first.input.focus();
  }

  function login(choice, attempt, popup) {
    const blocked = !popup;
    if (popup) popup.location = attempt.authorize_url;
    const target = framed ? { target: "_blank", rel: "noopener noreferrer" } : {};
    const view = show(
      blocked ? "One more click" : "Log in to " + choice.display_name,
      make("p", { class: "soft" }, blocked ? "The browser kept the login window closed." : "Finish the login in the other window. This page notices when you are done."),
      blocked ? make("a", { class: "button main", href: attempt.authorize_url, ...target }, "Open the login") : null,
      make("div", { class: "row" }, make("button", { type: "button", onclick: () => openForm(choice) }, "Start over")),
    );
    if (blocked) tell({ type: "error", payload: { errorType: "blocked_by_browser", errorMessage: "The login window was blocked." } });
    void follow(choice, attempt, popup, view);
  }

  async function follow(choice, attempt, popup, view) {
    let quiet = false;
    while (view === round) {
      await new Promise((resolve) => setTimeout(resolve, pollEvery));
      if (view !== round) return;
      let now;
      try {
        now = (await call("GET", "/patchbay/connect-session/attempts/" + encodeURIComponent(attempt.id))).data;
      } catch (problem) {
        if (problem.code === "network") continue;
        failView(problem, () => openForm(choice));
        return;
      }
      if (view !== round) return;
      if (now.state === "succeeded") {
        done(choice, { connection_id: now.connection_id, provider_config_key: now.integration });
        return;
      }
      if (now.state !== "pending") {
        const fault = now.error || { code: now.state, message: "The login " + (now.state === "expired" ? "took too long." : "was cancelled."), hint: "" };
        failView(fault, () => openForm(choice));
        return;
      }
      if (popup && popup.closed && !quiet) {
        quiet = true;
        page.querySelector("p.soft").textContent = "The login window is closed. If you did not finish, start over.";
        if (query.get("detectClosedAuthWindow") === "true") {
          failView({ code: "window_closed", message: "The login window was closed before the login was finished.", hint: "" }, () => openForm(choice));
          return;
        }
      }
    }
  }

  function done(choice, connection) {
    tell({ type: "connect", payload: { providerConfigKey: connection.provider_config_key, connectionId: connection.connection_id } });
    show(
      choice.display_name + " is connected",
      make("p", { class: "good" }, framed ? "You can go back to the app." : "You can close this page."),
      framed ? make("button", { type: "button", class: "main", onclick: () => tell({ type: "close" }) }, "Finish") : null,
    );
  }

  function noToken() {
    failView({ code: "missing_auth_token", message: "This page needs a Connect session token.", hint: "Create a session on your server and open its connect link." }, null);
  }

  if (token) {
    void start();
  } else if (framed) {
    const patience = setTimeout(noToken, tokenPatience);
    addEventListener("message", (event) => {
      if (event.source !== window.parent || !event.data || event.data.type !== "session_token" || token) return;
      token = String(event.data.sessionToken || "");
      clearTimeout(patience);
      void start();
    });
  } else {
    noToken();
  }
  addEventListener("message", (event) => {
    const kind = event.origin === location.origin && event.data && event.data.type;
    if (kind && String(kind).startsWith("nango_oauth_callback_") && event.source) event.source.postMessage({ type: "nango_oauth_callback_ack" }, location.origin);
  });
  tell({ type: "ready" });
})();
