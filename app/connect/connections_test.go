package connect_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

func (w *world) importWith(in connect.ImportInput) connect.Connection {
	w.t.Helper()
	if in.IntegrationKey == "" {
		in.IntegrationKey = "keyed"
	}
	if in.Credentials == nil {
		in.Credentials = json.RawMessage(`{"type":"API_KEY","apiKey":"some-key"}`)
	}
	c, _, err := w.Import(w.t.Context(), w.env, in)
	w.must(err)
	return c
}

// The import answers of the golden recordings.
func TestImportShapes(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	w.integration("acme")
	c := w.importWith(connect.ImportInput{ConnectionID: "g", Metadata: json.RawMessage(`{"a":1}`), Config: map[string]any{"region": "eu"},
		EndUser: &connect.EndUser{ID: "user-1", Email: "user1@example.com", DisplayName: "User One"}})
	want := map[string]string{"end_user_id": "user-1", "end_user_email": "user1@example.com", "end_user_display_name": "User One"}
	if fmt.Sprint(c.Tags) != fmt.Sprint(want) || string(c.Metadata) != `{"a":1}` || c.Config["region"] != "eu" || c.EndUser.Tags != nil || c.LastFetchedAt == nil {
		t.Errorf("%+v", c)
	}
	c = w.importWith(connect.ImportInput{Tags: map[string]string{"Team": "blue"}})
	if len(c.ConnectionID) != 36 || c.ConnectionID[14] != '4' || c.Tags["team"] != "blue" || string(c.Metadata) != "{}" {
		t.Errorf("%+v", c)
	}
	_, credentials, err := w.Import(t.Context(), w.env, connect.ImportInput{IntegrationKey: "acme", ConnectionID: "o",
		Credentials: json.RawMessage(`{"type":"OAUTH2","access_token":"at-1","refresh_token":"rt-1","expires_at":"2099-01-01T00:00:00Z"}`)})
	w.must(err)
	text, err := auth.Encode(credentials)
	const sent = `"type":"OAUTH2","access_token":"at-1","refresh_token":"rt-1","expires_at":"2099-01-01T00:00:00.000Z"`
	if got := string(text); err != nil || !strings.HasPrefix(got, "{"+sent+`,"raw":{`) || !strings.Contains(got, `"raw":{"access_token":"at-1","expires_at":"2099-01-01T00:00:00.000Z","refresh_token":"rt-1","type":"OAUTH2"}`) {
		t.Errorf("%s, %v", text, err)
	}
}

// Signed modes come in with the secrets that sign.
func TestImportOfSigningModes(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	for key, credentials := range map[string]string{"first": `{"type":"OAUTH1","oauth_token":"at-1","oauth_token_secret":"as-1"}`,
		"suite": `{"type":"TBA","token_id":"ti-1","token_secret":"ts-1","config_override":{"client_id":"ck","client_secret":"cs"}}`} {
		w.integration(key)
		_, _, err := w.Import(t.Context(), w.env, connect.ImportInput{IntegrationKey: key, ConnectionID: "o", Credentials: json.RawMessage(credentials), Config: map[string]any{"accountId": "1"}})
		w.must(err)
		live, err := w.Fresh(t.Context(), w.env, key, "o", connect.FreshOptions{})
		w.must(err)
		if text, err := auth.Encode(live.Credentials); err != nil || !strings.HasPrefix(string(text), strings.TrimSuffix(credentials, "}")) {
			t.Errorf("%s, %v", text, err)
		}
		_, _, err = w.Import(t.Context(), w.env, connect.ImportInput{IntegrationKey: key, Credentials: json.RawMessage(credentials[:strings.Index(credentials, ",")] + "}")})
		if f := fault.From(err); f == nil || f.Code != "invalid_body" || len(f.Issues) != 2 {
			t.Errorf("half of it: %v", err)
		}
	}
}

