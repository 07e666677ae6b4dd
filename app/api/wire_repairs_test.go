package api_test

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
)

// flow is a function in a deploy of the official command line.
func flow(kind, name string, more map[string]any) map[string]any {
	f := map[string]any{"type": kind, "syncName": name, "providerConfigKey": "one", "models": []string{"Out"}, "runs": nil, "auto_start": false, "track_deletes": false,
		"metadata": map[string]any{}, "endpoints": []any{}, "fileBody": map[string]any{"ts": "", "js": "exports.default = { type: 'action', exec: async () => 1 };"},
		"models_json_schema": json.RawMessage(`{"definitions":{"In":{"type":"object"},"Out":{"type":"object"}}}`)}
	for name, value := range more {
		f[name] = value
	}
	return f
}

func without(body map[string]any, name string) map[string]any {
	delete(body, name)
	return body
}

func deployed(flows ...map[string]any) map[string]any {
	return map[string]any{"flowConfigs": flows, "reconcile": false, "debug": false, "sdkVersion": "0.71.10-zero", "nangoYamlBody": ""}
}

// http-api §2.8 and functions.md §7.4: what a deploy sends is what the older list gives.
func TestTheOlderListGivesWhatWasDeployed(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("one", "unauthenticated", nil)
	st.startFunctions()
	st.expect(200, "POST", "/sync/deploy", deployed(
		flow("action", "first", map[string]any{"input": "In", "attributes": map[string]any{"tier": 2, "by": "me"}, "endpoints": []any{map[string]any{"method": "GET", "path": "/a"}}}),
		flow("sync", "second", map[string]any{"sync_type": "full", "endpoints": []any{map[string]any{"method": "GET", "path": "/b", "group": "G"}}})))
	a := st.expect(200, "GET", "/scripts/config", nil)
	list("0.actions.0.models", "name", "In", "Out")(t, a)
	has("0.actions.0.attributes", `{"by":"me","tier":2}`)(t, a)
	has("0.actions.0.endpoints", `[{"group":null,"method":"GET","path":"/a"}]`)(t, a)
	has("0.syncs.0.endpoints", `[{"group":"G","method":"GET","path":"/b"}]`)(t, a)
	for _, want := range []string{`"attributes":{}`, `"input":""`, `"runs":null`} {
		if !strings.Contains(a.body, want) {
			t.Errorf("a sync without them lacks %s: %s", want, a.body)
		}
	}
}

// http-api §12.5: an old command line hears so, whatever it sends.
func TestTheCommandLinesVersionComesFirst(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	for _, path := range []string{"/sync/deploy", "/sync/deploy/confirmation"} {
		if a := st.ask("POST", path, map[string]any{"wrong": 1}, "User-Agent", "nango-cli/0.39.24"); a.code() != "invalid_cli_version" {
			t.Errorf("%s: %s", path, a.body)
		}
	}
}

func TestADeployWithAFrequencyThatNobodyRunsIsRefused(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("one", "unauthenticated", nil)
	a := st.expect(400, "POST", "/sync/deploy/confirmation", without(deployed(flow("sync", "hasty", map[string]any{"runs": "every 5 seconds"})), "nangoYamlBody"))
	for _, want := range []string{"invalid_body", `"flowConfigs","0","runs"`, "hasty", "30 seconds"} {
		if !strings.Contains(a.body, want) {
			t.Errorf("it does not say %s: %s", want, a.body)
		}
	}
}

// http-api §1.2: query, then body, then the address.
func TestOneOrderOfChecks(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	for _, one := range []struct{ method, path, body, code string }{
		{"PATCH", "/connections/bad!?x=1", `{"y":1}`, "invalid_query_params"},
		{"PATCH", "/connections/bad!?provider_config_key=a", `{"y":1}`, "invalid_body"},
		{"PATCH", "/connections/bad!?provider_config_key=a", `{}`, "invalid_uri_params"},
		{"GET", "/integrations/bad!?x=1", "", "invalid_query_params"},
		{"GET", "/integrations/bad!", "", "invalid_uri_params"},
		{"DELETE", "/connections/bad!?x=1", "", "invalid_query_params"},
	} {
		if a := st.ask(one.method, one.path, one.body, "Content-Type", "application/json"); a.code() != one.code {
			t.Errorf("%s %s %s: %s, want %s", one.method, one.path, one.body, a.body, one.code)
		}
	}
}

