package mcpserver

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/google/jsonschema-go/jsonschema"

	"patchbay/app/fault"
	"patchbay/app/proxy"
)

const maxProxyPath = 8192 // http-api §13.2

type proxyArgs struct {
	Method           string            `json:"method"`
	Path             string            `json:"path" jsonschema:"below the provider's base address, starting with /"`
	IntegrationID    string            `json:"integration_id" jsonschema:"the integration's unique key"`
	ConnectionID     string            `json:"connection_id"`
	QueryParams      map[string]any    `json:"query_params,omitempty"`
	Headers          map[string]string `json:"headers,omitempty"`
	Body             any               `json:"body,omitempty" jsonschema:"JSON"`
	BaseURLOverride  string            `json:"base_url_override,omitempty" jsonschema:"another address in place of the provider's"`
	Retries          int               `json:"retries,omitempty"`
	Decompress       *bool             `json:"decompress,omitempty"`
	RetryOn          []int             `json:"retry_on,omitempty" jsonschema:"statuses to repeat the request on"`
	ForwardRedirects *bool             `json:"forward_headers_on_redirect,omitempty"`
}

type proxyAnswer struct {
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    any               `json:"body" jsonschema:"JSON as it is, anything else as text"`
}

var proxyMethods = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

func narrowProxy(in *jsonschema.Schema) {
	for _, method := range proxyMethods {
		in.Properties["method"].Enum = append(in.Properties["method"].Enum, method)
	}
	in.Properties["path"].MaxLength, in.Properties["path"].Pattern = jsonschema.Ptr(maxProxyPath), "^/[^#]*$"
	in.Properties["retries"].Minimum, in.Properties["retries"].Maximum = jsonschema.Ptr(0.0), jsonschema.Ptr(5.0)
}

// proxyRequest sends a request through the proxy. Plainly reading from the provider's own address needs no consent; everything
// else does.
func proxyRequest(ctx context.Context, s *session, in proxyArgs) (proxyAnswer, error) {
	path, err := in.target()
	if err != nil {
		return proxyAnswer{}, err
	}
	given, err := in.given()
	if err != nil {
		return proxyAnswer{}, err
	}
	if err := (&proxy.Request{Endpoint: path, BaseURLOverride: in.BaseURLOverride, Header: given}).Check(); err != nil {
		return proxyAnswer{}, err
	}
	header := in.header(given)
	body, err := in.encoded(header)
	if err != nil {
		return proxyAnswer{}, err
	}
	if effect, changes := in.effect(path, given); changes {
		if err := s.proxied(ctx, connectionKey{in.IntegrationID, in.ConnectionID}); err != nil {
			return proxyAnswer{}, err
		}
		if err := s.consent(ctx, effect); err != nil {
			return proxyAnswer{}, err
		}
	}
	got, err := s.client.send(ctx, in.Method, "/proxy"+path, header, body)
	if err != nil {
		return proxyAnswer{}, err
	}
	if got.header.Get("Patchbay-Refused") != "" {
		return proxyAnswer{}, got.fault()
	}
	return shown(got)
}

// proxied returns the fault with which the proxy refuses what is not there.
func (s *session) proxied(ctx context.Context, k connectionKey) error {
	missing := s.present(ctx, k, codeNotProxied)
	if missing == nil {
		return nil
	}
	if err := s.known(ctx, k.IntegrationID); err != nil {
		return noIntegration(k.IntegrationID, err)
	}
	return missing
}

// target is path and query as they go over the wire.
func (in proxyArgs) target() (string, error) {
	path, query, _ := strings.Cut(in.Path, "?")
	values, err := url.ParseQuery(query)
	if err != nil || strings.ContainsAny(path, "#\x00\r\n") {
		return "", fault.New(fault.Invalid, "invalid_path", "The path is not valid.").WithHint("Percent-encode what may not stand in a path.")
	}
	if len(in.QueryParams) == 0 {
		return in.Path, nil
	}
	for name, value := range in.QueryParams {
		list, several := value.([]any)
		if !several {
			list = []any{value}
		}
		for _, one := range list {
			values.Add(name, plain(one))
		}
	}
	return path + "?" + values.Encode(), nil
}

// plain writes a JSON value as a query has it.
func plain(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	text, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(text)
}

// given are the caller's headers as they are sent. Fault: invalid_headers for one that is there twice.
func (in proxyArgs) given() (http.Header, error) {
	h := make(http.Header, len(in.Headers))
	for name, value := range in.Headers {
		name = http.CanonicalHeaderKey(name)
		if _, twice := h[name]; twice {
			return nil, fault.New(fault.Invalid, proxy.CodeInvalidHeaders, "The header "+name+" is there more than once, in other cases.")
		}
		h[name] = []string{value}
	}
	return h, nil
}

