package auth

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// ownParams bind a login to this machine, so a caller's authorization_params may not replace them.
var ownParams = []string{"state", "redirect_uri", "code_challenge", "code_challenge_method"}

// AuthorizeURL builds the address to open in the browser (providers-and-auth §4.1.2). Faults: url_param_err for a
// missing connection parameter or an address that no browser should open, grant_type_err for a provider whose token
// request is no authorization code, and invalid_body for parameters that a caller may not set.
func (c *Client) AuthorizeURL(r AuthorizeRequest) (string, error) {
	if grant := r.Provider.TokenParams.Text("grant_type"); grant != "" && grant != "authorization_code" {
		return "", fault.New(fault.Invalid, "grant_type_err", r.Provider.DisplayName+" is not set up for logins through the browser: its grant type is "+grant+".")
	}
	scope := c.scope(r.Config)
	base, err := catalog.ExpandURL(r.Provider.AuthorizationURL, scope,
		catalog.URLOptions{SkipEncode: slices.Contains(r.Provider.AuthorizationURLSkipEncode, "base_url")})
	if err != nil {
		return "", err
	}
	if err := CheckBrowserURL(base); err != nil {
		return "", err
	}
	extra, complete := catalog.ExpandParams(r.Provider.AuthorizationParams, scope)
	if !complete {
		return "", missingParams(r.Provider, r.Config)
	}
	query, err := authorizeParams(r, extra)
	if err != nil {
		return "", err
	}
	return finishURL(r.Provider, base, query), nil
}

// authorizeParams lists the parameters in the order of the public protocol.
func authorizeParams(r AuthorizeRequest, extra catalog.Params) (params, error) {
	query := params{
		{"response_type", "code"}, {"client_id", r.App.ClientID}, {"redirect_uri", r.RedirectURI},
		{"scope", r.Provider.JoinScopes(r.App.Scopes)}, {"state", r.State},
	}
	query.setAll(extra)
	if !r.Provider.DisablePKCE {
		query.set("code_challenge", challenge(r.Verifier))
		query.set("code_challenge_method", "S256")
	}
	if r.UserScope != "" && r.Provider.Key == "slack" {
		query.set("user_scope", r.UserScope)
	}
	for _, name := range sortedKeys(r.Params) {
		switch {
		case slices.Contains(ownParams, name):
			return nil, fault.New(fault.Invalid, "invalid_body", "authorization_params must not set "+name+".").
				WithHint("Patchbay makes that value itself, it ties the login to this machine.").
				WithIssues(fault.Issue{Code: "custom", Message: "Reserved parameter", Path: []string{"authorization_params", name}})
		case r.Params[name] == "undefined":
			query.remove(name)
		default:
			query.set(name, r.Params[name])
		}
	}
	return query, nil
}

// finishURL joins base and query and applies the catalog's tweaks in their order: raw scopes, fragment, text
// replacements, empty parameters.
func finishURL(p *catalog.Provider, base *url.URL, query params) string {
	raw := ""
	if scope, ok := query.get("scope"); ok && slices.Contains(p.AuthorizationURLSkipEncode, "scopes") {
		query.remove("scope")
		raw = "&scope=" + text(scope)
	}
	address := strings.TrimSuffix(base.Scheme+"://"+base.Host+base.EscapedPath(), "?")
	address += "?" + joinQuery(base.RawQuery, query.query()) + raw
	if fragment := p.AuthorizationURLFragment; fragment != "" {
		before, after, _ := strings.Cut(address, "?")
		address = before + "#" + fragment + "?" + after
	}
	for _, change := range p.AuthorizationURLReplacements {
		address = strings.Replace(address, change.Name, text(change.Value), 1)
	}
	if p.AuthorizationURLSkipEmpty {
		address = dropEmpty(address)
	}
	return address
}

// joinQuery puts the template's own query first and leaves out what the parameters say again.
func joinQuery(own, query string) string {
	if own == "" {
		return query
	}
	var kept []string
	for _, pair := range strings.Split(own, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(query, name+"=") && !strings.Contains(query, "&"+name+"=") {
			kept = append(kept, pair)
		}
	}
	return strings.Join(append(kept, query), "&")
}

func dropEmpty(address string) string {
	at := strings.LastIndexByte(address, '?')
	if at < 0 {
		return address
	}
	pairs := slices.DeleteFunc(strings.Split(address[at+1:], "&"), func(pair string) bool {
		_, value, _ := strings.Cut(pair, "=")
		return value == ""
	})
	return address[:at+1] + strings.Join(pairs, "&")
}

// CheckBrowserURL refuses addresses that must not reach the operating system's opener: everything but https, and
// http on this machine (RFC 8252 §8.12; mcp-remote CVE-2025-6514 is what happens otherwise).
func CheckBrowserURL(u *url.URL) error {
	secure := u.Scheme == "https" || u.Scheme == "http" && isLoopback(u.Hostname())
	if secure && u.Opaque == "" && u.User == nil && u.Hostname() != "" && !strings.HasPrefix(u.Host, "-") {
		return nil
	}
	return fault.New(fault.Invalid, "url_param_err", "The login address is refused: only https addresses, and http on this machine, are opened.").
		WithHint("Check the connection's parameters and, for a provider of your own, authorization_url in its catalog file.")
}

// checkTokenURL refuses token addresses that would carry the client secret in the clear (security OA-12). Private
// addresses are the dial policy's business.
func checkTokenURL(u *url.URL) error {
	if (u.Scheme == "https" || u.Scheme == "http" && isLoopback(u.Hostname())) && u.Hostname() != "" && u.User == nil {
		return nil
	}
	return fault.New(fault.Invalid, "url_param_err", "The token address is refused: credentials are sent over https only.").
		WithHint("Check the connection's parameters and, for a provider of your own, token_url in its catalog file.")
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && address.IsLoopback()
}

// scope is what the templates of authorize and token requests may read.
func (c *Client) scope(config map[string]any) catalog.Scope {
	return catalog.Scope{Values: map[string]any{"connectionConfig": config}, Now: c.now(), UUID: c.uuid}
}

// missingParams names the connection parameters that the login needs and did not get.
func missingParams(p *catalog.Provider, config map[string]any) error {
	names := p.MissingParams(config)
	issues := make([]fault.Issue, 0, len(names))
	titles := make([]string, 0, len(names))
	for _, name := range names {
		title := name
		if field, ok := p.ConnectionConfig.Get(name); ok && field.Title != "" {
			title = field.Title + " (" + name + ")"
		}
		titles = append(titles, title)
		issues = append(issues, fault.Issue{Code: "invalid_type", Message: "Required", Path: []string{"params", name}})
	}
	return fault.New(fault.Invalid, "url_param_err", p.DisplayName+" needs more before the login can start: "+strings.Join(titles, ", ")+".").
		WithHint("Fill in the connection parameters named here.").WithIssues(issues...)
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
