package connect

import (
	"context"
	"crypto/sha256"
	"net/url"
	"strings"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Names of the values by which one connection brings its own OAuth client.
const (
	overrideID      = "oauth_client_id_override"
	overrideSecret  = "oauth_client_secret_override"
	overrideRefresh = "oauth_refresh_token_override"
)

// Begin starts a login through the browser and returns the address to open. Everything that can be wrong before the
// browser opens is checked here. Faults: unknown_provider_config, integration_not_allowed, invalid_connection,
// invalid_auth_mode, unsupported, provider_config_err (client id or secret missing), url_param_err (a parameter is
// missing or the address is no web address), invalid_body, and those of Options.Redirect.
func (s *Service) Begin(ctx context.Context, env int64, in ConnectInput) (Attempt, error) {
	t, err := s.aim(ctx, env, in)
	if err != nil {
		return Attempt{}, err
	}
	if !auth.UsesBrowser(t.provider.AuthMode) {
		return Attempt{}, fault.New(fault.Invalid, codeAuthMode, t.provider.DisplayName+" accounts are connected by entering credentials, not through the browser.")
	}
	a, err := s.begin(ctx, t, env, in)
	if err != nil {
		s.noteFailed(ctx, t, err)
	}
	return a, err
}

func (s *Service) begin(ctx context.Context, t target, env int64, in ConnectInput) (Attempt, error) {
	if err := auth.CanLogin(t.provider); err != nil {
		return Attempt{}, err
	}
	redirect, err := s.redirectFor(ctx, t.integration, t.provider)
	if err != nil {
		return Attempt{}, err
	}
	l := &login{Attempt: Attempt{Notes: redirect.Notes}, target: t, redirectURI: redirect.URL, tags: in.Tags}
	if err := s.pickClient(ctx, l, in); err != nil {
		return Attempt{}, err
	}
	if err := t.needParams(); err != nil {
		return Attempt{}, err
	}
	l.record = &recorder{Recorder: s.logs.Begin(logs.Operation{EnvironmentID: env, Kind: "auth", Action: "oauth", Source: logs.SourceSystem,
		Title: "Login at " + t.provider.DisplayName, Provider: t.provider.Key, Integration: t.integration.UniqueKey, Connection: t.connectionID})}
	if err := s.address(ctx, l, in); err != nil {
		l.record.finish(err)
		return Attempt{}, err
	}
	return s.register(l, env, in)
}

// pickClient decides which OAuth client logs in: the connection's own or the integration's.
func (s *Service) pickClient(ctx context.Context, l *login, in ConnectInput) error {
	app, err := s.appOf(ctx, l.target.integration)
	if err != nil {
		return err
	}
	l.app, l.alsoAllow = registered(app), typedHosts(app)
	if scopes := auth.ScopeList(l.target.config["oauth_scopes_override"]); scopes != nil {
		l.app.Scopes = scopes
	}
	pair := auth.ClientPair{ClientID: l.own(in, overrideID), ClientSecret: vault.Secret(l.own(in, overrideSecret))}
	l.refresh = vault.Secret(l.own(in, overrideRefresh))
	s.redactor.Add(pair.ClientSecret.Reveal(), l.refresh.Reveal())
	if pair.ClientID != "" {
		l.app.ClientID = pair.ClientID
	}
	if pair.ClientSecret != "" {
		l.app.ClientSecret = pair.ClientSecret
	}
	if pair != (auth.ClientPair{}) {
		l.override = &pair
	}
	if err := s.ownClient(ctx, l); err != nil {
		return err
	}
	if l.lacksApp() {
		return missingApp(l.target.integration.Integration)
	}
	return nil
}

// lacksApp reports whether the login cannot start for want of an app: the connection's own client makes up for the
// integration's.
func (l *login) lacksApp() bool {
	switch p := l.target.provider; p.AuthMode {
	case catalog.App, catalog.Custom, catalog.InstallPlugin:
		return len(l.target.integration.missing()) > 0
	default:
		return p.NeedsApp() && (l.app.ClientID == "" || l.app.ClientSecret == "")
	}
}

// own takes one of the connection's own client values out of the credentials or the config, where presets put it.
func (l *login) own(in ConnectInput, name string) string {
	value := in.Credentials[name]
	if preset, ok := l.target.config[name].(string); ok {
		delete(l.target.config, name)
		if preset != "" {
			value = preset
		}
	}
	return value
}

// address makes state and verifier and builds the authorize address.
func (s *Service) address(ctx context.Context, l *login, in ConnectInput) error {
	state, err := s.auth.NewState()
	if err != nil {
		return err
	}
	verifier, err := s.auth.NewVerifier()
	if err != nil {
		return err
	}
	params, userScope := in.AuthorizationParams, in.UserScope
	if in.Session != nil {
		userScope = l.target.defaults.UserScopes
		if l.target.defaults.AuthorizationParams != nil {
			params = l.target.defaults.AuthorizationParams
		}
	}
	s.redactor.Add(verifier, state)
	redirect, err := s.auth.Begin(ctx, auth.Login{AlsoAllow: l.alsoAllow, Watch: l.record.hop,
		AuthorizeRequest: auth.AuthorizeRequest{Provider: l.target.provider, App: l.app, RedirectURI: l.redirectURI,
			State: state, Verifier: verifier, Config: l.target.config, Params: params, UserScope: userScope}})
	if err != nil {
		return err
	}
	s.redactor.Add(redirect.Memory.Reveal())
	l.record.flush()
	l.key, l.verifier, l.memory, l.AuthorizeURL = sha256.Sum256([]byte(state)), vault.Secret(verifier), redirect.Memory, redirect.URL
	l.authority = authority(l.AuthorizeURL)
	return nil
}

// authority is scheme and host of an address; empty when it has none, as in a template.
func authority(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || strings.Contains(u.Host, "$") {
		return ""
	}
	return strings.ToLower(u.Scheme + "://" + u.Host)
}

// register makes the attempt known and ends those it supersedes.
func (s *Service) register(l *login, env int64, in ConnectInput) (Attempt, error) {
	id, err := sqlite.NewID(s.rand)
	if err != nil {
		return Attempt{}, err
	}
	now := s.now().UTC()
	row := l.target.integration
	l.Attempt = Attempt{ID: id, EnvironmentID: env, IntegrationKey: row.UniqueKey, ConnectionID: l.target.connectionID, Provider: row.Provider,
		State: Pending, OperationID: l.record.id(), AuthorizeURL: l.AuthorizeURL, Notes: l.Notes, CreatedAt: now, ExpiresAt: now.Add(attemptLife), WebSocketClientID: in.WebSocketClientID}
	l.noteRedirect()
	s.noteBrowser(l, "The browser is sent to "+l.authority+" with the redirect URL "+l.redirectURI+pkceNote(l.target.provider), browserOut, l.AuthorizeURL, nil)
	for _, other := range s.attempts.add(l) {
		s.endLogin(other, Cancelled, "", fault.New(fault.Invalid, "superseded", "A login at another provider was started, so this one was ended.").
			WithHint("Finish one login before starting the next: otherwise one provider could answer in the name of the other."))
	}
	s.bus.Publish(event.Hint{Topic: event.Attempts, ID: id})
	return l.Attempt, nil
}

func pkceNote(p *catalog.Provider) string {
	if p.UsesPKCE() {
		return ", protected by PKCE."
	}
	return ". The provider does not take PKCE, so the login is protected by its state value and your client secret only."
}
