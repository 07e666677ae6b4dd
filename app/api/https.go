package api

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/localtls"
)

// LocalHTTPS switches https://localhost on and off: authority, trust stores and listener together.
type LocalHTTPS interface {
	State() HTTPSState
	Enable(ctx context.Context, trust bool) error
	Disable(ctx context.Context) error
}

// HTTPSState is what there is to know about https://localhost.
type HTTPSState struct {
	localtls.Status
	Address   string       // such as https://localhost:3443
	Listening bool         // somebody answers there now
	Problem   *fault.Error // why nobody does
	Obsolete  []string     // roots in PEM that a store may still hold although they were given up
}

// HTTPSView is the same for the GUI and the command line.
type HTTPSView struct {
	Enabled     bool        `json:"enabled"`
	Address     string      `json:"address"`
	Listening   bool        `json:"listening"`
	Problem     *FaultView  `json:"problem,omitempty" jsonschema:"why nothing answers"`
	Name        string      `json:"name,omitempty" jsonschema:"what trust stores list the certificate authority as"`
	Fingerprint string      `json:"fingerprint,omitempty" jsonschema:"SHA-256 of its certificate"`
	Certificate string      `json:"certificate,omitempty" jsonschema:"PEM, to import where no store could be changed"`
	ExpiresAt   string      `json:"expires_at,omitempty"`
	Trusted     bool        `json:"trusted" jsonschema:"whether the browsers of this user trust it"`
	Stores      []StoreView `json:"stores"`
	Obsolete    []string    `json:"obsolete" jsonschema:"certificates that were given up and could not be removed from every store, in PEM"`
}

// StoreView is one trust store.
type StoreView struct {
	Name          string `json:"name"`
	Title         string `json:"title"`
	Trusted       bool   `json:"trusted"`
	Available     bool   `json:"available" jsonschema:"it can be changed from here"`
	NeedsPassword bool   `json:"needs_password" jsonschema:"only a terminal can change it: patchbay https enable"`
	Browsers      bool   `json:"browsers" jsonschema:"browsers look here"`
	Hint          string `json:"hint,omitempty"`
}

// HTTPSEntry wraps the state.
type HTTPSEntry struct {
	Data HTTPSView `json:"data"`
}

type httpsBody struct {
	Trust *bool `json:"trust,omitempty"` // false: leave the trust stores alone
}

func (s *Server) getHTTPS(*call, none) (HTTPSEntry, error) {
	state := s.https.State()
	view := HTTPSView{Enabled: state.Enabled, Address: state.Address, Listening: state.Listening, Problem: faultView(state.Problem), Name: state.Name,
		Fingerprint: state.Fingerprint, Certificate: state.Certificate, Trusted: state.Trusted, Stores: []StoreView{}, Obsolete: orEmpty(state.Obsolete)}
	if state.Enabled {
		view.ExpiresAt = zulu(state.Expires)
	}
	for _, store := range state.Stores {
		view.Stores = append(view.Stores, StoreView(store))
	}
	return HTTPSEntry{Data: view}, nil
}

func (s *Server) enableHTTPS(c *call, _ none, b httpsBody) (HTTPSEntry, error) {
	if err := s.https.Enable(c.ctx(), b.Trust == nil || *b.Trust); err != nil {
		return HTTPSEntry{}, err
	}
	return s.getHTTPS(c, none{})
}

func (s *Server) disableHTTPS(c *call, _ none) error { return s.https.Disable(c.ctx()) }

// SecureCallback is the handler of https://localhost: the end of a login and nothing else, for the one name in its
// certificate that providers are given. It sends no Strict-Transport-Security: that would forbid http on every port of
// localhost, other programs' too.
func (s *Server) SecureCallback(addresses func() Addresses) http.Handler {
	return s.guarded(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		own := localtls.Host + ":" + strconv.Itoa(addresses().Port)
		path := rawPath(r)
		if r.Host != own || !strings.HasPrefix(r.RequestURI, "/") || len(r.Header.Values("Origin")) > 0 || !fromHere(r, strings.ToLower(path)) {
			refuse(w)
			return
		}
		if r.Method != http.MethodGet || path != callbackPath && path != setupPath {
			s.fail(w, r, nil, notFound())
			return
		}
		s.route(w, r, entrance{})
	}))
}
