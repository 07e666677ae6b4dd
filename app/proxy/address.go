package proxy

import (
	"maps"
	"net/url"
	"strings"

	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

// facts is what the catalog says about calling a provider, after the integration's own settings are worked in.
type facts struct {
	catalog.Proxy
	typed bool // the base address comes from the integration's settings: the user chose it
}

// factsOf derives the effective definition. An integration with a keyName (private-api-generic) brings its own base
// address and the place of its key (providers-and-auth §9.5).
func factsOf(live *connect.Live) facts {
	var f facts
	if live.Provider.Proxy != nil {
		f.Proxy = *live.Provider.Proxy
	}
	if base := setting(live, "baseUrl"); base != "" {
		f.BaseURL, f.typed = base, true
	}
	name := setting(live, "keyName")
	if name == "" {
		return f
	}
	value := setting(live, "valueTemplate")
	if value == "" {
		value = "${apiKey}"
	}
	if setting(live, "keyPlacement") == "query" {
		f.Query = with(f.Query, name, value)
	} else {
		f.Headers = with(f.Headers, strings.ToLower(name), value)
	}
	return f
}

// contentType is the kind of body that the provider takes, empty when any will do.
func (f facts) contentType() string {
	for name, template := range f.Headers {
		if strings.EqualFold(name, "content-type") && !strings.Contains(template, "${") {
			return template
		}
	}
	return ""
}

func with(m map[string]string, name, value string) map[string]string {
	out := maps.Clone(m)
	if out == nil {
		out = map[string]string{}
	}
	out[name] = value
	return out
}

// hidden is how settings read where they are masked.
const hidden = "***"

// setting reads a value of the integration.
func setting(live *connect.Live, name string) string {
	for _, m := range []map[string]string{live.App.IntegrationConfig, live.App.Custom, live.Integration.IntegrationConfig, live.Integration.Custom} {
		if v := m[name]; v != "" && v != hidden {
			return v
		}
	}
	return ""
}

// baseFor is the base address of a call: the override, else the connection's own (AWS), else the integration's, else
// the provider's template, filled.
func baseFor(live *connect.Live, f facts, override string, scope catalog.Scope) (*url.URL, error) {
	template := f.BaseURL
	switch {
	case override != "":
		template = override
	case live.Provider.AuthMode == catalog.AWSSigV4:
		if own, _ := live.Connection.Config["base_url"].(string); own != "" {
			template = own
		}
	}
	if template == "" {
		return nil, fault.New(fault.Invalid, CodeUnsupported, "The provider "+live.Provider.Key+" has no base address for the proxy.").
			WithHint("Name one in the Base-Url-Override header.")
	}
	text := template
	if strings.Contains(template, "${") {
		if err := checkFields(live, template); err != nil {
			return nil, err
		}
		filled, err := catalog.ExpandBase(template, scope)
		if err != nil {
			return nil, err
		}
		text = filled
	}
	return parseBase(text)
}

// parseBase accepts an absolute address with nothing but scheme, host, port and path.
func parseBase(text string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Opaque != "" || u.Scheme != "http" && u.Scheme != "https" || !plainHost(u) {
		return nil, badBase("The base address is not an absolute http or https address.")
	}
	if u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.HasSuffix(text, "#") {
		return nil, badBase("The base address holds a user name, a query or a fragment.")
	}
	return u, nil
}

// plainHost refuses what lenient parsers read in two ways.
func plainHost(u *url.URL) bool {
	return u.Hostname() != "" && !strings.ContainsAny(u.Host, " %\\") && !strings.HasSuffix(u.Host, ":")
}

func badBase(sentence string) *fault.Error {
	return fault.New(fault.Invalid, CodeInvalidBaseURL, sentence).WithHint("It should look like https://api.example.com/v1.")
}

// checkFields holds the connection's values against the patterns of their fields, and those without a pattern against
// what a host may look like, before they become part of an address.
func checkFields(live *connect.Live, template string) error {
	for _, name := range catalog.Placeholders(template) {
		name, ok := strings.CutPrefix(name, "connectionConfig.")
		if !ok {
			continue
		}
		value, ok := live.Connection.Config[name].(string)
		if !ok || value == "" {
			continue // missing values are ExpandBase's to report, and to pass over in A || B
		}
		field, declared := live.Provider.ConnectionConfig.Get(name)
		if declared && (field.Pattern != "" || field.Format != "" || len(field.Enum) > 0) {
			if err := field.Check(value); err != nil {
				return badValue(name).WithCause(err)
			}
			continue
		}
		bad := strings.ContainsAny(value, "\\?#@ \t\r\n") || strings.Contains(value, "..")
		if bad || inAuthority(template, name) && (strings.HasSuffix(value, "/") || strings.Contains(value, "//")) {
			return badValue(name)
		}
	}
	return nil
}

// inAuthority reports whether the placeholder stands directly behind the scheme or inside the host, in any of the
// template's alternatives.
func inAuthority(template, name string) bool {
	for alternative := range strings.SplitSeq(template, "||") {
		before, _, present := strings.Cut(alternative, "${connectionConfig."+name+"}")
		_, host, found := strings.Cut(before, "://")
		if present && found && !strings.Contains(host, "/") {
			return true
		}
	}
	return false
}

func badValue(name string) *fault.Error {
	return fault.New(fault.Invalid, CodeInvalidBaseURL, "The connection's value of "+name+" does not fit into the provider's address.").
		WithHint("Reconnect with a value of the form that the connect dialog asks for.")
}
