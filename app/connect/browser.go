package connect

import (
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"

	"patchbay/app/logs"
)

// browserStep is one way of the browser during a login, as the inspector shows it: out to the provider, or back with
// its answer. Secrets are masked, among them the state value and the code.
type browserStep struct {
	Direction  string             `json:"direction"` // "out" or "back"
	Address    string             `json:"address"`   // without its parameters
	Parameters []browserParameter `json:"parameters"`
}

type browserParameter struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// The directions of a browserStep.
const (
	browserOut  = "out"
	browserBack = "back"
)

// noteBrowser keeps one way of the browser in the log of the login. An address that cannot be read is left out.
func (s *Service) noteBrowser(l *login, text, direction, address string, query url.Values) {
	entry := logs.Message{Level: "info", Text: text}
	if u, err := url.Parse(address); err == nil {
		if query == nil {
			query = u.Query()
		}
		u.RawQuery, u.Fragment = "", ""
		step := browserStep{Direction: direction, Address: s.redactor.URL(u), Parameters: s.parameters(l, query)}
		entry.Meta, _ = json.Marshal(map[string]browserStep{"browser": step}) // texts only: cannot fail
	}
	l.record.Entry(entry)
}

// parameters lists a query by name. The one-time values of a login are masked however short they are.
func (s *Service) parameters(l *login, query url.Values) []browserParameter {
	once := []string{"state", "code", "oauth_token", "oauth_verifier", l.target.provider.CodeParamInCallback}
	list := []browserParameter{}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		for _, value := range query[name] {
			shown := strings.TrimPrefix(s.redactor.Text(name+"="+value), name+"=")
			if slices.Contains(once, name) && value != "" {
				shown = logs.Mask
			}
			list = append(list, browserParameter{Name: s.redactor.Text(name), Value: shown})
		}
	}
	return list
}
