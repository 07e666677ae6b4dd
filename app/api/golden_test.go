package api_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// goldenDir holds recorded answers of the server whose API this is; testdata/golden/README.md says which and how.
const goldenDir = "testdata/golden"

type golden struct {
	Name    string
	Request struct {
		Method, Path string
		Headers      map[string]string
		Body         any
	}
	Response struct {
		Status  int
		Headers map[string]string
		Body    any
	}
}

// goldenOrder is the order of the recording: later answers show what earlier calls did. A name with + is a step
// that the recording did not keep.
var goldenOrder = []string{
	"health", "auth-malformed-key", "auth-missing-header", "auth-unknown-key", "not-found-route", "method-not-allowed", "cors-preflight",
	"providers-list", "providers-list-search", "providers-get", "providers-get-unknown",
	"+bench", "+c1", "integrations-create-apikey", "+basic", "integrations-create-none", "integrations-create-oauth2", "integrations-create-duplicate",
	"integrations-create-unknown-provider", "integrations-create-bad-body", "integrations-create-bad-unique-key", "integrations-create-wrong-credentials-type",
	"integrations-get", "integrations-get-include-credentials", "integrations-get-include-webhook", "integrations-get-include-bad", "integrations-get-unknown",
	"integrations-update", "integrations-update-credentials", "integrations-update-empty", "integrations-update-unknown", "auth-no-bearer",
	"connect-session-create", "connect-session-create-unknown-integration", "connect-session-create-bad-body", "connect-session-get",
	"connect-apikey-auth-missing-key", "connect-apikey-auth-integration-not-allowed", "connect-apikey-auth", "connect-session-create-tags",
	"connect-session-delete", "connect-session-get-bad-token",
	"connections-import-apikey", "connections-import-again", "connections-import-no-id", "connections-import-basic", "connections-import-none",
	"connections-import-oauth2", "connections-import-bad-end-user", "connections-import-missing-credentials", "connections-import-oauth2-no-access-token",
	"connections-import-wrong-content-type", "connections-import-wrong-type",
	"connections-list", "connections-list-by-end-user", "connections-list-by-id", "connections-list-by-integration", "connections-list-limit-page",
	"connections-list-none", "connections-list-bad-query",
	"connections-get-apikey", "connections-get-basic", "connections-get-none", "connections-get-oauth2", "connections-get-oauth2-refresh-token",
	"connections-get-token", "connections-get-unknown", "connections-get-unknown-integration", "connections-get-missing-provider", "connections-get-legacy-path",
	"metadata-get", "metadata-set", "metadata-update", "metadata-update-many", "metadata-set-unknown", "metadata-get-after",
	"connections-patch", "connections-patch-tags", "connections-get-after-patch", "connect-session-reconnect",
	"proxy-get-oauth2", "proxy-get-basic-auth", "proxy-get-none", "proxy-get-connection-config-base-url", "proxy-post-json", "proxy-post-form", "proxy-post-text",
	"proxy-patch", "proxy-delete", "proxy-upstream-204", "proxy-upstream-400", "proxy-upstream-404", "proxy-upstream-429-retries", "proxy-upstream-refused",
	"proxy-base-url-override-bad", "proxy-base-url-override-localhost", "proxy-base-url-override-private", "proxy-missing-connection-id",
	"proxy-missing-provider-config-key", "proxy-unknown-connection", "proxy-unknown-integration",
	"connections-delete", "connections-delete-again", "integrations-delete", "integrations-delete-unknown", "+delete-apikey", "connections-get-of-deleted-integration",
}

// meant are the answers that differ on purpose, each with its reason and what is expected instead.
var meant = map[string]struct {
	reason string
	check  func(t *testing.T, a answer)
}{
	"not-found-route":    {"there is no dashboard behind unknown paths: a JSON 404 tells more", status(404, "not_found")},
	"method-not-allowed": {"404 as recorded, but as JSON instead of HTML", status(404, "not_found")},
	"cors-preflight":     {"foreign pages are refused unless the user lists them: a page must not use a key it guessed or stole", status(403, "forbidden")},
	"providers-list": {"the catalog is our own: 1013 providers with our texts", func(t *testing.T, a answer) {
		for i, entry := range a.at(t, "data").([]any) {
			p := entry.(map[string]any)
			for _, key := range []string{"name", "display_name", "categories", "auth_mode", "logo_url"} {
				if p[key] == nil {
					t.Fatalf("provider %d has no %s: %v", i, key, p["name"])
				}
			}
		}
	}},
}

