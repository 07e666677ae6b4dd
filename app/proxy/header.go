package proxy

import (
	"net/http"
	"net/textproto"
	"slices"
	"strings"

	"patchbay/app/fault"
)

// hopByHop belong to one connection, not to the message (RFC 9110 §7.6.1).
var hopByHop = map[string]bool{"Connection": true, "Keep-Alive": true, "Te": true, "Trailer": true, "Transfer-Encoding": true,
	"Upgrade": true, "Http2-Settings": true}

// own are set anew for the provider, or tell of the caller's network what is nobody's business.
var own = map[string]bool{"Host": true, "Content-Length": true, "Expect": true, "Forwarded": true, "Via": true, "X-Real-Ip": true}

// transient reports whether a header stops here, in either direction.
func transient(name string) bool {
	return hopByHop[name] || strings.HasPrefix(name, "Proxy-") || strings.HasPrefix(name, "X-Forwarded-")
}

// named lists the headers that Connection declares hop-by-hop.
func named(h http.Header) []string {
	values := h["Connection"]
	if len(values) == 0 {
		return nil
	}
	var names []string
	for _, value := range values {
		for token := range strings.SplitSeq(value, ",") {
			if token = textproto.TrimString(token); token != "" {
				names = append(names, http.CanonicalHeaderKey(token))
			}
		}
	}
	return names
}

// forwarded copies what of the caller's headers may go upstream. Names and values that would break the request's
// framing are refused (PX-10).
func forwarded(h http.Header, keepAuthorization bool) (http.Header, error) {
	out := make(http.Header, len(h)+4)
	dropped := named(h)
	for name, values := range h {
		if transient(name) || own[name] || slices.Contains(dropped, name) || name == "Authorization" && !keepAuthorization {
			continue
		}
		if !validName(name) {
			return nil, badHeader("A header name holds characters that no header name may hold.")
		}
		for _, value := range values {
			if !validValue(value) {
				return nil, badHeader("The value of the header " + name + " holds a line break or another control character.")
			}
		}
		out[http.CanonicalHeaderKey(name)] = values
	}
	return out, nil
}

func badHeader(sentence string) *fault.Error {
	return fault.New(fault.Invalid, CodeInvalidHeaders, sentence)
}

// returned copies what of the provider's headers may go to the caller (http-api §9.4). Cookies stay here unless the
// caller speaks to the provider as if directly.
func returned(h http.Header, transparent bool) http.Header {
	out := make(http.Header, len(h))
	dropped := named(h)
	for name, values := range h {
		if transient(name) || slices.Contains(dropped, name) || strings.HasPrefix(name, "Access-Control-") {
			continue
		}
		if name == "Set-Cookie" && !transparent {
			continue
		}
		out[name] = values
	}
	return out
}

// tokenBytes are the characters of methods and header names (RFC 9110 §5.6.2).
var tokenBytes = func() (set [256]bool) {
	for c := range 128 {
		set[c] = c > ' ' && c < 0x7f && !strings.ContainsRune(`"(),/:;<=>?@[\]{}`, rune(c))
	}
	return set
}()

func validName(name string) bool {
	for i := range len(name) {
		if !tokenBytes[name[i]] {
			return false
		}
	}
	return name != ""
}

func validValue(value string) bool {
	for i := range len(value) {
		if c := value[i]; c < 0x20 && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}
