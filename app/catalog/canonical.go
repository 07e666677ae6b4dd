package catalog

import (
	"encoding/json"
	"net/http"
	"net/url"
	"sort"
	"strings"
)

// requestValue answers the placeholders that describe the outgoing request.
func requestValue(r *RequestScope, name string) (string, bool) {
	if r == nil {
		return "", false
	}
	switch name {
	case "method":
		return r.Method, true
	case "host":
		return r.Host, true
	case "path":
		return r.Path, true
	case "endpoint":
		return r.Endpoint, true
	case "contentType":
		return r.ContentType, true
	case "urlCanonicalParams":
		return CanonicalQuery(r.RawQuery), true
	case "bodyCanonicalParams":
		return r.canonicalBody(), true
	case "params":
		return r.canonicalParams(), true
	default:
		return "", false
	}
}

func (r *RequestScope) sendsBody() bool {
	switch strings.ToUpper(r.Method) {
	case http.MethodPost, http.MethodPut, http.MethodPatch:
		return true
	default:
		return false
	}
}

// canonicalBody is the body's text for POST, PUT and PATCH; a multipart body and other methods give nothing.
func (r *RequestScope) canonicalBody() string {
	if !r.sendsBody() || strings.HasPrefix(strings.ToLower(r.ContentType), "multipart/") {
		return ""
	}
	return strings.TrimPrefix(string(r.Body), "?")
}

// canonicalParams are the body's parameters for POST, PUT and PATCH, the query's for all other methods.
func (r *RequestScope) canonicalParams() string {
	if !r.sendsBody() {
		return CanonicalQuery(r.RawQuery)
	}
	body := r.canonicalBody()
	var object map[string]any
	if strings.HasPrefix(strings.TrimSpace(body), "{") && json.Unmarshal([]byte(body), &object) == nil {
		return canonicalObject(object)
	}
	return CanonicalQuery(body)
}

type pair struct{ name, value string }

func canonicalObject(object map[string]any) string {
	pairs := make([]pair, 0, len(object))
	for name, value := range object {
		text, ok := scalarText(value)
		if !ok {
			encoded, err := encodeJSON(value)
			if err != nil {
				continue
			}
			text = string(encoded)
		}
		pairs = append(pairs, pair{name, text})
	}
	return joinPairs(pairs)
}

// CanonicalQuery is a query or form-encoded body in canonical form: sorted by name, RFC 3986 encoded, joined by "&".
// Duo's and Amazon's signature rules both ask for this form.
func CanonicalQuery(raw string) string {
	raw = strings.TrimPrefix(raw, "?")
	if raw == "" {
		return ""
	}
	var pairs []pair
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		pairs = append(pairs, pair{decodeQuery(name), decodeQuery(value)})
	}
	return joinPairs(pairs)
}

// decodeQuery decodes a form-encoded word, or leaves it alone when its percent signs are no escapes.
func decodeQuery(text string) string {
	if decoded, err := url.QueryUnescape(text); err == nil {
		return decoded
	}
	return text
}

func joinPairs(pairs []pair) string {
	sort.SliceStable(pairs, func(i, j int) bool {
		if pairs[i].name != pairs[j].name {
			return pairs[i].name < pairs[j].name
		}
		return pairs[i].value < pairs[j].value
	})
	parts := make([]string, len(pairs))
	for i, p := range pairs {
		parts[i] = percentEncode(p.name, "-._~") + "=" + percentEncode(p.value, "-._~")
	}
	return strings.Join(parts, "&")
}

// percentEncode encodes every byte but letters, digits and the ones to keep, with upper-case hexadecimal digits.
func percentEncode(text, keep string) string {
	const digits = "0123456789ABCDEF"
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte(keep, c) >= 0:
			out.WriteByte(c)
		default:
			out.WriteByte('%')
			out.WriteByte(digits[c>>4])
			out.WriteByte(digits[c&15])
		}
	}
	return out.String()
}

// encodeURIComponent is the encoding that browsers' scripts use for one part of a URL.
func encodeURIComponent(text string) string { return percentEncode(text, "-_.!~*'()") }
