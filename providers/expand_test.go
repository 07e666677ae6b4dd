package providers_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"patchbay/app/catalog"
)

// sample gives every placeholder of a provider a value of the kind it wants.
func sample(p *catalog.Provider) catalog.Scope {
	config := map[string]any{}
	for _, field := range p.ConnectionConfig {
		config[field.Name] = sampleValue(p, field)
	}
	for _, names := range [][]string{p.TokenResponseMetadata, p.RedirectURIMetadata, p.WebhookResponseMetadata, p.ConnectionConfiguration} {
		for _, name := range names {
			config[name] = sampleValue(p, catalog.Field{Name: name})
		}
	}
	credentials := map[string]any{
		"access_token": "access-1", "token": "token-1", "refresh_token": "refresh-1", "_cookies": "a=b", "assertion": "signed",
		"raw": map[string]any{"id_token": "id-1", "accountID": "7"},
	}
	values := map[string]any{
		"connectionConfig": config, "credentials": credentials, "accessToken": "access-1", "clientId": "client-1",
		"clientSecret": "secret-1", "token": "token-1", "refresh_token": "refresh-1",
	}
	for _, field := range p.CredentialFields() {
		credentials[field.Name] = "value-of-" + field.Name
		if field.Name == "privateKey" || p.Key == "streamline-ai" && field.Name == "password" {
			credentials[field.Name] = ed25519Key
		}
		values[field.Name] = credentials[field.Name]
	}
	options := map[string]any{}
	for _, field := range p.AssertionOption {
		options[field.Name] = "option"
	}
	values["assertionOption"] = options
	for _, step := range []string{"step1", "step2"} {
		values[step] = map[string]any{
			"access_token": "a", "instance_url": "https://step.example.com", "token_endpoint": "https://step.example.com/t",
			"IdentityServiceUrl": "https://step.example.com", "restApiEndpoint": "https://step.example.com",
		}
	}
	return catalog.Scope{
		Values: values, Now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), UUID: func() string { return "uuid-1" },
		Request: &catalog.RequestScope{Method: "GET", Host: "api.example.com", Path: "/v1", Endpoint: "/v1", RawQuery: "a=1"},
	}
}

// ed25519Key is the key of RFC 8032, section 7.1, test 1, in PKCS#8.
const ed25519Key = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----"

func sampleValue(p *catalog.Provider, field catalog.Field) string {
	placeholder := "${connectionConfig." + field.Name + "}"
	addresses := []string{p.AuthorizationURL, p.TokenURL.Default, p.RefreshURL}
	if p.Proxy != nil {
		addresses = append(addresses, p.Proxy.BaseURL)
	}
	for _, address := range addresses {
		for part := range strings.SplitSeq(address, "||") {
			if strings.HasPrefix(strings.TrimSpace(part), placeholder) {
				return "https://demo.example.com"
			}
		}
	}
	switch {
	case len(field.Enum) > 0:
		return field.Enum[0]
	case field.Name == "port":
		return "8443"
	case field.Format == "hostname":
		return "demo.example.com"
	default:
		return "demo"
	}
}

func TestEveryProviderExpands(t *testing.T) {
	t.Parallel()
	c := open(t)
	for _, summary := range c.All() {
		p, _ := c.Get(summary.Key)
		t.Run(p.Key, func(t *testing.T) {
			t.Parallel()
			s := sample(p)
			if missing := p.MissingParams(s.Values["connectionConfig"].(map[string]any)); len(missing) > 0 {
				t.Errorf("MissingParams = %v", missing)
			}
			checkAddresses(t, p, s)
			s.Plain = p.AuthMode == catalog.TwoStep || p.AuthMode == catalog.JWT
			checkParams(t, p, s)
			checkProxy(t, p, s)
		})
	}
}

