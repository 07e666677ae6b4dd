package api

import (
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/redirect"
)

// RedirectView is the address to register with a provider, and what it could be instead.
type RedirectView struct {
	URL      string           `json:"url" jsonschema:"the one address to register; empty: a relay without an address"`
	Kind     RedirectKind     `json:"kind"`
	Relay    string           `json:"relay" jsonschema:"the address of the relay that counts here, whether it is chosen or not"`
	Own      bool             `json:"own" jsonschema:"whether the integration has a choice of its own"`
	Default  RedirectKind     `json:"default" jsonschema:"the installation's choice"`
	Advice   RedirectKind     `json:"advice" jsonschema:"the first kind that the provider is not known to refuse"`
	Problems []ProblemView    `json:"problems" jsonschema:"of the chosen address"`
	Options  []RedirectOption `json:"options"`
}

// RedirectKind is "localhost", "loopback", "https" or "relay".
type RedirectKind string

// RedirectOption is one address that could be chosen.
type RedirectOption struct {
	Kind     RedirectKind  `json:"kind"`
	URL      string        `json:"url"`
	Problems []ProblemView `json:"problems"`
}

// ProblemView is a reason why a login may fail.
type ProblemView struct {
	Code    string `json:"code"`
	Blocks  bool   `json:"blocks" jsonschema:"no login is started"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
	Source  string `json:"source,omitempty" jsonschema:"where the provider says so"`
}

// RedirectEntry wraps one.
type RedirectEntry struct {
	Data RedirectView `json:"data"`
}

// RelayView is what a relay did with a made-up answer.
type RelayView struct {
	OK      bool         `json:"ok"`
	Leads   string       `json:"leads,omitempty" jsonschema:"where it sends people, without the query"`
	Problem *ProblemView `json:"problem,omitempty"`
}

type redirectBody struct {
	Kind string `json:"kind" rule:"oneof=localhost|loopback|https|relay"`
	URL  string `json:"url,omitempty"`
}

type relayBody struct {
	URL string `json:"url" rule:"min=1,max=2000"`
}

func (s *Server) getRedirect(c *call, _ none) (RedirectEntry, error) {
	i, err := s.connect.Integration(c.ctx(), c.env.ID, c.params["key"])
	if err != nil {
		return RedirectEntry{}, err
	}
	v, err := s.redirect.View(c.ctx(), i.UUID, s.providerOf(i.Provider))
	if err != nil {
		return RedirectEntry{}, err
	}
	view := RedirectView{URL: v.Current.URL, Kind: RedirectKind(v.Choice.Kind), Own: v.Own, Default: RedirectKind(v.Default.Kind),
		Advice: RedirectKind(v.Advice), Problems: problemViews(v.Current.Problems), Options: []RedirectOption{}}
	for _, o := range v.Options {
		if o.Kind == redirect.Relay {
			view.Relay = o.URL
		}
		view.Options = append(view.Options, RedirectOption{Kind: RedirectKind(o.Kind), URL: o.URL, Problems: problemViews(o.Problems)})
	}
	return RedirectEntry{Data: view}, nil
}

func (s *Server) setRedirect(c *call, _ none, b redirectBody) (RedirectEntry, error) {
	if err := s.chooseRedirect(c, &redirect.Choice{Kind: redirect.Kind(b.Kind), URL: b.URL}); err != nil {
		return RedirectEntry{}, err
	}
	return s.getRedirect(c, none{})
}

func (s *Server) clearRedirect(c *call, _ none) error { return s.chooseRedirect(c, nil) }

func (s *Server) chooseRedirect(c *call, choice *redirect.Choice) error {
	i, err := s.connect.Integration(c.ctx(), c.env.ID, c.params["key"])
	if err != nil {
		return err
	}
	return s.redirect.Set(c.ctx(), i.UUID, i.UniqueKey, choice)
}

func (s *Server) checkRelay(c *call, _ none, b relayBody) (RelayView, error) {
	report, err := s.redirect.CheckRelay(c.ctx(), b.URL)
	view := RelayView{OK: report.OK, Leads: report.Leads}
	if report.Problem != nil {
		view.Problem = &problemViews([]redirect.Problem{*report.Problem})[0]
	}
	return view, err
}

func problemViews(problems []redirect.Problem) []ProblemView {
	views := make([]ProblemView, 0, len(problems))
	for _, p := range problems {
		views = append(views, ProblemView(p))
	}
	return views
}

// callbackOf is the address to register for an integration.
func (s *Server) callbackOf(c *call, i connect.Integration) (string, error) {
	return s.redirect.Address(c.ctx(), i.UUID, s.providerOf(i.Provider))
}

// providerOf is nil for a provider that left the catalog.
func (s *Server) providerOf(key string) *catalog.Provider {
	if p, ok := s.catalog.Get(key); ok {
		return p
	}
	return nil
}
