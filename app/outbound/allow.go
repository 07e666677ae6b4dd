package outbound

import (
	"net/netip"
	"strings"
)

// pattern is one parsed entry of an allow list.
type pattern struct {
	any    bool         // *
	name   string       // exact name; with suffix: everything below it
	suffix bool         // *.name
	prefix netip.Prefix // an address or a range
	port   string       // empty: every port
}

// allowList is a parsed list of patterns.
type allowList []pattern

// CheckPattern reports whether text is a pattern that an allow list understands.
func CheckPattern(text string) bool {
	_, ok := parsePattern(text)
	return ok
}

func parseAllowList(texts []string) allowList {
	var list allowList
	for _, text := range texts {
		if p, ok := parsePattern(text); ok {
			list = append(list, p)
		}
	}
	return list
}

func parsePattern(text string) (pattern, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	host, port, ok := splitPattern(text)
	if !ok || host == "" {
		return pattern{}, false
	}
	p := pattern{port: port}
	if host == "*" {
		p.any = true
		return p, true
	}
	if prefix, err := netip.ParsePrefix(host); err == nil {
		p.prefix = prefix.Masked()
		return p, true
	}
	name, addr := hostOf(host)
	if addr.IsValid() {
		p.prefix = netip.PrefixFrom(addr, addr.BitLen())
		return p, true
	}
	p.name, p.suffix = strings.CutPrefix(name, "*.")
	return p, validName(p.name)
}

// splitPattern takes the port off. An address of version 6 needs brackets to carry one.
func splitPattern(text string) (host, port string, ok bool) {
	if rest, found := strings.CutPrefix(text, "["); found {
		host, rest, found = strings.Cut(rest, "]")
		port, hasPort := strings.CutPrefix(rest, ":")
		return host, port, found && (rest == "" || hasPort && validPort(port))
	}
	if strings.Count(text, ":") != 1 {
		return text, "", true
	}
	host, port, _ = strings.Cut(text, ":")
	if port == "*" {
		port = ""
		return host, port, true
	}
	return host, port, validPort(port)
}

func validPort(port string) bool {
	if port == "" || len(port) > 5 {
		return false
	}
	for _, c := range port {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func validName(name string) bool {
	for _, c := range name {
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_') {
			return false
		}
	}
	return name != ""
}

// names reports whether the list allows the host as the URL spells it.
func (l allowList) names(name string, addr netip.Addr, port string) bool {
	for _, p := range l {
		if p.port != "" && p.port != port {
			continue
		}
		switch {
		case p.any, p.prefix.IsValid() && addr.IsValid() && p.prefix.Contains(addr):
			return true
		case p.name == "":
		case p.name == name && !p.suffix, p.suffix && strings.HasSuffix(name, "."+p.name):
			return true
		case p.name == "localhost" && isLoopback(name, addr) && !addr.IsUnspecified():
			return true
		}
	}
	return false
}

// address reports whether the list allows a resolved address by itself.
func (l allowList) address(addr netip.Addr, port string) bool {
	addr = plain(addr)
	for _, p := range l {
		if p.prefix.IsValid() && p.prefix.Contains(addr) && (p.port == "" || p.port == port) {
			return true
		}
	}
	return false
}
