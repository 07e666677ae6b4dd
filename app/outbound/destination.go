package outbound

import (
	"net/netip"
	"strconv"
	"strings"
)

// refusedRanges are the destinations of security.md §2.3 with what people call them.
var refusedRanges = []struct {
	prefix netip.Prefix
	name   string
}{
	{netip.MustParsePrefix("127.0.0.0/8"), "this machine (loopback)"},
	{netip.MustParsePrefix("::1/128"), "this machine (loopback)"},
	{netip.MustParsePrefix("0.0.0.0/8"), "an unspecified address"},
	{netip.MustParsePrefix("::/128"), "an unspecified address"},
	{netip.MustParsePrefix("169.254.0.0/16"), "a link-local or cloud metadata address"},
	{netip.MustParsePrefix("fe80::/10"), "a link-local address"},
	{netip.MustParsePrefix("fec0::/10"), "a site-local address"},
	{netip.MustParsePrefix("10.0.0.0/8"), "a private network"},
	{netip.MustParsePrefix("172.16.0.0/12"), "a private network"},
	{netip.MustParsePrefix("192.168.0.0/16"), "a private network"},
	{netip.MustParsePrefix("192.0.0.0/24"), "a reserved network"},
	{netip.MustParsePrefix("fc00::/7"), "a private network"},
	{netip.MustParsePrefix("100.64.0.0/10"), "a carrier's or cloud's inner network"},
	{netip.MustParsePrefix("224.0.0.0/4"), "a multicast address"},
	{netip.MustParsePrefix("ff00::/8"), "a multicast address"},
	{netip.MustParsePrefix("240.0.0.0/4"), "a reserved or broadcast address"},
	{netip.MustParsePrefix("::/96"), "an IPv4 address inside an IPv6 one"},
	{netip.MustParsePrefix("2002::/16"), "an IPv4 address inside an IPv6 one (6to4)"},
	{netip.MustParsePrefix("2001::/32"), "an IPv4 address inside an IPv6 one (Teredo)"},
	{netip.MustParsePrefix("64:ff9b:1::/48"), "a local address translation network"},
}

// nat64 is the well-known prefix of RFC 6052: behind it stands an ordinary IPv4 address, and on IPv6-only networks
// every IPv4 destination looks like this, so the inner address decides.
var nat64 = netip.MustParsePrefix("64:ff9b::/96")

// metadataRanges answer with a machine's own credentials in clouds. A name that resolves there is refused even when
// the name is allowed; only the address itself on the list opens it.
var metadataRanges = []netip.Prefix{
	netip.MustParsePrefix("169.254.0.0/16"),
	netip.MustParsePrefix("fd00:ec2::/32"),
	netip.MustParsePrefix("100.100.100.200/32"),
}

// loopbackNames and metadataNames are known without asking a resolver.
var (
	loopbackNames = []string{"localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback"}
	metadataNames = []string{"metadata", "metadata.google.internal", "instance-data", "instance-data.ec2.internal"}
)

// plain is the address that a packet finally goes to: zones removed, mapped and NAT64 forms opened.
func plain(addr netip.Addr) netip.Addr {
	addr = addr.WithZone("").Unmap()
	if nat64.Contains(addr) {
		raw := addr.As16()
		return netip.AddrFrom4([4]byte(raw[12:]))
	}
	return addr
}

// refusedAs names the kind of a refused address, or returns "" for one of the public internet.
func refusedAs(addr netip.Addr) string {
	addr = plain(addr)
	for _, r := range refusedRanges {
		if r.prefix.Contains(addr) {
			return r.name
		}
	}
	return ""
}

func isMetadata(addr netip.Addr) bool {
	addr = plain(addr)
	for _, p := range metadataRanges {
		if p.Contains(addr) {
			return true
		}
	}
	return false
}

// hostOf brings a host of a URL to one spelling: lower case, no final dots, and an address where it is one in any
// of the forms that resolvers of C libraries understand (0177.0.0.1, 2130706433, 0x7f.1).
func hostOf(host string) (name string, addr netip.Addr) {
	name = strings.ToLower(strings.TrimRight(strings.Trim(host, "[]"), "."))
	if a, err := netip.ParseAddr(name); err == nil {
		return name, plain(a)
	}
	if a, ok := oldIPv4(name); ok {
		return name, a
	}
	return name, netip.Addr{}
}

// oldIPv4 reads the address forms of inet_aton(3): one to four parts, each decimal, octal or hexadecimal, the last
// one filling what is left.
func oldIPv4(text string) (netip.Addr, bool) {
	parts := strings.Split(text, ".")
	if len(parts) > 4 {
		return netip.Addr{}, false
	}
	var value uint64
	for i, part := range parts {
		last := i == len(parts)-1
		room := uint64(1) << 8
		if last {
			room = 1 << (8 * (5 - len(parts)))
		}
		n, err := parseOldNumber(part)
		if err != nil || n >= room {
			return netip.Addr{}, false
		}
		if last {
			value = value<<(8*(5-len(parts))) | n
		} else {
			value = value<<8 | n
		}
	}
	return netip.AddrFrom4([4]byte{byte(value >> 24), byte(value >> 16), byte(value >> 8), byte(value)}), true
}

func parseOldNumber(text string) (uint64, error) {
	switch {
	case strings.HasPrefix(text, "0x"):
		return strconv.ParseUint(text[2:], 16, 64)
	case len(text) > 1 && text[0] == '0':
		return strconv.ParseUint(text[1:], 8, 64)
	default:
		return strconv.ParseUint(text, 10, 64)
	}
}

// isLoopback reports whether a host means this machine, by name or by address.
func isLoopback(name string, addr netip.Addr) bool {
	if addr.IsValid() {
		return addr.IsLoopback() || addr.IsUnspecified()
	}
	return hasName(loopbackNames, name) || strings.HasSuffix(name, ".localhost")
}

func hasName(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// IsMetadata reports whether a host, as an address spells it, is a cloud's metadata service: what answers there are the
// machine's own credentials.
func IsMetadata(host string) bool {
	name, addr := hostOf(host)
	return addr.IsValid() && isMetadata(addr) || hasName(metadataNames, name)
}
