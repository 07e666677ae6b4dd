package api

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"patchbay/app/connect"
	"patchbay/app/fault"
)

const (
	maxPopups    = 64
	popupLife    = 15 * time.Minute // longer than any login
	popupWriting = 5 * time.Second
)

// popups are the sockets on which pages of the front-end SDK wait for the end of a login (http-api §4.3). Each serves
// one result. Its handler's own goroutine reads it, so nothing outlives the connection, nor the listener's context.
type popups struct {
	mu      sync.Mutex
	waiting map[string]*popup
}

type popup struct {
	mu   sync.Mutex
	conn *websocket.Conn
}

// popupMessage is everything the server says on such a socket.
type popupMessage struct {
	MessageType       string `json:"message_type"`
	ClientID          string `json:"ws_client_id,omitempty"`
	ProviderConfigKey string `json:"provider_config_key,omitempty"`
	ConnectionID      string `json:"connection_id,omitempty"`
	IsPending         *bool  `json:"is_pending,omitempty"`
	ErrorType         string `json:"error_type,omitempty"`
	ErrorDescription  string `json:"error_desc,omitempty"`
}

// upgrader checks no origin: the gate did.
var upgrader = websocket.Upgrader{ReadBufferSize: 512, WriteBufferSize: 1024, HandshakeTimeout: popupWriting, CheckOrigin: func(*http.Request) bool { return true }}

// forPopup reports whether the request opens the SDK's socket, which lives at the root.
func forPopup(r *http.Request, path string) bool {
	return path == "/" && r.Method == http.MethodGet && websocket.IsWebSocketUpgrade(r)
}

// serve names the client, keeps the socket until its one result or its end, and drops whatever the client says.
func (p *popups) serve(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	defer conn.Close()
	defer context.AfterFunc(r.Context(), func() { _ = conn.Close() })() // the listener's end is the socket's
	id, one := uuid.NewString(), &popup{conn: conn}
	if !p.add(id, one) {
		_ = conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseTryAgainLater, ""), time.Now().Add(popupWriting))
		return
	}
	defer p.remove(id)
	one.send(popupMessage{MessageType: "connection_ack", ClientID: id})
	conn.SetReadLimit(512)
	_ = conn.SetReadDeadline(time.Now().Add(popupLife))
	for {
		if _, _, err := conn.NextReader(); err != nil {
			return
		}
	}
}

func (p *popups) add(id string, one *popup) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.waiting == nil {
		p.waiting = map[string]*popup{}
	}
	if len(p.waiting) >= maxPopups {
		return false
	}
	p.waiting[id] = one
	return true
}

func (p *popups) remove(id string) *popup {
	p.mu.Lock()
	defer p.mu.Unlock()
	one := p.waiting[id]
	delete(p.waiting, id)
	return one
}

func (p *popup) send(message popupMessage) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.conn.SetWriteDeadline(time.Now().Add(popupWriting))
	_ = p.conn.WriteJSON(message) // a page that is gone needs no result
}

// finish tells the waiting page how its login ended; without a page there is nothing to do.
func (p *popups) finish(client string, attempt connect.Attempt, failure *fault.Error) {
	one := p.remove(client)
	if one == nil {
		return
	}
	message := popupMessage{MessageType: "success", ProviderConfigKey: attempt.IntegrationKey, ConnectionID: attempt.ConnectionID}
	if failure != nil {
		message.MessageType, message.ErrorType, message.ErrorDescription = "error", failure.Code, failure.Error()
	} else {
		message.IsPending = &attempt.Waits
	}
	one.send(message)
}
