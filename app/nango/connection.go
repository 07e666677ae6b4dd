package nango

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"patchbay/app/auth"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/script"
)

type connectionArgs struct {
	Integration  string `json:"integration"`
	Connection   string `json:"connection"`
	ForceRefresh bool   `json:"forceRefresh"`
	RefreshToken bool   `json:"refreshToken"`
}

// connectionObject is a connection as the public API shows it (http-api §6).
type connectionObject struct {
	ID                 int64             `json:"id"`
	ConnectionID       string            `json:"connection_id"`
	ProviderConfigKey  string            `json:"provider_config_key"`
	Provider           string            `json:"provider"`
	Errors             []map[string]any  `json:"errors"`
	EndUser            *endUserObject    `json:"end_user"`
	Tags               map[string]string `json:"tags"`
	Metadata           json.RawMessage   `json:"metadata"`
	ConnectionConfig   map[string]any    `json:"connection_config"`
	WebhookURLOverride *string           `json:"webhook_url_override"`
	CreatedAt          string            `json:"created_at"`
	UpdatedAt          string            `json:"updated_at"`
	LastFetchedAt      *string           `json:"last_fetched_at"`
	Credentials        any               `json:"credentials"`
}

type endUserObject struct {
	ID           string              `json:"id"`
	DisplayName  *string             `json:"display_name"`
	Email        *string             `json:"email"`
	Tags         map[string]string   `json:"tags"`
	Organization *organizationObject `json:"organization"`
}

type organizationObject struct {
	ID          string  `json:"id"`
	DisplayName *string `json:"display_name"`
}

// getConnection renews credentials that are due, also when code may not see them: it must notice a connection that
// stopped working.
func (e *execution) getConnection(ctx context.Context, a connectionArgs, _ []byte) (any, error) {
	live, err := e.o.s.Connect.Fresh(ctx, e.r.EnvironmentID, a.Integration, a.Connection, connect.FreshOptions{Force: a.ForceRefresh})
	if err != nil {
		return nil, err
	}
	object := objectOf(live.Connection)
	text, err := auth.Encode(live.Credentials)
	if err != nil {
		return nil, err
	}
	credentials := parse(text)
	stored, err := e.visible(ctx, a)
	if err != nil {
		return nil, err
	}
	if stored != nil && !e.r.AllowCredentials {
		object.ConnectionConfig = notNilMap(stored.Config)
		credentials = maskCredentials(credentials, live.Credentials.Secrets())
	} else if e.once("credentials " + a.Integration + "/" + a.Connection) {
		e.note("info", "The function was given the credentials of the connection "+a.Connection+", as its settings allow.", nil)
	}
	if !a.RefreshToken {
		auth.DropMappedRefreshToken(live.Provider, credentials)
		credentials = dropRefreshTokens(credentials)
		object.ConnectionConfig, _ = dropRefreshTokens(object.ConnectionConfig).(map[string]any)
	}
	object.Credentials = credentials
	body, err := marshal(object)
	if err != nil {
		return nil, err
	}
	head, err := marshal(map[string]bool{"masked": !e.r.AllowCredentials})
	return script.Reply{Head: head, Body: body}, err
}

// visible reads the connection as it is shown to people, without secrets, when code or a fixture needs that form.
func (e *execution) visible(ctx context.Context, a connectionArgs) (*connect.Connection, error) {
	if e.r.AllowCredentials && e.recording == nil {
		return nil, nil //nolint:nilnil // not needed
	}
	stored, err := e.o.s.Connect.Connection(ctx, e.r.EnvironmentID, a.Integration, a.Connection)
	if err != nil {
		return nil, err
	}
	if stored.ID == e.r.Connection.ID {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.connection = &stored
	}
	return &stored, nil
}

func objectOf(c connect.Connection) connectionObject {
	o := connectionObject{ID: c.ID, ConnectionID: c.ConnectionID, ProviderConfigKey: c.IntegrationKey, Provider: c.Provider, Errors: []map[string]any{},
		Tags: c.Tags, Metadata: c.Metadata, ConnectionConfig: notNilMap(c.Config), WebhookURLOverride: c.WebhookURLOverride,
		CreatedAt: timeText(c.CreatedAt), UpdatedAt: timeText(c.UpdatedAt)}
	if c.AuthError != nil {
		o.Errors = append(o.Errors, map[string]any{"type": "auth", "log_id": c.AuthError.LogID})
	}
	if o.Tags == nil {
		o.Tags = map[string]string{}
	}
	if len(o.Metadata) == 0 {
		o.Metadata = json.RawMessage("null")
	}
	if c.LastFetchedAt != nil {
		at := timeText(*c.LastFetchedAt)
		o.LastFetchedAt = &at
	}
	if u := c.EndUser; u != nil {
		o.EndUser = &endUserObject{ID: u.ID, DisplayName: orNull(u.DisplayName), Email: orNull(u.Email), Tags: u.Tags}
		if u.Organization != nil {
			o.EndUser.Organization = &organizationObject{ID: u.Organization.ID, DisplayName: orNull(u.Organization.DisplayName)}
		}
	}
	return o
}