func checkAddresses(t *testing.T, p *catalog.Provider, s catalog.Scope) {
	t.Helper()
	addresses := []string{p.AuthorizationURL, p.TokenURL.Default, p.TokenURL.For(catalog.OAuth2), p.TokenURL.For(catalog.App), p.RefreshURL, p.RequestURL, p.RegistrationURL}
	for _, step := range p.AdditionalSteps {
		addresses = append(addresses, step.TokenURL)
	}
	for _, address := range addresses {
		if address == "" {
			continue
		}
		if u, err := catalog.ExpandURL(address, s, catalog.URLOptions{}); err != nil || strings.Contains(u.String(), "%7B") {
			t.Errorf("%s becomes %v, %v", address, u, err)
		}
	}
}

func checkParams(t *testing.T, p *catalog.Provider, s catalog.Scope) {
	t.Helper()
	groups := []catalog.Params{
		p.AuthorizationParams, p.TokenParams, p.TokenHeaders, p.RefreshParams, p.RefreshTokenParams, p.RefreshTokenHeaders, p.Assertion,
	}
	if p.SignedToken != nil {
		groups = append(groups, p.SignedToken.Header, p.SignedToken.Payload, catalog.Params{{Name: "key", Value: p.SignedToken.SigningKey}})
	}
	for _, step := range p.AdditionalSteps {
		groups = append(groups, step.TokenParams, step.TokenHeaders)
	}
	if p.Key == "ghost-admin" { // reads the two halves of a key, which its own signer takes apart
		s.Values["credentials"].(map[string]any)["privateKey"] = map[string]any{"id": "i", "secret": "s"}
	}
	for _, group := range groups {
		if filled, complete := catalog.ExpandParams(group, s); !complete {
			t.Errorf("%v becomes %v", group, filled)
		}
	}
}

func checkProxy(t *testing.T, p *catalog.Provider, s catalog.Scope) {
	t.Helper()
	if p.Proxy == nil || p.Key == "private-api-generic" {
		return
	}
	base, err := catalog.ExpandBase(p.Proxy.BaseURL, s)
	if err != nil {
		t.Errorf("%s: %v", p.Proxy.BaseURL, err)
	}
	if u, err := url.Parse(base); err != nil || u.Host == "" || strings.Contains(base, "${") {
		t.Errorf("%s becomes %s", p.Proxy.BaseURL, base)
	}
	s.Plain = false
	for _, group := range []map[string]string{p.Proxy.Headers, p.Proxy.Query} {
		for name, template := range group {
			if out, complete := catalog.Expand(template, s); !complete && p.Key != "certn-partner" {
				t.Errorf("%s: %s becomes %s", name, template, out)
			}
		}
	}
	if out, complete := catalog.ExpandValue(p.Proxy.Body, s); !complete {
		t.Errorf("body becomes %v", out)
	}
	if v := p.Proxy.Verification; v != nil {
		for _, endpoint := range v.Endpoints {
			if out, complete := catalog.Expand(endpoint, s); !complete {
				t.Errorf("%s becomes %s", endpoint, out)
			}
		}
	}
}

func TestEveryPatternCompiles(t *testing.T) {
	t.Parallel()
	c := open(t)
	patterns, special := 0, 0
	for _, summary := range c.All() {
		p, _ := c.Get(summary.Key)
		for _, fields := range []catalog.Fields{p.Credentials, p.ConnectionConfig, p.IntegrationConfig, p.AssertionOption} {
			for _, field := range fields {
				if field.Pattern == "" {
					continue
				}
				patterns++
				if _, err := catalog.CompilePattern(field.Pattern); err != nil {
					t.Errorf("%s.%s: %v", p.Key, field.Name, err)
				}
				if _, err := regexp.Compile(field.Pattern); err != nil {
					special++
				}
			}
		}
	}
	if patterns < 500 || special != 3 {
		t.Errorf("%d patterns, %d with a look-ahead; want over 500 and the 3 of Salesforce", patterns, special)
	}
}
