package proxy

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/outbound"
)

// answer hands the final outcome to the caller. The log entry ends with the body.
func (c *call) answer(ctx context.Context, res *http.Response, failure error) (*Response, error) {
	if failure != nil {
		f := fault.From(failure)
		switch f.Code {
		case outbound.CodeNotAllowed, outbound.CodeRedirectNotAllowed, outbound.CodeInvalidURL, outbound.CodeCancelled:
			c.logAttempt(failure, decision{})
			return nil, f
		}
		return c.unanswered(f), nil
	}
	transparent := c.r.Source == SourcePath
	out := &Response{Status: res.StatusCode, Header: returned(res.Header, transparent || c.r.Source == SourceFunction), ContentLength: res.ContentLength,
		OperationID: c.rec.ID(), Attempts: c.attempt, Timing: timing(c.hop), call: c, upstream: res}
	body := res.Body
	if !transparent && c.unpack(res) {
		out.Header.Del("Content-Encoding")
		out.Header.Del("Content-Length")
		out.ContentLength = -1
		body = newInflater(body, res.Header.Get("Content-Encoding"))
	}
	if out.ContentLength > 0 {
		c.got.expect(out.ContentLength)
	}
	c.res = out
	if !transparent && c.r.Source != SourceFunction && res.StatusCode >= 400 && c.r.Method != http.MethodHead {
		body = c.notEmpty(out, body)
	}
	out.Body = &answerBody{call: c, ctx: ctx, source: body}
	return out, nil
}

// unpack reports whether the answer is compressed in a way that the proxy undoes. A part of a compressed answer cannot
// be unpacked.
func (c *call) unpack(res *http.Response) bool {
	encoding := res.Header.Get("Content-Encoding")
	return encoding != "" && inflatable(encoding) && c.r.Method != http.MethodHead && res.StatusCode != http.StatusPartialContent &&
		res.Body != http.NoBody
}

// notEmpty replaces the empty body of a refusal by a few words: the status alone tells a caller too little.
func (c *call) notEmpty(out *Response, body io.ReadCloser) io.ReadCloser {
	var first [1]byte
	n, err := io.ReadFull(body, first[:])
	if n == 1 || err != io.EOF {
		var tail io.Reader = body
		if n == 0 {
			tail = failingReader{err}
		}
		return &joined{io.MultiReader(strings.NewReader(string(first[:n])), tail), body}
	}
	body.Close()
	code := "ERR_BAD_REQUEST"
	if out.Status >= 500 {
		code = "ERR_BAD_RESPONSE"
	}
	return c.words(out, wireFailure{Message: "The provider answered " + http.StatusText(out.Status) + " without a body.", Code: code, Status: out.Status})
}

type joined struct {
	io.Reader
	io.Closer
}

// wireFailure is the body that stands in for an answer that has none (http-api §9.4).
type wireFailure struct {
	Message string `json:"message"`
	Code    string `json:"code"`
	Status  int    `json:"status,omitempty"`
	Method  string `json:"method"`
}

func (c *call) words(out *Response, w wireFailure) io.ReadCloser {
	w.Method = strings.ToLower(c.r.Method)
	text, _ := json.Marshal(w) // strings and numbers only: cannot fail
	out.Header["Content-Type"] = []string{"application/json; charset=utf-8"}
	out.Header.Del("Content-Encoding")
	out.Header.Del("Content-Length")
	out.ContentLength = int64(len(text))
	return io.NopCloser(strings.NewReader(string(text)))
}

// unanswered is the response to a call that reached nobody. The API door answers 500 as its wire demands; a caller that
// believes to speak to the provider gets the gateway's 502.
func (c *call) unanswered(f *fault.Error) *Response {
	out := &Response{Status: http.StatusInternalServerError, Header: http.Header{}, OperationID: c.rec.ID(), Attempts: c.attempt,
		Timing: timing(c.hop), Failure: f, call: c}
	if c.r.Source == SourcePath {
		out.Status = http.StatusBadGateway
	}
	out.Body = c.words(out, wireFailure{Message: f.Error(), Code: wireCode(f.Code)})
	c.res = out
	c.logAttempt(f, decision{})
	c.finish(f)
	return out
}

// wireCodes are the names that callers of the wire know network failures by: those of Node.js.
var wireCodes = map[string]string{
	outbound.CodeConnectionRefused: "ECONNREFUSED",
	outbound.CodeConnectionReset:   "ECONNRESET",
	outbound.CodeUnreachable:       "EHOSTUNREACH",
	outbound.CodeTimeout:           "ETIMEDOUT",
	outbound.CodeDNSNotFound:       "ENOTFOUND",
	outbound.CodeDNSUnavailable:    "EAI_AGAIN",
	outbound.CodeTLSExpired:        "CERT_HAS_EXPIRED",
	outbound.CodeTLSWrongName:      "ERR_TLS_CERT_ALTNAME_INVALID",
	outbound.CodeTLSUntrusted:      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
	outbound.CodeTLSFailed:         "EPROTO",
	outbound.CodeBadAnswer:         "HPE_INVALID_CONSTANT",
	outbound.CodeTooManyRedirects:  "ERR_FR_TOO_MANY_REDIRECTS",
	outbound.CodeNetwork:           "ERR_NETWORK",
}

// WireCode is the Node.js name of an outbound failure's code, such as ECONNREFUSED; codes without one stay.
func WireCode(code string) string { return wireCode(code) }

func wireCode(code string) string {
	if known, ok := wireCodes[code]; ok {
		return known
	}
	return strings.ToUpper(code)
}

// answerBody streams the answer, keeps its beginning for the log, and ends the log entry.
type answerBody struct {
	call   *call
	ctx    context.Context
	source io.ReadCloser
	done   bool
}

func (b *answerBody) Read(p []byte) (int, error) {
	n, err := b.source.Read(p)
	if n > 0 {
		b.call.got.Write(p[:n]) //nolint:errcheck // never fails
	}
	if err != nil && !b.done {
		b.done = true
		if err == io.EOF {
			b.call.complete(nil)
		} else {
			b.call.complete(b.broken(err))
		}
	}
	return n, err
}

// broken explains an answer that stopped in the middle.
func (b *answerBody) broken(err error) error {
	if b.ctx.Err() != nil {
		return callerLeft(err)
	}
	if f := fault.From(err); f.Code == "bad_compression" {
		return f
	}
	return fault.New(fault.Upstream, outbound.CodeConnectionReset, "The provider broke off in the middle of its answer.").WithCause(err)
}

func callerLeft(err error) *fault.Error {
	return fault.New(fault.Unavailable, outbound.CodeCancelled, "The caller went away before the answer had ended.").WithCause(err)
}

// Close ends the call to the provider, if it still runs.
func (b *answerBody) Close() error {
	err := b.source.Close()
	if b.done {
		return err
	}
	b.done = true
	if n := b.call.res.ContentLength; n == 0 || b.call.r.Method == http.MethodHead {
		b.call.complete(nil)
	} else {
		b.call.complete(callerLeft(b.ctx.Err()))
	}
	return err
}
