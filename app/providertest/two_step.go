package providertest

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// twoStep is a declared login in up to three requests (§4.7).
type twoStep struct {
	plainMode
	own    map[string]string // what the integration holds in place of the user
	raw    map[string]any    // the last answer
	cookie string            // what the last answer wants back as cookies
	renew  string            // the refresh token
}

func newTwoStep(p *Play) mode {
	m := &twoStep{plainMode: plainMode{p}, own: map[string]string{}}
	for _, name := range sorted(p.Facts.AssertionOption) {
		p.option[name] = "option-" + strings.ToLower(name)
	}
	for _, name := range sorted(p.Facts.IntegrationConf) {
		m.own[name] = p.secretSample(name, p.Facts.IntegrationConf[name])
		delete(p.typed, name)
	}
	for _, template := range []string{plainText(p.Facts.Assertion["key"]), p.signingKey()} {
		kind, name, _ := strings.Cut(strings.Trim(template, "${}"), ".")
		switch {
		case kind == "assertionOption":
			p.option[name] = p.pem()
		case kind == "credentials" && m.own[name] != "":
			m.own[name] = p.pem()
		case kind == "credentials":
			p.typed[name] = p.pem()
		}
	}
	return m
}

func (p *Play) signingKey() string {
	if p.Facts.Token == nil {
		return ""
	}
	return p.Facts.Token.Key
}

// pem is the key of the ring that the provider's algorithm needs.
func (p *Play) pem() string {
	header, _ := p.Facts.Assertion["header"].(map[string]any)
	if header["alg"] == "ES256" || p.Facts.Signature.Protocol == "EC" {
		return pkcs8(ring().ec)
	}
	text := pkcs8(ring().rsa)
	if p.Facts.Key == "google-service-account" { // as it stands in the JSON file that Google gives out
		text = strings.ReplaceAll(text, "\n", `\n`)
	}
	return text
}

func (m *twoStep) integration(body map[string]any) {
	if len(m.own) > 0 {
		body["integration_config"] = m.own
	}
}

// known are the credentials that templates may read, under both of their names.
func (m *twoStep) known() map[string]string {
	values := m.p.spread()
	for name, value := range m.own {
		values["credentials."+name], values[name] = value, value
	}
	return values
}

func (m *twoStep) start() Start {
	body := map[string]any{}
	for name, value := range m.p.typed {
		body[name] = value
	}
	if len(m.p.option) > 0 {
		body["assertionOption"] = m.p.option
	}
	return Start{Route: "/auth/two-step", Body: body, Steps: m.logIn()}
}

// logIn lists the requests of a whole login.
func (m *twoStep) logIn() []*Step {
	f := m.p.Facts
	first := m.request("token", f.TokenMethod, m.p.authURL(f.TokenURL.One, m.known()), f.TokenParams, f.TokenHeaders, m.known())
	steps := []*Step{first}
	seen := m.known()
	for i, further := range f.Steps {
		answer := m.planted(i + 1)
		if m.p.Facts.Key == "sellercloud" {
			answer["restApiEndpoint"] = "https://walk.api.vendor.example/rest"
			m.p.config["restApiEndpoint"] = "https://walk.api.vendor.example/rest"
		}
		steps[i].Answer = jsonAnswer(answer)
		flat(fmt.Sprintf("step%d", i+1), answer, seen)
		fills := m.p.filler(seen)
		address, _ := fills.fill(further.URL)
		steps = append(steps, m.request(fmt.Sprintf("step %d", i+2), further.Method, address, further.Params, further.Headers, seen))
	}
	steps[len(steps)-1].Answer = m.answer()
	if f.Key == "salesforce-jwt" {
		steps = append(steps, m.introspection())
	}
	return steps
}

// introspection is how Salesforce tells when a token ends (§6.4).
func (m *twoStep) introspection() *Step {
	return &Step{Name: "introspection", Method: http.MethodPost, URL: plainText(m.raw["instance_url"]) + "/services/oauth2/introspect", Strict: true,
		Form:   one(map[string]string{"token": m.p.token(), "client_id": m.p.typed["clientId"], "client_secret": m.p.typed["clientSecret"], "token_type_hint": "access_token"}),
		Answer: jsonAnswer(map[string]any{"active": true, "exp": m.p.Now().Add(3 * time.Hour).Unix()})}
}

