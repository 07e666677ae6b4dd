package connect_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/groundtest"
	"patchbay/app/logs"
	"patchbay/app/outbound"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const callbackURL = "http://localhost:3003/oauth/callback"

// files are the providers of the tests; {server} is the fake provider's address.
var files = map[string]string{
	"acme": "display_name: Acme\ncategories: [other]\nauth_mode: OAUTH2\nauthorization_url: {server}/authorize\ntoken_url: {server}/token\ndefault_scopes: [read, write]\n" +
		"token_response_metadata: [scope]\nredirect_uri_metadata: [realm]\npost_connection_script: acmePostConnection\nproxy:\n  base_url: {server}/api\n",
	"salesforce": "display_name: Salesforce\ncategories: [other]\nauth_mode: OAUTH2\nauthorization_url: {server}/authorize\ntoken_url: {server}/token\nproxy:\n  base_url: {server}/api\n",
	"tenanted": "display_name: Tenanted\ncategories: [other]\nauth_mode: OAUTH2\nauthorization_url: https://${connectionConfig.subdomain}.tenanted.example/authorize\n" +
		"token_url: https://${connectionConfig.region}.tenanted.example/token\nproxy:\n  base_url: https://${connectionConfig.subdomain}.tenanted.example/${connectionConfig.account}\n" +
		"connection_config:\n  subdomain:\n    type: string\n    title: Workspace\n    pattern: '^[a-z0-9-]+$'\n  region:\n    type: string\n    title: Region\n  account:\n    type: string\n    title: Account\n",
	"other":    "display_name: Other\ncategories: [other]\nauth_mode: OAUTH2\nauthorization_url: https://login.other.example/authorize\ntoken_url: https://login.other.example/token\nproxy:\n  base_url: https://api.other.example\n",
	"keyed":    "display_name: Keyed\ncategories: [other]\nauth_mode: API_KEY\nproxy:\n  base_url: {server}/api\n  headers:\n    x-key: ${apiKey}\ncredentials:\n  apiKey:\n    type: string\n    title: API key\n    pattern: '^[a-z0-9-]+$'\n    secret: true\n",
	"basic":    "display_name: Basic\ncategories: [other]\nauth_mode: BASIC\nproxy:\n  base_url: {server}/api\n",
	"open":     "display_name: Open\ncategories: [other]\nauth_mode: NONE\nproxy:\n  base_url: {server}/api\n",
	"grant":    "display_name: Grant\ncategories: [other]\nauth_mode: OAUTH2_CC\ntoken_url: {server}/token\ntoken_params:\n  grant_type: client_credentials\nproxy:\n  base_url: {server}/api\n",
	"first":    "display_name: First\ncategories: [other]\nauth_mode: OAUTH1\nrequest_url: https://first.example/request\nauthorization_url: https://first.example/authorize\ntoken_url: https://first.example/token\nsignature_method: HMAC-SHA1\nproxy:\n  base_url: https://first.example\n",
	"suite":    "display_name: Suite\ncategories: [other]\nauth_mode: TBA\nproxy:\n  base_url: https://suite.example\n",
	"steps":    "display_name: Steps\ncategories: [other]\nauth_mode: TWO_STEP\ntoken_url: https://steps.example/token\ntoken_response:\n  token: token\nproxy:\n  base_url: https://steps.example\ncredentials:\n  key:\n    type: string\n    title: Key\n",
	"facebook": "display_name: Facebook\ncategories: [other]\nauth_mode: OAUTH2\nauthorization_url: {server}/authorize\ntoken_url: {server}/token\nproxy:\n  base_url: {server}/api\n",
	"scripted": "display_name: Scripted\ncategories: [other]\nauth_mode: API_KEY\npost_connection_script: scriptedPostConnection\npre_connection_deletion_script: scriptedPreConnectionDeletion\n" +
		"proxy:\n  base_url: {server}/api\nconnection_config:\n  site:\n    type: string\n    title: Site\n    optional: true\n",
	"plugin": "display_name: Plugin\ncategories: [other]\nauth_mode: INSTALL_PLUGIN\nauth_type: BASIC\nproxy:\n  base_url: {server}/api\n",
	"login":  loginYAML,
	"checked": "display_name: Checked\ncategories: [other]\nauth_mode: API_KEY\nproxy:\n  base_url: {server}/api\n  headers:\n    x-key: ${apiKey}\n  verification:\n    method: GET\n    endpoints:\n      - /me\n" +
		"credentials:\n  apiKey:\n    type: string\n    title: API key\n    secret: true\n",
	"configured": "display_name: Configured\ncategories: [other]\nauth_mode: API_KEY\nproxy:\n  base_url: https://api.configured.example\nintegration_config:\n" +
		"  mode:\n    type: string\n    title: Mode\n    enum: [plain, signed]\n    default_value: plain\n  secretKey:\n    type: string\n    title: Signing key\n    secret: true\n    visible_when:\n      field: mode\n      equals: signed\n",
}

