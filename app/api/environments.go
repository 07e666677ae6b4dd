package api

import (
	"strconv"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/settings"
)

// EnvironmentItem is an environment in the answers of the account routes (http-api §12.2).
type EnvironmentItem struct {
	ID         int64  `json:"id"`
	UUID       string `json:"uuid"`
	Name       string `json:"name"`
	Production bool   `json:"is_production"`
}

// EnvironmentList wraps the environments.
type EnvironmentList struct {
	Data []EnvironmentItem `json:"data"`
}

// EnvironmentMade is the answer to a new environment.
type EnvironmentMade struct {
	Data struct {
		ID   int64  `json:"id"`
		UUID string `json:"uuid"`
		Name string `json:"name"`
	} `json:"data"`
}

// environmentBody is a new environment. What only a hosted server has is taken when it is switched off.
type environmentBody struct {
	Name               string       `json:"name" rule:"min=1,max=255"`
	Production         *bool        `json:"is_production,omitempty"`
	CallbackURL        string       `json:"callback_url,omitempty"`
	HMACKey            string       `json:"hmac_key,omitempty"`
	HMACEnabled        bool         `json:"hmac_enabled,omitempty"`
	SlackNotifications bool         `json:"slack_notifications,omitempty"`
	OTLPEndpoint       string       `json:"otlp_endpoint,omitempty"`
	OTLPHeaders        []otlpHeader `json:"otlp_headers,omitempty"`
}

type otlpHeader struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// unsupported names the first property that asks for something a local server does not have.
func (b environmentBody) unsupported() string {
	switch {
	case b.CallbackURL != "":
		return "callback_url"
	case b.HMACKey != "" || b.HMACEnabled:
		return "hmac_enabled"
	case b.SlackNotifications:
		return "slack_notifications"
	case b.OTLPEndpoint != "" || len(b.OTLPHeaders) > 0:
		return "otlp_endpoint"
	}
	return ""
}

type environmentsQuery struct {
	Name string `json:"name,omitempty" rule:"min=1,max=255"`
}

func (s *Server) listEnvironments(c *call, q environmentsQuery) (EnvironmentList, error) {
	list := EnvironmentList{Data: []EnvironmentItem{}}
	for _, env := range s.settings.Environments() {
		if q.Name == "" || env.Name == q.Name {
			list.Data = append(list.Data, EnvironmentItem{ID: env.ID, UUID: env.UUID, Name: env.Name, Production: env.Production})
		}
	}
	return list, nil
}

func (s *Server) createEnvironment(c *call, _ none, b environmentBody) (EnvironmentMade, error) {
	var made EnvironmentMade
	if field := b.unsupported(); field != "" {
		return made, fault.New(fault.Invalid, "invalid_body", "Patchbay has no such setting for an environment.").
			WithIssues(issue("custom", "Patchbay does not have this for one environment: leave it out.", []string{field}))
	}
	if scope := "account:environments:set_production"; b.Production != nil && *b.Production && !c.scopes.Allow(scope) {
		return made, forbidden(scope)
	}
	env, err := s.settings.CreateEnvironment(c.ctx(), b.Name, b.Production)
	if err != nil {
		return made, err
	}
	made.Data.ID, made.Data.UUID, made.Data.Name = env.ID, env.UUID, env.Name
	s.noteAdmin(c, env.ID, "environment_create", "Environment "+env.Name+" made")
	return made, nil
}

// deleteEnvironment takes everything of an environment down in order: connections and their secrets with their
// integrations, functions, then the rest with the environment itself.
func (s *Server) deleteEnvironment(c *call, _ none) error {
	env, err := s.environmentByID(c, c.params["id"])
	if err != nil {
		return err
	}
	if err := s.settings.CheckDeletable(env.ID); err != nil {
		return err
	}
	if err := s.emptyEnvironment(c, env); err != nil {
		return err
	}
	if err := s.settings.DeleteEnvironment(c.ctx(), env.ID); err != nil {
		return err
	}
	s.noteAdmin(c, c.env.ID, "environment_delete", "Environment "+env.Name+" deleted")
	return s.logs.Clear(c.ctx(), env.ID)
}

