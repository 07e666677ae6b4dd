package proxy_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/outbound"
	"patchbay/app/proxy"
)

func verification(p *catalog.Provider, c auth.Credentials) connect.Verification {
	return connect.Verification{EnvironmentID: 1, Provider: p, Integration: &connect.Integration{UniqueKey: "acme"}, Config: map[string]any{"site": "s1"}, Credentials: c}
}

func TestVerify(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Api-Key") != canary || r.URL.Path == "/wrong" {
			w.WriteHeader(401)
			io.WriteString(w, `{"error":"no"}`)
		}
	})
	b := newBench(t, setup{})
	provider := keyed(up.URL)
	for _, c := range []struct {
		name  string
		entry *catalog.Verification
		key   auth.APIKey
		fails bool
	}{
		{"no entry", nil, auth.APIKey{Key: "bad-key"}, false},
		{"no endpoint", &catalog.Verification{}, auth.APIKey{Key: "bad-key"}, false},
		{"good", &catalog.Verification{Endpoints: []string{"/me"}}, auth.APIKey{Key: canary}, false},
		{"bad", &catalog.Verification{Endpoints: []string{"/me"}}, auth.APIKey{Key: "bad-key"}, true},
		{"second endpoint", &catalog.Verification{Endpoints: []string{"/wrong", "/me"}}, auth.APIKey{Key: canary}, false},
		{"all endpoints fail", &catalog.Verification{Endpoints: []string{"/wrong", "/wrong"}}, auth.APIKey{Key: canary}, true},
		{"override", &catalog.Verification{Endpoints: []string{"/me"}, BaseURLOverride: up.URL + "/${connectionConfig.site}"}, auth.APIKey{Key: canary}, false},
		{"unreachable", &catalog.Verification{Endpoints: []string{"/me"}, BaseURLOverride: "http://10.0.0.1"}, auth.APIKey{Key: canary}, true},
	} {
		provider.Proxy.Verification = c.entry
		err := b.Verify(t.Context(), verification(provider, c.key))
		if (err != nil) != c.fails || err != nil && (!fault.HasCode(err, proxy.CodeTestFailed) || strings.Contains(err.Error(), c.key.Key.Reveal())) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if got := up.last(t); got.Path != "/s1/me" {
		t.Errorf("the override went to %s", got.Path)
	}
	if op, messages := b.operation(t); op.Kind != "auth" || op.Action != "verify" || op.Error == nil || op.Error.Code != outbound.CodeNotAllowed || strings.Contains(mustJSON(t, messages), canary) {
		t.Errorf("log %+v %s", op, mustJSON(t, messages))
	}
}

// Whoever answers at the end of a redirect did not see the credentials: a login page with 200 makes none of them good.
func TestARedirectedCheckProvesNothing(t *testing.T) {
	t.Parallel()
	page := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/login" {
			http.Redirect(w, r, "/login/form", http.StatusFound)
		}
	})
	up := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/me":
			http.Redirect(w, r, page.URL+"/login", http.StatusFound)
		case "/old":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		}
	})
	b := newBench(t, setup{})
	provider := keyed(up.URL)
	provider.Proxy.Verification = &catalog.Verification{Endpoints: []string{"/me"}}
	err := b.Verify(t.Context(), verification(provider, auth.APIKey{Key: canary}))
	if !fault.HasCode(err, proxy.CodeTestFailed) || !strings.Contains(err.Error(), strings.TrimPrefix(page.URL, "http://")) || page.count() != 2 {
		t.Errorf("%v after %d requests", err, page.count())
	}
	provider.Proxy.Verification.Endpoints = []string{"/old"}
	if err := b.Verify(t.Context(), verification(provider, auth.APIKey{Key: canary})); err != nil {
		t.Errorf("within the provider: %v", err)
	}
}