// request is one request of the login.
func (m *twoStep) request(name, method, address string, params, headers map[string]any, known map[string]string) *Step {
	if method == "" {
		method = http.MethodPost
	}
	step := &Step{Name: name, Method: method, Strict: true, Header: map[string]string{}}
	step.address(address)
	fills := m.p.filler(known)
	m.headers(step, headers, fills)
	if method == http.MethodGet {
		return step
	}
	signed := map[string]string{}
	for mark, template := range map[string]string{"${token}": "token", "${credentials.assertion}": "assertion"} {
		if f := m.p.Facts; template == "token" && f.Token != nil || template == "assertion" && f.Assertion != nil {
			fills.values[strings.Trim(mark, "${}")] = anyText
			for param, value := range params {
				if value == mark {
					signed[template] = param
				}
			}
		}
	}
	m.body(step, params, fills)
	step.Check = func(got *Received) []string { return m.checkSigned(got, signed) }
	return step
}

// headers are those of the request, with a signature over ${random} checked when it is there.
func (m *twoStep) headers(step *Step, headers map[string]any, fills filler) {
	r := &outgoing{p: m.p, header: step.Header, fills: fills}
	templates := map[string]string{}
	for name, value := range headers {
		templates[name] = plainText(value)
	}
	for name, template := range templates {
		if dependsOnChance(template) {
			r.later(name, template, randomHeader(templates))
		} else if text, ok := fills.fill(template); ok {
			step.Header[strings.ToLower(name)] = text
		}
	}
	for _, check := range r.check {
		step.also(check)
	}
}

// body puts the parameters where body_format says, placeholders filled at every depth.
func (m *twoStep) body(step *Step, params map[string]any, fills filler) {
	filled, _ := deepFill(params, fills).(map[string]any)
	switch m.p.Facts.BodyFormat {
	case "form":
		step.Form = Values{}
		for name, value := range filled {
			step.Form[name] = []string{plainText(value)}
		}
	case "xml":
		step.Loose = true
		step.also(func(got *Received) []string { return compareXML(filled, got.Body) })
	default:
		if len(filled) > 0 {
			step.JSON = filled
		} else {
			step.Loose = true // nothing is to be said: {} and silence are both fine
		}
	}
}

func deepFill(value any, fills filler) any {
	switch v := value.(type) {
	case string:
		text, _ := fills.fill(v)
		return text
	case map[string]any:
		out := map[string]any{}
		for name, inner := range v {
			out[name] = deepFill(inner, fills)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = deepFill(v[i], fills)
		}
		return out
	}
	return value
}

// checkSigned verifies what the client signed itself.
func (m *twoStep) checkSigned(got *Received, signed map[string]string) []string {
	var wrong []string
	if param := signed["token"]; param != "" {
		wrong = append(wrong, m.p.checkLocalToken(got.form().Get(param))...)
	}
	if param := signed["assertion"]; param != "" {
		wrong = append(wrong, m.checkAssertion(got.form().Get(param))...)
	}
	return wrong
}

func (m *twoStep) checkAssertion(text string) []string {
	plan := m.p.Facts.Assertion
	known := m.known()
	for name, value := range m.p.option {
		known["assertionOption."+name] = value
	}
	fills := m.p.filler(known)
	if plan["type"] == "saml" {
		return checkSAML(text, deepFill(plan, fills).(map[string]any), m.p.Now())
	}
	var key any = ring().rsa.Public()
	header := deepFill(plan["header"], fills).(map[string]any)
	if header["alg"] == "ES256" {
		key = ring().ec.Public()
	}
	t, wrong := verifyJWT(text, key, m.p.Now())
	if len(wrong) > 0 {
		return wrong
	}
	fills.random = anyUUID
	lifetime, ok := plan["lifetimeInSeconds"].(float64)
	if !ok {
		lifetime = 3600
	}
	return t.want("assertion", deepFill(plan["payload"], fills).(map[string]any), header, lifetime)
}

var stepValue = regexp.MustCompile(`\$\{step(\d+)\.([\w.]+)\}`)

// planted is the answer of step n with all that later steps read from it.
func (m *twoStep) planted(n int) map[string]any {
	answer := map[string]any{"walk": "step"}
	for _, further := range m.p.Facts.Steps[n-1:] {
		texts := []string{further.URL}
		for _, values := range []map[string]any{further.Params, further.Headers} {
			for _, value := range values {
				texts = append(texts, plainText(value))
			}
		}
		for _, text := range texts {
			for _, found := range stepValue.FindAllStringSubmatch(text, -1) {
				if found[1] == fmt.Sprint(n) {
					plant(answer, found[2], m.stepSample(found[2]))
				}
			}
		}
	}
	return answer
}

