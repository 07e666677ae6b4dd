package connect

import (
	"maps"
	"slices"

	"patchbay/app/catalog"
)

const (
	// maxCredential bounds a key, a user name or a password that somebody types, in characters.
	maxCredential = 1024
	// maxDocument bounds a typed key, certificate or assertion.
	maxDocument = 16384
)

// typed checks the fields of a form (http-api §2.6) and returns the values to connect with. Modes whose fields the
// catalog names keep further values as they are. What the integration holds itself is neither asked for nor taken.
func (t target) typed(in ConnectInput) (map[string]string, error) {
	var c checks
	values := map[string]string{}
	if !strict(t.provider.AuthMode) {
		maps.Copy(values, in.Credentials)
	}
	for _, field := range t.provider.CredentialFields() {
		if t.integration.holds(field.Name) {
			delete(values, field.Name)
			continue
		}
		values[field.Name] = t.typedValue(&c, field, in.Credentials)
	}
	for _, field := range t.provider.AssertionFields() {
		group := "assertion_option"
		if t.session != nil {
			group = "assertionOption"
		}
		value := in.Assertion[field.Name]
		if c.length(value, 0, maxDocument, group, field.Name) {
			c.field(field, value, t.session == nil, group)
		}
	}
	return values, c.err()
}

// holds reports whether the integration has a value of its own for a field of integration_config.
func (row *integrationRow) holds(name string) bool {
	return row.config[name] != "" || slices.Contains(row.secretNames, "config."+name)
}

// strict reports whether the public API's route for the mode checks the shape of its body by itself.
func strict(m catalog.AuthMode) bool {
	switch m {
	case catalog.APIKey, catalog.Basic, catalog.None, catalog.Signature, catalog.Bill, catalog.TBA:
		return true
	default:
		return false
	}
}

// typedValue takes one credential out of the form.
func (t target) typedValue(c *checks, field catalog.Field, fields map[string]string) string {
	value, given := fields[field.Name]
	path := t.credentialPath(field.Name)
	if !given && field.DefaultValue != nil {
		value, given = field.Default(), true
	}
	least, most := t.bounds(field)
	if !given && t.session != nil && (field.Name == overrideID || field.Name == overrideSecret) {
		return "" // the integration's own consumer pair then serves
	}
	if !given && (t.optional(field) && t.session == nil || least == 0 && !strict(t.provider.AuthMode)) {
		return ""
	}
	if t.session == nil && (!given || value == "" && least > 0) {
		c.add("too_small", t.credentialTitle(field)+" is required.", path...)
		return ""
	}
	if !given {
		c.add("invalid_type", "Invalid input: expected string, received undefined", path...)
		return ""
	}
	sound := c.length(value, least, most, path...) && (most > maxCredential || severalLines[field.Name] || c.oneLine(value, path...))
	if sound && t.session == nil {
		c.field(field, value, false, "credentials")
	}
	return value
}

// bounds are the characters that a credential may have.
func (t target) bounds(field catalog.Field) (least, most int) {
	switch t.provider.AuthMode {
	case catalog.Basic, catalog.Signature:
		return 0, maxCredential
	case catalog.OAuth2CC: // what is missing is the token request's own fault
		return 0, maxDocument
	case catalog.APIKey, catalog.Bill, catalog.AWSSigV4:
		return 1, maxCredential
	case catalog.TBA:
		if field.Name == overrideID || field.Name == overrideSecret {
			return 0, maxCredential
		}
		return 1, maxCredential
	}
	if field.Required() {
		return 1, maxDocument
	}
	return 0, maxDocument
}

// credentialPath is where an issue puts a credential: at the root for the public API's routes, in its group for
// Patchbay's own form.
func (t target) credentialPath(name string) []string {
	if t.session != nil {
		return []string{name}
	}
	return []string{"credentials", name}
}

// credentialTitle is what the form calls a credential.
func (t target) credentialTitle(field catalog.Field) string {
	switch {
	case t.provider.AuthMode == catalog.Basic && field.Title == "Username":
		return "User name"
	default:
		return titleOf(field)
	}
}

// optional reports whether the form may leave a credential out: hidden and optional ones, and a password.
func (t target) optional(field catalog.Field) bool {
	_, declared := t.provider.Credentials.Get(field.Name)
	return declared && !field.Required() || !declared && (field.Optional || field.Name == "password")
}