func (s *Server) emptyEnvironment(c *call, env settings.Environment) error {
	integrations, err := s.connect.Integrations(c.ctx(), env.ID)
	if err != nil {
		return err
	}
	for _, i := range integrations {
		if err := s.connect.DeleteIntegration(c.ctx(), env.ID, i.UniqueKey); err != nil {
			return err
		}
	}
	return s.functions.RemoveAll(c.ctx(), env.ID)
}

// environmentByID finds an environment by its number, which the older routes name, or by its UUID.
func (s *Server) environmentByID(c *call, id string) (settings.Environment, error) {
	for _, env := range s.settings.Environments() {
		if id == env.UUID || id == strconv.FormatInt(env.ID, 10) {
			return env, nil
		}
	}
	return settings.Environment{}, fault.New(fault.NotFound, "unknown_environment", "This environment does not exist.")
}

// noteAdmin writes an administrative act into the log.
func (s *Server) noteAdmin(c *call, env int64, action, title string) {
	s.logs.Begin(logs.Operation{EnvironmentID: env, Kind: "admin", Action: action, Source: c.askedBy(), Title: title}).Finish(nil, nil)
}

// APIKeyItem is an API key without its secret.
type APIKeyItem struct {
	ID          int64    `json:"id"`
	UUID        string   `json:"uuid"`
	DisplayName string   `json:"display_name"`
	Scopes      []string `json:"scopes"`
	LastUsedAt  *string  `json:"last_used_at"`
	CreatedAt   string   `json:"created_at"`
}

// APIKeySecret is an API key with its secret.
type APIKeySecret struct {
	APIKeyItem
	Secret string `json:"secret"`
}

// APIKeyList wraps the keys of an environment.
type APIKeyList struct {
	Data []APIKeyItem `json:"data"`
}

// APIKeyEntry wraps one key with its secret.
type APIKeyEntry struct {
	Data APIKeySecret `json:"data"`
}

// OlderAPIKeyEntry is the answer to a new key on the older route.
type OlderAPIKeyEntry struct {
	Data OlderAPIKey `json:"data"`
}

// OlderAPIKey is a new key as the older route shows it.
type OlderAPIKey struct {
	ID          int64    `json:"id"`
	DisplayName string   `json:"display_name"`
	Scopes      []string `json:"scopes"`
	Secret      string   `json:"secret"`
	CreatedAt   string   `json:"created_at"`
}

func keyItem(k settings.APIKeyInfo) APIKeyItem {
	item := APIKeyItem{ID: k.ID, UUID: k.UUID, DisplayName: k.Name, Scopes: k.Scopes, CreatedAt: zulu(k.CreatedAt)}
	if !k.LastUsedAt.IsZero() {
		used := zulu(k.LastUsedAt)
		item.LastUsedAt = &used
	}
	return item
}

type keysQuery struct {
	DisplayName string `json:"display_name,omitempty" rule:"min=1,max=255"`
}

func (s *Server) listKeys(c *call, q keysQuery) (APIKeyList, error) {
	list := APIKeyList{Data: []APIKeyItem{}}
	env, err := s.environmentByID(c, c.params["uuid"])
	if err != nil {
		return list, err
	}
	keys, err := s.settings.Keys(c.ctx(), env.ID, q.DisplayName)
	for _, k := range keys {
		list.Data = append(list.Data, keyItem(k))
	}
	return list, err
}

func (s *Server) getKey(c *call, _ none) (APIKeyEntry, error) {
	env, err := s.environmentByID(c, c.params["uuid"])
	if err != nil {
		return APIKeyEntry{}, err
	}
	k, secret, err := s.settings.Key(c.ctx(), env.ID, c.params["keyUuid"])
	return APIKeyEntry{APIKeySecret{keyItem(k), secret.Reveal()}}, err
}

type keyBody struct {
	DisplayName string    `json:"display_name" rule:"min=1,max=255"`
	Scopes      *[]string `json:"scopes,omitempty" rule:"max=100"`
}

