package proxy_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"patchbay/app/auth"
	"patchbay/app/logs"
	"patchbay/app/proxy"
)

func contextWithCancel(t *testing.T) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	return ctx, cancel
}

// door is the transparent door as the API serves it.
func (b *bench) door(t testing.TB) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		res, err := b.Do(r.Context(), &proxy.Request{EnvironmentID: 1, Source: proxy.SourcePath, IntegrationKey: "acme", ConnectionID: "c1",
			Method: r.Method, Endpoint: r.RequestURI, Header: r.Header, Body: r.Body, ContentLength: r.ContentLength})
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if err := res.Relay(w); err != nil {
			panic(http.ErrAbortHandler)
		}
	}))
	t.Cleanup(server.Close)
	return server
}

func TestAnswersStream(t *testing.T) {
	t.Parallel()
	step := make(chan struct{})
	up := newUpstream(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for i := range 3 {
			fmt.Fprintf(w, "data: %d\n\n", i)
			w.(http.Flusher).Flush()
			<-step
		}
	})
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	res, err := http.Get(b.door(t).URL + "/events")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	lines := bufio.NewReader(res.Body)
	for i := range 3 {
		line, err := lines.ReadString('\n') // arrives before the provider is allowed to go on
		if err != nil || line != fmt.Sprintf("data: %d\n", i) {
			t.Fatalf("event %d: %q, %v", i, line, err)
		}
		lines.ReadString('\n')
		step <- struct{}{}
	}
}

func TestAStatusThatIsNoFinalAnswerDoesNotPass(t *testing.T) {
	t.Parallel()
	for _, head := range []string{"HTTP/1.1 099 Low\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"} {
		up := newUpstream(t, func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			io.WriteString(conn, head)
			conn.Read(make([]byte, 1)) // the line stays open until Patchbay hangs up
		})
		b := newBench(t, setup{})
		b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
		res, err := http.Get(b.door(t).URL + "/x")
		if err != nil {
			t.Errorf("%.12s: %v", head, err)
			continue
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if res.StatusCode != http.StatusBadGateway || err != nil || !strings.Contains(string(body), "sent an answer that is not HTTP") {
			t.Errorf("%.12s: %d %s, %v", head, res.StatusCode, body, err)
		}
	}
}

func TestRequestsStream(t *testing.T) {
	t.Parallel()
	first := make(chan string, 1)
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := make([]byte, 5)
		io.ReadFull(r.Body, head)
		first <- string(head)
		rest, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%d %v", len(rest), r.TransferEncoding)
	}))
	t.Cleanup(upstream.Close)
	b := newBench(t, setup{})
	b.connection(keyed(upstream.URL), auth.APIKey{Key: canary}, nil)
	reader, writer := io.Pipe()
	go func() {
		io.WriteString(writer, "hello")
		if got := <-first; got != "hello" { // the provider has it although the caller has not ended
			t.Errorf("first bytes %q", got)
		}
		io.WriteString(writer, strings.Repeat("x", 100_000))
		writer.Close()
	}()
	res, err := http.Post(b.door(t).URL+"/upload", "application/octet-stream", reader)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if body, _ := io.ReadAll(res.Body); string(body) != "100000 [chunked]" {
		t.Errorf("%s", body)
	}
	if _, messages := b.operation(t); messages[0].Exchange.RequestSize != 100_005 {
		t.Errorf("logged size %d", messages[0].Exchange.RequestSize)
	}
}

// PX-12.
func TestACallerWhoLeavesStopsTheProvider(t *testing.T) {
	t.Parallel()
	stopped := make(chan struct{})
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "first")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
		close(stopped)
	}))
	t.Cleanup(upstream.Close)
	b := newBench(t, setup{})
	b.connection(keyed(upstream.URL), auth.APIKey{Key: canary}, nil)
	ctx, cancel := contextWithCancel(t)
	req, _ := http.NewRequestWithContext(ctx, http.MethodGet, b.door(t).URL+"/endless", nil)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	io.ReadFull(res.Body, make([]byte, 5))
	cancel()
	res.Body.Close()
	<-stopped
	for {
		op, _ := b.operation(t)
		if op.State == logs.Running {
			continue // the door's goroutine is still about to notice
		}
		if op.State != logs.Failed || op.Error.Code != "cancelled" {
			t.Errorf("%+v, %+v", op, op.Error)
		}
		break
	}
}

