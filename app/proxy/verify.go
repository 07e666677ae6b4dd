package proxy

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"patchbay/app/connect"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	"patchbay/app/logs"
)

// CodeTestFailed is the code of credentials that the provider did not accept.
const CodeTestFailed = "connection_test_failed"

// probeTimeout bounds one call of a verification, body included, as token requests are bounded.
const probeTimeout = 30 * time.Second

var _ connect.Verifier = (*Service)(nil)

// probe is one call that tells good credentials from bad ones.
type probe struct {
	method, endpoint, override string
	header                     http.Header
	facts                      map[string]string // header templates in place of the provider's
	body                       func(v connect.Verification) (string, error)
	accepts                    func(status int, body []byte) bool // nil: any 2xx
}

// Verify checks new credentials against the provider: its script of providers-and-auth §7.2, or the calls of its
// verification entry (§7.1), of which the first that answers 2xx passes. It returns nil when the catalog knows no way
// to tell, and otherwise the fault connection_test_failed.
func (s *Service) Verify(ctx context.Context, v connect.Verification) error {
	probes, err := probesOf(v)
	if err != nil || len(probes) == 0 {
		return err
	}
	if r := s.logs.Redactor(); r != nil {
		r.Add(v.Credentials.Secrets()...) // they are not stored yet, so nobody else has named them
	}
	var failure error
	for _, p := range probes {
		if failure = s.probe(ctx, v, p); failure == nil {
			return nil
		}
		if ctx.Err() != nil {
			break
		}
	}
	return failure
}

func probesOf(v connect.Verification) ([]probe, error) {
	if script, ok := scripts[v.Provider.CredentialsVerificationScript]; ok {
		return []probe{script}, nil
	}
	if v.Provider.Proxy == nil || v.Provider.Proxy.Verification == nil {
		return nil, nil
	}
	entry := v.Provider.Proxy.Verification
	header := http.Header{}
	for name, value := range entry.Headers {
		header.Set(name, value)
	}
	var body func(connect.Verification) (string, error)
	if entry.Data != nil {
		text, err := json.Marshal(entry.Data)
		if err != nil {
			return nil, fault.New(fault.Internal, "server_error", "The catalog's verification body is not JSON.").WithCause(err)
		}
		body = func(connect.Verification) (string, error) { return string(text), nil }
		if header.Get("Content-Type") == "" {
			header.Set("Content-Type", "application/json")
		}
	}
	method := entry.Method
	if method == "" {
		method = http.MethodGet
	}
	var probes []probe
	for _, endpoint := range entry.Endpoints {
		probes = append(probes, probe{method: strings.ToUpper(method), endpoint: endpoint, override: entry.BaseURLOverride, header: header, body: body})
	}
	return probes, nil
}

// probe makes one call with the credentials that are not stored yet.
func (s *Service) probe(ctx context.Context, v connect.Verification, p probe) error {
	r := &Request{EnvironmentID: v.EnvironmentID, Source: logs.SourceSystem, OperationID: v.OperationID, Method: p.method, Endpoint: p.endpoint, BaseURLOverride: p.override,
		Header: p.header.Clone()}
	if v.Integration != nil {
		r.IntegrationKey = v.Integration.UniqueKey
	}
	if p.body != nil {
		body, err := p.body(v)
		if err != nil {
			return err
		}
		r.Body, r.ContentLength = strings.NewReader(body), int64(len(body))
	}
	ctx, cancel := context.WithTimeout(ctx, s.probeFor)
	defer cancel()
	c := s.newCall(r, operation{kind: "auth", action: "verify"})
	c.fixed, c.extra = liveOf(v), p.facts
	res, err := c.do(ctx)
	if err != nil {
		return s.unverified(v, err)
	}
	defer res.Body.Close()
	if res.Failure != nil {
		return s.unverified(v, res.Failure)
	}
	seen := probed{Response: res, provider: v.Provider.DisplayName, secrets: v.Credentials.Secrets()}
	if c.hop.URL != nil {
		seen.host = c.hop.URL.Hostname()
	}
	seen.body, seen.broken = readProbe(res, p.accepts != nil)
	if c.strayed != "" { // a stranger's answer, or a login page, says nothing about credentials that it never saw
		return s.unverified(v, fault.New(fault.Upstream, CodeTestFailed, "The check was redirected to "+c.strayed+", where the credentials do not go.").
			WithHint("Check the address that was entered. Providers redirect whoever they do not know to a login page, so the credentials may be wrong too."))
	}
	return s.judge(ctx, p, seen)
}

// unverified is the fault for a test that could not be made.
func (s *Service) unverified(v connect.Verification, err error) error {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		f = fault.From(err)
	}
	message := "The credentials could not be tested with " + v.Provider.DisplayName + ". " + f.Message
	return fault.New(fault.Invalid, CodeTestFailed, message).WithHint(f.Hint).WithCause(errors.Join(diagnosis.Fault(f.Code, message, f.Hint), err))
}

// liveOf dresses unstored credentials as a connection.
func liveOf(v connect.Verification) *connect.Live {
	live := &connect.Live{Provider: v.Provider, Credentials: v.Credentials}
	live.Connection.EnvironmentID, live.Connection.Config, live.Connection.Provider = v.EnvironmentID, v.Config, v.Provider.Key
	if v.Integration != nil {
		live.Integration = *v.Integration
	}
	fields := v.Credentials.Fields()
	live.Values = make(map[string]any, len(fields)+2)
	for name, value := range fields {
		live.Values[name] = value
	}
	live.Values["credentials"], live.Values["connectionConfig"] = fields, v.Config
	return live
}