// ring is a keychain in memory that can fail.
type ring struct {
	mu    sync.Mutex
	items map[string]string
	err   error
	calls int
}

func (r *ring) use() error {
	r.calls++
	return r.err
}

func (r *ring) Get(service, account string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.use(); err != nil {
		return "", err
	}
	value, ok := r.items[service+"|"+account]
	if !ok {
		return "", vault.ErrNotFound
	}
	return value, nil
}

func (r *ring) Set(service, account, value string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.use(); err != nil {
		return err
	}
	r.items[service+"|"+account] = value
	return nil
}

func (r *ring) Delete(service, account string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.use(); err != nil {
		return err
	}
	if _, ok := r.items[service+"|"+account]; !ok {
		return vault.ErrNotFound
	}
	delete(r.items, service+"|"+account)
	return nil
}

// forget empties the keychain, as on a machine where the folder has never been.
func (r *ring) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.items)
}

func (r *ring) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.err = err
}

// owners lists the keys by kind, such as "connection".
func (r *ring) owners(kind string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := 0
	for name := range r.items {
		if strings.Contains(name, "/"+kind+"/") {
			n++
		}
	}
	return n
}

func (r *ring) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.calls
}

// world is a whole service on real storage, with a provider behind it.
type world struct {
	*connect.Service
	t        testing.TB
	dir      string
	provider *authtest.Provider
	db       *sqlite.DB
	logs     *logs.Store
	settings *settings.Service
	ring     *ring // nil: keyring is another one
	keyring  vault.Keyring
	address  string // of the provider
	clock    *groundtest.Clock
	bus      *event.Bus
	redactor *logs.Redactor
	journal  *bytes.Buffer
	env      int64
	redirect func(context.Context, connect.Integration, *catalog.Provider) (connect.Redirect, error) // nil: callbackURL
	known    *catalog.Catalog                                                                        // nil: the providers of files
	closers  []func()
}

// begin makes a world with the fake provider set up as o says.
func begin(t testing.TB, o authtest.Options) *world {
	t.Helper()
	w := &world{t: t, dir: t.TempDir(), ring: &ring{items: map[string]string{}}, clock: groundtest.NewClock(time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)), journal: &bytes.Buffer{}}
	w.provider, w.keyring = authtest.New(t, o), w.ring
	w.address = w.provider.URL()
	w.open()
	t.Cleanup(w.close)
	return w
}

// open opens the service on the world's folder; close and open again is a restart.
func (w *world) open() {
	w.t.Helper()
	if w.journal == nil {
		w.journal = &bytes.Buffer{}
	}
	log := slog.New(slog.NewTextHandler(&lockedBuffer{buffer: w.journal}, &slog.HandlerOptions{Level: slog.LevelDebug}))
	g := groundtest.Open(w.t, groundtest.Options{Dir: w.dir, Now: w.clock.Now, Keyring: w.keyring})
	w.bus, w.redactor, w.db, w.logs, w.settings, w.env = g.Bus, g.Redactor, g.DB, g.Logs, g.Settings, g.Environment.ID
	out := outbound.New(outbound.Options{AllowHosts: func() []string { return []string{strings.TrimPrefix(w.address, "http://")} }})
	w.Service = connect.New(connect.Options{DB: w.db, Vault: g.Vault, Catalog: w.catalogue(), Settings: w.settings, Redactor: w.redactor, Logs: w.logs, Bus: w.bus,
		Auth: auth.NewClient(auth.Options{HTTP: out, Now: w.clock.Now}), CallbackURL: func() string { return callbackURL }, Redirect: w.redirect, Now: w.clock.Now, Log: log})
	w.closers = []func(){out.Close, g.Close}
}

