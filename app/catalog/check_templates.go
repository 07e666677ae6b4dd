package catalog

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// templates checks every text that is filled at run time: it must parse, read only what exists, and, where it is an
// address, start like one.
func (c *providerCheck) templates() {
	p := c.p
	for _, address := range []struct{ path, text string }{
		{"authorization_url", p.AuthorizationURL}, {"token_url", p.TokenURL.Default}, {"refresh_url", p.RefreshURL},
		{"request_url", p.RequestURL},
	} {
		c.address(address.path, address.text)
	}
	for _, mode := range slices.Sorted(maps.Keys(p.TokenURL.ByMode)) {
		c.address("token_url."+string(mode), p.TokenURL.ByMode[mode])
	}
	for i, step := range p.AdditionalSteps {
		path := fmt.Sprintf("additional_steps[%d]", i)
		c.address(path+".token_url", step.TokenURL)
		c.texts(path+".token_params", step.TokenParams)
		c.texts(path+".token_headers", step.TokenHeaders)
	}
	for _, group := range []struct {
		path   string
		values Params
	}{
		{"authorization_params", p.AuthorizationParams}, {"token_params", p.TokenParams}, {"token_headers", p.TokenHeaders},
		{"refresh_params", p.RefreshParams}, {"refresh_token_params", p.RefreshTokenParams},
		{"refresh_token_headers", p.RefreshTokenHeaders}, {"assertion", p.Assertion},
	} {
		c.texts(group.path, group.values)
	}
	if token := p.SignedToken; token != nil {
		c.text("token.signing_key", token.SigningKey)
		c.texts("token.header", token.Header)
		c.texts("token.payload", token.Payload)
	}
	c.proxyTemplates()
	c.headerTemplates()
}

func (c *providerCheck) proxyTemplates() {
	proxy := c.p.Proxy
	if proxy == nil {
		return
	}
	c.address("proxy.base_url", proxy.BaseURL)
	c.texts("proxy.headers", proxy.Headers)
	c.texts("proxy.query", proxy.Query)
	c.texts("proxy.body", proxy.Body)
	if v := proxy.Verification; v != nil {
		c.address("proxy.verification.base_url_override", v.BaseURLOverride)
		for i, endpoint := range v.Endpoints {
			c.endpoint(fmt.Sprintf("proxy.verification.endpoints[%d]", i), endpoint)
		}
	}
}

// texts checks every template inside a value.
func (c *providerCheck) texts(path string, value any) {
	switch v := value.(type) {
	case string:
		c.text(path, v)
	case Params:
		for _, member := range v {
			c.texts(join(path, member.Name), member.Value)
		}
	case map[string]string:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			c.text(join(path, name), v[name])
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			c.texts(join(path, name), v[name])
		}
	case []any:
		for i, item := range v {
			c.texts(fmt.Sprintf("%s[%d]", path, i), item)
		}
	}
}

func (c *providerCheck) text(path, text string) {
	nodes, err := parseTemplate(text)
	if err != nil {
		c.at(path, "%s: %v.", path, err)
		return
	}
	walkNames(nodes, func(name string) {
		reason := c.unknownName(name)
		switch {
		case reason == "":
		case name == "apiKey" || name == "username" || name == "password":
			c.warn(path, "%s reads ${%s}, which connections of auth_mode %s do not have.", path, name, c.p.AuthMode)
		default:
			c.at(path, "%s reads ${%s}, %s.", path, clip(name), reason)
		}
	})
}

// address checks a template that becomes a URL, each alternative of it.
func (c *providerCheck) address(path, text string) {
	if text == "" {
		return
	}
	c.text(path, text)
	nodes, err := parseTemplate(text)
	if err != nil {
		return
	}
	left, right, found := splitFallback(nodes)
	c.alternative(path, left)
	if found {
		c.alternative(path, right)
	}
}

func (c *providerCheck) alternative(path string, nodes []node) {
	if len(nodes) == 0 {
		c.at(path, "%s has an empty alternative beside ||.", path)
		return
	}
	first := nodes[0]
	if first.kind == nodeText && !strings.HasPrefix(first.text, "https://") && !strings.HasPrefix(first.text, "http://") {
		c.at(path, "%s must start with https:// or with a placeholder.", path)
	}
	authority, _ := authorityNodes(nodes)
	if host := lowered(authority); host != "" {
		if strings.HasPrefix(first.text, "http://") {
			c.plainHTTP(path, host)
		}
		c.literalHost(path, host)
	}
	walkNames(authority, func(name string) {
		short, isParameter := strings.CutPrefix(name, "connectionConfig.")
		field, declared := c.p.ConnectionConfig.Get(short)
		if isParameter && declared && field.Asked() && field.Pattern == "" && field.Format == "" && len(field.Enum) == 0 {
			c.warnOnce("connection_config."+short, "connection_config.%s becomes part of a host name; give it a pattern or a format.", short)
		}
	})
}

var stepName = regexp.MustCompile(`^step\d+(\.|$)`)

// unknownName says why a placeholder can never have a value, or "".
func (c *providerCheck) unknownName(name string) string {
	group, rest, dotted := strings.Cut(name, ".")
	switch {
	case name == "now" || name == "random" || stepName.MatchString(name):
		return ""
	case dotted && group == "connectionConfig":
		if !c.declaresParameter(rest) {
			return "which is no connection_config field and no stored answer of the provider"
		}
		return ""
	case dotted && group == "credentials":
		if !c.declaresCredential(rest) {
			return "which is no credential of this provider"
		}
		return ""
	case dotted && group == "assertionOption":
		if _, ok := c.p.AssertionOption.Get(rest); !ok {
			return "which is no assertion_option field"
		}
		return ""
	case dotted && group == "metadata":
		return ""
	case slices.Contains(bareNames(), name) || c.declaresCredential(name) || c.declaresParameter(name):
		return ""
	default:
		return "which is not a name that templates know"
	}
}

// bareNames are the placeholders that the app itself gives a value.
func bareNames() []string {
	return []string{
		"accessToken", "clientId", "clientSecret", "refresh_token", "token", "endpoint", "method", "host", "path",
		"params", "urlCanonicalParams", "bodyCanonicalParams", "contentType",
	}
}

func (c *providerCheck) declaresParameter(name string) bool {
	p := c.p
	head, _, _ := strings.Cut(name, ".")
	for _, candidate := range []string{name, head} {
		if _, ok := p.ConnectionConfig.Get(candidate); ok {
			return true
		}
		for _, stored := range [][]string{p.TokenResponseMetadata, p.RedirectURIMetadata, p.WebhookResponseMetadata, p.ConnectionConfiguration} {
			if slices.Contains(stored, candidate) {
				return true
			}
		}
	}
	return false
}

func (c *providerCheck) declaresCredential(name string) bool {
	head, _, _ := strings.Cut(name, ".")
	if _, ok := c.p.Credentials.Get(head); ok {
		return true
	}
	if _, ok := c.p.CredentialFields().Get(head); ok {
		return true
	}
	switch head { // what an exchange adds to the credentials
	case "access_token", "refresh_token", "id_token", "token", "expires_at", "raw", "_cookies":
		return true
	default:
		return false
	}
}
