package outbound

import (
	"context"
	"crypto/tls"
	"net/http/httptrace"
	"sync"
	"time"
)

// trace measures one hop. A dial that lost its race may report late, from another goroutine, hence the lock.
type trace struct {
	now   func() time.Time
	start time.Time

	mu                           sync.Mutex
	dnsStart, dialStart, tlsFrom time.Time
	timing                       Timing
	conn                         *httptrace.GotConnInfo
}

type traceKey struct{}

// attach prepares a request's context. Most requests find an idle connection, so what only a new one needs is left to
// dialHooks.
func (t *trace) attach(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(context.WithValue(ctx, traceKey{}, t), &httptrace.ClientTrace{
		GotConn:              t.gotConn,
		GotFirstResponseByte: t.firstByte,
		TLSHandshakeStart:    func() { t.mark(&t.tlsFrom) },
		TLSHandshakeDone:     func(tls.ConnectionState, error) { t.measure(&t.timing.TLS, &t.tlsFrom) },
	})
}

// dialHooks adds what is measured while a connection is made.
func dialHooks(ctx context.Context) context.Context {
	t, ok := ctx.Value(traceKey{}).(*trace)
	if !ok {
		return ctx
	}
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		DNSStart:     func(httptrace.DNSStartInfo) { t.mark(&t.dnsStart) },
		DNSDone:      func(httptrace.DNSDoneInfo) { t.measure(&t.timing.DNS, &t.dnsStart) },
		ConnectStart: func(string, string) { t.mark(&t.dialStart) },
		ConnectDone:  func(string, string, error) { t.measure(&t.timing.Connect, &t.dialStart) },
	})
}

func (t *trace) mark(at *time.Time) {
	now := t.now()
	t.mu.Lock()
	defer t.mu.Unlock()
	*at = now
}

func (t *trace) measure(into *time.Duration, since *time.Time) {
	now := t.now()
	t.mu.Lock()
	defer t.mu.Unlock()
	*into = now.Sub(*since)
}

func (t *trace) gotConn(info httptrace.GotConnInfo) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.conn = &info
}

func (t *trace) firstByte() { t.measure(&t.timing.FirstByte, &t.start) }

// fill copies what was measured into the hop.
func (t *trace) fill(h *Hop) {
	t.mu.Lock()
	defer t.mu.Unlock()
	h.Timing = t.timing
	h.Timing.Total = t.now().Sub(t.start)
	if t.conn != nil {
		h.Reused = t.conn.Reused
		if addr := t.conn.Conn.RemoteAddr(); addr != nil {
			h.RemoteAddr = addr.String()
		}
	}
	if h.Reused {
		h.Timing.DNS, h.Timing.Connect, h.Timing.TLS = 0, 0, 0
	}
}
