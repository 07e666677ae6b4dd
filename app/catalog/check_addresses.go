package catalog

import (
	"fmt"
	"maps"
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// plainHTTP looks at an address that starts with http://. Logins and tokens travel encrypted, or stay on this machine
// (RFC 8252 §7.3); an API in one's own network may have no certificate, so of that the check only warns.
func (c *providerCheck) plainHTTP(path, host string) {
	if isThisMachine(host) {
		return
	}
	if strings.HasPrefix(path, "proxy.") {
		c.warn(path, "%s starts with http://: the credentials travel unencrypted; write https:// if the API has it.", path)
		return
	}
	c.at(path, "%s must start with https://; http:// is only for this machine.", path)
}

// literalHost looks at a host that is written out.
func (c *providerCheck) literalHost(path, host string) {
	name, _ := splitPort(host)
	if addr, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil {
		if addr = addr.Unmap(); addr.IsLinkLocalUnicast() || addr.IsUnspecified() || addr.IsMulticast() {
			c.at(path, "%s leads to %s, where credentials are never sent.", path, clip(name))
		}
	}
}

func isThisMachine(host string) bool {
	name, _ := splitPort(host)
	addr, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil && addr.IsLoopback() || name == "localhost"
}

// splitPort cuts ":8443" off, not a part of an IPv6 address.
func splitPort(host string) (name, port string) {
	if at := strings.LastIndexByte(host, ':'); at > strings.LastIndexByte(host, ']') {
		return host[:at], host[at+1:]
	}
	return host, ""
}

// headerTemplates checks names and values of headers: what stands in them outside of placeholders must be possible in a
// request (RFC 9110 §5.5).
func (c *providerCheck) headerTemplates() {
	p := c.p
	groups := map[string]Params{"token_headers": p.TokenHeaders, "refresh_token_headers": p.RefreshTokenHeaders}
	for i, step := range p.AdditionalSteps {
		groups[fmt.Sprintf("additional_steps[%d].token_headers", i)] = step.TokenHeaders
	}
	if proxy := p.Proxy; proxy != nil {
		groups["proxy.headers"] = paramsOf(proxy.Headers)
		if proxy.Verification != nil {
			groups["proxy.verification.headers"] = paramsOf(proxy.Verification.Headers)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(groups)) {
		for _, header := range groups[path] {
			c.header(join(path, header.Name), header)
		}
	}
}

func paramsOf(values map[string]string) Params {
	var out Params
	for _, name := range slices.Sorted(maps.Keys(values)) {
		out = append(out, Param{Name: name, Value: values[name]})
	}
	return out
}

func (c *providerCheck) header(path string, header Param) {
	if !httpguts.ValidHeaderFieldName(header.Name) {
		c.at(path, "%q is no name of a header.", clip(header.Name))
	}
	text, _ := header.Value.(string)
	nodes, _ := parseTemplate(text)
	for _, n := range nodes {
		if n.kind == nodeText && !httpguts.ValidHeaderFieldValue(n.text) {
			c.at(path, "%s has a line break or another character that no header can hold.", path)
			return
		}
	}
}

// elsewhere matches an endpoint that is an address of its own.
var elsewhere = regexp.MustCompile(`^\s*([a-zA-Z][a-zA-Z0-9+.-]*:)?[/\\]{2}`)

// endpoint checks a path of the verification: it is always one of the API.
func (c *providerCheck) endpoint(path, text string) {
	c.text(path, text)
	if elsewhere.MatchString(text) {
		c.at(path, "%s must be a path such as /me; another host belongs into base_url_override.", path)
	}
}