// stepSample is an address where the name says so, else a token.
func (m *twoStep) stepSample(name string) string {
	lower := strings.ToLower(name)
	if strings.Contains(lower, "url") || strings.Contains(lower, "endpoint") {
		return "https://" + strings.Map(alphanumeric, lower) + ".vendor.example/inner"
	}
	return "passing-" + lower
}

func flat(prefix string, object map[string]any, into map[string]string) {
	for name, value := range object {
		if inner, ok := value.(map[string]any); ok {
			flat(prefix+"."+name, inner, into)
			continue
		}
		into[prefix+"."+name] = plainText(value)
	}
}

// answer is the last one: token, expiry, refresh token, cookies and metadata where the facts say.
func (m *twoStep) answer() Answer {
	paths := m.p.Facts.TokenResponse
	m.p.generation++
	if paths.Token == "" {
		return Answer{Header: http.Header{"Content-Type": {"text/plain"}}, Body: []byte(m.p.token())}
	}
	m.raw = map[string]any{}
	if strings.HasPrefix(m.p.Facts.Key, "shopvox") {
		m.raw["accountID"] = "acc-77"
	}
	if paths.Expiry != "" {
		plant(m.raw, paths.Expiry, m.expiry(paths.Strategy))
	}
	plant(m.raw, paths.Token, m.p.token())
	if paths.Refresh != "" && paths.Refresh != paths.Token {
		plant(m.raw, paths.Refresh, fmt.Sprintf("renew-%d+/=", m.p.generation))
	}
	m.renew, _ = dig(m.raw, paths.Refresh).(string)
	if m.p.Facts.Key != "sellercloud" {
		m.p.learn(m.raw)
	}
	if m.p.Facts.BodyFormat == "xml" {
		return Answer{Header: http.Header{"Content-Type": {"text/xml; charset=UTF-8"}}, Body: []byte(writeXML(m.raw))}
	}
	a := jsonAnswer(m.raw)
	if len(m.p.Facts.ResponseHeaders) > 0 {
		a.Header = http.Header{"Set-Cookie": {"B1SESSION=" + fmt.Sprint(m.p.generation) + "-abc; HttpOnly; path=/", "ROUTEID=.node4; path=/"}}
		m.cookie = fmt.Sprintf("B1SESSION=%d-abc; ROUTEID=.node4", m.p.generation)
	}
	return a
}

func dig(object map[string]any, path string) any {
	name, rest, deeper := strings.Cut(path, ".")
	if inner, ok := object[name].(map[string]any); ok && deeper {
		return dig(inner, rest)
	}
	return object[name]
}

func (m *twoStep) expiry(strategy string) any {
	switch {
	case m.p.Facts.Key == "tableau":
		return "0:03:00"
	case strategy == "expireAt":
		return m.p.Now().Add(3 * time.Hour).UTC().Format(time.RFC3339)
	}
	return 10800
}

func (m *twoStep) stored() map[string]any {
	stored := map[string]any{"type": "TWO_STEP", "token": m.p.token()}
	if m.renew != "" {
		stored["refresh_token"] = m.renew
	}
	for name, value := range m.p.typed {
		stored[name] = value
	}
	return stored
}

func (m *twoStep) values() map[string]string {
	values := m.known()
	flat("credentials.raw", m.raw, values)
	values["accessToken"], values["credentials.token"] = m.p.token(), m.p.token()
	if m.cookie != "" {
		values["credentials._cookies"] = m.cookie
	}
	return values
}

// sign sets the bearer token unless the provider's own headers carry it.
func (m *twoStep) sign(r *outgoing) {
	for name, template := range m.p.Facts.Proxy.Headers {
		if strings.Contains(template, "${accessToken}") || strings.EqualFold(name, "cookie") && strings.Contains(template, "${credentials._cookies}") {
			return
		}
	}
	r.header["authorization"] = "Bearer " + m.p.token()
}

// refresh uses the refresh token where the facts know how, and logs in again otherwise.
func (m *twoStep) refresh() ([]*Step, bool) {
	f := m.p.Facts
	if m.renew == "" || len(f.RefreshTokenParams)+len(f.RefreshTokenHeaders) == 0 {
		return m.logIn(), true
	}
	known := m.known()
	known["refresh_token"] = m.renew
	template := f.RefreshURL
	if template == "" {
		template = f.TokenURL.One
	}
	headers := f.RefreshTokenHeaders
	if len(headers) == 0 {
		headers = f.TokenHeaders
	}
	step := m.request("refresh", f.TokenMethod, m.p.authURL(template, m.known()), maps.Clone(f.RefreshTokenParams), headers, known)
	step.Answer = m.answer()
	return []*Step{step}, true
}
