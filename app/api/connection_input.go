package api

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"patchbay/app/connect"
	"patchbay/app/fault"
)

type connectionsQuery struct {
	ConnectionID  string            `json:"connectionId,omitempty" rule:"min=1,max=255"`
	Search        string            `json:"search,omitempty" rule:"min=1,max=255"`
	EndUserID     string            `json:"endUserId,omitempty" rule:"min=1,max=255"`
	EndUserOrgID  string            `json:"endUserOrganizationId,omitempty" rule:"min=1,max=255"`
	IntegrationID keyList           `json:"integrationId,omitempty"`
	Tags          map[string]string `json:"tags,omitempty"`
	Limit         *int              `json:"limit,omitempty" rule:"min=1,max=2000"`
	Page          int               `json:"page,omitempty"`
}

type connectionQuery struct {
	ProviderConfigKey string `json:"provider_config_key" rule:"is=key,max=255"`
	RefreshToken      bool   `json:"refresh_token,omitempty"`
	ForceRefresh      bool   `json:"force_refresh,omitempty"`
	RefreshAppJWT     bool   `json:"refresh_github_app_jwt_token,omitempty"`
}

type integrationOfConnection struct {
	ProviderConfigKey string `json:"provider_config_key" rule:"is=key,max=255"`
}

// importBody is a connection made from credentials that exist already (http-api §2.4.3).
type importBody struct {
	ProviderConfigKey  string            `json:"provider_config_key" rule:"is=key,max=255"`
	ConnectionID       string            `json:"connection_id,omitempty" rule:"is=connection,min=1,max=255"`
	Metadata           json.RawMessage   `json:"metadata,omitempty" rule:"object"`
	ConnectionConfig   importConfig      `json:"connection_config,omitempty"`
	WebhookURLOverride *string           `json:"webhook_url_override,omitempty" rule:"is=webhook"`
	EndUser            *endUserBody      `json:"end_user,omitempty"`
	Tags               tags              `json:"tags,omitempty"`
	Credentials        importCredentials `json:"credentials"`
}

type patchBody struct {
	EndUser            *endUserBody `json:"end_user,omitempty"`
	Tags               tags         `json:"tags,omitempty"`
	WebhookURLOverride *string      `json:"webhook_url_override,omitempty" rule:"is=webhook"`
}

type endUserBody struct {
	ID          string      `json:"id" rule:"min=1,max=255"`
	Email       string      `json:"email,omitempty" rule:"is=email"`
	DisplayName string      `json:"display_name,omitempty" rule:"max=255"`
	Tags        endUserTags `json:"tags,omitempty"`
}

func (b *endUserBody) endUser(organization *connect.Organization) *connect.EndUser {
	if b == nil {
		return nil
	}
	return &connect.EndUser{ID: b.ID, Email: b.Email, DisplayName: b.DisplayName, Tags: b.Tags, Organization: organization}
}

// importConfig is free, but for the scopes of a connection of its own.
type importConfig map[string]any

var textsShape = &shape{kind: shapeList, elem: &shape{kind: shapeText}}

func (*importConfig) check(value any, path []string) []fault.Issue {
	return checkScopesOverride(value, path, textsShape)
}

// presetConfig is the same of a Connect session, where the scopes are one text with commas.
type presetConfig map[string]any

func (*presetConfig) check(value any, path []string) []fault.Issue {
	return checkScopesOverride(value, path, anyText)
}

func checkScopesOverride(config any, path []string, form *shape) []fault.Issue {
	const name = "oauth_scopes_override"
	table, _ := config.(map[string]any)
	if scopes, given := table[name]; given {
		return form.check(scopes, below(path, name))
	}
	return freeObject.check(config, path)
}

// endUserTags are the labels of an end user; unlike those of a connection they may be empty texts.
type endUserTags map[string]string

func (*endUserTags) check(value any, path []string) []fault.Issue {
	table, ok := value.(map[string]any)
	if !ok {
		return wrongType("object", value, path)
	}
	var issues []fault.Issue
	for _, key := range sortedKeys(table) {
		at := below(path, key)
		if len(key) > 64 || !tagKey.MatchString(key) {
			issues = append(issues, issue("invalid_key", "Invalid tag name", at))
		}
		issues = append(issues, anyText.check(table[key], at)...)
	}
	return issues
}

var anyText = &shape{kind: shapeText}

// keyList is integration keys with commas between them.
type keyList string

var oneKey = &shape{kind: shapeText, rules: rules{max: 255, format: "key"}}

func (*keyList) check(value any, path []string) []fault.Issue {
	text, ok := value.(string)
	if !ok {
		return wrongType("string", value, path)
	}
	var issues []fault.Issue
	for i, key := range strings.Split(text, ",") {
		issues = append(issues, oneKey.check(key, below(path, strconv.Itoa(i)))...)
	}
	return issues
}

