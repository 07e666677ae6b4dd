package connect

import (
	"context"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/vault"
)

// Some servers let a program register itself (RFC 7591). The client that comes of it is good for the redirect address
// that it was registered with; a login at another address needs another client. Connections keep the one that they were
// made with, because a refresh token serves that client only.

// registersItself reports whether the integration's client is made by Patchbay.
func registersItself(p *catalog.Provider) bool {
	return p.AuthMode == catalog.MCPOAuth2 && p.ClientRegistration == "dynamic"
}

// registerClient makes a client at the provider and writes it into the row and its secrets. Faults:
// client_registration_err, and those of Options.Redirect.
func (s *Service) registerClient(ctx context.Context, row *integrationRow, p *catalog.Provider, secrets *appSecrets, redirectURI string) error {
	record := &recorder{Recorder: s.logs.Begin(logs.Operation{EnvironmentID: row.EnvironmentID, Kind: "auth", Action: "register", Source: logs.SourceSystem,
		Title: "Registered a client at " + p.DisplayName, Provider: p.Key, Integration: row.UniqueKey})}
	pair, err := s.auth.Register(ctx, auth.Registration{TokenRequest: auth.TokenRequest{Provider: p, Watch: record.hop},
		Address: p.RegistrationURL, RedirectURI: redirectURI, Name: "Patchbay - " + row.DisplayName, More: p.RegistrationParams})
	s.redactor.Add(pair.ClientSecret.Reveal())
	record.finish(err)
	if err != nil {
		return err
	}
	row.ClientID, secrets.ClientSecret, secrets.RegisteredRedirect = pair.ClientID, pair.ClientSecret.Reveal(), redirectURI
	return nil
}

// registerNew gives a new integration its client.
func (s *Service) registerNew(ctx context.Context, row *integrationRow, p *catalog.Provider, secrets *appSecrets) error {
	if !registersItself(p) || row.ClientID != "" {
		return nil
	}
	redirect, err := s.redirectFor(ctx, row, p)
	if err != nil {
		return err
	}
	return s.registerClient(ctx, row, p, secrets, redirect.URL)
}

// ownClient gives a login the client that belongs to its redirect address, registering one where the address is new. A
// client that somebody entered is left alone.
func (s *Service) ownClient(ctx context.Context, l *login) error {
	row, p := l.target.integration, l.target.provider
	if !registersItself(p) || l.override != nil {
		return nil
	}
	secrets, err := s.unsealApp(ctx, row.UUID, row.sealed)
	if err != nil {
		return err
	}
	entered := row.ClientID != "" && secrets.RegisteredRedirect == ""
	if !entered && secrets.RegisteredRedirect != l.redirectURI {
		if err := s.registerClient(ctx, row, p, &secrets, l.redirectURI); err != nil {
			return err
		}
		if err := s.storeIntegration(ctx, row, secrets, false); err != nil && !fault.HasCode(err, "conflict") {
			return err
		}
	}
	l.app.ClientID, l.app.ClientSecret = row.ClientID, vault.Secret(secrets.ClientSecret)
	l.override = &auth.ClientPair{ClientID: l.app.ClientID, ClientSecret: l.app.ClientSecret}
	return nil
}
