package providertest

import (
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// A Play is one provider on stage: what the user types, what the vendor answers, and what must be asked of it on the
// way. It is good for one connection.
type Play struct {
	Facts       *Facts
	Integration string // its unique key
	Callback    string // where the vendor sends the browser back
	Now         func() time.Time

	clientID, clientSecret string
	scopes                 []string

	typed  map[string]string // credentials
	option map[string]string // assertion options
	params map[string]string // connection parameters
	config map[string]string // what the connection's config must hold by now

	generation int // of tokens; every answer of a token endpoint starts a new one
	mode       mode
}

// A mode is one way to authorize, as the reference describes it.
type mode interface {
	// integration adds to the body that creates the integration.
	integration(body map[string]any)
	// start is how the connection begins.
	start() Start
	// login plays the vendor's page for redirect flows.
	login(location string) Login
	// stored is what the connection's credentials must hold, in the public API's form.
	stored() map[string]any
	// values are what the templates of the proxy may read beside the connection's config.
	values() map[string]string
	// sign says how the mode itself marks a request, before the provider's own headers.
	sign(r *outgoing)
	// refresh lists the requests of a forced refresh; false when there is nothing to refresh.
	refresh() ([]*Step, bool)
}

// Start is the first request of a connection, to Patchbay.
type Start struct {
	Redirect bool           // the browser goes to the vendor
	Route    string         // without the integration's key, such as /api-auth/api-key
	Body     map[string]any // for routes that take one
	Steps    []*Step        // what the vendor is asked meanwhile
}

// Login is the way back from the vendor's page.
type Login struct {
	Callback string  // where the browser goes next
	Steps    []*Step // what the vendor is asked then
	Problems []string
}

// modes make the known ways to authorize.
var modes = map[string]func(*Play) mode{
	"OAUTH2": newOAuth2, "OAUTH2_CC": newClientCredentials, "API_KEY": newAPIKey, "BASIC": newBasic, "NONE": newNone,
	"TWO_STEP": newTwoStep, "JWT": newLocalToken, "SIGNATURE": newWSSE, "OAUTH1": newOAuth1, "TBA": newTBA, "BILL": newBill, "AWS_SIGV4": newAWSRole,
	"MCP_OAUTH2": newMCP, "MCP_OAUTH2_GENERIC": newGenericMCP, "APP": newApp, "CUSTOM": newUserApp, "INSTALL_PLUGIN": newPlugin,
}

// NewPlay prepares a provider. ok is false when its mode cannot be played.
func NewPlay(f *Facts, callback string, now func() time.Time) (p *Play, ok bool) {
	build, ok := modes[f.AuthMode]
	if !ok {
		return nil, false
	}
	p = &Play{Facts: f, Integration: "walk-" + f.Key, Callback: callback, Now: now, clientID: "client-" + f.Key, clientSecret: awkward("secret-" + f.Key),
		scopes: []string{"items.read", "items:write"}, typed: map[string]string{}, option: map[string]string{}, params: map[string]string{}, config: map[string]string{}}
	for _, name := range sorted(f.ConnectionConfig) {
		field := f.ConnectionConfig[name]
		if field.Automated && !f.callersPart(name) {
			continue
		}
		if field.Hidden && !(field.Default != nil && *field.Default == "" && f.placed("connectionConfig."+name) != nowhere) {
			if field.Default != nil {
				p.params[name] = *field.Default
			}
			continue
		}
		p.params[name] = p.sample(name, field, f.placed("connectionConfig."+name))
	}
	for _, name := range sorted(f.Credentials) {
		if field := f.Credentials[name]; !field.Automated {
			p.typed[name] = p.secretSample(name, field)
		}
	}
	maps.Copy(p.config, p.params)
	p.mode = build(p)
	return p, true
}

// spelledOut reports whether a credential becomes part of an API's address, where nothing is encoded.
func (f *Facts) spelledOut(name string) bool {
	if f.Proxy == nil {
		return false
	}
	templates := []string{f.Proxy.BaseURL}
	if f.Proxy.Verification != nil {
		templates = append(templates, f.Proxy.Verification.Endpoints...)
	}
	return slices.ContainsFunc(templates, func(template string) bool {
		return strings.Contains(template, "${"+name+"}") || strings.Contains(template, "${credentials."+name+"}")
	})
}

// callersPart reports whether an automated parameter has to come with the Connect session: an address needs it and
// neither the vendor nor a script supplies it.
func (f *Facts) callersPart(name string) bool {
	if slices.Contains(f.ResponseMetadata, name) || slices.Contains(f.RedirectMetadata, name) || slices.Contains(f.HookMetadata, name) || slices.Contains(products[f.PostConnection], name) {
		return false
	}
	templates := f.addresses()
	for _, params := range []map[string]any{f.AuthorizationParams, f.TokenParams} {
		for _, value := range params {
			templates = append(templates, plainText(value))
		}
	}
	return slices.ContainsFunc(templates, func(template string) bool { return strings.Contains(template, "${connectionConfig."+name+"}") })
}

// secretSample is a credential: what the field asks for, else something with characters that need care.
func (p *Play) secretSample(name string, f Field) string {
	if f.Hidden {
		if f.Default != nil {
			return *f.Default
		}
		return ""
	}
	if len(f.Enum) > 0 || f.Format != "" || f.Pattern != "" || f.Default != nil && *f.Default != "" {
		return p.sample(name, f, elsewhere)
	}
	if _, ok := ownSamples[p.Facts.Key+"."+name]; ok || p.Facts.Key == "streamline-ai" && name == "password" {
		return p.sample(name, f, elsewhere)
	}
	if p.Facts.spelledOut(name) {
		return "plain" + strings.ToLower(name)
	}
	return awkward(name)
}

// IntegrationBody creates the integration.
func (p *Play) IntegrationBody() map[string]any {
	body := map[string]any{"unique_key": p.Integration, "provider": p.Facts.Key, "display_name": "Walk " + p.Facts.Key}
	p.mode.integration(body)
	return body
}

// Setup lists what vendors are asked while the integration is made.
func (p *Play) Setup() []*Step {
	if m, ok := p.mode.(interface{ register() []*Step }); ok {
		return m.register()
	}
	return nil
}

// Params are the connection parameters that the user fills in.
func (p *Play) Params() map[string]string { return p.params }

// Start begins the connection.
func (p *Play) Start() Start { return p.mode.start() }

// Login plays the vendor's page.
func (p *Play) Login(location string) Login { return p.mode.login(location) }

// Stored is what the connection's credentials must hold, at least.
func (p *Play) Stored() map[string]any { return p.mode.stored() }

// Config is what the connection's config must hold, at least.
func (p *Play) Config() map[string]string { return p.config }

// Refresh lists the requests of a forced refresh; false when the mode has none.
func (p *Play) Refresh() ([]*Step, bool) { return p.mode.refresh() }

// filler reads the connection's config, and whatever else is given.
func (p *Play) filler(more ...map[string]string) filler {
	f := filler{values: map[string]string{}, now: p.Now()}
	for name, value := range p.config {
		f.values["connectionConfig."+name] = value
	}
	for _, m := range more {
		maps.Copy(f.values, m)
	}
	return f
}

// token names the current access token, secret the current refresh token. Both hold characters that a form encodes.
func (p *Play) token() string {
	if claims := tokenClaims[p.Facts.Key]; claims != nil {
		return claimsToken(claims, p.generation)
	}
	return fmt.Sprintf("at-%d+/%s=", p.generation, p.Facts.Key)
}

// learn plants the values of metadata paths into a token answer and notes what the config must hold afterwards.
func (p *Play) learn(answer map[string]any) {
	for _, path := range p.Facts.ResponseMetadata {
		value := p.sample(path, p.Facts.ConnectionConfig[path], p.Facts.placed("connectionConfig."+path))
		plant(answer, path, value)
		if p.config[path] == "" {
			p.config[path] = value
		}
	}
}

// plant sets a dotted path.
func plant(object map[string]any, path string, value any) {
	name, rest, deeper := strings.Cut(path, ".")
	if !deeper {
		object[name] = value
		return
	}
	inner, ok := object[name].(map[string]any)
	if !ok {
		inner = map[string]any{}
		object[name] = inner
	}
	plant(inner, rest, value)
}

func basicHeader(user, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
}

// plainMode is what most modes do not do.
type plainMode struct{ p *Play }

func (plainMode) integration(map[string]any) {}

func (plainMode) login(string) Login {
	return Login{Problems: []string{"this mode has no login page"}}
}

func (m plainMode) values() map[string]string { return m.p.spread() }

func (plainMode) sign(*outgoing) {}

func (plainMode) refresh() ([]*Step, bool) { return nil, false }

// spread are the typed credentials under both of their names.
func (p *Play) spread() map[string]string {
	values := map[string]string{}
	for name, value := range p.typed {
		values["credentials."+name] = value
		values[name] = value
	}
	return values
}
