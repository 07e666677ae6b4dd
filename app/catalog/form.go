package catalog

// NeedsApp reports whether the integration must hold a client id and secret before anyone can connect.
func (p *Provider) NeedsApp() bool {
	switch p.AuthMode {
	case OAuth1, OAuth2, TBA, App, Custom:
		return true
	case MCPOAuth2:
		return p.ClientRegistration == "static"
	default:
		return false
	}
}

// Supported reports whether this version can authorize connections to the provider.
func (p *Provider) Supported() bool { return p.AuthMode.Supported() }

// UsesPKCE reports whether the authorize URL carries a code challenge.
func (p *Provider) UsesPKCE() bool {
	switch p.AuthMode {
	case OAuth2:
		return !p.DisablePKCE
	case MCPOAuth2, MCPOAuth2Generic:
		return true
	default:
		return false
	}
}

// ConnectionFields are the parameters of a connection that a form may send as params, in declared order, automated ones left out.
func (p *Provider) ConnectionFields() Fields { return p.ConnectionConfig }

// CredentialFields are the secrets a form asks for: those of the auth mode, refined and extended by the declared ones, automated ones left out.
func (p *Provider) CredentialFields() Fields { return p.Credentials }

// IntegrationFields are the values that belong to the integration, in form order.
func (p *Provider) IntegrationFields() Fields { return p.IntegrationConfig }

// Form lists the visible inputs in display order, as "credentials.NAME", "params.NAME" or "assertion_option.NAME".
func (p *Provider) Form() []string { return nil }

// MissingParams lists the connection parameters without which the authorize URL cannot be built (see reference 2.4).
func (p *Provider) MissingParams(config map[string]any) []string { return nil }