// header are the proxy's own headers, and those of the caller under its prefix (http-api §9.1).
func (in proxyArgs) header(given http.Header) http.Header {
	h := http.Header{"Provider-Config-Key": {in.IntegrationID}, "Connection-Id": {in.ConnectionID}}
	for name, values := range given {
		h["Nango-Proxy-"+name] = values
	}
	if in.BaseURLOverride != "" {
		h.Set("Base-Url-Override", in.BaseURLOverride)
	}
	if in.Retries > 0 {
		h.Set("Retries", strconv.Itoa(in.Retries))
	}
	if len(in.RetryOn) > 0 {
		statuses := make([]string, 0, len(in.RetryOn))
		for _, status := range in.RetryOn {
			statuses = append(statuses, strconv.Itoa(status))
		}
		h.Set("Retry-On", strings.Join(statuses, ","))
	}
	if in.Decompress != nil {
		h.Set("Decompress", strconv.FormatBool(*in.Decompress))
	}
	if in.ForwardRedirects != nil {
		h.Set("Forward-Headers-On-Redirect", strconv.FormatBool(*in.ForwardRedirects))
	}
	return h
}

func (in proxyArgs) encoded(h http.Header) ([]byte, error) {
	if in.Body == nil {
		return nil, nil
	}
	if h.Get("Content-Type") == "" {
		h.Set("Content-Type", "application/json")
	}
	return readable(in.Body)
}

// harmless are the headers that a caller may give without a say in what happens: they choose among representations of what
// is read (RFC 9110 §12.5, §13.1.2, §14.2). Others may override the method or take the place of a credential.
var harmless = []string{"Accept", "Accept-Charset", "Accept-Language", "If-Modified-Since", "If-None-Match", "Range"}

// effect says what the request changes. It is false for one that only reads from the provider's own address, with the
// caller's own say in nothing but path and query.
func (in proxyArgs) effect(path string, given http.Header) (Effect, bool) {
	reads := in.Method == http.MethodGet && in.Body == nil && !in.keepsHeaders() && !slices.ContainsFunc(slices.Collect(maps.Keys(given)), weighty)
	place := "the API of " + in.IntegrationID
	if in.BaseURLOverride != "" {
		place = in.BaseURLOverride
	}
	whose := " with the connection " + in.IntegrationID + "/" + in.ConnectionID
	if reads && in.BaseURLOverride == "" {
		return Effect{}, false
	}
	e := Effect{Kind: "request", Summary: in.Method + " " + path + " at " + place + whose, Covers: in.covers(in.Method+" at "+place+whose, given)}
	if reads {
		e.Kind = "host"
	}
	var parts []string
	for _, part := range []string{strings.Join(headerLines(given), "\n"), in.remarks(given)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if in.Body != nil {
		parts = append(parts, indented(in.Body))
	}
	e.Detail = strings.Join(parts, "\n\n")
	return e, true
}

func weighty(name string) bool { return !slices.Contains(harmless, name) }

func (in proxyArgs) keepsHeaders() bool { return in.ForwardRedirects != nil && *in.ForwardRedirects }

func headerLines(given http.Header) []string {
	lines := make([]string, 0, len(given))
	for name, values := range given {
		lines = append(lines, name+": "+strings.Join(values, ", "))
	}
	slices.Sort(lines)
	return lines
}

// remarks say what the arguments beside headers and body do.
func (in proxyArgs) remarks(given http.Header) string {
	var lines []string
	if slices.ContainsFunc(slices.Collect(maps.Keys(given)), weighty) {
		lines = append(lines, "A header that the connection has too is sent as it stands here.")
	}
	if given.Get("Authorization") != "" {
		lines = append(lines, "Authorization takes the place of the connection's own.")
	}
	if in.keepsHeaders() {
		lines = append(lines, "When the provider redirects to another address, the headers and the credentials in them go along.")
	}
	if in.Retries > 0 {
		lines = append(lines, "When it fails it is sent again, up to "+strconv.Itoa(in.Retries)+" times.")
	}
	return strings.Join(lines, "\n")
}

// covers is what "for this session" allows. Headers with a say belong to it word for word, and what sends credentials
// elsewhere, or others than the connection's, is asked about each time.
func (in proxyArgs) covers(what string, given http.Header) string {
	if in.keepsHeaders() || given.Get("Authorization") != "" {
		return ""
	}
	what = "every " + what
	weighing := maps.Clone(given)
	maps.DeleteFunc(weighing, func(name string, _ []string) bool { return !weighty(name) || name == "Content-Type" })
	if len(weighing) == 0 {
		return what
	}
	return what + " and the headers " + strings.Join(headerLines(weighing), "; ")
}

// shown is an answer as a tool tells it: JSON or UTF-8 text (http-api §13.2).
func shown(a *answer) (proxyAnswer, error) {
	out := proxyAnswer{Status: a.status, Headers: map[string]string{}}
	for name, values := range a.header {
		out.Headers[strings.ToLower(name)] = strings.Join(values, ", ")
	}
	text := a.body.Bytes()
	if !utf8.Valid(text) {
		return proxyAnswer{}, fault.New(fault.Upstream, "answer_not_text", "The provider answered "+strconv.Itoa(a.status)+" with something that is no text.")
	}
	if len(text) == 0 {
		return out, nil
	}
	if strings.Contains(a.header.Get("Content-Type"), "json") && decode(text, &out.Body) == nil {
		return out, nil
	}
	out.Body = string(text)
	return out, nil
}