func status(want int, code string) func(*testing.T, answer) {
	return func(t *testing.T, a answer) {
		if a.status != want || a.code() != code {
			t.Errorf("status %d code %q, want %d %q", a.status, a.code(), want, code)
		}
	}
}

// freeValues are keys whose values depend on time, chance, this machine or our own wording; their type is compared.
var freeValues = []string{"message", "id", "created_at", "updated_at", "last_fetched_at", "created", "token", "connect_link", "logo", "logo_url",
	"title", "description", "docs", "docs_connect", "user-agent", "accept-encoding", "primary", "showWatermark", "baseUrl",
	"sdk_version", "statusUrl", "cursor", "next_cursor", "first_seen_at", "last_modified_at"}

// meantKeys are single keys that differ on purpose: path of the key in the answer, by golden name.
var meantKeys = map[string]map[string]string{
	"providers-list-search":         {"": "the catalog's own texts and order of fields"},
	"action-trigger-throw":          {"error.payload.stacktrace.1": "another place of the same line in another bundle"},
	"action-trigger-upstream-error": {"error.upstream.headers.content-type": "the test's provider names a charset"},
	"providers-get":                 {"data.credentials.apiKey.example": "every field has a placeholder of our own", "data.docs": "documentation links lead to the vendor, and not every provider has one", "data.docs_connect": "as above"},
}

// meantEverywhere are keys that differ on purpose in every answer.
var meantEverywhere = map[string]string{"headers.connection": "what the echo saw of one hop; another HTTP library's default"}

// recordedAnswers replays what a real server answered.
func recordedAnswers(t *testing.T, b *board) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	token := "nango_connect_session_" + strings.Repeat("0", 64)
	kept := map[string]string{} // tokens by the step that made them
	for _, name := range goldenOrder {
		if step, ok := strings.CutPrefix(name, "+"); ok {
			unrecorded(st, step)
			continue
		}
		g := loadGolden(t, name)
		use := token
		switch name {
		case "connect-session-get-bad-token":
			use = "nango_connect_session_" + strings.Repeat("0", 64)
		case "connect-session-delete":
			use = kept["connect-session-create-tags"]
		}
		a := st.replay(g, use)
		if made, ok := strings.CutSuffix(name, ""); ok && strings.HasPrefix(name, "connect-session-create") && a.status == 201 {
			kept[made] = a.at(t, "data", "token").(string)
			if name == "connect-session-create" {
				token = kept[made]
			}
		}
		m, differs := meant[name]
		passed := t.Run(name, func(t *testing.T) {
			if differs {
				m.check(t, a)
				return
			}
			compareAnswer(t, g, a)
		})
		b.replayed(g.Request.Method, g.Request.Path, passed, differs)
	}
	covered := map[string]bool{}
	for _, name := range slices.Concat(goldenOrder, functionsOrder, slices.Collect(maps.Keys(functionsElsewhere))) {
		covered[name] = true
	}
	files, err := filepath.Glob(goldenDir + "/*.json")
	must(t, err)
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".json"); !covered[name] {
			t.Errorf("recorded answer %s is not replayed", name)
		}
	}
}

func unrecorded(st *stack, step string) {
	switch step {
	case "bench":
		st.integration("bench", "jira-data-center-api-key", map[string]any{"display_name": "Bench"})
	case "c1":
		st.expect(201, "POST", "/connections", map[string]any{"provider_config_key": "bench", "connection_id": "c1", "metadata": map[string]any{"salt": "", "batch": 50, "count": 100},
			"connection_config": map[string]any{"baseUrl": st.upstream.URL}, "credentials": map[string]any{"type": "API_KEY", "apiKey": "k-123"}})
	case "basic":
		st.integration("golden-basic", "private-api-basic", nil)
	case "delete-apikey":
		st.expect(200, "DELETE", "/integrations/golden-apikey", nil)
	}
}

func loadGolden(t *testing.T, name string) golden {
	t.Helper()
	var g golden
	data, err := os.ReadFile(filepath.Join(goldenDir, name+".json"))
	must(t, err)
	decoder := json.NewDecoder(strings.NewReader(string(data)))
	decoder.UseNumber()
	must(t, decoder.Decode(&g))
	return g
}

