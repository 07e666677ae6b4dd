package connect

import (
	"context"
	"database/sql"
	"errors"
	"net/url"

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

// adoptInstallation turns a login into an update of the connection that has the installation already (providers-and-auth
// §4.9). The browser's word for the installation is no proof of who the user is, so the connection keeps its owner and tags.
func (s *Service) adoptInstallation(ctx context.Context, l *login, query url.Values) (bool, error) {
	installation := query.Get("installation_id")
	if l.target.provider.AuthMode != catalog.Custom || installation == "" {
		return false, nil
	}
	row, err := scanConnection(s.db.Reader().QueryRowContext(ctx, `SELECT `+connectionColumns+fromConnections+
		`WHERE c.integration_uuid = ? AND json_extract(c.config, '$.installation_id') = ? ORDER BY c.id LIMIT 1`, l.target.integration.UUID, installation))
	if errors.Is(err, sql.ErrNoRows) || err == nil && l.target.mustExist && row.ConnectionID != l.target.connectionID {
		return false, nil
	}
	if err != nil {
		return false, s.db.Fault(err)
	}
	_, config, err := s.unsealConnection(ctx, row)
	if err != nil {
		return false, err
	}
	l.target.connectionID, l.target.session, l.tags = row.ConnectionID, nil, nil
	l.target.config = config
	return true, nil
}
