package catalog

import "sort"

// NeedsApp reports whether the integration must hold what an app was registered with, such as client id and secret, before
// anyone can connect.
func (p *Provider) NeedsApp() bool {
	switch p.AuthMode {
	case OAuth1, OAuth2, TBA, App, Custom, InstallPlugin:
		return true
	case MCPOAuth2:
		return p.ClientRegistration == "static"
	default:
		return false
	}
}

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

// ConnectionFields are the parameters of a connection that a caller may send as params: the declared ones, in form order,
// without those that a flow or a script fills in. Hidden ones are included; they are sent with their default.
func (p *Provider) ConnectionFields() Fields {
	return sortByOrder(withoutAutomated(p.ConnectionConfig))
}

// CredentialFields are the secrets a form asks for: those of the auth mode, refined and extended by the declared ones,
// without those that a flow fills in. Hidden ones are included; they are sent with their default.
func (p *Provider) CredentialFields() Fields {
	out := p.baseFields()
	for _, declared := range p.Credentials {
		if declared.Automated {
			continue
		}
		declared.Secret = declared.Secret || masked(declared.Name)
		replaced := false
		for i := range out {
			if out[i].Name == declared.Name {
				out[i], replaced = declared.withTextsOf(out[i]), true
			}
		}
		if !replaced {
			out = append(out, declared)
		}
	}
	return append(out, p.signingFields(out)...)
}

// signingFields are the integration's values of a TWO_STEP provider. Whatever the integration leaves open, the person who
// connects must give; a caller drops those that the integration holds.
func (p *Provider) signingFields(have Fields) Fields {
	if p.AuthMode != TwoStep {
		return nil
	}
	var out Fields
	for _, field := range p.IntegrationConfig {
		if _, declared := have.Get(field.Name); declared || field.Automated {
			continue
		}
		field.Optional = false
		field.Secret = field.Secret || masked(field.Name)
		out = append(out, field)
	}
	return out
}

// IntegrationFields are the values that belong to the integration, in form order.
func (p *Provider) IntegrationFields() Fields {
	return sortByOrder(withoutAutomated(p.IntegrationConfig))
}

// AssertionFields are the inputs used once to sign an assertion and not stored.
func (p *Provider) AssertionFields() Fields {
	out := withoutAutomated(p.AssertionOption)
	for i := range out {
		out[i].Secret = out[i].Secret || masked(out[i].Name)
	}
	return out
}

// Form lists the visible inputs in display order, as "credentials.NAME", "params.NAME" or "assertion_option.NAME".
// Every input has a running number from 100 on; a connection parameter with an order uses that instead. Empty means that
// there is nothing to ask.
func (p *Provider) Form() []string {
	const firstNumber = 100
	type input struct {
		name  string
		order int
	}
	var inputs []input
	add := func(group string, field Field, ordered bool) {
		if !field.Asked() {
			return
		}
		order := firstNumber + len(inputs)
		if ordered && field.Order != 0 {
			order = field.Order
		}
		inputs = append(inputs, input{group + "." + field.Name, order})
	}
	for _, field := range p.CredentialFields() {
		add("credentials", field, false)
	}
	for _, field := range p.ConnectionConfig {
		add("params", field, true)
	}
	for _, field := range p.AssertionOption {
		add("assertion_option", field, false)
	}
	sort.SliceStable(inputs, func(i, j int) bool { return inputs[i].order < inputs[j].order })
	names := make([]string, len(inputs))
	for i, in := range inputs {
		names[i] = in.name
	}
	return names
}

func withoutAutomated(fields Fields) Fields {
	out := make(Fields, 0, len(fields))
	for _, field := range fields {
		if !field.Automated {
			out = append(out, field)
		}
	}
	return out
}

// sortByOrder puts ordered fields first, in their order; the others keep theirs.
func sortByOrder(fields Fields) Fields {
	sort.SliceStable(fields, func(i, j int) bool {
		a, b := fields[i].Order, fields[j].Order
		if a == 0 || b == 0 {
			return a != 0 && b == 0
		}
		return a < b
	})
	return fields
}

// emptyByDefault reports whether a parameter is nothing unless somebody says otherwise: the login then sends it empty.
func (p *Provider) emptyByDefault(name string) bool {
	field, ok := p.ConnectionConfig.Get(name)
	return ok && field.DefaultValue != nil && field.Default() == ""
}

// MissingParams lists the connection parameters without which a flow cannot start: those that the authorize URL, the
// token parameters and, where it is needed before a callback, the token URL read, and that have neither a value in config
// nor an alternative. What only an answer of the provider can bring does not count.
func (p *Provider) MissingParams(config map[string]any) []string {
	templates := []any{p.AuthorizationURL, p.AuthorizationParams, p.TokenParams}
	switch p.AuthMode {
	case OAuth2, OAuth1, Custom:
	case MCPOAuth2, MCPOAuth2Generic, OAuth2CC:
		templates = append(templates, p.TokenURL.Default)
	default:
		return nil
	}
	late := map[string]bool{}
	for _, names := range [][]string{p.TokenResponseMetadata, p.RedirectURIMetadata, p.WebhookResponseMetadata} {
		for _, name := range names {
			late[name] = true
		}
	}
	scope := dropEmpty(Scope{Values: map[string]any{"connectionConfig": config}})
	missing, seen := []string(nil), map[string]bool{}
	for _, template := range templates {
		_, address := template.(string)
		for _, name := range unresolved(template, scope) {
			if !late[name] && !seen[name] && (address || !p.emptyByDefault(name)) {
				seen[name] = true
				missing = append(missing, name)
			}
		}
	}
	return missing
}
