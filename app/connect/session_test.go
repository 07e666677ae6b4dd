package connect_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

func TestSession(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	session, token, err := w.CreateSession(t.Context(), w.env, connect.SessionInput{
		EndUser:      &connect.EndUser{ID: "user-1", Email: "user1@example.com", DisplayName: "User One", Tags: map[string]string{"Plan": ""}},
		Organization: &connect.Organization{ID: "org-1", DisplayName: "Org One"}, Tags: map[string]string{"Team": "red", "end_user_id": "mine"},
		AllowedIntegrations: []string{"keyed"}, Defaults: map[string]connect.SessionDefaults{"keyed": {ConnectionConfig: map[string]any{"baseUrl": "https://example.com"}}}})
	w.must(err)
	if len(token.Reveal()) != len("nango_connect_session_")+64 || session.ExpiresAt.Sub(session.CreatedAt) != 30*time.Minute {
		t.Errorf("%d characters, %v", len(token.Reveal()), session.ExpiresAt.Sub(session.CreatedAt))
	}
	got, err := w.SessionByToken(t.Context(), token.Reveal())
	w.must(err)
	want := "map[end_user_display_name:User One end_user_email:user1@example.com end_user_id:mine organization_display_name:Org One organization_id:org-1 team:red]"
	if fmt.Sprint(got.Tags) != want || got.EndUser.Organization.ID != "org-1" || got.UUID != session.UUID || got.EnvironmentID != w.env ||
		got.Defaults["keyed"].ConnectionConfig["baseUrl"] != "https://example.com" {
		t.Errorf("%+v", got)
	}
	first := w.connect(connect.ConnectInput{IntegrationKey: "keyed", Session: &got, Credentials: typed["keyed"]})
	second := w.connect(connect.ConnectInput{IntegrationKey: "keyed", Session: &got, Credentials: typed["keyed"]})
	if first.ConnectionID == second.ConnectionID || first.Config["baseUrl"] != "https://example.com" {
		t.Errorf("%+v", first)
	}
	w.must(w.DeleteSession(t.Context(), got))
	_, err = w.SessionByToken(t.Context(), token.Reveal())
	wantCode(t, err, "unknown_connect_session_token")
}

func TestSessionEnds(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	_, token, err := w.CreateSession(t.Context(), w.env, connect.SessionInput{Tags: map[string]string{"a": "b"}})
	w.must(err)
	w.clock.Advance(30 * time.Minute)
	_, err = w.SessionByToken(t.Context(), token.Reveal())
	if f := wantCode(t, err, "unknown_connect_session_token"); f.Kind != fault.Unauthorized {
		t.Errorf("%+v", f)
	}
	w.Sweep(t.Context())
	var n int
	w.must(w.db.Reader().QueryRow(`SELECT count(*) FROM connect_sessions`).Scan(&n))
	if n != 0 {
		t.Errorf("%d old sessions", n)
	}
	for _, bad := range []string{"", "x", "nango_connect_session_", "nango_connect_session_" + strings.Repeat("z", 64), "nango_connect_session_" + strings.Repeat("a", 62)} {
		_, err := w.SessionByToken(t.Context(), bad)
		wantCode(t, err, "invalid_connect_session_token_format")
	}
	_, err = w.SessionByToken(t.Context(), "nango_connect_session_"+strings.Repeat("a", 64))
	wantCode(t, err, "unknown_connect_session_token")
}

func TestSessionFaults(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	rows := []struct {
		in    connect.SessionInput
		issue string
	}{
		{connect.SessionInput{AllowedIntegrations: []string{"keyed", "nope"}}, "custom [allowed_integrations 1] Integration does not exist"},
		{connect.SessionInput{Defaults: map[string]connect.SessionDefaults{"nope": {}}}, "custom [integrations_config_defaults nope] Integration does not exist"},
		{connect.SessionInput{Overrides: map[string]connect.SessionOverride{"nope": {}}}, "custom [overrides nope] Integration does not exist"},
		{connect.SessionInput{EndUser: &connect.EndUser{ID: "u", Email: "not-an-email"}}, "invalid_format [end_user email] Invalid email address"},
		{connect.SessionInput{Organization: &connect.Organization{}}, "too_small [organization id]"},
	}
	for _, row := range rows {
		_, _, err := w.CreateSession(t.Context(), w.env, row.in)
		f := wantCode(t, err, "invalid_body")
		if len(f.Issues) != 1 || !strings.HasPrefix(fmt.Sprint(f.Issues[0].Code, " ", f.Issues[0].Path, " ", f.Issues[0].Message), row.issue) {
			t.Errorf("%s: %+v", row.issue, f)
		}
	}
}

func TestReconnectSession(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	w.integration("basic")
	w.seed("keyed", imports["keyed"])
	_, _, err := w.CreateReconnectSession(t.Context(), w.env, connect.ReconnectInput{IntegrationKey: "keyed", ConnectionID: "nope"})
	if f := wantCode(t, err, "invalid_body"); f.Kind != fault.Invalid || f.Message == "" {
		t.Errorf("%+v", f)
	}
	session, _, err := w.CreateReconnectSession(t.Context(), w.env, connect.ReconnectInput{IntegrationKey: "keyed", ConnectionID: "c"})
	w.must(err)
	_, err = w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "basic", Session: &session, Credentials: typed["basic"]})
	wantCode(t, err, "integration_not_allowed")
	if c := w.connect(connect.ConnectInput{IntegrationKey: "keyed", Session: &session, Credentials: typed["keyed"]}); c.ConnectionID != "c" {
		t.Errorf("%+v", c)
	}
	w.must(w.DeleteConnection(t.Context(), w.env, "keyed", "c"))
	_, err = w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "keyed", Session: &session, Credentials: typed["keyed"]})
	wantCode(t, err, "invalid_connection")
}
