package connect

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// keepMask is how secret config values read back; written again it means "keep what is stored".
const keepMask = "***"

// maxConfigValue bounds one value of integration_config and custom, in bytes.
const maxConfigValue = 8192

// apply writes app credentials over the row and its secrets. Every string that is given replaces; a webhook secret of
// "" clears it.
func (row *integrationRow) apply(in *AppInput, secrets *appSecrets) error {
	if in == nil {
		return nil
	}
	if in.Type != credentialsType(row.AuthMode) {
		return refused("incompatible credentials auth type and provider auth")
	}
	if err := checkApp(in); err != nil {
		return err
	}
	set := func(to *string, value *string) {
		if value != nil {
			*to = *value
		}
	}
	if in.ClientID != nil {
		secrets.RegisteredRedirect = ""
	}
	set(&row.ClientID, in.ClientID)
	set(&secrets.ClientSecret, in.ClientSecret)
	set(&row.Scopes, in.Scopes)
	set(&secrets.WebhookSecret, in.WebhookSecret)
	set(&row.appID, in.AppID)
	set(&row.appLink, in.AppLink)
	set(&secrets.PrivateKey, in.PrivateKey)
	secrets.setCustom(auth.PluginUsername, in.Username)
	secrets.setCustom(auth.PluginPassword, in.Password)
	return nil
}

// setCustom writes one free value, if there is one to write.
func (a *appSecrets) setCustom(name string, value *string) {
	if value == nil {
		return
	}
	custom := map[string]string{}
	maps.Copy(custom, a.Custom)
	custom[name] = *value
	a.Custom = custom
}

// credentialsType is the type that app credentials of a mode must have; empty when the mode has none.
func credentialsType(mode catalog.AuthMode) catalog.AuthMode {
	switch mode {
	case catalog.OAuth1, catalog.OAuth2, catalog.TBA, catalog.App, catalog.Custom, catalog.MCPOAuth2, catalog.InstallPlugin:
		return mode
	default:
		return "none"
	}
}

// checkApp checks the values of app credentials (http-api §2.2).
func checkApp(in *AppInput) error {
	var c checks
	required := func(name string, value *string, most int) {
		switch {
		case value == nil && in.Partial:
		case value == nil:
			c.add("invalid_type", "Invalid input: expected string, received undefined", "credentials", name)
		default:
			c.length(*value, 1, most, "credentials", name)
		}
	}
	if in.Type == catalog.InstallPlugin {
		required("app_link", in.AppLink, 0)
		required(auth.PluginUsername, in.Username, maxCredential)
		required(auth.PluginPassword, in.Password, maxCredential)
	} else if in.Type != catalog.App {
		required("client_id", in.ClientID, maxName)
		required("client_secret", in.ClientSecret, 0)
	}
	if in.Type == catalog.App || in.Type == catalog.Custom {
		required("app_id", in.AppID, maxName)
		required("app_link", in.AppLink, 0)
		required("private_key", in.PrivateKey, 0)
		if key := in.PrivateKey; key != nil && !isPrivateKey(*key) {
			c.add("invalid_format", "Must be a PEM key that starts with -----BEGIN RSA PRIVATE KEY-----", "credentials", "private_key")
		}
	}
	if s := in.Scopes; s != nil && *s != "" && !scopesPattern.MatchString(*s) {
		c.add("invalid_format", "Invalid string: must match pattern /"+scopesPattern.String()+"/", "credentials", "scopes")
	}
	if s := in.WebhookSecret; s != nil {
		c.length(*s, 0, maxName, "credentials", "webhook_secret")
	}
	return c.err()
}

func isPrivateKey(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasPrefix(text, "-----BEGIN RSA PRIVATE KEY----") && strings.HasSuffix(text, "-----END RSA PRIVATE KEY-----")
}

// applyConfig merges integration_config into the row (providers-and-auth §11.3): unknown names are refused, values of
// *** keep what is stored, a field counts only while its visible_when holds.
func (row *integrationRow) applyConfig(p *catalog.Provider, in map[string]string, secrets *appSecrets, creating bool) error {
	if in == nil && (!creating || len(p.IntegrationConfig) == 0) {
		return nil
	}
	values := maps.Clone(row.config)
	maps.Copy(values, secrets.Config)
	var c checks
	for _, name := range slices.Sorted(maps.Keys(in)) {
		switch _, declared := p.IntegrationConfig.Get(name); {
		case !declared:
			c.add("unrecognized_keys", `Unrecognized key: "`+firstLetters(name)+`"`, "integration_config")
		case len(in[name]) > maxConfigValue:
			c.add("too_big", "Too big: expected string to have <=8192 characters", "integration_config", name)
		case in[name] != keepMask:
			values[name] = in[name]
		}
	}
	for _, field := range p.IntegrationConfig {
		if _, given := values[field.Name]; !given && creating && field.Default() != "" {
			values[field.Name] = field.Default()
		}
	}
	c.integrationConfig(p.IntegrationConfig, values)
	if err := c.err(); err != nil {
		return err
	}
	row.config, secrets.Config = map[string]string{}, map[string]string{}
	for name, value := range values {
		if field, _ := p.IntegrationConfig.Get(name); field.Secret {
			secrets.Config[name] = value
		} else {
			row.config[name] = value
		}
	}
	return nil
}

// integrationConfig checks the fields that count.
func (c *checks) integrationConfig(fields catalog.Fields, values map[string]string) {
	for _, field := range fields {
		if !visible(fields, field, values, 0) {
			continue
		}
		value := values[field.Name]
		title := field.Title
		if title == "" {
			title = field.Name
		}
		switch {
		case value == "" && field.Required():
			c.add("custom", title+" is required.", "integration_config", field.Name)
		case value == "":
		case field.Format == "uri" && !isWebAddress(value):
			c.add("invalid_format", title+" must be an http or https address", "integration_config", field.Name)
		default:
			if err := field.Check(value); err != nil {
				c.add("invalid_format", fault.From(err).Message, "integration_config", field.Name)
			}
		}
	}
}

// visible follows the visible_when chain; the depth guards against a chain that bites its tail.
func visible(fields catalog.Fields, field catalog.Field, values map[string]string, depth int) bool {
	if field.VisibleWhen == nil {
		return true
	}
	on, found := fields.Get(field.VisibleWhen.Field)
	return found && depth < len(fields) && values[on.Name] == field.VisibleWhen.Equals && visible(fields, on, values, depth+1)
}

func isWebAddress(value string) bool {
	u, err := url.Parse(value)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != ""
}

// applyCustom merges free values; providers that declare integration_config take none.
func (row *integrationRow) applyCustom(p *catalog.Provider, in map[string]string, secrets *appSecrets) error {
	if in == nil {
		return nil
	}
	if len(p.IntegrationConfig) > 0 {
		return refused("custom is not accepted for %s: use integration_config.", p.DisplayName)
	}
	var c checks
	kept := map[string]string{}
	for name, value := range in {
		if value == keepMask {
			value = secrets.Custom[name]
		}
		if len(value) > maxConfigValue {
			c.add("too_big", "Too big: expected string to have <=8192 characters", "custom", name)
		}
		kept[name] = value
	}
	if err := c.err(); err != nil {
		return err
	}
	secrets.Custom = kept
	return nil
}
