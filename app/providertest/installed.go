package providertest

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// app is a GitHub App: the installation's token, for which the app signs (§4.8).
type app struct {
	plainMode
	state string
}

const (
	appID        = "7788"
	appLink      = "https://github.com/apps/walk"
	installation = "5551"
)

func newApp(p *Play) mode {
	p.params = map[string]string{}
	p.config = map[string]string{"installation_id": installation, "app_id": appID}
	return &app{plainMode: plainMode{p}}
}

// pkcs1 is the form in which GitHub gives out keys.
func pkcs1() string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(ring().rsa)}))
}

func (m *app) integration(body map[string]any) {
	body["credentials"] = map[string]any{"type": "APP", "app_id": appID, "app_link": appLink, "private_key": pkcs1()}
}

func (m *app) start() Start { return Start{Redirect: true, Route: "/oauth/connect"} }

// takeState checks where the browser goes and takes the state out.
func (m *app) takeState(location, name, want string) []string {
	u, err := url.Parse(location)
	if err != nil {
		return []string{err.Error()}
	}
	m.state = u.Query().Get(name)
	if base, _, _ := strings.Cut(location, "?"); base != want || len(m.state) < 16 {
		return []string{"the browser goes to " + location + ", want " + want + " with " + name}
	}
	return nil
}

func (m *app) login(location string) Login {
	l := Login{Problems: m.takeState(location, "state", appLink+"/installations/new")}
	l.Callback = strings.Replace(m.p.Callback, "/oauth/callback", "/app-auth/connect", 1) + "?" +
		url.Values{"installation_id": {installation}, "setup_action": {"install"}, "state": {m.state}}.Encode()
	l.Steps = []*Step{m.appToken()}
	return l
}

// appToken trades a JWT of the app for a token of the installation
// (https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app).
func (m *app) appToken() *Step {
	m.p.generation++
	step := &Step{Name: "installation token", Method: http.MethodPost, URL: "https://api.github.com/app/installations/" + installation + "/access_tokens",
		Header: map[string]string{"authorization": anyText}, Free: []string{"x-github-api-version"}, Strict: true, Loose: true}
	step.Check = func(got *Received) []string {
		t, wrong := verifyJWT(strings.TrimPrefix(got.Header.Get("Authorization"), "Bearer "), ring().rsa.Public(), m.p.Now())
		if ends, _ := t.payload["exp"].(float64); len(wrong) == 0 && (fmt.Sprint(t.payload["iss"]) != appID || int64(ends) > m.p.Now().Unix()+600) {
			wrong = append(wrong, fmt.Sprintf("the app's token claims %v", t.payload))
		}
		return wrong
	}
	step.says(map[string]any{"token": m.p.token(), "expires_at": m.p.Now().Add(time.Hour).UTC().Format(time.RFC3339), "permissions": map[string]any{}})
	step.Answer.Status = http.StatusCreated
	return step
}

func (m *app) stored() map[string]any {
	return map[string]any{"type": "APP", "access_token": m.p.token()}
}

func (m *app) values() map[string]string {
	return map[string]string{"accessToken": m.p.token(), "credentials.access_token": m.p.token()}
}

func (m *app) sign(r *outgoing) { r.header["authorization"] = "Bearer " + m.p.token() }

func (m *app) refresh() ([]*Step, bool) { return []*Step{m.appToken()}, true }

// userApp is a GitHub App whose user logs in while installing it (§4.9).
type userApp struct{ app }

func newUserApp(p *Play) mode {
	p.params = map[string]string{}
	p.config = map[string]string{"installation_id": installation, "app_id": appID}
	return &userApp{app{plainMode: plainMode{p}}}
}

func (m *userApp) integration(body map[string]any) {
	body["credentials"] = map[string]any{"type": "CUSTOM", "client_id": m.p.clientID, "client_secret": m.p.clientSecret, "app_id": appID, "app_link": appLink,
		"private_key": pkcs1()}
}

func (m *userApp) login(location string) Login {
	l := Login{Problems: m.takeState(location, "state", appLink+"/installations/new")}
	l.Callback = m.p.Callback + "?" + url.Values{"code": {"user-code"}, "installation_id": {installation}, "setup_action": {"install"}, "state": {m.state}}.Encode()
	l.Steps = []*Step{m.userToken(map[string]string{"grant_type": "authorization_code", "code": "user-code", "redirect_uri": m.p.Callback}), m.appToken()}
	return l
}

func (m *userApp) userToken(params map[string]string) *Step {
	params["client_id"], params["client_secret"] = m.p.clientID, m.p.clientSecret
	step := &Step{Name: "user token", Method: http.MethodPost, URL: "https://github.com/login/oauth/access_token", Strict: true, Form: one(params), Maybe: []string{"code_verifier"}}
	return step.says(map[string]any{"access_token": fmt.Sprintf("ghu_%d", m.p.generation), "refresh_token": fmt.Sprintf("ghr_%d", m.p.generation), "expires_in": 28800, "token_type": "bearer"})
}

func (m *userApp) stored() map[string]any { return map[string]any{} }

func (m *userApp) refresh() ([]*Step, bool) {
	user := m.userToken(map[string]string{"grant_type": "refresh_token", "refresh_token": fmt.Sprintf("ghr_%d", m.p.generation-1)})
	return []*Step{user, m.appToken()}, true
}

// plugin is installed at the vendor, which then knows the integration's own user name and password (§4.14).
type plugin struct{ app }

func newPlugin(p *Play) mode {
	p.typed = map[string]string{"username": "plugin-user", "password": awkward("plugin")}
	return &plugin{app{plainMode: plainMode{p}}}
}

func (m *plugin) integration(body map[string]any) {
	body["credentials"] = map[string]any{"type": "INSTALL_PLUGIN", "app_link": "https://app.crisp.chat/plugin/walk", "username": m.p.typed["username"], "password": m.p.typed["password"]}
}

func (m *plugin) login(location string) Login {
	l := Login{Problems: m.takeState(location, "payload", "https://app.crisp.chat/plugin/walk")}
	m.p.config["website_id"] = "website-9"
	l.Callback = m.p.Callback + "?" + url.Values{"payload": {m.state}, "website_id": {"website-9"}}.Encode()
	l.Steps = m.p.verification(m)
	return l
}

func (m *plugin) stored() map[string]any {
	return map[string]any{"type": "BASIC", "username": m.p.typed["username"], "password": m.p.typed["password"]}
}

func (m *plugin) values() map[string]string { return m.p.spread() }

func (m *plugin) sign(r *outgoing) {
	r.header["authorization"] = basicHeader(m.p.typed["username"], m.p.typed["password"])
}

func (m *plugin) refresh() ([]*Step, bool) { return nil, false }
