package diagnosis

import (
	"strings"
	"time"
)

// Returned says why the browser came back without a code and without an error (RFC 6749 §4.1.2 asks for one of them).
func Returned(f Facts) *Finding {
	return f.finding(advice{RedirectMismatch, "{provider} sent the browser back without a code.", registerCallback + " (that very address), and connect again."}, "")
}

// Silent explains a login whose browser never came back: what the provider shows there does not reach us. Host is the
// authorization server's.
func Silent(f Facts, after time.Duration) *Finding {
	a := advice{NeverReturned, "The browser never came back from {provider}.",
		"Look at what the browser shows. Most often the redirect URL is not registered: " + registerCallback + ". If the page speaks of the app or client, compare the client id; if it was only closed, connect again."}
	found := f.finding(a, "")
	found.Evidence = append(found.Evidence, "No answer within "+strings.TrimSuffix(after.Round(time.Minute).String(), "0s")+".")
	if f.Host != "" {
		found.Evidence = append(found.Evidence, "The browser was sent to "+f.Host+".")
	}
	return found
}

// Page is the finding for an answer that is no token answer; body says what came instead, e.g. "a web page".
func Page(f Facts, body, message, remedy string) *Finding {
	cause, why := NotJSON, "the answer, which is "+body
	switch {
	case f.Status == 429:
		cause, why = TooMany, f.statusOnly()
	case f.Status >= 500:
		cause = ProviderDown
	}
	return f.finding(advice{cause, message, remedy}, why)
}

// Plain is the finding for a fault that has its sentence, its remedy and what shows it already.
func Plain(cause Cause, message, remedy string, evidence ...string) *Finding {
	return &Finding{Cause: cause, Message: message, Remedy: remedy, Evidence: evidence}
}

// Empty is the finding for a success without a token.
func Empty(f Facts, message, remedy string) *Finding {
	return f.finding(advice{NoToken, message, remedy}, "an answer without an access token")
}

// Entered is the finding for a login with typed credentials that the provider refuses in words of its own.
func Entered(f Facts, message, remedy string) *Finding {
	if found := Of(f); found.Cause != Unknown {
		return found
	}
	return f.finding(advice{Credentials, message, remedy}, "the answer to the login")
}

// unreached maps the codes of the outbound client's faults to causes.
var unreached = map[string]Cause{"tls_expired": TLS, "tls_wrong_name": TLS, "tls_untrusted": TLS, "tls_failed": TLS,
	"dns_not_found": Network, "dns_unavailable": Network, "connection_refused": Network, "connection_reset": Network, "unreachable": Network,
	"timeout": Network, "bad_answer": Network, "bad_compression": BadAnswer, "network_error": Network, "cancelled": Network,
	"destination_not_allowed": BadRequest, "redirect_not_allowed": BadRequest, "too_many_redirects": BadRequest, "invalid_url": BadRequest}

// Retry is the remedy where a request or its answer got lost on the way.
const Retry = "Try again. When it stays so, look for a proxy, a VPN or a firewall on the way; the provider may be out of order too."

// Fault is the finding for a fault that no answer of a provider explains; code, message and remedy are its own. A fault
// on the way that names no remedy gets the general one.
func Fault(code, message, remedy string) *Finding {
	cause, known := unreached[code]
	if !known {
		return &Finding{Cause: Unknown, Message: message, Remedy: remedy, Evidence: []string{}}
	}
	if remedy == "" {
		remedy = Retry
	}
	shown := "No answer came: " + code + "."
	if cause == BadAnswer {
		shown = "An answer came that cannot be read: " + code + "."
	}
	return &Finding{Cause: cause, Message: message, Remedy: remedy, Evidence: []string{shown}}
}
