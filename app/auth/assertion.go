package auth

import (
	"strings"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

const (
	// defaultJWTLife and defaultSAMLLife are how long an assertion may be used when its definition does not say.
	defaultJWTLife  = time.Hour
	defaultSAMLLife = 5 * time.Minute
	// assertionMargin is how long before its end a kept assertion is no longer used.
	assertionMargin = time.Minute
)

// sign makes what the requests of this login have to be signed with: a token of this machine (${token}) and an assertion
// (${credentials.assertion}).
func (f *twoStepFlow) sign() error {
	if err := f.signOwnToken(); err != nil {
		return err
	}
	plan := f.r.Provider.Assertion
	if len(plan) == 0 {
		return nil
	}
	template := plan.Text("key")
	key, complete := catalog.Expand(template, f.scope())
	if !complete || strings.TrimSpace(key) == "" {
		return f.keptAssertion(template)
	}
	signed, err := f.signAssertion(plan, key)
	if err != nil {
		return f.atKey(err, template)
	}
	f.fields[fieldAssertion] = signed
	delete(f.held.Typed, fieldAssertion)
	if single, _ := plan.Get("singleUse"); single != true {
		f.held.Typed[fieldAssertion] = vault.Secret(signed)
	}
	return nil
}

// signAssertion makes a fresh one; with the key at hand that is better than to show an old one twice.
func (f *twoStepFlow) signAssertion(plan catalog.Params, key string) (string, error) {
	switch kind := plan.Text("type"); kind {
	case "jwt":
		return f.jwtAssertion(plan, key)
	case "saml":
		return f.samlAssertion(plan, key)
	default:
		return "", fault.New(fault.Invalid, "unsupported", "The catalog entry of "+f.r.Provider.DisplayName+" asks for an assertion of the kind “"+Words(kind)+"”.").
			WithHint("Known are jwt and saml. Mend assertion.type in the entry.")
	}
}

// keptAssertion uses the one of an earlier login, whose key was not kept.
func (f *twoStepFlow) keptAssertion(template string) error {
	kept := f.held.Typed[fieldAssertion].Reveal()
	if kept == "" {
		return f.missingFields(catalog.Placeholders(template))
	}
	end, ok := assertionEnd(kept)
	if ok && end.After(f.c.now().Add(assertionMargin)) {
		return nil
	}
	return fault.New(fault.Invalid, f.purpose.code, "The assertion that "+f.r.Provider.DisplayName+" accepts as a login has expired, and the private key that signs a new one was never stored.").
		WithHint("Reconnect the account and enter the private key again.")
}

// assertionEnd is when an assertion stops being valid: exp of a JSON Web Token, NotOnOrAfter of SAML.
func assertionEnd(written string) (time.Time, bool) {
	if strings.Count(written, ".") == 2 {
		return jwtExp(written)
	}
	return samlEnd(written)
}

// signOwnToken signs the token that some providers want in place of a password (providers-and-auth §4.6, §4.7 rule 1).
func (f *twoStepFlow) signOwnToken() error {
	p, plan := f.r.Provider, f.r.Provider.SignedToken
	if p.Signature == nil || plan == nil {
		return nil
	}
	scope := f.scope()
	header, claims := signedParts(plan.Header, scope), signedParts(plan.Payload, scope)
	dropEmptyTexts(claims)
	now := f.c.now()
	claims["iat"], claims["exp"] = now.Unix(), now.Add(milliseconds(plan.ExpiresInMS)).Unix()
	key, err := jwtKey(p, plan.SigningKey, text(header["alg"]), scope)
	if err != nil {
		return f.atKey(err, plan.SigningKey)
	}
	token, err := signToken(key, header, claims)
	if err != nil {
		return f.atKey(err, plan.SigningKey)
	}
	f.extra["token"] = token
	return nil
}

// dropEmptyTexts takes out claims of fields that were left empty: an empty subject is a wrong one.
func dropEmptyTexts(claims map[string]any) {
	for name, value := range claims {
		if value == "" {
			delete(claims, name)
		}
	}
}

// atKey points a fault about the key to the field that holds it.
func (f *twoStepFlow) atKey(err error, template string) error {
	found := fault.From(err)
	names := catalog.Placeholders(template)
	if found.Code != "invalid_body" || len(names) != 1 || len(found.Issues) > 0 {
		return err
	}
	group, short, dotted := strings.Cut(names[0], ".")
	if !dotted {
		group, short = "credentials", names[0]
	}
	_, path := f.fieldNamed(group, short)
	return found.WithIssues(fault.Issue{Code: "custom", Message: found.Message, Path: path})
}
