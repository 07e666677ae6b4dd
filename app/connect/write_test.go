package connect_test

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"strings"
	"sync"
	"testing"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

// seed stores a connection with everything on it, and returns its session for a reconnect.
func (w *world) seed(key string, credentials map[string]any) connect.Connection {
	w.t.Helper()
	text, err := json.Marshal(credentials)
	w.must(err)
	hook := "https://hooks.example/old"
	c, _, err := w.Import(w.t.Context(), w.env, connect.ImportInput{IntegrationKey: key, ConnectionID: "c", Metadata: json.RawMessage(`{"old":1}`),
		Config: map[string]any{"old": "config"}, Tags: map[string]string{"Old": "tag"}, WebhookURLOverride: &hook,
		EndUser: &connect.EndUser{ID: "old-user"}, Credentials: text})
	w.must(err)
	return c
}

// The table of writes (http-api §6.5), row by row.
func TestWritesToANewConnection(t *testing.T) {
	t.Parallel()
	hook := "https://hooks.example/new"
	for _, key := range []string{"acme", "keyed", "basic", "open", "grant"} {
		for _, with := range []bool{false, true} {
			w := begin(t, authtest.Options{})
			w.integration(key)
			in := connect.ConnectInput{IntegrationKey: key, Params: map[string]string{"p": "1", "webhook_url": "https://evil.example"}, Credentials: typed[key]}
			if with {
				session, _, err := w.CreateSession(t.Context(), w.env, connect.SessionInput{EndUser: &connect.EndUser{ID: "u"}, WebhookURLOverride: &hook,
					Defaults: map[string]connect.SessionDefaults{key: {ConnectionConfig: map[string]any{"p": "2", "q": "3"}}}})
				w.must(err)
				in.Session = &session
			}
			c := w.connect(in)
			wantMetadata, wantConfig, wantTags := "{}", map[string]any{"p": "1"}, map[string]string{}
			if key == "acme" {
				wantMetadata = "null"
				wantConfig["scope"] = "read write"
			}
			if with {
				wantConfig["p"], wantConfig["q"], wantTags = "2", "3", map[string]string{"end_user_id": "u"}
			}
			if string(c.Metadata) != wantMetadata || !maps.Equal(c.Config, wantConfig) || !maps.Equal(c.Tags, wantTags) ||
				(c.WebhookURLOverride != nil) != with || (c.EndUser != nil) != with || c.AuthError != nil {
				t.Errorf("%s, session %v: %+v", key, with, c)
			}
		}
	}
}

// typed are credentials for the direct modes.
var typed = map[string]map[string]string{
	"keyed": {"apiKey": "typed-key"}, "basic": {"username": "u", "password": "typed-password"}, "open": {},
	"grant": {"client_id": "client", "client_secret": "client-secret"},
}

// connect connects by whatever way the integration takes.
func (w *world) connect(in connect.ConnectInput) connect.Connection {
	w.t.Helper()
	if in.IntegrationKey == "acme" {
		attempt, err := w.login(in)
		w.must(err)
		return w.get("acme", attempt.ConnectionID)
	}
	c, err := w.ConnectDirect(w.t.Context(), w.env, in)
	w.must(err)
	return c
}

var imports = map[string]map[string]any{
	"acme": {"type": "OAUTH2", "access_token": "old-token"}, "keyed": {"type": "API_KEY", "apiKey": "old-key"},
	"basic": {"type": "BASIC", "username": "old", "password": "old-password"}, "open": {"type": "NONE"},
	"grant": {"type": "OAUTH2_CC", "token": "old-token", "client_id": "old", "client_secret": "old-secret"},
}

