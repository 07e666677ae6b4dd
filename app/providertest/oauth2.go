package providertest

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// oauth2 is the authorization code flow (RFC 6749 §4.1 with RFC 7636), as §4.1 of the reference bends it.
type oauth2 struct {
	plainMode
	challenge   string // of the login, "" without PKCE
	state, code string
	gone        bool // the vendor gives no refresh token
	kept        bool // the next answer brings no new refresh token
	rotation    int  // the generation of the refresh token
	registered  bool // the client registered itself, so it may have no secret
}

func newOAuth2(p *Play) mode {
	m := &oauth2{plainMode: plainMode{p}}
	p.typed = map[string]string{} // declared fields are overrides that nobody has to fill in
	if special, ok := clients[p.Facts.Key]; ok && special.prepare != nil {
		special.prepare(p)
	}
	if len(p.Facts.DefaultScopes) > 0 {
		p.scopes = p.Facts.DefaultScopes
	}
	if p.Facts.Installation == "outbound" {
		return &vendorInstall{m}
	}
	return m
}

func (m *oauth2) integration(body map[string]any) {
	app := map[string]any{"type": "OAUTH2", "client_id": m.p.clientID, "client_secret": m.p.clientSecret}
	if len(m.p.Facts.DefaultScopes) == 0 { // those that have some get them without being asked
		app["scopes"] = strings.Join(m.p.scopes, ",")
	}
	body["credentials"] = app
	if m.p.Facts.Key == "stripe-app-sandbox" {
		body["integration_config"] = map[string]any{"appDomain": "acme"}
	}
}

func (m *oauth2) start() Start { return Start{Redirect: true, Route: "/oauth/connect"} }

// login is the vendor's page: it holds the address against the facts, then sends the browser back with a code.
func (m *oauth2) login(location string) Login {
	var l Login
	l.Problems = m.checkAuthorize(location)
	m.code = "code+/" + m.p.Facts.Key + "="
	back := url.Values{"state": {m.state}}
	if m.p.Facts.Key == "shopline-oauth" {
		back = url.Values{"customField": {m.state}}
	}
	name := m.p.Facts.CodeParam
	if name == "" {
		name = "code"
	}
	back.Set(name, m.code)
	for _, key := range m.p.Facts.RedirectMetadata {
		value := m.p.sample(key, m.p.Facts.ConnectionConfig[key], m.p.Facts.placed("connectionConfig."+key))
		back.Set(key, value)
		if m.p.config[key] == "" {
			m.p.config[key] = value
		}
	}
	l.Callback = m.p.Callback + "?" + back.Encode()
	l.Steps = m.exchange()
	return l
}

// The values that only the request itself knows, as they stand in the expected address.
const (
	stateMark     = "WALK-STATE"
	challengeMark = "WALK-CHALLENGE"
	randomMark    = "WALK-RANDOM"
)

// checkAuthorize compares the address that the browser opens with the one that the facts ask for, and takes state and
// challenge out of it.
func (m *oauth2) checkAuthorize(location string) []string {
	want := m.authorizeURL()
	wantBase, wantQuery := splitAddress(want)
	gotBase, gotQuery := splitAddress(location)
	var wrong []string
	if gotBase != wantBase {
		wrong = append(wrong, "the browser goes to "+gotBase+", want "+wantBase)
	}
	expected, err := url.ParseQuery(wantQuery)
	if err != nil {
		return append(wrong, "expected query: "+err.Error())
	}
	got, err := url.ParseQuery(gotQuery)
	if err != nil {
		return append(wrong, "query of the login address: "+err.Error())
	}
	for name, values := range expected {
		for i, value := range values {
			if i >= len(got[name]) {
				continue
			}
			switch value {
			case stateMark:
				m.state = got[name][i]
			case challengeMark:
				m.challenge = got[name][i]
			case randomMark:
			default:
				continue
			}
			values[i] = anyText
		}
	}
	if raw := m.rawScope(); raw != "" && !strings.HasSuffix(location, "&scope="+raw) {
		wrong = append(wrong, "the raw scopes "+raw+" do not end the address "+location)
	}
	if len(m.state) < 16 {
		wrong = append(wrong, fmt.Sprintf("state %q is short", m.state))
	}
	if !m.p.Facts.DisablePKCE && len(m.challenge) != 43 {
		wrong = append(wrong, fmt.Sprintf("code challenge %q is no SHA-256", m.challenge))
	}
	if m.registered && len(m.p.scopes) == 0 && got.Get("scope") == "" { // nothing asked for: said or not, it is the same
		delete(expected, "scope")
		got.Del("scope")
	}
	return append(wrong, Values(expected).compare("login", got)...)
}

// splitAddress cuts at the query, which may stand behind a fragment.
func splitAddress(address string) (base, query string) {
	base, query, _ = strings.Cut(address, "?")
	return base, query
}

