package catalog

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Categories are the words a provider may be filed under.
func Categories() []string {
	return []string{
		"accounting", "analytics", "ats", "banking", "cms", "communication", "crm", "design", "dev-tools",
		"e-commerce", "erp", "gaming", "hr", "iam", "invoicing", "knowledge-base", "legal", "marketing",
		"mcp", "other", "payment", "popular", "productivity", "search", "social", "sports", "storage",
		"support", "surveys", "ticketing", "video",
	}
}

// providerCheck looks for what the shape of a file cannot show.
type providerCheck struct {
	p        *Provider
	lines    lineIndex
	problems []Problem
}

func checkProvider(p *Provider, lines lineIndex) []Problem {
	c := &providerCheck{p: p, lines: lines}
	c.required()
	c.words()
	c.flow()
	c.links()
	c.fields()
	c.proxy()
	c.templates()
	return c.problems
}

// at reports a problem at the line of a path, or of the nearest object around it.
func (c *providerCheck) at(path, format string, args ...any) {
	c.problems = append(c.problems, Problem{Line: c.line(path), Message: fmt.Sprintf(format, args...)})
}

func (c *providerCheck) warn(path, format string, args ...any) {
	c.problems = append(c.problems, Problem{Line: c.line(path), Message: fmt.Sprintf(format, args...), Warning: true})
}

// warnOnce is warn for what several templates may show again.
func (c *providerCheck) warnOnce(path, format string, args ...any) {
	before := len(c.problems)
	c.warn(path, format, args...)
	if slices.Contains(c.problems[:before], c.problems[before]) {
		c.problems = c.problems[:before]
	}
}

