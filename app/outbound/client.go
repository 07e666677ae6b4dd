package outbound

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Client sends requests. It is safe for concurrent use.
type Client struct {
	options Options
	proxy   func(*url.URL) (*url.URL, error)
	now     func() time.Time

	pool    atomic.Pointer[pool]
	mu      sync.Mutex
	retired []*pool
}

// New returns a client; Close it to drop its idle connections.
func New(o Options) *Client {
	if o.UserAgent == "" {
		o.UserAgent = defaultUserAgent
	}
	if o.HeaderTimeout == 0 {
		o.HeaderTimeout = headerTimeout
	}
	c := &Client{options: o, proxy: o.Proxy, now: o.Now}
	if c.proxy == nil {
		c.proxy = proxyFromEnvironment()
	}
	if c.now == nil {
		c.now = time.Now
	}
	c.pool.Store(c.newPool(nil))
	return c
}

// Close drops idle connections. Calls under way go on.
func (c *Client) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range append(c.retired, c.pool.Load()) {
		p.close()
	}
}

// Do sends the request, follows redirects as the policy says, and returns the final answer, whose body the caller
// must close. The request's header belongs to Do from then on. watch, which may be nil, sees each hop as it ends.
//
// Errors are faults: invalid_url, destination_not_allowed, redirect_not_allowed, too_many_redirects, dns_not_found, dns_unavailable,
// connection_refused, connection_reset, unreachable, timeout, tls_expired, tls_wrong_name, tls_untrusted,
// tls_failed, bad_answer, cancelled, network_error. None of them holds a path, a query or a header.
func (c *Client) Do(req *http.Request, p Policy, watch func(Hop)) (*http.Response, error) {
	if req.Header == nil {
		req.Header = http.Header{}
	}
	if _, named := req.Header["User-Agent"]; !named {
		req.Header["User-Agent"] = []string{c.options.UserAgent}
	}
	var l leg
	if len(p.AlsoAllow) > 0 {
		l.also = parseAllowList(p.AlsoAllow)
	}
	for hops := 0; ; hops++ {
		if hops > maxRedirects {
			return nil, tooManyRedirects(p.peer(), placeOf(req.URL))
		}
		res, err := c.hop(req, p, l, watch)
		if err != nil {
			return nil, err
		}
		next, lost, follow := redirected(req, res, p)
		if !follow {
			return res, nil
		}
		io.CopyN(io.Discard, res.Body, drainOnRedirect) //nolint:errcheck // only so that the connection can be used again
		res.Body.Close()
		req, l.redirected, l.dropped = next, true, lost
	}
}

// leg is what a hop inherits from its call and from the hop before it.
type leg struct {
	also       allowList
	redirected bool // the peer chose the destination
	dropped    []string
}

// hop sends one request and reports it.
func (c *Client) hop(req *http.Request, p Policy, l leg, watch func(Hop)) (*http.Response, error) {
	t := &trace{now: c.now, start: c.now()}
	res, err := c.roundTrip(req, p, l.also, t, watch != nil)
	if r, ok := errors.AsType[refusal](err); ok {
		err = r.fault(p.peer(), l.redirected)
	}
	if watch != nil {
		h := Hop{Started: t.start, Method: req.Method, URL: req.URL, Header: req.Header, Dropped: l.dropped, Err: err}
		if res != nil {
			h.Status, h.ResponseHeader = res.StatusCode, res.Header
		}
		t.fill(&h)
		watch(h)
	}
	return res, err
}

func (c *Client) roundTrip(req *http.Request, p Policy, also allowList, t *trace, traced bool) (*http.Response, error) {
	if err := checkURL(req.URL); err != nil {
		closeBody(req)
		return nil, err
	}
	pool := c.current()
	host, port := req.URL.Hostname(), portOf(req.URL)
	granted := false
	if len(also) > 0 {
		name, addr := hostOf(host)
		granted = also.names(name, addr, port)
	}
	if err := pool.admitHost(host, port, granted); err != nil {
		closeBody(req)
		return nil, err
	}
	proxy, err := pool.proxyFor(req.Context(), req.URL, granted)
	if err != nil {
		closeBody(req)
		return nil, explain(req.Context(), err, host, placeOf(req.URL))
	}
	if traced {
		req = req.WithContext(t.attach(req.Context()))
	}
	res, err := pool.transport(granted, proxy, p.Certificate).RoundTrip(req)
	if err != nil {
		place := placeOf(req.URL)
		if proxy != nil {
			on := ", the HTTP proxy on the way to "
			host, place = proxy.Hostname()+on+host, placeOf(proxy)+on+place
		}
		return nil, explain(req.Context(), err, host, place)
	}
	if res.StatusCode < http.StatusOK { // 1xx are behind us: 101 answers a question nobody asked, 0xx exist nowhere
		res.Body.Close()
		return nil, notHTTP(placeOf(req.URL))
	}
	return res, nil
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		req.Body.Close()
	}
}

func checkURL(u *url.URL) error {
	if u == nil || u.Host == "" {
		return badAddress("The address names no host.")
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return badAddress("The address must start with http:// or https://.")
	}
	return nil
}

func portOf(u *url.URL) string {
	if port := u.Port(); port != "" {
		return port
	}
	if u.Scheme == "https" {
		return "443"
	}
	return "80"
}

// placeOf is the host for sentences, with its port where that is not the scheme's own.
func placeOf(u *url.URL) string {
	if port := portOf(u); port == portOf(&url.URL{Scheme: u.Scheme}) {
		return u.Hostname()
	}
	return u.Host
}

// sameOrigin compares scheme, host and port; a subdomain is a stranger.
func sameOrigin(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && portOf(a) == portOf(b) && strings.EqualFold(a.Hostname(), b.Hostname())
}
