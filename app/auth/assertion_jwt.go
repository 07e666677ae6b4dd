package auth

import (
	"strconv"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"patchbay/app/catalog"
)

// jwtAssertion signs a client assertion (RFC 7523 §2.2, §3): header and payload of the definition, iat and exp.
func (f *twoStepFlow) jwtAssertion(plan catalog.Params, key string) (string, error) {
	scope := f.scope()
	header, err := f.filledPart(plan, "header", scope)
	if err != nil {
		return "", err
	}
	claims, err := f.filledPart(plan, "payload", scope)
	if err != nil {
		return "", err
	}
	if _, given := header["typ"]; !given {
		header["typ"] = "JWT"
	}
	signer, err := signingKey(text(header["alg"]), key)
	if err != nil {
		return "", err
	}
	now := f.c.now()
	claims["iat"], claims["exp"] = now.Unix(), now.Add(assertionLifetime(plan, defaultJWTLife)).Unix()
	return signToken(signer, header, claims)
}

// filledPart fills an object of the definition. Everything in it has to have a value: a claim left out would make another
// assertion than the one that the provider expects.
func (f *twoStepFlow) filledPart(plan catalog.Params, name string, scope catalog.Scope) (map[string]any, error) {
	value, _ := plan.Get(name)
	part, _ := value.(catalog.Params)
	if names, _ := unfilled(part, scope); len(names) > 0 {
		return nil, f.missingFields(names)
	}
	return fillParams(part, scope).Map(), nil
}

// assertionLifetime is lifetimeInSeconds, a number or a number as text.
func assertionLifetime(plan catalog.Params, usual time.Duration) time.Duration {
	seconds, err := strconv.ParseInt(plan.Text("lifetimeInSeconds"), 10, 64)
	if err != nil || seconds <= 0 || seconds > int64(maxLifetime/time.Second) {
		return usual
	}
	return time.Duration(seconds) * time.Second
}

// jwtExp is a token's exp. The signature is not checked: the token is this machine's own.
func jwtExp(token string) (time.Time, bool) {
	var claims jwt.RegisteredClaims
	if _, _, err := jwt.NewParser().ParseUnverified(token, &claims); err != nil || claims.ExpiresAt == nil {
		return time.Time{}, false
	}
	return claims.ExpiresAt.UTC(), true
}