// http-api §8.1 and §2.6: which errors carry an empty payload.
func TestOnlyOlderErrorsCarryAnEmptyPayload(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("one", "private-api-bearer", nil)
	st.integration("two", "unauthenticated", nil)
	session := st.session(map[string]any{"tags": map[string]any{"end_user_id": "u"}, "allowed_integrations": []string{"one"}})
	for _, one := range []struct {
		path, body, code string
		payload          bool
	}{
		{"/sync/trigger", `{"syncs":[]}`, "missing_provider_config_key", false},
		{"/sync/trigger", `{"syncs":[],"provider_config_key":"one","opts":{},"full_resync":true}`, "invalid_body", false},
		{"/sync/trigger", `{"syncs":[],"provider_config_key":"none"}`, "unknown_provider_config", true},
		{"/auth/two-step/two?connect_session_token=" + session, `{"type":"TWO_STEP"}`, "integration_not_allowed", false},
		{"/auth/jwt/one?connect_session_token=" + session, `{"privateKey":"x"}`, "invalid_auth_mode", false},
	} {
		a := st.ask("POST", one.path, one.body, "Content-Type", "application/json")
		if a.code() != one.code || strings.Contains(a.body, `"payload"`) != one.payload {
			t.Errorf("%s %s: %d %s", one.path, one.body, a.status, a.body)
		}
	}
}

func TestSmallAnswersOfTheWire(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("one", "unauthenticated", nil)
	if a := st.ask("GET", "/v1/none", nil, "Provider-Config-Key", "one", "Connection-Id", "x"); a.status != 404 || !strings.HasPrefix(a.body, `{"message":`) {
		t.Errorf("an unknown path of a function: %d %s", a.status, a.body)
	}
	if a := st.ask("GET", "/sync/status?syncs=*&provider_config_key=none&connection_id=x", nil); a.status != 400 || a.code() != "unknown_provider_config" {
		t.Errorf("the status of an unknown integration: %d %s", a.status, a.body)
	}
	if a := st.ask("OPTIONS", "/integrations", nil, "Access-Control-Request-Method", "GET"); a.status != 204 {
		t.Errorf("a preflight of nobody: %d %s", a.status, a.body)
	}
}

// An imported client credentials grant has an end, and what is kept of it is in its normal form.
func TestAnImportedGrantEnds(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{catalog: map[string]string{"cc": "display_name: CC\ncategories: [other]\nauth_mode: OAUTH2_CC\ntoken_url: https://cc.example/token\nproxy:\n  base_url: https://cc.example\n"}})
	st.integration("cc", "cc", nil)
	for id, expires := range map[string]any{"given": 4102444800, "none": nil} {
		grant := map[string]any{"type": "OAUTH2_CC", "token": "tok", "client_id": "i", "client_secret": "client-secret-value"}
		if expires != nil {
			grant["expires_at"] = expires
		}
		st.connection("cc", id, grant)
		got := st.expect(200, "GET", "/connections/"+id+"?provider_config_key=cc", nil).at(t, "credentials").(map[string]any)
		at, _ := got["expires_at"].(string)
		raw := got["raw"].(map[string]any)
		if at == "" || id == "given" && (at != "2100-01-01T00:00:00.000Z" || raw["expires_at"] != at) {
			t.Errorf("%s: %v", id, got)
		}
	}
}

// RFC 9110 §8.4: packed bodies are read, within the limit of every body.
func TestPackedBodies(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	pack := func(open func(io.Writer) io.WriteCloser, text io.Reader) string {
		var out bytes.Buffer
		w := open(&out)
		_, err := io.Copy(w, text)
		must(t, err)
		must(t, w.Close())
		return out.String()
	}
	zipped := func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }
	deflated := func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }
	integration := func(key string) io.Reader {
		return strings.NewReader(`{"unique_key":"` + key + `","provider":"unauthenticated"}`)
	}
	for _, one := range []struct {
		encoding, body string
		status         int
	}{
		{"gzip", pack(zipped, integration("a")), http.StatusOK},
		{"Deflate", pack(deflated, integration("b")), http.StatusOK},
		{"identity", `{"unique_key":"c","provider":"unauthenticated"}`, http.StatusOK},
		{"gzip", `{"unique_key":"d","provider":"unauthenticated"}`, http.StatusBadRequest},
		{"gzip", pack(zipped, integration("e"))[:20], http.StatusBadRequest},
		{"zstd", "x", http.StatusUnsupportedMediaType},
		{"gzip", pack(zipped, io.LimitReader(zeros{}, 76<<20)), http.StatusRequestEntityTooLarge},
	} {
		if a := st.ask("POST", "/integrations", one.body, "Content-Type", "application/json", "Content-Encoding", one.encoding); a.status != one.status {
			t.Errorf("%s %.40q: %d %s", one.encoding, one.body, a.status, a.body)
		}
	}
}

// zeros never ends.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
