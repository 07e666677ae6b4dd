package api_test

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"patchbay/app/api"
)

func TestABodyThatStopsArrivingIsGivenUp(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	o := st.options
	o.BodyTimeout = 20 * time.Millisecond
	listener := httptest.NewServer(api.New(o).Trusted())
	defer listener.Close()
	conn, err := net.Dial("tcp", listener.Listener.Addr().String())
	must(t, err)
	defer conn.Close()
	must(t, conn.SetDeadline(time.Now().Add(20*time.Second))) // a server that waits for ever fails the test, and not by its end
	_, err = io.WriteString(conn, "POST /integrations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
	must(t, err)
	got, err := io.ReadAll(conn) // to the end: the connection is closed too
	must(t, err)
	if text := string(got); !strings.HasPrefix(text, "HTTP/1.1 408 ") || !strings.Contains(text, `"code":"request_timeout"`) || !strings.Contains(text, "did not arrive") {
		t.Errorf("%s", text)
	}
}

// deadlines is a writer that notes the read deadlines set on it.
type deadlines struct {
	*httptest.ResponseRecorder
	set []time.Time
}

func (d *deadlines) SetReadDeadline(at time.Time) error {
	d.set = append(d.set, at)
	return nil
}

// The limit is for the body alone: left standing, it would end the call that the body asks for.
func TestTheBodysTimeLimitEndsWithTheBody(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	handler := st.server.Trusted()
	ask := func(method, path, body string) *deadlines {
		d := &deadlines{ResponseRecorder: httptest.NewRecorder()}
		handler.ServeHTTP(d, httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body)))
		return d
	}
	d := ask("POST", "/integrations", `{"unique_key":"k","provider":"private-api-bearer"}`)
	if d.Code != http.StatusOK || len(d.set) != 2 || time.Until(d.set[0]) < 20*time.Second || !d.set[1].IsZero() {
		t.Errorf("%d %v", d.Code, d.set)
	}
	if d := ask("POST", "/proxy/x", "{"); len(d.set) != 0 {
		t.Errorf("the proxy streams, however slowly: %v", d.set)
	}
}
