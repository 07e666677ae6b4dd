package proxy

import (
	"net/url"
	"strings"

	"patchbay/app/fault"
)

// maxEndpoint bounds path and query together.
const maxEndpoint = 64 << 10

func badEndpoint(sentence string) *fault.Error {
	return fault.New(fault.Invalid, CodeInvalidEndpoint, sentence).WithHint("Give the path below the connection's base address, such as /v1/users.")
}

func tooLong() *fault.Error { return badEndpoint("The path and query are longer than 64 KB.") }

// join puts the endpoint below the base address. Whatever the endpoint holds, scheme, host and port are the base's: the
// path and the query are set on a copy of it, never parsed as an address (PX-06).
func join(base *url.URL, endpoint string) (*url.URL, error) {
	if len(endpoint) > maxEndpoint {
		return nil, tooLong()
	}
	endpoint, _, _ = strings.Cut(endpoint, "#") // a fragment is never sent
	endpoint = strings.TrimLeft(endpoint, "/")
	if isAbsolute(endpoint) {
		rest, ok := below(base, endpoint)
		if !ok {
			return nil, badEndpoint("The endpoint is the address of another place than the connection's base address " + base.Scheme + "://" + base.Host + ".").
				WithHint("Use the path alone, or name the other place in Base-Url-Override.")
		}
		endpoint = strings.TrimLeft(rest, "/")
	}
	path, query, _ := strings.Cut(endpoint, "?")
	path, err := cleanPath(path)
	if err != nil {
		return nil, err
	}
	if query, err = cleanQuery(query); err != nil {
		return nil, err
	}
	u := &url.URL{Scheme: base.Scheme, Host: base.Host, RawQuery: query}
	u.RawPath = strings.TrimSuffix(base.EscapedPath(), "/") + "/" + path
	if u.Path, err = url.PathUnescape(u.RawPath); err != nil {
		return nil, badEndpoint("The path is not valid.")
	}
	return u, nil
}

func isAbsolute(endpoint string) bool {
	scheme, _, ok := strings.Cut(endpoint, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// below cuts the base off an absolute endpoint, at a boundary only: https://api.test/v1 is not the start of
// https://api.test/v10.
func below(base *url.URL, endpoint string) (string, bool) {
	scheme, rest, _ := strings.Cut(endpoint, "://")
	end := strings.IndexAny(rest, `/?\`)
	if end < 0 {
		end = len(rest)
	}
	if !strings.EqualFold(scheme, base.Scheme) || !strings.EqualFold(rest[:end], base.Host) {
		return "", false
	}
	rest, ok := strings.CutPrefix(rest[end:], strings.TrimSuffix(base.EscapedPath(), "/"))
	return rest, ok && (rest == "" || rest[0] == '/' || rest[0] == '?')
}

// cleanPath percent-encodes what may not stand in a path and leaves every existing escape as it is.
func cleanPath(path string) (string, error) {
	return clean(path, func(c byte) bool {
		return strings.IndexByte(" \"<>\\^`{|}", c) >= 0 || c >= 0x80
	})
}

// cleanQuery does the same for a query, where servers see many characters as they come.
func cleanQuery(query string) (string, error) {
	return clean(query, func(c byte) bool { return c == ' ' || c >= 0x80 })
}

func clean(text string, encode func(byte) bool) (string, error) {
	var out []byte
	for i := range len(text) {
		c := text[i]
		if c < 0x20 || c == 0x7f {
			return "", badEndpoint("The path or query holds a line break or another control character.")
		}
		if encode(c) || c == '%' && !isEscape(text[i:]) {
			if out == nil {
				out = append(make([]byte, 0, len(text)+16), text[:i]...)
			}
			out = append(out, '%', upperHex[c>>4], upperHex[c&15])
		} else if out != nil {
			out = append(out, c)
		}
	}
	if out == nil {
		return text, nil
	}
	return string(out), nil
}

const upperHex = "0123456789ABCDEF"

func isEscape(text string) bool { return len(text) >= 3 && isHex(text[1]) && isHex(text[2]) }

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// setQuery replaces every parameter of the name and leaves the rest of the query's text as it is.
func setQuery(raw, name, value string) string {
	var out strings.Builder
	if raw != "" {
		for pair := range strings.SplitSeq(raw, "&") {
			key, _, _ := strings.Cut(pair, "=")
			if plain, err := url.QueryUnescape(key); err == nil && plain == name {
				continue
			}
			if out.Len() > 0 {
				out.WriteByte('&')
			}
			out.WriteString(pair)
		}
	}
	if out.Len() > 0 {
		out.WriteByte('&')
	}
	out.WriteString(url.QueryEscape(name) + "=" + url.QueryEscape(value))
	return out.String()
}
