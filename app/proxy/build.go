package proxy

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/outbound"
)

// apiAccept is what the wire's own HTTP client asks for when the caller does not say.
const apiAccept = "application/json, text/plain, */*"

// build makes the request of one attempt: address, body, headers, and credentials last.
func (c *call) build(ctx context.Context) (*http.Request, outbound.Policy, error) {
	scope := c.scope()
	baseScope := scope
	baseScope.SkipEmpty = true
	base, err := baseFor(c.live, c.facts, c.r.BaseURLOverride, baseScope)
	if err != nil {
		return nil, outbound.Policy{}, err
	}
	u, err := c.address(base, scope)
	if err != nil {
		return nil, outbound.Policy{}, err
	}
	req := &http.Request{Method: c.r.Method, URL: u, Host: u.Host, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
	var injected []byte
	kind := c.body.kind
	if len(c.facts.Body) > 0 && injects(c.r.Method) {
		if injected, kind, err = c.body.inject(c.facts.Body, scope); err != nil {
			return nil, outbound.Policy{}, err
		}
	}
	c.sent = nil
	if c.body.present || injected != nil {
		c.sent = &capture{}
		c.body.attach(req, injected, c.sent)
	}
	if req.Header, err = c.headers(u, scope, kind, injected); err != nil {
		return nil, outbound.Policy{}, err
	}
	if err := c.authorize(req, injected); err != nil {
		return nil, outbound.Policy{}, err
	}
	policy, err := c.policy(base)
	return req.WithContext(ctx), policy, err
}

// authorize puts the credentials on the finished request. A proof over the whole request reads the body.
func (c *call) authorize(req *http.Request, injected []byte) error {
	body := c.body.memory
	if injected != nil {
		body = injected
	}
	app := c.live.App
	return auth.Authorize(req, c.live.Credentials, auth.Signing{Provider: c.live.Provider, Config: c.live.Connection.Config, Body: body,
		Streamed: c.body.present && body == nil, App: auth.App{ClientID: app.ClientID, ClientSecret: app.ClientSecret}, Now: c.s.now(), Nonce: c.s.uuid()})
}

// injects reports whether a method takes the provider's own body fields.
func injects(method string) bool {
	switch method {
	case http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
		return true
	}
	return false
}

// scope is what this attempt's templates read. ${random} and ${now} are the same in all its headers.
func (c *call) scope() catalog.Scope {
	random := ""
	return catalog.Scope{Values: c.live.Values, Now: c.s.now(), UUID: func() string {
		if random == "" {
			random = c.s.uuid()
		}
		return random
	}}
}

// address is the base, the endpoint and the provider's query parameters.
func (c *call) address(base *url.URL, scope catalog.Scope) (*url.URL, error) {
	endpoint := c.r.Endpoint
	if strings.Contains(endpoint, "${") {
		if c.facts.BaseURL != "" && c.r.BaseURLOverride == "" {
			endpoint = strings.TrimPrefix(strings.TrimLeft(endpoint, "/"), c.facts.BaseURL)
		}
		filled, complete := catalog.Expand(endpoint, scope)
		if !complete {
			return nil, badEndpoint("The endpoint has a placeholder for which the connection has no value.")
		}
		endpoint = filled
	}
	u, err := join(base, endpoint)
	if err != nil {
		return nil, err
	}
	for _, name := range sortedNames(c.facts.Query) {
		if value, complete := catalog.Expand(c.facts.Query[name], scope); complete {
			u.RawQuery = setQuery(u.RawQuery, name, value)
		}
	}
	return u, nil
}

// headers are the caller's, then the provider's, which read the finished address and body.
func (c *call) headers(u *url.URL, scope catalog.Scope, kind string, injected []byte) (http.Header, error) {
	h, err := forwarded(c.r.Header, c.r.KeepAuthorization)
	if err != nil {
		return nil, err
	}
	if kind == "" {
		delete(h, "Content-Type")
	} else if h.Get("Content-Type") != kind {
		h["Content-Type"] = []string{kind}
	}
	if len(c.facts.Headers) > 0 {
		scope.Request = &catalog.RequestScope{Method: c.r.Method, Host: u.Host, Path: u.EscapedPath(), Endpoint: c.r.Endpoint,
			RawQuery: u.RawQuery, ContentType: kind, Body: c.body.memory}
		if injected != nil {
			scope.Request.Body = injected
		}
		if err := c.addFacts(h, scope); err != nil {
			return nil, err
		}
	}
	if c.r.Source != SourcePath {
		setDefault(h, "Accept", apiAccept)
		h["Accept-Encoding"] = []string{"gzip"} // answers are unpacked here, so only what can be unpacked is asked for
	}
	return h, nil
}

// addFacts adds the provider's headers. One that cannot be filled is left out. The caller's header of the same name
// stays, except for the user agent that a provider insists on, and, on the transparent door, for every header with a
// credential in it.
func (c *call) addFacts(h http.Header, scope catalog.Scope) error {
	for name, template := range c.facts.Headers {
		canonical := http.CanonicalHeaderKey(name)
		if _, given := h[canonical]; given && canonical != "User-Agent" && !(c.r.Source == SourcePath && strings.Contains(template, "${")) {
			continue
		}
		value, complete := catalog.Expand(template, scope)
		if !complete {
			continue
		}
		if !validValue(value) || !validName(canonical) {
			return badHeader("The connection's values put a line break or another control character into the header " + name + ".")
		}
		h[canonical] = []string{value}
	}
	return nil
}

func setDefault(h http.Header, name, value string) {
	if len(h[name]) == 0 {
		h[name] = []string{value}
	}
}

// policy says what the outbound client may do with this request.
func (c *call) policy(base *url.URL) (outbound.Policy, error) {
	p := outbound.Policy{Redirects: outbound.Follow, KeepHeaders: c.facts.ForwardHeadersOnRedirect, Secrets: c.live.Credentials.Secrets}
	if c.r.ForwardHeadersOnRedirect != nil {
		p.KeepHeaders = *c.r.ForwardHeadersOnRedirect
	}
	if c.facts.typed && c.r.BaseURLOverride == "" {
		p.AlsoAllow = []string{hostPort(base)}
	}
	if !c.live.Provider.RequireClientCertificate {
		return p, nil
	}
	cc, ok := c.live.Credentials.(auth.OAuth2ClientCredentials)
	if !ok {
		return p, nil
	}
	certificate, err := cc.ClientCertificate()
	if err != nil {
		return p, fault.New(fault.Invalid, CodeInvalidCertificate,
			"The connection's client certificate or its private key is not valid PEM, or they do not belong together.").
			WithHint("Reconnect with both as PEM text.")
	}
	p.Certificate = &certificate
	return p, nil
}

func hostPort(u *url.URL) string {
	if u.Port() != "" {
		return u.Host
	}
	if u.Scheme == "https" {
		return net.JoinHostPort(u.Hostname(), "443")
	}
	return net.JoinHostPort(u.Hostname(), "80")
}

// signsBody reports whether a header template reads the body.
func signsBody(headers map[string]string) bool {
	for _, template := range headers {
		if strings.Contains(template, "awsSigV4") || strings.Contains(template, "anonicalParams") || strings.Contains(template, "${params}") {
			return true
		}
	}
	return false
}

func sortedNames(m map[string]string) []string {
	if len(m) == 0 {
		return nil
	}
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	if len(names) > 1 {
		slices.Sort(names)
	}
	return names
}
