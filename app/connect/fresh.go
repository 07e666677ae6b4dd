package connect

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// backoff is how long a failed renewal is not tried again.
const backoff = 30 * time.Second

// Fresh returns a connection whose credentials work, renewing them first when they are due. While nothing is due it
// answers from memory: no SQL, no keychain. Renewals of one connection never overlap, go on when the caller leaves, and
// are on disk before anyone gets the new token.
//
// Faults: unknown_provider_config, unknown_connection, connection_refresh_backoff, connection_refresh_exhausted,
// credentials_not_saved, provider_destination_not_confirmed, refresh_token_external_error, client_credentials_fetch_error, and the vault's and network's.
func (s *Service) Fresh(ctx context.Context, env int64, key, connectionID string, o FreshOptions) (*Live, error) {
	k := cacheKey{env, key, connectionID}
	now := s.now()
	if e := s.cache.get(k); e != nil && !o.Force && (e.due.IsZero() || now.Before(e.due)) && s.current(e) {
		s.fetched.mark(e.stamp, now)
		return e.live, nil
	}
	e, err := s.freshSlow(ctx, k, o)
	if err != nil {
		return nil, err
	}
	s.fetched.mark(e.stamp, now)
	return e.live, nil
}

// current reports whether the catalog still says of the provider what it said when the entry was made.
func (s *Service) current(e *entry) bool {
	p, _ := s.catalog.Get(e.live.Provider.Key)
	return p == e.live.Provider
}

func (s *Service) freshSlow(ctx context.Context, k cacheKey, o FreshOptions) (*entry, error) {
	generation := s.cache.begin()
	row, err := s.connectionRow(ctx, s.db.Reader(), k.env, k.key, k.id)
	if err != nil {
		return nil, err
	}
	e, wants, err := s.settled(ctx, row, o, generation)
	if err != nil || !wants {
		return e, err
	}
	return s.renew(ctx, row.UUID, o)
}

// settled loads the connection and decides: an entry to use, a fault, or the wish to renew.
func (s *Service) settled(ctx context.Context, row *connectionRow, o FreshOptions, generation uint64) (e *entry, wants bool, err error) {
	if !o.Force {
		if err := s.holdBack(row); err != nil {
			return nil, false, err
		}
	}
	live, err := s.load(ctx, row)
	if err != nil {
		return nil, false, err
	}
	e = &entry{live: live, due: dueAt(live.Provider, live.Credentials, row.issuedAt), stamp: s.fetched.of(row.UUID)}
	if o.Force && auth.Renewable(live.Provider, live.Credentials) {
		return e, true, nil
	}
	if !e.due.IsZero() && !s.now().Before(e.due) || s.refresh.unsaved(row.UUID) {
		return e, true, nil
	}
	if row.Refresh.LastFailure == nil && !row.Refresh.Exhausted {
		s.cache.put(cacheKey{row.EnvironmentID, row.IntegrationKey, row.ConnectionID}, e, generation)
	}
	return e, false, nil
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return strconv.Itoa(n) + " days"
}

// holdBack refuses to try again too soon (providers-and-auth §6.3). The fault is kept with runs and operations and read much
// later: the cause comes first, and nothing in it counts down.
func (s *Service) holdBack(row *connectionRow) error {
	reason, hint := "", "Reconnect the account."
	if row.AuthError != nil {
		reason = row.AuthError.Message + " "
		if row.AuthError.Hint != "" {
			hint = row.AuthError.Hint
		}
	}
	if row.Refresh.Exhausted {
		return fault.New(fault.FailedDependency, codeExhausted, fmt.Sprintf("%sThe credentials of %q could not be renewed on %s, so Patchbay no longer tries.", reason, row.ConnectionID, days(row.Refresh.Attempts))).WithHint(hint)
	}
	if row.Refresh.LastFailure == nil {
		return nil
	}
	if wait := backoff - s.now().Sub(*row.Refresh.LastFailure); wait > 0 && wait <= backoff {
		return fault.New(fault.FailedDependency, codeBackoff,
			fmt.Sprintf("%sThe credentials of %q were not renewed: Patchbay waits %d seconds after a failed try.", reason, row.ConnectionID, int(backoff.Seconds()))).WithHint(hint)
	}
	return nil
}

