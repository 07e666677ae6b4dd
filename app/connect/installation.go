package connect

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/vault"
)

// configPendingLog names the log operation that began a pending connection (providers-and-auth §4.1.9).
const configPendingLog = "pendingLog"

// Arrival is what a provider's webhook tells of an app that somebody installed.
type Arrival struct {
	Match  map[string]string // what the config of the pending connection must say; an empty value matches nothing
	Code   vault.Secret      // to be exchanged for a token; empty where the installation's id is enough
	Config map[string]string // facts for the connection's config
}

// ConnectOutbound makes a connection that waits for the provider's webhook: somebody has to install the app there. A
// connection that exists keeps its credentials until then. Faults: those of Begin, invalid_auth_mode.
func (s *Service) ConnectOutbound(ctx context.Context, env int64, in ConnectInput) (Connection, error) {
	t, err := s.aim(ctx, env, in)
	if err != nil {
		return Connection{}, err
	}
	if !auth.InstalledAtVendor(t.provider) {
		return Connection{}, fault.New(fault.Invalid, codeAuthMode, t.provider.DisplayName+" accounts are not connected from the provider's side.").
			WithHint("Connect through the browser, as the integration's page offers it.")
	}
	if len(t.integration.missing()) > 0 {
		return Connection{}, missingApp(t.integration.Integration)
	}
	record := &recorder{Recorder: s.logs.Begin(logs.Operation{EnvironmentID: env, Kind: "auth", Action: "outbound", Source: logs.SourceSystem,
		Title: "Wait for an installation at " + t.provider.DisplayName, Provider: t.provider.Key, Integration: t.integration.UniqueKey, Connection: t.connectionID})}
	c, err := s.expectInstallation(ctx, t, in.Tags, record.id())
	if err == nil {
		record.Log("info", "Install the app at "+t.provider.DisplayName+". The connection is complete when the provider's webhook has come.")
	}
	record.finish(err)
	return c, inOperation(err, record.id())
}

// expectInstallation stores the pending connection.
func (s *Service) expectInstallation(ctx context.Context, t target, tags map[string]string, operation string) (Connection, error) {
	waits := map[string]any{auth.ConfigPending: true, configPendingLog: operation}
	overlay(waits, t.config)
	w := t.write(tags)
	w.config, w.credentials, w.newMetadata = waits, auth.OAuth2{}, json.RawMessage("null")
	row, err := s.existing(ctx, s.db.Reader(), w)
	if err != nil {
		return Connection{}, err
	}
	if row == nil {
		c, err := s.write(ctx, w)
		return c.Connection, err
	}
	if err := s.learn(ctx, row, waits); err != nil {
		return Connection{}, err
	}
	return s.Connection(ctx, row.EnvironmentID, row.IntegrationKey, row.ConnectionID)
}

// CompleteInstallation gives the pending connection that an installation belongs to its credentials, and tells of it as of
// a new one. In a context of logs.Simulated all that comes of it says so. Faults: unknown_connection when none waits for it, conflict when several do, those of a login.
func (s *Service) CompleteInstallation(ctx context.Context, env int64, key string, a Arrival) (Connection, error) {
	integration, err := s.integrationRow(ctx, s.db.Reader(), env, key)
	if err != nil {
		return Connection{}, err
	}
	p, known := s.catalog.Get(integration.Provider)
	if !known {
		return Connection{}, unknownProvider(integration.Provider)
	}
	row, err := s.waiting(ctx, integration, a)
	if err != nil {
		return Connection{}, err
	}
	s.redactor.Add(a.Code.Reveal())
	record := &recorder{Recorder: s.logs.Begin(logs.Operation{EnvironmentID: env, Kind: "auth", Action: "outbound", Source: logs.SourceIn(ctx, logs.SourceSystem),
		Title: "Complete the installation at " + p.DisplayName, Provider: p.Key, Integration: key, Connection: row.ConnectionID})}
	if logs.IsSimulated(ctx) {
		record.Log("info", "This comes of a simulated webhook; no provider sent it.")
	}
	c, err := s.install(ctx, integration, p, row, a, record)
	if err != nil {
		s.noteFailed(ctx, target{integration: integration, provider: p, connectionID: row.ConnectionID}, err)
	}
	record.finish(err)
	return c, err
}

