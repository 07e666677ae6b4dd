package providertest

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Call is one request to Patchbay's proxy and what must reach the vendor for it.
type Call struct {
	Method   string
	Endpoint string            // behind /proxy, with its query
	Header   map[string]string // of the request to Patchbay
	Body     []byte
	Step     *Step
}

// Call makes a request with a query, a header and, for methods that take one, a JSON body.
func (p *Play) Call(method string) Call {
	c := Call{Method: method, Endpoint: "/walk/items?limit=5&q=a%20b", Header: map[string]string{"Nango-Proxy-X-Walk": "step " + method}}
	if strings.HasPrefix(p.Facts.Key, "aws-") { // what AWS signs is encoded once more
		c.Endpoint = "/walk/items%20of:all?limit=5&q=a%20b"
	}
	r := &outgoing{p: p, mode: p.mode, method: method, endpoint: c.Endpoint, own: map[string]string{"x-walk": "step " + method}}
	if p.Facts.Proxy == nil || p.Facts.Proxy.BaseURL == "" && p.Facts.Key != "private-api-generic" {
		r.base = "https://elsewhere.vendor.example/root"
		c.Header["Base-Url-Override"] = r.base
	}
	if method == http.MethodPost {
		r.body, r.contentType = map[string]any{"name": "walk", "note": "a & b"}, "application/json"
		c.Body, _ = json.Marshal(r.body) //nolint:errchkjson // strings only
		c.Header["Content-Type"] = r.contentType
	}
	c.Step = r.step("call " + method)
	c.Step.Answer = jsonAnswer(map[string]any{"walked": p.Facts.Key})
	return c
}

// outgoing is a request on its way to the vendor's API, built by the reference (§9.2 to §9.4).
type outgoing struct {
	p           *Play
	mode        mode
	method      string
	endpoint    string
	base        string            // in place of the provider's
	own         map[string]string // the caller's headers
	body        any               // JSON
	contentType string

	header map[string]string
	query  url.Values
	check  []func(*Received) []string
	fixed  []string // headers that the mode itself answers for
	fills  filler
}

// step is what the vendor must see.
func (r *outgoing) step(name string) *Step {
	f := r.p.Facts
	r.header = map[string]string{}
	r.fills = r.p.filler(r.mode.values())
	address := r.address()
	r.inject()
	r.mode.sign(r)
	r.provided(address)
	for own, value := range r.own {
		if _, insisted := r.header["user-agent"]; strings.EqualFold(own, "user-agent") && insisted {
			continue
		}
		r.header[strings.ToLower(own)] = value
	}
	s := &Step{Name: name, Method: r.method, URL: address.Scheme + "://" + address.Host + address.EscapedPath(), Query: Values(r.query), Header: r.header}
	if r.body != nil {
		s.JSON = r.body
		if kind := r.header["content-type"]; strings.HasPrefix(kind, "application/x-www-form-urlencoded") {
			s.JSON, s.Form = nil, Values{}
			for name, value := range r.body.(map[string]any) {
				s.Form[name] = []string{plainText(value)}
			}
		}
	}
	if f.ClientCertificate {
		r.check = append(r.check, r.p.checkCertificate)
	}
	s.Check = func(got *Received) []string {
		var wrong []string
		for _, check := range r.check {
			wrong = append(wrong, check(got)...)
		}
		return wrong
	}
	return s
}

// address joins base and endpoint and adds the provider's query.
func (r *outgoing) address() *url.URL {
	base := r.base
	proxy := r.p.Facts.Proxy
	if proxy == nil {
		proxy = &Proxy{}
	}
	if base == "" {
		base = proxy.BaseURL
	}
	if r.p.Facts.Key == "private-api-generic" && r.base == "" {
		base = "https://api.vendor.example/v2"
	}
	for name, value := range r.p.config { // aws spells a parameter without its prefix
		if _, taken := r.fills.values[name]; !taken {
			r.fills.values[name] = value
		}
	}
	text := r.fills.base(base)
	endpoint, _ := r.fills.fill(r.endpoint)
	u, err := url.Parse(strings.TrimSuffix(text, "/") + "/" + strings.TrimLeft(endpoint, "/"))
	if err != nil {
		return &url.URL{Scheme: "invalid", Host: text}
	}
	r.query = u.Query()
	for _, name := range sorted(proxy.Query) {
		if value, ok := r.fills.either(proxy.Query[name]); ok {
			r.query[name] = []string{value}
		}
	}
	return u
}

