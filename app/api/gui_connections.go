package api

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/logs"
)

// ConnectionView is a connection in the GUI's list.
type ConnectionView struct {
	ID                int64             `json:"id"`
	ConnectionID      string            `json:"connection_id"`
	ProviderConfigKey string            `json:"provider_config_key"`
	Provider          string            `json:"provider"`
	ProviderName      string            `json:"provider_name"`
	AuthMode          string            `json:"auth_mode"`
	State             ConnectionState   `json:"state"`
	ExpiresAt         *string           `json:"expires_at"`
	Refreshable       bool              `json:"refreshable"`
	Error             *ConnectionFault  `json:"error"`
	Tags              map[string]string `json:"tags"`
	EndUser           *EndUser          `json:"end_user"`
	CreatedAt         string            `json:"created_at"`
	UpdatedAt         string            `json:"updated_at"`
	LastFetchedAt     *string           `json:"last_fetched_at"`
}

// ConnectionState is "ok", "expired" or "error".
type ConnectionState string

// ConnectionFault is why a connection stopped working.
type ConnectionFault struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
	LogID   string `json:"log_id,omitempty"`
	At      string `json:"at"`
}

// ConnectionDetail adds what the detail page shows, with secrets masked.
type ConnectionDetail struct {
	ConnectionView
	Metadata           Object             `json:"metadata"`
	ConnectionConfig   map[string]any     `json:"connection_config"`
	Credentials        []MaskedCredential `json:"credentials"`
	Refresh            RefreshView        `json:"refresh"`
	WebhookURLOverride *string            `json:"webhook_url_override"`
	BaseURL            string             `json:"base_url,omitempty"`
	NotGranted         []string           `json:"not_granted" jsonschema:"scopes that the last login asked for and the provider did not grant"`
}

// MaskedCredential is one credential field; a secret shows at most its last four characters.
type MaskedCredential struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Secret bool   `json:"secret"`
}

// RefreshView is how renewing went.
type RefreshView struct {
	LastSuccess *string `json:"last_success"`
	LastFailure *string `json:"last_failure"`
	Attempts    int     `json:"attempts"`
	Exhausted   bool    `json:"exhausted"`
}

// ConnectionViews wraps a list.
type ConnectionViews struct {
	Data []ConnectionView `json:"data"`
}

// ConnectionDetailEntry wraps one connection.
type ConnectionDetailEntry struct {
	Data ConnectionDetail `json:"data"`
}

// RevealedCredentials are credentials in the clear, as GET /connections/:id shows them, refresh token included.
type RevealedCredentials struct {
	Credentials Object `json:"credentials"`
}

// Object is a JSON object of free shape, or null.
type Object json.RawMessage

// MarshalJSON writes the bytes as they are.
func (o Object) MarshalJSON() ([]byte, error) {
	if len(o) == 0 {
		return []byte("null"), nil
	}
	return o, nil
}

// Texts is a JSON object whose values are texts.
type Texts json.RawMessage

// MarshalJSON writes the bytes as they are.
func (t Texts) MarshalJSON() ([]byte, error) { return t, nil }

type guiConnectionsQuery struct {
	Integration string `json:"integration,omitempty"`
	Search      string `json:"search,omitempty" rule:"max=255"`
	State       string `json:"state,omitempty" rule:"oneof=ok|expired|error"`
}

func (s *Server) guiConnections(c *call, q guiConnectionsQuery) (ConnectionViews, error) {
	filter := connect.ConnectionFilter{Search: q.Search, State: q.State}
	if q.Integration != "" {
		filter.IntegrationKeys = []string{q.Integration}
	}
	all, err := s.connect.Connections(c.ctx(), c.env.ID, filter)
	if err != nil {
		return ConnectionViews{}, err
	}
	list := ConnectionViews{Data: make([]ConnectionView, 0, len(all))}
	for _, one := range all {
		list.Data = append(list.Data, s.connectionView(one))
	}
	return list, nil
}

func (s *Server) guiConnection(c *call, q integrationOfConnection) (ConnectionDetailEntry, error) {
	one, err := s.connect.Connection(c.ctx(), c.env.ID, q.ProviderConfigKey, c.params["connectionId"])
	if err != nil {
		return ConnectionDetailEntry{}, err
	}
	credentials, err := s.connect.Credentials(c.ctx(), c.env.ID, one.IntegrationKey, one.ConnectionID)
	if err != nil {
		return ConnectionDetailEntry{}, err
	}
	return ConnectionDetailEntry{Data: s.connectionDetail(one, credentials)}, nil
}

// revealConnection shows the credentials in the clear and leaves a trace in the log that it did.
func (s *Server) revealConnection(c *call, q integrationOfConnection, _ none) (RevealedCredentials, error) {
	one, err := s.connect.Connection(c.ctx(), c.env.ID, q.ProviderConfigKey, c.params["connectionId"])
	if err != nil {
		return RevealedCredentials{}, err
	}
	recorder := s.logs.Begin(logs.Operation{EnvironmentID: c.env.ID, Kind: "connection", Action: "reveal", Source: c.askedBy(),
		Title: "Credentials shown", Provider: one.Provider, Integration: one.IntegrationKey, Connection: one.ConnectionID})
	credentials, err := s.connect.Credentials(c.ctx(), c.env.ID, one.IntegrationKey, one.ConnectionID)
	recorder.Finish(err, nil)
	if err != nil {
		return RevealedCredentials{}, err
	}
	text, err := auth.Encode(credentials)
	return RevealedCredentials{Credentials: Object(text)}, err
}

