package redirect

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"patchbay/app/fault"
	"patchbay/app/outbound"
)

const (
	relayTimeout = 15 * time.Second
	maxRelayBody = 64 << 10
)

// RelayReport is what a relay did with a made-up answer.
type RelayReport struct {
	OK      bool
	Leads   string // where it sends people, without the query; empty: nowhere
	Problem *Problem
}

// CheckRelay asks a relay as a browser would after a login, with a made-up code and state, and looks where it leads.
// Its redirect is not followed. Faults: invalid_body for an address that cannot be one.
func (s *Service) CheckRelay(ctx context.Context, address string) (RelayReport, error) {
	choice := Choice{Kind: Relay, URL: address}
	if err := check(&choice); err != nil {
		return RelayReport{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, relayTimeout)
	defer cancel()
	query := url.Values{"code": {"patchbay+check/" + rand.Text()}, "state": {rand.Text()}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, choice.URL+"?"+query.Encode(), nil)
	if err != nil {
		return RelayReport{}, issue("custom", "This is not an address.", "url")
	}
	answer, err := s.http.Do(req, outbound.Policy{Redirects: outbound.Refuse, AlsoAllow: []string{req.URL.Host}}, nil)
	if err != nil {
		f := fault.From(err)
		return RelayReport{Problem: &Problem{Code: "relay_unreachable", Message: "The relay could not be reached: " + f.Message, Hint: f.Hint}}, nil
	}
	defer answer.Body.Close()
	_, _ = io.CopyN(io.Discard, answer.Body, maxRelayBody) // lets the connection be used again
	return s.listening().judge(choice.URL, query, answer), nil
}

// judge compares where the relay leads with where somebody listens.
func (l Listening) judge(address string, sent url.Values, answer *http.Response) RelayReport {
	location, err := answer.Location()
	if err != nil {
		p := Problem{Code: "relay_silent", Message: fmt.Sprintf("The relay answers %d and redirects nowhere.", answer.StatusCode),
			Hint: "Let it answer 302 with this machine's callback address and the query as it came."}
		if answer.StatusCode == http.StatusOK && strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
			p = Problem{Code: "relay_page", Message: "The relay shows a page, so it cannot be seen from here whether its script leads on.",
				Hint: "Open the address in your browser: it must end at this machine's callback page, with the query as it came."}
		}
		return RelayReport{Problem: &p}
	}
	target := *location
	target.RawQuery, target.Fragment, target.User = "", "", nil
	report := RelayReport{Leads: target.String()}
	got := location.Query()
	own := l.own()
	switch {
	case !slices.Contains(own, report.Leads):
		report.Problem = &Problem{Code: "relay_astray", Message: "The relay leads to " + report.Leads + ", where Patchbay does not answer.",
			Hint: "Let it lead to " + own[0] + "."}
	case got.Get("code") != sent.Get("code") || got.Get("state") != sent.Get("state"):
		report.Problem = &Problem{Code: "relay_query", Message: "The relay loses or changes the query, which holds the login's code.",
			Hint: "Let it pass the query on as it came, percent signs included."}
	case isPlainPublic(address):
		report.Problem = &relayProblems(address)[0]
	default:
		report.OK = true
	}
	return report
}

// own lists the local addresses that a relay may lead to.
func (l Listening) own() []string {
	choices := []Choice{{Kind: Localhost}, {Kind: Loopback}}
	if l.Secure.Enabled {
		choices = append(choices, Choice{Kind: HTTPS})
	}
	var list []string
	for _, one := range choices {
		list = append(list, l.address(one, nil))
	}
	return list
}
