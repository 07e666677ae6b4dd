package connect

import (
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"strings"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/vault"
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
		a := s.endLogin(l, Failed, "", fault.From(err))
		return a, a.Error
	}
	return s.endLogin(l, Succeeded, c.ConnectionID, nil), nil
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
	if err := s.checkIssuer(ctx, l, query); err != nil {
		return Connection{}, err
	}
	name := l.target.provider.CodeParamInCallback
	if name == "" {
		name = "code"
	}
	code := query[name]
	if len(code) != 1 || code[0] == "" || query.Get("error") != "" {
		return Connection{}, auth.CallbackFault(l.target.provider.DisplayName, l.redirectURI, query)
	}
	s.redactor.Add(code[0])
	l.record.Log("info", "The provider sent the browser back with a code.")
	config := auth.CallbackMetadata(l.target.provider, query)
	overlay(config, l.target.config)
	credentials, err := s.exchange(ctx, l, vault.Secret(code[0]), stateOf(query), config)
	if err != nil {
		return Connection{}, err
	}
	return s.storeLogin(ctx, l, credentials, config)
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

func (s *Service) exchange(ctx context.Context, l *login, code vault.Secret, state string, config map[string]any) (auth.OAuth2, error) {
	app, err := s.appOf(ctx, l.target.integration)
	if err != nil {
		return auth.OAuth2{}, err
	}
	request := tokenRequest(l.target.provider, app, config)
	request.App, request.Watch = l.app, l.record.hop
	credentials, err := s.auth.Exchange(ctx, auth.Exchange{TokenRequest: request, Code: code, RedirectURI: l.redirectURI, Verifier: l.verifier, State: state})
	if err != nil {
		l.record.flush()
		f := *fault.From(err)
		if f.Code == auth.CodeExchange {
			f.Code = "token_err"
		}
		return auth.OAuth2{}, &f
	}
	credentials = s.auth.WithExpiry(ctx, request, credentials)
	credentials.Override = l.override
	if l.refresh != "" {
		credentials.RefreshToken = l.refresh
		credentials.Raw = withRefreshToken(credentials.Raw, l.refresh)
		config["overrideTokenRefresh"] = true
	}
	s.hide(credentials, nil)
	l.record.flush()
	return credentials, nil
}

// withRefreshToken puts the caller's refresh token into the kept answer, as the public API does.
func withRefreshToken(raw, token vault.Secret) vault.Secret {
	var object map[string]json.RawMessage
	if json.Unmarshal([]byte(raw.Reveal()), &object) != nil {
		return raw
	}
	quoted, err := json.Marshal(token.Reveal())
	if err != nil {
		return raw
	}
	object["refresh_token"] = quoted
	text, err := json.Marshal(object)
	if err != nil {
		return raw
	}
	return vault.Secret(text)
}

// storeLogin writes the connection by the first and third row of http-api §6.5 and tells the lifecycle. The config is
// the token answer's facts, under the callback's, under the caller's own.
func (s *Service) storeLogin(ctx context.Context, l *login, credentials auth.OAuth2, config map[string]any) (Connection, error) {
	facts := auth.ResponseMetadata(l.target.provider, credentials.Raw)
	overlay(facts, config)
	s.noteScopes(l, credentials)
	w := l.target.write(l.tags)
	w.credentials, w.issued, w.config = credentials, true, facts
	w.newMetadata = json.RawMessage("null")
	return s.storeAndTell(ctx, w)
}

// noteScopes says in the log when the provider granted less than was asked for (security OA-20).
func (s *Service) noteScopes(l *login, credentials auth.OAuth2) {
	granted, _ := credentials.Fields()["raw"].(map[string]any)
	text, ok := granted["scope"].(string)
	if !ok || text == "" {
		return
	}
	have := " " + strings.NewReplacer(",", " ", "+", " ").Replace(text) + " "
	for _, scope := range l.app.Scopes {
		if !strings.Contains(have, " "+scope+" ") {
			l.record.Log("warn", "The provider did not grant the scope "+scope+". Calls that need it will fail.")
		}
	}
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
		w.endUser, w.webhook, w.keepWebhook = t.session.EndUser, t.session.WebhookURLOverride, false
	}
	return w
}

// storeAndTell writes the connection, then lets the lifecycle validate and hear of it.
func (s *Service) storeAndTell(ctx context.Context, w connectionWrite) (Connection, error) {
	c, operation, err := s.write(ctx, w)
	if err != nil || s.lifecycle == nil {
		return c, err
	}
	if err := s.lifecycle.Validate(ctx, c, operation); err != nil {
		return Connection{}, s.invalidated(ctx, c, operation, err)
	}
	s.lifecycle.Created(ctx, c, operation)
	return c, nil
}

// invalidated undoes a connection that the user's own check refused: a new one goes, an old one is marked.
func (s *Service) invalidated(ctx context.Context, c Connection, operation Operation, cause error) error {
	f := fault.New(fault.Invalid, "connection_validation_failed", fault.From(cause).Message).WithHint(fault.From(cause).Hint).WithCause(cause)
	row, err := s.connectionByUUID(ctx, s.db.Reader(), c.UUID)
	if err != nil || row == nil {
		return f
	}
	if operation == Creation {
		err = s.removeConnection(ctx, row)
	} else {
		err = s.markFailed(ctx, row, AuthError{Code: f.Code, Message: s.redactor.Text(f.Message), Hint: f.Hint, At: s.now().UTC()})
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
