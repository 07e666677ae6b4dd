package api_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/api"
	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/event"
	"patchbay/app/logs"
	"patchbay/app/mcpserver"
	"patchbay/app/notify"
	"patchbay/app/outbound"
	"patchbay/app/proxy"
	"patchbay/app/redirect"
	"patchbay/app/script/enginetest"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
	"patchbay/app/webhooks"
	"patchbay/providers"
)

func TestMain(m *testing.M) {
	enginetest.Runner()
	// The clock of pattern matching ends by itself, a second after the last match.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/dlclark/regexp2/v2.runClock"))
}

// testKey is the API key of every stack.
const testKey = "7b0e3a52-4c1d-4f7a-9a1e-2d6c8f0b1e35"

// A stack is the whole app below the shell: real SQLite, a vault in memory, the real catalog, a real listener, and a
// fake provider that echoes.
type stack struct {
	t        *testing.T
	server   *api.Server
	settings *settings.Service
	connect  *connect.Service
	logs     *logs.Store
	notify   *notify.Service
	webhooks *webhooks.Service
	bus      *event.Bus
	functionsStack
	options  api.Options // of server, for another one on the same data
	url      string      // of the listener, as http://127.0.0.1:port
	port     int
	dir      string
	redirect *redirect.Service
	upstream *upstream
	closed   string      // host:port of this machine, allowed, where nobody listens
	log      *syncBuffer // everything the app logged, at debug level
}

// catalogOnce opens the embedded catalog a single time: it is read-only.
var catalogOnce = sync.OnceValues(func() (*catalog.Catalog, error) {
	return catalog.Open(providers.Index, "", slog.New(slog.DiscardHandler))
})

type stackOptions struct {
	allow    []string // destinations beside the fake provider
	frontend map[string]string
	catalog  map[string]string // providers added for the test: YAML by key
	patience time.Duration     // how long an MCP call waits for consent; default that of the app
	vault    vault.Options     // default: in memory
}

// openCatalog is the embedded catalog, with the test's own providers when there are any.
func openCatalog(t *testing.T, own map[string]string) *catalog.Catalog {
	t.Helper()
	if len(own) == 0 {
		cat, err := catalogOnce()
		must(t, err)
		return cat
	}
	dir := t.TempDir()
	for key, text := range own {
		must(t, os.WriteFile(filepath.Join(dir, key+".yaml"), []byte(text), 0o600))
	}
	cat, err := catalog.Open(providers.Index, dir, slog.New(slog.DiscardHandler))
	must(t, err)
	if problems := cat.Problems(); len(problems) > 0 {
		t.Fatalf("the test's own providers: %v", problems)
	}
	return cat
}