// importCredentials is a union on type; the JSON is handed on as it came.
type importCredentials json.RawMessage

type oauth2Variant struct {
	Type         string `json:"type"`
	AccessToken  string `json:"access_token" rule:"min=1,max=16384"`
	RefreshToken string `json:"refresh_token,omitempty" rule:"max=16384"`
	ExpiresAt    any    `json:"expires_at,omitempty"`
	Override     *struct {
		ClientID     string `json:"client_id,omitempty"`
		ClientSecret string `json:"client_secret,omitempty"`
	} `json:"config_override,omitempty"`
}

type clientCredentialsVariant struct {
	Type        string `json:"type"`
	Token       string `json:"token" rule:"min=1,max=4096"`
	ClientID    string `json:"client_id" rule:"min=1"`
	Secret      string `json:"client_secret" rule:"min=1"`
	Certificate string `json:"client_certificate,omitempty"`
	PrivateKey  string `json:"client_private_key,omitempty"`
	ExpiresAt   any    `json:"expires_at,omitempty"`
}

type apiKeyVariant struct {
	Type   string `json:"type"`
	APIKey string `json:"apiKey" rule:"min=1,max=1024"`
}

type basicVariant struct {
	Type     string `json:"type"`
	Username string `json:"username" rule:"max=1024"`
	Password string `json:"password" rule:"max=1024"`
}

type oauth1Variant struct {
	Type   string `json:"type"`
	Token  string `json:"oauth_token" rule:"min=1"`
	Secret string `json:"oauth_token_secret" rule:"min=1"`
}

type tbaVariant struct {
	Type     string         `json:"type"`
	TokenID  string         `json:"token_id" rule:"min=1"`
	Secret   string         `json:"token_secret" rule:"min=1"`
	Override map[string]any `json:"config_override,omitempty"`
}

type installationVariant struct {
	Type           string `json:"type"`
	AppID          string `json:"app_id" rule:"min=1"`
	InstallationID string `json:"installation_id" rule:"min=1"`
}

type noneVariant struct {
	Type string `json:"type"`
}

var importVariants = variants{
	"OAUTH2": variant[oauth2Variant](), "OAUTH2_CC": variant[clientCredentialsVariant](), "OAUTH1": variant[oauth1Variant](),
	"API_KEY": variant[apiKeyVariant](), "BASIC": variant[basicVariant](), "TBA": variant[tbaVariant](),
	"APP": variant[installationVariant](), "CUSTOM": variant[installationVariant](), "NONE": variant[noneVariant](),
}

func (*importCredentials) check(value any, path []string) []fault.Issue {
	return importVariants.check(value, path)
}

// UnmarshalJSON keeps the bytes.
func (c *importCredentials) UnmarshalJSON(data []byte) error {
	*c = slices.Clone(data)
	return nil
}

// tags are labels of a connection: at most ten, lower-case keys (http-api §1.9).
type tags map[string]string

var tagKey = formats["tag"].pattern

var emailLike = regexp.MustCompile(`^[^\s@]+@[^\s@]+$`)

func (*tags) check(value any, path []string) []fault.Issue {
	table, ok := value.(map[string]any)
	if !ok {
		return wrongType("object", value, path)
	}
	var issues []fault.Issue
	if len(table) > 10 {
		issues = append(issues, issue("custom", "Too many tags: 10 are the limit", path))
	}
	seen := map[string]bool{}
	for _, key := range sortedKeys(table) {
		at := below(path, key)
		if len(key) > 64 || !tagKey.MatchString(key) {
			issues = append(issues, issue("invalid_key", "Invalid tag name", at))
		}
		if seen[strings.ToLower(key)] {
			issues = append(issues, issue("custom", "Two tags differ only in case", at))
		}
		seen[strings.ToLower(key)] = true
		issues = append(issues, checkTagValue(strings.ToLower(key), table[key], at)...)
	}
	return issues
}

func checkTagValue(key string, value any, at []string) []fault.Issue {
	if issues := tagValue.check(value, at); len(issues) > 0 {
		return issues
	}
	if text := value.(string); key == "end_user_email" && (len(text) < 5 || !emailLike.MatchString(text)) {
		return []fault.Issue{issue("invalid_format", "Invalid email address", at)}
	}
	return nil
}

var tagValue = &shape{kind: shapeText, rules: rules{min: 1, max: 255}}

// lowered returns the tags under lower-case keys; nil stays nil.
func (t tags) lowered() map[string]string {
	if t == nil {
		return nil
	}
	out := make(map[string]string, len(t))
	for key, value := range t {
		out[strings.ToLower(key)] = value
	}
	return out
}
