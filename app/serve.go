package app

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// Limits of every listener. A body may take as long as its handler likes: uploads through the proxy stream.
const (
	headerTimeout  = 10 * time.Second
	idleTimeout    = 2 * time.Minute
	maxHeaderBytes = 64 << 10
	maxConns       = 12_000 // at once and per listener, 13 kB each; more wait in the system's queue
	drainTimeout   = 3 * time.Second
)

// door serves one handler on some listeners until it is closed.
type door struct {
	server     *http.Server
	endStreams context.CancelFunc // event streams never finish by themselves
	endAll     context.CancelFunc
	serving    sync.WaitGroup
}

// openDoor starts serving at once.
func openDoor(ctx context.Context, handler http.Handler, log *slog.Logger, all ...net.Listener) *door {
	return openTLSDoor(ctx, handler, nil, log, all...)
}

// openTLSDoor is openDoor with TLS; without a config it is plain HTTP.
func openTLSDoor(ctx context.Context, handler http.Handler, config *tls.Config, log *slog.Logger, all ...net.Listener) *door {
	base, endAll := context.WithCancel(context.WithoutCancel(ctx))
	streams, endStreams := context.WithCancel(base)
	d := &door{endStreams: endStreams, endAll: endAll, server: &http.Server{
		Handler:           streamsEndWith(streams, handler),
		ReadHeaderTimeout: headerTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		TLSConfig:         config,
		BaseContext:       func(net.Listener) context.Context { return base },
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}}
	for _, l := range all {
		limited := limit(l, maxConns)
		serve := d.server.Serve
		if config != nil {
			serve = func(l net.Listener) error { return d.server.ServeTLS(l, "", "") }
		}
		d.serving.Go(func() {
			if err := serve(limited); !errors.Is(err, http.ErrServerClosed) {
				log.Error("listener ended", "address", l.Addr().String(), "error", err)
			}
		})
	}
	return d
}

// eventsPath is the route whose answers last as long as the page does.
const eventsPath = "/patchbay/events"

// streamsEndWith lets ctx end event streams, which a polite shutdown would wait for.
func streamsEndWith(ctx context.Context, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == eventsPath {
			stream, end := context.WithCancel(r.Context())
			defer end()
			defer context.AfterFunc(ctx, end)()
			r = r.WithContext(stream)
		}
		next.ServeHTTP(w, r)
	})
}

// close stops listening at once, lets requests finish for a moment, then ends them.
func (d *door) close() error {
	d.endStreams()
	defer d.endAll()
	ctx, cancel := context.WithTimeout(context.Background(), drainTimeout)
	defer cancel()
	err := d.server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		d.endAll()
		err = d.server.Close()
	}
	d.serving.Wait()
	return err
}

// limitedListener accepts no more than a number of connections at a time.
type limitedListener struct {
	net.Listener
	slots chan struct{}
	done  chan struct{}
	once  sync.Once
}

func limit(l net.Listener, n int) net.Listener {
	return &limitedListener{Listener: l, slots: make(chan struct{}, n), done: make(chan struct{})}
}

// Accept waits for a free slot, then for a connection.
func (l *limitedListener) Accept() (net.Conn, error) {
	select {
	case l.slots <- struct{}{}:
	case <-l.done:
		return nil, net.ErrClosed
	}
	conn, err := l.Listener.Accept()
	if err != nil {
		<-l.slots
		return nil, err
	}
	return &limitedConn{Conn: conn, release: sync.OnceFunc(func() { <-l.slots })}, nil
}

// Close ends a waiting Accept too.
func (l *limitedListener) Close() error {
	l.once.Do(func() { close(l.done) })
	return l.Listener.Close()
}

type limitedConn struct {
	net.Conn
	release func()
}

// Close gives the slot back.
func (c *limitedConn) Close() error {
	c.release()
	return c.Conn.Close()
}
