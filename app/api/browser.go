package api

import (
	"net/http"
	"strings"

	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

// browserQuery is what the front-end SDK appends to every browser auth route (http-api §2.6, §4.1).
type browserQuery struct {
	SessionToken        string         `json:"connect_session_token,omitempty"`
	PublicKey           string         `json:"public_key,omitempty"`
	ConnectionID        string         `json:"connection_id,omitempty" rule:"is=connection,max=255"`
	Params              map[string]any `json:"params,omitempty"`
	AuthorizationParams map[string]any `json:"authorization_params,omitempty"`
	Credentials         map[string]any `json:"credentials,omitempty"`
	UserScope           string         `json:"user_scope,omitempty"`
	HMAC                string         `json:"hmac,omitempty"`
	TokenID             string         `json:"token_id,omitempty"`
	TokenSecret         string         `json:"token_secret,omitempty"`
	WebSocketClientID   string         `json:"ws_client_id,omitempty"`
}

// Connected is the answer of every browser auth route that needs no redirect.
type Connected struct {
	ConnectionID      string `json:"connectionId"`
	ProviderConfigKey string `json:"providerConfigKey"`
}

type apiKeyBody struct {
	APIKey string `json:"apiKey" rule:"min=1,max=1024"`
}

type basicBody struct {
	Username string `json:"username" rule:"max=1024"`
	Password string `json:"password" rule:"max=1024"`
}

type clientCredentialsBody struct {
	Type        string `json:"type,omitempty"` // sent by some pages, of no use
	ClientID    string `json:"client_id,omitempty" rule:"max=255"`
	Secret      string `json:"client_secret,omitempty"`
	Certificate string `json:"client_certificate,omitempty"`
	PrivateKey  string `json:"client_private_key,omitempty"`
}

func (s *Server) connectAPIKey(c *call, q browserQuery, b apiKeyBody) (Connected, error) {
	return s.connectDirect(c, q, catalog.APIKey, map[string]string{"apiKey": b.APIKey})
}

func (s *Server) connectBasic(c *call, q browserQuery, b basicBody) (Connected, error) {
	return s.connectDirect(c, q, catalog.Basic, map[string]string{"username": b.Username, "password": b.Password})
}

func (s *Server) connectNone(c *call, q browserQuery, _ anyObject) (Connected, error) {
	return s.connectDirect(c, q, catalog.None, nil)
}

func (s *Server) connectClientCredentials(c *call, q browserQuery, b clientCredentialsBody) (Connected, error) {
	switch {
	case b.ClientID == "":
		return Connected{}, fault.New(fault.Invalid, "missing_client_id", "The client id is missing.")
	case b.Secret == "" && b.PrivateKey == "":
		return Connected{}, fault.New(fault.Invalid, "missing_client_secret", "The client secret is missing.")
	}
	credentials := map[string]string{"client_id": b.ClientID}
	for name, value := range map[string]string{"client_secret": b.Secret, "client_certificate": b.Certificate, "client_private_key": b.PrivateKey} {
		if value != "" {
			credentials[name] = value
		}
	}
	return s.connectDirect(c, q, catalog.OAuth2CC, credentials)
}

// connectDirect stores credentials that the user typed, after the provider accepted them.
func (s *Server) connectDirect(c *call, q browserQuery, mode catalog.AuthMode, credentials map[string]string) (Connected, error) {
	return s.connectForm(c, q, mode, connect.ConnectInput{Credentials: credentials})
}

// connectForm is connectDirect with single-use inputs beside the credentials.
func (s *Server) connectForm(c *call, q browserQuery, mode catalog.AuthMode, form connect.ConnectInput) (Connected, error) {
	in, err := s.browserInput(c, q)
	if err != nil {
		return Connected{}, err
	}
	integration, err := s.connect.Integration(c.ctx(), c.env.ID, in.IntegrationKey)
	if err != nil {
		return Connected{}, err
	}
	plugin := integration.AuthMode == catalog.InstallPlugin && mode == catalog.Basic // connect knows whether this one takes them
	if integration.AuthMode != mode && !plugin {
		return Connected{}, fault.New(fault.Invalid, "invalid_auth_mode", "The integration "+in.IntegrationKey+" is of the kind "+string(integration.AuthMode)+", not "+string(mode)+".")
	}
	in.AuthMode, in.Credentials, in.Assertion = mode, form.Credentials, form.Assertion
	made, err := s.connect.ConnectDirect(c.ctx(), c.env.ID, in)
	if err != nil {
		return Connected{}, err
	}
	return Connected{ConnectionID: made.ConnectionID, ProviderConfigKey: made.IntegrationKey}, nil
}

// browserInput gathers what the query says. A session may not choose the connection id, and only texts count
// as params; params[webhook_url] is dropped.
func (s *Server) browserInput(c *call, q browserQuery) (connect.ConnectInput, error) {
	if q.ConnectionID != "" {
		return connect.ConnectInput{}, fault.New(fault.Invalid, "invalid_query_params", "A Connect session chooses the connection id itself.").
			WithIssues(issue("custom", "Forbidden with a connect session", []string{"connection_id"}))
	}
	in := connect.ConnectInput{IntegrationKey: c.params["key"], Params: texts(q.Params), AuthorizationParams: texts(q.AuthorizationParams),
		UserScope: q.UserScope, Session: c.session, WebSocketClientID: q.WebSocketClientID}
	delete(in.Params, "webhook_url")
	if !allowed(c.session, in.IntegrationKey) {
		return in, fault.New(fault.Invalid, "integration_not_allowed", "The Connect session does not include the integration "+in.IntegrationKey+".")
	}
	return in, nil
}

// texts keeps the values that are strings.
func texts(table map[string]any) map[string]string {
	out := map[string]string{}
	for key, value := range table {
		if text, ok := value.(string); ok {
			out[key] = text
		}
	}
	return out
}

var browserShape = variant[browserQuery]()

// oauthConnect sends the popup to the provider. What goes wrong before that is told to the waiting page too, so that
// it need not wait for a window that nobody will use.
func (s *Server) oauthConnect(c *call) error {
	var q browserQuery
	if err := decodeQuery(c.r.URL.RawQuery, browserShape, &q); err != nil {
		return err
	}
	in, err := s.browserInput(c, q)
	var attempt connect.Attempt
	if err == nil {
		in.Credentials = texts(q.Credentials)
		attempt, err = s.connect.Begin(c.ctx(), c.env.ID, in)
	}
	if err != nil {
		f := fault.From(err)
		s.popups.finish(q.WebSocketClientID, connect.Attempt{IntegrationKey: c.params["key"]}, f)
		if refusedOutright[f.Code] {
			return err
		}
		return s.callbackPage(c, outcome{Integration: c.params["key"], Fault: f})
	}
	h := c.w.Header()
	h.Set("Location", attempt.AuthorizeURL)
	h.Set("Content-Type", "text/html; charset=utf-8")
	c.w.WriteHeader(http.StatusFound)
	return nil
}

// refusedOutright are the faults that the popup gets as JSON; all others become a page (http-api §4.3).
var refusedOutright = map[string]bool{"invalid_connection": true, "integration_not_allowed": true, "invalid_query_params": true}

// bearer cuts the credential out of an Authorization header: whatever follows the last "Bearer ", so that a
// bare key passes too (http-api §1.2).
func bearer(header string) string {
	if i := strings.LastIndex(header, "Bearer "); i >= 0 {
		header = header[i+len("Bearer "):]
	}
	return strings.TrimSpace(header)
}