func TestVerifySendsTheEntrysBodyAndHeaders(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	b := newBench(t, setup{})
	provider := keyed(up.URL)
	provider.Proxy.Headers["accept"] = "text/html"
	provider.Proxy.Body = map[string]any{"api_key": "${apiKey}"}
	provider.Proxy.Verification = &catalog.Verification{Method: "POST", Endpoints: []string{"search?x=1"}, Headers: map[string]string{"accept": "application/json"},
		Data: map[string]any{"n": 1}}
	if err := b.Verify(t.Context(), verification(provider, auth.APIKey{Key: canary})); err != nil {
		t.Fatal(err)
	}
	got := up.last(t)
	if got.Method != "POST" || got.Path != "/search" || got.Query != "x=1" || got.Body != `{"api_key":"`+canary+`","n":1}` || got.Header.Get("Accept") != "application/json" || got.Header.Get("Content-Type") != "application/json" {
		t.Errorf("arrived %+v", got)
	}
}

func TestVerificationScripts(t *testing.T) {
	t.Parallel()
	basic := auth.Basic{Username: "user&1", Password: "pass<word>-27182818"}
	key := auth.APIKey{Key: canary}
	for _, c := range []struct {
		script      string
		credentials auth.Credentials
		wantPath    string
		wantBody    string // a part of it
		good, bad   answer
	}{
		{"apolloCredentialsVerification", key, "/v1/auth/health", "", answer{200, `{"healthy":true,"is_logged_in":true}`}, answer{200, `{"is_logged_in":false}`}},
		{"azureDevopsCredentialsVerification", basic, "/_apis/projects", "", answer{200, `{}`}, answer{203, `<html>`}},
		{"bitdefenderCredentialsVerification", basic, "/v1.0/jsonrpc/general", `"method":"getApiKeyDetails"`, answer{200, `{}`}, answer{401, ``}},
		{"cdwCredentialsVerification", key, "/v1/customers/orders", `{}`, answer{400, `bad order`}, answer{401, `no`}},
		{"expensifyCredentialsVerification", basic, "/ExpensifyIntegrations", "partnerUserSecret%22%3A%22pass", answer{200, `{"responseMessage":"ok"}`}, answer{200, `{"responseMessage":"Authentication error"}`}},
		{"lastpassCredentialsVerification", basic, "/enterpriseapi.php", `"cid":"user\u00261"`, answer{200, `{"Users":{}}`}, answer{200, "Authorization Error"}},
		{"pushpayChmsV1CredentialsVerification", basic, "/api.php", "", answer{200, `<ccb_api><response><x/></response></ccb_api>`}, answer{200, `<ccb_api><response><errors><error number="002">bad</error></errors></response></ccb_api>`}},
		{"skioCredentialsVerification", key, "/v1/graphql", "Orders", answer{200, `{"data":{"Orders":[]}}`}, answer{200, `{"errors":[{}]}`}},
		{"snipeItCredentialsVerification", key, "/v1/users", "", answer{200, `{}`}, answer{401, `{}`}},
		{"vantageApparelCredentialsVerification", basic, "/CustomerLookupService.svc", "<password>pass&lt;word&gt;-27182818</password>", answer{500, `<x><code>106</code>no such email</x>`},
			answer{200, `<x><code>105</code><m>Authentication failed</m></x>`}},
	} {
		t.Run(c.script, func(t *testing.T) {
			t.Parallel()
			now := c.good
			up := newUpstream(t, func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(now.status)
				io.WriteString(w, now.body)
			})
			b := newBench(t, setup{})
			provider := keyed(up.URL)
			provider.CredentialsVerificationScript = c.script
			if err := b.Verify(t.Context(), verification(provider, c.credentials)); err != nil {
				t.Errorf("good credentials: %v", err)
			}
			if got := up.last(t); got.Path != c.wantPath || !strings.Contains(got.Body, c.wantBody) {
				t.Errorf("asked %s with %s", got.Path, got.Body)
			}
			now = c.bad
			if err := b.Verify(t.Context(), verification(provider, c.credentials)); !fault.HasCode(err, proxy.CodeTestFailed) {
				t.Errorf("bad credentials: %v", err)
			}
			if _, messages := b.operation(t); strings.Contains(mustJSON(t, messages), "27182818") || strings.Contains(mustJSON(t, messages), canary) {
				t.Errorf("log tells the credentials: %s", mustJSON(t, messages))
			}
		})
	}
}

type answer struct {
	status int
	body   string
}
