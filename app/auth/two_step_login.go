package auth

import (
	"context"
	"maps"
	"net/url"
	"strconv"

	"patchbay/app/catalog"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// The codes of logins with typed credentials (providers-and-auth §4.7). A failed renewal carries CodeRefresh.
const (
	CodeTwoStepFetch      = "two_step_credentials_fetch_error"
	CodeTwoStepInvalid    = "invalid_two_step_credentials" // for a later request with _step_N behind it
	CodeTwoStepIncomplete = "incomplete_raw_credentials"
)

var (
	loggingIn      = purpose{CodeTwoStepFetch, "logging in", diagnosis.Login}
	loggingInAgain = purpose{CodeRefresh, "logging in again", diagnosis.LoginAgain}
)

// twoStepFlow is one login or renewal: its requests, and what their templates read.
type twoStepFlow struct {
	c       *Client
	r       TokenRequest
	purpose purpose
	held    TwoStep           // what is kept so far; Typed is the flow's own copy
	once    map[string]string // assertionOption, at the first login only
	fields  map[string]any    // the credentials, the integration's values among them
	config  map[string]any    // the connection config with empty texts for what may be left out
	extra   map[string]any    // token, refresh_token, and step1, step2, … as they come
	answers []document
}

func (c *Client) twoStepFlow(r TokenRequest, held TwoStep, p purpose) *twoStepFlow {
	held.Typed = maps.Clone(held.Typed)
	f := &twoStepFlow{c: c, r: r, purpose: p, held: held, extra: map[string]any{}}
	for _, field := range r.Provider.IntegrationConfig { // the integration's values win and stay with the integration
		if r.App.Settings[field.Name] != "" {
			delete(held.Typed, field.Name)
		}
	}
	f.fields, f.config = revealed(held.Typed), maps.Clone(r.Config)
	if f.config == nil {
		f.config = map[string]any{}
	}
	for _, field := range r.Provider.IntegrationConfig {
		if value := r.App.Settings[field.Name]; value != "" {
			f.fields[field.Name] = value
		}
	}
	fillOptional(f.fields, r.Provider.Credentials)
	fillOptional(f.fields, r.Provider.IntegrationConfig)
	fillOptional(f.config, r.Provider.ConnectionConfig)
	return f
}

// fillOptional gives the fields that may be left out their default, or an empty text: some vendors want the empty value.
func fillOptional(values map[string]any, fields catalog.Fields) {
	for _, field := range fields {
		if _, given := values[field.Name]; !given && !field.Required() && !field.Automated {
			values[field.Name] = field.Default()
		}
	}
}

// login goes through all requests with what was typed.
func (f *twoStepFlow) login(ctx context.Context) (Obtained, error) {
	p := f.r.Provider
	if p.TokenResponse == nil {
		return Obtained{}, noTokenPlace(p)
	}
	if err := f.sign(); err != nil {
		return Obtained{}, err
	}
	k := f.call(f.purpose)
	address, err := catalog.ExpandURL(p.TokenURL.Default, f.scope(), f.urlOptions())
	if err != nil {
		return Obtained{}, err
	}
	last, err := f.ask(ctx, k, address, plan{p.TokenRequestMethod, p.TokenHeaders, p.TokenParams, p.BodyFormat})
	if err != nil {
		return Obtained{}, err
	}
	for i, step := range p.AdditionalSteps {
		f.keep(last)
		if k, last, err = f.step(ctx, i+1, step); err != nil {
			return Obtained{}, err
		}
	}
	f.held.RefreshToken = ""
	return f.finish(ctx, k, last)
}

// keep makes an answer readable for the next request, as ${stepN…}.
func (f *twoStepFlow) keep(d document) {
	f.answers = append(f.answers, d)
	f.extra["step"+strconv.Itoa(len(f.answers))] = d.value
}

// step makes the nth follow-up request. Its address may come from an answer, so values go into it as they are.
func (f *twoStepFlow) step(ctx context.Context, n int, step catalog.TokenStep) (*call, document, error) {
	p := f.purpose
	if p == loggingIn {
		p.code = CodeTwoStepInvalid + "_step_" + strconv.Itoa(n)
	}
	k := f.call(p)
	if err := f.complete(k, "address of request "+strconv.Itoa(n+1), step.TokenURL); err != nil {
		return nil, document{}, err
	}
	address, err := catalog.ExpandURL(step.TokenURL, f.scope(), catalog.URLOptions{SkipEncode: true})
	if err != nil {
		return nil, document{}, err
	}
	format := step.BodyFormat
	if format == "" {
		format = f.r.Provider.BodyFormat
	}
	d, err := f.ask(ctx, k, address, plan{step.TokenRequestMethod, step.TokenHeaders, step.TokenParams, format})
	return k, d, err
}

// refresh asks for the next token with the refresh token.
func (f *twoStepFlow) refresh(ctx context.Context) (Obtained, error) {
	p := f.r.Provider
	if p.TokenResponse == nil {
		return Obtained{}, noTokenPlace(p)
	}
	f.extra["refresh_token"] = f.held.RefreshToken.Reveal()
	template, headers := p.RefreshURL, p.RefreshTokenHeaders
	if template == "" {
		template = p.TokenURL.Default
	}
	if len(headers) == 0 {
		headers = p.TokenHeaders
	}
	k := f.call(f.purpose)
	address, err := catalog.ExpandURL(template, f.scope(), f.urlOptions())
	if err != nil {
		return Obtained{}, err
	}
	last, err := f.ask(ctx, k, address, plan{p.TokenRequestMethod, headers, p.RefreshTokenParams, p.BodyFormat})
	if err != nil {
		return Obtained{}, err
	}
	return f.finish(ctx, k, last)
}

// ask makes one request and reads the answer.
func (f *twoStepFlow) ask(ctx context.Context, k *call, address *url.URL, how plan) (document, error) {
	ctx, cancel := context.WithTimeout(ctx, tokenTimeout)
	defer cancel()
	k.url = address
	request, body, err := f.request(ctx, k, how)
	if err != nil {
		return document{}, err
	}
	a, err := f.c.transmit(k, request, body)
	if err != nil {
		return document{}, err
	}
	return f.read(k, a)
}

// call is the frame of one request. What is secret in this login must not come back in a fault's words.
func (f *twoStepFlow) call(p purpose) *call {
	k := &call{TokenRequest: f.r, purpose: p, secrets: []vault.Secret{f.held.Token, f.held.RefreshToken}}
	for name, value := range f.fields {
		if written, ok := value.(string); ok && !harmless(name) {
			k.secrets = append(k.secrets, vault.Secret(written))
		}
	}
	for _, value := range f.once {
		k.secrets = append(k.secrets, vault.Secret(value))
	}
	return k
}

// scope is what templates read. ${random} and ${now} are the same throughout one request.
func (f *twoStepFlow) scope() catalog.Scope {
	values := map[string]any{"credentials": f.fields, "connectionConfig": f.config, "assertionOption": f.once}
	maps.Copy(values, f.extra)
	random := ""
	return catalog.Scope{Values: values, Now: f.c.now(), Plain: true, UUID: func() string {
		if random == "" {
			random = f.c.uuid()
		}
		return random
	}}
}

func (f *twoStepFlow) urlOptions() catalog.URLOptions {
	for _, part := range f.r.Provider.TokenURLSkipEncode {
		if part == "base_url" {
			return catalog.URLOptions{SkipEncode: true}
		}
	}
	return catalog.URLOptions{}
}

// refusedRefresh reports whether the provider turned the refresh token down, so that logging in again may help.
func refusedRefresh(err error) bool {
	return err != nil && fault.HasCode(err, CodeRefresh) && fault.IsKind(err, fault.Invalid)
}

func noTokenPlace(p *catalog.Provider) error {
	return fault.New(fault.Invalid, "unsupported", "The catalog entry of "+p.DisplayName+" does not say where an answer holds the token.").
		WithHint("Add token_response to the entry.")
}