func (s *Server) createKey(c *call, _ none, b keyBody) (APIKeyEntry, error) {
	env, err := s.environmentByID(c, c.params["uuid"])
	if err != nil {
		return APIKeyEntry{}, err
	}
	scopes := settings.Scopes{settings.FullAccess}
	if b.Scopes != nil {
		scopes = *b.Scopes
	}
	return s.makeKey(c, env, b.DisplayName, scopes)
}

// makeKey gives nobody more than the caller has in the account itself.
func (s *Server) makeKey(c *call, env settings.Environment, name string, scopes settings.Scopes) (APIKeyEntry, error) {
	for _, scope := range scopes {
		if strings.HasPrefix(scope, "account:") && !c.scopes.Allow(scope) {
			return APIKeyEntry{}, forbidden(scope)
		}
	}
	k, secret, err := s.settings.CreateKey(c.ctx(), env.ID, name, scopes)
	if err != nil {
		return APIKeyEntry{}, err
	}
	s.redactor.Add(secret.Reveal())
	s.noteAdmin(c, env.ID, "key_create", "API key "+k.Name+" made")
	return APIKeyEntry{APIKeySecret{keyItem(k), secret.Reveal()}}, nil
}

func (s *Server) removeKey(c *call, _ none) (Success, error) {
	env, err := s.environmentByID(c, c.params["uuid"])
	if err != nil {
		return Success{}, err
	}
	return s.dropKey(c, env, c.params["keyUuid"])
}

func (s *Server) dropKey(c *call, env settings.Environment, which string) (Success, error) {
	if err := s.settings.DeleteKey(c.ctx(), env.ID, which); err != nil {
		return Success{}, err
	}
	s.noteAdmin(c, env.ID, "key_delete", "API key revoked")
	return Success{true}, nil
}

func (s *Server) replaceKey(c *call, _ none, _ none) (APIKeyEntry, error) {
	env, err := s.environmentByID(c, c.params["uuid"])
	if err != nil {
		return APIKeyEntry{}, err
	}
	k, secret, err := s.settings.RotateKey(c.ctx(), env.ID, c.params["keyUuid"])
	if err != nil {
		return APIKeyEntry{}, err
	}
	s.redactor.Add(secret.Reveal())
	s.noteAdmin(c, env.ID, "rotate", "API key "+k.Name+" replaced")
	return APIKeyEntry{APIKeySecret{keyItem(k), secret.Reveal()}}, nil
}

type olderKeyBody struct {
	EnvironmentID int    `json:"environment_id"`
	DisplayName   string `json:"display_name" rule:"min=1,max=255"`
}

// createOlderKey names the environment in the body (http-api §1.8).
func (s *Server) createOlderKey(c *call, _ none, b olderKeyBody) (OlderAPIKeyEntry, error) {
	env, err := s.environmentByID(c, strconv.Itoa(b.EnvironmentID))
	if err != nil {
		return OlderAPIKeyEntry{}, err
	}
	made, err := s.makeKey(c, env, b.DisplayName, settings.Scopes{settings.FullAccess})
	k := made.Data
	return OlderAPIKeyEntry{OlderAPIKey{k.ID, k.DisplayName, k.Scopes, k.Secret, k.CreatedAt}}, err
}

type olderKeyRemoval struct {
	EnvironmentID int `json:"environment_id"`
	KeyID         int `json:"key_id"`
}

func (s *Server) removeOlderKey(c *call, _ none, b olderKeyRemoval) (Success, error) {
	env, err := s.environmentByID(c, strconv.Itoa(b.EnvironmentID))
	if err != nil {
		return Success{}, err
	}
	return s.dropKey(c, env, strconv.Itoa(b.KeyID))
}

// ScopeList is every scope that a key can have.
type ScopeList struct {
	Data []string `json:"data"`
}

func (s *Server) listScopes(*call, none) (ScopeList, error) {
	return ScopeList{Data: settings.KnownScopes()}, nil
}
