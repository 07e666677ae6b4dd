package api_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// popupFlow runs the official front-end SDK's auth() and returns what it printed.
func (st *stack) popupFlow(token, mode string) string {
	st.t.Helper()
	return strings.TrimSpace(run(st.t, sdkInstalled(st.t), []string{"PEER_HOST=" + st.url, "PEER_TOKEN=" + token, "PEER_MODE=" + mode}, "node", "--experimental-websocket", "--no-warnings", "popup.mjs"))
}

func TestThePopupOfTheOfficialSDKEndsWithTheConnection(t *testing.T) {
	t.Parallel()
	st, provider := fakeLogin(t)
	token := st.session(map[string]any{"end_user": map[string]any{"id": "u"}})
	id := st.popupFlow(token, "success")
	if a := st.expect(http.StatusOK, "GET", "/connections/"+id+"?provider_config_key=acme", nil); a.at(t, "end_user", "id") != "u" {
		t.Errorf("connection: %s", a.body)
	}
	provider.Deny(url.Values{"error": {"access_denied"}})
	if got := st.popupFlow(token, "acme"); got != "callback_err" {
		t.Errorf("a denied login is %q", got)
	}
	if got := st.popupFlow(token, "missing"); got != "unknown_provider_config" {
		t.Errorf("an unknown integration is %q", got)
	}
	limited := st.session(map[string]any{"end_user": map[string]any{"id": "u"}, "allowed_integrations": []string{"acme"}})
	if got := st.popupFlow(limited, "other"); got != "integration_not_allowed" {
		t.Errorf("an integration outside the session is %q", got)
	}
}

// A page hears of every refusal, also of its token's: without it auth() waits for ever (http-api §4.3.2).
func TestTheSocketTellsOfARefusedToken(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	for query, want := range map[string]string{
		"connect_session_token=nango_connect_session_" + strings.Repeat("a", 64): "unknown_connect_session_token",
		"connect_session_token=bad":    "invalid_connect_session_token_format",
		"public_key=" + testKey:        "deprecated_authentication",
		"public_key=mine":              "invalid_public_key",
		"params%5Bsubdomain%5D=public": "missing_public_key",
	} {
		conn, res, err := websocket.DefaultDialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(st.url, "http")+"/", nil)
		must(t, err)
		_ = res.Body.Close()
		var told struct {
			MessageType string `json:"message_type"`
			ClientID    string `json:"ws_client_id"`
			Integration string `json:"provider_config_key"`
			ErrorType   string `json:"error_type"`
		}
		must(t, conn.ReadJSON(&told))
		a := st.ask("GET", "/oauth/connect/acme?"+query+"&ws_client_id="+told.ClientID, nil, "Authorization", "")
		if a.status != http.StatusUnauthorized {
			t.Errorf("%s: the popup gets %d", query, a.status)
		}
		must(t, conn.SetReadDeadline(time.Now().Add(10*time.Second)))
		if err := conn.ReadJSON(&told); err != nil || told.MessageType != "error" || told.ErrorType != want || told.Integration != "acme" {
			t.Errorf("%s: the page hears %+v, %v", query, told, err)
		}
		must(t, conn.Close())
	}
}

// Security LH-05 for the login socket.
func TestTheSocketTakesPagesOfThisMachineOnly(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	address := "ws" + strings.TrimPrefix(st.url, "http") + "/"
	for origin, want := range map[string]bool{"": true, "http://localhost:5173": true, st.url: true, "https://evil.test": false, "null": false, "http://localhost.evil.test": false} {
		header := http.Header{}
		if origin != "" {
			header.Set("Origin", origin)
		}
		conn, res, err := websocket.DefaultDialer.DialContext(t.Context(), address, header)
		if (err == nil) != want {
			t.Errorf("origin %q: %v", origin, err)
		}
		if err != nil {
			_ = res.Body.Close()
			continue
		}
		var ack struct {
			MessageType string `json:"message_type"`
			ClientID    string `json:"ws_client_id"`
		}
		must(t, conn.ReadJSON(&ack))
		if ack.MessageType != "connection_ack" || len(ack.ClientID) != 36 {
			t.Errorf("first message %+v", ack)
		}
		must(t, conn.Close())
	}
}

func TestTheSocketEndsWithTheListener(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	base, end := context.WithCancel(t.Context())
	listener := httptest.NewUnstartedServer(st.server.Trusted())
	listener.Config.BaseContext = func(net.Listener) context.Context { return base }
	listener.Start()
	defer listener.Close()
	conn, _, err := websocket.DefaultDialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(listener.URL, "http")+"/", nil)
	must(t, err)
	defer conn.Close()
	_, _, err = conn.ReadMessage() // the ack
	must(t, err)
	end()
	must(t, conn.SetReadDeadline(time.Now().Add(10*time.Second)))
	if _, _, err = conn.ReadMessage(); !errors.Is(err, io.ErrUnexpectedEOF) && !websocket.IsUnexpectedCloseError(err) {
		t.Errorf("the socket lives on: %v", err)
	}
}
