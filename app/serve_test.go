package app

import (
	"bufio"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
)

func openTestDoor(t *testing.T, handler http.Handler) (*door, string) {
	t.Helper()
	l, err := listenAddress{}.listen(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	return openDoor(t.Context(), handler, slog.New(slog.DiscardHandler), l.all...), l.url()
}

func TestClosingADoorEndsEventStreamsAtOnce(t *testing.T) {
	t.Parallel()
	ended := make(chan struct{})
	d, url := openTestDoor(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, ": hello")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
		close(ended)
	}))
	resp, err := http.Get(url + eventsPath)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if line, err := bufio.NewReader(resp.Body).ReadString('\n'); err != nil || line != ": hello\n" {
		t.Fatalf("first line %q, %v", line, err)
	}
	if err := d.close(); err != nil {
		t.Errorf("close = %v", err)
	}
	<-ended
}

func TestClosingADoorLetsAShortRequestFinish(t *testing.T) {
	t.Parallel()
	arrived, goOn := make(chan struct{}), make(chan struct{})
	d, url := openTestDoor(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(arrived)
		<-goOn
		fmt.Fprint(w, "done")
	}))
	answer := make(chan string)
	go func() {
		resp, err := http.Get(url)
		if err != nil {
			answer <- err.Error()
			return
		}
		defer resp.Body.Close()
		body, _ := io.ReadAll(resp.Body)
		answer <- string(body)
	}()
	<-arrived
	closed := make(chan error)
	go func() { closed <- d.close() }()
	close(goOn)
	if got := <-answer; got != "done" {
		t.Errorf("the request in flight got %q", got)
	}
	if err := <-closed; err != nil {
		t.Errorf("close = %v", err)
	}
}

func TestHugeHeadersAreRefused(t *testing.T) {
	t.Parallel()
	d, url := openTestDoor(t, http.NotFoundHandler())
	defer d.close()
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	go func() {
		// The server stops reading long before the end; the error is the point.
		_, _ = fmt.Fprintf(conn, "GET / HTTP/1.1\r\nHost: localhost\r\nX: %s\r\n\r\n", strings.Repeat("a", 1<<20))
	}()
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("status %d, want 431", resp.StatusCode)
	}
}

func TestConnectionsBeyondTheLimitWaitForASlot(t *testing.T) {
	t.Parallel()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := limit(inner, 1)
	dial := func() net.Conn {
		conn, err := net.Dial("tcp", inner.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		return conn
	}
	dial()
	dial()
	first, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	accepted := make(chan error, 1)
	go func() {
		second, err := l.Accept()
		if err == nil {
			second.Close()
		}
		accepted <- err
	}()
	select {
	case err := <-accepted:
		t.Fatalf("a second connection was accepted (%v) while the only slot was taken", err)
	default:
	}
	first.Close()
	first.Close() // must not give a second slot
	if err := <-accepted; err != nil {
		t.Fatal(err)
	}
	l.Close()
	if _, err := l.Accept(); err == nil {
		t.Error("a closed listener accepts")
	}
}
