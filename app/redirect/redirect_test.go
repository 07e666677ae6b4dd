package redirect_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/outbound"
	"patchbay/app/redirect"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
	"patchbay/providers"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// bench is a service whose listeners a test moves about.
type bench struct {
	*redirect.Service
	db       *sqlite.DB
	settings *settings.Service
	mu       sync.Mutex
	now      redirect.Listening
}

// usual is an app at its default ports without https.
var usual = redirect.Listening{Wanted: 3003, Port: 3003, Secure: redirect.Secure{Wanted: 3443}}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{now: usual}
	var err error
	if b.db, err = sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(t.TempDir(), "patchbay.db"), Migrations: sqlite.Migrations("main")}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.db.Close(); err != nil {
			t.Error(err)
		}
	})
	v, err := vault.Open(t.Context(), vault.Options{Mode: vault.Memory})
	if err != nil {
		t.Fatal(err)
	}
	if b.settings, err = settings.Open(t.Context(), settings.Options{DB: b.db, Vault: v}); err != nil {
		t.Fatal(err)
	}
	client := outbound.New(outbound.Options{})
	t.Cleanup(client.Close)
	b.Service = redirect.New(redirect.Options{DB: b.db, Settings: b.settings, HTTP: client, Listening: func() redirect.Listening {
		b.mu.Lock()
		defer b.mu.Unlock()
		return b.now
	}})
	return b
}

func (b *bench) listen(l redirect.Listening) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now = l
}

func (b *bench) choose(t *testing.T, u settings.PreferencesUpdate) {
	t.Helper()
	if _, err := b.settings.Update(t.Context(), u); err != nil {
		t.Fatal(err)
	}
}

