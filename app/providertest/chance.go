package providertest

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"maps"
	"strings"
)

// later checks a header that holds a random value or a signature once the request is there: the random value is read
// where the request shows it, a signature is verified.
func (r *outgoing) later(name, template, shown string) {
	name = strings.ToLower(name)
	r.header[name] = anyText
	fills := r.fills
	fills.values = maps.Clone(r.fills.values)
	r.check = append(r.check, func(got *Received) []string {
		have := got.Header.Get(name)
		if fills.random = got.Header.Get(shown); shown != "" && !isUUID4(fills.random) {
			return []string{"header " + shown + " is no UUID of version 4: " + fills.random}
		}
		switch {
		case strings.Contains(template, "awsSigV4("):
			return fills.checkSigV4(template, got)
		case strings.Contains(template, "ed25519Sign("):
			return fills.checkEd25519(template, have)
		}
		want, ok := fills.either(template)
		if !ok || want != have {
			return []string{fmt.Sprintf("header %s is %q, want %q", name, have, want)}
		}
		return nil
	})
}

// checkEd25519 verifies the one signature in the header with the public half of the connection's key (RFC 8032).
func (f filler) checkEd25519(template, have string) []string {
	message, key := "", ""
	f.functions = map[string]func(string) (string, error){"ed25519Sign": func(argument string) (string, error) {
		cut := strings.LastIndex(argument, ",")
		message, key = argument[:cut], strings.TrimSpace(argument[cut+1:])
		return "\x00", nil
	}}
	frame, _ := f.either(template)
	before, after, _ := strings.Cut(frame, "\x00")
	signature, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(strings.TrimPrefix(have, before), after))
	if err != nil || !strings.HasPrefix(have, before) || !strings.HasSuffix(have, after) {
		return []string{fmt.Sprintf("signature header %q does not have the form %q…%q", have, before, after)}
	}
	block, _ := pem.Decode([]byte(key))
	if block == nil {
		return []string{"the connection's key is no PEM"}
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	private, ok := parsed.(ed25519.PrivateKey)
	if err != nil || !ok {
		return []string{"the connection's key is no Ed25519 key"}
	}
	if !ed25519.Verify(private.Public().(ed25519.PublicKey), []byte(message), signature) {
		return []string{fmt.Sprintf("the Ed25519 signature does not fit the message %q", message)}
	}
	return nil
}
