package schedule

import (
	"context"
	"fmt"
	"regexp"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/records"
	"patchbay/app/sqlite"
)

// maxVariants is how many variants one sync may have on one connection (functions.md §4.11).
const maxVariants = 100

var variantName = regexp.MustCompile(`^[a-zA-Z0-9_-]+$`)

// CreateVariant makes another instance of a sync on a connection, with a schedule, checkpoint and records of its own, and
// returns its id. Faults: invalid_variant, unknown_sync, sync_variant_already_exists, resource_capped.
func (s *Service) CreateVariant(ctx context.Context, env int64, integration, connection string, n Name) (string, error) {
	if err := checkVariant(n.Variant); err != nil {
		return "", err
	}
	c, err := s.connect.Connection(ctx, env, integration, connection)
	if err != nil {
		return "", err
	}
	f, err := s.functions.Function(ctx, env, integration, n.Sync, compile.Sync)
	if fault.IsKind(err, fault.NotFound) {
		return "", fault.New(fault.Invalid, CodeUnknownSync, "The integration has no sync "+n.Sync+".")
	}
	if err != nil {
		return "", err
	}
	e := entryFor(Entry{EnvironmentID: env, ConnectionID: c.ID, Integration: c.IntegrationKey, Connection: c.ConnectionID, Variant: n.Variant}, f)
	if err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error { return s.addVariant(ctx, tx, e) }); err != nil {
		return "", err
	}
	s.changed()
	nudge(s.poke)
	return s.functions.EnsureSync(ctx, e.instance())
}

func checkVariant(name string) error {
	switch {
	case name == functions.BaseVariant:
		return fault.New(fault.Invalid, CodeInvalidVariant, `The variant "base" exists for every sync and cannot be made or deleted.`)
	case !variantName.MatchString(name) || len(name) > 255:
		return fault.New(fault.Invalid, CodeInvalidVariant, "A variant's name has letters, digits, - and _.")
	}
	return nil
}

func (s *Service) addVariant(ctx context.Context, tx *sqlite.Tx, e *Entry) error {
	siblings, err := s.query(ctx, tx, "connection_id = ? AND name = ? AND variant <> ?", e.ConnectionID, e.Sync, functions.BaseVariant)
	if err != nil {
		return err
	}
	for _, each := range siblings {
		if each.Variant == e.Variant {
			return fault.New(fault.Invalid, CodeVariantExists, fmt.Sprintf("The sync %s has the variant %s already.", e.Sync, e.Variant))
		}
	}
	if len(siblings) >= maxVariants {
		return fault.New(fault.Invalid, CodeTooMany, fmt.Sprintf("A sync has at most %d variants on one connection.", maxVariants)).
			WithHint("Delete one that is not needed.")
	}
	if e.State == Started {
		e.NextAt = &tx.Now
	}
	return s.insert(ctx, tx, e)
}

// DeleteVariant ends a variant and removes its schedule, checkpoint and records.
func (s *Service) DeleteVariant(ctx context.Context, env int64, integration, connection string, n Name) error {
	if err := checkVariant(n.Variant); err != nil {
		return err
	}
	c, err := s.connect.Connection(ctx, env, integration, connection)
	if err != nil {
		return err
	}
	i := functions.Instance{EnvironmentID: env, ConnectionID: c.ID, Sync: n.Sync, Variant: n.Variant}
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		found, err := s.of(ctx, tx, i)
		if err != nil {
			return err
		}
		if found == nil {
			return fault.New(fault.NotFound, "not_found", fmt.Sprintf("The sync %s has no variant %s.", n.Sync, n.Variant))
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM schedules WHERE id = ?`, found.ID)
		return s.db.Fault(err)
	})
	if err != nil {
		return err
	}
	s.changed()
	return s.forget(ctx, c.IntegrationKey, i)
}

// HasVariant implements functions.Scheduler.
func (s *Service) HasVariant(ctx context.Context, tx *sqlite.Tx, i functions.Instance) (bool, error) {
	found, err := s.of(ctx, tx, i)
	return found != nil, err
}

// forget ends a variant's run and removes what the variant leaves behind.
func (s *Service) forget(ctx context.Context, integration string, i functions.Instance) error {
	if err := s.functions.Forget(ctx, i); err != nil {
		return err
	}
	f, err := s.functions.Function(ctx, i.EnvironmentID, integration, i.Sync, compile.Sync)
	if fault.IsKind(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, model := range f.Models {
		target := records.Target{EnvironmentID: i.EnvironmentID, ConnectionID: i.ConnectionID, Model: records.StoredModel(model, i.Variant)}
		if _, err := s.records.Clear(ctx, target); err != nil {
			return err
		}
	}
	return nil
}
