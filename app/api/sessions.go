package api

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"patchbay/app/connect"
	"patchbay/app/fault"
)

// sessionBody starts a Connect session (http-api §5.1).
type sessionBody struct {
	EndUser             *endUserBody                   `json:"end_user,omitempty"`
	Organization        *organizationBody              `json:"organization,omitempty"`
	Tags                tags                           `json:"tags,omitempty"`
	AllowedIntegrations []string                       `json:"allowed_integrations,omitempty" rule:"items=key"`
	Defaults            map[string]sessionDefaultsBody `json:"integrations_config_defaults,omitempty"`
	Overrides           map[string]sessionOverrideBody `json:"overrides,omitempty"`
	WebhookURLOverride  *string                        `json:"webhook_url_override,omitempty" rule:"is=webhook"`
}

// reconnectBody starts a Connect session for an existing connection.
type reconnectBody struct {
	ConnectionID       string                         `json:"connection_id" rule:"is=connection,max=255"`
	IntegrationID      string                         `json:"integration_id" rule:"is=key,max=255"`
	EndUser            *endUserBody                   `json:"end_user,omitempty"`
	Organization       *organizationBody              `json:"organization,omitempty"`
	Tags               tags                           `json:"tags,omitempty"`
	Defaults           map[string]sessionDefaultsBody `json:"integrations_config_defaults,omitempty"`
	Overrides          map[string]sessionOverrideBody `json:"overrides,omitempty"`
	WebhookURLOverride *string                        `json:"webhook_url_override,omitempty" rule:"is=webhook"`
}

type organizationBody struct {
	ID          string `json:"id" rule:"min=1,max=255"`
	DisplayName string `json:"display_name,omitempty" rule:"max=255"`
}

type sessionDefaultsBody struct {
	UserScopes          string            `json:"user_scopes,omitempty"`
	AuthorizationParams map[string]string `json:"authorization_params,omitempty"`
	ConnectionConfig    presetConfig      `json:"connection_config,omitempty"`
}

type sessionOverrideBody struct {
	DocsConnect string `json:"docs_connect,omitempty"`
}

// SessionToken is a new Connect session: 30 minutes, any number of connections.
type SessionToken struct {
	Token       string `json:"token"`
	ConnectLink string `json:"connect_link"`
	ExpiresAt   string `json:"expires_at"`
}

// SessionTokenEntry wraps a new session.
type SessionTokenEntry struct {
	Data SessionToken `json:"data"`
}

// Session is what a Connect session may do (http-api §5.3).
type Session struct {
	EndUser             *EndUser                   `json:"endUser"`
	ConnectUISettings   ConnectUISettings          `json:"connectUISettings"`
	AllowedIntegrations []string                   `json:"allowed_integrations,omitempty"`
	Defaults            map[string]SessionDefaults `json:"integrations_config_defaults,omitempty"`
	IsReconnecting      bool                       `json:"isReconnecting,omitempty"`
	Overrides           map[string]SessionOverride `json:"overrides,omitempty"`
	WebsocketsPath      string                     `json:"websocketsPath"`
}

// SessionEntry wraps a session.
type SessionEntry struct {
	Data Session `json:"data"`
}

// SessionDefaults are one integration's presets, as the Connect page may see them.
type SessionDefaults struct {
	ConnectionConfig    map[string]any    `json:"connection_config,omitempty"`
	AuthorizationParams map[string]string `json:"authorization_params,omitempty"`
}

// SessionOverride changes what the Connect page shows of one integration.
type SessionOverride struct {
	DocsConnect string `json:"docs_connect,omitempty"`
}

func (s *Server) createSession(c *call, _ none, b sessionBody) (SessionTokenEntry, error) {
	if b.EndUser == nil && b.Tags == nil {
		return SessionTokenEntry{}, fault.New(fault.Invalid, "invalid_body", "A session needs an end user or tags.").
			WithIssues(wrongType("object", missing{}, []string{"end_user"})...)
	}
	in, err := sessionInput(b)
	if err != nil {
		return SessionTokenEntry{}, err
	}
	session, token, err := s.connect.CreateSession(c.ctx(), c.env.ID, in)
	if err != nil {
		return SessionTokenEntry{}, err
	}
	return s.sessionToken(token.Reveal(), session.ExpiresAt), nil
}

func (s *Server) createReconnectSession(c *call, _ none, b reconnectBody) (SessionTokenEntry, error) {
	in, err := sessionInput(sessionBody{EndUser: b.EndUser, Organization: b.Organization, Tags: b.Tags, Defaults: b.Defaults,
		Overrides: b.Overrides, WebhookURLOverride: b.WebhookURLOverride})
	if err != nil {
		return SessionTokenEntry{}, err
	}
	session, token, err := s.connect.CreateReconnectSession(c.ctx(), c.env.ID, connect.ReconnectInput{ConnectionID: b.ConnectionID,
		IntegrationKey: b.IntegrationID, SessionInput: in})
	if err != nil {
		return SessionTokenEntry{}, err
	}
	return s.sessionToken(token.Reveal(), session.ExpiresAt), nil
}

