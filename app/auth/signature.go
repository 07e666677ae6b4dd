package auth

import (
	"context"
	"crypto/sha1" //nolint:gosec // WSSE UsernameToken names SHA-1
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// Signature is a WSSE user name token (providers-and-auth §4.12): a header made from a password, good for minutes.
type Signature struct {
	Username string
	Password vault.Secret
	Token    vault.Secret
	Expires  time.Time
}

var _ Credentials = Signature{}

// Mode is SIGNATURE.
func (Signature) Mode() catalog.AuthMode { return catalog.Signature }

// ExpiresAt is the token's end.
func (c Signature) ExpiresAt() time.Time { return c.Expires }

// Apply sets the token as a bearer token, as the public API does; the catalog places it in X-WSSE too.
func (c Signature) Apply(r *http.Request) error {
	r.Header.Set("Authorization", "Bearer "+c.Token.Reveal())
	return nil
}

// Secrets are the password and the token.
func (c Signature) Secrets() []string { return secretsOf(c.Password, c.Token) }

// Fields are username, password, token, accessToken and expires_at.
func (c Signature) Fields() map[string]any {
	fields := map[string]any{"username": c.Username, "password": c.Password.Reveal(), "token": c.Token.Reveal(), "accessToken": c.Token.Reveal()}
	if !c.Expires.IsZero() {
		fields["expires_at"] = formatTime(c.Expires)
	}
	return fields
}

// String hides the values.
func (c Signature) String() string { return describe(c.Mode()) }

// signatureMode makes a new header whenever the old one ends.
type signatureMode struct{}

func (m signatureMode) obtain(ctx context.Context, c *Client, e Entry) (Obtained, error) {
	return m.renew(ctx, c, e.TokenRequest, Signature{Username: e.Values["username"], Password: vault.Secret(e.Values["password"])})
}

func (signatureMode) renewable(_ *catalog.Provider, old Credentials) bool {
	return old.(Signature).Username != ""
}

func (signatureMode) renew(_ context.Context, c *Client, r TokenRequest, old Credentials) (Obtained, error) {
	fresh := old.(Signature)
	if r.Provider.Signature == nil || r.Provider.Signature.Protocol != "WSSE" || r.Provider.SignedToken == nil {
		return Obtained{}, fault.New(fault.Invalid, "unsupported", "The catalog entry of "+r.Provider.DisplayName+" names no signature that Patchbay knows.").
			WithHint("Set signature.protocol to WSSE and token.expires_in_ms.")
	}
	nonce := make([]byte, 16)
	if _, err := io.ReadFull(c.rand, nonce); err != nil {
		return Obtained{}, fault.New(fault.Internal, "server_error", "No random numbers could be had.").WithCause(err)
	}
	fresh.Token = vault.Secret(usernameToken(fresh.Username, fresh.Password.Reveal(), hex.EncodeToString(nonce), c.now()))
	fresh.Expires = c.now().Add(milliseconds(r.Provider.SignedToken.ExpiresInMS)).UTC()
	return Obtained{Credentials: fresh}, nil
}

// usernameToken is the header of Emarsys' authentication guide: unlike plain WSSE, the digest is the base64 of the
// SHA-1's hexadecimal text, and the nonce is not encoded.
func usernameToken(username, password, nonce string, now time.Time) string {
	created := now.UTC().Format("2006-01-02T15:04:05Z")
	sum := sha1.Sum([]byte(nonce + created + password)) //nolint:gosec // see the import
	digest := base64.StdEncoding.EncodeToString([]byte(hex.EncodeToString(sum[:])))
	return fmt.Sprintf(`UsernameToken Username="%s", PasswordDigest="%s", Nonce="%s", Created="%s"`, username, digest, nonce, created)
}

type wireSignature struct {
	Type      catalog.AuthMode `json:"type"`
	Username  string           `json:"username"`
	Password  string           `json:"password"`
	Token     string           `json:"token"`
	ExpiresAt string           `json:"expires_at,omitempty"`
}

func (signatureMode) encode(c Credentials) any {
	v := c.(Signature)
	return wireSignature{Type: v.Mode(), Username: v.Username, Password: v.Password.Reveal(), Token: v.Token.Reveal(), ExpiresAt: formatTime(v.Expires)}
}

func (signatureMode) decode(written []byte) (Credentials, error) {
	var w wireSignature
	if err := json.Unmarshal(written, &w); err != nil {
		return nil, badCredentials(err)
	}
	expires, err := parseTime(w.ExpiresAt)
	if err != nil {
		return nil, badCredentials(err)
	}
	return Signature{Username: w.Username, Password: vault.Secret(w.Password), Token: vault.Secret(w.Token), Expires: expires}, nil
}