// timeText is the API's form of a time.
func timeText(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000") + "+00:00" }

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func notNilMap(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}

func parse(text []byte) any {
	var tree any
	if json.Unmarshal(text, &tree) != nil {
		return map[string]any{}
	}
	return tree
}

// plainNames are members of credentials that are no secrets: code decides by them and builds addresses of them.
var plainNames = map[string]bool{"type": true, "expires_at": true, "username": true, "token_type": true, "scope": true, "region": true, "service": true,
	"role_arn": true, "organization_id": true, "client_id": true, "expires_in": true}

// maskCredentials hides every text in credentials but the few that are no secrets. One of those that is a secret all the
// same, such as a key given as a user name, is hidden too.
func maskCredentials(value any, secrets []string) any {
	table, ok := value.(map[string]any)
	if !ok {
		return maskAll(value, secrets)
	}
	out := make(map[string]any, len(table))
	for name, member := range table {
		text, isText := member.(string)
		switch {
		case isText && plainNames[name] && !holdsSecret(text, secrets):
			out[name] = text
		case isText:
			out[name] = logs.Mask
		default:
			out[name] = maskCredentials(member, secrets)
		}
	}
	return out
}

// maskAll hides the texts in lists and leaves numbers, booleans and null.
func maskAll(value any, secrets []string) any {
	switch v := value.(type) {
	case string:
		return logs.Mask
	case []any:
		out := make([]any, len(v))
		for n, item := range v {
			out[n] = maskCredentials(item, secrets)
		}
		return out
	}
	return value
}

func holdsSecret(text string, secrets []string) bool {
	for _, secret := range secrets {
		if secret != "" && strings.Contains(text, secret) {
			return true
		}
	}
	return false
}

// dropRefreshTokens leaves out every member whose letters spell "refreshtoken", at any depth (http-api §6.2).
func dropRefreshTokens(value any) any {
	switch v := value.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, member := range v {
			if !spellsRefreshToken(name) {
				out[name] = dropRefreshTokens(member)
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for n, item := range v {
			out[n] = dropRefreshTokens(item)
		}
		return out
	}
	return value
}

func spellsRefreshToken(name string) bool {
	letters := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' {
			return c
		}
		return -1
	}, strings.ToLower(name))
	return letters == "refreshtoken"
}

// codeNoCredentials is the refusal of getToken.
const codeNoCredentials = "credentials_not_allowed"

// getToken gives the part of the credentials that requests carry.
func (e *execution) getToken(ctx context.Context, _ none, _ []byte) (any, error) {
	if !e.r.AllowCredentials {
		return nil, fault.New(fault.Forbidden, codeNoCredentials,
			"This function may not read the connection's credentials, so getToken gives nothing. Requests with nango.get and the like need no token.").
			WithHint(allowHint)
	}
	c := e.r.Connection
	live, err := e.o.s.Connect.Fresh(ctx, e.r.EnvironmentID, c.IntegrationKey, c.ConnectionID, connect.FreshOptions{})
	if err != nil {
		return nil, err
	}
	text, err := auth.Encode(live.Credentials)
	if err != nil {
		return nil, err
	}
	if e.once("token") {
		e.note("info", "The function was given the connection's token, as its settings allow.", nil)
	}
	given := dropRefreshTokens(parse(text))
	if table, ok := given.(map[string]any); ok {
		switch table["type"] {
		case "OAUTH2", "APP":
			given = table["access_token"]
		case "OAUTH1":
			given = map[string]any{"oAuthToken": table["oauth_token"], "oAuthTokenSecret": table["oauth_token_secret"]}
		}
	}
	body, err := marshal(given)
	return script.Reply{Body: body}, err
}

const allowHint = `To allow it, switch on "Allow credentials" (allow_credentials) in the function's settings.`

// maskedRead tells, once for each member, that code read a secret that it only got masked.
func (e *execution) maskedRead(args json.RawMessage) {
	var a struct {
		Path string `json:"path"`
	}
	if json.Unmarshal(args, &a) != nil || !e.once("masked "+a.Path) {
		return
	}
	e.note("warn", "The code read "+a.Path+" of the connection and got "+logs.Mask+". "+allowHint, nil)
}

// setMetadata and updateMetadata write for real, in a dry run too, as the original's do.
func (e *execution) setMetadata(ctx context.Context, _ none, body []byte) (any, error) {
	return e.writeMetadata(ctx, "setMetadata", e.o.s.Connect.SetMetadata, body)
}

func (e *execution) updateMetadata(ctx context.Context, _ none, body []byte) (any, error) {
	return e.writeMetadata(ctx, "updateMetadata", e.o.s.Connect.MergeMetadata, body)
}

type storeMetadata func(ctx context.Context, env int64, key string, ids []string, metadata json.RawMessage) error

func (e *execution) writeMetadata(ctx context.Context, name string, store storeMetadata, body []byte) (any, error) {
	c := e.r.Connection
	if err := store(ctx, e.r.EnvironmentID, c.IntegrationKey, []string{c.ConnectionID}, body); err != nil {
		return nil, err
	}
	text := name + " wrote the connection's metadata."
	if e.dry != nil {
		text += " This was a real write: a dry run changes metadata too."
	}
	e.note("info", text, map[string]any{"real": true})
	status := 200
	return map[string]any{"status": status, "statusText": "OK", "headers": map[string]any{}, "config": map[string]any{}, "request": map[string]any{},
		"data": map[string]any{"connection_id": c.ConnectionID, "provider_config_key": c.IntegrationKey, "metadata": json.RawMessage(body)}}, nil
}
