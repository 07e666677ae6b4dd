package providerscripts_test

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/golang-jwt/jwt/v5"
	"go.uber.org/goleak"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/logs"
	"patchbay/app/outbound"
	"patchbay/app/providerscripts"
	"patchbay/app/providertest"
	"patchbay/app/proxy"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
	"patchbay/providers"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var openCatalog = sync.OnceValues(func() (*catalog.Catalog, error) {
	return catalog.Open(providers.Index, "", slog.New(slog.DiscardHandler))
})

// one is a world with one connection.
type one struct{ live *connect.Live }

func (o *one) Fresh(context.Context, int64, string, string, connect.FreshOptions) (*connect.Live, error) {
	return o.live, nil
}

// world is the scripts over a real proxy, on an internet that answers as told.
type world struct {
	*one
	vendor  *providertest.Vendor
	scripts *providerscripts.Service
	journal *logs.Store
}

func newWorld(t *testing.T) *world {
	t.Helper()
	vendor, err := providertest.NewVendor()
	must(t, err)
	t.Cleanup(vendor.Close)
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(t.TempDir(), "logs.db"), Migrations: sqlite.Migrations("logs")})
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	store, err := logs.Open(t.Context(), logs.Options{DB: db, Redactor: logs.NewRedactor()})
	must(t, err)
	store.Start(t.Context())
	t.Cleanup(store.Stop)
	out := outbound.New(outbound.Options{RootCAs: vendor.Roots(), Proxy: func(*url.URL) (*url.URL, error) { return vendor.Proxy(), nil },
		Lookup: func(context.Context, string) ([]netip.Addr, error) {
			return []netip.Addr{netip.MustParseAddr("93.184.215.14")}, nil
		}})
	t.Cleanup(out.Close)
	w := &world{one: &one{}, vendor: vendor, journal: store}
	w.scripts = providerscripts.New(proxy.New(proxy.Options{Connect: w.one, Outbound: out, Logs: store}))
	return w
}

// connection is the world's one connection.
func (w *world) connection(t *testing.T, key string, config map[string]any, credentials auth.Credentials) {
	t.Helper()
	known, err := openCatalog()
	must(t, err)
	p, ok := known.Get(key)
	if !ok {
		t.Fatalf("no provider %s", key)
	}
	if config == nil {
		config = map[string]any{}
	}
	w.live = &connect.Live{Provider: p, Credentials: credentials, Integration: connect.Integration{UniqueKey: "acme", Provider: key},
		Connection: connect.Connection{EnvironmentID: 1, ConnectionID: "c1", IntegrationKey: "acme", Provider: key, Config: config}}
	w.live.Values = map[string]any{"connectionConfig": config, "credentials": credentials.Fields()}
	maps.Copy(w.live.Values, credentials.Fields())
	w.journal.Redactor().Add(credentials.Secrets()...)
}

// call is one request that the provider waits for.
type call struct {
	ask    string // "GET https://host/path?query"
	auth   string // Authorization; "": the connection's own bearer token
	body   string // part of it
	status int    // default 200
	says   string
}

func (c call) step(token string) *providertest.Step {
	method, rest, _ := strings.Cut(c.ask, " ")
	address, query, _ := strings.Cut(rest, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		panic(err) // written here
	}
	step := &providertest.Step{Name: c.ask, Method: method, URL: address, Query: providertest.Values(values), Loose: true, Free: []string{"authorization", "x-company", "x-site", "x-tenant-id", "procore-company-id", "x-api-key", "x-jobber-graphql-version"},
		Answer: providertest.Answer{Status: c.status, Header: http.Header{"Content-Type": {"application/json"}}, Body: []byte(c.says)}}
	if c.status == 0 {
		step.Answer.Status = http.StatusOK
	}
	step.Check = func(got *providertest.Received) []string {
		want := c.auth
		if want == "" {
			want = "Bearer " + token
		}
		if have := got.Header.Get("Authorization"); have != strings.TrimPrefix(want, "none") {
			return []string{"Authorization is " + have + ", want " + want}
		}
		if !strings.Contains(string(got.Body), c.body) {
			return []string{"the body is " + string(got.Body)}
		}
		return nil
	}
	return step
}

func oauth(token string) auth.OAuth2 {
	return auth.OAuth2{AccessToken: vault.Secret(token), RefreshToken: "refresh/+1", Raw: "{}"}
}

// tokenWith is a JSON Web Token that says something.
func tokenWith(claims jwt.MapClaims) string {
	text, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte("nobody checks this"))
	if err != nil {
		panic(err)
	}
	return text
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
