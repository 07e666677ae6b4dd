package auth

import (
	"context"
	"encoding/json"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"patchbay/app/diagnosis"
	"patchbay/app/fault"
)

// codeDiscovery is the fault code of an MCP server whose way to log in cannot be found out.
const codeDiscovery = "mcp_discovery_err"

// mcpVersion is the protocol's revision that the discovery follows.
const mcpVersion = "2025-11-25"

var discovering = purpose{code: codeDiscovery, name: "asking how to log in"}

// protectedResource is what a server tells about itself (RFC 9728 §2).
type protectedResource struct {
	Resource string   `json:"resource"`
	Servers  []string `json:"authorization_servers"`
	Scopes   []string `json:"scopes_supported"`
}

// authorizationServer is what an authorization server tells about itself (RFC 8414 §2, RFC 9207 §3).
type authorizationServer struct {
	Issuer        string   `json:"issuer"`
	Authorization string   `json:"authorization_endpoint"`
	Token         string   `json:"token_endpoint"`
	Registration  string   `json:"registration_endpoint,omitempty"`
	Revocation    string   `json:"revocation_endpoint,omitempty"`
	Scopes        []string `json:"scopes_supported,omitempty"`
	AuthMethods   []string `json:"token_endpoint_auth_methods_supported,omitempty"`
	Challenges    []string `json:"code_challenge_methods_supported,omitempty"`
	NamesIssuer   bool     `json:"authorization_response_iss_parameter_supported,omitempty"`
}

// discovery finds out how to log in to an MCP server.
type discovery struct {
	c      *Client
	r      TokenRequest
	server *url.URL // as the user typed it
}

// resource asks the server for its metadata, first for its path, then for the whole host. Nil: it has none.
func (d discovery) resource(ctx context.Context) (*protectedResource, error) {
	const place = "/.well-known/oauth-protected-resource"
	path := strings.TrimSuffix(d.server.EscapedPath(), "/")
	for _, at := range slices.Compact([]string{place + path, place}) {
		var found protectedResource
		ok, err := d.get(ctx, origin(d.server)+at, &found)
		if err != nil {
			return nil, err
		}
		if ok {
			return &found, d.check(found)
		}
	}
	return nil, nil
}

// check refuses metadata that speaks of another resource (RFC 9728 §3.3). A server may describe a part of its host at once.
func (d discovery) check(found protectedResource) error {
	if found.Resource == "" {
		return nil
	}
	if u, err := url.Parse(found.Resource); err == nil && strings.EqualFold(origin(u), origin(d.server)) {
		path := strings.TrimSuffix(u.Path, "/")
		if d.server.Path == path || path == "" || strings.HasPrefix(d.server.Path, path+"/") {
			return nil
		}
	}
	return d.fault("The MCP server says that it is "+Words(found.Resource)+", which is not the address that was entered.",
		"Enter the address that the server's makers give. If it is that one, do not trust the server.", "Its metadata names the resource "+Words(found.Resource)+".")
}

// authorizationServer asks the issuer, in the order of providers-and-auth §4.16.
func (d discovery) authorizationServer(ctx context.Context, issuer string) (authorizationServer, error) {
	u, err := url.Parse(issuer)
	if err != nil || !d.allowed(issuer) {
		return authorizationServer{}, d.fault("The MCP server names a login server whose address is refused: "+Words(issuer)+".",
			"Login servers need an https address with a name. A server on your own machine or network must be the one that you entered.", "Its metadata names the login server "+Words(issuer)+".")
	}
	path := strings.TrimSuffix(u.EscapedPath(), "/")
	places := []string{"/.well-known/oauth-authorization-server" + path, "/.well-known/openid-configuration" + path}
	if path != "" {
		places = append(places, path+"/.well-known/openid-configuration")
	}
	for _, at := range places {
		var found authorizationServer
		ok, err := d.get(ctx, origin(u)+at, &found)
		if err != nil {
			return found, err
		}
		if ok {
			return found, d.checkServer(issuer, &found)
		}
	}
	return authorizationServer{}, d.fault("The server at "+origin(u)+" does not say how to log in.",
		"Check the address. Servers that need no login, or a key, are connected by another entry of the catalog.", "There is no metadata at "+strings.Join(places, ", ")+".")
}

// checkServer holds the metadata against its issuer (RFC 8414 §3.3) and its addresses against the rule for addresses.
// Endpoints for registration and revocation that break the rule are forgotten.
func (d discovery) checkServer(issuer string, found *authorizationServer) error {
	if strings.TrimSuffix(found.Issuer, "/") != strings.TrimSuffix(issuer, "/") {
		return d.fault("The login server at "+Words(issuer)+" calls itself "+Words(found.Issuer)+".",
			"Such an answer could come from somebody in between, so it is not used. Tell the server's makers.", "Its metadata names the issuer "+Words(found.Issuer)+".")
	}
	for _, endpoint := range []string{found.Authorization, found.Token} {
		if !d.allowed(endpoint) {
			return d.fault("The login server names an address that is refused: "+Words(endpoint)+".",
				"Its addresses must be https, with a name rather than a number. Tell the server's makers.", "Its metadata names the address "+Words(endpoint)+".")
		}
	}
	if len(found.Challenges) > 0 && !slices.Contains(found.Challenges, "S256") {
		return d.fault("The login server does not offer PKCE with S256, without which its codes could be stolen.", "Tell the server's makers.",
			"Its metadata offers only "+Words(strings.Join(found.Challenges, ", "))+".")
	}
	for _, optional := range []*string{&found.Registration, &found.Revocation} {
		if !d.allowed(*optional) {
			*optional = ""
		}
	}
	return nil
}

// allowed is the rule for addresses that a server names: https and a public name, or the very host that the user typed.
// Where names lead is the dial policy's business.
func (d discovery) allowed(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.Fragment != "" || strings.Contains(address, "$") {
		return false
	}
	if strings.EqualFold(origin(u), origin(d.server)) {
		return true
	}
	host := strings.ToLower(u.Hostname())
	_, isNumber := netip.ParseAddr(host)
	return u.Scheme == "https" && isNumber != nil && strings.Contains(host, ".") && !strings.HasSuffix(host, ".localhost") && !strings.HasSuffix(host, ".local")
}

// get reads a JSON document; false when there is none at the address.
func (d discovery) get(ctx context.Context, address string, into any) (bool, error) {
	u, err := url.Parse(address)
	if err != nil {
		return false, d.fault("The server's address cannot be used.", "Check the address.", "The address asked for its metadata cannot be read.")
	}
	k := d.r.newCall(discovering, u)
	k.method, k.format = http.MethodGet, "query"
	k.header.Set("Mcp-Protocol-Version", mcpVersion)
	answer, err := d.c.send(ctx, k)
	if err != nil {
		return false, err
	}
	if answer.status >= 500 {
		return false, explained(k.fail(fault.Upstream, "had an internal error").WithHint("Try again in a while."), diagnosis.ProviderDown, k.answered(answer.status))
	}
	return answer.status == http.StatusOK && json.Unmarshal(answer.body, into) == nil, nil
}

// fault is a fault of the discovery; said is what the server told, or did not.
func (d discovery) fault(message, hint, said string) *fault.Error {
	return explained(fault.New(fault.Invalid, codeDiscovery, message).WithHint(hint), diagnosis.Discovery, "The MCP server that was asked is "+origin(d.server)+".", said)
}

func origin(u *url.URL) string { return u.Scheme + "://" + u.Host }
