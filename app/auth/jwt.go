package auth

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"maps"
	"net/http"
	"strings"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// JWT is a token that this machine signs with a key the user typed (providers-and-auth §4.6).
type JWT struct {
	Typed   map[string]vault.Secret // the fields of the form
	Token   vault.Secret
	Expires time.Time
}

var _ Credentials = JWT{}

// Mode is JWT.
func (JWT) Mode() catalog.AuthMode { return catalog.JWT }

// ExpiresAt is the token's end.
func (c JWT) ExpiresAt() time.Time { return c.Expires }

// Apply sets the bearer token.
func (c JWT) Apply(r *http.Request) error {
	r.Header.Set("Authorization", "Bearer "+c.Token.Reveal())
	return nil
}

// Secrets are the token and what was typed into fields that are named like secrets.
func (c JWT) Secrets() []string { return append(typedSecrets(c.Typed), secretsOf(c.Token)...) }

// Fields are what was typed, token, accessToken and expires_at.
func (c JWT) Fields() map[string]any {
	fields := revealed(c.Typed)
	fields["token"], fields["accessToken"] = c.Token.Reveal(), c.Token.Reveal()
	if !c.Expires.IsZero() {
		fields["expires_at"] = formatTime(c.Expires)
	}
	return fields
}

// String hides the values.
func (c JWT) String() string { return describe(c.Mode()) }

// typedSecrets are the typed values whose names say that they are secret.
func typedSecrets(typed map[string]vault.Secret) []string {
	var out []string
	for name, value := range typed {
		if SecretName(name) {
			out = append(out, secretsOf(value)...)
		}
	}
	return out
}

func revealed(typed map[string]vault.Secret) map[string]any {
	fields := make(map[string]any, len(typed)+4)
	for name, value := range typed {
		fields[name] = value.Reveal()
	}
	return fields
}

// sealedValues keeps typed values.
func sealedValues(values map[string]string) map[string]vault.Secret {
	typed := make(map[string]vault.Secret, len(values))
	for name, value := range values {
		typed[name] = vault.Secret(value)
	}
	return typed
}

// jwtMode signs the first and every later token in the same way; nobody is asked.
type jwtMode struct{}

func (m jwtMode) obtain(ctx context.Context, c *Client, e Entry) (Obtained, error) {
	return m.renew(ctx, c, e.TokenRequest, JWT{Typed: sealedValues(e.Values)})
}

func (jwtMode) renewable(_ *catalog.Provider, old Credentials) bool { return len(old.(JWT).Typed) > 0 }

func (jwtMode) renew(_ context.Context, c *Client, r TokenRequest, old Credentials) (Obtained, error) {
	fresh := old.(JWT)
	plan := r.Provider.SignedToken
	if plan == nil {
		return Obtained{}, fault.New(fault.Invalid, "unsupported", "The catalog entry of "+r.Provider.DisplayName+" does not say what to sign.").WithHint("Add token to the entry.")
	}
	scope := catalog.Scope{Values: map[string]any{"credentials": keyParts(fresh.Typed), "connectionConfig": r.Config}, Now: c.now(), UUID: c.uuid, Plain: true}
	header, claims := signedParts(plan.Header, scope), signedParts(plan.Payload, scope)
	now := c.now()
	fresh.Expires = now.Add(milliseconds(plan.ExpiresInMS)).UTC()
	claims["iat"], claims["exp"] = now.Unix(), fresh.Expires.Unix()
	key, err := jwtKey(r.Provider, plan.SigningKey, text(header["alg"]), scope)
	if err != nil {
		return Obtained{}, err
	}
	token, err := signToken(key, header, claims)
	if err != nil {
		return Obtained{}, err
	}
	fresh.Token = vault.Secret(token)
	return Obtained{Credentials: fresh}, nil
}

// keyParts are the typed values for the templates; a key of the form id:secret can be read by its parts too.
func keyParts(typed map[string]vault.Secret) map[string]any {
	fields := revealed(typed)
	for name, value := range fields {
		if id, secret, found := strings.Cut(value.(string), ":"); found && !strings.Contains(secret, ":") && isHex(secret) {
			fields[name] = map[string]any{"id": id, "secret": secret}
		}
	}
	return fields
}

func isHex(written string) bool {
	_, err := hex.DecodeString(written)
	return err == nil && written != ""
}

// signedParts fills header or payload. What cannot be filled is left out; a filled list is split at its commas.
func signedParts(parts catalog.Params, scope catalog.Scope) map[string]any {
	out := map[string]any{}
	for _, part := range parts {
		list, isList := part.Value.([]any)
		if !isList {
			if value, complete := catalog.ExpandValue(part.Value, scope); complete {
				out[part.Name] = value
			}
			continue
		}
		var entries []string
		for _, entry := range list {
			if value, complete := catalog.ExpandValue(entry, scope); complete {
				entries = append(entries, ScopeList(value)...)
			}
		}
		if len(entries) > 0 {
			out[part.Name] = entries
		}
	}
	return out
}

// jwtKey is the key to sign with: PEM text, or an HMAC secret in hex or as it is.
func jwtKey(p *catalog.Provider, template, algorithm string, scope catalog.Scope) (any, error) {
	written, complete := catalog.Expand(template, scope)
	if !complete || written == "" {
		return nil, badKey(algorithm)
	}
	if p.Signature == nil || p.Signature.Protocol != "HMAC" {
		return signingKey(algorithm, written)
	}
	if p.Signature.HMACSecretEncoding == "utf8" {
		return []byte(written), nil
	}
	key, err := hex.DecodeString(written)
	if err != nil { // the cause quotes the key
		return nil, badKey(algorithm)
	}
	return key, nil
}

func (jwtMode) encode(c Credentials) any {
	v := c.(JWT)
	object := revealed(v.Typed)
	maps.Copy(object, map[string]any{"type": v.Mode(), "token": v.Token.Reveal()})
	if !v.Expires.IsZero() {
		object["expires_at"] = formatTime(v.Expires)
	}
	return object
}

func (jwtMode) decode(written []byte) (Credentials, error) {
	var object map[string]string
	if err := json.Unmarshal(written, &object); err != nil {
		return nil, badCredentials(err)
	}
	expires, err := parseTime(object["expires_at"])
	if err != nil {
		return nil, badCredentials(err)
	}
	c := JWT{Token: vault.Secret(object["token"]), Expires: expires}
	for _, own := range []string{"type", "token", "expires_at"} {
		delete(object, own)
	}
	c.Typed = sealedValues(object)
	return c, nil
}