func TestImportFaults(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	w.integration("acme")
	w.integration("basic")
	w.integration("grant")
	w.integration("suite")
	const key = `{"type":"API_KEY","apiKey":"k"}`
	rows := []struct {
		name  string
		in    connect.ImportInput
		code  string
		issue string // code, path and message
	}{
		{"no credentials", connect.ImportInput{}, "invalid_body", "invalid_type [credentials] Invalid input: expected object, received undefined"},
		{"credentials are text", connect.ImportInput{Credentials: json.RawMessage(`"x"`)}, "invalid_body", "invalid_type [credentials] Invalid input: expected object, received string"},
		{"no access token", connect.ImportInput{IntegrationKey: "acme", Credentials: json.RawMessage(`{"type":"OAUTH2"}`)}, "invalid_body", "invalid_type [credentials access_token] Invalid input: expected string, received undefined"},
		{"unknown type", connect.ImportInput{Credentials: json.RawMessage(`{"type":"TWO_STEP"}`)}, "invalid_body", "invalid_union [credentials type] Invalid input"},
		{"bad date", connect.ImportInput{IntegrationKey: "acme", Credentials: json.RawMessage(`{"type":"OAUTH2","access_token":"a","expires_at":"soon"}`)}, "invalid_body", "invalid_type [credentials expires_at] Invalid input: expected date, received Date"},
		{"long token", connect.ImportInput{IntegrationKey: "acme", Credentials: json.RawMessage(`{"type":"OAUTH2","access_token":"` + strings.Repeat("a", 16385) + `"}`)}, "invalid_body", "too_big [credentials access_token] Too big: expected string to have <=16384 characters"},
		{"line break in a key", connect.ImportInput{Credentials: json.RawMessage(`{"type":"API_KEY","apiKey":"k\r\n"}`)}, "invalid_body", "custom [credentials apiKey] Remove the line break"},
		{"NUL in a key", connect.ImportInput{Credentials: json.RawMessage(`{"type":"API_KEY","apiKey":"k\u0000"}`)}, "invalid_body", "custom [credentials apiKey] Remove the control character"},
		{"line break in a user name", connect.ImportInput{IntegrationKey: "basic", Credentials: json.RawMessage(`{"type":"BASIC","username":"a\nb","password":"p"}`)}, "invalid_body", "custom [credentials username] Remove the line break"},
		{"line break in a token", connect.ImportInput{IntegrationKey: "acme", Credentials: json.RawMessage(`{"type":"OAUTH2","access_token":"a\nb"}`)}, "invalid_body", "custom [credentials access_token] Remove the line break"},
		{"line break in a refresh token", connect.ImportInput{IntegrationKey: "acme", Credentials: json.RawMessage(`{"type":"OAUTH2","access_token":"a","refresh_token":"r\n"}`)}, "invalid_body", "custom [credentials refresh_token] Remove the line break"},
		{"line break in a granted token", connect.ImportInput{IntegrationKey: "grant", Credentials: json.RawMessage(`{"type":"OAUTH2_CC","token":"a\n","client_id":"c","client_secret":"s"}`)}, "invalid_body", "custom [credentials token] Remove the line break"},
		{"no account of NetSuite", connect.ImportInput{IntegrationKey: "suite", Credentials: json.RawMessage(`{"type":"TBA","token_id":"a","token_secret":"b"}`)}, "invalid_body", "invalid_type [connection_config accountId] Required"},
		{"account is a number", connect.ImportInput{IntegrationKey: "suite", Config: map[string]any{"accountId": 7}, Credentials: json.RawMessage(`{"type":"TBA","token_id":"a","token_secret":"b"}`)}, "invalid_body", "invalid_type [connection_config accountId] Required"},
		{"wrong type", connect.ImportInput{Credentials: json.RawMessage(`{"type":"OAUTH2","access_token":"at"}`)}, "invalid_body", ""},
		{"unknown integration", connect.ImportInput{IntegrationKey: "nope", Credentials: json.RawMessage(key)}, "unknown_provider_config", ""},
		{"connection id", connect.ImportInput{ConnectionID: "a<b", Credentials: json.RawMessage(key)}, "invalid_body", `invalid_format [connection_id] Invalid string: must match pattern`},
		{"metadata", connect.ImportInput{Metadata: json.RawMessage(`[1]`), Credentials: json.RawMessage(key)}, "invalid_body", "invalid_type [metadata] Invalid input: expected record, received array"},
		{"email", connect.ImportInput{EndUser: &connect.EndUser{ID: "u", Email: "not-an-email"}, Credentials: json.RawMessage(key)}, "invalid_body", "invalid_format [end_user email] Invalid email address"},
		{"no user id", connect.ImportInput{EndUser: &connect.EndUser{}, Credentials: json.RawMessage(key)}, "invalid_body", "too_small [end_user id] Too small: expected string to have >=1 characters"},
		{"tag name", connect.ImportInput{Tags: map[string]string{"1st": "x"}, Credentials: json.RawMessage(key)}, "invalid_body", "custom [tags 1st] Tag names start"},
		{"tag twice", connect.ImportInput{Tags: map[string]string{"A": "x", "a": "y"}, Credentials: json.RawMessage(key)}, "invalid_body", `custom [tags a] Tag "a" is given twice`},
		{"empty tag", connect.ImportInput{Tags: map[string]string{"a": ""}, Credentials: json.RawMessage(key)}, "invalid_body", "too_small [tags a]"},
		{"webhook", connect.ImportInput{WebhookURLOverride: text("ftp://x"), Credentials: json.RawMessage(key)}, "invalid_body", "invalid_format [webhook_url_override] Invalid URL"},
		{"hosted service", connect.ImportInput{WebhookURLOverride: text("https://API.nango.dev./hook"), Credentials: json.RawMessage(key)}, "invalid_body", "custom [webhook_url_override]"},
		{"hosted service itself", connect.ImportInput{WebhookURLOverride: text("http://nango.dev:8080"), Credentials: json.RawMessage(key)}, "invalid_body", "custom [webhook_url_override]"},
	}
	for _, row := range rows {
		if row.in.IntegrationKey == "" {
			row.in.IntegrationKey = "keyed"
		}
		_, _, err := w.Import(t.Context(), w.env, row.in)
		f := fault.From(err)
		if f == nil || f.Code != row.code {
			t.Errorf("%s: %v", row.name, err)
			continue
		}
		if row.issue == "" {
			if f.Message == "" || len(f.Issues) > 0 {
				t.Errorf("%s: %+v", row.name, f)
			}
			continue
		}
		if len(f.Issues) != 1 || !strings.HasPrefix(fmt.Sprint(f.Issues[0].Code, " ", f.Issues[0].Path, " ", f.Issues[0].Message), row.issue) || f.Message != "" {
			t.Errorf("%s: %+v", row.name, f)
		}
	}
}

