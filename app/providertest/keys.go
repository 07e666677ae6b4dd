package providertest

import "net/http"

// apiKey is a key that the provider's headers, query, body or address carry.
type apiKey struct{ plainMode }

func newAPIKey(p *Play) mode {
	if p.typed["apiKey"] == "" {
		p.typed["apiKey"] = p.secretSample("apiKey", Field{})
	}
	return &apiKey{plainMode{p}}
}

func (m *apiKey) start() Start {
	return Start{Route: "/api-auth/api-key", Body: map[string]any{"apiKey": m.p.typed["apiKey"]}, Steps: m.p.verification(m)}
}

func (m *apiKey) stored() map[string]any {
	return map[string]any{"type": "API_KEY", "apiKey": m.p.typed["apiKey"]}
}

// keyInQuery is the setting of private-api-generic that puts the key into the address.
const keyInQuery = "key in the query"

func (m *apiKey) integration(body map[string]any) {
	if m.p.Facts.Key != "private-api-generic" {
		return
	}
	config := map[string]any{"keyPlacement": "header", "keyName": "X-Own-Key", "valueTemplate": "Key ${apiKey}", "baseUrl": "https://api.vendor.example/v2"}
	if m.p.Facts.Setting == keyInQuery {
		config["keyPlacement"], config["keyName"] = "query", "own key"
	}
	body["integration_config"] = config
}

// sign puts the key into the query, where the integration wants it there.
func (m *apiKey) sign(r *outgoing) {
	if m.p.Facts.Setting == keyInQuery {
		r.query["own key"] = []string{"Key " + m.p.typed["apiKey"]}
	}
}

// basic is a user name and a password (RFC 7617).
type basic struct{ plainMode }

func newBasic(p *Play) mode {
	for _, name := range []string{"username", "password"} {
		if _, declared := p.Facts.Credentials[name]; !declared {
			p.typed[name] = awkward(name)
		}
	}
	return &basic{plainMode{p}}
}

func (m *basic) start() Start {
	return Start{Route: "/api-auth/basic", Body: map[string]any{"username": m.p.typed["username"], "password": m.p.typed["password"]}, Steps: m.p.verification(m)}
}

func (m *basic) stored() map[string]any {
	return map[string]any{"type": "BASIC", "username": m.p.typed["username"], "password": m.p.typed["password"]}
}

func (m *basic) sign(r *outgoing) {
	r.header["authorization"] = basicHeader(m.p.typed["username"], m.p.typed["password"])
}

// none asks for nothing.
type none struct{ plainMode }

func newNone(p *Play) mode { return &none{plainMode{p}} }

func (m *none) start() Start {
	return Start{Route: "/auth/unauthenticated", Body: map[string]any{}}
}

func (m *none) stored() map[string]any { return map[string]any{} }

// verification is the provider's check of new credentials: one call through the proxy's rules.
func (p *Play) verification(m mode) []*Step {
	if p.Facts.Verification != "" {
		return p.scriptedVerification(m)
	}
	if p.Facts.Proxy == nil || p.Facts.Proxy.Verification == nil {
		return nil
	}
	v := p.Facts.Proxy.Verification
	method := v.Method
	if method == "" {
		method = http.MethodGet
	}
	r := &outgoing{p: p, mode: m, method: method, endpoint: v.Endpoints[0], base: v.Base, own: v.Headers}
	if v.Data != nil {
		r.body, r.contentType = v.Data, "application/json"
	}
	step := r.step("verification")
	step.Answer = jsonAnswer(map[string]any{"ok": true})
	return []*Step{step}
}
