package providertest

import (
	"net/http"
	"strings"
)

// clientCredentials is OAuth 2.0 without a user (RFC 6749 §4.4), as §4.2 of the reference describes it.
type clientCredentials struct{ plainMode }

func newClientCredentials(p *Play) mode {
	for _, name := range []string{"client_id", "client_secret"} {
		if p.typed[name] == "" {
			p.typed[name] = awkward(name)
		}
	}
	if p.Facts.ClientCertificate {
		p.typed["client_certificate"], p.typed["client_private_key"] = ring().certificate, pkcs8(ring().rsa)
	}
	if p.Facts.TokenAuthMethod == "private_key_jwt" {
		delete(p.typed, "client_secret")
		p.typed["client_private_key"] = jwk()
	}
	return &clientCredentials{plainMode{p}}
}

func (m *clientCredentials) start() Start {
	body := map[string]any{}
	for name, value := range m.p.typed {
		body[name] = value
	}
	return Start{Route: "/oauth2/auth", Body: body, Steps: []*Step{m.request()}}
}

// request is the token request, which is the refresh too.
func (m *clientCredentials) request() *Step {
	f, fills := m.p.Facts, m.p.filler()
	values := Values{}
	for name, value := range f.TokenParams {
		if text, ok := fills.either(plainText(value)); ok {
			values[name] = []string{text}
		}
	}
	scopes := m.p.config["oauth_scopes"]
	if scopes == "" {
		scopes = strings.Join(f.DefaultScopes, ",")
	}
	if scopes != "" {
		values["scope"] = []string{strings.ReplaceAll(scopes, ",", separatorOf(f))}
	}
	step := &Step{Name: "token", Method: http.MethodPost, Strict: true, Header: map[string]string{}}
	step.address(m.p.authURL(f.TokenURL.oauth2()))
	id, secret := m.p.typed["client_id"], m.p.typed["client_secret"]
	switch f.TokenAuthMethod {
	case "basic":
		step.Header["authorization"] = basicHeader(id, secret)
	case "custom":
		values["username"], values["password"] = []string{id}, []string{secret}
	case "private_key_jwt":
		values["client_id"] = []string{id}
		values["client_assertion_type"] = []string{"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}
		values["client_assertion"] = []string{anyText}
		step.Check = func(got *Received) []string { return m.checkAssertion(got, step.URL) }
	default:
		values["client_id"], values["client_secret"] = []string{id}, []string{secret}
	}
	if f.ClientCertificate {
		step.Check = m.p.checkCertificate
	}
	m.p.payload(step, values)
	m.p.generation++
	lifetime := 7200
	if f.ExpiresInUnit == "milliseconds" {
		lifetime *= 1000
	}
	answer := map[string]any{"access_token": m.p.token(), "token_type": "Bearer", "expires_in": lifetime}
	m.p.learn(answer)
	step.Answer = jsonAnswer(answer)
	return step
}

func separatorOf(f *Facts) string {
	if f.ScopeSeparator == "" {
		return " "
	}
	return f.ScopeSeparator
}

// checkAssertion verifies a private_key_jwt (RFC 7523 §2.2 and §3).
func (m *clientCredentials) checkAssertion(got *Received, audience string) []string {
	t, wrong := verifyJWT(got.form().Get("client_assertion"), ring().rsa.Public(), m.p.Now())
	if len(wrong) > 0 {
		return wrong
	}
	id := m.p.typed["client_id"]
	return t.want("assertion", map[string]any{"iss": id, "sub": id, "aud": audience}, map[string]any{"alg": "RS256", "kid": keyID}, 300)
}

func (m *clientCredentials) stored() map[string]any {
	stored := map[string]any{"type": "OAUTH2_CC", "token": m.p.token(), "client_id": m.p.typed["client_id"]}
	if secret := m.p.typed["client_secret"]; secret != "" {
		stored["client_secret"] = secret
	}
	return stored
}

func (m *clientCredentials) values() map[string]string {
	values := m.p.spread()
	values["accessToken"], values["credentials.token"] = m.p.token(), m.p.token()
	return values
}

func (m *clientCredentials) sign(r *outgoing) { r.header["authorization"] = "Bearer " + m.p.token() }

func (m *clientCredentials) refresh() ([]*Step, bool) { return []*Step{m.request()}, true }
