package catalog

import (
	"crypto"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // Duo signs its requests with HMAC-SHA1
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
)

// function fills one ${name(args)}. It fails, and the placeholder stays, when an argument is missing or unusable.
type function func(e *expander, args []node, out *filled) (string, bool)

// functionNamed returns a function of the template language.
func functionNamed(name string) (function, bool) {
	switch name {
	case "base64":
		return whole(func(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }), true
	case "sha256Hex":
		return whole(func(text string) string { return hexSHA256([]byte(text)) }), true
	case "sha256Base64":
		return whole(sha256Base64), true
	case "hmacSha1Hex":
		return hmacSHA1Hex, true
	case "ed25519Sign":
		return ed25519Sign, true
	case "fingerprint":
		return fingerprint, true
	case "awsSigV4":
		return awsSigV4, true
	default:
		return nil, false
	}
}

// whole is a function of its complete argument text, commas included.
func whole(apply func(string) string) function {
	return func(e *expander, args []node, out *filled) (string, bool) {
		text, ok := e.argument(args, out)
		if !ok {
			return "", false
		}
		return apply(text), true
	}
}

func hexSHA256(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func sha256Base64(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// messageAndKey splits arguments at the last comma: a message may hold commas, a key may not.
func messageAndKey(e *expander, args []node, out *filled) (message, key string, ok bool) {
	before, after, found := splitAtLast(args, ",")
	if !found {
		return "", "", false
	}
	message, messageOK := e.argument(before, out)
	key, keyOK := e.argument(after, out)
	return message, strings.TrimSpace(key), messageOK && keyOK
}

func hmacSHA1Hex(e *expander, args []node, out *filled) (string, bool) {
	message, key, ok := messageAndKey(e, args, out)
	if !ok {
		return "", false
	}
	mac := hmac.New(sha1.New, []byte(key))
	mac.Write([]byte(message))
	return hex.EncodeToString(mac.Sum(nil)), true
}

func ed25519Sign(e *expander, args []node, out *filled) (string, bool) {
	message, text, ok := messageAndKey(e, args, out)
	if !ok || message == "" {
		return "", false
	}
	parsed, err := parsePrivateKey(text)
	if err != nil {
		return "", false
	}
	key, ok := parsed.(ed25519.PrivateKey)
	if !ok {
		return "", false
	}
	return base64.StdEncoding.EncodeToString(ed25519.Sign(key, []byte(message))), true
}

// fingerprint names a key as Snowflake does: "SHA256:" and the digest of its public half.
func fingerprint(e *expander, args []node, out *filled) (string, bool) {
	text, ok := e.argument(args, out)
	if !ok {
		return "", false
	}
	der, err := publicKeyDER(text)
	if err != nil {
		return "", false
	}
	return "SHA256:" + sha256Base64(string(der)), true
}

// publicKeyDER returns the SubjectPublicKeyInfo of a public key, or of the public half of a private one.
func publicKeyDER(text string) ([]byte, error) {
	if der, err := pemBytes(text); err == nil {
		if _, err := x509.ParsePKIXPublicKey(der); err == nil {
			return der, nil
		}
	}
	parsed, err := parsePrivateKey(text)
	if err != nil {
		return nil, err
	}
	signer, ok := parsed.(crypto.Signer)
	if !ok {
		return nil, errors.New("not a signing key")
	}
	return x509.MarshalPKIXPublicKey(signer.Public())
}

// parsePrivateKey reads a PKCS#8, PKCS#1 or SEC 1 private key.
func parsePrivateKey(text string) (any, error) {
	der, err := pemBytes(text)
	if err != nil {
		return nil, err
	}
	if key, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		return key, nil
	}
	if key, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return key, nil
	}
	return x509.ParseECPrivateKey(der)
}

// pemBytes reads the body of a PEM text however it was pasted: on one line, with "\n" spelled out, or without a frame.
func pemBytes(text string) ([]byte, error) {
	text = strings.ReplaceAll(text, `\n`, "\n")
	if _, rest, ok := strings.Cut(text, "-----BEGIN "); ok {
		_, rest, _ = strings.Cut(rest, "-----")
		text, _, _ = strings.Cut(rest, "-----END ")
	}
	text = strings.Join(strings.Fields(text), "")
	if text == "" {
		return nil, errors.New("empty key")
	}
	return base64.StdEncoding.DecodeString(text)
}