// waiting finds the one connection that waits for the installation.
func (s *Service) waiting(ctx context.Context, integration *integrationRow, a Arrival) (*connectionRow, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT `+connectionColumns+fromConnections+
		`WHERE c.integration_uuid = ? AND json_extract(c.config, '$.pending') = 1 ORDER BY c.id`, integration.UUID)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	var found []*connectionRow
	for rows.Next() {
		row, err := scanConnection(rows)
		if err != nil {
			return nil, s.db.Fault(err)
		}
		if a.fits(row.Config) {
			found = append(found, row)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, s.db.Fault(err)
	}
	switch len(found) {
	case 0:
		return nil, fault.New(fault.NotFound, codeUnknownConn, "No connection waits for this installation.").
			WithHint("Connect the account in Patchbay first, then install the app; or send the webhook again from the inbox.")
	case 1:
		return found[0], nil
	}
	return nil, fault.New(fault.Conflict, "conflict", fmt.Sprintf("%d connections wait for this installation.", len(found))).
		WithHint("Delete all but one of them, then send the webhook again from the inbox.")
}

// fits reports whether a connection's config says all that the installation says.
func (a Arrival) fits(config map[string]any) bool {
	for name, want := range a.Match {
		if have := config[name]; want == "" || have == nil || fmt.Sprint(have) != want {
			return false
		}
	}
	return len(a.Match) > 0
}

// install fetches the credentials and stores them.
func (s *Service) install(ctx context.Context, integration *integrationRow, p *catalog.Provider, row *connectionRow, a Arrival, record *recorder) (Connection, error) {
	old, config, err := s.unsealConnection(ctx, row)
	if err != nil {
		return Connection{}, err
	}
	for name, value := range a.Config {
		config[name] = value
	}
	w := connectionWrite{integration: integration, provider: p, connectionID: row.ConnectionID, config: config, issued: true, mustExist: true,
		keepEndUser: true, keepWebhook: true, completes: true}
	got, err := s.exchangeArrival(ctx, &w, old, a, record)
	record.flush()
	if err != nil {
		return Connection{}, err
	}
	w.credentials = got.Credentials
	overlayFacts(w.config, got.Config)
	delete(w.config, auth.ConfigPending)
	delete(w.config, configPendingLog)
	s.hide(got.Credentials, nil)
	c, err := s.write(ctx, w)
	if err != nil {
		return Connection{}, err
	}
	return s.tell(ctx, c)
}

// exchangeArrival asks for the token: with the code, or as the app that was installed. In the second case the user's own
// token stays beside it.
func (s *Service) exchangeArrival(ctx context.Context, w *connectionWrite, old auth.Credentials, a Arrival, record *recorder) (auth.Obtained, error) {
	app, err := s.appOf(ctx, w.integration)
	if err != nil {
		return auth.Obtained{}, err
	}
	request := tokenRequest(w.provider, app, w.config)
	request.Watch = record.hop
	if a.Code != "" {
		return s.auth.Finish(ctx, auth.Return{TokenRequest: request, Query: url.Values{codeParam(w.provider): {a.Code.Reveal()}}})
	}
	got, err := s.auth.Renew(ctx, request, auth.AppToken{})
	if err != nil {
		return got, err
	}
	encoded, err := auth.Encode(old)
	if err != nil {
		return got, err
	}
	var user map[string]any
	if err := json.Unmarshal(encoded, &user); err != nil {
		return got, errors.Join(err, brokenRow("connection", err))
	}
	w.config[auth.ConfigUser] = user
	return got, nil
}

// codeParam is the name under which the mode looks for a code.
func codeParam(p *catalog.Provider) string {
	if p.CodeParamInCallback != "" {
		return p.CodeParamInCallback
	}
	return "code"
}