// load unseals a connection and its integration and joins them with the catalog.
func (s *Service) load(ctx context.Context, row *connectionRow) (*Live, error) {
	p, ok := s.catalog.Get(row.Provider)
	if !ok {
		return nil, unknownProvider(row.Provider)
	}
	if err := s.trust(ctx, p); err != nil {
		return nil, err
	}
	integration, err := s.integrationByUUID(ctx, s.db.Reader(), row.integrationUUID)
	if err != nil {
		return nil, err
	}
	app, err := s.appOf(ctx, integration)
	if err != nil {
		return nil, err
	}
	credentials, config, err := s.unsealConnection(ctx, row)
	if err != nil {
		return nil, err
	}
	live := &Live{Connection: row.Connection, Integration: integration.Integration, Provider: p, Credentials: credentials, App: app}
	live.Connection.Config = config
	now := s.now()
	live.Connection.LastFetchedAt = &now
	live.Values = templateValues(live)
	return live, nil
}

// templateValues lays out the names that the connection's templates may read (providers-and-auth §2.1).
func templateValues(live *Live) map[string]any {
	fields := live.Credentials.Fields()
	if live.Provider.AuthMode == catalog.TwoStep { // what the integration holds is not stored on its connections
		fields = maps.Clone(fields)
		for name, value := range live.App.IntegrationConfig {
			if value != "" {
				fields[name] = value
			}
		}
	}
	values := maps.Clone(fields)
	values["credentials"] = fields
	values["connectionConfig"] = live.Connection.Config
	values["clientId"], values["clientSecret"] = live.App.ClientID, live.App.ClientSecret.Reveal()
	if pair := overrideOf(live.Credentials); pair != nil {
		values["clientId"], values["clientSecret"] = pair.ClientID, pair.ClientSecret.Reveal()
	}
	var metadata map[string]any
	if json.Unmarshal(live.Connection.Metadata, &metadata) == nil && metadata != nil {
		values["metadata"] = metadata
	}
	return values
}

// overrideOf is the connection's own OAuth client when it has a whole one.
func overrideOf(c auth.Credentials) *auth.ClientPair {
	if oauth, ok := c.(auth.OAuth2); ok && oauth.Override != nil && oauth.Override.ClientID != "" && oauth.Override.ClientSecret != "" {
		return oauth.Override
	}
	return nil
}

// tokenRequest prepares a call to the provider's token endpoint.
func tokenRequest(p *catalog.Provider, app AppCredentials, config map[string]any) auth.TokenRequest {
	return auth.TokenRequest{Provider: p, Config: config, AlsoAllow: typedHosts(app),
		App: registered(app)}
}

// registered is the integration's own registration with the provider.
func registered(app AppCredentials) auth.App {
	return auth.App{ClientID: app.ClientID, ClientSecret: app.ClientSecret, Scopes: auth.ScopeList(app.Scopes), ID: app.AppID, Link: app.AppLink,
		PrivateKey: app.PrivateKey, Settings: app.IntegrationConfig, Custom: app.Custom}
}

// typedHosts are the hosts in an integration's own settings: the user typed them, so they may be private (design §7).
func typedHosts(app AppCredentials) []string {
	var hosts []string
	for _, values := range []map[string]string{app.IntegrationConfig, app.Custom} {
		for _, value := range values {
			if host := hostOf(value); host != "" {
				hosts = append(hosts, host)
			}
		}
	}
	return hosts
}

func hostOf(value string) string {
	rest, ok := strings.CutPrefix(value, "https://")
	if !ok {
		if rest, ok = strings.CutPrefix(value, "http://"); !ok {
			return ""
		}
	}
	host, _, _ := strings.Cut(rest, "/")
	return host
}
