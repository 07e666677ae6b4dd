package auth

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"slices"
	"strings"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// DefaultGrantLife is how long a client-credentials token is taken to live when the answer does not say.
const DefaultGrantLife = 55 * time.Minute

// ClientCredentials asks for a token with the connection's own client id and secret (providers-and-auth §4.2); the
// first and every later token is asked for in the same way. Only the client fields of own are read. Scopes come from
// connection_config.oauth_scopes, else from the integration. Faults: missing_client_id, missing_client_secret,
// client_credentials_fetch_error, and those of Exchange.
func (c *Client) ClientCredentials(ctx context.Context, r TokenRequest, own OAuth2ClientCredentials) (OAuth2ClientCredentials, error) {
	if own.ClientID == "" {
		return own, fault.New(fault.Invalid, "missing_client_id", "The client id is missing.").WithHint("Enter the client id that the provider shows for your app.")
	}
	if own.ClientSecret == "" && own.PrivateKey == "" {
		return own, fault.New(fault.Invalid, "missing_client_secret", "The client secret is missing.").WithHint("Enter the client secret that the provider shows for your app.")
	}
	k, err := c.grantCall(r, own)
	if err != nil {
		return own, err
	}
	answer, err := c.send(ctx, k)
	if err != nil {
		return own, err
	}
	token, err := k.read(answer)
	if err != nil {
		return own, err
	}
	for _, path := range []string{"access_token", "data.token", "jwt"} {
		if found, ok := at(token.object, path).(string); ok && soundToken(found) {
			own.Token = vault.Secret(found)
			own.Expires, own.Raw = c.grantExpiry(r.Provider, token), token.raw
			if r.Provider.Key == "salesforce-cc" && expiryOf(token.object, time.Second, c.now()).IsZero() { // it says so only when it is asked
				r.App.ClientID, r.App.ClientSecret = own.ClientID, own.ClientSecret
				own.Expires = c.tokenEnd(ctx, r, own.Raw, own.Token)
			}
			return own, nil
		}
	}
	return own, k.noToken()
}

func (c *Client) grantExpiry(p *catalog.Provider, token tokenAnswer) time.Time {
	unit := time.Second
	if p.ExpiresInUnit == "milliseconds" {
		unit = time.Millisecond
	}
	now := c.now()
	if expires := expiryOf(token.object, unit, now); !expires.IsZero() {
		return expires
	}
	return now.Add(DefaultGrantLife).UTC()
}

func (c *Client) grantCall(r TokenRequest, own OAuth2ClientCredentials) (*call, error) {
	scope := c.scope(r.Config)
	address, err := catalog.ExpandURL(r.Provider.TokenURL.For(catalog.OAuth2CC), scope,
		catalog.URLOptions{SkipEncode: slices.Contains(r.Provider.TokenURLSkipEncode, "base_url")})
	if err != nil {
		return nil, err
	}
	scopes := configScopes(r.Config)
	if scopes == nil {
		scopes = r.App.Scopes
	}
	r.App = App{ClientID: own.ClientID, ClientSecret: own.ClientSecret, Scopes: scopes}
	k := r.newCall(granting, address)
	k.secrets = append(k.secrets, own.PrivateKey)
	if err := c.authenticateGrant(k, own); err != nil {
		return nil, err
	}
	extra, complete := catalog.ExpandParams(r.Provider.TokenParams, scope)
	if !complete {
		return nil, missingParams(r.Provider, r.Config)
	}
	k.params.setAll(extra)
	if len(scopes) > 0 {
		k.params.set("scope", r.Provider.JoinScopes(scopes))
	}
	for name, value := range objectAt(r.Config, "authorization_params") {
		k.params.set(name, value)
	}
	return k, nil
}

// authenticateGrant places the client's credentials as the variants of §4.2 say.
func (c *Client) authenticateGrant(k *call, own OAuth2ClientCredentials) error {
	p := k.Provider
	switch p.TokenRequestAuthMethod {
	case "basic":
		k.basic(own.ClientID, own.ClientSecret)
	case "custom":
		k.params.set("username", own.ClientID)
		k.params.set("password", own.ClientSecret.Reveal())
	case "private_key_jwt":
		assertion, err := c.clientAssertion(own, k.url.String())
		if err != nil {
			return err
		}
		k.secrets = append(k.secrets, vault.Secret(assertion))
		k.params.set("client_id", own.ClientID)
		k.params.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
		k.params.set("client_assertion", assertion)
		return nil
	default:
		k.params.set("client_id", own.ClientID)
		k.params.set("client_secret", own.ClientSecret.Reveal())
	}
	if p.RequireClientCertificate || own.Certificate != "" && own.PrivateKey != "" {
		pair, err := own.ClientCertificate()
		if err != nil {
			return err
		}
		k.certificate = &pair
	}
	return nil
}

// ClientCertificate is what the client shows to servers that ask for a certificate, from PEM text in any layout. Faults:
// invalid_body, which quotes neither.
func (own OAuth2ClientCredentials) ClientCertificate() (tls.Certificate, error) {
	pair, err := tls.X509KeyPair([]byte(rewrapPEM(own.Certificate.Reveal())), []byte(rewrapPEM(own.PrivateKey.Reveal())))
	if err != nil { // the cause may quote the key, so it is not kept
		return pair, fault.New(fault.Invalid, "invalid_body", "The client certificate and its private key cannot be read, or do not belong together.").
			WithHint("Paste both as PEM text, from -----BEGIN to -----END.").
			WithIssues(fault.Issue{Code: "custom", Message: "Not a matching PEM pair", Path: []string{"client_certificate"}})
	}
	return pair, nil
}

// rewrapPEM restores the line breaks that forms and environment variables take from PEM text.
func rewrapPEM(written string) string {
	written = strings.ReplaceAll(strings.TrimSpace(written), `\n`, "\n")
	if !strings.Contains(written, "-----BEGIN") {
		if decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(written), "")); err == nil && strings.Contains(string(decoded), "-----BEGIN") {
			written = string(decoded)
		}
	}
	var out strings.Builder
	for {
		_, rest, found := strings.Cut(written, "-----BEGIN ")
		if !found {
			return out.String()
		}
		label, rest, found := strings.Cut(rest, "-----")
		body, tail, closed := strings.Cut(rest, "-----END "+label+"-----")
		if !found || !closed {
			return out.String()
		}
		out.WriteString("-----BEGIN " + label + "-----\n")
		for body = strings.Join(strings.Fields(body), ""); len(body) > 64; body = body[64:] {
			out.WriteString(body[:64] + "\n")
		}
		out.WriteString(body + "\n-----END " + label + "-----\n")
		written = tail
	}
}

// configScopes are connection_config.oauth_scopes as a list or a comma-separated text; nil when it is not set.
func configScopes(config map[string]any) []string { return ScopeList(config["oauth_scopes"]) }

// ScopeList reads scopes written as a list or as a comma-separated text; nil for anything else.
func ScopeList(value any) []string {
	var scopes []string
	add := func(written string) {
		if written = strings.TrimSpace(written); written != "" {
			scopes = append(scopes, written)
		}
	}
	switch v := value.(type) {
	case string:
		for part := range strings.SplitSeq(v, ",") {
			add(part)
		}
	case []string:
		for _, part := range v {
			add(part)
		}
	case []any:
		for _, part := range v {
			if written, ok := part.(string); ok {
				add(written)
			}
		}
	}
	return scopes
}

func objectAt(config map[string]any, name string) map[string]any {
	object, _ := config[name].(map[string]any)
	return object
}
