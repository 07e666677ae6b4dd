package webhooks_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/event"
	"patchbay/app/functions"
	"patchbay/app/groundtest"
	"patchbay/app/inbound"
	"patchbay/app/logs"
	"patchbay/app/nango"
	"patchbay/app/notify"
	"patchbay/app/outbound"
	"patchbay/app/records"
	"patchbay/app/script"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/webhooks"
	"patchbay/providers"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// executor plays the code of functions and remembers what it was given.
type executor struct {
	mu   sync.Mutex
	do   func(context.Context, nango.Run) (nango.Outcome, error)
	runs []nango.Run
}

func (x *executor) Execute(ctx context.Context, r nango.Run) (nango.Outcome, error) {
	x.mu.Lock()
	x.runs = append(x.runs, r)
	do := x.do
	x.mu.Unlock()
	if do == nil {
		return nango.Outcome{}, nil
	}
	return do(ctx, r)
}

func (x *executor) set(do func(context.Context, nango.Run) (nango.Outcome, error)) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.do = do
}

func (x *executor) given() []nango.Run {
	x.mu.Lock()
	defer x.mu.Unlock()
	return append([]nango.Run{}, x.runs...)
}

// failing is a function that throws.
func failing(context.Context, nango.Run) (nango.Outcome, error) {
	return nango.Outcome{Failure: &nango.Failure{Type: "script_internal_error", Message: "it broke", Status: 500}}, nil
}

// backend remembers what is forwarded.
type backend struct {
	mu   sync.Mutex
	got  []notify.Webhook
	fail error
}

func (b *backend) Forward(_ context.Context, w notify.Webhook) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fail == nil {
		b.got = append(b.got, w)
	}
	return b.fail
}

func (b *backend) forwarded() []notify.Webhook {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]notify.Webhook{}, b.got...)
}

var openCatalog = sync.OnceValues(func() (*catalog.Catalog, error) {
	return catalog.Open(providers.Index, "", slog.New(slog.DiscardHandler))
})

// world is a receiver over real storage, real connections and functions; only their code and the user's backend are played.
type world struct {
	*webhooks.Service
	t         testing.TB
	dir       string
	clock     *groundtest.Clock
	executor  *executor
	backend   *backend
	connect   *connect.Service
	functions *functions.Service
	notify    *notify.Service // never started: what is told stays in the outbox
	logs      *logs.Store
	db        *sqlite.DB
	redactor  *logs.Redactor
	bus       *event.Bus
	env       settings.Environment
	settings  *settings.Service
	steps     func(string)
	keep      webhooks.Retention
	closers   []func()
}

func begin(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, dir: t.TempDir(), clock: groundtest.NewClock(time.Now())}
	w.open()
	w.start()
	t.Cleanup(func() { w.close() })
	return w
}

func (w *world) open() {
	w.t.Helper()
	ctx := context.Background()
	g := groundtest.Open(w.t, groundtest.Options{Dir: w.dir, Now: w.clock.Now})
	w.executor, w.backend = &executor{}, &backend{}
	w.bus, w.redactor, w.db, w.logs, w.settings, w.env = g.Bus, g.Redactor, g.DB, g.Logs, g.Settings, g.Environment
	known, err := openCatalog()
	w.must(err)
	out := outbound.New(outbound.Options{Lookup: func(context.Context, string) ([]netip.Addr, error) { return nil, context.DeadlineExceeded }})
	w.connect = connect.New(connect.Options{DB: w.db, Vault: g.Vault, Catalog: known, Settings: g.Settings, Auth: auth.NewClient(auth.Options{HTTP: out}), Redactor: w.redactor,
		Logs: w.logs, Bus: w.bus, CallbackURL: func() string { return "http://localhost:3003/oauth/callback" }, Now: w.clock.Now})
	w.notify = notify.New(notify.Options{DB: w.db, Vault: g.Vault, Settings: g.Settings, Logs: w.logs, Redactor: w.redactor})
	w.functions = functions.New(functions.Options{DB: w.db, Notify: w.notify, Vault: g.Vault, Bus: w.bus, Logs: w.logs, Connect: w.connect, Catalog: known, Settings: g.Settings,
		Records: records.New(records.Options{DB: w.db}), Executor: w.executor, Now: w.clock.Now})
	w.must(w.functions.Start(ctx))
	w.Service = webhooks.New(webhooks.Options{DB: w.db, Vault: g.Vault, Settings: g.Settings, Catalog: known, Connect: w.connect, Functions: w.functions, Forward: w.backend,
		Outbound: out, Logs: w.logs, Redactor: w.redactor, Bus: w.bus, BaseURL: func() string { return "http://localhost:3004" },
		RetryAfter: []time.Duration{}, Keep: w.keep, Now: w.clock.Now})
	if w.steps != nil {
		w.SetStep(w.steps)
	}
	w.closers = []func(){w.functions.Stop, w.connect.Stop, out.Close, g.Close}
}