func TestWritesOverAnExistingConnection(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"acme", "keyed", "basic", "open", "grant"} {
		for _, with := range []bool{false, true} {
			w := begin(t, authtest.Options{})
			w.integration(key)
			old := w.seed(key, imports[key])
			w.clock.Advance(1e9)
			in := connect.ConnectInput{IntegrationKey: key, ConnectionID: "c", Reconnect: true, Params: map[string]string{"new": "config"}, Credentials: typed[key]}
			if with {
				session, _, err := w.CreateReconnectSession(t.Context(), w.env, connect.ReconnectInput{IntegrationKey: key, ConnectionID: "c"})
				w.must(err)
				in.Session, in.ConnectionID, in.Reconnect = &session, "", false
			}
			c := w.connect(in)
			direct := key == "keyed" || key == "basic"
			wantMetadata := `{"old":1}`
			if direct && with {
				wantMetadata = "{}"
			}
			wantTags := map[string]string{"end_user_id": "old-user", "old": "tag"}
			if with {
				wantTags = map[string]string{}
			}
			if c.UUID != old.UUID || c.ID != old.ID || string(c.Metadata) != wantMetadata || !maps.Equal(c.Tags, wantTags) || c.Config["old"] != nil || c.Config["new"] != "config" ||
				(c.WebhookURLOverride == nil) != with || c.EndUser == nil || c.EndUser.ID != "old-user" || !c.CreatedAt.Equal(old.CreatedAt) || c.UpdatedAt.Equal(old.UpdatedAt) {
				t.Errorf("%s, session %v: %+v", key, with, c)
			}
			credentials, err := w.Credentials(t.Context(), w.env, key, "c")
			text, encodeErr := auth.Encode(credentials)
			if err := errors.Join(err, encodeErr); err != nil || strings.Contains(string(text), "old") {
				t.Errorf("%s: credentials %s, %v", key, text, err)
			}
		}
	}
}

func TestImportOverAnExistingConnection(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	old := w.seed("keyed", imports["keyed"])
	w.must(w.importRaw("keyed", "c", map[string]any{"type": "API_KEY", "apiKey": "second-key"}))
	c := w.get("keyed", "c")
	if c.ID != old.ID || string(c.Metadata) != "{}" || len(c.Tags) != 0 || len(c.Config) != 0 || c.WebhookURLOverride != nil {
		t.Errorf("%+v", c)
	}
	if c.EndUser == nil || c.EndUser.ID != "old-user" {
		t.Errorf("the linked end user went: %+v", c.EndUser)
	}
}

// refusing is a lifecycle and a verifier that say no.
type refusing struct {
	invalid, unverified error
	mu                  sync.Mutex // deletions come several at a time
	created, deleted    []string
}

func (r *refusing) Validate(context.Context, connect.Connection, connect.Operation) error {
	return r.invalid
}
func (r *refusing) Created(_ context.Context, c connect.Connection, o connect.Operation) {
	r.created = append(r.created, c.ConnectionID+" "+string(o))
}
func (r *refusing) Deleting(_ context.Context, c connect.Connection) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.deleted = append(r.deleted, c.ConnectionID)
}
func (r *refusing) Verify(_ context.Context, v connect.Verification) error {
	if v.Provider == nil || v.Integration == nil || v.Credentials == nil || v.EnvironmentID == 0 {
		return errors.New("the verification is not complete")
	}
	return r.unverified
}

func TestVerificationComesFirst(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	hook := &refusing{unverified: fault.New(fault.Invalid, "connection_test_failed", "The key does not work.")}
	w.SetVerifier(hook)
	in := connect.ConnectInput{IntegrationKey: "keyed", ConnectionID: "k", Credentials: typed["keyed"]}
	_, err := w.ConnectDirect(t.Context(), w.env, in)
	wantCode(t, err, "connection_test_failed")
	wantCode(t, w.importRaw("keyed", "k", imports["keyed"]), "connection_test_failed")
	if list, _ := w.Connections(t.Context(), w.env, connect.ConnectionFilter{}); len(list) != 0 || w.ring.owners("connection") != 0 {
		t.Error("something was stored")
	}
	hook.unverified = nil
	if _, err := w.ConnectDirect(t.Context(), w.env, in); err != nil {
		t.Error(err)
	}
}

