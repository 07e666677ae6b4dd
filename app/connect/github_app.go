package connect

import (
	"context"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/vault"
)

// importedApp names an installation of a GitHub App in place of a token, which Patchbay gets by itself (http-api §2.4.3).
type importedApp struct {
	auth.AppToken
	kind             catalog.AuthMode
	id, installation string
}

// Mode is APP or CUSTOM, as the import says.
func (a importedApp) Mode() catalog.AuthMode { return a.kind }

// fetchInstalled gets the token of an imported installation.
func (s *Service) fetchInstalled(ctx context.Context, w *connectionWrite, a importedApp, watch auth.Watch) error {
	app, err := s.appOf(ctx, w.integration)
	if err != nil {
		return err
	}
	if len(w.integration.missing()) > 0 {
		return missingApp(w.integration.Integration)
	}
	if app.AppID != a.id {
		var c checks
		c.add("custom", "The integration belongs to the app "+app.AppID+".", "credentials", "app_id")
		return c.err()
	}
	w.config["installation_id"] = a.installation
	request := tokenRequest(w.provider, app, w.config)
	request.Watch = watch
	got, err := s.auth.Renew(ctx, request, a.AppToken)
	if err != nil {
		return err
	}
	w.credentials, w.issued = got.Credentials, true
	overlayFacts(w.config, got.Config)
	s.hide(w.credentials, nil)
	return nil
}

// AppJWT signs the token with which a GitHub App speaks for itself; empty for other kinds of connections. Faults:
// invalid_body for a key that does not sign.
func (s *Service) AppJWT(live *Live) (vault.Secret, error) {
	if mode := live.Provider.AuthMode; mode != catalog.App && mode != catalog.Custom {
		return "", nil
	}
	signed, err := s.auth.AppJWT(registered(live.App))
	s.redactor.Add(signed.Reveal())
	return signed, err
}
