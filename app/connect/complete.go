package connect

import (
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// completeTimeout bounds what follows a callback; the browser may be closed meanwhile.
const completeTimeout = 2 * time.Minute

// Complete finishes the login that a callback belongs to. The attempt tells the outcome, on failure too; the error is
// then the attempt's. A callback that belongs to no pending login changes nothing and is a fault state_err (not found),
// with an empty attempt. A code is used once: the attempt ends whatever the provider says to it.
func (s *Service) Complete(ctx context.Context, query url.Values) (Attempt, error) {
	l := s.claim(query)
	if l == nil {
		return Attempt{}, fault.New(fault.NotFound, codeState, "No login is waiting for this answer.").
			WithHint("It was finished, cancelled or started more than ten minutes ago, or Patchbay was restarted. Connect again.")
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), completeTimeout)
	defer cancel()
	c, err := s.complete(ctx, l, query)
	if err != nil {
		s.noteFailed(ctx, l.target, err)
		a := s.endLogin(l, Failed, "", fault.From(err))
		return a, a.Error
	}
	a := s.endLogin(l, Succeeded, c.ConnectionID, nil)
	a.Waits, _ = c.Config[auth.ConfigPending].(bool)
	return a, nil
}

// claim takes the pending login that the callback names.
func (s *Service) claim(query url.Values) *login {
	state := stateOf(query)
	if state == "" {
		return nil
	}
	return s.attempts.take(state, s.now())
}

// stateOf is the callback's state value under the names that providers give it; a name given twice is no name.
func stateOf(query url.Values) string {
	for _, name := range []string{"state", "payload", "customField"} {
		if values := query[name]; len(values) > 1 {
			return ""
		} else if len(values) == 1 && values[0] != "" {
			return values[0]
		}
	}
	return ""
}

func (s *Service) complete(ctx context.Context, l *login, query url.Values) (Connection, error) {
	s.redactor.Add(query[l.target.provider.CodeParamInCallback]...)
	s.redactor.Add(slices.Concat(query["code"], query["oauth_token"], query["oauth_verifier"])...)
	s.noteBrowser(l, "The provider sent the browser back.", browserBack, l.redirectURI, query)
	if err := s.checkIssuer(ctx, l, query); err != nil {
		return Connection{}, err
	}
	known, err := s.adoptInstallation(ctx, l, query)
	if err != nil {
		return Connection{}, err
	}
	config := auth.CallbackMetadata(l.target.provider, query)
	overlay(config, l.target.config)
	got, err := s.exchange(ctx, l, query, config, known)
	if err != nil {
		return Connection{}, err
	}
	return s.storeLogin(ctx, l, got, config)
}

// overlay writes values over config; an empty text does not replace anything.
func overlay(config, values map[string]any) {
	for name, value := range values {
		if text, ok := value.(string); ok && text == "" && config[name] != nil {
			continue
		}
		config[name] = value
	}
}

// exchange turns the browser's answer into credentials and tries them where the mode asks for it; known says that the
// installation in the answer has a connection.
func (s *Service) exchange(ctx context.Context, l *login, query url.Values, config map[string]any, known bool) (auth.Obtained, error) {
	app, err := s.appOf(ctx, l.target.integration)
	if err != nil {
		return auth.Obtained{}, err
	}
	request := tokenRequest(l.target.provider, app, config)
	request.App, request.Watch = l.app, l.record.hop
	got, err := s.auth.Finish(ctx, auth.Return{TokenRequest: request, Query: query, RedirectURI: l.redirectURI, State: stateOf(query),
		Verifier: l.verifier, Memory: l.memory, Own: auth.OwnClient{Pair: l.override, RefreshToken: l.refresh}, KnownInstallation: known})
	if err == nil {
		_, secret := splitConfig(l.target.provider, got.Config)
		s.hide(got.Credentials, secret)
	}
	l.record.flush()
	if err != nil || !auth.Tested(l.target.provider.AuthMode) {
		return got, err
	}
	l.target.operation = l.record.id()
	return got, s.verify(ctx, l.target, got.Credentials)
}

// storeLogin writes the connection by the first and third row of http-api §6.5 and tells the lifecycle. The config is
// the token answer's facts, under the callback's, under the caller's own.
func (s *Service) storeLogin(ctx context.Context, l *login, got auth.Obtained, config map[string]any) (Connection, error) {
	facts := learned(got.Config)
	overlay(facts, config)
	delete(facts, configNotGranted)
	if refused := s.notGranted(l, got.Credentials); len(refused) > 0 {
		facts[configNotGranted] = refused
	}
	w := l.target.write(l.tags)
	w.credentials, w.issued, w.config = got.Credentials, true, facts
	w.newMetadata = json.RawMessage("null")
	return s.storeAndTell(ctx, w)
}

// learned are the facts of a login, without the names that are to go.
func learned(config map[string]any) map[string]any {
	facts := map[string]any{}
	overlayFacts(facts, config)
	return facts
}

// overlayFacts writes facts over config; a nil value removes the name.
func overlayFacts(config, facts map[string]any) {
	for name, value := range facts {
		if value == nil {
			delete(config, name)
			continue
		}
		config[name] = value
	}
}

