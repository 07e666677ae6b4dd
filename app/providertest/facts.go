// Package providertest plays any provider of the catalog, for tests: the login page, the token endpoint, the check of
// new credentials and the API itself. It is written from the providers' facts and from published rules alone, so it
// imports nothing of what it tests: a mistake there cannot hide behind the same mistake here.
package providertest

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// factLines is made by the command in compact, one JSON object a line.
//
//go:embed facts.jsonl
var factLines []byte

// Facts are what is known about one provider: addresses, parameter names, templates. Absent means not set.
type Facts struct {
	Key string `json:"key"`
	// Setting picks one of the ways in which an integration of the provider can be set up; "": the usual one.
	Setting  string `json:"-"`
	AliasOf  string `json:"alias_of"`
	AuthMode string `json:"auth_mode"`

	AuthorizationURL          string            `json:"authorization_url"`
	AuthorizationParams       map[string]any    `json:"authorization_params"`
	AuthorizationSkipEncode   []string          `json:"authorization_url_skip_encode"`
	AuthorizationSkipEmpty    bool              `json:"authorization_url_skip_empty"`
	AuthorizationFragment     string            `json:"authorization_url_fragment"`
	AuthorizationReplacements map[string]string `json:"authorization_url_replacements"`
	CodeParam                 string            `json:"authorization_code_param_in_callback"`
	ScopeSeparator            string            `json:"scope_separator"`
	DefaultScopes             []string          `json:"default_scopes"`
	DisablePKCE               bool              `json:"disable_pkce"`
	RedirectMetadata          []string          `json:"redirect_uri_metadata"`
	Installation              string            `json:"installation"`
	HookMetadata              []string          `json:"webhook_response_metadata"`

	TokenURL            URLs           `json:"token_url"`
	TokenParams         map[string]any `json:"token_params"`
	TokenHeaders        map[string]any `json:"token_headers"`
	TokenMethod         string         `json:"token_request_method"`
	BodyFormat          string         `json:"body_format"`
	AuthorizationMethod string         `json:"authorization_method"`
	TokenAuthMethod     string         `json:"token_request_auth_method"`
	AlternatePath       string         `json:"alternate_access_token_response_path"`
	ResponseMetadata    []string       `json:"token_response_metadata"`
	ResponseHeaders     []string       `json:"token_response_headers"`
	TokenResponse       *TokenPaths    `json:"token_response"`
	ExpiresInMS         *int64         `json:"token_expires_in_ms"`
	ExpiresInUnit       string         `json:"expires_in_unit"`
	Steps               []TokenStep    `json:"additional_steps"`
	Assertion           map[string]any `json:"assertion"`
	ClientCertificate   bool           `json:"require_client_certificate"`

	RefreshParams       map[string]any `json:"refresh_params"`
	RefreshURL          string         `json:"refresh_url"`
	RefreshTokenParams  map[string]any `json:"refresh_token_params"`
	RefreshTokenHeaders map[string]any `json:"refresh_token_headers"`

	RequestURL      string            `json:"request_url"`
	RequestParams   map[string]string `json:"request_params"`
	SignatureMethod string            `json:"signature_method"`
	Signature       struct {
		Protocol string `json:"protocol"`
		Encoding string `json:"hmac_secret_encoding"`
	} `json:"signature"`
	Token *LocalToken `json:"token"`

	ClientRegistration string         `json:"client_registration"`
	RegistrationURL    string         `json:"registration_url"`
	RegistrationParams map[string]any `json:"registration_params"`

	Proxy            *Proxy           `json:"proxy"`
	Credentials      map[string]Field `json:"credentials"`
	ConnectionConfig map[string]Field `json:"connection_config"`
	IntegrationConf  map[string]Field `json:"integration_config"`
	AssertionOption  map[string]Field `json:"assertion_option"`

	PostConnection string `json:"post_connection_script"`
	Verification   string `json:"credentials_verification_script"`
	PreDeletion    string `json:"pre_connection_deletion_script"`
}