func (s *Server) sessionToken(token string, expires time.Time) SessionTokenEntry {
	return SessionTokenEntry{Data: SessionToken{Token: token, ExpiresAt: zulu(expires),
		ConnectLink: s.facts().APIURL + "/connect-ui/?session_token=" + url.QueryEscape(token)}}
}

// sessionInput translates the body; the deprecated connection_config.webhook_url moves to where it belongs now.
func sessionInput(b sessionBody) (connect.SessionInput, error) {
	in := connect.SessionInput{Tags: b.Tags.lowered(), AllowedIntegrations: b.AllowedIntegrations,
		WebhookURLOverride: emptyIsNil(b.WebhookURLOverride), Defaults: map[string]connect.SessionDefaults{}, Overrides: map[string]connect.SessionOverride{}}
	if b.Organization != nil {
		in.Organization = &connect.Organization{ID: b.Organization.ID, DisplayName: b.Organization.DisplayName}
	}
	in.EndUser = b.EndUser.endUser(in.Organization)
	for _, key := range slices.Sorted(maps.Keys(b.Defaults)) {
		d := b.Defaults[key]
		if address, ok := d.ConnectionConfig["webhook_url"].(string); ok {
			delete(d.ConnectionConfig, "webhook_url")
			if issues := webhookURL.check(address, []string{"integrations_config_defaults", key, "connection_config", "webhook_url"}); len(issues) > 0 {
				return in, fault.New(fault.Invalid, "invalid_body", "A webhook address is malformed.").WithIssues(issues...)
			}
			if b.WebhookURLOverride == nil && in.WebhookURLOverride == nil {
				in.WebhookURLOverride = emptyIsNil(&address)
			}
		}
		in.Defaults[key] = connect.SessionDefaults{UserScopes: d.UserScopes, AuthorizationParams: d.AuthorizationParams, ConnectionConfig: d.ConnectionConfig}
	}
	for key, o := range b.Overrides {
		in.Overrides[key] = connect.SessionOverride{DocsConnect: o.DocsConnect}
	}
	return in, nil
}

var webhookURL = &shape{kind: shapeText, rules: rules{format: "webhook"}}

func (s *Server) getSession(c *call, _ none) (SessionEntry, error) {
	if err := s.noBody(c); err != nil {
		return SessionEntry{}, err
	}
	object := Session{EndUser: endUserObject(c.session.EndUser), AllowedIntegrations: c.session.AllowedIntegrations,
		IsReconnecting: c.session.Reconnect != nil, WebsocketsPath: "/",
		ConnectUISettings: connectUISettings(s.settings.ConnectPage(c.env.ID))}
	if len(c.session.Defaults) > 0 {
		object.Defaults = map[string]SessionDefaults{}
		for key, d := range c.session.Defaults {
			object.Defaults[key] = SessionDefaults{ConnectionConfig: d.ConnectionConfig, AuthorizationParams: d.AuthorizationParams}
		}
	}
	if len(c.session.Overrides) > 0 {
		object.Overrides = map[string]SessionOverride{}
		for key, o := range c.session.Overrides {
			object.Overrides[key] = SessionOverride{DocsConnect: o.DocsConnect}
		}
	}
	return SessionEntry{Data: object}, nil
}

func (s *Server) deleteSession(c *call, _ none) error {
	return s.connect.DeleteSession(c.ctx(), *c.session)
}

// telemetryBody is what the public API's Connect page reports.
type telemetryBody struct {
	Token      string `json:"token" rule:"min=1"`
	Event      string `json:"event" rule:"oneof=open|view:list|view:integration|view:unknown_error|view:credentials_error|view:success|click:integration|click:doc|click:doc_section|click:connect|click:close|click:finish|click:outside|popup:blocked_by_browser|popup:closed_early"`
	Timestamp  string `json:"timestamp"`
	Dimensions *struct {
		Integration string `json:"integration,omitempty"`
	} `json:"dimensions,omitempty"`
}

var telemetryShape = variant[telemetryBody]()

// telemetry checks the report as clients expect and drops it: Patchbay counts nothing.
func (s *Server) telemetry(c *call) error {
	var b telemetryBody
	if err := s.decodeBody(c, telemetryShape, &b); err != nil {
		return err
	}
	at, err := time.Parse(time.RFC3339, b.Timestamp)
	if ms, numeric := strconv.ParseInt(b.Timestamp, 10, 64); numeric == nil {
		at, err = time.UnixMilli(ms), nil
	}
	if off := s.now().Sub(at).Abs(); err != nil || off > 2*time.Hour {
		return fault.New(fault.Invalid, "invalid_body", "The time of the event is not near now.").
			WithIssues(issue("custom", "Invalid timestamp", []string{"timestamp"}))
	}
	if _, err := s.connect.SessionByToken(c.ctx(), b.Token); err != nil {
		return err
	}
	c.w.WriteHeader(http.StatusNoContent)
	return nil
}
