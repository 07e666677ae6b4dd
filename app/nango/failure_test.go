package nango_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/compile"
	"patchbay/app/logs"
	"patchbay/app/nango"
)

func TestFailuresInTheAPIsWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.api.answers(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "application/json")
		rw.Header().Set("X-RateLimit-Limit", "5")
		rw.Header().Set("X-Other", "1")
		switch r.URL.Path {
		case "/teapot":
			rw.WriteHeader(http.StatusTeapot)
			io.WriteString(rw, `{"error":"short"}`)
		case "/payload":
			rw.WriteHeader(http.StatusBadRequest)
			io.WriteString(rw, `{"payload":{"why":1}}`)
		case "/text":
			rw.WriteHeader(http.StatusBadGateway)
			io.WriteString(rw, `down`)
		case "/denied":
			rw.WriteHeader(http.StatusForbidden)
		}
	})
	upstream := func(status, body string) string {
		return `{"body":` + body + `,"headers":{"content-type":"application/json","x-ratelimit-limit":"5"},"status":` + status + `}`
	}
	for body, want := range map[string]nango.Failure{
		`throw new nango.ActionError({ code: 'E42', message: 'asked to fail' })`: {Type: "action_script_runtime_error", Status: 500, Message: "asked to fail", Payload: json.RawMessage(`{"code":"E42","message":"asked to fail"}`), Whose: "code"},
		`throw new nango.ActionError()`:                                          {Type: "action_script_runtime_error", Status: 500, Message: "The function ended with an ActionError.", Payload: json.RawMessage(`{}`), Whose: "code"},
		`throw new nango.ActionError([1])`:                                       {Type: "action_script_runtime_error", Status: 500, Message: "The function ended with an ActionError.", Payload: json.RawMessage(`{"message":[1]}`), Whose: "code"},
		`throw new nango.ActionError('text')`:                                    {Type: "action_script_runtime_error", Status: 500, Message: "text", Payload: json.RawMessage(`{"message":"text"}`), Whose: "code"},
		`await nango.get({ endpoint: '/teapot' })`:                               {Type: "script_http_error", Status: 418, Message: "Request failed with status code 418", Payload: json.RawMessage(`{"error":"short"}`), Upstream: json.RawMessage(upstream("418", `{"error":"short"}`)), Whose: "code"},
		`await nango.get({ endpoint: '/payload' })`:                              {Type: "script_http_error", Status: 400, Message: "Request failed with status code 400", Payload: json.RawMessage(`{"why":1}`), Upstream: json.RawMessage(upstream("400", `{"payload":{"why":1}}`)), Whose: "code"},
		`await nango.get({ endpoint: '/text' })`:                                 {Type: "script_http_error", Status: 502, Message: "Request failed with status code 502", Payload: json.RawMessage(`{"message":"down"}`), Upstream: json.RawMessage(upstream("502", `"down"`)), Whose: "provider"},
		`await nango.get({ endpoint: '/denied' })`:                               {Type: "script_http_error", Status: 403, Message: "Request failed with status code 403", Payload: json.RawMessage(`{"message":""}`), Upstream: json.RawMessage(upstream("403", `""`)), Whose: "provider"},
		`throw { a: 1 }`: {Type: "script_internal_error", Status: 500, Message: `{"a":1}`, Payload: json.RawMessage(`{"name":"Error","message":"{\"a\":1}"}`), Whose: "code"},
		`const o: any = { message: 'round' }; o.self = o; throw new nango.ActionError(o)`: {Type: "action_script_runtime_error", Status: 500, Message: "round", Payload: json.RawMessage(`{"message":"round","self":"[Circular]"}`), Whose: "code"},
		`throw 'text'`: {Type: "script_internal_error", Status: 500, Message: `"text"`, Payload: json.RawMessage(`{"name":"Error","message":"\"text\""}`), Whose: "code"},
	} {
		r := w.run(action(t, body+`;`), nil)
		if r.Failure == nil {
			t.Errorf("%s: no failure", body)
			continue
		}
		got := *r.Failure
		got.Stack, got.Payload = "", withoutStack(got.Payload)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", body, diff)
		}
	}
}

// withoutStack takes the stack lines, which other tests look at, out of a payload.
func withoutStack(payload json.RawMessage) json.RawMessage {
	var table map[string]json.RawMessage
	if json.Unmarshal(payload, &table) != nil || table["stacktrace"] == nil {
		return payload
	}
	type plain struct {
		Name    json.RawMessage `json:"name"`
		Code    json.RawMessage `json:"code,omitempty"`
		Message json.RawMessage `json:"message"`
	}
	text, err := json.Marshal(plain{table["name"], table["code"], table["message"]})
	if err != nil {
		return payload
	}
	return text
}