func TestAnAnswerThatNobodyReadsIsMarked(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, 100_000)) })
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	res, err := b.Do(t.Context(), get("/x"))
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if op, messages := b.operation(t); op.State != logs.Failed || op.Error.Code != "cancelled" || messages[0].Exchange.Status != 200 {
		t.Errorf("%+v", op)
	}
}

func TestABrokenAnswerIsNotTakenForWhole(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, "short")
	})
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	res, err := http.Get(b.door(t).URL + "/x")
	if err == nil {
		_, err = io.ReadAll(res.Body)
		res.Body.Close()
	}
	if err == nil {
		t.Error("the caller saw a complete answer")
	}
	if op, _ := b.operation(t); op.State != logs.Failed || op.Error.Code != "connection_reset" {
		t.Errorf("%+v %+v", op, op.Error)
	}
}

// PX-17: bytes, trailers, ranges, HEAD and 100-continue pass exactly.
func TestBytesPassExactly(t *testing.T) {
	t.Parallel()
	blob := make([]byte, 300_000)
	for i := range blob {
		blob[i] = byte(i * 7 >> 3)
	}
	up := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/trailers":
			w.Header().Set("Trailer", "X-Sum")
			io.WriteString(w, "body")
			w.Header().Set("X-Sum", "42")
		case "/file":
			w.Header().Set("Content-Type", "application/octet-stream")
			http.ServeContent(w, r, "", noon, bytes.NewReader(blob))
		default:
			w.Header().Set("Content-Type", r.Header.Get("Content-Type"))
			io.Copy(w, r.Body)
		}
	})
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	door := b.door(t).URL
	ask := func(method, path string, body []byte, header ...string) (*http.Response, []byte) {
		req, err := http.NewRequestWithContext(t.Context(), method, door+path, bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(header); i += 2 {
			req.Header.Set(header[i], header[i+1])
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		got, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res, got
	}
	if _, got := ask(http.MethodPost, "/echo", blob, "Content-Type", "application/x-thing", "Expect", "100-continue"); !bytes.Equal(got, blob) {
		t.Error("the bytes changed on the way there and back")
	}
	if res, got := ask(http.MethodGet, "/file", nil, "Range", "bytes=10-19"); res.StatusCode != 206 || !bytes.Equal(got, blob[10:20]) {
		t.Errorf("range: %d, %d bytes", res.StatusCode, len(got))
	}
	if res, got := ask(http.MethodHead, "/file", nil); res.ContentLength != int64(len(blob)) || len(got) != 0 {
		t.Errorf("HEAD: length %d", res.ContentLength)
	}
	if res, got := ask(http.MethodGet, "/trailers", nil); string(got) != "body" || res.Trailer.Get("X-Sum") != "42" {
		t.Errorf("trailers: %v", res.Trailer)
	}
	if got := up.last(t).Header.Get("Accept-Encoding"); got != "gzip" { // the caller's own transport asked for it
		t.Errorf("Accept-Encoding %q", got)
	}
}

func TestRawPathsReachTheProviderUntouched(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	conn, err := net.Dial("tcp", strings.TrimPrefix(b.door(t).URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET /a%%2Fb//c/..;/%%2e%%2e/d?x=%%2B+&y=[1]&& HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	io.ReadAll(conn)
	if got := up.last(t); got.Path != "/a%2Fb//c/..;/%2e%2e/d" || got.Query != "x=%2B+&y=[1]&&" {
		t.Errorf("arrived %s ? %s", got.Path, got.Query)
	}
}