func (m *oauth2) rawScope() string {
	if !slices.Contains(m.p.Facts.AuthorizationSkipEncode, "scopes") {
		return ""
	}
	return strings.Join(m.p.scopes, m.separator())
}

func (m *oauth2) separator() string {
	if m.p.Facts.ScopeSeparator == "" {
		return " "
	}
	return m.p.Facts.ScopeSeparator
}

// authorizeURL is §4.1.2, step by step.
func (m *oauth2) authorizeURL() string {
	f := m.p.Facts
	base, own := splitAddress(m.p.authURL(f.AuthorizationURL))
	query := url.Values{"response_type": {"code"}, "client_id": {m.p.clientID}, "redirect_uri": {m.p.Callback},
		"scope": {strings.Join(m.p.scopes, m.separator())}, "state": {stateMark}}
	fills := m.p.filler()
	fills.random = randomMark
	for name, value := range f.AuthorizationParams {
		text, _ := fills.either(plainText(value))
		query.Set(name, text)
	}
	if !f.DisablePKCE {
		query.Set("code_challenge", challengeMark)
		query.Set("code_challenge_method", "S256")
	}
	raw := ""
	if m.rawScope() != "" {
		query.Del("scope")
		raw = "&scope=" + m.rawScope()
	}
	text := query.Encode() + raw
	if own != "" {
		text = own + "&" + text
	}
	address := base + "?" + text
	if f.AuthorizationFragment != "" {
		address = base + "#" + f.AuthorizationFragment + "?" + text
	}
	for _, from := range sorted(f.AuthorizationReplacements) {
		address = strings.Replace(address, from, f.AuthorizationReplacements[from], 1)
	}
	if f.AuthorizationSkipEmpty {
		base, text, _ := strings.Cut(address, "?")
		kept := slices.DeleteFunc(strings.Split(text, "&"), func(pair string) bool { return strings.HasSuffix(pair, "=") })
		address = base + "?" + strings.Join(kept, "&")
	}
	return address
}

// authURL expands the address of a login or a token endpoint (§2.3): values are percent-encoded, except that a value
// which is a whole origin stays one.
func (p *Play) authURL(template string, more ...map[string]string) string {
	fills := p.filler(more...)
	for name, value := range fills.values {
		encoded := strictly(value)
		if strings.HasPrefix(value, "https://") || strings.HasPrefix(value, "http://") {
			encoded = value
		}
		fills.values[name] = encoded
	}
	left, right, two := strings.Cut(template, "||")
	text, ok := fills.fill(strings.TrimSpace(left))
	if two && !ok {
		text, _ = fills.fill(strings.TrimSpace(right))
	}
	if _, err := url.Parse(text); err != nil { // a value with a port or a path stands where the host is
		text, _ = url.PathUnescape(text)
	}
	return text
}

// plainText is a parameter's value as text.
func plainText(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	return strings.Trim(fmt.Sprint(plainJSON(value)), `"`)
}

// exchange lists the requests that turn the code into a token.
func (m *oauth2) exchange() []*Step {
	if special, ok := clients[m.p.Facts.Key]; ok {
		return special.exchange(m)
	}
	values := Values{"grant_type": {"authorization_code"}, "code": {m.code}, "redirect_uri": {m.p.Callback}}
	m.addParams(values, m.p.Facts.TokenParams)
	step := m.tokenStep("token", m.p.Facts.TokenURL.oauth2(), values)
	step.Check = m.checkVerifier
	if !m.p.Facts.DisablePKCE {
		m.put(step, "code_verifier", anyText)
	}
	step.Answer = jsonAnswer(m.answer(nil))
	return []*Step{step}
}

func (u URLs) oauth2() string {
	if u.Several != nil {
		return u.Several["OAUTH2"]
	}
	return u.One
}

func (m *oauth2) addParams(values Values, params map[string]any) {
	fills := m.p.filler()
	for name, value := range params {
		if text, ok := fills.either(plainText(value)); ok {
			values[name] = []string{text}
		}
	}
}

// tokenStep is a request of the generic client: where the client's own credentials stand is a fact (§4.1.4).
func (m *oauth2) tokenStep(name, template string, values Values) *Step {
	f := m.p.Facts
	step := &Step{Name: name, Method: http.MethodPost, Strict: true, Header: map[string]string{}}
	step.address(m.p.authURL(template))
	switch {
	case f.AuthorizationMethod == "header":
		step.Header["authorization"] = basicHeader(url.QueryEscape(m.p.clientID), url.QueryEscape(m.p.clientSecret))
	case f.TokenAuthMethod == "basic":
		step.Header["authorization"] = basicHeader(m.p.clientID, m.p.clientSecret)
		fallthrough
	case m.registered && m.p.clientSecret == "":
		values["client_id"] = []string{m.p.clientID}
		step.Maybe = []string{"client_secret"} // an empty one says the same as none
	default:
		values["client_id"], values["client_secret"] = []string{m.p.clientID}, []string{m.p.clientSecret}
	}
	m.p.payload(step, values)
	return step
}

