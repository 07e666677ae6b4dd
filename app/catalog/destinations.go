package catalog

import (
	"maps"
	"slices"
)

// AnyRedirect stands among the destinations of a provider whose credentials follow every redirect.
const AnyRedirect = "any address that the API redirects to"

// Destinations lists where the credentials of this provider's connections may be sent and where its logins take the
// browser: scheme, host and port of every address, placeholders left in, sorted. "https://api.acme.example" is one,
// "https://${connectionConfig.shop}.acme.example" another. Values that the entry itself offers for a placeholder (a
// default, the members of an enum) are listed as well, each in its place.
func (p *Provider) Destinations() []string {
	found := map[string]bool{}
	add := func(template string) {
		for _, origin := range p.originsOf(template) {
			found[origin] = true
		}
	}
	for _, template := range []string{p.TokenURL.Default, p.RefreshURL, p.RequestURL, p.RegistrationURL} {
		add(template)
	}
	for _, template := range p.TokenURL.ByMode {
		add(template)
	}
	for _, step := range p.AdditionalSteps {
		add(step.TokenURL)
	}
	for _, address := range alternativesOf(p.AuthorizationURL) {
		rewritten, more := p.rewritten(address)
		add(rewritten)
		for _, origin := range more {
			found[origin] = true
		}
	}
	if own, ok := p.IntegrationConfig.Get("baseUrl"); ok { // it goes before proxy.base_url
		for _, value := range own.preset() {
			add(value)
		}
	}
	if proxy := p.Proxy; proxy != nil {
		add(proxy.BaseURL)
		if proxy.Verification != nil {
			add(proxy.Verification.BaseURLOverride)
		}
		if proxy.ForwardHeadersOnRedirect {
			found[AnyRedirect] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// NewDestinations lists the destinations of a key's present entry that the built-in entry does not have: all of them when
// there is no built-in one, none when the entry is the built-in one.
func (c *Catalog) NewDestinations(p *Provider) []string {
	shipped, ok := c.BuiltIn(p.Key)
	if shipped == p {
		return nil
	}
	var known []string
	if ok {
		known = shipped.Destinations()
	}
	return slices.DeleteFunc(p.Destinations(), func(origin string) bool { return slices.Contains(known, origin) })
}