// integration writes just enough of a row.
func (b *bench) integration(t *testing.T, uuid string) {
	t.Helper()
	err := b.db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(t.Context(), `INSERT INTO integrations (uuid, environment_id, unique_key, provider, display_name, forward_webhooks,
			client_id, scopes, app_id, app_link, config, secret_names, created_at, updated_at) VALUES (?, 1, ?, 'x', 'X', 0, '', '', '', '', '{}', '[]', 0, 0)`, uuid, uuid)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func at(authorize string) *catalog.Provider {
	return &catalog.Provider{Key: "some", DisplayName: "Some", Authorization: catalog.Authorization{AuthorizationURL: authorize}}
}

var anybody = at("https://login.example.com/authorize")

func TestTheInstallationsChoiceCountsUnlessAnIntegrationHasItsOwn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.integration(t, "one")
	b.integration(t, "two")
	address := func(uuid string) string {
		got, err := b.Address(t.Context(), uuid, anybody)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	want := func(one, two string) {
		t.Helper()
		if a, b := address("one"), address("two"); a != one || b != two {
			t.Errorf("%s and %s; want %s and %s", a, b, one, two)
		}
	}
	const local, ip, secure, relay = "http://localhost:3003/oauth/callback", "http://127.0.0.1:3003/oauth/callback", "https://localhost:3443/oauth/callback", "https://relay.example.com/oauth/callback"
	want(local, local)
	b.choose(t, settings.PreferencesUpdate{Redirect: new("loopback")})
	want(ip, ip)
	if err := b.Set(t.Context(), "one", "key", &redirect.Choice{Kind: redirect.HTTPS, URL: "dropped"}); err != nil {
		t.Fatal(err)
	}
	want(secure, ip)
	b.choose(t, settings.PreferencesUpdate{CallbackURL: new(relay)}) // as clients did before there was a choice
	want(secure, relay)
	if err := b.Set(t.Context(), "two", "key", &redirect.Choice{Kind: redirect.Relay, URL: "https://other.example.com/oauth/callback"}); err != nil {
		t.Fatal(err)
	}
	want(secure, "https://other.example.com/oauth/callback")
	for _, uuid := range []string{"one", "two"} {
		if err := b.Set(t.Context(), uuid, "key", nil); err != nil {
			t.Fatal(err)
		}
	}
	b.choose(t, settings.PreferencesUpdate{Redirect: new("localhost")})
	want(local, local)
	b.choose(t, settings.PreferencesUpdate{Redirect: new("relay")})
	want(relay, relay) // it was remembered
}

func TestWrongChoicesAreRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.integration(t, "one")
	for _, c := range []redirect.Choice{{Kind: "ftp"}, {Kind: ""}, {Kind: redirect.Relay}, {Kind: redirect.Relay, URL: "relay"}, {Kind: redirect.Relay, URL: "javascript:/oauth/callback"},
		{Kind: redirect.Relay, URL: "https://relay.example.com/elsewhere"}, {Kind: redirect.Relay, URL: "https://u:p@relay.example.com/oauth/callback"}} {
		if err := b.Set(t.Context(), "one", "key", &c); fault.From(err).Code != "invalid_body" || len(fault.From(err).Issues) != 1 {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if _, own, err := b.Of(t.Context(), "one"); own || err != nil {
		t.Errorf("a refused choice was kept (%v)", err)
	}
	for _, u := range []settings.PreferencesUpdate{{Redirect: new("ftp")}, {Redirect: new("relay")}, {Redirect: new("relay"), CallbackURL: new(" ")}} {
		if _, err := b.settings.Update(t.Context(), u); fault.From(err).Code != "invalid_body" {
			t.Errorf("%+v: %v", u, err)
		}
	}
}

func TestAChoiceGoesWithItsIntegration(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.integration(t, "one")
	if err := b.Set(t.Context(), "one", "key", &redirect.Choice{Kind: redirect.Loopback}); err != nil {
		t.Fatal(err)
	}
	err := b.db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(t.Context(), `DELETE FROM integrations`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b.integration(t, "one")
	if c, own, err := b.Of(t.Context(), "one"); own || err != nil || c.Kind != redirect.Localhost {
		t.Errorf("a new integration inherits %+v (%v)", c, err)
	}
}

func TestALoginThatNobodyWouldHearOfDoesNotBegin(t *testing.T) {
	t.Parallel()
	moved := redirect.Listening{Wanted: 3003, Port: 41234, Secure: redirect.Secure{Wanted: 3443}}
	secure := func(s redirect.Secure) redirect.Listening {
		l := usual
		s.Wanted = 3443
		l.Secure = s
		return l
	}
	yes, no := func() bool { return true }, func() bool { return false }
	const relay = "https://relay.example.com/oauth/callback"
	for _, c := range []struct {
		name     string
		listen   redirect.Listening
		choice   redirect.Choice
		provider *catalog.Provider
		address  string
		fault    string
		note     string
	}{
		{"as usual", usual, redirect.Choice{Kind: redirect.Localhost}, anybody, "http://localhost:3003/oauth/callback", "", ""},
		{"any port is wanted", redirect.Listening{Port: 5000}, redirect.Choice{Kind: redirect.Loopback}, anybody, "http://127.0.0.1:5000/oauth/callback", "", ""},
		{"a stranger has our port", moved, redirect.Choice{Kind: redirect.Localhost}, anybody, "", "redirect_moved", ""},
		{"a stranger has it, by address", moved, redirect.Choice{Kind: redirect.Loopback}, anybody, "", "redirect_moved", ""},
		{"the provider takes any port", moved, redirect.Choice{Kind: redirect.Localhost}, at("https://github.com/login/oauth/authorize"), "http://localhost:41234/oauth/callback", "", ""},
		{"https is off", usual, redirect.Choice{Kind: redirect.HTTPS}, anybody, "", "https_disabled", ""},
		{"https has no port", secure(redirect.Secure{Enabled: true, Problem: fault.New(fault.Conflict, "port_taken", "Port 3443 is taken.")}), redirect.Choice{Kind: redirect.HTTPS}, anybody, "", "https_unavailable", ""},
		{"https is not trusted", secure(redirect.Secure{Enabled: true, Port: 3443, Trusted: no}), redirect.Choice{Kind: redirect.HTTPS}, anybody, "https://localhost:3443/oauth/callback", "", "trusts the certificate"},
		{"https is well", secure(redirect.Secure{Enabled: true, Port: 3443, Trusted: yes}), redirect.Choice{Kind: redirect.HTTPS}, anybody, "https://localhost:3443/oauth/callback", "", ""},
		{"a relay does not depend on our port", moved, redirect.Choice{Kind: redirect.Relay, URL: relay}, anybody, relay, "", ""},
		{"a relay without encryption", usual, redirect.Choice{Kind: redirect.Relay, URL: "http://relay.example.com/oauth/callback"}, anybody, "http://relay.example.com/oauth/callback", "", "without encryption"},
		{"the provider refuses it", usual, redirect.Choice{Kind: redirect.Localhost}, at("https://slack.com/oauth/v2/authorize"), "http://localhost:3003/oauth/callback", "", "known to refuse"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.integration(t, "one")
			b.listen(c.listen)
			if err := b.Set(t.Context(), "one", "key", &c.choice); err != nil {
				t.Fatal(err)
			}
			address, notes, err := b.Begin(t.Context(), "one", c.provider)
			if c.fault != "" {
				if f := fault.From(err); err == nil || f.Code != c.fault || f.Hint == "" && c.fault != "https_unavailable" {
					t.Errorf("fault %v", err)
				}
				return
			}
			if err != nil || address != c.address {
				t.Errorf("%q, %v; want %q", address, err, c.address)
			}
			if all := strings.Join(notes, "\n"); (c.note == "") != (all == "") || !strings.Contains(all, c.note) {
				t.Errorf("notes %q; want %q", all, c.note)
			}
		})
	}
}

func TestEveryRuleIsAboutAProviderAndNamesItsSource(t *testing.T) {
	t.Parallel()
	all, err := catalog.Open(providers.Index, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(t)
	b.integration(t, "one")
	wants := map[string]redirect.Kind{ // key: what is advised
		"slack": redirect.HTTPS, "spotify": redirect.Loopback, "twitter": redirect.Loopback, "twitter-v2": redirect.Loopback, "tiktok-personal": redirect.HTTPS,
		"quickbooks": redirect.Localhost, "microsoft": redirect.Localhost, "hubspot": redirect.Localhost, "amazon-selling-partner": redirect.HTTPS,
		"github": redirect.Localhost, "zoom": redirect.Localhost, "notion": redirect.Localhost,
	}
	for key, advice := range wants {
		p, ok := all.Get(key)
		if !ok {
			t.Errorf("no provider %s", key)
			continue
		}
		v, err := b.View(t.Context(), "one", p)
		if err != nil || v.Advice != advice {
			t.Errorf("%s: advised %s (%v), want %s", key, v.Advice, err, advice)
		}
		for _, option := range v.Options {
			for _, problem := range option.Problems {
				if problem.Code == "vendor_refuses" && (!strings.HasPrefix(problem.Source, "https://") || problem.Hint == "" || option.Kind == advice || problem.Blocks) {
					t.Errorf("%s, %s: %+v", key, option.Kind, problem)
				}
			}
		}
	}
}

// relay answers like a public redirector.
func relay(t *testing.T, answer http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	return server.URL + "/oauth/callback"
}

func to(location string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", strings.ReplaceAll(location, "{query}", r.URL.RawQuery))
		w.WriteHeader(http.StatusFound)
	}
}

func TestARelayIsTriedOut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		leads  string
		code   string
	}{
		{"good", to("http://localhost:3003/oauth/callback?{query}"), "http://localhost:3003/oauth/callback", ""},
		{"good, by address", to("http://127.0.0.1:3003/oauth/callback?{query}"), "http://127.0.0.1:3003/oauth/callback", ""},
		{"wrong port", to("http://localhost:3004/oauth/callback?{query}"), "http://localhost:3004/oauth/callback", "relay_astray"},
		{"elsewhere", to("https://evil.example/oauth/callback?{query}"), "https://evil.example/oauth/callback", "relay_astray"},
		{"https that is off", to("https://localhost:3443/oauth/callback?{query}"), "https://localhost:3443/oauth/callback", "relay_astray"},
		{"no query", to("http://localhost:3003/oauth/callback"), "http://localhost:3003/oauth/callback", "relay_query"},
		{"decoded query", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "http://localhost:3003/oauth/callback?code="+r.URL.Query().Get("code")+"&state="+r.URL.Query().Get("state"))
			w.WriteHeader(http.StatusFound)
		}, "http://localhost:3003/oauth/callback", "relay_query"},
		{"a page", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "text/html") }, "", "relay_page"},
		{"nothing", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) }, "", "relay_silent"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			report, err := newBench(t).CheckRelay(t.Context(), relay(t, c.answer))
			if err != nil {
				t.Fatal(err)
			}
			if report.Leads != c.leads || report.OK != (c.code == "") || c.code != "" && (report.Problem == nil || report.Problem.Code != c.code || report.Problem.Hint == "") {
				t.Errorf("%+v %+v", report, report.Problem)
			}
		})
	}
	if _, err := newBench(t).CheckRelay(t.Context(), "nonsense"); fault.From(err).Code != "invalid_body" {
		t.Errorf("nonsense: %v", err)
	}
	closed := relay(t, to("/"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if report, err := newBench(t).CheckRelay(ctx, closed); err != nil || report.OK || report.Problem.Code != "relay_unreachable" {
		t.Errorf("unreachable: %+v %v", report, err)
	}
}