func text(s string) *string { return &s }

func TestConnectionsList(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	w.integration("acme")
	org := &connect.Organization{ID: "org-1"}
	w.importWith(connect.ImportInput{ConnectionID: "a", EndUser: &connect.EndUser{ID: "user-1", Email: "one@example.com", DisplayName: "Anna_Müller"}})
	w.clock.Advance(time.Second)
	w.importWith(connect.ImportInput{ConnectionID: "b", Tags: map[string]string{"team": "red", "x/y.z": "1"}})
	w.importWith(connect.ImportInput{ConnectionID: "c_d", EndUser: &connect.EndUser{ID: "user-1", Organization: org}, Tags: map[string]string{"team": "red"}})
	w.clock.Advance(time.Second)
	w.imported("d", -time.Hour)
	w.must(w.importRaw("acme", "e", map[string]any{"type": "OAUTH2", "access_token": "t", "expires_at": "2020-01-01T00:00:00Z"}))
	rows := []struct {
		name string
		f    connect.ConnectionFilter
		want string
	}{
		{"all, the newest first", connect.ConnectionFilter{}, "e d c_d b a"},
		{"page", connect.ConnectionFilter{Limit: 2, Page: 1}, "c_d b"},
		{"page past the end", connect.ConnectionFilter{Limit: 2, Page: 9}, ""},
		{"id", connect.ConnectionFilter{ConnectionID: "b"}, "b"},
		{"user", connect.ConnectionFilter{EndUserID: "user-1"}, "c_d a"},
		{"organization", connect.ConnectionFilter{EndUserOrgID: "org-1"}, "c_d"},
		{"integrations", connect.ConnectionFilter{IntegrationKeys: []string{"acme", "nope"}}, "e d"},
		{"search in the id", connect.ConnectionFilter{Search: "c_"}, "c_d"},
		{"search in the name", connect.ConnectionFilter{Search: "anna_"}, "a"},
		{"search in the email", connect.ConnectionFilter{Search: "ONE@"}, "a"},
		{"tag", connect.ConnectionFilter{Tags: map[string]string{"TEAM": "red"}}, "c_d b"},
		{"tags", connect.ConnectionFilter{Tags: map[string]string{"team": "red", "x/y.z": "1"}}, "b"},
		{"tag of another value", connect.ConnectionFilter{Tags: map[string]string{"team": "blue"}}, ""},
		{"hostile tag", connect.ConnectionFilter{Tags: map[string]string{`a"'; DROP TABLE connections`: "1"}}, ""},
		{"ok", connect.ConnectionFilter{State: "ok"}, "d c_d b a"},
		{"expired", connect.ConnectionFilter{State: "expired"}, "e"},
		{"error", connect.ConnectionFilter{State: "error"}, ""},
	}
	for _, row := range rows {
		list, err := w.Connections(t.Context(), w.env, row.f)
		var ids []string
		for _, c := range list {
			ids = append(ids, c.ConnectionID)
		}
		if got := strings.Join(ids, " "); err != nil || got != row.want || list == nil {
			t.Errorf("%s: %q, %v; want %q", row.name, got, err, row.want)
		}
		summaries, err := w.Summaries(t.Context(), w.env, row.f)
		if err != nil || len(summaries) != len(list) {
			t.Fatalf("%s: %d summaries of %d, %v", row.name, len(summaries), len(list), err)
		}
		for i, c := range list {
			if got := summaries[i]; !reflect.DeepEqual(got, summaryOf(t, c)) {
				t.Errorf("%s: %+v is not a summary of %+v", row.name, got, c)
			}
		}
	}
	if counts, err := w.CountConnections(t.Context(), w.env); err != nil || !maps.Equal(counts, map[string]int{"keyed": 3, "acme": 2}) {
		t.Errorf("counted %v, %v", counts, err)
	}
	if list, err := w.Summaries(t.Context(), w.env+1, connect.ConnectionFilter{}); err != nil || len(list) != 0 {
		t.Errorf("another environment sees %v, %v", list, err)
	}
	if list, err := w.Connections(t.Context(), w.env+1, connect.ConnectionFilter{}); err != nil || len(list) != 0 {
		t.Errorf("another environment sees %v, %v", list, err)
	}
}

