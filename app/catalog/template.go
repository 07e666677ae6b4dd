package catalog

import (
	"net/url"
	"time"
)

// Scope is what the placeholders of a template may read.
type Scope struct {
	// Values holds nested groups ("connectionConfig", "credentials", "metadata", "assertionOption", "step1", …)
	// and bare names (apiKey, accessToken, username, …). Groups are map[string]any or map[string]string.
	Values map[string]any
	// Now is the moment of ${now…} and of signatures; share one per request. Zero leaves ${now} in place.
	Now time.Time
	// UUID makes the value of ${random}. It is called at most once per Expand; return the same value for all headers of one request.
	UUID func() string
	// Request is the request being built, for ${method}, ${host}, ${path}, ${params} and the signing functions. May be nil.
	Request *RequestScope
	// SkipEmpty treats an empty connection parameter as absent, as base URLs do.
	SkipEmpty bool
	// Plain gives "||" no meaning: signing keys and TWO_STEP parameters are written so.
	Plain bool
}

// RequestScope is the outgoing request as templates see it.
type RequestScope struct {
	Method, Host, Path string // of the final URL; Path is the escaped path without the query
	Endpoint           string // as the caller gave it
	RawQuery           string // without "?"
	ContentType        string // the caller's; may be empty
	Body               []byte // what will be sent
}

// URLOptions steers ExpandURL.
type URLOptions struct {
	SkipEncode bool // values go in as they are ("base_url" in a skip list)
}

// Expand fills a template. complete is false when a placeholder could not be filled; it then stays in the text.
// A value is never expanded again, whatever it holds.
func Expand(text string, s Scope) (out string, complete bool) { return text, true }

// ExpandValue fills every string inside a JSON-like value (string, []any, map[string]any, map[string]string, Params) and keeps its shape.
func ExpandValue(value any, s Scope) (out any, complete bool) { return value, true }

// ExpandMap fills every value of an object and drops the members, at any depth, that cannot be filled.
func ExpandMap(values map[string]any, s Scope) map[string]any { return values }

// ExpandParams fills every value of an object in its order; unfilled placeholders stay, and complete is false.
func ExpandParams(values Params, s Scope) (out Params, complete bool) { return values, true }

// ExpandURL builds an authorize or token URL (reference 2.3): values are percent-encoded and empty ones count as missing.
// Errors: fault Invalid "url_param_err" naming the missing parameter or the value that would change the host.
func ExpandURL(template string, s Scope, opt URLOptions) (*url.URL, error) {
	return url.Parse(template)
}

// Placeholders lists the distinct names a template reads, such as "connectionConfig.subdomain" or "apiKey", in order of appearance.
func Placeholders(text string) []string { return nil }

// CanonicalQuery is a query or form-encoded body in canonical form: sorted, RFC 3986 encoded, joined by "&" (reference 2.5).
func CanonicalQuery(raw string) string { return raw }
