package redirect

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"patchbay/app/catalog"
)

// CallbackPath ends every redirect address.
const CallbackPath = "/oauth/callback"

// Problem is a reason why a login through an address may fail.
type Problem struct {
	Code    string // such as vendor_refuses or https_untrusted
	Blocks  bool   // no login is started
	Message string
	Hint    string
	Source  string // where a provider says so
}

// Option is one address that could be chosen.
type Option struct {
	Kind     Kind
	URL      string // empty: a relay without an address
	Problems []Problem
}

// View is all there is to say about the address of an integration.
type View struct {
	Choice  Choice
	Own     bool     // the integration's own choice, not the installation's
	Default Choice   // the installation's
	Current Option   // the one address to register
	Options []Option // every kind
	Advice  Kind     // the first kind that the provider takes
}

// View looks at every address from the provider's side and from this machine's.
func (s *Service) View(ctx context.Context, integrationUUID string, p *catalog.Provider) (View, error) {
	choice, own, err := s.Of(ctx, integrationUUID)
	if err != nil {
		return View{}, err
	}
	standard := s.Default()
	v := View{Choice: choice, Own: own, Default: standard, Current: s.option(choice, p), Advice: Relay}
	rule := ruleFor(p)
	for _, kind := range kinds() {
		if rule == nil || !rule.refuses(kind) {
			v.Advice = kind
			break
		}
	}
	for _, kind := range kinds() {
		one := Choice{Kind: kind}
		if kind == Relay {
			one.URL = relayOf(choice, standard)
		}
		v.Options = append(v.Options, s.option(one, p))
	}
	return v, nil
}

// relayOf is the relay's address that was entered last, the integration's own first.
func relayOf(choices ...Choice) string {
	for _, one := range choices {
		if one.URL != "" {
			return one.URL
		}
	}
	return ""
}

// Check looks at the installation's choice with no provider in mind.
func (s *Service) Check() Option { return s.option(s.Default(), nil) }

func (s *Service) option(choice Choice, p *catalog.Provider) Option {
	listening, rule := s.listening(), ruleFor(p)
	o := Option{Kind: choice.Kind, URL: listening.address(choice, rule), Problems: []Problem{}}
	o.Problems = append(o.Problems, listening.problems(choice, rule)...)
	if rule != nil && rule.refuses(choice.Kind) {
		o.Problems = append(o.Problems, rule.problem(p))
	}
	return o
}

// address is the callback of a choice. A local one keeps the configured port when Patchbay had to move to another: that
// port is registered, and the other is there for one run. Providers that take any port get the real one.
func (l Listening) address(choice Choice, rule *rule) string {
	port := l.Wanted
	if port == 0 || l.Port != 0 && rule != nil && rule.anyPort {
		port = l.Port
	}
	switch choice.Kind {
	case Loopback:
		return "http://127.0.0.1:" + strconv.Itoa(port) + CallbackPath
	case HTTPS:
		port := l.Secure.Wanted
		if port == 0 {
			port = l.Secure.Port
		}
		return "https://localhost:" + strconv.Itoa(port) + CallbackPath
	case Relay:
		return choice.URL
	default:
		return "http://localhost:" + strconv.Itoa(port) + CallbackPath
	}
}

// problems are those of this machine.
func (l Listening) problems(choice Choice, rule *rule) []Problem {
	switch choice.Kind {
	case HTTPS:
		return l.Secure.problems(l.Port != 0)
	case Relay:
		return relayProblems(choice.URL)
	}
	if l.Port == 0 || l.Wanted == 0 || l.Port == l.Wanted || rule != nil && rule.anyPort {
		return nil
	}
	return []Problem{{Code: "redirect_moved", Blocks: true,
		Message: fmt.Sprintf("Another program holds port %d, so it would receive the answer to this login; Patchbay is at port %d this time.", l.Wanted, l.Port),
		Hint:    "Close that program and start Patchbay again."}}
}

func (s Secure) problems(running bool) []Problem {
	switch {
	case !s.Enabled:
		return []Problem{{Code: "https_disabled", Blocks: true, Message: "https://localhost is not switched on.",
			Hint: "Switch it on in the settings under Addresses, or with: patchbay https enable"}}
	case running && s.Port == 0:
		p := Problem{Code: "https_unavailable", Blocks: true, Message: fmt.Sprintf("Nothing of ours answers at https://localhost:%d.", s.Wanted),
			Hint: "Start Patchbay again."}
		if s.Problem != nil {
			p.Message, p.Hint = s.Problem.Message, s.Problem.Hint
		}
		return []Problem{p}
	case s.Trusted != nil && !s.Trusted():
		return []Problem{{Code: "https_untrusted", Message: "Not every browser here trusts the certificate of https://localhost, so one may warn at the end of the login.",
			Hint: "Run: patchbay https enable. Or import the certificate from the settings into your browser."}}
	}
	return nil
}

func relayProblems(address string) []Problem {
	switch {
	case address == "":
		return []Problem{{Code: "relay_missing", Blocks: true, Message: "The relay has no address yet.", Hint: "Enter where it is."}}
	case isPlainPublic(address):
		return []Problem{{Code: "relay_plain", Message: "The relay is reached without encryption: whoever is on the way can read the login's code.",
			Hint: "Give it an https address."}}
	}
	return nil
}

// isPlainPublic reports whether an address is http and not on this machine.
func isPlainPublic(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "http" && !isLocal(u)
}

func isLocal(u *url.URL) bool {
	switch strings.ToLower(u.Hostname()) {
	case "localhost", "127.0.0.1", "::1":
		return true
	}
	return false
}
