package api_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A rule is one line of http-api.md as a call: what is asked of a route and how it must answer.
type rule struct {
	path    string // with the query
	body    string // as it is; sent as JSON unless empty
	headers []string
	status  int
	code    string // of a refusal
	at      string // path of the first issue, its steps joined by dots; "." is the root, "" is not looked at
	checks  []check
}

// ruled are the rules of one route, named as the table of routes names it.
type ruled struct {
	method, pattern string
	rules           []rule
}

func good(path, body string, status int, checks ...check) rule {
	return rule{path: path, body: body, status: status, checks: checks}
}

func bad(path, body string, status int, code, at string) rule {
	return rule{path: path, body: body, status: status, code: code, at: at}
}

// with adds headers, in pairs.
func (r rule) with(headers ...string) rule {
	r.headers = headers
	return r
}

// A check looks at the answer to a rule that holds.
type check func(t *testing.T, a answer)

// has compares the value at a path such as "connections.0.tags" with JSON.
func has(path, want string) check {
	return func(t *testing.T, a answer) {
		t.Helper()
		got, err := json.Marshal(step(a.json(t), path))
		must(t, err)
		if string(got) != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
}

// list compares one member of every item of a list with texts.
func list(path, member string, want ...string) check {
	return func(t *testing.T, a answer) {
		t.Helper()
		items, _ := step(a.json(t), path).([]any)
		got := []string{}
		for _, item := range items {
			text, _ := step(item, member).(string)
			got = append(got, text)
		}
		if !slices.Equal(got, append([]string{}, want...)) {
			t.Errorf("%s of %s are %v, want %v", member, path, got, want)
		}
	}
}

// lacks says that an object has no such member.
func lacks(path, member string) check {
	return func(t *testing.T, a answer) {
		t.Helper()
		object, ok := step(a.json(t), path).(map[string]any)
		if _, there := object[member]; !ok || there {
			t.Errorf("%s has %s: %s", path, member, a.body)
		}
	}
}

// header compares a header of the answer.
func header(name, want string) check {
	return func(t *testing.T, a answer) {
		t.Helper()
		if got := a.header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

// step walks along a path of member names and list positions.
func step(v any, path string) any {
	if path == "" || path == "." {
		return v
	}
	for name := range strings.SplitSeq(path, ".") {
		switch from := v.(type) {
		case map[string]any:
			v = from[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(from) {
				return nil
			}
			v = from[i]
		default:
			return nil
		}
	}
	return v
}

// try runs a rule and tells how the answer differs.
func (st *stack) try(t *testing.T, method string, r rule) {
	t.Helper()
	var body any
	headers := []string{}
	if r.body != "" {
		body, headers = r.body, []string{"Content-Type", "application/json"}
	}
	a := st.ask(method, r.path, body, append(headers, r.headers...)...)
	if a.status != r.status || a.code() != r.code {
		t.Fatalf("%s %.120s %.200s\nstatus %d code %q, want %d %q\n%.600s", method, r.path, r.body, a.status, a.code(), r.status, r.code, a.body)
	}
	if r.at != "" {
		var e struct {
			Error struct{ Errors []struct{ Path []string } }
		}
		must(t, json.Unmarshal([]byte(a.body), &e))
		if len(e.Error.Errors) == 0 || strings.Join(e.Error.Errors[0].Path, ".") != strings.TrimPrefix(r.at, ".") {
			t.Errorf("%s %s %.200s\nno issue at %q: %s", method, r.path, r.body, r.at, a.body)
		}
	}
	for _, look := range r.checks {
		look(t, a)
	}
	if t.Failed() {
		t.Logf("%s %s %.200s\n%.600s", method, r.path, r.body, a.body)
	}
}

// name is what a rule is called among the tests.
func (r rule) name() string {
	text := r.path
	if r.body != "" {
		text += " " + r.body
	}
	if len(r.headers) > 0 {
		text += " " + strings.Join(r.headers, " ")
	}
	if len(text) > 90 {
		text = text[:90]
	}
	return text
}

// everyRule asks everything of http-api.md that the recorded answers leave open.
func everyRule(t *testing.T, b *board) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	for _, group := range st.prepareRules() {
		t.Run(strings.TrimSpace(group.method+" "+group.pattern), func(t *testing.T) {
			for _, r := range group.rules {
				method := group.method
				if method == "" {
					method = "GET"
				}
				b.ruled(routeOf(method, r.path), t.Run(r.name(), func(t *testing.T) { st.try(t, method, r) }))
			}
		})
	}
}

// prepareRules sets up what the rules speak of: integrations bench, hub, keyed, basic and open, their connections c1,
// g-sync with five records, h1, k1 and o1, and two Connect sessions.
func (st *stack) prepareRules() []ruled {
	st.t.Helper()
	for _, each := range []string{"bench", "c1", "g-sync", "functions"} {
		st.functionsStep(each, nil)
	}
	st.expect(200, "POST", "/sync/start", map[string]any{"provider_config_key": "bench", "connection_id": "g-sync", "syncs": []string{"fill"}})
	st.synced("g-sync", 1)
	st.integration("hub", "github", map[string]any{"credentials": map[string]any{"type": "OAUTH2", "client_id": "id", "client_secret": "secret", "scopes": "repo"}})
	st.integration("keyed", "private-api-bearer", nil)
	st.integration("basic", "private-api-basic", nil)
	st.integration("open", "unauthenticated", nil)
	st.expect(201, "POST", "/connections", map[string]any{"provider_config_key": "keyed", "connection_id": "k1", "credentials": map[string]any{"type": "API_KEY", "apiKey": "sdk-key"},
		"tags": map[string]any{"Team": "red"}, "end_user": map[string]any{"id": "user-1", "email": "nobody@example.com", "display_name": "The Nobody"}})
	st.connection("hub", "h1", map[string]any{"type": "OAUTH2", "access_token": "at"})
	st.connection("open", "o1", map[string]any{"type": "NONE"})
	session := func(body map[string]any) string {
		body["end_user"] = map[string]any{"id": "visitor"}
		return st.expect(201, "POST", "/connect/sessions", body).at(st.t, "data", "token").(string)
	}
	wide, narrow := session(map[string]any{}), session(map[string]any{"allowed_integrations": []string{"keyed"}})
	return slices.Concat(providerRules(), connectionRules(), metadataRules(), integrationRules(), functionRules(), sessionRules(),
		recordRules(), syncRules(), actionRules(), proxyRules(st.upstream.URL), browserRules(wide, narrow), otherRules())
}