func TestErrorsWithStacks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f := action(t, `function inner() { throw Object.assign(new RangeError('too far'), { code: 'E_FAR' }); }
	inner();`)
	r := w.run(f, nil)
	var payload struct {
		Name, Code, Message string
		Stacktrace          []string
	}
	if r.Failure == nil || json.Unmarshal(r.Failure.Payload, &payload) != nil {
		t.Fatalf("%+v", r.Failure)
	}
	if r.Failure.Type != "script_internal_error" || payload.Name != "RangeError" || payload.Code != "E_FAR" || payload.Message != "too far" {
		t.Errorf("%+v", payload)
	}
	if len(payload.Stacktrace) < 2 || payload.Stacktrace[0] != "RangeError: too far" || !strings.Contains(payload.Stacktrace[1], "work-acme.cjs:") {
		t.Errorf("lines: %q", payload.Stacktrace)
	}
	if !strings.Contains(r.Failure.Stack, "acme/actions/work.ts:5:") || strings.Contains(r.Failure.Stack, "prelude") {
		t.Errorf("stack: %s", r.Failure.Stack)
	}
}

func TestNetworkFailures(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run(action(t, `await nango.get({ endpoint: '/x', baseUrlOverride: 'http://127.0.0.1:1' });`), nil)
	if f := r.Failure; f == nil || f.Type != "script_network_error" || f.Status != 500 || f.Whose != "network" || !strings.Contains(string(f.Payload), `"code":"ECONNREFUSED"`) {
		t.Errorf("%+v", f)
	}
}

func TestScriptsThatAreNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	sync := syncing(t, "")
	for name, c := range map[string]struct {
		f    *compile.Function
		kind string
		want string
	}{
		"a sync as an action":   {sync, nango.KindAction, "Incorrect script loaded for action"},
		"an action as a sync":   {action(t, ""), nango.KindSync, "Incorrect script loaded for sync"},
		"an action on an event": {action(t, ""), nango.KindEvent, "Incorrect script loaded for action"},
		"an action as webhook":  {action(t, ""), nango.KindWebhook, "Incorrect script loaded for webhook"},
	} {
		r := w.run(c.f, func(r *nango.Run) { r.Kind = c.kind })
		if r.Failure == nil || r.Failure.Type != "script_internal_error" || r.Failure.Message != c.want {
			t.Errorf("%s: %+v", name, r.Failure)
		}
	}
}

func TestOutputs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for body, want := range map[string]string{
		`return undefined;`: "", `return null;`: "null", `return { at: new Date(0), u: undefined };`: `{"at":"1970-01-01T00:00:00.000Z"}`,
	} {
		if r := w.run(action(t, body), nil); r.Failure != nil || string(r.Output) != want {
			t.Errorf("%s: %s %+v", body, r.Output, r.Failure)
		}
	}
	large := w.run(action(t, `return 'x'.repeat(2 * 1024 * 1024);`), nil)
	if f := large.Failure; f == nil || f.Type != "script_internal_error" || !strings.HasPrefix(f.Message, "Output size is too large: 2097154 bytes. Maximum allowed size is 2097152 bytes (2MB)") {
		t.Errorf("%+v", f)
	}
}

func TestLargePayloadsAreCut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run(action(t, `throw new nango.ActionError({ message: 'big', text: 'x'.repeat(300000), list: Array.from({ length: 50000 }, (_, n) => n) });`), nil)
	if f := r.Failure; f == nil || len(f.Payload) > 99_000 || !json.Valid(f.Payload) || f.Message != "big" || !strings.Contains(string(f.Payload), "(truncated)") {
		t.Errorf("%d bytes", len(r.Failure.Payload))
	}
}

func TestRunsThatAreStopped(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	late := w.run(action(t, `for (;;) {}`), func(r *nango.Run) { r.Deadline = 300 * time.Millisecond })
	if f := late.Failure; f == nil || f.Type != "execution_timeout" || f.Whose != "code" {
		t.Errorf("%+v", f)
	}
	c, err := w.connect.Connection(t.Context(), w.env, "acme", "c1")
	w.must(err)
	ctx, cancel := context.WithCancel(t.Context())
	w.api.answers(func(http.ResponseWriter, *http.Request) { cancel() })
	rec := w.logs.Begin(logs.Operation{EnvironmentID: w.env, Kind: "action"})
	out, err := w.Execute(ctx, nango.Run{EnvironmentID: w.env, Connection: c, Function: action(t, `await nango.get({ endpoint: '/x', retries: 5 }); await nango.log('went on'); return 1;`),
		Kind: nango.KindAction, ID: "r", Recorder: rec})
	if err != nil || out.Failure == nil || out.Failure.Type != "script_aborted" || out.Output != nil {
		t.Errorf("%+v, %v", out.Failure, err)
	}
}