func TestLifecycle(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	hook := &refusing{}
	w.SetLifecycle(hook)
	w.must(w.importRaw("keyed", "k", imports["keyed"]))
	hook.invalid = errors.New("not this account")
	wantCode(t, w.importRaw("keyed", "new", imports["keyed"]), "connection_validation_failed")
	_, err := w.Connection(t.Context(), w.env, "keyed", "new")
	wantCode(t, err, "unknown_connection")
	wantCode(t, w.importRaw("keyed", "k", imports["keyed"]), "connection_validation_failed")
	if c := w.get("keyed", "k"); c.AuthError == nil || !c.Refresh.Exhausted {
		t.Errorf("%+v", c)
	}
	_, err = w.Fresh(t.Context(), w.env, "keyed", "k", connect.FreshOptions{})
	wantCode(t, err, "connection_refresh_exhausted")
	w.must(w.DeleteConnection(t.Context(), w.env, "keyed", "k"))
	if strings.Join(hook.created, ",") != "k creation" || strings.Join(hook.deleted, ",") != "k" {
		t.Errorf("created %v, deleted %v", hook.created, hook.deleted)
	}
}

func TestDirectFaults(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	for _, key := range []string{"acme", "keyed", "basic", "grant", "steps"} {
		w.integration(key)
	}
	session, _, err := w.CreateSession(t.Context(), w.env, connect.SessionInput{Tags: map[string]string{"a": "b"}, AllowedIntegrations: []string{"keyed"}})
	w.must(err)
	rows := []struct {
		name, code, path string
		in               connect.ConnectInput
	}{
		{"missing key", "invalid_body", "credentials apiKey", connect.ConnectInput{IntegrationKey: "keyed"}},
		{"empty key", "invalid_body", "credentials apiKey", connect.ConnectInput{IntegrationKey: "keyed", Credentials: map[string]string{"apiKey": ""}}},
		{"long key", "invalid_body", "credentials apiKey", connect.ConnectInput{IntegrationKey: "keyed", Credentials: map[string]string{"apiKey": strings.Repeat("k", 1025)}}},
		{"pattern", "invalid_body", "credentials apiKey", connect.ConnectInput{IntegrationKey: "keyed", Credentials: map[string]string{"apiKey": "UPPER"}}},
		{"missing user", "invalid_body", "credentials username", connect.ConnectInput{IntegrationKey: "basic", Credentials: map[string]string{"password": "p"}}},
		{"missing password in a session's page", "integration_not_allowed", "", connect.ConnectInput{IntegrationKey: "basic", Session: &session, Credentials: map[string]string{"username": "u"}}},
		{"no client id", "missing_client_id", "", connect.ConnectInput{IntegrationKey: "grant"}},
		{"no client secret", "missing_client_secret", "", connect.ConnectInput{IntegrationKey: "grant", Credentials: map[string]string{"client_id": "x"}}},
		{"wrong client", "client_credentials_fetch_error", "", connect.ConnectInput{IntegrationKey: "grant", Credentials: map[string]string{"client_id": "x", "client_secret": "y"}}},
		{"browser mode", "invalid_auth_mode", "", connect.ConnectInput{IntegrationKey: "acme"}},
		{"a field of the provider's own", "invalid_body", "credentials key", connect.ConnectInput{IntegrationKey: "steps"}},
		{"session chooses no id", "invalid_body", "", connect.ConnectInput{IntegrationKey: "keyed", Session: &session, ConnectionID: "x", Credentials: typed["keyed"]}},
	}
	for _, row := range rows {
		_, err := w.ConnectDirect(t.Context(), w.env, row.in)
		f := fault.From(err)
		if f == nil || f.Code != row.code || row.path != "" && (len(f.Issues) != 1 || strings.Join(f.Issues[0].Path, " ") != row.path) {
			t.Errorf("%s: %v %+v", row.name, err, f)
		}
	}
	if w.ring.owners("connection") != 0 {
		t.Error("a key was left behind")
	}
}