// summaryOf is what a list should say of a connection.
func summaryOf(t *testing.T, c connect.Connection) connect.Summary {
	tags, err := json.Marshal(c.Tags)
	if err != nil {
		t.Fatal(err)
	}
	return connect.Summary{ID: c.ID, ConnectionID: c.ConnectionID, IntegrationKey: c.IntegrationKey, Provider: c.Provider, Metadata: c.Metadata,
		Tags: tags, EndUser: c.EndUser, AuthError: c.AuthError, CreatedAt: c.CreatedAt}
}

// A list that must be whole has no limit, whatever the usual one is.
func TestAllConnections(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	w.importWith(connect.ImportInput{ConnectionID: "c-0"})
	const more = 10_050
	w.must(w.db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(t.Context(), `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
			INSERT INTO connections (uuid, environment_id, integration_uuid, connection_id, auth_mode, sealed, version, config, tags, refreshable, created_at, updated_at)
			SELECT 'u-' || i, environment_id, integration_uuid, 'c-' || i, auth_mode, sealed, version, config, tags, refreshable, created_at, updated_at FROM connections, n`, more)
		return err
	}))
	for limit, want := range map[int]int{0: 10_000, connect.All: more + 1} {
		if list, err := w.Summaries(t.Context(), w.env, connect.ConnectionFilter{Limit: limit}); err != nil || len(list) != want {
			t.Errorf("limit %d: %d connections, %v; want %d", limit, len(list), err, want)
		}
	}
}

