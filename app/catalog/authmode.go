package catalog

// AuthMode names how a connection to a provider is authorized, as the catalog and the wire spell it.
type AuthMode string

// The auth modes in use. APP_STORE and TABLEAU exist on the wire too, but no provider has them.
const (
	OAuth2           AuthMode = "OAUTH2"
	OAuth2CC         AuthMode = "OAUTH2_CC"
	OAuth1           AuthMode = "OAUTH1"
	APIKey           AuthMode = "API_KEY"
	Basic            AuthMode = "BASIC"
	None             AuthMode = "NONE"
	JWT              AuthMode = "JWT"
	TwoStep          AuthMode = "TWO_STEP"
	App              AuthMode = "APP"
	Custom           AuthMode = "CUSTOM"
	TBA              AuthMode = "TBA"
	Bill             AuthMode = "BILL"
	Signature        AuthMode = "SIGNATURE"
	AWSSigV4         AuthMode = "AWS_SIGV4"
	InstallPlugin    AuthMode = "INSTALL_PLUGIN"
	MCPOAuth2        AuthMode = "MCP_OAUTH2"
	MCPOAuth2Generic AuthMode = "MCP_OAUTH2_GENERIC"
)

// AuthModes lists every mode a catalog file may name, the most frequent first.
func AuthModes() []AuthMode {
	return []AuthMode{
		OAuth2, APIKey, OAuth2CC, Basic, TwoStep, MCPOAuth2, JWT, OAuth1, Bill, MCPOAuth2Generic,
		None, App, Custom, TBA, Signature, AWSSigV4, InstallPlugin,
	}
}

// Supported reports whether this version can authorize a connection in the mode.
func (m AuthMode) Supported() bool {
	switch m {
	case OAuth2, OAuth2CC, APIKey, Basic, None, OAuth1, JWT, TBA, Bill, Signature, AWSSigV4, TwoStep, App, Custom, InstallPlugin, MCPOAuth2, MCPOAuth2Generic:
		return true
	default:
		return false
	}
}
