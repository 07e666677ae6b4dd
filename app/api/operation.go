package api

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"strconv"

	"patchbay/app/connect"
	"patchbay/app/settings"
)

// A call is one request on its way through a route.
type call struct {
	w       http.ResponseWriter
	r       *http.Request
	params  map[string]string
	rest    string // what a trailing * matched, with the query, as it came over the wire
	env     settings.Environment
	scopes  settings.Scopes  // what the caller may do
	session *connect.Session // set when the caller holds a Connect session
	after   func()           // what is left to do when the answer is out; may be nil
	sent    string           // the body, once it was read
	entrance
}

// entrance is the door that a request came through.
type entrance struct {
	trusted bool   // the window, the control socket, the command line: no key needed
	source  string // logs.SourceGUI, SourceCLI or SourceMCP; empty: an API key or a browser session, as the bearer tells
}

func (c *call) ctx() context.Context { return c.r.Context() }

// An operation is what a route does: its handler, and the Go types that go in and come out. The types
// check the input, and OpenAPI is made from them.
type operation struct {
	query, body, out reflect.Type // nil: none
	status           int
	media            string // content type of an answer that is not described by out
	serve            func(*Server, *call) error
}

// none is the query or body of a route that takes none; any key in it is refused.
type none struct{}

// read answers 200 with what fn returns.
func read[Q, R any](fn func(*Server, *call, Q) (R, error)) operation {
	query := shapeOf(reflect.TypeFor[Q](), "")
	return operation{query: reflect.TypeFor[Q](), out: reflect.TypeFor[R](), status: http.StatusOK,
		serve: func(s *Server, c *call) error {
			var q Q
			if err := decodeQuery(c.r.URL.RawQuery, query, &q); err != nil {
				return err
			}
			if err := checkParams(c.params); err != nil {
				return err
			}
			answer, err := fn(s, c, q)
			if err != nil {
				return err
			}
			return c.reply(http.StatusOK, answer)
		}}
}

// write takes a JSON body and answers with what fn returns.
func write[Q, B, R any](status int, fn func(*Server, *call, Q, B) (R, error)) operation {
	query, body := shapeOf(reflect.TypeFor[Q](), ""), shapeOf(reflect.TypeFor[B](), "")
	return operation{query: reflect.TypeFor[Q](), body: reflect.TypeFor[B](), out: reflect.TypeFor[R](), status: status,
		serve: func(s *Server, c *call) error {
			var q Q
			if err := decodeQuery(c.r.URL.RawQuery, query, &q); err != nil {
				return err
			}
			var b B
			if err := s.decodeBody(c, body, &b); err != nil {
				return err
			}
			if err := checkParams(c.params); err != nil {
				return err
			}
			answer, err := fn(s, c, q, b)
			if err != nil {
				return err
			}
			if err := c.reply(status, answer); err != nil {
				return err
			}
			c.finish()
			return nil
		}}
}

// act answers 204 when fn succeeds.
func act[Q any](fn func(*Server, *call, Q) error) operation {
	query := shapeOf(reflect.TypeFor[Q](), "")
	return operation{query: reflect.TypeFor[Q](), status: http.StatusNoContent,
		serve: func(s *Server, c *call) error {
			var q Q
			if err := decodeQuery(c.r.URL.RawQuery, query, &q); err != nil {
				return err
			}
			if err := checkParams(c.params); err != nil {
				return err
			}
			if err := fn(s, c, q); err != nil {
				return err
			}
			c.w.WriteHeader(http.StatusNoContent)
			return nil
		}}
}

// stream hands the connection to fn, which writes an answer of the media type itself.
func stream(media string, fn func(*Server, *call) error) operation {
	return operation{status: http.StatusOK, media: media, serve: func(s *Server, c *call) error {
		if err := checkParams(c.params); err != nil {
			return err
		}
		return fn(s, c)
	}}
}

// reply writes the answer as JSON.
func (c *call) reply(status int, answer any) error {
	return writeJSON(c.w, status, answer)
}

// finish sends the answer off and does what is left.
func (c *call) finish() {
	if c.after == nil {
		return
	}
	_ = http.NewResponseController(c.w).Flush() // a writer without it, such as the window's, sends at the end
	c.after()
}

// prepared is an answer whose parts are JSON already. encoding/json would read each of their bytes once more.
type prepared interface {
	json() []byte
}

// encodeJSON writes JSON without the HTML escapes that other servers do not write.
func encodeJSON(answer any) ([]byte, error) {
	if ready, ok := answer.(prepared); ok {
		return ready.json(), nil
	}
	var buffer sliceWriter
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(answer); err != nil {
		return nil, err
	}
	return buffer[:len(buffer)-1], nil
}

type sliceWriter []byte

func (w *sliceWriter) Write(p []byte) (int, error) {
	*w = append(*w, p...)
	return len(p), nil
}

// writeJSON sends a whole answer; a client that went away is nobody's error.
func writeJSON(w http.ResponseWriter, status int, answer any) error {
	data, err := encodeJSON(answer)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	_, _ = w.Write(data)
	return nil
}