// Lists and details never ask the keychain.
func TestListsNeedNoKeychain(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", 0)
	w.close()
	w.open()
	used := w.ring.count()
	_, err := w.Connections(t.Context(), w.env, connect.ConnectionFilter{})
	w.must(err)
	_, err = w.Integrations(t.Context(), w.env)
	w.must(err)
	w.get("acme", "c")
	if n := w.ring.count() - used; n != 0 {
		t.Errorf("%d uses of the keychain", n)
	}
}

func TestPatch(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	before := w.importWith(connect.ImportInput{ConnectionID: "c", Tags: map[string]string{"a": "1"}})
	patch := func(up connect.ConnectionUpdate) connect.Connection {
		t.Helper()
		w.clock.Advance(time.Second)
		w.must(w.Patch(t.Context(), w.env, "keyed", "c", up))
		return w.get("keyed", "c")
	}
	c := patch(connect.ConnectionUpdate{EndUser: &connect.EndUser{ID: "user-9", Email: "user9@example.com"}})
	if fmt.Sprint(c.Tags) != "map[end_user_email:user9@example.com end_user_id:user-9]" || c.EndUser.ID != "user-9" || !c.UpdatedAt.Equal(before.UpdatedAt) {
		t.Errorf("%+v", c)
	}
	c = patch(connect.ConnectionUpdate{Tags: map[string]string{"team": "red", "Plan": "Pro"}, WebhookURLOverride: text("http://localhost:9/hook")})
	if fmt.Sprint(c.Tags) != "map[plan:Pro team:red]" || c.EndUser.ID != "user-9" || c.WebhookURLOverride == nil {
		t.Errorf("%+v", c)
	}
	c = patch(connect.ConnectionUpdate{WebhookURLOverride: text("")})
	if c.WebhookURLOverride != nil || len(c.Tags) != 2 {
		t.Errorf("%+v", c)
	}
	c = patch(connect.ConnectionUpdate{Tags: map[string]string{}})
	if len(c.Tags) != 0 {
		t.Errorf("%+v", c)
	}
	wantCode(t, w.Patch(t.Context(), w.env, "keyed", "nope", connect.ConnectionUpdate{}), "unknown_connection")
	wantCode(t, w.Patch(t.Context(), w.env, "nope", "c", connect.ConnectionUpdate{}), "unknown_provider_config")
}

// An end user's own tags are left out where there would be more than ten in all; the others are refused, as in a session.
func TestNoConnectionGetsMoreThanTenTags(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	w.importWith(connect.ImportInput{ConnectionID: "c", Tags: map[string]string{"a": "1"}})
	tags := func(n int) map[string]string {
		made := map[string]string{}
		for i := range n {
			made[fmt.Sprintf("t%d", i)] = "x"
		}
		return made
	}
	user := &connect.EndUser{ID: "u", Email: "u@example.com", Tags: map[string]string{"own": "x"}}
	w.must(w.Patch(t.Context(), w.env, "keyed", "c", connect.ConnectionUpdate{EndUser: user, Tags: tags(8)}))
	if c := w.get("keyed", "c"); len(c.Tags) != 10 || c.Tags["own"] != "" || c.Tags["end_user_id"] != "u" {
		t.Errorf("eight tags and a user: %v", c.Tags)
	}
	for _, n := range []int{9, 10, 11} {
		err := w.Patch(t.Context(), w.env, "keyed", "c", connect.ConnectionUpdate{EndUser: user, Tags: tags(n)})
		wantCode(t, err, "invalid_body")
		if issues := fault.From(err).Issues; len(issues) != 1 || !strings.Contains(issues[0].Message, "Too many tags") {
			t.Errorf("%d tags and a user: %+v", n, issues)
		}
		_, _, err = w.Import(t.Context(), w.env, connect.ImportInput{IntegrationKey: "keyed", ConnectionID: "d", Credentials: json.RawMessage(`{"type":"API_KEY","apiKey":"k"}`), EndUser: user, Tags: tags(n)})
		wantCode(t, err, "invalid_body")
		if issues := fault.From(err).Issues; len(issues) != 1 || !strings.Contains(issues[0].Message, "Too many tags") {
			t.Errorf("%d tags and a user, imported: %+v", n, issues)
		}
	}
	if c := w.get("keyed", "c"); len(c.Tags) != 10 {
		t.Errorf("what was refused left %v", c.Tags)
	}
}

