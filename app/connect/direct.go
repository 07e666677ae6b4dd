package connect

import (
	"context"
	"encoding/json"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/vault"
)

// maxCredential bounds a key, a user name or a password that somebody types, in characters.
const maxCredential = 1024

// ConnectDirect connects an account from credentials that the user typed: API_KEY, BASIC, NONE and OAUTH2_CC. Keys and
// passwords are checked with the provider first where the catalog knows how, and nothing is stored when that fails.
// Faults: those of Begin, invalid_body, connection_test_failed, client_credentials_fetch_error, missing_client_id,
// missing_client_secret, connection_validation_failed.
func (s *Service) ConnectDirect(ctx context.Context, env int64, in ConnectInput) (Connection, error) {
	t, err := s.aim(ctx, env, in)
	if err != nil {
		return Connection{}, err
	}
	credentials, err := t.typed(in.Credentials)
	if err != nil {
		return Connection{}, err
	}
	s.hide(credentials, nil)
	record := &recorder{Recorder: s.logs.Begin(logs.Operation{EnvironmentID: env, Kind: "auth", Action: "connect", Source: "system",
		Title: "Connect " + t.provider.DisplayName, Provider: t.provider.Key, Integration: t.integration.UniqueKey, Connection: t.connectionID})}
	c, err := s.connectDirect(ctx, t, in, credentials, record)
	record.finish(err)
	return c, err
}

func (s *Service) connectDirect(ctx context.Context, t target, in ConnectInput, credentials auth.Credentials, record *recorder) (Connection, error) {
	w := t.write(in.Tags)
	switch typed := credentials.(type) {
	case auth.OAuth2ClientCredentials:
		granted, err := s.grant(ctx, t, typed, record)
		if err != nil {
			return Connection{}, err
		}
		w.issued, credentials = true, granted
		facts := auth.ResponseMetadata(t.provider, granted.Raw)
		overlay(facts, w.config)
		w.config = facts
	case auth.APIKey, auth.Basic:
		if err := s.verify(ctx, t, credentials); err != nil {
			return Connection{}, err
		}
		if t.session != nil { // the public API resets metadata here; Patchbay's own forms keep it
			w.oldMetadata = json.RawMessage("{}")
		}
	case auth.None:
	}
	w.credentials = credentials
	return s.storeAndTell(ctx, w)
}

// grant asks for the first token of a client-credentials connection.
func (s *Service) grant(ctx context.Context, t target, own auth.OAuth2ClientCredentials, record *recorder) (auth.OAuth2ClientCredentials, error) {
	app, err := s.appOf(ctx, t.integration)
	if err != nil {
		return own, err
	}
	if _, set := t.config["oauth_scopes"]; !set && app.Scopes != "" {
		t.config["oauth_scopes"] = app.Scopes
	}
	request := tokenRequest(t.provider, app, t.config)
	request.Watch = record.hop
	granted, err := s.auth.ClientCredentials(ctx, request, own)
	if err == nil {
		s.hide(granted, nil)
	}
	record.flush()
	return granted, err
}

// verify asks the verifier, if there is one, whether the credentials work.
func (s *Service) verify(ctx context.Context, t target, credentials auth.Credentials) error {
	if s.verifier == nil {
		return nil
	}
	integration := t.integration.Integration
	return s.verifier.Verify(ctx, Verification{EnvironmentID: integration.EnvironmentID, Provider: t.provider, Integration: &integration,
		Config: t.config, Credentials: credentials})
}

// typed turns the fields of a form into credentials and checks them (http-api §2.6).
func (t target) typed(fields map[string]string) (auth.Credentials, error) {
	var c checks
	text := func(name string, least, most int) string {
		value, given := fields[name]
		path := t.credentialPath(name)
		if field, ok := t.provider.Credentials.Get(name); !given && ok && field.DefaultValue != nil {
			value, given = field.Default(), true
		}
		if !given && t.session == nil && t.optional(name) {
			given = true
		}
		if t.session == nil && (!given || value == "" && least > 0) {
			c.add("too_small", t.credentialTitle(name)+" is required.", path...)
			return ""
		}
		if !given {
			c.add("invalid_type", "Invalid input: expected string, received undefined", path...)
			return ""
		}
		sound := c.length(value, least, most, path...) && (severalLines[name] || c.oneLine(value, path...))
		if sound && t.session == nil {
			if field, ok := t.provider.Credentials.Get(name); ok {
				c.field(field, value, false, "credentials")
			}
		}
		return value
	}
	var credentials auth.Credentials
	switch t.provider.AuthMode {
	case catalog.APIKey:
		credentials = auth.APIKey{Key: vault.Secret(text("apiKey", 1, maxCredential))}
	case catalog.Basic:
		credentials = auth.Basic{Username: text("username", 0, maxCredential), Password: vault.Secret(text("password", 0, maxCredential))}
	case catalog.OAuth2CC:
		credentials = auth.OAuth2ClientCredentials{ClientID: fields["client_id"], ClientSecret: vault.Secret(fields["client_secret"]),
			Certificate: vault.Secret(fields["client_certificate"]), PrivateKey: vault.Secret(fields["client_private_key"])}
	case catalog.None:
		credentials = auth.None{}
	default:
		return nil, fault.New(fault.Invalid, codeAuthMode, t.provider.DisplayName+" accounts are connected through the browser.")
	}
	return credentials, c.err()
}

// credentialPath is where an issue puts a credential: at the root for the public API's routes, in its group for
// Patchbay's own form.
func (t target) credentialPath(name string) []string {
	if t.session != nil {
		return []string{name}
	}
	return []string{"credentials", name}
}

// credentialTitle is what the form calls a credential.
func (t target) credentialTitle(name string) string {
	if field, declared := t.provider.Credentials.Get(name); declared {
		return titleOf(field)
	}
	return map[string]string{"apiKey": "API key", "username": "User name", "password": "Password"}[name]
}

// optional reports whether the form may leave a credential out: hidden and optional ones, and a password.
func (t target) optional(name string) bool {
	field, declared := t.provider.Credentials.Get(name)
	return declared && !field.Required() || !declared && name == "password"
}