func (w *world) start() {
	w.t.Helper()
	w.must(w.Start(context.Background()))
}

func (w *world) close() {
	w.Stop()
	for _, c := range w.closers {
		c()
	}
	w.closers = nil
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// integration sets up a provider under its own name.
func (w *world) integration(provider, secret string) {
	w.t.Helper()
	p, ok := w.known(provider)
	if !ok {
		w.t.Fatal("no provider " + provider)
	}
	in := connect.IntegrationInput{Provider: provider, UniqueKey: provider}
	if p.AuthMode == catalog.OAuth2 {
		id, own := "client-"+provider, "client-secret-of-"+provider
		in.Credentials = &connect.AppInput{Type: catalog.OAuth2, ClientID: &id, ClientSecret: &own}
	}
	_, err := w.connect.CreateIntegration(context.Background(), w.env.ID, in)
	w.must(err)
	if secret != "" {
		w.must(w.connect.SetWebhookSecret(context.Background(), w.env.ID, provider, secret))
	}
}

func (w *world) known(provider string) (*catalog.Provider, bool) {
	known, err := openCatalog()
	w.must(err)
	return known.Get(provider)
}

// connection makes a connection; config and metadata are what events find it by.
func (w *world) connection(integration, id string, config map[string]any, metadata string) {
	w.t.Helper()
	w.must(w.tryConnection(integration, id, config, metadata))
}

func (w *world) tryConnection(integration, id string, config map[string]any, metadata string) error {
	p, _ := w.known(integration)
	credentials := `{"type":"NONE"}`
	switch p.AuthMode {
	case catalog.OAuth2:
		credentials = `{"type":"OAUTH2","access_token":"token-` + id + `"}`
	case catalog.APIKey:
		credentials = `{"type":"API_KEY","api_key":"key-` + id + `"}`
	}
	if metadata == "" {
		metadata = "{}"
	}
	_, _, err := w.connect.Import(context.Background(), w.env.ID, connect.ImportInput{IntegrationKey: integration, ConnectionID: id, Config: config,
		Metadata: json.RawMessage(metadata), Credentials: json.RawMessage(credentials)})
	return err
}

// install makes these the only functions: syncs of an integration by name, each with what it subscribes to.
func (w *world) install(integration string, subscriptions map[string][]string) {
	w.t.Helper()
	var list []*compile.Function
	for name, wanted := range subscriptions {
		file := integration + "/syncs/" + name + ".ts"
		list = append(list, &compile.Function{Integration: integration, Name: name, Type: compile.Sync, Version: "1.0.0", File: file, Models: []string{"Issue"}, Frequency: "every hour",
			JSONSchema: json.RawMessage(`{"definitions":{}}`), HasWebhook: true, WebhookSubscriptions: wanted, Program: script.NewProgram(file, "")})
	}
	_, err := w.functions.Install(context.Background(), w.env.ID, &compile.Project{Functions: list}, functions.Scope{})
	w.must(err)
}

// send lets a webhook arrive.
func (w *world) send(integration string, header http.Header, body string) inbound.Answer {
	w.t.Helper()
	answer, err := w.Receive(context.Background(), webhooks.Arrival{Environment: w.env, Integration: integration, Header: header, Query: url.Values{}, Body: []byte(body)})
	w.must(err)
	return answer
}

// newest is the delivery that came last.
func (w *world) newest() webhooks.Delivery {
	w.t.Helper()
	page, err := w.Deliveries(context.Background(), w.env.ID, webhooks.Filter{Limit: 1})
	w.must(err)
	if len(page.Deliveries) == 0 {
		w.t.Fatal("nothing was kept")
	}
	return page.Deliveries[0]
}

// settled waits until a delivery has no open jobs.
func (w *world) settled(id string) webhooks.Detail {
	w.t.Helper()
	hints := w.bus.Subscribe()
	defer hints.Close()
	limit := time.After(time.Minute)
	for {
		d, err := w.Delivery(context.Background(), w.env.ID, id)
		w.must(err)
		if !d.FinishedAt.IsZero() {
			return d
		}
		select {
		case <-hints.C:
		case <-limit:
			w.t.Fatalf("still %s: %+v", d.State, d.Jobs)
		}
	}
}

// hexHMAC is what most vendors sign with, computed here and nowhere else.
func hexHMAC(secret, text string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(text))
	return hex.EncodeToString(mac.Sum(nil))
}

