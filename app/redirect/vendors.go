package redirect

import (
	"net/url"
	"slices"
	"strings"

	"patchbay/app/catalog"
)

// rule is what a provider is known to refuse. What is not listed may still be refused; nobody has said so yet.
type rule struct {
	hosts   []string // of the authorize address
	refused []Kind
	reason  string // a sentence
	source  string // who says so
	anyPort bool   // a loopback address matches whatever its port is (RFC 8252 §7.3)
}

var (
	plain = []Kind{Localhost, Loopback}
	named = []Kind{Localhost, HTTPS}
)

// rules are facts about providers, each with its source. They were read in 2026.
var rules = []rule{
	{hosts: []string{"slack.com"}, refused: plain, reason: "Slack takes https addresses only, for tests on your own machine too.",
		source: "https://authjs.dev/getting-started/providers/slack"},
	{hosts: []string{"accounts.spotify.com"}, refused: named, reason: "Spotify refuses the name localhost and takes http for loopback addresses such as 127.0.0.1.",
		source: "https://developer.spotify.com/documentation/web-api/concepts/redirect_uri"},
	{hosts: []string{"x.com", "api.twitter.com"}, refused: named, reason: "X asks for 127.0.0.1 in place of the name localhost.",
		source: "https://developer.x.com/en/docs/basics/apps/guides/callback-urls"},
	{hosts: []string{"www.tiktok.com"}, refused: plain, reason: "TikTok takes addresses that begin with https only.",
		source: "https://developers.tiktok.com/doc/login-kit-web"},
	{hosts: []string{"appcenter.intuit.com"}, refused: []Kind{Loopback, HTTPS},
		reason: "Intuit takes http://localhost for development keys, refuses IP addresses and https on localhost, and wants a public https address for production keys.",
		source: "https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/set-redirect-uri"},
	{hosts: []string{"login.microsoftonline.com"}, refused: []Kind{Loopback}, anyPort: true,
		reason: "Microsoft's form for apps takes http only with the name localhost; 127.0.0.1 would have to be written into the app's manifest.",
		source: "https://learn.microsoft.com/en-us/entra/identity-platform/reply-url"},
	{hosts: []string{"app.hubspot.com"}, refused: []Kind{Loopback}, reason: "HubSpot takes http only with the name localhost.",
		source: "https://developers.hubspot.com/changelog/2018-03-05-oauth2-redirect-uri-served-over-http-localhost"},
	{hosts: []string{"sellercentral.amazon.com"}, refused: plain, reason: "Amazon's Selling Partner API takes https addresses only.",
		source: "https://github.com/amzn/selling-partner-api-docs/issues/26"},
	{hosts: []string{"github.com"}, anyPort: true, source: "https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps"},
	{hosts: []string{"zoom.us"}, anyPort: true, source: "https://developers.zoom.us/changelog/platform/pkce-loopback.md"},
}

// byKey are providers whose authorize address is a template without a host.
var byKey = map[string]string{
	"amazon-selling-partner":      "sellercentral.amazon.com",
	"amazon-selling-partner-beta": "sellercentral.amazon.com",
}

// ruleFor finds the rule of a provider by where its people log in, as one vendor has many catalog entries; nil when
// nothing is known.
func ruleFor(p *catalog.Provider) *rule {
	if p == nil {
		return nil
	}
	host := byKey[p.Key]
	if host == "" {
		u, err := url.Parse(p.AuthorizationURL)
		if err != nil || u.Host == "" {
			return nil
		}
		host = strings.ToLower(u.Hostname())
	}
	for i := range rules {
		if slices.Contains(rules[i].hosts, host) {
			return &rules[i]
		}
	}
	return nil
}

func (r *rule) refuses(kind Kind) bool { return slices.Contains(r.refused, kind) }

// problem says what the provider refuses and which address it takes. The facts may have aged, so it never blocks.
func (r *rule) problem(p *catalog.Provider) Problem {
	better := Relay
	for _, kind := range kinds() {
		if !r.refuses(kind) {
			better = kind
			break
		}
	}
	hints := map[Kind]string{
		Localhost: "Choose http://localhost.",
		Loopback:  "Choose http://127.0.0.1.",
		HTTPS:     "Choose https://localhost, or your own relay.",
		Relay:     "Choose your own relay with a public https address.",
	}
	return Problem{Code: "vendor_refuses", Message: p.DisplayName + " is known to refuse this address. " + r.reason, Hint: hints[better], Source: r.source}
}