// configNotGranted is where a connection keeps the scopes that it was asked for and did not get.
const configNotGranted = "scopes_not_granted"

// notGranted lists the scopes that were asked for and are missing in the provider's answer, and says so in the log
// (security OA-20). An answer that names no scopes grants all of them (RFC 6749 §5.1).
func (s *Service) notGranted(l *login, credentials auth.Credentials) []any {
	granted, _ := credentials.Fields()["raw"].(map[string]any)
	text, ok := granted["scope"].(string)
	if !ok || text == "" {
		return nil
	}
	have := " " + strings.NewReplacer(",", " ", "+", " ").Replace(text) + " "
	var refused []any
	for _, scope := range l.app.Scopes {
		if !strings.Contains(have, " "+scope+" ") {
			refused = append(refused, scope)
			l.record.Log("warn", "The provider did not grant the scope "+scope+". Calls that need it will fail.")
		}
	}
	return refused
}

// NotGranted are the scopes that the last login asked for and the provider left out; nil: none that is known of.
func (c Connection) NotGranted() []string {
	list, _ := c.Config[configNotGranted].([]any)
	var names []string
	for _, one := range list {
		if name, ok := one.(string); ok {
			names = append(names, name)
		}
	}
	return names
}

// write prepares what all connects have in common; tags, end user and webhook target come from the session if there is one.
func (t target) write(tags map[string]string) connectionWrite {
	w := connectionWrite{integration: t.integration, provider: t.provider, connectionID: t.connectionID, mustExist: t.mustExist,
		config: t.config, tags: tags, keepEndUser: true, keepWebhook: true, newMetadata: json.RawMessage("{}")}
	if t.session != nil {
		w.tags = maps.Clone(t.session.Tags)
		if w.tags == nil {
			w.tags = map[string]string{}
		}
		w.endUser, w.webhook, w.keepWebhook, w.inSession = t.session.EndUser, t.session.WebhookURLOverride, false, true
	}
	return w
}

// storeAndTell writes the connection, lets the provider's script complete it, and then the lifecycle validate and hear of it.
func (s *Service) storeAndTell(ctx context.Context, w connectionWrite) (Connection, error) {
	c, err := s.write(ctx, w)
	if err != nil {
		return Connection{}, err
	}
	return s.tell(ctx, c)
}

// tell completes a stored connection by its provider's script, lets the lifecycle validate it, and lets it and the user's
// backend hear of it. Of one that waits for its installation, CompleteInstallation tells.
func (s *Service) tell(ctx context.Context, c stored) (Connection, error) {
	c.Connection = s.connected(ctx, c.Connection)
	if pending(c.Config) {
		return c.Connection, nil
	}
	if s.lifecycle != nil {
		if err := s.lifecycle.Validate(ctx, c.Connection, c.operation); err != nil {
			return Connection{}, s.invalidated(ctx, c, err)
		}
	}
	s.release(ctx, c)
	if s.lifecycle != nil {
		s.lifecycle.Created(ctx, c.Connection, c.operation)
	}
	return c.Connection, nil
}

func pending(config map[string]any) bool {
	waits, _ := config[auth.ConfigPending].(bool)
	return waits
}

// invalidated undoes a connection that the user's own check refused: a new one goes, an old one is marked.
func (s *Service) invalidated(ctx context.Context, c stored, cause error) error {
	f := fault.New(fault.Invalid, codeInvalidated, fault.From(cause).Message).WithHint(fault.From(cause).Hint).WithCause(cause)
	row, err := s.connectionByUUID(ctx, s.db.Reader(), c.UUID)
	if err != nil || row == nil {
		return f
	}
	refused := func(tx *sqlite.Tx) error { return s.noteRefused(ctx, tx, c, f) }
	if c.operation == Creation {
		err = s.removeConnection(ctx, row, refused)
	} else {
		err = s.markFailed(ctx, row, AuthError{Code: f.Code, Message: s.redactor.Text(f.Message), Hint: f.Hint, At: s.now().UTC()}, refused)
	}
	if err != nil {
		return err
	}
	return f
}

// checkIssuer refuses an answer that names another authorization server than the one that was asked (RFC 9207). The
// catalog knows no issuer names, so what counts as another one is the server of a different integration.
func (s *Service) checkIssuer(ctx context.Context, l *login, query url.Values) error {
	issuer := authority(query.Get("iss"))
	if issuer == "" || issuer == l.authority || issuer == authority(l.target.provider.TokenURL.For(catalog.OAuth2)) {
		return nil
	}
	others, err := s.Integrations(ctx, l.EnvironmentID)
	if err != nil {
		return err
	}
	for _, other := range others {
		p, ok := s.catalog.Get(other.Provider)
		if !ok || other.UUID == l.target.integration.UUID {
			continue
		}
		for _, address := range []string{p.AuthorizationURL, p.TokenURL.For(p.AuthMode)} {
			if authority(address) == issuer {
				return fault.New(fault.Invalid, codeState, "The answer comes from "+p.DisplayName+", but the login was started at "+l.target.provider.DisplayName+".").
					WithHint("Connect again. If it happens again, one of the two sites sends its users to the other: do not trust it.")
			}
		}
	}
	return nil
}
