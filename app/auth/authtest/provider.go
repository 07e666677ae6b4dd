// Package authtest is an OAuth 2.0 server and API with behaviour of its own, for tests that need a provider.
package authtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"
)

// Options set up a Provider; the zero value is a strict server with tokens of an hour and rotating refresh tokens.
type Options struct {
	ClientID     string        // default "client"
	ClientSecret string        // default "client-secret"
	Redirect     string        // the one registered redirect URL; empty: any
	Lifetime     time.Duration // of access tokens; default an hour; negative: never said
	NoRefresh    bool          // gives no refresh tokens
	KeepRefresh  bool          // refresh tokens stay valid and refresh answers bring none
	Grace        bool          // a rotated refresh token may be used again until the new one is
	AuthInHeader bool          // client credentials must stand in the Authorization header and not in the body
	NoPKCE       bool          // accepts logins without a code challenge
	Silent       bool          // token answers say nothing of the end, only the introspection endpoint does; they name the instance
	Secrets      []string      // unused values for the first tokens, to look for afterwards
}

// Provider is a running server. Its methods are safe for concurrent use.
type Provider struct {
	options Options
	server  *httptest.Server

	mu       sync.Mutex
	codes    map[string]*grant
	tokens   map[string]time.Time // access tokens and their end
	refresh  map[string]string    // refresh token → its chain
	used     map[string]string    // refresh tokens that were rotated away
	requests []Request
	scripted []http.HandlerFunc
	hold     chan struct{}
	denial   url.Values
	serial   int
	asked    int // introspections
	problems []string
}

// grant is a code waiting to be exchanged.
type grant struct {
	challenge, redirect, scope string
}

// Request is what reached an endpoint.
type Request struct {
	Path   string
	Header http.Header
	Form   url.Values
	Body   string
}

// New starts a provider that stops with the test.
func New(tb testing.TB, o Options) *Provider {
	tb.Helper()
	p := Start(o)
	tb.Cleanup(p.Close)
	return p
}

// Start starts a provider for a program that has no test at hand; Close it.
func Start(o Options) *Provider {
	if o.ClientID == "" {
		o.ClientID = "client"
	}
	if o.ClientSecret == "" {
		o.ClientSecret = "client-secret"
	}
	if o.Lifetime == 0 {
		o.Lifetime = time.Hour
	}
	p := &Provider{options: o, codes: map[string]*grant{}, tokens: map[string]time.Time{}, refresh: map[string]string{}, used: map[string]string{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /authorize", p.authorize)
	mux.HandleFunc("POST /token", p.token)
	mux.HandleFunc("POST /services/oauth2/introspect", p.introspect)
	mux.HandleFunc("/api/", p.api)
	p.server = httptest.NewServer(mux)
	return p
}

// Close stops the server.
func (p *Provider) Close() {
	p.Release()
	p.server.Close()
}

// URL is the server's address, without a final slash.
func (p *Provider) URL() string { return p.server.URL }

// Host is host:port, as an allow list takes it.
func (p *Provider) Host() string { return p.server.Listener.Addr().String() }

// Requests lists what reached the token endpoint, in order.
func (p *Provider) Requests() []Request {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Request(nil), p.requests...)
}

// Count is how many token requests of a grant type came in.
func (p *Provider) Count(grantType string) int {
	n := 0
	for _, r := range p.Requests() {
		if r.Form.Get("grant_type") == grantType {
			n++
		}
	}
	return n
}

// Problems lists what clients did wrong, such as a missing code challenge.
func (p *Provider) Problems() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.problems...)
}

func (p *Provider) problem(format string, args ...any) {
	p.problems = append(p.problems, fmt.Sprintf(format, args...))
}

// Script makes the next token request be answered by h; several are used in order.
func (p *Provider) Script(h http.HandlerFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.scripted = append(p.scripted, h)
}

// Answer is a scripted reply of one status, content type and body.
func Answer(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body)) // a client that left is part of some tests
	}
}

// Hold makes token requests wait until Release.
func (p *Provider) Hold() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.hold == nil {
		p.hold = make(chan struct{})
	}
}

// Release lets the waiting requests go on.
func (p *Provider) Release() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.hold != nil {
		close(p.hold)
		p.hold = nil
	}
}

// Deny makes the next logins end with these parameters in place of a code, such as error=access_denied; nil allows them again.
func (p *Provider) Deny(parameters url.Values) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.denial = parameters
}

// Revoke makes every refresh token invalid, as when a user withdraws the access.
func (p *Provider) Revoke() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.refresh)
	clear(p.used)
}

// Expire ends all access tokens.
func (p *Provider) Expire() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.tokens)
}

// ChangeSecret changes the client secret, as when it was renewed in the developer settings.
func (p *Provider) ChangeSecret(secret string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.options.ClientSecret = secret
}

// Introspections is how often clients asked for the state of a token.
func (p *Provider) Introspections() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked
}

// Valid reports whether the API takes the access token.
func (p *Provider) Valid(access string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, ok := p.tokens[access]
	return ok
}

// Refreshable reports whether the refresh token could be used now.
func (p *Provider) Refreshable(refresh string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, ok := p.refresh[refresh]
	return ok
}

// Grant makes tokens without a login, for connections that are imported.
func (p *Provider) Grant() (access, refresh string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.issue("")
}

// Login plays the browser: it opens the address and returns the query that the provider sends back with it.
func (p *Provider) Login(address string) (url.Values, error) {
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Get(address) //nolint:noctx // a test's own server answers at once
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	location, err := answer.Location()
	if err != nil {
		return nil, fmt.Errorf("the login page answered %s and did not send the browser back: %w", answer.Status, err)
	}
	return location.Query(), nil
}
