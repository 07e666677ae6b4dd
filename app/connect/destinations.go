package connect

import (
	"context"
	"slices"
	"strings"

	"patchbay/app/catalog"
	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/sqlite"
)

// A provider file in the overlay folder decides where credentials go. Once a secret of the provider is stored, a file that
// adds a destination is not followed until the user confirms it: a file is quickly copied from somewhere.

// CodeNewDestination is the fault code of a connection whose provider would send its credentials somewhere new.
const CodeNewDestination = "provider_destination_not_confirmed"

// codeDestination is the fault code of a confirmation that does not fit the provider's present file.
const codeDestination = "destination_changed"

// trust refuses a provider with destinations that nobody confirmed.
func (s *Service) trust(ctx context.Context, p *catalog.Provider) error {
	open, err := s.unconfirmed(ctx, p)
	if err != nil || len(open) == 0 {
		return err
	}
	return fault.New(fault.Conflict, CodeNewDestination, "The provider file of "+p.DisplayName+" was changed and would send credentials to a new place: "+strings.Join(open, ", ")+".").
		WithHint("If that is right, confirm it on the page of the API or with: patchbay providers confirm " + p.Key + ". If not, correct or delete the file.")
}

// Unconfirmed lists the destinations that block a provider's connections until the user confirms them. Nothing is
// blocked while no secret of the provider is stored. Faults: unknown_provider_template.
func (s *Service) Unconfirmed(ctx context.Context, provider string) ([]string, error) {
	p, ok := s.catalog.Get(provider)
	if !ok {
		return nil, unknownProvider(provider)
	}
	return s.unconfirmed(ctx, p)
}

func (s *Service) unconfirmed(ctx context.Context, p *catalog.Provider) ([]string, error) {
	open := s.catalog.NewDestinations(p)
	if len(open) == 0 {
		return nil, nil
	}
	stored, err := s.holdsSecrets(ctx, s.db.Reader(), p.Key)
	if err != nil || !stored {
		return nil, err
	}
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT destination FROM provider_destinations WHERE provider = ?`, p.Key)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var confirmed string
		if err := rows.Scan(&confirmed); err != nil {
			return nil, s.db.Fault(err)
		}
		open = slices.DeleteFunc(open, func(destination string) bool { return destination == confirmed })
	}
	return open, s.db.Fault(rows.Err())
}

// holdsSecrets reports whether a connection or an integration of the provider has something to give away.
func (s *Service) holdsSecrets(ctx context.Context, q querier, provider string) (bool, error) {
	var stored bool
	err := q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM integrations WHERE provider = ?1 AND sealed IS NOT NULL)
		OR EXISTS (SELECT 1 FROM connections c JOIN integrations i ON i.uuid = c.integration_uuid WHERE i.provider = ?1)`, provider).Scan(&stored)
	return stored, s.db.Fault(err)
}

// admit notes the provider's destinations as confirmed when its first secret is about to be stored: the user set it up
// with the file as it is. Later secrets admit nothing. It must run before the secret's row is written.
func (s *Service) admit(ctx context.Context, tx *sqlite.Tx, p *catalog.Provider) error {
	open := s.catalog.NewDestinations(p)
	if len(open) == 0 {
		return nil
	}
	stored, err := s.holdsSecrets(ctx, tx, p.Key)
	if err != nil || stored {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM provider_destinations WHERE provider = ?`, p.Key); err != nil {
		return err
	}
	return confirm(ctx, tx, p.Key, open)
}

func confirm(ctx context.Context, tx *sqlite.Tx, provider string, destinations []string) error {
	for _, destination := range destinations {
		_, err := tx.ExecContext(ctx, `INSERT INTO provider_destinations (provider, destination, confirmed_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
			provider, destination, sqlite.Micros(tx.Now))
		if err != nil {
			return err
		}
	}
	return nil
}

// ConfirmDestinations lets a provider's credentials go to the destinations that the user saw. Faults:
// unknown_provider_template; destination_changed when one of them is not among those that wait.
func (s *Service) ConfirmDestinations(ctx context.Context, env int64, provider string, destinations []string) error {
	open, err := s.Unconfirmed(ctx, provider)
	if err != nil {
		return err
	}
	for _, destination := range destinations {
		if !slices.Contains(open, destination) {
			return fault.New(fault.Conflict, codeDestination, "The provider file of "+provider+" does not ask for this destination, or no longer.").
				WithHint("Look at what it asks for now.")
		}
	}
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error { return confirm(ctx, tx, provider, destinations) })
	if err != nil {
		return err
	}
	s.logs.Begin(logs.Operation{EnvironmentID: env, Kind: "admin", Action: "confirm", Source: logs.SourceSystem, Provider: provider,
		Title: "Confirmed for " + provider + ": credentials may go to " + strings.Join(destinations, ", ")}).Finish(nil, nil)
	s.bus.Publish(event.Hint{Topic: event.Catalog, ID: provider})
	s.bus.Publish(event.Hint{Topic: event.Connections})
	return nil
}
