// Package redirect decides which address providers send people back to, and finds out beforehand why that may fail.
package redirect

import (
	"context"
	"database/sql"
	"errors"
	"net/http"

	"patchbay/app/catalog"
	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/outbound"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
)

// Kind is a sort of redirect address; settings has the words.
type Kind string

// The kinds, in the order in which they are recommended.
const (
	Localhost Kind = settings.RedirectLocalhost // http://localhost:3003
	Loopback  Kind = settings.RedirectLoopback  // http://127.0.0.1:3003
	HTTPS     Kind = settings.RedirectHTTPS     // https://localhost:3443, with this installation's own certificate authority
	Relay     Kind = settings.RedirectRelay     // a public address of the user's that leads to one of the others
)

// kinds are all of them in order.
func kinds() []Kind { return []Kind{Localhost, Loopback, HTTPS, Relay} }

// Choice is one address: a kind, and the URL of a relay.
type Choice struct {
	Kind Kind
	URL  string // of a Relay, with its path
}

// Listening is what answers on this machine right now.
type Listening struct {
	Wanted int // port that the installation is configured with; 0: any free one
	Port   int // port that answers; 0: none, nobody listens
	Secure Secure
}

// Secure is the state of https://localhost.
type Secure struct {
	Enabled bool
	Wanted  int          // configured port
	Port    int          // port that answers; 0: none
	Problem *fault.Error // why it does not
	Trusted func() bool  // whether browsers take its certificate; may start a program or two
}

// Doer sends a request under a policy; outbound.Client does.
type Doer interface {
	Do(*http.Request, outbound.Policy, func(outbound.Hop)) (*http.Response, error)
}

// Options are what a Service works with; all but Bus are required.
type Options struct {
	DB        *sqlite.DB
	Settings  *settings.Service
	HTTP      Doer
	Listening func() Listening
	Bus       *event.Bus
}

// Service knows the address of every integration. Safe for concurrent use.
type Service struct {
	db        *sqlite.DB
	settings  *settings.Service
	http      Doer
	listening func() Listening
	bus       *event.Bus
}

// New returns a service that answers at once.
func New(o Options) *Service {
	return &Service{db: o.DB, settings: o.Settings, http: o.HTTP, listening: o.Listening, bus: o.Bus}
}

// Default is the installation's choice, for integrations without one of their own.
func (s *Service) Default() Choice {
	p := s.settings.Preferences()
	return Choice{Kind: Kind(p.Redirect), URL: p.CallbackURL}
}

// Of is an integration's choice and whether it is its own.
func (s *Service) Of(ctx context.Context, integrationUUID string) (choice Choice, own bool, err error) {
	err = s.db.Reader().QueryRowContext(ctx, `SELECT kind, url FROM redirects WHERE integration_uuid = ?`, integrationUUID).Scan(&choice.Kind, &choice.URL)
	if errors.Is(err, sql.ErrNoRows) {
		return s.Default(), false, nil
	}
	return choice, true, s.db.Fault(err)
}

// Set gives an integration a choice of its own; nil takes it away. uniqueKey is its name in hints. Faults: invalid_body
// with an issue.
func (s *Service) Set(ctx context.Context, integrationUUID, uniqueKey string, choice *Choice) error {
	if choice != nil {
		if err := check(choice); err != nil {
			return err
		}
	}
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if choice == nil {
			_, err := tx.ExecContext(ctx, `DELETE FROM redirects WHERE integration_uuid = ?`, integrationUUID)
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO redirects (integration_uuid, kind, url) VALUES (?, ?, ?)`,
			integrationUUID, string(choice.Kind), choice.URL)
		return err
	})
	if err == nil && s.bus != nil {
		s.bus.Publish(event.Hint{Topic: event.Integrations, ID: uniqueKey})
	}
	return err
}

// check refuses unknown kinds and relays that cannot be, and brings the choice into the form that is kept.
func check(choice *Choice) error {
	known := false
	for _, kind := range kinds() {
		known = known || kind == choice.Kind
	}
	if !known {
		return issue("invalid_enum_value", "The redirect address is localhost, loopback, https or relay.", "kind")
	}
	if choice.Kind != Relay {
		choice.URL = ""
		return nil
	}
	address, message := settings.CheckCallbackURL(choice.URL)
	if message == "" && address == "" {
		message = "Write the address of your relay."
	}
	if message != "" {
		return issue("custom", message, "url")
	}
	choice.URL = address
	return nil
}

func issue(code, message, field string) error {
	return fault.New(fault.Invalid, "invalid_body", message).WithIssues(fault.Issue{Code: code, Message: message, Path: []string{field}})
}

// Address is what to register with a provider for an integration.
func (s *Service) Address(ctx context.Context, integrationUUID string, p *catalog.Provider) (string, error) {
	choice, _, err := s.Of(ctx, integrationUUID)
	return s.listening().address(choice, ruleFor(p)), err
}

// DefaultAddress is what to register with a provider before there is an integration.
func (s *Service) DefaultAddress(p *catalog.Provider) string {
	return s.listening().address(s.Default(), ruleFor(p))
}

// Begin returns the address of a login that is about to start, and what should be known before. It is a fault when
// nobody would hear the answer: redirect_moved, https_disabled, https_unavailable.
func (s *Service) Begin(ctx context.Context, integrationUUID string, p *catalog.Provider) (address string, notes []string, err error) {
	choice, _, err := s.Of(ctx, integrationUUID)
	if err != nil {
		return "", nil, err
	}
	option := s.option(choice, p)
	for _, problem := range option.Problems {
		if problem.Blocks {
			return "", nil, fault.New(fault.Conflict, problem.Code, problem.Message).WithHint(problem.Hint)
		}
		notes = append(notes, problem.Message+" "+problem.Hint)
	}
	return option.URL, notes, nil
}
