package connect

import (
	"context"
	"encoding/json"
	"maps"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/logs"
)

// ConnectDirect connects an account from what the user typed, in every mode without a browser. Keys and passwords are
// checked with the provider first where the catalog knows how, and nothing is stored when that fails.
// Faults: those of Begin, invalid_body, connection_test_failed, connection_validation_failed, and those of auth.Obtain.
func (s *Service) ConnectDirect(ctx context.Context, env int64, in ConnectInput) (Connection, error) {
	t, err := s.aim(ctx, env, in)
	if err != nil {
		return Connection{}, err
	}
	if !auth.TakesTyped(t.provider, in.AuthMode) {
		return Connection{}, fault.New(fault.Invalid, codeAuthMode, t.provider.DisplayName+" accounts are connected through the browser.")
	}
	values, err := t.typed(in)
	if err != nil {
		return Connection{}, err
	}
	s.hideTyped(t.provider, values, in.Assertion)
	record := &recorder{Recorder: s.logs.Begin(logs.Operation{EnvironmentID: env, Kind: "auth", Action: "connect", Source: logs.SourceSystem,
		Title: "Connect " + t.provider.DisplayName, Provider: t.provider.Key, Integration: t.integration.UniqueKey, Connection: t.connectionID})}
	t.operation = record.id()
	c, err := s.connectDirect(ctx, t, in, values, record)
	if err != nil {
		s.noteFailed(ctx, t, err)
	}
	record.finish(err)
	return c, inOperation(err, record.id())
}

// inOperation names the log's operation in the fault's detail, where the inspector finds it.
func inOperation(err error, id string) error {
	if err == nil || id == "" {
		return err
	}
	f := fault.From(err)
	detail := map[string]any{}
	if known, ok := f.Detail.(map[string]any); ok {
		detail = maps.Clone(known)
	} else if f.Detail != nil {
		return err
	}
	detail["operation_id"] = id
	return f.WithDetail(detail)
}

// hideTyped tells the redactor what was typed into secret fields.
func (s *Service) hideTyped(p *catalog.Provider, values, assertion map[string]string) {
	for name, value := range values {
		field, declared := p.CredentialFields().Get(name)
		if declared && field.Hidden && value == field.Default() { // everybody may read it in the catalog
			continue
		}
		if len(value) >= 4 && (!declared || field.Secret || auth.SecretName(name)) {
			s.redactor.Add(value)
		}
	}
	for name, value := range assertion {
		if field, _ := p.AssertionOption.Get(name); len(value) >= 4 && (field.Secret || auth.SecretName(name)) {
			s.redactor.Add(value)
		}
	}
}

func (s *Service) connectDirect(ctx context.Context, t target, in ConnectInput, values map[string]string, record *recorder) (Connection, error) {
	if err := s.keepRole(ctx, t); err != nil {
		return Connection{}, err
	}
	got, err := s.obtain(ctx, t, auth.Entry{Values: values, Assertion: in.Assertion}, record)
	if err != nil {
		return Connection{}, err
	}
	w := t.write(in.Tags)
	w.credentials, w.issued = got.Credentials, auth.Renewable(t.provider, got.Credentials)
	w.config = learned(got.Config)
	overlay(w.config, t.config)
	if auth.Tested(t.provider.AuthMode) {
		if err := s.verify(ctx, t, got.Credentials); err != nil {
			return Connection{}, err
		}
		if t.session != nil { // the public API resets metadata here; Patchbay's own forms keep it
			w.oldMetadata = json.RawMessage("{}")
		}
	}
	return s.storeAndTell(ctx, w)
}

// keepRole lets a reconnected AWS account keep its external id and region: its role trusts that very id.
func (s *Service) keepRole(ctx context.Context, t target) error {
	if t.provider.AuthMode != catalog.AWSSigV4 {
		return nil
	}
	row, err := s.existing(ctx, s.db.Reader(), connectionWrite{integration: t.integration, connectionID: t.connectionID})
	if err != nil || row == nil {
		return err
	}
	for _, name := range []string{"external_id", "region"} {
		if value, _ := row.Config[name].(string); value != "" {
			t.config[name] = value
		}
	}
	return nil
}

// obtain asks the mode for the credentials.
func (s *Service) obtain(ctx context.Context, t target, e auth.Entry, record *recorder) (auth.Obtained, error) {
	app, err := s.appOf(ctx, t.integration)
	if err != nil {
		return auth.Obtained{}, err
	}
	if _, set := t.config["oauth_scopes"]; !set && app.Scopes != "" && t.provider.AuthMode == catalog.OAuth2CC {
		t.config["oauth_scopes"] = app.Scopes
	}
	e.TokenRequest = tokenRequest(t.provider, app, t.config)
	e.Watch = record.hop
	got, err := s.auth.Obtain(ctx, e)
	if err == nil {
		s.hide(got.Credentials, nil)
	}
	record.flush()
	return got, err
}

// verify asks the verifier, if there is one, whether the credentials work.
func (s *Service) verify(ctx context.Context, t target, credentials auth.Credentials) error {
	if s.verifier == nil {
		return nil
	}
	integration := t.integration.Integration
	return s.verifier.Verify(ctx, Verification{EnvironmentID: integration.EnvironmentID, OperationID: t.operation, Provider: t.provider, Integration: &integration,
		Config: t.config, Credentials: credentials})
}
