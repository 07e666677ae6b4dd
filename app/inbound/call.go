package inbound

import (
	"bytes"
	"context"
	"encoding/json"
	"mime"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"patchbay/app/catalog"
)

// deepest is how far a body may nest. No vendor's webhook comes near it; what reads the body later may be recursive.
const deepest = 128

// call is one request while it is being understood.
type call struct {
	ctx    context.Context
	r      *Receiver
	p      *catalog.Provider
	req    Request
	keys   Keys
	lookup Lookup
	result *Result
	sealed string // what tells this delivery from others, as far as its signature covers it

	parsed  bool
	payload json.RawMessage // the body as JSON, whatever it was
}

// header returns the header's only value, "" when it is absent. A header that came twice is refused: who checks one
// value and reads the other can be fooled.
func (c *call) header(name string) (string, error) {
	switch values := c.req.Header.Values(name); len(values) {
	case 0:
		return "", nil
	case 1:
		return strings.TrimSpace(values[0]), nil
	}
	return "", invalidSignature("The header " + name + " came more than once.")
}

// query returns a query parameter that the provider's file allows handlers to see.
func (c *call) query(name string) string {
	if !slices.Contains(c.p.WebhookAllowedQueryParams, name) {
		return ""
	}
	return c.req.Query.Get(name)
}

// json returns the body as JSON: a form as an object of its fields, any other text as one string.
func (c *call) json() (gjson.Result, error) {
	if !c.parsed {
		payload, err := toJSON(c.req.Body, c.req.Header.Get("Content-Type"))
		if err != nil {
			return gjson.Result{}, err
		}
		c.payload, c.parsed = payload, true
	}
	return gjson.ParseBytes(c.payload), nil
}

// toJSON turns a body into JSON. A body that says it is JSON and is not, is the sender's mistake.
func toJSON(body []byte, contentType string) (json.RawMessage, error) {
	kind, _, _ := mime.ParseMediaType(contentType) //nolint:errcheck // an odd content type is judged by the body
	trimmed := bytes.TrimSpace(body)
	if len(trimmed) == 0 {
		return json.RawMessage("{}"), nil
	}
	if kind == "application/x-www-form-urlencoded" {
		return formJSON(string(trimmed))
	}
	deep := tooDeep(trimmed)
	if !deep && json.Valid(trimmed) && utf8.Valid(trimmed) {
		return trimmed, nil
	}
	if kind == "application/json" || strings.HasSuffix(kind, "+json") {
		if deep {
			return nil, invalidPayload("The body nests too deep.")
		}
		return nil, invalidPayload("The body is not valid JSON.")
	}
	return json.Marshal(string(body))
}

// tooDeep reports whether JSON text opens more than deepest brackets at once.
func tooDeep(text []byte) bool {
	depth, inText := 0, false
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case inText && b == '\\':
			i++
		case b == '"':
			inText = !inText
		case inText:
		case b == '{' || b == '[':
			if depth++; depth > deepest {
				return true
			}
		case b == '}' || b == ']':
			depth--
		}
	}
	return false
}

// scalar returns the text of the value at a path of fixed names; "" for a missing value, a list or an object.
func scalar(from gjson.Result, path string) string {
	value := from.Get(path)
	switch value.Type {
	case gjson.String, gjson.Number, gjson.True, gjson.False:
		return value.String()
	default:
		return ""
	}
}

// answerText makes the request's answer a plain text.
func (c *call) answerText(text string) {
	c.result.Answer = Answer{Status: http.StatusOK, ContentType: "text/plain; charset=utf-8", Body: []byte(text)}
}

// handshake ends the call without events: nothing runs and nothing is forwarded.
func (c *call) handshake(note string) {
	c.result.Events, c.result.Forward, c.result.Note = nil, nil, note
}