func newStack(t *testing.T, o stackOptions) *stack {
	t.Helper()
	ctx := t.Context()
	st := &stack{t: t, dir: t.TempDir(), bus: event.NewBus(), upstream: newUpstream(t), closed: closedPort(t), log: &syncBuffer{}}
	logger := slog.New(slog.NewJSONHandler(st.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	cat := openCatalog(t, o.catalog)
	o.vault.Mode = cmp.Or(o.vault.Mode, vault.Memory)
	box, err := vault.Open(ctx, o.vault)
	must(t, err)
	db := openDB(t, st.dir, "main", "patchbay.db")
	st.settings, err = settings.Open(ctx, settings.Options{DB: db, Vault: box, Bus: st.bus, FixedKey: testKey})
	must(t, err)
	redactor := logs.NewRedactor()
	redactor.Add(testKey)
	st.logs, err = logs.Open(ctx, logs.Options{DB: openDB(t, st.dir, "logs", "logs.db"), Redactor: redactor, Bus: st.bus, Log: logger})
	must(t, err)
	st.logs.Start(ctx)
	t.Cleanup(st.logs.Stop)
	out := outbound.New(outbound.Options{AllowHosts: func() []string { return append(o.allow, st.upstream.host, st.closed) },
		Proxy: func(*url.URL) (*url.URL, error) { return nil, nil }, Log: logger})
	t.Cleanup(out.Close)
	st.connect = connect.New(connect.Options{DB: db, Vault: box, Catalog: cat, Settings: st.settings, Auth: auth.NewClient(auth.Options{HTTP: out}),
		Logs: st.logs, Redactor: redactor, Bus: st.bus, CallbackURL: func() string { return st.url + "/oauth/callback" }, Log: logger})
	st.notify = notify.New(notify.Options{DB: db, Vault: box, Settings: st.settings, Sender: out, Logs: st.logs, Redactor: redactor, Bus: st.bus,
		Version: "test", Log: logger})
	must(t, st.notify.Start(ctx))
	t.Cleanup(st.notify.Stop)
	st.connect.SetNotifier(st.notify)
	must(t, st.connect.Start(ctx))
	t.Cleanup(st.connect.Stop)
	px := proxy.New(proxy.Options{Connect: st.connect, Outbound: out, Logs: st.logs, Log: logger})
	st.connect.SetVerifier(px)
	st.openFunctions(db, box, out, px, cat, logger)
	st.openBuilder(db, box, out, cat, redactor)
	st.webhooks = webhooks.New(webhooks.Options{DB: db, Vault: box, Settings: st.settings, Catalog: cat, Connect: st.connect, Functions: st.functions, Forward: st.notify,
		Outbound: out, Logs: st.logs, Redactor: redactor, Bus: st.bus, BaseURL: func() string { return "http://localhost:3004" }, RetryAfter: []time.Duration{0}, Log: logger})
	must(t, st.webhooks.Start(ctx))
	t.Cleanup(st.webhooks.Stop)
	st.redirect = redirect.New(redirect.Options{DB: db, Settings: st.settings, HTTP: out, Bus: st.bus, Listening: func() redirect.Listening {
		return redirect.Listening{Port: st.port, Secure: redirect.Secure{Wanted: 3443}}
	}})
	st.options = api.Options{Redirect: st.redirect, HTTPS: &switchable{}, DB: db, Functions: st.functions, Notify: st.notify, Webhooks: st.webhooks, Records: st.records, Schedule: st.schedule, Project: st.project, Deploy: st.deploy, Builder: st.builder, MCP: mcpserver.New(mcpserver.Options{Functions: st.functions, Redactor: redactor, Logs: st.logs, Bus: st.bus, Patience: o.patience, Version: "test", Log: logger}), Settings: st.settings, Catalog: cat, Connect: st.connect, Proxy: px, Logs: st.logs, Bus: st.bus, Vault: box,
		Redactor: redactor, Frontend: filesOf(o.frontend), Version: "test", Log: logger, Status: func() api.Status {
			return api.Status{APIURL: st.url, WebhookURL: "http://localhost:3004", DataDir: st.dir}
		}}
	st.server = api.New(st.options)
	st.listen()
	return st
}

// listen starts the listener once its name is known: requests read it.
func (st *stack) listen() {
	listener := httptest.NewUnstartedServer(st.server.Loopback(func() api.Addresses { return api.Addresses{Port: st.port} }))
	_, port, err := net.SplitHostPort(listener.Listener.Addr().String())
	must(st.t, err)
	st.port, err = strconv.Atoi(port)
	must(st.t, err)
	st.url = "http://127.0.0.1:" + port
	listener.Start()
	st.t.Cleanup(listener.Close)
}

func openDB(t *testing.T, dir, migrations, name string) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(dir, name), Migrations: sqlite.Migrations(migrations)})
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	return db
}