// replay sends the recorded request with this stack's key, token, provider and closed port put in.
func (st *stack) replay(g golden, token string) answer {
	fill := strings.NewReplacer("<SECRET_KEY>", testKey, "<CONNECT_SESSION_TOKEN>", token, "<UPSTREAM>", st.upstream.URL, "http://192.0.2.2:9", "http://"+st.closed)
	headers := []string{"Authorization", ""}
	for name, value := range g.Request.Headers {
		headers = append(headers, name, fill.Replace(value))
	}
	return st.ask(g.Request.Method, fill.Replace(g.Request.Path), g.Request.Body, headers...)
}

func compareAnswer(t *testing.T, g golden, a answer) {
	t.Helper()
	if a.status != g.Response.Status {
		t.Fatalf("status %d, recorded %d\n%s", a.status, g.Response.Status, a.body)
	}
	if g.Response.Body == nil {
		if a.body != "" {
			t.Errorf("a body where none was recorded: %s", a.body)
		}
		return
	}
	if want := g.Response.Headers["content-type"]; !strings.EqualFold(a.header.Get("Content-Type"), want) {
		t.Errorf("content type %q, recorded %q", a.header.Get("Content-Type"), want)
	}
	if want := g.Response.Headers["retry-after"]; a.header.Get("Retry-After") != want {
		t.Errorf("retry-after %q, recorded %q", a.header.Get("Retry-After"), want)
	}
	compareValue(t, meantKeys[g.Name], "", g.Response.Body, a.json(t))
	if t.Failed() {
		t.Logf("answer: %.2000s", a.body)
	}
}

func compareValue(t *testing.T, ignored map[string]string, at string, want, got any) {
	t.Helper()
	if _, skip := ignored[at]; skip {
		return
	}
	switch want := want.(type) {
	case map[string]any:
		table, ok := got.(map[string]any)
		if !ok {
			t.Errorf("%s is %s, recorded an object", at, kindOf(got))
			return
		}
		for _, key := range slices.Sorted(maps.Keys(want)) {
			value, there := table[key]
			if !there {
				if ignored[below(at, key)] == "" && meantEverywhere[below(at, key)] == "" {
					t.Errorf("%s is missing", below(at, key))
				}
				continue
			}
			compareValue(t, ignored, below(at, key), want[key], value)
		}
		for _, key := range slices.Sorted(maps.Keys(table)) {
			if _, recorded := want[key]; !recorded {
				if _, skip := ignored[below(at, key)]; !skip {
					t.Errorf("%s is not recorded", below(at, key))
				}
			}
		}
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			t.Errorf("%s is %s of %d, recorded a list of %d", at, kindOf(got), len(list), len(want))
			return
		}
		for i := range want {
			compareValue(t, ignored, below(at, fmt.Sprint(i)), want[i], list[i])
		}
	default:
		compareScalar(t, at, want, got)
	}
}

var uuidForm = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

var timeForms = []*regexp.Regexp{
	regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}\+00:00$`),
	regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$`),
}

func compareScalar(t *testing.T, at string, want, got any) {
	t.Helper()
	if kindOf(want) != kindOf(got) {
		t.Errorf("%s is %s %v, recorded %s %v", at, kindOf(got), got, kindOf(want), want)
		return
	}
	w, isText := want.(string)
	key := at[strings.LastIndexByte(at, '.')+1:]
	if isText {
		g := got.(string)
		for _, form := range timeForms {
			if form.MatchString(w) != form.MatchString(g) {
				t.Errorf("%s is %q, recorded %q: another form of time", at, g, w)
			}
		}
		if uuidForm.MatchString(w) {
			if !uuidForm.MatchString(g) {
				t.Errorf("%s is %q, recorded a UUID", at, g)
			}
			return
		}
	}
	if slices.Contains(freeValues, key) || timeForms[1].MatchString(w) {
		return
	}
	if want != got {
		t.Errorf("%s is %v, recorded %v", at, got, want)
	}
}

func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case string:
		return "string"
	case json.Number:
		return "number"
	case bool:
		return "boolean"
	case []any:
		return "list"
	}
	return "object"
}

func below(at, key string) string {
	if at == "" {
		return key
	}
	return at + "." + key
}