func (s *Server) refreshConnection(c *call, q integrationOfConnection, _ none) (ConnectionDetailEntry, error) {
	id := c.params["connectionId"]
	live, err := s.connect.Fresh(c.ctx(), c.env.ID, q.ProviderConfigKey, id, connect.FreshOptions{Force: true})
	if err != nil {
		return ConnectionDetailEntry{}, err
	}
	one, err := s.connect.Connection(c.ctx(), c.env.ID, q.ProviderConfigKey, id)
	if err != nil {
		return ConnectionDetailEntry{}, err
	}
	return ConnectionDetailEntry{Data: s.connectionDetail(one, live.Credentials)}, nil
}

func (s *Server) connectionView(one connect.Connection) ConnectionView {
	view := ConnectionView{ID: one.ID, ConnectionID: one.ConnectionID, ProviderConfigKey: one.IntegrationKey, Provider: one.Provider,
		ProviderName: s.providerName(one.Provider), AuthMode: string(one.AuthMode), State: ConnectionState(one.State(s.now())), ExpiresAt: optionalTime(one.ExpiresAt),
		Refreshable: one.Refreshable, Tags: notNil(one.Tags), EndUser: endUserObject(one.EndUser), CreatedAt: zulu(one.CreatedAt),
		UpdatedAt: zulu(one.UpdatedAt), LastFetchedAt: optionalTime(one.LastFetchedAt)}
	if e := one.AuthError; e != nil {
		view.Error = &ConnectionFault{Code: e.Code, Message: e.Message, Hint: e.Hint, LogID: e.LogID, At: zulu(e.At)}
	}
	return view
}

func (s *Server) connectionDetail(one connect.Connection, credentials auth.Credentials) ConnectionDetail {
	detail := ConnectionDetail{ConnectionView: s.connectionView(one), Metadata: Object(one.Metadata), ConnectionConfig: one.Config,
		Credentials: []MaskedCredential{}, WebhookURLOverride: one.WebhookURLOverride, NotGranted: orEmpty(one.NotGranted()),
		Refresh: RefreshView{LastSuccess: optionalTime(one.Refresh.LastSuccess), LastFailure: optionalTime(one.Refresh.LastFailure),
			Attempts: one.Refresh.Attempts, Exhausted: one.Refresh.Exhausted}}
	if detail.ConnectionConfig == nil {
		detail.ConnectionConfig = map[string]any{}
	}
	p, known := s.catalog.Get(one.Provider)
	if known && p.Proxy != nil {
		base, _ := catalog.Expand(p.Proxy.BaseURL, catalog.Scope{Values: map[string]any{"connectionConfig": detail.ConnectionConfig}})
		detail.BaseURL = base
	}
	fields := credentials.Fields()
	if token, ok := fields["access_token"].(string); ok && fields["accessToken"] == any(token) {
		delete(fields, "accessToken") // the same token, as older templates call it
	}
	for _, name := range sortedKeys(fields) {
		if text, ok := fields[name].(string); ok && name != "type" {
			detail.Credentials = append(detail.Credentials, maskCredential(name, text, credentials.Secrets()))
		}
	}
	return detail
}

// plainCredentials are the credential fields that identify and do not authenticate.
var plainCredentials = []string{"username", "client_id", "expires_at", "token_type", "scope"}

func maskCredential(name, value string, secrets []string) MaskedCredential {
	if slices.Contains(plainCredentials, name) && !slices.Contains(secrets, value) {
		return MaskedCredential{Name: name, Value: value}
	}
	return MaskedCredential{Name: name, Value: mask(value), Secret: true}
}

// mask keeps the last four characters of a long secret, so that people can tell two keys apart.
func mask(value string) string {
	if value == "" {
		return ""
	}
	if r := []rune(value); len(r) >= 16 {
		return "••••" + string(r[len(r)-4:])
	}
	return "••••"
}

func optionalTime(t *time.Time) *string {
	if t == nil || t.IsZero() {
		return nil
	}
	text := zulu(*t)
	return &text
}

// askedBy is who asks, as the log names it.
func (c *call) askedBy() string {
	if c.source == "" && strings.HasPrefix(bearer(c.r.Header.Get("Authorization")), guiPrefix) {
		return logs.SourceGUI
	}
	return cmp.Or(c.source, logs.SourceAPI)
}

func faultView(f *fault.Error) *FaultView {
	if f == nil {
		return nil
	}
	return &FaultView{Code: f.Code, Message: f.Message, Hint: f.Hint}
}

// FaultView is a failure as the GUI shows it.
type FaultView struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
}
