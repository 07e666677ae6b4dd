package catalog

import (
	"encoding/json"
	"strings"
)

// Provider is everything the catalog knows about one API. It is read-only: many goroutines share one value.
// The json tags are the names of the fields in a catalog file and on the wire.
type Provider struct {
	Key         string   `json:"-"`
	DisplayName string   `json:"display_name"`
	AliasOf     string   `json:"alias_of"` // the provider this one was derived from; its own file is complete
	Categories  []string `json:"categories"`
	AuthMode    AuthMode `json:"auth_mode"`
	AuthType    AuthMode `json:"auth_type"` // the credentials an INSTALL_PLUGIN install yields

	// Pages of the API's vendor.
	Docs          string `json:"docs"`                   // API reference or, failing that, product page
	DocsKind      string `json:"docs_kind"`              // "general" when Docs is no API reference
	DocsConnect   string `json:"docs_connect"`           // guide for the person who connects an account
	OAuthDocs     string `json:"vendor_oauth_docs"`      // where an app is registered
	OAuthDocsKind string `json:"vendor_oauth_docs_kind"` // "register", "console" or "oauth_guide"
	ScopesDocs    string `json:"vendor_scopes_docs"`

	Authorization
	Token
	Local

	// What a user fills in, per connection or per integration.
	Credentials             Fields   `json:"credentials"`
	ConnectionConfig        Fields   `json:"connection_config"`
	IntegrationConfig       Fields   `json:"integration_config"`
	AssertionOption         Fields   `json:"assertion_option"`
	ConnectionConfiguration []string `json:"connection_configuration"` // names a post-connection script fills

	Proxy *Proxy `json:"proxy"` // nil: the provider has no API to call through the proxy

	// Names of built-in behaviour that belongs to this provider.
	PostConnectionScript          string   `json:"post_connection_script"`
	CredentialsVerificationScript string   `json:"credentials_verification_script"`
	PreConnectionDeletionScript   string   `json:"pre_connection_deletion_script"`
	WebhookRoutingScript          string   `json:"webhook_routing_script"`
	WebhookUserDefinedSecret      bool     `json:"webhook_user_defined_secret"`
	WebhookAllowedQueryParams     []string `json:"webhook_allowed_query_params"`

	Scopes []string `json:"scopes"` // every scope the vendor documents, when known

	wire json.RawMessage
}

// Authorization is how the browser is sent to the provider and what the way back carries.
type Authorization struct {
	AuthorizationURL             string        `json:"authorization_url"` // template; may hold "A || B"
	AuthorizationParams          Params        `json:"authorization_params"`
	AuthorizationURLSkipEncode   []string      `json:"authorization_url_skip_encode"` // "base_url", "scopes"
	AuthorizationURLSkipEmpty    bool          `json:"authorization_url_skip_empty"`
	AuthorizationURLFragment     string        `json:"authorization_url_fragment"` // the query goes behind this fragment
	AuthorizationURLReplacements Params        `json:"authorization_url_replacements"`
	CodeParamInCallback          string        `json:"authorization_code_param_in_callback"` // default "code"
	CodeParamInWebhook           string        `json:"authorization_code_param_in_webhook"`
	RedirectURIMetadata          []string      `json:"redirect_uri_metadata"` // callback query keys kept as connection config
	WebhookResponseMetadata      []string      `json:"webhook_response_metadata"`
	ScopeSeparator               string        `json:"scope_separator"` // "" means one space: use JoinScopes
	DefaultScopes                []string      `json:"default_scopes"`
	DisablePKCE                  bool          `json:"disable_pkce"`
	Installation                 string        `json:"installation"` // "outbound": the install starts at the vendor
	ClientRegistration           string        `json:"client_registration"`
	RegistrationURL              string        `json:"registration_url"`
	RegistrationParams           Params        `json:"registration_params"`
	RequestURL                   string        `json:"request_url"` // OAuth 1.0a request token
	RequestParams                Params        `json:"request_params"`
	SignatureMethod              string        `json:"signature_method"`
	Auth                         *ResponseType `json:"auth"` // kept for the wire; nothing reads it
}

// ResponseType is a legacy corner of the catalog that some clients display.
type ResponseType struct {
	ResponseType string `json:"response_type"`
}

// Token is how credentials are exchanged for a token, read from the answer, and refreshed.
type Token struct {
	TokenURL                         TokenURL       `json:"token_url"`
	TokenURLSkipEncode               []string       `json:"token_url_skip_encode"`
	TokenParams                      Params         `json:"token_params"` // values may nest (TWO_STEP)
	TokenHeaders                     Params         `json:"token_headers"`
	TokenRequestMethod               string         `json:"token_request_method"`      // default POST
	TokenRequestAuthMethod           string         `json:"token_request_auth_method"` // "basic", "custom", "private_key_jwt"
	AuthorizationMethod              string         `json:"authorization_method"`      // "header": client credentials leave the body
	BodyFormat                       string         `json:"body_format"`               // "form", "json", "xml", "query"; "" is the mode's default
	TokenResponse                    *TokenResponse `json:"token_response"`
	TokenResponseHeaders             []string       `json:"token_response_headers"`
	TokenResponseMetadata            []string       `json:"token_response_metadata"` // paths kept as connection config, under the path itself
	AlternateAccessTokenResponsePath string         `json:"alternate_access_token_response_path"`
	TokenExpiresInMS                 *int64         `json:"token_expires_in_ms"`     // nil: as the answer says; 0: never
	TokenExpirationBuffer            int64          `json:"token_expiration_buffer"` // seconds; 0 means the default of 900
	ExpiresInUnit                    string         `json:"expires_in_unit"`         // "milliseconds", or "" for seconds
	RefreshURL                       string         `json:"refresh_url"`
	RefreshParams                    Params         `json:"refresh_params"`
	RefreshTokenParams               Params         `json:"refresh_token_params"`
	RefreshTokenHeaders              Params         `json:"refresh_token_headers"`
	RefreshTokenResponseMetadata     []string       `json:"refresh_token_response_metadata"`
	RequireClientCertificate         bool           `json:"require_client_certificate"`
	AdditionalSteps                  []TokenStep    `json:"additional_steps"`
	DecodeURL                        bool           `json:"decode_url"` // kept for the wire; nothing reads it
}

