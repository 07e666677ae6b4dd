package settings

import (
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/outbound"
)

// Bounds of a list of hosts or origins, and of an address.
const (
	maxEntries   = 100
	maxEntry     = 300
	maxAddress   = 2000
	callbackPath = "/oauth/callback"
)

func checkAppearance(value string) []fault.Issue {
	if slices.Contains([]string{AppearanceSystem, AppearanceLight, AppearanceDark}, value) {
		return nil
	}
	return []fault.Issue{{Code: "invalid_enum_value", Message: "The appearance is system, light or dark.", Path: []string{appearanceRow}}}
}

// checkList checks each entry and returns them in the form they are kept in, each once.
func checkList(field string, entries []string, check func(string) (kept, message string)) ([]string, []fault.Issue) {
	if len(entries) > maxEntries {
		return nil, []fault.Issue{{Code: "too_big", Message: "At most " + strconv.Itoa(maxEntries) + " entries are possible.", Path: []string{field}}}
	}
	kept := []string{}
	var issues []fault.Issue
	for i, entry := range entries {
		value, message := check(strings.ToLower(strings.TrimSpace(entry)))
		switch {
		case message != "" || len(entry) > maxEntry:
			if message == "" {
				message = "An entry has at most " + strconv.Itoa(maxEntry) + " characters."
			}
			issues = append(issues, fault.Issue{Code: "custom", Message: message, Path: []string{field, strconv.Itoa(i)}})
		case !slices.Contains(kept, value):
			kept = append(kept, value)
		}
	}
	return kept, issues
}

func checkHost(entry string) (kept, message string) {
	switch {
	case strings.Contains(entry, "://"):
		return "", "Write an allowed host without scheme and path, for example localhost:8080."
	case entry == "*" || strings.HasPrefix(entry, "*:"):
		return "", "An allowed host cannot be every host; name the ones that requests may reach."
	case !outbound.CheckPattern(entry):
		return "", "Write an allowed host as host, host:port, *.name, an address or a range such as 10.0.0.0/8."
	}
	return entry, ""
}

// checkOrigin accepts what a browser can send as Origin: no path, no wildcard, and never "null", which any sandboxed page
// can send.
func checkOrigin(entry string) (kept, message string) {
	const shape = "Write an allowed origin as scheme://host[:port], for example http://localhost:5173."
	if strings.Contains(entry, "*") || entry == "null" {
		return "", "An allowed origin cannot be * or null; name each one, for example http://localhost:5173."
	}
	u, err := url.Parse(strings.TrimSuffix(entry, "/"))
	if err != nil || u.Scheme == "" || u.Opaque != "" || u.User != nil || u.Path != "" || u.RawQuery != "" || u.ForceQuery ||
		u.Fragment != "" || strings.Contains(entry, "#") || !hostName(u.Hostname()) || !portNumber(u) {
		return "", shape
	}
	return u.Scheme + "://" + withoutDefaultPort(u), ""
}

func checkRedirect(value string) []fault.Issue {
	if slices.Contains([]string{RedirectLocalhost, RedirectLoopback, RedirectHTTPS, RedirectRelay}, value) {
		return nil
	}
	return []fault.Issue{{Code: "invalid_enum_value", Message: "The redirect address is localhost, loopback, https or relay.", Path: []string{redirectRow}}}
}

// checkRelay refuses the choice of a relay that has no address.
func (u PreferencesUpdate) checkRelay(now Preferences) []fault.Issue {
	if u.Redirect == nil || *u.Redirect != RedirectRelay || u.CallbackURL == nil && now.CallbackURL != "" || u.CallbackURL != nil && strings.TrimSpace(*u.CallbackURL) != "" {
		return nil
	}
	return []fault.Issue{{Code: "custom", Message: "Write the address of your relay.", Path: []string{callbackURLRow}}}
}

// CheckCallbackURL returns the address of a callback in the form it is kept in, or what is wrong with it. The empty text
// is none.
func CheckCallbackURL(address string) (kept, message string) {
	address = strings.TrimSpace(address)
	if address == "" {
		return "", ""
	}
	const shape = "Write the callback URL as http(s)://host[:port]/…" + callbackPath + ", without query and fragment."
	u, err := url.Parse(address)
	if err != nil || len(address) > maxAddress || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.RawQuery != "" ||
		u.ForceQuery || strings.Contains(address, "#") || !hostName(u.Hostname()) || !portNumber(u) || !strings.HasSuffix(u.Path, callbackPath) {
		return "", shape
	}
	return address, ""
}

// checkBaseURL returns the address below which providers reach the webhook port, without a slash at its end, or what is
// wrong with it. The empty text is none.
func checkBaseURL(address string) (kept, message string) {
	address = strings.TrimRight(strings.TrimSpace(address), "/")
	if address == "" {
		return "", ""
	}
	u, err := url.Parse(address)
	if err != nil || len(address) > maxAddress || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || strings.ContainsAny(address, "?#") ||
		!hostName(u.Hostname()) || !portNumber(u) {
		return "", "Write the address as http(s)://host[:port], such as the one that your tunnel shows."
	}
	return address, ""
}

// hostName reports whether name is an address or an ASCII host name; browsers send other scripts as xn--….
func hostName(name string) bool {
	if _, err := netip.ParseAddr(name); err == nil {
		return true
	}
	for _, c := range strings.ToLower(name) {
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_') {
			return false
		}
	}
	return name != ""
}

// portNumber reports whether the port, if there is one, can exist.
func portNumber(u *url.URL) bool {
	if u.Port() == "" {
		return !strings.HasSuffix(u.Host, ":")
	}
	n, err := strconv.Atoi(u.Port())
	return err == nil && n >= 1 && n <= 65535
}

// withoutDefaultPort returns the host as browsers write it in an Origin (RFC 6454, section 6.2).
func withoutDefaultPort(u *url.URL) string {
	if u.Scheme == "http" && u.Port() == "80" || u.Scheme == "https" && u.Port() == "443" {
		return strings.TrimSuffix(u.Host, ":"+u.Port())
	}
	return u.Host
}
