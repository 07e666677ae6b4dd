package api_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"patchbay/app/connect"
)

// stored is what nobody may learn by guessing.
const stored = "github_pat_11ABCDEFGHI_jklmnopqrstuvwxyz0"

// Whoever asks for something that is named like the beginning of a stored key reads the same whether the guess is right or
// wrong, on every door that says again what it was asked.
func TestNobodyReadsAStoredKeyByGuessing(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("bearer", "private-api-bearer", nil)
	st.connection("bearer", "one", map[string]any{"type": "API_KEY", "apiKey": stored})

	st.connection("bearer", "two", map[string]any{"type": "API_KEY", "apiKey": "pass-77"})
	port := httptest.NewServer(st.server.Webhooks())
	t.Cleanup(port.Close)
	session := st.session(map[string]any{"tags": map[string]any{"end_user_id": "u"}})
	st.expect(http.StatusOK, "PATCH", "/patchbay/settings", map[string]any{"mcp": true})
	doors := map[string]func(guess string) string{
		"the webhook port":             func(g string) string { return hook(t, "POST", port.URL+"/webhook/dev/"+g, "{}").body },
		"the environment of a webhook": func(g string) string { return hook(t, "POST", port.URL+"/webhook/"+g+"/x", "{}").body },
		"/webhook of the main port":    func(g string) string { return st.ask("POST", "/webhook/dev/"+g, map[string]any{}).body },
		"a Connect session's integration": func(g string) string {
			return st.ask("POST", "/api-auth/api-key/"+g+"?connect_session_token="+session, map[string]any{"apiKey": "x"}).body
		},
		"a Connect session's parameter": func(g string) string {
			return st.ask("POST", "/api-auth/api-key/bearer?connect_session_token="+session+"&"+g+"=1", map[string]any{"apiKey": "x"}).body
		},
		"a Connect session's providers": func(g string) string {
			return st.ask("GET", "/providers/"+g, nil, "Authorization", "Bearer "+session).body
		},
		"providers":   func(g string) string { return st.ask("GET", "/providers/"+g, nil).body },
		"connections": func(g string) string { return st.ask("GET", "/connections/"+g+"?provider_config_key=bearer", nil).body },
		"a body": func(g string) string {
			return st.ask("POST", "/integrations", map[string]any{"unique_key": "n", "provider": g}).body
		},
		"a callback": func(g string) string { return st.visit("/oauth/callback?error=x&error_description=" + g).body },
	}
	for name, ask := range doors {
		for n := 10; n < len(stored); n += 6 {
			right, wrong := stored[:n], stored[:n-1]+"Q"
			one, other := strings.ReplaceAll(ask(right), right, "GUESS"), strings.ReplaceAll(ask(wrong), wrong, "GUESS")
			if one != other || strings.Contains(one, "•") {
				t.Errorf("%s tells which is right of %q and %q:\n%s\n%s", name, right, wrong, one, other)
			}
		}
		if got := ask("pass-77"); strings.Contains(got, "•") {
			t.Errorf("%s confirms a password: %s", name, got)
		}
	}
	if got := doors["the webhook port"](stored); strings.Contains(got, stored[:6]) {
		t.Errorf("a stranger's words come back: %s", got)
	}
}

// A login that fails is told in the provider's words, which are masked: a right guess is masked like a wrong one.
func TestNobodyReadsAStoredKeyByAFailingLogin(t *testing.T) {
	t.Parallel()
	st, _ := fakeLogin(t)
	st.integration("bearer", "private-api-bearer", nil)
	st.connection("bearer", "one", map[string]any{"type": "API_KEY", "apiKey": stored})
	fail := func(guess string) string {
		id, query := st.login()
		values, err := url.ParseQuery(query)
		must(t, err)
		page := st.visit("/oauth/callback?state=" + values.Get("state") + "&error=access_denied&error_description=" + url.QueryEscape(guess)).body
		attempt, err := st.connect.Attempt(t.Context(), id)
		must(t, err)
		if attempt.State != connect.Failed || strings.Contains(page+attempt.Error.Message, guess) {
			t.Errorf("the login of %q is %v: %s", guess, attempt, page)
		}
		return attempt.Error.Message
	}
	if right, wrong := fail(stored[:20]), fail(stored[:19]+"Q"); right != wrong {
		t.Errorf("%s\n%s", right, wrong)
	}
	fail(stored)
}

// Assistants and the log show no more of a stored key than that something begins like it.
func TestAssistantsAndTheLogDoNotHelpToGuess(t *testing.T) {
	t.Parallel()
	st := mcpSwitchedOn(t, stackOptions{})
	st.integration("bearer", "private-api-bearer", nil)
	st.connection("bearer", "one", map[string]any{"type": "API_KEY", "apiKey": stored})
	client := st.mcpClient("/mcp/management")
	for n := 14; n < len(stored)-1; n += 5 {
		right, wrong := stored[:n], stored[:n-1]+"Q"
		for _, tool := range []string{"integrations_get"} {
			one, other := st.call(client, tool, map[string]any{"integration_id": right}), st.call(client, tool, map[string]any{"integration_id": wrong})
			if strings.ReplaceAll(one.text, right, "") != strings.ReplaceAll(other.text, wrong, "") || strings.Contains(one.text, "•") {
				t.Errorf("%s: %s / %s", tool, one.text, other.text)
			}
		}
		st.ask("GET", "/proxy/"+right, nil, "Provider-Config-Key", "bearer", "Connection-Id", "one")
		st.ask("GET", "/proxy/"+wrong, nil, "Provider-Config-Key", "bearer", "Connection-Id", "one")
		list := st.expect(http.StatusOK, "GET", "/patchbay/operations?limit=2", nil).at(t, "data").([]any)
		one, other := list[0].(map[string]any), list[1].(map[string]any)
		if one["title"] != other["title"] || strings.Contains(one["title"].(string), right[:12]) {
			t.Errorf("the log: %v / %v", one["title"], other["title"])
		}
	}
}
