package outbound

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"sync"
	"syscall"

	"golang.org/x/net/http/httpproxy"
)

// maxTransports bounds how many kinds of connection are kept apart; client certificates make more of them.
const maxTransports = 64

// kind separates connections that must not be shared: one dialled with a call's own permission never serves a call
// without it, and a client certificate belongs to its connection.
type kind struct {
	granted     bool
	proxy       string
	certificate [sha256.Size]byte
}

// pool is every idle connection made under one allow list. A changed list gets a new pool.
type pool struct {
	client *Client
	texts  []string
	allow  allowList

	mu         sync.Mutex
	transports map[kind]*http.Transport
}

func (c *Client) newPool(texts []string) *pool {
	return &pool{client: c, texts: texts, allow: parseAllowList(texts), transports: map[kind]*http.Transport{}}
}

// current returns the pool of the allow list as it is now.
func (c *Client) current() *pool {
	var texts []string
	if c.options.AllowHosts != nil {
		texts = c.options.AllowHosts()
	}
	if p := c.pool.Load(); slices.Equal(p.texts, texts) {
		return p
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	old := c.pool.Load()
	if slices.Equal(old.texts, texts) {
		return old
	}
	p := c.newPool(slices.Clone(texts))
	c.pool.Store(p)
	c.retired = append(c.retired, old)
	for _, r := range c.retired {
		r.close()
	}
	return p
}

func (p *pool) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, t := range p.transports {
		t.CloseIdleConnections()
	}
}

// transport returns the transport for one hop.
func (p *pool) transport(granted bool, proxy *url.URL, certificate *tls.Certificate) *http.Transport {
	k := kind{granted: granted}
	if proxy != nil {
		k.proxy = proxy.String()
	}
	if certificate != nil && len(certificate.Certificate) > 0 {
		k.certificate = sha256.Sum256(certificate.Certificate[0])
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if t, ok := p.transports[k]; ok {
		return t
	}
	if len(p.transports) >= maxTransports {
		for key, t := range p.transports {
			t.CloseIdleConnections()
			delete(p.transports, key)
		}
	}
	t := p.newTransport(granted, proxy, certificate)
	p.transports[k] = t
	return t
}

func (p *pool) newTransport(granted bool, proxy *url.URL, certificate *tls.Certificate) *http.Transport {
	secure := &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: p.client.options.RootCAs}
	if certificate != nil {
		secure.Certificates = []tls.Certificate{*certificate}
	}
	t := &http.Transport{
		DialContext:            p.dialer(granted),
		TLSClientConfig:        secure,
		TLSHandshakeTimeout:    tlsTimeout,
		ResponseHeaderTimeout:  p.client.options.HeaderTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
		MaxIdleConnsPerHost:    idlePerHost,
		MaxIdleConns:           4 * idlePerHost,
		IdleConnTimeout:        idleTimeout,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // what the provider sent is what the caller decides about
	}
	if proxy != nil {
		t.Proxy = http.ProxyURL(proxy)
		t.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
			return (&net.Dialer{Timeout: dialTimeout}).DialContext(dialHooks(ctx), network, address) // the user's own proxy may stand anywhere
		}
	}
	return t
}

// dialer connects to what the policy admits. The check runs on the address a name resolved to, so a name that
// changes its mind between check and use gains nothing.
func (p *pool) dialer(granted bool) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		host, port, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		ctx = dialHooks(ctx)
		d := net.Dialer{Timeout: dialTimeout, ControlContext: func(_ context.Context, _, resolved string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(resolved)
			if err != nil {
				return err
			}
			return p.admit(host, port, at.Addr(), granted)
		}}
		if p.client.options.Lookup == nil {
			return d.DialContext(ctx, network, address)
		}
		return p.dialLookup(ctx, &d, network, host, port)
	}
}

func (p *pool) dialLookup(ctx context.Context, d *net.Dialer, network, host, port string) (net.Conn, error) {
	addrs, err := p.client.lookup(ctx, host)
	if err != nil {
		return nil, err
	}
	var failures []error
	for _, addr := range addrs {
		conn, err := d.DialContext(ctx, network, net.JoinHostPort(addr.String(), port))
		if err == nil {
			return conn, nil
		}
		failures = append(failures, err)
	}
	return nil, errors.Join(failures...)
}

// lookup resolves a name, or returns the address that the name already is.
func (c *Client) lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	if addr, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{addr}, nil
	}
	if c.options.Lookup != nil {
		return c.options.Lookup(ctx, host)
	}
	return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
}

// admit decides about one resolved address. host and port are as the URL says.
func (p *pool) admit(host, port string, resolved netip.Addr, granted bool) error {
	reason := refusedAs(resolved)
	if reason == "" || p.allow.address(resolved, port) {
		return nil
	}
	name, literal := hostOf(host)
	allowed := granted || p.allow.names(name, literal, port)
	if allowed && (literal.IsValid() || !isMetadata(resolved)) {
		return nil
	}
	return refusal{host, port, reason}
}

// admitHost decides what can be decided without a resolver: addresses in any spelling, and names that always mean
// this machine or a cloud's metadata service.
func (p *pool) admitHost(host, port string, granted bool) error {
	name, addr := hostOf(host)
	switch {
	case name == "":
		return badAddress("The address names no host.")
	case addr.IsValid():
		return p.admit(host, port, addr, granted)
	case granted || p.allow.names(name, addr, port):
		return nil
	case isLoopback(name, addr):
		if p.allow.address(netip.AddrFrom4([4]byte{127, 0, 0, 1}), port) || p.allow.address(netip.IPv6Loopback(), port) {
			return nil
		}
		return refusal{host, port, "this machine (loopback)"}
	case hasName(metadataNames, name):
		return refusal{host, port, "a cloud metadata service"}
	}
	return nil
}

// proxyFor picks the HTTP proxy of a destination, never one for this machine. Behind a proxy the destination is
// resolved elsewhere, so it is looked up here as well where that is possible.
func (p *pool) proxyFor(ctx context.Context, u *url.URL, granted bool) (*url.URL, error) {
	name, addr := hostOf(u.Hostname())
	if isLoopback(name, addr) {
		return nil, nil
	}
	proxy, err := p.client.proxy(u)
	if err != nil || proxy == nil {
		return nil, err
	}
	addrs, err := p.client.lookup(ctx, name)
	if err != nil {
		return proxy, nil //nolint:nilerr // the proxy may know names that this machine does not
	}
	for _, a := range addrs {
		if err := p.admit(name, portOf(u), a, granted); err != nil {
			return nil, err
		}
	}
	return proxy, nil
}

func proxyFromEnvironment() func(*url.URL) (*url.URL, error) {
	return httpproxy.FromEnvironment().ProxyFunc()
}
