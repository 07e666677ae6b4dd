package proxy_test

import (
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/outbound"
	"patchbay/app/proxy"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// chain is the proxy on a real connect.Service with real storage.
type chain struct {
	*proxy.Service
	connect *connect.Service
	store   *logs.Store
	env     int64
}

const chained = `display_name: Acme
categories: [other]
auth_mode: OAUTH2
authorization_url: {server}/authorize
token_url: {server}/token
proxy:
  base_url: {server}/api
`

func newChain(t testing.TB, provider *authtest.Provider) *chain {
	t.Helper()
	return newChainTo(t, strings.ReplaceAll(chained, "{server}", provider.URL()), outbound.Options{AllowHosts: func() []string { return []string{provider.Host()} }})
}

// newChainTo is a chain whose one provider is described by the YAML text.
func newChainTo(t testing.TB, entry string, o outbound.Options) *chain {
	t.Helper()
	dir := t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(dir, "patchbay.db"), Migrations: sqlite.Migrations("main")})
	must(err)
	t.Cleanup(func() { db.Close() })
	keys, err := vault.Open(t.Context(), vault.Options{Mode: vault.Memory, Folder: dir})
	must(err)
	prefs, err := settings.Open(t.Context(), settings.Options{DB: db, Vault: keys})
	must(err)
	env := prefs.Default()
	index, problems, err := catalog.BuildIndex(fstest.MapFS{"acme.yaml": {Data: []byte(entry)}})
	if err != nil {
		t.Fatal(err, problems)
	}
	providers, err := catalog.Open(index, "", nil)
	must(err)
	client := outbound.New(o)
	t.Cleanup(client.Close)
	c := &chain{store: openLogs(t), env: env.ID}
	c.connect = connect.New(connect.Options{DB: db, Vault: keys, Catalog: providers, Settings: prefs, Redactor: c.store.Redactor(), Logs: c.store, Bus: event.NewBus(),
		Auth: auth.NewClient(auth.Options{HTTP: client}), CallbackURL: func() string { return "http://localhost:3003/oauth/callback" }})
	must(c.connect.Start(t.Context()))
	t.Cleanup(c.connect.Stop)
	c.Service = proxy.New(proxy.Options{Connect: c.connect, Outbound: client, Logs: c.store})
	return c
}

// expired imports a connection whose token ended a minute ago.
func (c *chain) expired(t testing.TB, provider *authtest.Provider) (access string) {
	t.Helper()
	id, secret := "client", "client-secret"
	_, err := c.connect.CreateIntegration(t.Context(), c.env, connect.IntegrationInput{Provider: "acme", UniqueKey: "acme",
		Credentials: &connect.AppInput{Type: catalog.OAuth2, ClientID: &id, ClientSecret: &secret}})
	if err != nil {
		t.Fatal(err)
	}
	access, refresh := provider.Grant()
	text, err := json.Marshal(map[string]any{"type": "OAUTH2", "access_token": access, "refresh_token": refresh, "expires_at": time.Now().Add(-time.Minute).UTC()})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.connect.Import(t.Context(), c.env, connect.ImportInput{IntegrationKey: "acme", ConnectionID: "c1", Credentials: text}); err != nil {
		t.Fatal(err)
	}
	return access
}

func TestFiftyCallersAtExpiryCauseOneRefresh(t *testing.T) {
	t.Parallel()
	provider := authtest.New(t, authtest.Options{})
	c := newChain(t, provider)
	old := c.expired(t, provider)
	var group sync.WaitGroup
	for range 50 {
		group.Go(func() {
			r := get("/me")
			r.EnvironmentID = c.env
			res, err := c.Do(t.Context(), r)
			if err != nil {
				t.Error(err)
				return
			}
			defer res.Body.Close()
			if body, _ := io.ReadAll(res.Body); res.Status != http.StatusOK {
				t.Errorf("%d %s", res.Status, body)
			}
		})
	}
	group.Wait()
	if n := provider.Count("refresh_token"); n != 1 {
		t.Errorf("%d refreshes", n)
	}
	live, err := c.connect.Fresh(t.Context(), c.env, "acme", "c1", connect.FreshOptions{})
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := c.store.List(t.Context(), c.env, logs.Filter{Kind: "proxy", Limit: 100})
	if err != nil || len(list) != 50 {
		t.Errorf("%d calls in the log, %v", len(list), err)
	}
	for _, secret := range append(live.Credentials.Secrets(), old, "client-secret") {
		if found, _, err := c.store.List(t.Context(), c.env, logs.Filter{Search: secret}); err != nil || len(found) > 0 {
			t.Errorf("the log holds a secret in %d operations, %v", len(found), err)
		}
	}
}

// Security PX-09: what belongs to somebody else is as unknown as what is not there; each environment has its own keys.
func TestUnknownConnectionAndIntegration(t *testing.T) {
	t.Parallel()
	provider := authtest.New(t, authtest.Options{})
	c := newChain(t, provider)
	c.expired(t, provider)
	r := get("/me")
	r.EnvironmentID, r.ConnectionID = c.env, "nobody"
	if _, err := c.Do(t.Context(), r); !fault.HasCode(err, "server_error") || !fault.IsKind(err, fault.Invalid) {
		t.Errorf("unknown connection: %v", err)
	}
	r = get("/me")
	r.EnvironmentID, r.IntegrationKey = c.env, "nothing"
	if _, err := c.Do(t.Context(), r); !fault.HasCode(err, "unknown_provider_config") || !fault.IsKind(err, fault.NotFound) {
		t.Errorf("unknown integration: %v", err)
	}
	r = get("/me")
	r.EnvironmentID = c.env + 1
	if _, err := c.Do(t.Context(), r); !fault.HasCode(err, "unknown_provider_config") || !fault.IsKind(err, fault.NotFound) {
		t.Errorf("another environment's connection: %v", err)
	}
}