func (c *providerCheck) line(path string) int {
	for {
		if line, ok := c.lines[path]; ok {
			return line
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut < 0 {
			return max(1, c.lines[""])
		}
		path = path[:cut]
	}
}

func (c *providerCheck) required() {
	if strings.TrimSpace(c.p.DisplayName) == "" {
		c.at("display_name", "display_name is missing: the name people know the API by.")
	}
	if c.p.AuthMode == "" {
		c.at("auth_mode", "auth_mode is missing: how a connection is authorized, for example API_KEY or OAUTH2.")
	}
	if len(c.p.Categories) == 0 {
		c.at("categories", "categories is missing: at least one word such as crm or dev-tools.")
	}
}

// words checks everything that takes one of a few words.
func (c *providerCheck) words() {
	p := c.p
	modes := make([]string, 0, len(AuthModes()))
	for _, mode := range AuthModes() {
		modes = append(modes, string(mode))
	}
	c.oneOf("auth_mode", string(p.AuthMode), modes...)
	c.oneOf("auth_type", string(p.AuthType), modes...)
	for i, category := range p.Categories {
		c.oneOf(fmt.Sprintf("categories[%d]", i), category, Categories()...)
	}
	c.oneOf("docs_kind", p.DocsKind, "api", "general")
	c.oneOf("vendor_oauth_docs_kind", p.OAuthDocsKind, "register", "console", "oauth_guide")
	c.oneOf("installation", p.Installation, "outbound")
	c.oneOf("client_registration", p.ClientRegistration, "dynamic", "static", "cimd")
	c.oneOf("signature_method", p.SignatureMethod, "HMAC-SHA1", "RSA-SHA1", "PLAINTEXT")
	c.oneOf("token_request_method", p.TokenRequestMethod, "GET", "POST")
	c.oneOf("token_request_auth_method", p.TokenRequestAuthMethod, "basic", "custom", "private_key_jwt")
	c.oneOf("authorization_method", p.AuthorizationMethod, "body", "header")
	c.oneOf("body_format", p.BodyFormat, "form", "json", "xml", "query")
	c.oneOf("expires_in_unit", p.ExpiresInUnit, "milliseconds")
	for i, part := range p.AuthorizationURLSkipEncode {
		c.oneOf(fmt.Sprintf("authorization_url_skip_encode[%d]", i), part, "base_url", "scopes")
	}
	if p.TokenResponse != nil {
		c.oneOf("token_response.token_expiration_strategy", p.TokenResponse.ExpirationStrategy, "expireAt", "expireIn")
	}
	if p.Signature != nil {
		c.oneOf("signature.protocol", p.Signature.Protocol, "RSA", "HMAC", "EC", "WSSE")
	}
	for i, step := range p.AdditionalSteps {
		c.oneOf(fmt.Sprintf("additional_steps[%d].body_format", i), step.BodyFormat, "form", "json")
		c.oneOf(fmt.Sprintf("additional_steps[%d].token_request_method", i), step.TokenRequestMethod, "GET", "POST")
	}
}

func (c *providerCheck) oneOf(path, value string, words ...string) {
	if value != "" && !slices.Contains(words, value) {
		c.at(path, "%s is %q; it must be one of %s.", path, clip(value), strings.Join(words, ", "))
	}
}

// flow warns when a fact is missing that the auth mode cannot do without: the provider is listed, yet of no use.
func (c *providerCheck) flow() {
	for _, fact := range c.p.Lacks() {
		c.warn("auth_mode", "auth_mode %s needs %s; without it nobody can connect.", c.p.AuthMode, fact)
	}
}

// Lacks names the facts without which nobody can connect to a provider of this auth mode. A complete entry lacks none.
func (p *Provider) Lacks() []string {
	var lacks []string
	need := func(fact string, there bool) {
		if !there {
			lacks = append(lacks, fact)
		}
	}
	switch p.AuthMode {
	case OAuth2:
		// A flow of the installation "outbound" starts at the vendor.
		need("authorization_url", p.AuthorizationURL != "" || p.Installation == "outbound")
		need("token_url", p.TokenURL.Default != "")
	case OAuth2CC, TwoStep, Bill:
		need("token_url", p.TokenURL.Default != "")
	case OAuth1:
		need("request_url", p.RequestURL != "")
		need("authorization_url", p.AuthorizationURL != "")
		need("token_url", p.TokenURL.Default != "")
	case MCPOAuth2:
		need("client_registration", p.ClientRegistration != "")
	}
	if p.AuthMode == TwoStep {
		need("token_response", p.TokenResponse != nil)
	}
	return lacks
}

// links checks the pages that a person may open from the app: only web addresses.
func (c *providerCheck) links() {
	p := c.p
	for _, link := range []struct{ path, value string }{
		{"docs", p.Docs}, {"docs_connect", p.DocsConnect}, {"vendor_oauth_docs", p.OAuthDocs},
		{"vendor_scopes_docs", p.ScopesDocs}, {"registration_url", p.RegistrationURL},
	} {
		if link.value == "" {
			continue
		}
		u, err := url.Parse(link.value)
		if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || strings.ContainsFunc(link.value, isSpaceOrControl) {
			c.at(link.path, "%s must be a web address that starts with https:// or http://.", link.path)
		}
	}
}

func (c *providerCheck) proxy() {
	proxy := c.p.Proxy
	if proxy == nil {
		return
	}
	if proxy.BaseURL == "" {
		if _, own := c.p.IntegrationConfig.Get("baseUrl"); !own {
			c.at("proxy", "proxy.base_url is missing: where the API lives.")
		}
	}
	if v := proxy.Verification; v != nil {
		c.oneOf("proxy.verification.method", v.Method, "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")
		if len(v.Endpoints) == 0 {
			c.at("proxy.verification", "proxy.verification.endpoints needs at least one path.")
		}
		if c.p.CredentialsVerificationScript != "" {
			c.at("credentials_verification_script", "credentials_verification_script and proxy.verification exclude each other.")
		}
	}
	c.retry(proxy.Retry)
	c.paginate(proxy.Paginate)
}

var errorCode = regexp.MustCompile(`^([1-5]\d\d|[1-5]xx|[1-5]\d\d-[1-5]\d\d)$`)

func (c *providerCheck) retry(retry *Retry) {
	if retry == nil {
		return
	}
	for i, code := range retry.ErrorCode {
		if !errorCode.MatchString(code) {
			c.at(fmt.Sprintf("proxy.retry.error_code[%d]", i), "%q is no status: write 429, 5xx or 500-502.", clip(code))
		}
	}
	if body := retry.InBody; body != nil {
		c.oneOf("proxy.retry.in_body.strategy", body.Strategy, "at", "after")
		if _, err := regexp.Compile(body.Expression()); err != nil {
			c.at("proxy.retry.in_body.value", "proxy.retry.in_body.value is no regular expression: %v.", err)
		}
	}
}

func (c *providerCheck) paginate(paginate *Paginate) {
	if paginate == nil {
		return
	}
	c.oneOf("proxy.paginate.type", paginate.Type, "cursor", "link", "offset")
	c.oneOf("proxy.paginate.offset_calculation_method", paginate.OffsetCalculationMethod, "by-response-size", "per-page")
	incomplete := false
	switch paginate.Type {
	case "cursor":
		incomplete = paginate.CursorNameInRequest == "" || paginate.CursorPathInResponse == ""
	case "link":
		incomplete = paginate.LinkRelInResponseHeader == "" && paginate.LinkPathInResponseBody == ""
	case "offset":
		incomplete = paginate.OffsetNameInRequest == ""
	}
	if incomplete {
		c.warn("proxy.paginate", "The preset of type %s lacks the names it works with; callers must give them.", paginate.Type)
	}
}