// address splits a whole address into URL and Query.
func (s *Step) address(text string) {
	base, query, _ := strings.Cut(text, "?")
	s.URL = base
	if values, err := url.ParseQuery(query); err == nil && len(values) > 0 {
		s.Query = Values(values)
	}
}

// payload puts parameters where body_format says.
func (p *Play) payload(step *Step, values Values) {
	switch p.Facts.BodyFormat {
	case "json":
		step.JSON = objectOf(values)
	case "query":
		if step.Query == nil {
			step.Query = Values{}
		}
		for name, value := range values {
			step.Query[name] = value
		}
	default:
		step.Form = values
	}
}

// put adds a parameter to whatever body a step has.
func (*oauth2) put(step *Step, name, value string) {
	switch {
	case step.Form != nil:
		step.Form[name] = []string{value}
	case step.JSON != nil:
		step.JSON.(map[string]any)[name] = value
	}
}

func objectOf(values Values) map[string]any {
	object := map[string]any{}
	for name, value := range values {
		object[name] = value[0]
	}
	return object
}

// checkVerifier does what the vendor does with PKCE: the verifier's digest must be the challenge (RFC 7636 §4.6).
func (m *oauth2) checkVerifier(got *Received) []string {
	if m.p.Facts.DisablePKCE {
		return nil
	}
	verifier := got.form().Get("code_verifier")
	if verifier == "" {
		verifier = textInJSON(got.Body, "code_verifier")
	}
	return m.fits(verifier)
}

// checkVerifierIfAny is for vendors that are known not to ask for the verifier.
func (m *oauth2) checkVerifierIfAny(got *Received) []string {
	if verifier := got.form().Get("code_verifier"); verifier != "" {
		return m.fits(verifier)
	}
	return nil
}

func (m *oauth2) fits(verifier string) []string {
	sum := sha256.Sum256([]byte(verifier))
	if base64.RawURLEncoding.EncodeToString(sum[:]) != m.challenge {
		return []string{fmt.Sprintf("the code verifier %q does not fit the challenge %q", verifier, m.challenge)}
	}
	return nil
}

// answer is what a token endpoint says: a new token, and what the facts want to keep of the answer.
func (m *oauth2) answer(more map[string]any) map[string]any {
	m.p.generation++
	object := map[string]any{"access_token": m.p.token(), "token_type": "bearer", "expires_in": 7200}
	if !m.gone && !m.kept {
		m.rotation = m.p.generation
		object["refresh_token"] = m.refreshToken()
	}
	m.kept = false
	for name, value := range more {
		object[name] = value
	}
	if path := m.p.Facts.AlternatePath; path != "" && more == nil {
		inner := map[string]any{"access_token": object["access_token"], "refresh_token": object["refresh_token"], "expires_in": 7200}
		delete(object, "access_token")
		delete(object, "refresh_token")
		delete(object, "expires_in")
		object[path] = inner
	}
	if m.p.Facts.PostConnection == "highlevelPostConnection" {
		object["companyId"], object["locationId"] = "company-1", "location-1"
	}
	m.p.learn(object)
	return object
}

func (m *oauth2) refreshToken() string { return fmt.Sprintf("rt-%d+/%s=", m.rotation, m.p.Facts.Key) }

func (m *oauth2) stored() map[string]any {
	stored := map[string]any{"type": "OAUTH2", "access_token": m.p.token()}
	if !m.gone {
		stored["refresh_token"] = m.refreshToken()
	}
	return stored
}

func (m *oauth2) values() map[string]string {
	return map[string]string{"accessToken": m.p.token(), "credentials.access_token": m.p.token(), "clientId": m.p.clientID, "clientSecret": m.p.clientSecret}
}

func (m *oauth2) sign(r *outgoing) { r.header["authorization"] = "Bearer " + m.p.token() }

// refresh is §4.1.8 with the defects of §13 mended.
func (m *oauth2) refresh() ([]*Step, bool) {
	if special, ok := clients[m.p.Facts.Key]; ok {
		if special.refresh == nil {
			return nil, false
		}
		return special.refresh(m), true
	}
	f := m.p.Facts
	values := Values{}
	params := f.RefreshParams
	if len(params) == 0 {
		params = f.TokenParams
	}
	m.addParams(values, params)
	if grant := values["grant_type"]; len(grant) == 0 || grant[0] == "authorization_code" {
		values["grant_type"] = []string{"refresh_token"}
	}
	values["refresh_token"] = []string{m.refreshToken()}
	template := f.RefreshURL
	if template == "" {
		template = f.TokenURL.oauth2()
	}
	step := m.tokenStep("refresh", template, values)
	step.Answer = jsonAnswer(m.answer(nil))
	return []*Step{step}, true
}