// TokenResponse tells where a TWO_STEP answer holds its parts: dotted paths. An empty Token is the whole answer.
type TokenResponse struct {
	Token              string `json:"token"`
	RefreshToken       string `json:"refresh_token"`
	Expiration         string `json:"token_expiration"`
	ExpirationStrategy string `json:"token_expiration_strategy"` // "expireAt" (default) or "expireIn"
}

// TokenStep is one follow-up request of a TWO_STEP flow; templates may read ${stepN.path}.
type TokenStep struct {
	TokenURL           string `json:"token_url"`
	TokenParams        Params `json:"token_params"`
	TokenHeaders       Params `json:"token_headers"`
	TokenRequestMethod string `json:"token_request_method"`
	BodyFormat         string `json:"body_format"`
}

// Local is what is signed on this machine instead of asked from the provider.
type Local struct {
	Assertion   Params       `json:"assertion"` // type jwt or saml, key, lifetimeInSeconds, header, payload, …
	Signature   *Signing     `json:"signature"`
	SignedToken *SignedToken `json:"token"`
}

// Signing names the protocol of a locally signed token.
type Signing struct {
	Protocol           string `json:"protocol"` // "RSA", "HMAC", "EC", "WSSE"
	HMACSecretEncoding string `json:"hmac_secret_encoding"`
}

// SignedToken is a token to sign: templates for its key, header and payload, and its lifetime in milliseconds.
type SignedToken struct {
	SigningKey  string `json:"signing_key"`
	ExpiresInMS int64  `json:"expires_in_ms"`
	Header      Params `json:"header"`
	Payload     Params `json:"payload"`
}

// Proxy is how a request through the proxy reaches the provider's API.
type Proxy struct {
	BaseURL                  string            `json:"base_url"` // template; may hold "A || B"
	Headers                  map[string]string `json:"headers"`
	Query                    map[string]string `json:"query"`
	Body                     map[string]any    `json:"body"`
	Retry                    *Retry            `json:"retry"`
	Paginate                 *Paginate         `json:"paginate"`
	Verification             *Verification     `json:"verification"`
	Decompress               bool              `json:"decompress"`
	ForwardHeadersOnRedirect bool              `json:"forward_headers_on_redirect"`
	ConnectionConfig         Params            `json:"connection_config"` // declares names only
}

// Retry tells which answers are worth another try and how long to wait for it.
type Retry struct {
	At        []string     `json:"at"`    // headers with a point in time: epoch seconds, milliseconds or a date
	After     []string     `json:"after"` // headers with a number of seconds
	Remaining string       `json:"remaining"`
	ErrorCode []string     `json:"error_code"` // "429", "5xx", "500-502"
	InBody    *RetryInBody `json:"in_body"`
}

// RetryInBody reads the wait out of the answer: the text at Path, cut by the one group of the expression Value.
// Value may be written /like this/: the slashes are not part of it.
type RetryInBody struct {
	Path     string `json:"path"`
	Value    string `json:"value"`
	Strategy string `json:"strategy"` // "at" or "after"
}

// Expression is Value without the slashes around it.
func (r *RetryInBody) Expression() string {
	inner, opened := strings.CutPrefix(r.Value, "/")
	if inner, closed := strings.CutSuffix(inner, "/"); opened && closed {
		return inner
	}
	return r.Value
}

// Paginate is the provider's preset for walking through pages.
type Paginate struct {
	Type                    string `json:"type"` // "cursor", "link", "offset"
	ResponsePath            string `json:"response_path"`
	LimitNameInRequest      string `json:"limit_name_in_request"`
	CursorNameInRequest     string `json:"cursor_name_in_request"`
	CursorPathInResponse    string `json:"cursor_path_in_response"`
	LinkRelInResponseHeader string `json:"link_rel_in_response_header"`
	LinkPathInResponseBody  string `json:"link_path_in_response_body"`
	OffsetNameInRequest     string `json:"offset_name_in_request"`
	OffsetStartValue        int64  `json:"offset_start_value"`
	OffsetCalculationMethod string `json:"offset_calculation_method"` // "by-response-size" (default) or "per-page"
}

// Verification is the call that proves new credentials: the first endpoint that answers 2xx passes.
type Verification struct {
	Method          string            `json:"method"` // default GET
	Endpoints       []string          `json:"endpoints"`
	Headers         map[string]string `json:"headers"` // literal, no templates
	BaseURLOverride string            `json:"base_url_override"`
	Data            any               `json:"data"` // literal JSON body; nil for none
}

// JSON is the provider as GET /providers/:provider answers it, without name and logo_url. The bytes are shared.
func (p *Provider) JSON() json.RawMessage { return p.wire }

// JoinScopes joins scopes the way the provider's authorize and token requests want them.
func (p *Provider) JoinScopes(scopes []string) string {
	separator := p.ScopeSeparator
	if separator == "" {
		separator = " "
	}
	return joinNonEmpty(scopes, separator)
}
