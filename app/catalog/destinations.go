package catalog

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// AnyRedirect stands among the destinations of a provider whose credentials follow every redirect.
const AnyRedirect = "any address that the API redirects to"

// Destinations lists where the credentials of this provider's connections may be sent and where its logins take the
// browser: scheme, host and port of every address, placeholders left in, sorted. "https://api.acme.example" is one,
// "https://${connectionConfig.shop}.acme.example" another.
func (p *Provider) Destinations() []string {
	found := map[string]bool{}
	add := func(template string) {
		for _, origin := range originsOf(template) {
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
	for _, origin := range originsOf(p.AuthorizationURL) {
		for _, change := range p.AuthorizationURLReplacements { // they are applied to the whole finished address
			origin = strings.ReplaceAll(origin, change.Name, fmt.Sprint(change.Value))
		}
		found[origin] = true
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

// originsOf are scheme and authority of each alternative of an address template. A template that starts with a
// placeholder has no visible authority: it counts as a whole.
func originsOf(template string) []string {
	if template == "" {
		return nil
	}
	nodes, err := parseTemplate(template)
	if err != nil {
		return []string{template}
	}
	alternatives := [][]node{nodes}
	if left, right, found := splitFallback(nodes); found {
		alternatives = [][]node{left, right}
	}
	var out []string
	for _, nodes := range alternatives {
		if len(nodes) > 0 {
			out = append(out, originOf(nodes))
		}
	}
	return out
}

func originOf(nodes []node) string {
	scheme, _, found := strings.Cut(nodes[0].text, "://")
	if nodes[0].kind != nodeText || !found {
		return source(nodes)
	}
	authority, _ := authorityNodes(nodes)
	return strings.ToLower(strings.TrimSpace(scheme)) + "://" + strings.TrimSuffix(source(authority), ":443")
}

// source is the text that the nodes were parsed from, host names in small letters.
func source(nodes []node) string {
	var out strings.Builder
	for _, n := range nodes {
		if n.kind == nodeText {
			out.WriteString(strings.ToLower(n.text))
		} else {
			out.WriteString(n.src)
		}
	}
	return strings.TrimSpace(out.String())
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
