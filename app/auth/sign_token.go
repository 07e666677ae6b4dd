package auth

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"maps"
	"strings"

	"github.com/golang-jwt/jwt/v5"

	"patchbay/app/fault"
)

// signToken makes a JSON Web Token (RFC 7519) in compact form. The header names the algorithm; key is an *rsa.PrivateKey,
// an *ecdsa.PrivateKey or the bytes of an HMAC secret.
func signToken(key any, header, claims map[string]any) (string, error) {
	name, _ := header["alg"].(string)
	method := jwt.GetSigningMethod(name)
	if method == nil || method == jwt.SigningMethodNone {
		return "", fault.New(fault.Invalid, "invalid_body", "The provider's catalog entry asks for the signature algorithm "+name+", which Patchbay does not know.").
			WithHint("Known are HS, RS, PS and ES with 256, 384 and 512 bits. Mend alg in the entry.")
	}
	token := jwt.NewWithClaims(method, jwt.MapClaims(claims))
	token.Header = maps.Clone(header)
	signed, err := token.SignedString(key)
	if err != nil { // the cause may speak of the key
		return "", badKey(name)
	}
	return signed, nil
}

// signingKey reads the key for an algorithm: PEM text for RS, PS and ES, in which lost line breaks are restored.
func signingKey(algorithm, written string) (any, error) {
	text := []byte(rewrapPEM(written))
	var key any
	var err error
	switch {
	case strings.HasPrefix(algorithm, "RS"), strings.HasPrefix(algorithm, "PS"):
		var found *rsa.PrivateKey
		found, err = jwt.ParseRSAPrivateKeyFromPEM(text)
		key = found
	case strings.HasPrefix(algorithm, "ES"):
		var found *ecdsa.PrivateKey
		found, err = jwt.ParseECPrivateKeyFromPEM(text)
		key = found
	default:
		return nil, badKey(algorithm)
	}
	if err != nil { // the cause may quote the key, so it is not kept
		return nil, badKey(algorithm)
	}
	return key, nil
}

// badKey says what the key for an algorithm looks like. HMAC secrets are bytes, which the forms take in hexadecimal.
func badKey(algorithm string) error {
	kind := "a private RSA key"
	hint := "Paste the whole key as the provider gave it, from -----BEGIN to -----END."
	switch {
	case strings.HasPrefix(algorithm, "ES"):
		kind = "a private elliptic-curve key"
	case strings.HasPrefix(algorithm, "HS"):
		kind = "a secret of hexadecimal digits"
		hint = "Paste the whole key as the provider shows it. Where it has two parts, it is an id, a colon and a secret, such as 5f1e…:a04c…, with nothing but the digits 0 to 9 and a to f in the secret."
	}
	return fault.New(fault.Invalid, "invalid_body", "The key cannot be used: "+algorithm+" needs "+kind+".").WithHint(hint)
}
