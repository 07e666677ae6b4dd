package api

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/vault"
)

// PreviewRequest is one request that Patchbay makes for a provider, with its placeholders left in.
type PreviewRequest struct {
	Step    string        `json:"step" jsonschema:"login, token, refresh, check or call"`
	Method  string        `json:"method"`
	URL     string        `json:"url"`
	Query   []PreviewPair `json:"query"`
	Headers []PreviewPair `json:"headers"`
	Body    []PreviewPair `json:"body"`
	Format  string        `json:"format,omitempty" jsonschema:"how the body is written: form, json, xml or query"`
}

// PreviewPair is a parameter or a header: a name and the template of its value.
type PreviewPair struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// preview tells what Patchbay sends for a provider, in the order in which it happens. It shows what the catalog's facts
// say; the few providers with code of their own may get a token in another way.
func preview(p *catalog.Provider) []PreviewRequest {
	out := []PreviewRequest{}
	add := func(r PreviewRequest) {
		r.Query, r.Headers, r.Body = pairsOr(r.Query), pairsOr(r.Headers), pairsOr(r.Body)
		out = append(out, r)
	}
	if p.AuthorizationURL != "" {
		add(loginPreview(p))
	}
	if p.TokenURL.For(p.AuthMode) != "" {
		add(tokenPreview(p))
	}
	for _, step := range p.AdditionalSteps {
		add(PreviewRequest{Step: "token", Method: or(step.TokenRequestMethod, http.MethodPost), URL: step.TokenURL,
			Headers: pairs(step.TokenHeaders), Body: pairs(step.TokenParams), Format: or(step.BodyFormat, "json")})
	}
	if refresh, ok := refreshPreview(p); ok {
		add(refresh)
	}
	if p.Proxy == nil {
		return out
	}
	if v := p.Proxy.Verification; v != nil && len(v.Endpoints) > 0 {
		call := callPreview(p)
		call.Step, call.Method, call.URL = "check", or(v.Method, http.MethodGet), strings.TrimSuffix(or(v.BaseURLOverride, p.Proxy.BaseURL), "/")+"/"+strings.TrimPrefix(v.Endpoints[0], "/")
		call.Headers = append(call.Headers, sortedPairs(v.Headers)...)
		add(call)
	}
	add(callPreview(p))
	return out
}

func or(text, fallback string) string {
	if text == "" {
		return fallback
	}
	return text
}

func pairsOr(list []PreviewPair) []PreviewPair {
	if list == nil {
		return []PreviewPair{}
	}
	return list
}

func loginPreview(p *catalog.Provider) PreviewRequest {
	r := PreviewRequest{Step: "login", Method: http.MethodGet, URL: p.AuthorizationURL}
	if p.AuthMode == catalog.OAuth1 {
		r.Query = []PreviewPair{{"oauth_token", "${requestToken}"}}
		return r
	}
	r.Query = []PreviewPair{{"response_type", "code"}, {"client_id", "${clientId}"}, {"redirect_uri", "${callbackUrl}"},
		{"scope", p.JoinScopes([]string{"${scopes}"})}, {"state", "${state}"}}
	r.Query = overwrite(r.Query, p.AuthorizationParams)
	if p.UsesPKCE() {
		r.Query = append(r.Query, PreviewPair{"code_challenge", "${codeChallenge}"}, PreviewPair{"code_challenge_method", "S256"})
	}
	return r
}

func tokenPreview(p *catalog.Provider) PreviewRequest {
	r := PreviewRequest{Step: "token", Method: or(p.TokenRequestMethod, http.MethodPost), URL: p.TokenURL.For(p.AuthMode), Format: or(p.BodyFormat, "form")}
	switch p.AuthMode {
	case catalog.OAuth2, catalog.MCPOAuth2, catalog.MCPOAuth2Generic, catalog.Custom:
		r.Body = []PreviewPair{{"grant_type", "authorization_code"}, {or(p.CodeParamInCallback, "code"), "${code}"}, {"redirect_uri", "${callbackUrl}"}}
		if p.UsesPKCE() {
			r.Body = append(r.Body, PreviewPair{"code_verifier", "${codeVerifier}"})
		}
		r.client(p, "${clientId}", "${clientSecret}")
	case catalog.OAuth2CC:
		r.Body = []PreviewPair{{"grant_type", "client_credentials"}}
		r.client(p, "${credentials.client_id}", "${credentials.client_secret}")
	default:
		r.Format, r.Headers = or(p.BodyFormat, "json"), pairs(p.TokenHeaders)
	}
	r.Body = overwrite(r.Body, p.TokenParams)
	return r
}

// client places the credentials of an OAuth client (providers-and-auth §4.1.4).
func (r *PreviewRequest) client(p *catalog.Provider, id, secret string) {
	header := p.AuthorizationMethod == "header"
	if header || p.TokenRequestAuthMethod == "basic" {
		r.Headers = append(r.Headers, PreviewPair{"Authorization", "Basic ${base64(" + id + ":" + secret + ")}"})
	}
	if p.TokenRequestAuthMethod == "private_key_jwt" {
		r.Body = append(r.Body, PreviewPair{"client_assertion", "${signedAssertion}"})
	} else if !header {
		r.Body = append(r.Body, PreviewPair{"client_id", id}, PreviewPair{"client_secret", secret})
	}
}

