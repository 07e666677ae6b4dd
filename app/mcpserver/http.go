package mcpserver

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// The codes of JSON-RPC errors that the transport makes. codeTransport is the one that the official TypeScript SDK gives
// to everything that is wrong with the HTTP side of a request.
const (
	codeTransport = -32000
	codeParse     = jsonrpc.CodeParseError
)

// maxMessage bounds one message; the API's bodies have the same limit (http-api §1.5).
const maxMessage = 75 << 20

// NotAllowed answers a GET: there are no sessions, so there is no stream to listen to (http-api §13.1).
func NotAllowed(w http.ResponseWriter) {
	w.Header().Set("Allow", http.MethodPost)
	refuse(w, http.StatusMethodNotAllowed, codeTransport, "Method not allowed.", jsonrpc.ID{})
}

// Message is one POST of a client.
type Message struct {
	Writer  http.ResponseWriter
	Request *http.Request
	Body    []byte // the whole request body
	// Whole asks for the answer as one JSON value in place of an event stream: what the command line carries to stdio.
	Whole bool
}

// serve answers a message with a server made for it.
func (s *Server) serve(m Message, server *mcp.Server) {
	h := m.Request.Header
	switch accept := h.Get("Accept"); {
	// The Go SDK takes wildcards and answers 400; the wire is the TypeScript SDK's.
	case !strings.Contains(accept, "application/json") || !strings.Contains(accept, "text/event-stream"):
		refuse(m.Writer, http.StatusNotAcceptable, codeTransport, "Not Acceptable: Client must accept both application/json and text/event-stream", jsonrpc.ID{})
		return
	case !strings.HasPrefix(h.Get("Content-Type"), "application/json"):
		refuse(m.Writer, http.StatusUnsupportedMediaType, codeTransport, "Unsupported Media Type: Content-Type must be application/json", jsonrpc.ID{})
		return
	}
	if request := requestOf(m.Body); request != nil && request.IsCall() && !slices.Contains(methods, request.Method) {
		m.noMethod(request.ID)
		return
	}
	server.AddReceivingMiddleware(endingWith(m.Request.Context()), uncached)
	inner := m.Request.Clone(m.Request.Context())
	inner.Body, inner.ContentLength = io.NopCloser(bytes.NewReader(m.Body)), int64(len(m.Body))
	out := &errorWriter{ResponseWriter: m.Writer}
	if request := requestOf(m.Body); request != nil {
		out.id = request.ID
	}
	mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return server },
		&mcp.StreamableHTTPOptions{Stateless: true, JSONResponse: m.Whole, Logger: s.log, MaxRequestBodyBytes: maxMessage,
			DisableLocalhostProtection: true, // the gate in front of every route checks Host and Origin, more strictly
		}).ServeHTTP(out, inner)
	out.finish()
}

// endingWith ends what a message started when its client is gone, which the SDK does for newer versions of the protocol only.
func endingWith(request context.Context) mcp.Middleware {
	return func(next mcp.MethodHandler) mcp.MethodHandler {
		return func(ctx context.Context, method string, req mcp.Request) (mcp.Result, error) {
			ctx, cancel := context.WithCancel(ctx)
			defer cancel()
			defer context.AfterFunc(request, cancel)()
			return next(ctx, method, req)
		}
	}
}

// methods are those with an answer. What the SDK says of others is a refusal of the transport, where the wire has an answer
// with a code.
var methods = []string{"initialize", "ping", "tools/list", "tools/call"}

const noSuchMethod = "Method not found"

// noMethod answers a request whose method there is not, in the form of every other answer.
func (m Message) noMethod(id jsonrpc.ID) {
	if m.Whole {
		refuse(m.Writer, http.StatusOK, jsonrpc.CodeMethodNotFound, noSuchMethod, id)
		return
	}
	h := m.Writer.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-cache, no-transform")
	failure := wireFailure(id.Raw(), jsonrpc.Error{Code: jsonrpc.CodeMethodNotFound, Message: noSuchMethod})
	_, _ = fmt.Fprintf(m.Writer, "event: message\ndata: %s\n\n", bytes.TrimSpace(failure)) // a client that went away is nobody's error
}

// requestOf is the request in a body; nil when there is none to be found.
func requestOf(body []byte) *jsonrpc.Request {
	message, err := jsonrpc.DecodeMessage(body)
	if request, ok := message.(*jsonrpc.Request); ok && err == nil {
		return request
	}
	return nil
}

// toolList is a list of tools without the SDK's hints for caches, which the protocol has only after newestVersion.
type toolList struct{ *mcp.ListToolsResult }

// MarshalJSON writes the fields that the protocol has.
func (l toolList) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Meta       mcp.Meta    `json:"_meta,omitempty"`
		NextCursor string      `json:"nextCursor,omitempty"`
		Tools      []*mcp.Tool `json:"tools"`
	}{l.Meta, l.NextCursor, l.Tools})
}

// uncached writes lists of tools as toolList.
func uncached(next mcp.MethodHandler) mcp.MethodHandler {
	return func(ctx context.Context, method string, req mcp.Request) (mcp.Result, error) {
		result, err := next(ctx, method, req)
		if list, ok := result.(*mcp.ListToolsResult); ok && err == nil {
			return toolList{list}, nil
		}
		return result, err
	}
}

// errorWriter turns the plain sentences that the SDK's transport refuses with into JSON-RPC errors, which is what clients
// read. Everything else passes.
type errorWriter struct {
	http.ResponseWriter
	id     jsonrpc.ID
	status int // of a refusal that is held back
	text   bytes.Buffer
}

// Unwrap lets http.ResponseController reach the connection.
func (w *errorWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *errorWriter) WriteHeader(status int) {
	if status >= http.StatusBadRequest && strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain") {
		w.status = status
		return
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *errorWriter) Write(p []byte) (int, error) {
	if w.status != 0 {
		return w.text.Write(p)
	}
	return w.ResponseWriter.Write(p)
}

func (w *errorWriter) finish() {
	if w.status == 0 {
		return
	}
	text, code := strings.TrimSpace(w.text.String()), int64(codeTransport)
	if strings.HasPrefix(text, "malformed payload") {
		text, code = "Parse error: "+strings.TrimPrefix(text, "malformed payload: "), codeParse
	}
	refuse(w.ResponseWriter, w.status, code, text, w.id)
}

// refuse writes a JSON-RPC error as the whole answer. An invalid id is null.
func refuse(w http.ResponseWriter, status int, code int64, message string, id jsonrpc.ID) {
	h := w.Header()
	h.Del("Content-Length")
	h.Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(wireFailure(id.Raw(), jsonrpc.Error{Code: code, Message: message}), '\n')) // a client that went away is nobody's error
}

// wireFailure is the message that tells of an error. The SDK's own leaves out an id that is nil.
func wireFailure(id any, e jsonrpc.Error) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(struct {
		Version string        `json:"jsonrpc"`
		Error   jsonrpc.Error `json:"error"`
		ID      any           `json:"id"`
	}{"2.0", e, id})
	if err != nil { // an id is a text or a number, so this does not happen
		return []byte(`{"jsonrpc":"2.0","error":{"code":-32603,"message":"Internal error"},"id":null}`)
	}
	return bytes.TrimSuffix(text.Bytes(), []byte("\n"))
}
