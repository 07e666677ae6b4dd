package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"patchbay/app/fault"
)

const (
	maxBody     = 75 << 20         // http-api §1.5
	maxDepth    = 128              // nesting of a JSON body
	bodyTimeout = 30 * time.Second // for a whole JSON body; what the proxy passes on has no limit
)

// decodeBody reads a JSON body into target, which has the shape. An empty body counts as {}: clients send a
// JSON content type on calls without a body. A form is read too where the route lets one in (see jsonOnly).
func (s *Server) decodeBody(c *call, shape *shape, target any) error {
	data, err := s.readBody(c)
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(data)) == 0 {
		data = []byte("{}")
	} else if isForm(c.r) {
		if data, err = json.Marshal(parseQuery(string(data))); err != nil {
			return fault.New(fault.Invalid, "invalid_body", "The form cannot be read.").WithCause(err)
		}
	}
	return decodeJSON(data, shape, target)
}

func isForm(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == "application/x-www-form-urlencoded"
}

// readBody reads the whole body within the limits of size and time. A body that came in time must not leave its
// deadline behind: it would end what the call does next. One that did not keeps it, so that the rest is not waited for.
func (s *Server) readBody(c *call) ([]byte, error) {
	data, err := s.readLimited(c, c.r.Body, maxBody, s.bodyTimeout)
	if err != nil {
		return nil, err
	}
	if data, err = unpacked(c.r.Header.Values("Content-Encoding"), data); err == nil {
		c.sent = string(data)
	}
	return data, err
}

// readLimited is readBody for what the caller makes of the body, with limits of its own: bytes, in whole megabytes, and time.
func (s *Server) readLimited(c *call, body io.ReadCloser, limit int64, timeout time.Duration) ([]byte, error) {
	if c.r.Body == nil || c.r.Body == http.NoBody {
		return nil, nil
	}
	tooLarge := fault.New(fault.TooLarge, "request_too_large", fmt.Sprintf("The request body is larger than %d MB.", limit>>20)).WithHint("Send less at a time.")
	if c.r.ContentLength > limit {
		return nil, tooLarge
	}
	connection := http.NewResponseController(c.w)
	_ = connection.SetReadDeadline(time.Now().Add(timeout)) // the window's writer has none, and no slow callers
	data, err := io.ReadAll(http.MaxBytesReader(c.w, body, limit))
	_, large := errors.AsType[*http.MaxBytesError](err)
	refused, isRefused := errors.AsType[*fault.Error](err)
	switch {
	case large:
		return nil, tooLarge
	case isRefused: // by who counts the bytes
		return nil, refused
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, fault.New(fault.TooSlow, "request_timeout", fmt.Sprintf("The request body did not arrive within %v.", timeout)).
			WithHint("Send as many bytes as Content-Length says.")
	case err != nil:
		return nil, fault.New(fault.Invalid, "invalid_body", "The request body did not arrive completely.").WithCause(err)
	}
	_ = connection.SetReadDeadline(time.Time{})
	c.sent = string(data)
	return data, nil
}

// decodeJSON checks data against the shape and fills target.
func decodeJSON(data []byte, s *shape, target any) error {
	tree, err := parseJSON(data)
	if err != nil {
		return err
	}
	if issues := s.check(tree, nil); len(issues) > 0 {
		return fault.New(fault.Invalid, "invalid_body", "The request body is not what this route takes.").WithIssues(issues...)
	}
	if err := json.Unmarshal(data, target); err != nil {
		return fault.New(fault.Invalid, "invalid_body", "The request body is not what this route takes.").WithCause(err)
	}
	return nil
}

func parseJSON(data []byte) (any, error) {
	if tooDeep(data) {
		return nil, fault.New(fault.Invalid, "invalid_json", "The JSON body is nested too deeply.").
			WithHint("128 levels are the limit.")
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var tree any
	err := decoder.Decode(&tree)
	if err == nil {
		if _, end := decoder.Token(); end != io.EOF { //nolint:errorlint // the decoder returns it bare
			err = errors.New("text after the JSON value")
		}
	}
	if err != nil {
		return nil, fault.New(fault.Invalid, "invalid_json", "The request body is not valid JSON: "+err.Error()+".")
	}
	return tree, nil
}

// tooDeep counts brackets outside strings, so that a hostile body is refused before it is parsed.
func tooDeep(data []byte) bool {
	depth, inText := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case inText && c == '\\':
			i++
		case c == '"':
			inText = !inText
		case inText:
		case c == '{' || c == '[':
			if depth++; depth > maxDepth {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}

// decodeQuery checks the query text against the shape and fills target.
func decodeQuery(raw string, s *shape, target any) error {
	tree := s.coerce(parseQuery(raw))
	if issues := s.check(tree, nil); len(issues) > 0 {
		return fault.New(fault.Invalid, "invalid_query_params", "The query is not what this route takes.").WithIssues(issues...)
	}
	data, err := json.Marshal(tree)
	if err == nil {
		err = json.Unmarshal(data, target)
	}
	if err != nil {
		return fault.New(fault.Invalid, "invalid_query_params", "The query is not what this route takes.").WithCause(err)
	}
	return nil
}

var emptyQuery = variant[none]()

// noQuery refuses any query parameter, for routes that read the rest of the request themselves.
func (c *call) noQuery() error { return decodeQuery(c.r.URL.RawQuery, emptyQuery, &none{}) }

// noBody refuses any member of a body, for reads that want an empty one.
func (s *Server) noBody(c *call) error { return s.decodeBody(c, emptyQuery, &none{}) }

// paramRules are the rules of path parameters by name.
var paramRules = map[string]*shape{
	"key":          {kind: shapeText, rules: rules{min: 1, max: 255, format: "key"}},
	"integration":  {kind: shapeText, rules: rules{min: 1, max: 255, format: "key"}},
	"provider":     {kind: shapeText, rules: rules{min: 1, max: 255, format: "provider"}},
	"connectionId": {kind: shapeText, rules: rules{min: 1, max: 255, format: "connection"}},
	"name":         {kind: shapeText, rules: rules{min: 1, max: 255, format: "function"}},
	"variant":      {kind: shapeText, rules: rules{min: 1, max: 255, format: "function"}},
}

func checkParams(params map[string]string) error {
	var issues []fault.Issue
	for _, name := range slices.Sorted(maps.Keys(params)) {
		if rule := paramRules[name]; rule != nil {
			issues = append(issues, rule.check(params[name], []string{name})...)
		}
	}
	if len(issues) > 0 {
		return fault.New(fault.Invalid, "invalid_uri_params", "The address names something that cannot exist.").WithIssues(issues...)
	}
	return nil
}

// checkContentType refuses a body that is not JSON. No header is fine (http-api §1.5).
func checkContentType(r *http.Request) error {
	contentType := strings.ToLower(strings.TrimSpace(r.Header.Get("Content-Type")))
	if contentType != "" && !strings.HasPrefix(contentType, "application/json") {
		return fault.New(fault.UnsupportedMedia, "invalid_content_type", "Content-Type header must be application/json")
	}
	return nil
}

func sortedKeys(table map[string]any) []string { return slices.Sorted(maps.Keys(table)) }