// catalogue is the catalog of a test that has its own, or the one of files.
func (w *world) catalogue() *catalog.Catalog {
	if w.known != nil {
		return w.known
	}
	return w.providers()
}

func (w *world) providers() *catalog.Catalog {
	w.t.Helper()
	own := map[string]string{}
	for key, text := range files {
		own[key] = strings.ReplaceAll(text, "{server}", w.address)
	}
	return groundtest.Catalog(w.t, own)
}

func (w *world) close() {
	w.Stop()
	for _, c := range w.closers {
		c()
	}
	w.closers = nil
}

// lockedBuffer lets goroutines log into one buffer.
type lockedBuffer struct {
	mu     sync.Mutex
	buffer *bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

// integration makes an integration of the provider; OAuth ones get the fake provider's client.
func (w *world) integration(provider string) connect.Integration {
	w.t.Helper()
	in := connect.IntegrationInput{Provider: provider, UniqueKey: provider}
	if provider == "acme" || provider == "other" || provider == "facebook" || provider == "tenanted" {
		in.Credentials = app("client", "client-secret")
	}
	if mode, signs := map[string]catalog.AuthMode{"first": catalog.OAuth1, "suite": catalog.TBA}[provider]; signs {
		in.Credentials = app("consumer", "consumer-secret")
		in.Credentials.Type = mode
	}
	made, err := w.CreateIntegration(w.t.Context(), w.env, in)
	if err != nil {
		w.t.Fatal(err)
	}
	return made
}

func app(id, secret string) *connect.AppInput {
	return &connect.AppInput{Type: catalog.OAuth2, ClientID: &id, ClientSecret: &secret}
}

// login connects an account through the browser.
func (w *world) login(in connect.ConnectInput) (connect.Attempt, error) {
	w.t.Helper()
	attempt, err := w.Begin(w.t.Context(), w.env, in)
	if err != nil {
		return attempt, err
	}
	return w.Complete(w.t.Context(), w.browser(attempt))
}

// browser follows the address and returns what comes back.
func (w *world) browser(attempt connect.Attempt) url.Values {
	w.t.Helper()
	back, err := w.provider.Login(attempt.AuthorizeURL)
	if err != nil {
		w.t.Fatal(err)
	}
	return back
}

// imported stores an OAuth2 connection whose token ends after the given time; zero means never.
func (w *world) imported(id string, life time.Duration) (access, refresh string) {
	w.t.Helper()
	access, refresh = w.provider.Grant()
	credentials := map[string]any{"type": "OAUTH2", "access_token": access, "refresh_token": refresh}
	if life != 0 {
		credentials["expires_at"] = w.clock.Now().Add(life).Format(time.RFC3339)
	}
	w.must(w.importRaw("acme", id, credentials))
	return access, refresh
}

func (w *world) importRaw(key, id string, credentials map[string]any) error {
	text, err := json.Marshal(credentials)
	if err != nil {
		return err
	}
	_, _, err = w.Import(w.t.Context(), w.env, connect.ImportInput{IntegrationKey: key, ConnectionID: id, Credentials: text})
	return err
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// fresh returns the access token that Fresh hands out.
func (w *world) fresh(id string) (string, error) {
	live, err := w.Fresh(w.t.Context(), w.env, "acme", id, connect.FreshOptions{})
	if err != nil {
		return "", err
	}
	return live.Credentials.(auth.OAuth2).AccessToken.Reveal(), nil
}

// choose changes settings.
func (w *world) choose(u settings.PreferencesUpdate) {
	w.t.Helper()
	_, err := w.settings.Update(w.t.Context(), u)
	w.must(err)
}

// get reads a connection.
func (w *world) get(key, id string) connect.Connection {
	w.t.Helper()
	c, err := w.Connection(w.t.Context(), w.env, key, id)
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// wantCode fails unless the error has the code and says something.
func wantCode(t *testing.T, err error, code string) *fault.Error {
	t.Helper()
	if !fault.HasCode(err, code) {
		t.Fatalf("got %v, want the code %s", err, code)
	}
	return fault.From(err)
}
