package outbound

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"runtime"
	"strings"
	"syscall"

	"patchbay/app/fault"
)

// The codes of failed calls.
const (
	CodeInvalidURL         = "invalid_url"
	CodeNotAllowed         = "destination_not_allowed"
	CodeRedirectNotAllowed = "redirect_not_allowed"
	CodeTooManyRedirects   = "too_many_redirects"
	CodeDNSNotFound        = "dns_not_found"
	CodeDNSUnavailable     = "dns_unavailable"
	CodeConnectionRefused  = "connection_refused"
	CodeConnectionReset    = "connection_reset"
	CodeUnreachable        = "unreachable"
	CodeTimeout            = "timeout"
	CodeTLSExpired         = "tls_expired"
	CodeTLSWrongName       = "tls_wrong_name"
	CodeTLSUntrusted       = "tls_untrusted"
	CodeTLSFailed          = "tls_failed"
	CodeBadAnswer          = "bad_answer"
	CodeCancelled          = "cancelled"
	CodeNetwork            = "network_error"
)

// Codes are all codes of failed calls, for callers that sum them up in one of their own.
func Codes() []string {
	return []string{CodeInvalidURL, CodeNotAllowed, CodeRedirectNotAllowed, CodeTooManyRedirects, CodeDNSNotFound, CodeDNSUnavailable, CodeConnectionRefused,
		CodeConnectionReset, CodeUnreachable, CodeTimeout, CodeTLSExpired, CodeTLSWrongName, CodeTLSUntrusted, CodeTLSFailed, CodeBadAnswer, CodeCancelled, CodeNetwork}
}

func badAddress(sentence string) *fault.Error {
	return fault.New(fault.Invalid, CodeInvalidURL, sentence).WithHint("Check the address in the request or in the integration.")
}

// refusal is why a destination is not dialled. What it means depends on who named the destination.
type refusal struct{ host, port, reason string }

func (r refusal) Error() string { return r.host + " is " + r.reason }

// peer is who redirects, in sentences.
func (p *Policy) peer() string { return cmp.Or(p.Peer, "The provider") }

// fault blames the caller for an address of its own, and the peer for one that it redirected to.
func (r refusal) fault(peer string, redirected bool) *fault.Error {
	hint := "If you want requests to reach it, add " + net.JoinHostPort(strings.Trim(r.host, "[]"), r.port) +
		" to the allowed hosts in the settings, or start with --allow-host."
	if redirected {
		return fault.New(fault.Upstream, CodeRedirectNotAllowed, peer+" redirected to "+r.host+", and Patchbay did not follow: it is "+r.reason+".").
			WithHint(hint)
	}
	return fault.New(fault.Invalid, CodeNotAllowed, "Patchbay did not connect to "+r.host+": it is "+r.reason+".").WithHint(hint)
}

func tooManyRedirects(peer, place string) *fault.Error {
	return fault.New(fault.Upstream, CodeTooManyRedirects, peer+" redirected more than five times, last to "+place+".").
		WithHint("Call the final address directly.")
}

// explain turns a failure of the network or the peer into a fault whose sentence names the guilty party. The
// original error becomes the cause without its address, because that may hold a key. Refusals and faults come out as
// they are.
//
// host is a name, place the same with its port where that is not the usual one.
func explain(ctx context.Context, err error, host, place string) error {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f
	}
	if r, ok := errors.AsType[refusal](err); ok {
		return r
	}
	cause := withoutURL(err)
	f := explainEnd(ctx, err, place)
	if f == nil {
		f = explainDNS(err, host)
	}
	if f == nil {
		f = explainTLS(err, place)
	}
	if f == nil {
		f = explainSocket(err, place)
	}
	if f == nil {
		f = fault.New(fault.Unavailable, CodeNetwork, "The call to "+place+" failed on the way.")
	}
	return f.WithCause(cause)
}

// withoutURL unwraps errors that print the address they were for.
func withoutURL(err error) error {
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Err != nil {
		return op.Err
	}
	return err
}

func explainEnd(ctx context.Context, err error, place string) *fault.Error {
	if errors.Is(err, context.Canceled) || errors.Is(ctx.Err(), context.Canceled) {
		return fault.New(fault.Unavailable, CodeCancelled, "The call to "+place+" was stopped because its caller went away.")
	}
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return nil
	}
	var timeout net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout() {
		text := err.Error()
		switch {
		case strings.Contains(text, "TLS handshake"):
			return fault.New(fault.Upstream, CodeTimeout, place+" accepted the connection but did not finish the TLS handshake in time.")
		case strings.Contains(text, "response headers"):
			return fault.New(fault.Upstream, CodeTimeout, place+" took the request but did not answer in time.")
		}
		return fault.New(fault.Unavailable, CodeTimeout, place+" could not be reached in time.").
			WithHint("Check the network, the firewall and the address.")
	}
	return nil
}

