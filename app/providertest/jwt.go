package providertest

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"strings"
	"time"
)

// keyID names the RSA key of the ring where a protocol wants a name.
const keyID = "walk-key"

// jwk is the RSA key of the ring as a JSON Web Key (RFC 7518 §6.3).
func jwk() string {
	k := ring().rsa
	number := func(n *big.Int) string { return base64.RawURLEncoding.EncodeToString(n.Bytes()) }
	text, err := json.Marshal(map[string]string{"kty": "RSA", "kid": keyID, "alg": "RS256", "use": "sig", "n": number(k.N),
		"e": number(big.NewInt(int64(k.E))), "d": number(k.D), "p": number(k.Primes[0]), "q": number(k.Primes[1]),
		"dp": number(k.Precomputed.Dp), "dq": number(k.Precomputed.Dq), "qi": number(k.Precomputed.Qinv)})
	if err != nil {
		panic(err) // strings only
	}
	return string(text)
}

// token is a JWT whose signature was right.
type token struct {
	header, payload map[string]any
}

// verifyJWT checks form, signature and times of a compact JWT (RFC 7515 §5.2, RFC 7519 §7.2). key is an RSA or EC
// public key, or the bytes of an HMAC secret.
func verifyJWT(text string, key any, now time.Time) (token, []string) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return token{}, []string{"no JWT: " + text}
	}
	var t token
	for i, into := range []*map[string]any{&t.header, &t.payload} {
		raw, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil {
			return t, []string{"JWT part is not base64url: " + err.Error()}
		}
		if err := json.Unmarshal(raw, into); err != nil {
			return t, []string{"JWT part is no JSON: " + err.Error()}
		}
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return t, []string{"JWT signature is not base64url: " + err.Error()}
	}
	if err := verifySignature(fmt.Sprint(t.header["alg"]), key, []byte(parts[0]+"."+parts[1]), signature); err != nil {
		return t, []string{"JWT signature: " + err.Error()}
	}
	var wrong []string
	issued, ok := t.payload["iat"].(float64)
	if ends, has := t.payload["exp"].(float64); ok && (int64(issued) > now.Unix() || has && int64(ends) <= now.Unix()) {
		wrong = append(wrong, fmt.Sprintf("JWT is valid from %v to %v, now is %d", issued, ends, now.Unix()))
	}
	return t, wrong
}

// verifySignature is one algorithm of RFC 7518 §3.1.
func verifySignature(alg string, key any, message, signature []byte) error {
	sum := sha256.Sum256(message)
	switch alg {
	case "RS256":
		return rsa.VerifyPKCS1v15(key.(*rsa.PublicKey), crypto.SHA256, sum[:], signature)
	case "PS256":
		return rsa.VerifyPSS(key.(*rsa.PublicKey), crypto.SHA256, sum[:], signature, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
	case "ES256":
		if len(signature) != 64 {
			return fmt.Errorf("%d bytes instead of 64", len(signature))
		}
		if !ecdsa.Verify(key.(*ecdsa.PublicKey), sum[:], new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:])) {
			return fmt.Errorf("wrong")
		}
	case "HS256":
		mac := hmac.New(sha256.New, key.([]byte))
		mac.Write(message)
		if !hmac.Equal(mac.Sum(nil), signature) {
			return fmt.Errorf("wrong")
		}
	default:
		return fmt.Errorf("algorithm %q was not asked for", alg)
	}
	return nil
}

// want compares claims and header fields, and the lifetime in seconds. Further claims are iat, exp and jti only.
func (t token) want(what string, payload, header map[string]any, lifetime float64) []string {
	var wrong []string
	for _, side := range []struct {
		name       string
		have, want map[string]any
		also       []string
	}{{"claim", t.payload, payload, []string{"iat", "exp", "jti", "nbf"}}, {"header", t.header, header, []string{"typ"}}} {
		for name, value := range side.want {
			if value == anyUUID {
				if !isUUID4(fmt.Sprint(side.have[name])) {
					wrong = append(wrong, fmt.Sprintf("%s: %s %s is no UUID: %v", what, side.name, name, side.have[name]))
				}
			} else if !reflect.DeepEqual(plainJSON(value), side.have[name]) {
				wrong = append(wrong, fmt.Sprintf("%s: %s %s is %v, want %v", what, side.name, name, side.have[name], value))
			}
		}
		for name := range side.have {
			if _, known := side.want[name]; !known && !contains(side.also, name) {
				wrong = append(wrong, fmt.Sprintf("%s: %s %s was not expected: %v", what, side.name, name, side.have[name]))
			}
		}
	}
	issued, _ := t.payload["iat"].(float64)
	if ends, _ := t.payload["exp"].(float64); ends-issued != lifetime {
		wrong = append(wrong, fmt.Sprintf("%s: lifetime %v seconds, want %v", what, ends-issued, lifetime))
	}
	return wrong
}

func contains(list []string, one string) bool {
	for _, text := range list {
		if text == one {
			return true
		}
	}
	return false
}

// textInJSON reads a text out of an object.
func textInJSON(body []byte, name string) string {
	var object map[string]any
	if err := json.Unmarshal(body, &object); err != nil {
		return ""
	}
	text, _ := object[name].(string)
	return text
}
