package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// alternativesOf are the texts on both sides of "||", or the whole template.
func alternativesOf(template string) []string {
	if template == "" {
		return nil
	}
	nodes, err := parseTemplate(template)
	if err != nil {
		return []string{template}
	}
	left, right, found := splitFallback(nodes)
	if !found {
		return []string{template}
	}
	return slices.DeleteFunc([]string{source(left), source(right)}, func(text string) bool { return text == "" })
}

// originsOf are scheme and authority of each alternative of an address template, as it is written and with the values
// that the entry offers. A template that starts with a placeholder has no visible authority: it counts as a whole.
func (p *Provider) originsOf(template string) []string {
	var out []string
	for _, text := range alternativesOf(template) {
		nodes, err := parseTemplate(text)
		if err != nil || len(nodes) == 0 {
			out = append(out, text)
			continue
		}
		out = append(out, originOf(nodes))
		for at, n := range hostNodes(nodes) {
			for _, value := range p.offered(n) {
				out = append(out, originWith(nodes, at, value))
			}
		}
	}
	return out
}

// originWith is the origin after the one node got its value. Other placeholders stay: the number of combinations has no
// bound, and a host that is new in one place is new in all of them.
func originWith(nodes []node, at int, value string) string {
	text := source(nodes[:at]) + value + source(nodes[at+1:])
	for _, scheme := range []string{"https://", "http://"} { // a value may bring its own: see oneScheme
		if at == 1 && nodes[0].text == "https://" && strings.HasPrefix(value, scheme) {
			text = strings.TrimPrefix(text, "https://")
		}
	}
	if at == 0 && !strings.Contains(text, "://") {
		text = "https://" + text
	}
	filled, err := parseTemplate(text)
	if err != nil || len(filled) == 0 {
		return text
	}
	return originOf(filled)
}

// hostNodes are the placeholders of an address that say where it leads, by their place: those up to the first slash
// behind the scheme, or up to the first slash at all.
func hostNodes(nodes []node) map[int]node {
	out := map[int]node{}
	for i, n := range nodes {
		text := n.text
		if n.kind != nodeText {
			out[i] = n
			continue
		}
		if _, rest, found := strings.Cut(n.text, "://"); i == 0 && found {
			text = rest
		}
		if strings.ContainsAny(strings.TrimPrefix(text, "://"), "/?#") {
			break
		}
	}
	return out
}

// offered are the values that the entry itself has for a placeholder.
func (p *Provider) offered(n node) []string {
	var out []string
	walkNames([]node{n}, func(name string) {
		group, short, dotted := strings.Cut(name, ".")
		for _, fields := range []struct {
			group string
			Fields
		}{
			{"connectionConfig", p.ConnectionConfig}, {"credentials", p.Credentials},
			{"assertionOption", p.AssertionOption}, {"integrationConfig", p.IntegrationConfig},
		} {
			key := name
			if dotted && group == fields.group {
				key = short
			}
			if field, ok := fields.Get(key); ok {
				out = append(out, field.preset()...)
			}
		}
	})
	return out
}

// preset are the values that a field has or may get without anyone writing one.
func (f Field) preset() []string {
	return nonEmpty(append([]string{f.Default()}, f.Enum...))
}

// rewritten is an authorize URL after the entry's text replacements, made as the login makes them: one after the other
// in the whole address, first occurrence each. What cannot be foretold, because the text appears only in the finished
// address, and could touch the host is told in words.
func (p *Provider) rewritten(address string) (text string, more []string) {
	for _, change := range p.AuthorizationURLReplacements {
		value := fmt.Sprint(change.Value)
		next := strings.Replace(address, change.Name, value, 1)
		if mayMoveHost(address, next, change.Name) {
			more = append(more, fmt.Sprintf("the login address with %q in place of %q", value, change.Name))
		}
		address = next
	}
	return address, more
}

// mayMoveHost reports whether a replacement can reach the host in a way that the template does not show: through a value
// that fills a placeholder of the host, or by a text that starts in the host and ends behind the template.
func mayMoveHost(before, after, name string) bool {
	nodes, err := parseTemplate(before)
	if err != nil || len(nodes) == 0 || name == "" {
		return true
	}
	if len(hostNodes(nodes)) > 0 {
		return !strings.ContainsAny(name, "=&_") || strings.ContainsAny(name, "./:")
	}
	if before != after {
		return false
	}
	scheme, rest, _ := strings.Cut(before, "://")
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	origin := scheme + "://" + rest
	for i := range origin {
		if strings.HasPrefix(name, origin[i:]) {
			return true
		}
	}
	return false
}

func originOf(nodes []node) string {
	scheme, _, found := strings.Cut(nodes[0].text, "://")
	if nodes[0].kind != nodeText || !found {
		return strings.TrimSpace(lowered(nodes))
	}
	authority, _ := authorityNodes(nodes)
	return strings.ToLower(strings.TrimSpace(scheme)) + "://" + strings.TrimSuffix(strings.TrimSpace(lowered(authority)), ":443")
}

// source is the text that the nodes were parsed from.
func source(nodes []node) string {
	var out strings.Builder
	for _, n := range nodes {
		if n.kind == nodeText {
			out.WriteString(n.text)
		} else {
			out.WriteString(n.src)
		}
	}
	return out.String()
}

// lowered is source with its literal text in small letters, as host names compare.
func lowered(nodes []node) string {
	var out strings.Builder
	for _, n := range nodes {
		if n.kind == nodeText {
			out.WriteString(strings.ToLower(n.text))
		} else {
			out.WriteString(n.src)
		}
	}
	return out.String()
}
