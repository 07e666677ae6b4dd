// Package proxy sends a caller's request to a provider's API with a connection's credentials: it builds the address,
// signs last, retries as the provider's facts say, streams the answer back and logs every attempt.
package proxy

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/google/uuid"

	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/outbound"
)

// The codes of the proxy's own refusals (http-api §9.4).
const (
	CodeMissingAPIURL      = "missing_api_url"
	CodeUnsupported        = "unsupported_provider"
	CodeInvalidHeaders     = "invalid_headers"
	CodeInvalidEndpoint    = "invalid_endpoint"
	CodeInvalidBaseURL     = "invalid_base_url"
	CodeNotAllowed         = "base_url_override_not_allowed"
	CodeInvalidCertificate = "invalid_certificate_or_key_format"
	CodeTooLarge           = "request_too_large"
	CodeConnection         = "server_error" // the API's odd name for a missing connection
)

// The sources with rules of their own; any other source is treated like the playground.
const (
	SourceAPI  = logs.SourceAPI  // /proxy/…: the wire of http-api §9, body conversions included
	SourceMCP  = logs.SourceMCP  // the same, asked by a coding assistant (http-api §13.2)
	SourcePath = logs.SourcePath // /patchbay/c/…: transparent, for SDKs with a base URL option
	// SourceFunction is a function's code: it sees cookies and empty answers as they are, waits as long as its run may
	// last, and does not repeat a request that was refused with credentials that are still the same.
	SourceFunction = logs.SourceFunction
)

// Connections hands out usable credentials; connect.Service is the one.
type Connections interface {
	Fresh(ctx context.Context, environmentID int64, key, connectionID string, o connect.FreshOptions) (*connect.Live, error)
}

// Options are what a Service needs. Connect and Outbound are required.
type Options struct {
	Connect  Connections
	Outbound *outbound.Client
	Logs     *logs.Store // nil: nothing is recorded
	Now      func() time.Time
	Rand     io.Reader // for ${random}
	Log      *slog.Logger
	// Wait pauses between attempts and ends early with the context's error; default: a timer.
	Wait func(ctx context.Context, d time.Duration) error
	// ProbeTimeout bounds one call of a verification, body included; default 30 seconds, as for token requests.
	ProbeTimeout time.Duration
}

// Service is the proxy. It is safe for concurrent use and keeps no state of its own.
type Service struct {
	connect  Connections
	outbound *outbound.Client
	logs     *logs.Store
	now      func() time.Time
	uuid     func() string
	log      *slog.Logger
	wait     func(ctx context.Context, d time.Duration) error
	probeFor time.Duration
}

// New returns a service.
func New(o Options) *Service {
	s := &Service{connect: o.Connect, outbound: o.Outbound, logs: o.Logs, now: o.Now, log: o.Log, wait: o.Wait, uuid: uuid.NewString, probeFor: o.ProbeTimeout}
	if s.now == nil {
		s.now = time.Now
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.probeFor <= 0 {
		s.probeFor = probeTimeout
	}
	if s.wait == nil {
		s.wait = pause
	}
	if o.Rand != nil {
		s.uuid = func() string {
			id, err := uuid.NewRandomFromReader(o.Rand)
			if err != nil {
				return uuid.NewString()
			}
			return id.String()
		}
	}
	return s
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// Request is one call to a provider, as a door received it.
type Request struct {
	EnvironmentID  int64
	Source         string // one of logs.Sources
	IntegrationKey string
	ConnectionID   string
	Method         string
	// Endpoint is the raw path and query behind the door's own prefix, percent-encoding untouched: "/v1/users?x=%2F",
	// or an absolute address that starts with the connection's base address.
	Endpoint string
	// Header is what goes upstream: the Nango-Proxy-* headers without that prefix (API), or all headers of the caller
	// except those that carried Patchbay's own key (path style). Hop-by-hop headers are removed here.
	Header http.Header
	// ContentType is the caller's own Content-Type on the API door, where it tells how to read the body but is not
	// forwarded. Other doors leave it empty: theirs is in Header.
	ContentType   string
	Body          io.Reader // read once; nil for none
	ContentLength int64     // -1: unknown
	Retries       int       // further attempts at most
	RetryOn       []int
	// BaseURLOverride replaces the provider's base address.
	BaseURLOverride string
	// ForwardHeadersOnRedirect overrides the provider's setting when not nil.
	ForwardHeadersOnRedirect *bool
	// KeepAuthorization lets an Authorization in Header replace the injected one, as Nango-Proxy-Authorization does. When
	// false, a caller's Authorization is dropped.
	KeepAuthorization bool
	// OperationID attaches the call to a log operation that still runs; otherwise the call gets its own.
	OperationID string
}

// Response is the provider's answer on its way back. Body must be closed; that ends the log entry.
type Response struct {
	Status        int
	Header        http.Header   // end-to-end headers that may go to the caller
	Body          io.ReadCloser // never nil; decompressed where Header no longer says otherwise
	ContentLength int64         // -1: unknown, stream it
	OperationID   string
	Attempts      int
	Timing        logs.Timing // Total is complete once Body has ended
	// Failure is why no provider answered; Status and Body are then Patchbay's words about it.
	Failure *fault.Error

	call     *call
	upstream *http.Response // nil when nobody answered
}
