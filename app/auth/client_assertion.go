package auth

import (
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"time"

	"patchbay/app/fault"
)

// assertionLife is how long a signed client assertion may be used.
const assertionLife = 5 * time.Minute

// clientAssertion signs who we are with the connection's JWK: RS256, issuer and subject the client id, audience the
// token address (RFC 7523 §2.2, §3).
func (c *Client) clientAssertion(own OAuth2ClientCredentials, audience string) (string, error) {
	key, id, err := rsaKey([]byte(own.PrivateKey.Reveal()))
	if err != nil { // the cause may quote the key, so it is not kept
		return "", fault.New(fault.Invalid, "invalid_body", "The client's private key is not a usable RSA key in JWK form.").
			WithHint(`Paste the whole JSON object that the provider showed when the key was made: {"kty":"RSA","kid":…,"d":…}.`).
			WithIssues(fault.Issue{Code: "custom", Message: "Not an RSA JWK", Path: []string{"client_private_key"}})
	}
	now := c.now()
	header := map[string]any{"alg": "RS256", "typ": "JWT"}
	if id != "" {
		header["kid"] = id
	}
	claims := map[string]any{"iss": own.ClientID, "sub": own.ClientID, "aud": audience,
		"iat": now.Unix(), "exp": now.Add(assertionLife).Unix(), "jti": c.uuid()}
	return signToken(key, header, claims)
}

// rsaKey reads a private RSA key in JWK form (RFC 7518 §6.3.2) and its key id.
func rsaKey(text []byte) (*rsa.PrivateKey, string, error) {
	var jwk struct {
		Kid     string `json:"kid"`
		N, E, D string
		P, Q    string
	}
	if err := json.Unmarshal(text, &jwk); err != nil {
		return nil, "", err
	}
	number := func(written string) *big.Int {
		raw, err := base64.RawURLEncoding.DecodeString(written)
		if err != nil {
			return new(big.Int)
		}
		return new(big.Int).SetBytes(raw)
	}
	key := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: number(jwk.N), E: int(number(jwk.E).Int64())},
		D:         number(jwk.D), Primes: []*big.Int{number(jwk.P), number(jwk.Q)},
	}
	if err := key.Validate(); err != nil {
		return nil, "", err
	}
	key.Precompute()
	return key, jwk.Kid, nil
}
