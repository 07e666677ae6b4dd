package app

import (
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener whose connections are pipes, so that a door's patience is measured on a clock of the test's own.
type pipes struct {
	waiting chan net.Conn
	closed  chan struct{}
	once    sync.Once
}

func newPipes() *pipes { return &pipes{waiting: make(chan net.Conn), closed: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.waiting:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes", Net: "unix"} }

func (p *pipes) dial() net.Conn {
	ours, theirs := net.Pipe()
	p.waiting <- theirs
	return ours
}

// ended returns how long the door keeps a connection to which nothing more is sent.
func ended(t *testing.T, conn net.Conn) time.Duration {
	t.Helper()
	start := time.Now()
	if _, err := io.Copy(io.Discard, conn); err != nil && !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("reading ended with %v", err)
	}
	return time.Since(start)
}

// Security LH-18: whoever dawdles is shown the door: one byte of a header a second, half a word, or nothing at all.
func TestADoorHasLittlePatience(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newPipes()
		handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok") })
		d := openDoor(t.Context(), handler, slog.New(slog.DiscardHandler), l)
		defer d.close()

		slow := l.dial()
		go func() {
			for _, letter := range []byte("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + strings.Repeat("a", 1000)) {
				if _, err := slow.Write([]byte{letter}); err != nil {
					return
				}
				<-time.After(time.Second)
			}
		}()
		if took := ended(t, slow); took != headerTimeout {
			t.Errorf("a header of one byte a second was read for %s", took)
		}

		silent := l.dial()
		if took := ended(t, silent); took != headerTimeout {
			t.Errorf("a connection that says nothing was kept for %s", took)
		}

		idle := l.dial()
		if _, err := io.WriteString(idle, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		if took := ended(t, idle); took != idleTimeout {
			t.Errorf("a connection after its request was kept for %s", took)
		}
	})
}