func TestMetadata(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	w.integration("acme")
	w.importWith(connect.ImportInput{ConnectionID: "a", Metadata: json.RawMessage(`{"a":1,"nested":{"x":1}}`)})
	w.importWith(connect.ImportInput{ConnectionID: "b"})
	hints := w.bus.Subscribe()
	defer hints.Close()
	w.must(w.MergeMetadata(t.Context(), w.env, "keyed", []string{"a", "b"}, json.RawMessage(`{"nested":{"y":12345678901234567890},"z":null}`)))
	if n := len(hints.C); n != 1 || <-hints.C != (event.Hint{Topic: event.Connections}) {
		t.Errorf("%d hints for two connections, want one for any of them", n)
	}
	if got := string(w.get("keyed", "a").Metadata); got != `{"a":1,"nested":{"y":12345678901234567890},"z":null}` {
		t.Error(got)
	}
	err := w.SetMetadata(t.Context(), w.env, "keyed", []string{"a", "nope"}, json.RawMessage(`{"q":1}`))
	if f := wantCode(t, err, "unknown_connection"); !strings.Contains(f.Message, "nope") {
		t.Error(f.Message)
	}
	if got := string(w.get("keyed", "a").Metadata); strings.Contains(got, "q") {
		t.Errorf("a half-failed write left %s", got)
	}
	w.must(w.SetMetadata(t.Context(), w.env, "keyed", []string{"a"}, json.RawMessage(`{}`)))
	if got := string(w.get("keyed", "a").Metadata); got != `{}` {
		t.Error(got)
	}
	for _, bad := range []string{`null`, `[]`, `"x"`, ``} {
		wantCode(t, w.SetMetadata(t.Context(), w.env, "keyed", []string{"a"}, json.RawMessage(bad)), "invalid_body")
	}
	attempt, err := w.login(connect.ConnectInput{IntegrationKey: "acme"})
	w.must(err)
	w.must(w.MergeMetadata(t.Context(), w.env, "acme", []string{attempt.ConnectionID}, json.RawMessage(`{"a":1}`)))
	if got := string(w.get("acme", attempt.ConnectionID).Metadata); got != `{"a":1}` {
		t.Errorf("merged into null: %s", got)
	}
}

// Security OA-22: a connection that was deleted and made again under the same name shares nothing with the old one.
func TestDeleteAndRecreate(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	old, _ := w.imported("c", time.Hour)
	before := w.get("acme", "c")
	w.must(w.SetMetadata(t.Context(), w.env, "acme", []string{"c"}, json.RawMessage(`{"old":true}`)))
	if _, err := w.fresh("c"); err != nil {
		t.Fatal(err)
	}
	w.must(w.DeleteConnection(t.Context(), w.env, "acme", "c"))
	if w.ring.owners("connection") != 0 {
		t.Error("the key is still in the keychain")
	}
	wantCode(t, w.DeleteConnection(t.Context(), w.env, "acme", "c"), "unknown_connection")
	access, _ := w.imported("c", time.Hour)
	after := w.get("acme", "c")
	if after.UUID == before.UUID || after.ID == before.ID || string(after.Metadata) != "{}" {
		t.Errorf("%+v", after)
	}
	if got, err := w.fresh("c"); err != nil || got != access || got == old {
		t.Errorf("%q, %v", got, err)
	}
}

// A keychain that is away does not keep a connection from being deleted: the key goes with the next start.
func TestDeleteWithoutKeychain(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", 0)
	w.ring.fail(fmt.Errorf("the keychain is locked"))
	w.must(w.DeleteConnection(t.Context(), w.env, "acme", "c"))
	if _, err := w.Connection(t.Context(), w.env, "acme", "c"); !fault.HasCode(err, "unknown_connection") {
		t.Error(err)
	}
	w.ring.fail(nil)
	w.close()
	w.clock.Advance(time.Second)
	w.open()
	w.must(w.Start(t.Context()))
	waitFor(t, func() bool { return w.ring.owners("connection") == 0 && w.trash() == 0 })
}
