package catalog

import (
	"net/url"
	"strings"
	"unicode"

	"patchbay/app/fault"
)

// URLOptions steers ExpandURL.
type URLOptions struct {
	SkipEncode bool // values go in as they are ("base_url" in a skip list)
}

// CodeURLParam is the fault code of a URL that cannot be built from its parameters.
const CodeURLParam = "url_param_err"

// ExpandURL builds an authorize or token URL: values are percent-encoded, and empty ones count as missing. A result
// that is no URL is percent-decoded once and tried again, so that a value may be a whole origin or hold a port.
// Errors: fault Invalid "url_param_err", naming the missing parameters or the value that would change the host.
func ExpandURL(template string, s Scope, opt URLOptions) (*url.URL, error) {
	e := &expander{scope: dropEmpty(s)}
	if !opt.SkipEncode {
		e.encode = encodeURIComponent
	}
	nodes, chosen, err := e.chooseURL(template)
	if err != nil {
		return nil, err
	}
	if err := e.guardHost(nodes); err != nil {
		return nil, err
	}
	if u, ok := parseHTTP(chosen.text); ok {
		return u, nil
	}
	decoded, err := url.PathUnescape(chosen.text)
	if err == nil {
		if u, ok := parseHTTP(decoded); ok {
			return u, nil
		}
	}
	return nil, fault.New(fault.Invalid, CodeURLParam, "The connection's parameters do not make a valid web address.").
		WithHint("Check host names and domains in the connection's settings.")
}

// ExpandBase fills a proxy base URL: values go in as they are, and an empty connection parameter counts as missing.
// Errors as ExpandURL. The result has no trailing slash.
func ExpandBase(template string, s Scope) (string, error) {
	s.SkipEmpty = true
	e := &expander{scope: s}
	nodes, chosen, err := e.chooseURL(template)
	if err != nil {
		return "", err
	}
	if err := e.guardHost(nodes); err != nil {
		return "", err
	}
	text := oneScheme(nodes, chosen.text)
	if _, ok := parseHTTP(text); !ok {
		return "", fault.New(fault.Invalid, CodeURLParam, "The connection's parameters do not make a valid base address.").
			WithHint("Check host names and domains in the connection's settings.")
	}
	return strings.TrimSuffix(text, "/"), nil
}

// oneScheme settles who says https: some fields take a whole address although the template has a scheme too (gerrit,
// blackbaud-basic), and some take a bare host although the template starts with the field (jira-data-center-basic).
func oneScheme(nodes []node, text string) string {
	if _, whole := authorityNodes(nodes); whole {
		_, value, _ := strings.Cut(text, "://")
		if strings.HasPrefix(value, "https://") || strings.HasPrefix(value, "http://") {
			return value
		}
	}
	if nodes[0].kind != nodeText && !strings.Contains(text, "://") {
		return "https://" + text
	}
	return text
}

// chooseURL returns the alternative that will be used, filled.
func (e *expander) chooseURL(template string) ([]node, filled, error) {
	nodes, _ := parseTemplate(template)
	if left, right, found := splitFallback(nodes); found {
		nodes = right
		if first := e.fill(left); first.missing == 0 && first.filled > 0 {
			nodes = left
		}
	}
	chosen := e.fill(nodes)
	if chosen.missing > 0 {
		return nil, filled{}, missingParameter(chosen.names)
	}
	return nodes, chosen, nil
}

func missingParameter(names []string) error {
	if len(names) == 0 {
		return fault.New(fault.Invalid, CodeURLParam, "The provider's address in the catalog is not a valid template.")
	}
	short := make([]string, len(names))
	for i, name := range names {
		short[i] = strings.TrimPrefix(strings.TrimPrefix(name, "connectionConfig."), "credentials.")
	}
	return fault.New(fault.Invalid, CodeURLParam, "The address cannot be built: no value for "+strings.Join(short, ", ")+".").
		WithHint("Pass it as a connection parameter.")
}

// guardHost refuses values that would move a URL to another host. A parameter that is the whole authority may bring a
// port and a path; one that is only a part of it ("https://${x}.example.com") may hold nothing but a part of a name.
func (e *expander) guardHost(nodes []node) error {
	authority, whole := authorityNodes(nodes)
	for _, n := range authority {
		if n.kind == nodeText {
			continue
		}
		plain := &expander{scope: e.scope}
		value := plain.fill([]node{n}).text
		forbidden := `/\?#@:%[]`
		if whole {
			forbidden = `\?#@`
		}
		if strings.ContainsAny(value, forbidden) || strings.ContainsFunc(value, isSpaceOrControl) {
			name := strings.TrimPrefix(n.text, "connectionConfig.")
			return fault.New(fault.Invalid, CodeURLParam, "The value of "+name+" would change the host of the address.").
				WithHint("Give only the part of the address that the form asks for.")
		}
	}
	return nil
}

func isSpaceOrControl(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// authorityNodes are the nodes between a literal scheme and the first slash behind it, and whether a single placeholder
// makes up all of them. A template that starts with a placeholder has no fixed authority.
func authorityNodes(nodes []node) (authority []node, whole bool) {
	if len(nodes) == 0 || nodes[0].kind != nodeText {
		return nil, false
	}
	_, rest, found := strings.Cut(nodes[0].text, "://")
	if !found {
		return nil, false
	}
	remaining := append(textNodes(rest), nodes[1:]...)
	for _, n := range remaining {
		if n.kind == nodeText {
			if end := strings.IndexAny(n.text, "/?#"); end >= 0 {
				authority = append(authority, textNodes(n.text[:end])...)
				break
			}
		}
		authority = append(authority, n)
	}
	return authority, len(authority) == 1
}

// parseHTTP accepts absolute http and https URLs with a host and without control characters.
func parseHTTP(text string) (*url.URL, bool) {
	if strings.ContainsFunc(text, unicode.IsControl) {
		return nil, false
	}
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || (u.Scheme != "https" && u.Scheme != "http") || strings.ContainsAny(u.Host, " %") {
		return nil, false
	}
	return u, true
}

// dropEmpty returns the scope without empty text values, so that their placeholders count as missing.
func dropEmpty(s Scope) Scope {
	values := make(map[string]any, len(s.Values))
	for name, value := range s.Values {
		switch v := value.(type) {
		case string:
			if v != "" {
				values[name] = v
			}
		case map[string]any:
			values[name] = withoutEmpty(v)
		case map[string]string:
			kept := make(map[string]any, len(v))
			for key, text := range v {
				kept[key] = text
			}
			values[name] = withoutEmpty(kept)
		default:
			values[name] = value
		}
	}
	s.Values = values
	return s
}

func withoutEmpty(group map[string]any) map[string]any {
	kept := make(map[string]any, len(group))
	for key, value := range group {
		if value != "" {
			kept[key] = value
		}
	}
	return kept
}
