package proxy_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/outbound"
	"patchbay/app/proxy"
	"patchbay/app/sqlite"
)

// vaultless is a set of connections in memory: what connect.Service answers on its hot path.
type vaultless struct {
	mu    sync.Mutex
	live  map[string]*connect.Live // by "integration/connection"
	reads int
	renew func(reads int, live *connect.Live) *connect.Live // what the next read finds; nil: the same
}

func (v *vaultless) Fresh(_ context.Context, _ int64, key, connectionID string, _ connect.FreshOptions) (*connect.Live, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	live, ok := v.live[key+"/"+connectionID]
	if !ok {
		return nil, fault.New(fault.NotFound, "unknown_connection", "No such connection.")
	}
	v.reads++
	if v.renew != nil {
		live = v.renew(v.reads, live)
	}
	return live, nil
}

// bench is one proxy with everything real behind it except the connections.
type bench struct {
	*proxy.Service
	connections *vaultless
	store       *logs.Store
	outbound    *outbound.Client
	waits       []time.Duration
}

type setup struct {
	allow  []string
	now    func() time.Time
	noLogs bool
	client outbound.Options
	probe  time.Duration
}

func newBench(t testing.TB, o setup) *bench {
	t.Helper()
	b := &bench{connections: &vaultless{live: map[string]*connect.Live{}}}
	if o.allow == nil {
		o.allow = []string{"127.0.0.1"}
	}
	o.client.AllowHosts = func() []string { return o.allow }
	b.outbound = outbound.New(o.client)
	t.Cleanup(b.outbound.Close)
	if !o.noLogs {
		b.store = openLogs(t)
	}
	b.Service = proxy.New(proxy.Options{Connect: b.connections, Outbound: b.outbound, Logs: b.store, Now: o.now, ProbeTimeout: o.probe,
		Wait: func(ctx context.Context, d time.Duration) error {
			b.waits = append(b.waits, d)
			return ctx.Err()
		}})
	return b
}

func openLogs(t testing.TB) *logs.Store {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(t.TempDir(), "logs.db"), Migrations: sqlite.Migrations("logs")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	store, err := logs.Open(t.Context(), logs.Options{DB: db, Redactor: logs.NewRedactor()})
	if err != nil {
		t.Fatal(err)
	}
	store.Start(t.Context())
	t.Cleanup(store.Stop)
	return store
}

// connection adds a connection "acme/c1" and returns it.
func (b *bench) connection(p *catalog.Provider, credentials auth.Credentials, config map[string]any) *connect.Live {
	live := &connect.Live{Provider: p, Credentials: credentials,
		Connection:  connect.Connection{EnvironmentID: 1, ConnectionID: "c1", IntegrationKey: "acme", Provider: p.Key, Config: config},
		Integration: connect.Integration{UniqueKey: "acme", Provider: p.Key}}
	live.Values = map[string]any{"connectionConfig": config, "credentials": credentials.Fields(), "metadata": map[string]any{}}
	maps.Copy(live.Values, credentials.Fields())
	b.connections.live["acme/c1"] = live
	if b.store != nil {
		b.store.Redactor().Add(credentials.Secrets()...)
	}
	return live
}

// canary is the key of the tests' API_KEY connection.
const canary = "canary-key-31415926535"

func keyed(base string) *catalog.Provider {
	return &catalog.Provider{Key: "acme", DisplayName: "Acme", AuthMode: catalog.APIKey,
		Proxy: &catalog.Proxy{BaseURL: base, Headers: map[string]string{"x-api-key": "${apiKey}"}}}
}

func get(endpoint string) *proxy.Request {
	return &proxy.Request{EnvironmentID: 1, Source: proxy.SourceAPI, IntegrationKey: "acme", ConnectionID: "c1", Method: http.MethodGet, Endpoint: endpoint}
}

func post(endpoint, contentType, body string) *proxy.Request {
	r := get(endpoint)
	r.Method, r.ContentType, r.Body, r.ContentLength = http.MethodPost, contentType, strings.NewReader(body), int64(len(body))
	return r
}

// do sends a request and reads the whole answer.
func (b *bench) do(t testing.TB, r *proxy.Request) (*proxy.Response, string) {
	t.Helper()
	res, err := b.Do(t.Context(), r)
	if err != nil {
		t.Fatalf("Do(%s %s): %v", r.Method, r.Endpoint, err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatalf("body of %s: %v", r.Endpoint, err)
	}
	return res, string(body)
}

// seen is a request as an upstream got it.
type seen struct {
	Method, Host, Path, Query, Body string
	Header                          http.Header
}

// upstream is a provider that remembers its visitors.
type upstream struct {
	*httptest.Server
	mu       sync.Mutex
	requests []seen
}

func newUpstream(t testing.TB, answer http.HandlerFunc) *upstream {
	t.Helper()
	u := &upstream{}
	u.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		u.mu.Lock()
		u.requests = append(u.requests, seen{r.Method, r.Host, r.URL.EscapedPath(), r.URL.RawQuery, string(body), r.Header.Clone()})
		u.mu.Unlock()
		r.Body = io.NopCloser(strings.NewReader(string(body)))
		if answer != nil {
			answer(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"ok":true}`)
	}))
	t.Cleanup(u.Close)
	return u
}

func (u *upstream) last(t testing.TB) seen {
	t.Helper()
	u.mu.Lock()
	defer u.mu.Unlock()
	if len(u.requests) == 0 {
		t.Fatal("the provider got no request")
	}
	return u.requests[len(u.requests)-1]
}

func (u *upstream) count() int {
	u.mu.Lock()
	defer u.mu.Unlock()
	return len(u.requests)
}

// operation reads the only or latest operation of the log with its lines.
func (b *bench) operation(t testing.TB) (logs.Operation, []logs.Message) {
	t.Helper()
	list, _, err := b.store.List(t.Context(), 1, logs.Filter{})
	if err != nil || len(list) == 0 {
		t.Fatalf("operations: %v, %v", list, err)
	}
	op, messages, err := b.store.Get(t.Context(), 1, list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return op, messages
}

func mustJSON(t testing.TB, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var errRevoked = errors.New("revoked")

// refusing is a connect.Service whose every connection failed to refresh a moment ago.
type refusing struct{}

func (refusing) Fresh(context.Context, int64, string, string, connect.FreshOptions) (*connect.Live, error) {
	return nil, fault.New(fault.FailedDependency, "connection_refresh_backoff", "The last refresh failed.").WithCause(errRevoked)
}
