package mcpserver

import (
	"bufio"
	"bytes"
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

// Bridge speaks MCP with the program on in and out, one JSON message a line, and lets post answer. A line that is no message
// is answered with a JSON-RPC error, and the next one is read. It returns when in has ended and everything is answered; when
// ctx ends first it returns too, and the reading of in is left behind.
//
// The SDK's own transport gives up at the first line that it cannot read.
func Bridge(ctx context.Context, in io.Reader, out io.Writer, post Post) error {
	b := &bridge{out: out, post: post, calls: map[jsonrpc.ID]context.CancelFunc{}, places: make(chan struct{}, maxBridged)}
	defer b.under.Wait()
	lines := make(chan line)
	go readLines(ctx, in, lines)
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case l, more := <-lines:
			if !more {
				return nil
			}
			if l.err != nil {
				return l.err
			}
			b.read(ctx, l)
		}
	}
}

// line is one line of a client without its end.
type line struct {
	text    []byte
	tooLong bool // text is cut
	err     error
}

// readLines sends what in holds, and closes lines at the end.
func readLines(ctx context.Context, in io.Reader, lines chan<- line) {
	defer close(lines)
	reader := bufio.NewReader(in)
	for {
		l, more := readLine(reader)
		if l.err == nil && len(bytes.TrimSpace(l.text)) == 0 {
			if !more {
				return
			}
			continue
		}
		select {
		case lines <- l:
		case <-ctx.Done():
			return
		}
		if l.err != nil || !more {
			return
		}
	}
}

// readLine keeps the start of a line that is longer than any message. more is false at the end of the input.
func readLine(reader *bufio.Reader) (l line, more bool) {
	for {
		part, err := reader.ReadSlice('\n')
		if room := maxMessage - len(l.text); len(part) > room {
			part, l.tooLong = part[:room], true
		}
		l.text = append(l.text, part...)
		switch {
		case err == nil:
			return l, true
		case errors.Is(err, io.EOF):
			return l, false
		case !errors.Is(err, bufio.ErrBufferFull):
			l.err = err
			return l, false
		}
	}
}

// bridge is one client on stdio.
type bridge struct {
	post   Post
	under  sync.WaitGroup
	places chan struct{}
	client string // set by the first message, before any other is taken

	mu    sync.Mutex
	calls map[jsonrpc.ID]context.CancelFunc // that are under way

	writing sync.Mutex
	out     io.Writer
}

// read takes the message of a line. The doors never ask back, so a client's answers are passed over.
func (b *bridge) read(ctx context.Context, l line) {
	var message jsonrpc.Message
	var err error
	refused := &jsonrpc.Error{Code: codeParse, Message: "Parse error: the line is no JSON."}
	switch {
	case l.tooLong:
		refused.Message = "Parse error: the line is longer than 75 MB."
	case !json.Valid(l.text):
	default:
		refused = &jsonrpc.Error{Code: jsonrpc.CodeInvalidRequest, Message: "Invalid Request: the line is no JSON-RPC message."}
		if message, err = jsonrpc.DecodeMessage(l.text); err == nil {
			refused = nil
		}
	}
	if refused != nil {
		b.write(wireFailure(nil, *refused))
		return
	}
	if request, ok := message.(*jsonrpc.Request); ok {
		b.take(ctx, request)
	}
}

// write puts one message on a line of its own. A client that went away is nobody's error.
func (b *bridge) write(message []byte) {
	b.writing.Lock()
	defer b.writing.Unlock()
	_, _ = b.out.Write(append(message, '\n'))
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
		answer = wireFailure(request.ID.Raw(), jsonrpc.Error{Code: jsonrpc.CodeInternalError, Message: fault.From(err).Error()})
	}
	b.write(answer)
}

// ask returns the message that answers, on one line.
func (b *bridge) ask(ctx context.Context, client string, request *jsonrpc.Request) ([]byte, error) {
	text, err := jsonrpc.EncodeMessage(request)
	if err != nil {
		return nil, err
	}
	got, err := b.post(ctx, client, text)
	if err != nil {
		return nil, err
	}
	message, err := jsonrpc.DecodeMessage(got)
	if err != nil {
		return nil, err
	}
	return jsonrpc.EncodeMessage(message)
}