func refreshPreview(p *catalog.Provider) (PreviewRequest, bool) {
	r := PreviewRequest{Step: "refresh", Method: http.MethodPost, URL: or(p.RefreshURL, p.TokenURL.For(p.AuthMode)), Format: or(p.BodyFormat, "form")}
	switch {
	case p.AuthMode == catalog.OAuth2 || p.AuthMode == catalog.MCPOAuth2 || p.AuthMode == catalog.MCPOAuth2Generic:
		r.URL = p.TokenURL.For(p.AuthMode)
		r.Body = []PreviewPair{{"grant_type", "refresh_token"}, {"refresh_token", "${refresh_token}"}}
		r.client(p, "${clientId}", "${clientSecret}")
		r.Body = overwrite(r.Body, p.RefreshParams)
	case p.AuthMode == catalog.TwoStep && p.RefreshURL != "":
		r.Format, r.Headers, r.Body = or(p.BodyFormat, "json"), pairs(p.RefreshTokenHeaders), pairs(p.RefreshTokenParams)
	default:
		return r, false
	}
	return r, r.URL != ""
}

// callPreview is a request through the proxy.
func callPreview(p *catalog.Provider) PreviewRequest {
	r := PreviewRequest{Step: "call", Method: http.MethodGet, URL: p.Proxy.BaseURL, Query: sortedPairs(p.Proxy.Query), Headers: sortedPairs(p.Proxy.Headers)}
	for _, name := range slices.Sorted(maps.Keys(p.Proxy.Body)) {
		r.Body = append(r.Body, PreviewPair{name, fmt.Sprint(p.Proxy.Body[name])})
	}
	if len(r.Body) > 0 {
		r.Method, r.Format = http.MethodPost, "json"
	}
	has := func(name string) bool {
		return slices.ContainsFunc(r.Headers, func(h PreviewPair) bool { return strings.EqualFold(h.Name, name) })
	}
	for name, values := range modeHeaders(p) {
		if !has(name) && !has("Authorization") {
			r.Headers = append(r.Headers, PreviewPair{name, values[0]})
		}
	}
	slices.SortStableFunc(r.Headers, func(a, b PreviewPair) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	return r
}

// modeHeaders are the headers that the auth mode itself adds: what its credentials write into a request, filled with
// placeholders.
func modeHeaders(p *catalog.Provider) http.Header {
	token := vault.Secret("${accessToken}")
	var credentials auth.Credentials
	switch p.AuthMode {
	case catalog.OAuth2, catalog.MCPOAuth2, catalog.MCPOAuth2Generic, catalog.Custom, catalog.App, catalog.InstallPlugin:
		credentials = auth.OAuth2{AccessToken: token}
	case catalog.OAuth2CC:
		credentials = auth.OAuth2ClientCredentials{Token: token}
	case catalog.JWT:
		credentials = auth.JWT{Token: token}
	case catalog.TwoStep:
		if strings.Contains(fmt.Sprint(p.Proxy.Headers, p.Proxy.Query, p.Proxy.Body), "${accessToken}") {
			return nil // the entry places the token itself
		}
		credentials = auth.TwoStep{Token: token}
	case catalog.Signature:
		credentials = auth.Signature{Token: token}
	case catalog.Bill:
		credentials = auth.Bill{DevKey: "${credentials.dev_key}", SessionID: "${credentials.session_id}"}
	case catalog.Basic: // its header is encoded, so the placeholders would not be seen
		return http.Header{"Authorization": {"Basic ${base64(${username}:${password})}"}}
	case catalog.OAuth1, catalog.TBA:
		return http.Header{"Authorization": {"OAuth ${signature}"}}
	default:
		return nil
	}
	r := &http.Request{Header: http.Header{}}
	if err := credentials.Apply(r); err != nil {
		return nil
	}
	return r.Header
}

func pairs(params catalog.Params) []PreviewPair {
	var out []PreviewPair
	for _, member := range params {
		value := params.Text(member.Name)
		if object, nested := member.Value.(catalog.Params); nested {
			text, _ := object.MarshalJSON() //nolint:errcheck // values of the catalog were read from JSON
			value = string(text)
		}
		out = append(out, PreviewPair{member.Name, value})
	}
	return out
}

// overwrite sets the parameters of the catalog over those of the mode.
func overwrite(list []PreviewPair, params catalog.Params) []PreviewPair {
	for _, pair := range pairs(params) {
		at := slices.IndexFunc(list, func(old PreviewPair) bool { return old.Name == pair.Name })
		if at < 0 {
			list = append(list, pair)
		} else {
			list[at] = pair
		}
	}
	return list
}

func sortedPairs(values map[string]string) []PreviewPair {
	var out []PreviewPair
	for _, name := range slices.Sorted(maps.Keys(values)) {
		out = append(out, PreviewPair{name, values[name]})
	}
	return out
}
