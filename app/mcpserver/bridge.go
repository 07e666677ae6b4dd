package mcpserver

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"patchbay/app/fault"
)

// maxBridged is how many calls of one client are under way at once.
const maxBridged = 16

// Post carries one message to a door and returns the message that answers it; nothing for notifications. client is what
// the program on the other side calls itself.
type Post func(ctx context.Context, client string, message []byte) ([]byte, error)

// Bridge speaks MCP with the program on in and out, one JSON message a line, and lets post answer. It returns when in has
// ended and everything is answered.
func Bridge(ctx context.Context, in io.Reader, out io.Writer, post Post) error {
	conn, err := (&mcp.IOTransport{Reader: io.NopCloser(in), Writer: nopCloser{out}}).Connect(ctx)
	if err != nil {
		return err
	}
	b := &bridge{conn: conn, post: post, calls: map[jsonrpc.ID]context.CancelFunc{}, places: make(chan struct{}, maxBridged)}
	defer b.under.Wait()
	for {
		message, err := conn.Read(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if request, ok := message.(*jsonrpc.Request); ok { // the doors never ask back, so nothing else is expected
			b.take(ctx, request)
		}
	}
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

// bridge is one client on stdio.
type bridge struct {
	conn   mcp.Connection
	post   Post
	under  sync.WaitGroup
	places chan struct{}
	client string // set by the first message, before any other is taken

	mu    sync.Mutex
	calls map[jsonrpc.ID]context.CancelFunc // that are under way
}

// take starts answering a request.
func (b *bridge) take(ctx context.Context, request *jsonrpc.Request) {
	switch request.Method {
	case "initialize":
		var about mcp.InitializeParams
		if json.Unmarshal(request.Params, &about) == nil && about.ClientInfo != nil {
			b.client = about.ClientInfo.Name + "/" + about.ClientInfo.Version
		}
	case "notifications/cancelled":
		b.cancel(request.Params)
		return
	}
	if !request.IsCall() {
		return // the doors keep no state, so notifications change nothing there
	}
	ctx, cancel := context.WithCancel(ctx)
	b.mu.Lock()
	b.calls[request.ID] = cancel
	b.mu.Unlock()
	client := b.client
	b.under.Go(func() {
		defer func() {
			b.mu.Lock()
			delete(b.calls, request.ID)
			b.mu.Unlock()
			cancel()
		}()
		b.answer(ctx, client, request)
	})
}

// cancel ends a call that the client does not wait for any more.
func (b *bridge) cancel(params json.RawMessage) {
	var cancelled mcp.CancelledParams
	if json.Unmarshal(params, &cancelled) != nil {
		return
	}
	id, err := jsonrpc.MakeID(cancelled.RequestID)
	if err != nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if end, ok := b.calls[id]; ok {
		end()
	}
}

func (b *bridge) answer(ctx context.Context, client string, request *jsonrpc.Request) {
	select {
	case b.places <- struct{}{}:
		defer func() { <-b.places }()
	case <-ctx.Done():
		return
	}
	answer, err := b.ask(ctx, client, request)
	if ctx.Err() != nil {
		return // a cancelled call has no answer
	}
	if err != nil {
		answer = &jsonrpc.Response{ID: request.ID, Error: &jsonrpc.Error{Code: jsonrpc.CodeInternalError, Message: fault.From(err).Error()}}
	}
	_ = b.conn.Write(ctx, answer) // a client that went away is nobody's error
}

func (b *bridge) ask(ctx context.Context, client string, request *jsonrpc.Request) (jsonrpc.Message, error) {
	text, err := jsonrpc.EncodeMessage(request)
	if err != nil {
		return nil, err
	}
	got, err := b.post(ctx, client, text)
	if err != nil {
		return nil, err
	}
	return jsonrpc.DecodeMessage(got)
}