// base expands a base address: an alternative counts when the first parameter has a value (§9.2), a value that is a
// whole address keeps its own scheme, and one without a scheme means https.
func (f filler) base(template string) string {
	left, right, two := strings.Cut(template, "||")
	text, ok := f.fill(strings.TrimSpace(left))
	if first := innermost.FindStringSubmatch(template); two && (!ok || len(first) > 1 && f.values[first[1]] == "") {
		text, _ = f.fill(strings.TrimSpace(right))
	}
	switch {
	case strings.HasPrefix(text, "https://http://"), strings.HasPrefix(text, "https://https://"):
		return strings.TrimPrefix(text, "https://")
	case text != "" && !strings.Contains(text, "://"):
		return "https://" + text
	}
	return text
}

// inject merges the provider's body into the caller's.
func (r *outgoing) inject() {
	if r.p.Facts.Proxy == nil || len(r.p.Facts.Proxy.Body) == 0 || !slices.Contains([]string{"POST", "PUT", "PATCH", "DELETE"}, r.method) {
		return
	}
	merged, _ := r.body.(map[string]any)
	merged = maps.Clone(merged)
	if merged == nil {
		merged = map[string]any{}
	}
	maps.Copy(merged, r.injected(r.p.Facts.Proxy.Body))
	r.body, r.contentType = merged, "application/json"
}

func (r *outgoing) injected(from map[string]any) map[string]any {
	out := map[string]any{}
	for name, value := range from {
		switch v := value.(type) {
		case string:
			if text, ok := r.fills.either(v); ok {
				out[name] = text
			}
		case map[string]any:
			out[name] = r.injected(v)
		}
	}
	return out
}

// provided adds the provider's headers, those with a value of chance when the request is there.
func (r *outgoing) provided(address *url.URL) {
	headers := map[string]string{}
	if r.p.Facts.Proxy != nil {
		maps.Copy(headers, r.p.Facts.Proxy.Headers)
	}
	if r.p.Facts.Key == "private-api-generic" && r.p.Facts.Setting != keyInQuery {
		headers["x-own-key"] = "Key ${apiKey}"
	}
	r.requestValues(address)
	for _, name := range sorted(headers) {
		if _, given := r.own[strings.ToLower(name)]; given || slices.Contains(r.fixed, strings.ToLower(name)) {
			continue
		}
		if dependsOnChance(headers[name]) {
			r.later(name, headers[name], randomHeader(headers))
			continue
		}
		if value, ok := r.fills.either(headers[name]); ok && (value != "" || !strings.Contains(headers[name], "connectionConfig")) {
			r.header[strings.ToLower(name)] = value
		}
	}
}

// requestValues are what headers may read of the request itself (§2.5).
func (r *outgoing) requestValues(address *url.URL) {
	v := r.fills.values
	v["method"], v["host"], v["path"], v["endpoint"] = r.method, address.Host, address.EscapedPath(), r.endpoint
	v["urlCanonicalParams"], v["bodyCanonicalParams"], v["contentType"] = canonical(r.query), "", r.contentType
	v["params"] = canonical(r.query)
	if r.body != nil {
		text, _ := json.Marshal(r.body) //nolint:errchkjson // made of maps and strings
		v["bodyCanonicalParams"] = string(text)
		form := url.Values{}
		if object, ok := r.body.(map[string]any); ok {
			for name, value := range object {
				form.Set(name, plainText(value))
			}
		}
		v["params"] = canonical(form)
	}
}

// canonical sorts parameters and encodes them by RFC 3986.
func canonical(query url.Values) string {
	var pairs []string
	for _, name := range sorted(query) {
		for _, value := range query[name] {
			pairs = append(pairs, strictly(name)+"="+strictly(value))
		}
	}
	return strings.Join(pairs, "&")
}

// strictly percent-encodes all but the unreserved characters of RFC 3986 §2.3.
func strictly(text string) string {
	return strings.NewReplacer("+", "%20", "%7E", "~").Replace(url.QueryEscape(text))
}

func dependsOnChance(template string) bool {
	return strings.Contains(template, "${random}") || strings.Contains(template, "awsSigV4(") || strings.Contains(template, "ed25519Sign(")
}

// randomHeader is the header that shows the ${random} of its request.
func randomHeader(headers map[string]string) string {
	for name, template := range headers {
		if template == "${random}" {
			return name
		}
	}
	return ""
}