func header(pairs ...string) http.Header {
	h := http.Header{"Content-Type": {"application/json"}}
	for i := 0; i < len(pairs); i += 2 {
		h.Set(pairs[i], pairs[i+1])
	}
	return h
}

// issue is a signed event of Linear.
func issue(secret, body string) http.Header { return header("Linear-Signature", hexHMAC(secret, body)) }

// linear makes an integration of Linear with a connection for the organization org-1 and a sync that wants issues.
func linear(w *world) {
	w.t.Helper()
	w.integration("linear", "linear-webhook-secret")
	w.connection("linear", "me", map[string]any{"organizationId": "org-1"}, "")
	w.install("linear", map[string][]string{"issues": {"Issue"}})
}

func names(runs []nango.Run) string {
	var list []string
	for _, r := range runs {
		list = append(list, r.Connection.ConnectionID+"/"+r.Function.Name)
	}
	return strings.Join(list, " ")
}

func stamp(at time.Time) string { return strconv.FormatInt(at.Unix(), 10) }

func update(forward bool) connect.IntegrationUpdate {
	return connect.IntegrationUpdate{ForwardWebhooks: &forward}
}

// testTime is a moment that a world and its copy share.
var testTime = time.Date(2026, 3, 28, 12, 0, 0, 0, time.UTC)

// copy is another world on what this one has on disk now.
func (w *world) copy() *world {
	w.t.Helper()
	other := &world{t: w.t, dir: w.t.TempDir(), clock: groundtest.NewClock(w.clock.Now())}
	files, err := filepath.Glob(filepath.Join(w.dir, "*"))
	w.must(err)
	for _, name := range files {
		if info, err := os.Stat(name); err != nil || info.IsDir() || strings.HasSuffix(name, "-shm") {
			continue
		}
		text, err := os.ReadFile(name)
		w.must(err)
		w.must(os.WriteFile(filepath.Join(other.dir, filepath.Base(name)), text, 0o600))
	}
	return other
}

// search looks for texts in all files of a folder.
func search(t *testing.T, folder string, texts ...string) (found []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		for _, text := range texts {
			if strings.Contains(string(content), text) {
				found = append(found, text+" is in "+filepath.Base(name))
			}
		}
	}
	return found
}

// prefer sets the address at which providers reach this machine.
func (w *world) prefer(address string) {
	w.t.Helper()
	_, err := w.settings.Update(context.Background(), settings.PreferencesUpdate{WebhookBaseURL: &address})
	w.must(err)
}
