// Package outbound is the one HTTP client: it decides where requests may go, follows redirects without carrying
// credentials to strangers, and says in plain words whose fault a failed call is.
package outbound

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"time"
)

// Limits of a call. There is no overall time limit: answers may stream for as long as the caller listens.
const (
	dialTimeout      = 15 * time.Second
	tlsTimeout       = 15 * time.Second
	headerTimeout    = 5 * time.Minute // slow model APIs think for minutes before the first byte
	idleTimeout      = 90 * time.Second
	maxHeaderBytes   = 256 << 10
	maxRedirects     = 5
	idlePerHost      = 128
	drainOnRedirect  = 4 << 10
	defaultUserAgent = "patchbay"
)

// Options configure a Client. The zero value works: nothing private may be reached.
type Options struct {
	// AllowHosts lists the private or loopback destinations that every call may reach, as patterns: a host name,
	// *.name, an IP address or a CIDR range, each with an optional :port. It is asked on every call, so that a changed
	// setting counts at once.
	AllowHosts func() []string
	// RootCAs verifies servers in place of the system's authorities. Verification itself has no switch.
	RootCAs *x509.CertPool
	// Lookup resolves names in place of the system's resolver.
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)
	// Proxy picks the HTTP proxy of a request; default: the environment variables HTTPS_PROXY, HTTP_PROXY and
	// NO_PROXY as they were when New ran. Loopback destinations are never sent through a proxy.
	Proxy func(*url.URL) (*url.URL, error)
	// UserAgent is sent when the request names none.
	UserAgent string
	// HeaderTimeout bounds the wait for an answer's first byte; default five minutes.
	HeaderTimeout time.Duration
	Now           func() time.Time
	Log           *slog.Logger
}

// Redirects says what to do with a 3xx answer that names another place.
type Redirects uint8

// The choices. A request with a body is never repeated elsewhere, so its 3xx answer is returned either way,
// unless KeepHeaders asks for the opposite.
const (
	Refuse Redirects = iota // return the 3xx answer
	Follow                  // at most five hops
)

// Policy is what one call may do.
type Policy struct {
	Redirects Redirects
	// KeepHeaders sends all headers again after a redirect to another scheme, host or port (a fact about one
	// provider, or the caller's explicit wish). A step down from https to http drops them all the same.
	KeepHeaders bool
	// Secrets returns the values that must not reach another origin inside a redirect's address. It is asked only
	// when such a redirect happens.
	Secrets func() []string
	// AlsoAllow lists destinations (patterns as in Options.AllowHosts) that the user typed for this very use.
	AlsoAllow []string
	// Peer is who answers at the address, as a sentence about a redirect begins; "" is "The provider".
	Peer string
	// Certificate is presented to servers that ask for one.
	Certificate *tls.Certificate
}

// Timing is where a hop's time went. Zero parts did not happen, such as DNS on a reused connection.
type Timing struct {
	DNS, Connect, TLS, FirstByte, Total time.Duration
}

// Hop is one request of a call and its answer. URL and headers are what was sent, secrets included: redact them
// before keeping them.
type Hop struct {
	Started        time.Time
	Method         string
	URL            *url.URL
	Header         http.Header
	Status         int // 0: no answer
	ResponseHeader http.Header
	RemoteAddr     string   // empty: no connection was made
	Reused         bool     // an idle connection served it
	Dropped        []string // what was taken off before this hop because its origin differs from the one before
	Timing         Timing   // Total ends at the answer's headers
	Err            error
}