// Proxy is how the API is called.
type Proxy struct {
	BaseURL      string            `json:"base_url"`
	Headers      map[string]string `json:"headers"`
	Query        map[string]string `json:"query"`
	Body         map[string]any    `json:"body"`
	Verification *Verification     `json:"verification"`
}

// Verification is the call that tells whether new credentials work.
type Verification struct {
	Method    string            `json:"method"`
	Endpoints []string          `json:"endpoints"`
	Headers   map[string]string `json:"headers"`
	Base      string            `json:"base_url_override"`
	Data      any               `json:"data"`
}

// Field is one value that somebody types.
type Field struct {
	Format    string   `json:"format"`
	Pattern   string   `json:"pattern"`
	Enum      []string `json:"enum"`
	Default   *string  `json:"default_value"`
	Optional  bool     `json:"optional"`
	Hidden    bool     `json:"hidden"`
	Automated bool     `json:"automated"`
	Secret    bool     `json:"secret"`
	Prefix    string   `json:"prefix"`
	Suffix    string   `json:"suffix"`
}

// TokenPaths say where a TWO_STEP answer keeps what.
type TokenPaths struct {
	Token    string `json:"token"`
	Refresh  string `json:"refresh_token"`
	Expiry   string `json:"token_expiration"`
	Strategy string `json:"token_expiration_strategy"`
}

// TokenStep is a further request of a TWO_STEP login.
type TokenStep struct {
	URL     string         `json:"token_url"`
	Params  map[string]any `json:"token_params"`
	Headers map[string]any `json:"token_headers"`
	Method  string         `json:"token_request_method"`
}

// LocalToken is a token that the client signs itself.
type LocalToken struct {
	Key       string         `json:"signing_key"`
	ExpiresMS int64          `json:"expires_in_ms"`
	Header    map[string]any `json:"header"`
	Payload   map[string]any `json:"payload"`
}

// URLs is one address, or one for each part of a mode that has two.
type URLs struct {
	One     string
	Several map[string]string
}

// UnmarshalJSON reads a string or an object of strings.
func (u *URLs) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte(`"`)) {
		return json.Unmarshal(data, &u.One)
	}
	return json.Unmarshal(data, &u.Several)
}

// Table is the facts of every provider, in the order of the catalog.
func Table() ([]*Facts, error) {
	lines := bufio.NewScanner(bytes.NewReader(factLines))
	lines.Buffer(nil, 1<<20)
	var table []*Facts
	for lines.Scan() {
		f := &Facts{}
		if err := json.Unmarshal(lines.Bytes(), f); err != nil {
			return nil, fmt.Errorf("line %d: %w", len(table)+1, err)
		}
		if more, ok := amended[f.Key]; ok {
			if err := json.Unmarshal([]byte(more), f); err != nil {
				return nil, fmt.Errorf("amendment of %s: %w", f.Key, err)
			}
		}
		table = append(table, f)
	}
	return table, lines.Err()
}

// Settings are the provider's other ways of being set up, which the table says nothing about (providers-and-auth §4.13, §9.5).
func (f *Facts) Settings() []*Facts {
	var others []*Facts
	for _, setting := range settings[f.Key] {
		other := *f
		other.Setting = setting
		others = append(others, &other)
	}
	return others
}

var settings = map[string][]string{
	"aws-sigv4":           {stsOpen, stsByKey, stsByPassword},
	"private-api-generic": {keyInQuery},
}

// amended completes entries that cannot work as they stand in the table, from the vendor's own pages.
var amended = map[string]string{
	// https://docs.certn.co/api/guides/use-the-api/authorization-header
	"certn-partner": `{"token_url":"https://api.certn.co/token/","token_request_auth_method":"basic","token_params":{"grant_type":"client_credentials"}}`,
}

// sorted are the keys of a map, in order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