func explainDNS(err error, host string) *fault.Error {
	dns, ok := errors.AsType[*net.DNSError](err)
	if !ok {
		return nil
	}
	if dns.IsNotFound {
		return fault.New(fault.Upstream, CodeDNSNotFound, "There is no host named "+host+".").
			WithHint("Check the spelling of the address and the connection's parameters.")
	}
	return fault.New(fault.Unavailable, CodeDNSUnavailable, "The name "+host+" could not be looked up: the network's name service gave no answer.").
		WithHint("Check the network connection.")
}

func explainTLS(err error, place string) *fault.Error {
	if invalid, ok := errors.AsType[x509.CertificateInvalidError](err); ok && invalid.Reason == x509.Expired {
		return fault.New(fault.Upstream, CodeTLSExpired, "The certificate of "+place+" has expired or is not valid yet.").
			WithHint("Whoever runs it has to renew it; also check this machine's clock.")
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		return fault.New(fault.Upstream, CodeTLSWrongName, "The certificate of "+place+" belongs to another name.").
			WithHint("Check the address; a network that intercepts connections looks like this too.")
	}
	if unknown, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		text := "The certificate of " + place + " is signed by nobody this machine trusts."
		if c := unknown.Cert; c != nil && c.Issuer.String() == c.Subject.String() {
			text = "The certificate of " + place + " is self-signed."
		}
		return fault.New(fault.Upstream, CodeTLSUntrusted, text).
			WithHint("Add its authority to the system's trusted certificates if it is yours.")
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok || strings.Contains(err.Error(), "server gave HTTP response to HTTPS client") {
		return fault.New(fault.Upstream, CodeTLSFailed, place+" does not speak TLS on this port.").
			WithHint("Use http:// or another port.")
	}
	if _, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		return fault.New(fault.Upstream, CodeTLSUntrusted, "The certificate of "+place+" is not valid for this use.")
	}
	text := err.Error()
	if strings.Contains(text, "protocol version") {
		return fault.New(fault.Upstream, CodeTLSFailed, place+" offers only an outdated TLS version.").
			WithHint("Patchbay speaks TLS 1.2 and 1.3.")
	}
	// What the server says about our certificate comes as an alert (RFC 8446 §6.2): certificate_required, unknown_ca, …
	if alert, ok := errors.AsType[*net.OpError](err); ok && alert.Op == "remote error" && strings.Contains(text, "certificate") {
		return fault.New(fault.Invalid, CodeTLSFailed, place+" does not accept the client certificate of the connection, or misses one: it says “"+alert.Err.Error()+"”.").
			WithHint("Enter the certificate and key that were issued for this server, and check that they have not expired.")
	}
	if _, ok := errors.AsType[tls.AlertError](err); ok || strings.Contains(text, "tls: ") {
		return fault.New(fault.Upstream, CodeTLSFailed, "The TLS handshake with "+place+" failed.").
			WithHint("The server may ask for a client certificate.")
	}
	return nil
}

func explainSocket(err error, place string) *fault.Error {
	text := err.Error()
	switch {
	case isErrno(err, syscall.ECONNREFUSED, 10061):
		return fault.New(fault.Upstream, CodeConnectionRefused, "Nothing answers at "+place+": the connection was refused.").
			WithHint("Check that the server runs and that the port is right.")
	case isErrno(err, syscall.EHOSTUNREACH, 10065), isErrno(err, syscall.ENETUNREACH, 10051):
		return fault.New(fault.Unavailable, CodeUnreachable, "There is no network path to "+place+".").
			WithHint("Check the network connection.")
	case isErrno(err, syscall.ECONNRESET, 10054), isErrno(err, syscall.EPIPE, 10053),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), strings.Contains(text, "server closed"):
		return fault.New(fault.Upstream, CodeConnectionReset, place+" closed the connection without answering.")
	case strings.Contains(text, "response headers exceeded"):
		return fault.New(fault.Upstream, CodeBadAnswer, place+" sent headers larger than 256 KB.")
	case strings.Contains(text, "malformed"), strings.Contains(text, "http2:"), strings.Contains(text, "stream error"):
		return notHTTP(place)
	}
	return nil
}

func notHTTP(place string) *fault.Error {
	return fault.New(fault.Upstream, CodeBadAnswer, place+" sent an answer that is not HTTP.")
}

// isErrno compares with the name that POSIX gives an error and with the number that Windows does.
func isErrno(err error, posix, windows syscall.Errno) bool {
	return errors.Is(err, posix) || runtime.GOOS == "windows" && errors.Is(err, windows)
}