func filesOf(files map[string]string) fs.FS {
	if files == nil {
		return nil
	}
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func closedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	must(t, listener.Close())
	return listener.Addr().String()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// An answer is a response read to its end.
type answer struct {
	status int
	header http.Header
	body   string
}

// json decodes the body; a body that is no JSON fails the test.
func (a answer) json(t *testing.T) any {
	t.Helper()
	var v any
	decoder := json.NewDecoder(strings.NewReader(a.body))
	decoder.UseNumber()
	if err := decoder.Decode(&v); err != nil {
		t.Fatalf("answer %d is no JSON: %v\n%s", a.status, err, a.body)
	}
	return v
}

// code is the envelope's error code, or "".
func (a answer) code() string {
	var e struct{ Error struct{ Code string } }
	_ = json.Unmarshal([]byte(a.body), &e)
	return e.Error.Code
}

// at walks the decoded body along keys.
func (a answer) at(t *testing.T, keys ...string) any {
	t.Helper()
	v := a.json(t)
	for _, key := range keys {
		table, ok := v.(map[string]any)
		if !ok {
			t.Fatalf("no %q in %s", key, a.body)
		}
		v = table[key]
	}
	return v
}

// ask sends a request with the API key. The body is sent as JSON unless it is a string, nil for none. Headers come
// in pairs and win; an empty value removes the header.
func (st *stack) ask(method, path string, body any, headers ...string) answer {
	st.t.Helper()
	var reader io.Reader
	header := http.Header{"Authorization": {"Bearer " + testKey}}
	switch b := body.(type) {
	case nil:
	case string:
		reader = strings.NewReader(b)
	default:
		data, err := json.Marshal(b)
		must(st.t, err)
		reader = bytes.NewReader(data)
		header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		header.Set(headers[i], headers[i+1])
		if headers[i+1] == "" {
			header.Del(headers[i])
		}
	}
	req, err := http.NewRequestWithContext(context.WithoutCancel(st.t.Context()), method, st.url+path, reader)
	must(st.t, err)
	req.Header = header
	if host := header.Get("Host"); host != "" {
		req.Host = host
		header.Del("Host")
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	must(st.t, err)
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	must(st.t, err)
	return answer{res.StatusCode, res.Header, string(data)}
}

// expect asks and fails the test unless the status is as wanted.
func (st *stack) expect(status int, method, path string, body any, headers ...string) answer {
	st.t.Helper()
	a := st.ask(method, path, body, headers...)
	if a.status != status {
		st.t.Fatalf("%s %s: status %d, want %d\n%s", method, path, a.status, status, a.body)
	}
	return a
}

// integration creates an integration; connection imports one with an API key.
func (st *stack) integration(key, provider string, more map[string]any) {
	st.t.Helper()
	body := map[string]any{"unique_key": key, "provider": provider}
	for name, value := range more {
		body[name] = value
	}
	st.expect(http.StatusOK, "POST", "/integrations", body)
}

func (st *stack) connection(key, id string, credentials map[string]any) {
	st.t.Helper()
	st.expect(http.StatusCreated, "POST", "/connections", map[string]any{"provider_config_key": key, "connection_id": id, "credentials": credentials})
}

// upstream is the fake provider: /echo tells what arrived, /status/N answers N, /broken breaks off.
type upstream struct {
	*httptest.Server
	host string

	mu    sync.Mutex
	seen  []string          // request lines
	fixed map[string]string // JSON by path, in place of the echo
}

func newUpstream(t *testing.T) *upstream {
	up := &upstream{}
	up.Server = httptest.NewServer(http.HandlerFunc(up.answer))
	t.Cleanup(up.Close)
	up.host = strings.TrimPrefix(up.URL, "http://")
	return up
}

func (up *upstream) answer(w http.ResponseWriter, r *http.Request) {
	up.mu.Lock()
	up.seen = append(up.seen, r.Method+" "+r.RequestURI)
	fixed := up.fixed[r.URL.Path]
	up.mu.Unlock()
	if fixed != "" {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, fixed)
		return
	}
	if status, ok := strings.CutPrefix(r.URL.Path, "/status/"); ok {
		code, _ := strconv.Atoi(status)
		if after := r.URL.Query().Get("retry-after"); after != "" {
			w.Header().Set("Retry-After", after)
		}
		if code == http.StatusNoContent {
			w.WriteHeader(code)
			return
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(code)
		_, _ = io.WriteString(w, `{"error":"status `+status+` asked for"}`)
		return
	}
	if r.URL.Path == "/broken" { // half an answer, then the line goes dead
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, `{"half":`)
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	if target := r.URL.Query().Get("redirect"); target != "" {
		http.Redirect(w, r, target, http.StatusFound)
		return
	}
	body, _ := io.ReadAll(r.Body)
	headers := map[string]string{}
	for name, values := range r.Header {
		headers[strings.ToLower(name)] = strings.Join(values, ", ")
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"method": r.Method, "path": r.URL.EscapedPath(), "query": r.URL.RawQuery, "headers": headers, "body": string(body)})
}

func (up *upstream) requests() []string {
	up.mu.Lock()
	defer up.mu.Unlock()
	return append([]string{}, up.seen...)
}

// syncBuffer is a log that handlers write and tests read.
type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// serve calls a handler in process, as the window does.
func serve(h http.Handler, method, target string, headers ...string) answer {
	req := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	return answer{rec.Code, rec.Header(), rec.Body.String()}
}

func itoa(n int) string { return strconv.Itoa(n) }

func portOf(st *stack) string { return strconv.Itoa(st.port) }

func nowText() string { return time.Now().UTC().Format(time.RFC3339) }

// send is serve with a JSON body.
func send(h http.Handler, method, target string, body any) answer {
	text, _ := json.Marshal(body)
	req := httptest.NewRequest(method, target, bytes.NewReader(text))
	req.Header.Set("Content-Type", "application/json")
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	return answer{rec.Code, rec.Header(), rec.Body.String()}
}
