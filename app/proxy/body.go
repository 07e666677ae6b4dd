package proxy

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// The limits of a body that has to be held in memory. Others are streamed without a limit.
const (
	maxBuffered  = 75 << 20 // converted or extended: the wire's own limit
	maxRepeated  = 16 << 20 // kept for another attempt
	sniffedBytes = 512
)

// payload is a request's body on its way upstream: either in memory, and then repeatable, or a stream.
type payload struct {
	present bool
	memory  []byte
	stream  io.Reader
	length  int64 // of the stream; -1: unknown
	kind    string
}

// payloadOf prepares the caller's body. usual is the content type that the provider wants where the caller names none;
// needed says that the body must be in memory.
func payloadOf(r *Request, usual string, needed bool) (*payload, error) {
	if r.Body == nil || r.Body == http.NoBody || r.ContentLength == 0 || r.wire() && !takesBody(r.Method) {
		return &payload{kind: r.Header.Get("Content-Type")}, nil
	}
	p := &payload{present: true, stream: r.Body, length: r.ContentLength}
	convert, err := p.decideKind(r, usual)
	if err != nil {
		return nil, err
	}
	if needed || convert != nil {
		if err := p.read(maxBuffered); err != nil {
			return nil, err
		}
	}
	if convert == nil {
		return p, nil
	}
	if p.memory, err = convert(p.memory); err != nil {
		return nil, fault.New(fault.Invalid, "invalid_json", "The body is not valid JSON, as its content type says.").WithCause(err)
	}
	return p, nil
}

// wire reports whether the request follows the public API's proxy to the letter.
func (r *Request) wire() bool { return r.Source == SourceAPI || r.Source == SourceMCP }

// takesBody reports whether the API door forwards a body with the method (http-api §9.2). Methods that Nango's server
// does not know keep theirs.
func takesBody(method string) bool {
	return method != http.MethodGet && method != http.MethodHead && method != http.MethodOptions && method != http.MethodTrace
}

// decideKind finds the Content-Type to send. On the API door it is the one the caller asked for with
// Nango-Proxy-Content-Type, else the provider's usual one; the request's own one only tells how the body is written, and
// both may make a conversion necessary, because the original parses the body and writes it anew.
func (p *payload) decideKind(r *Request, usual string) (convert func([]byte) ([]byte, error), err error) {
	asked, own := r.Header.Get("Content-Type"), r.ContentType
	if asked == "" && r.Source != SourcePath && mediaOf(own) != mediaMultipart {
		asked = usual
	}
	if !r.wire() {
		p.kind = asked
		if asked == "" {
			p.kind = own
		}
		if p.kind == "" && r.Source != SourcePath {
			return nil, p.sniff("text/plain; charset=utf-8")
		}
		return nil, nil
	}
	p.kind = asked
	switch media, ownMedia := mediaOf(asked), mediaOf(own); {
	case asked == "" && ownMedia == "application/json":
		p.kind = "application/json"
	case asked == "" && ownMedia == mediaForm, media == "application/json" && ownMedia == mediaForm:
		p.kind = "application/json"
		return formToJSON, nil
	case asked == "" && ownMedia == mediaMultipart, asked == mediaMultipart && ownMedia == mediaMultipart:
		p.kind = own // with the boundary that the bytes use
	case asked == "" && own == "":
		return nil, p.sniff(mediaForm)
	case asked == "":
		p.kind = mediaForm // what the original's HTTP client calls raw bytes
	case media == mediaForm && ownMedia == "application/json":
		return jsonToForm, nil
	}
	return nil, nil
}

func mediaOf(contentType string) string {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, _, _ = strings.Cut(contentType, ";")
	}
	return strings.ToLower(strings.TrimSpace(media))
}

// sniff calls a body JSON when it starts like an object or a list.
func (p *payload) sniff(otherwise string) error {
	head := make([]byte, sniffedBytes)
	n, err := io.ReadFull(p.stream, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return callerGone(err)
	}
	p.stream = io.MultiReader(bytes.NewReader(head[:n]), p.stream)
	p.kind = otherwise
	if start := bytes.TrimSpace(head[:n]); len(start) > 0 && (start[0] == '{' || start[0] == '[') {
		p.kind = "application/json"
	}
	return nil
}

// read takes the stream into memory, or fails when it is larger than the limit.
func (p *payload) read(limit int64) error {
	if p.memory != nil || !p.present {
		return nil
	}
	data, err := io.ReadAll(io.LimitReader(p.stream, limit+1))
	if err != nil {
		return callerGone(err)
	}
	if int64(len(data)) > limit {
		return fault.New(fault.TooLarge, CodeTooLarge, "The request's body is larger than 75 MB.").
			WithHint("Only bodies that need no conversion and no injected fields may be larger.")
	}
	p.memory, p.stream = data, nil
	return nil
}

// keep tries to hold the stream for further attempts and reports whether that worked; a larger body is sent once.
func (p *payload) keep() (bool, error) {
	if !p.present || p.stream == nil {
		return true, nil
	}
	data, err := io.ReadAll(io.LimitReader(p.stream, maxRepeated+1))
	if err != nil {
		return false, callerGone(err)
	}
	if len(data) > maxRepeated {
		p.stream = io.MultiReader(bytes.NewReader(data), p.stream)
		return false, nil
	}
	p.memory, p.stream = data, nil
	return true, nil
}

func callerGone(err error) *fault.Error {
	return fault.New(fault.Invalid, "invalid_body", "The request's body could not be read to its end.").WithCause(err)
}

// attach puts the body on a request.
func (p *payload) attach(req *http.Request, injected []byte, watch *capture) {
	switch {
	case injected != nil || p.memory != nil:
		data := p.memory
		if injected != nil {
			data = injected
		}
		watch.note(data)
		req.ContentLength = int64(len(data))
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
		req.Body = io.NopCloser(bytes.NewReader(data))
		if len(data) == 0 {
			req.Body, req.GetBody = http.NoBody, nil
		}
	case p.present:
		req.ContentLength = p.length
		req.Body = io.NopCloser(io.TeeReader(p.stream, watch))
	}
}

// inject merges the provider's own fields into the body (providers-and-auth §9.3) and returns the new bytes with their
// type, or nil when the body is of a kind that has no fields.
func (p *payload) inject(fields map[string]any, scope catalog.Scope) ([]byte, string, error) {
	filled := catalog.ExpandMap(fields, scope)
	if len(filled) == 0 {
		return nil, p.kind, nil
	}
	if err := p.read(maxBuffered); err != nil {
		return nil, "", err
	}
	switch media := mediaOf(p.kind); {
	case len(p.memory) == 0 && media != mediaForm:
		data, err := json.Marshal(filled)
		return data, "application/json", err
	case media == mediaForm:
		data := append([]byte{}, p.memory...)
		return appendForm(data, filled), p.kind, nil
	case media == mediaMultipart:
		return appendMultipart(p.memory, p.kind, filled), p.kind, nil
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(p.memory, &object) != nil || object == nil {
		return nil, p.kind, nil //nolint:nilerr // no JSON object: there is nothing to fill in
	}
	for name, value := range filled {
		text, err := json.Marshal(value)
		if err != nil {
			return nil, "", err
		}
		object[name] = text
	}
	data, err := json.Marshal(object)
	return data, p.kind, err
}
