package schedule

import (
	"context"
	"log/slog"
	"time"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/sqlite"
)

// The codes of this package's faults (http-api §8.1).
const (
	CodeNoSyncs        = "no_syncs_found"
	CodeUnknownSync    = "unknown_sync"
	CodeInvalidVariant = "invalid_variant"
	CodeVariantExists  = "sync_variant_already_exists"
	CodeTooMany        = "resource_capped"
	CodeFrequency      = "invalid_body"
)

// Name is a sync and its variant; an empty variant is the base one.
type Name struct{ Sync, Variant string }

// AnyVariant as a Name's variant stands for all of them.
const AnyVariant = "*"

// Command names the syncs to act on. No connection means all of the integration, no names all syncs.
type Command struct {
	EnvironmentID int64
	Integration   string
	Connection    string
	Syncs         []Name
	Reset         bool   // Trigger: from scratch
	EmptyCache    bool   // Trigger with Reset: delete the records first
	Source        string // Trigger: one of functions' triggers; default api
}

// TriggerSyncs asks for one run of each sync now. One that runs already is left alone, unless Reset: then its run is cancelled
// and a new one follows. The requests are on disk when the call returns.
func (s *Service) TriggerSyncs(ctx context.Context, c Command) error {
	if c.Source == "" {
		c.Source = functions.TriggerAPI
	}
	return s.each(ctx, c, func(tx *sqlite.Tx, e *Entry) error {
		if s.busy(e) && !c.Reset {
			return nil
		}
		// Only a reset looks at the cache: the public API ignores emptyCache without it (functions.md §4.10).
		e.request = request{Reset: c.Reset, EmptyCache: c.Reset && c.EmptyCache, Trigger: c.Source, At: sqlite.Micros(tx.Now)}.text()
		return s.save(ctx, tx, e)
	}, func(e *Entry) {
		if c.Reset {
			s.cancel(ctx, e)
		}
	})
}

// StartSyncs lets the schedules run; one that never ran runs at once. A sync without a schedule stays as it is.
func (s *Service) StartSyncs(ctx context.Context, c Command) error {
	return s.each(ctx, c, func(tx *sqlite.Tx, e *Entry) error {
		if e.State == Started || !e.scheduled() {
			return nil
		}
		e.State = Started
		if e.NextAt == nil {
			e.NextAt = &tx.Now
		}
		return s.save(ctx, tx, e)
	}, nil)
}

// PauseSyncs stops future runs and cancels those under way.
func (s *Service) PauseSyncs(ctx context.Context, c Command) error {
	return s.each(ctx, c, func(tx *sqlite.Tx, e *Entry) error {
		e.State, e.request = Paused, ""
		return s.save(ctx, tx, e)
	}, func(e *Entry) { s.cancel(ctx, e) })
}

// Trigger implements functions.Scheduler.
func (s *Service) Trigger(ctx context.Context, c functions.SyncCommand) error {
	return s.TriggerSyncs(ctx, Command{EnvironmentID: c.EnvironmentID, Integration: c.Integration, Connection: c.Connection,
		Syncs: []Name{{c.Sync, c.Variant}}, Reset: c.Reset, EmptyCache: c.EmptyCache, Source: c.Source})
}

// Scheduler is the Service as functions sees it, where Start means a schedule and not the service.
type Scheduler struct{ *Service }

// Start implements functions.Scheduler.
func (s Scheduler) Start(ctx context.Context, c functions.SyncCommand) error {
	return s.StartSyncs(ctx, Command{EnvironmentID: c.EnvironmentID, Integration: c.Integration, Connection: c.Connection, Syncs: []Name{{c.Sync, c.Variant}}})
}

// SetFrequency gives one sync of one connection a rhythm of its own, or with "" the function's again, and returns it as text.
func (s *Service) SetFrequency(ctx context.Context, env int64, integration, connection string, n Name, text string) (string, error) {
	c := Command{EnvironmentID: env, Integration: integration, Connection: connection, Syncs: []Name{n}}
	if text == "" {
		return s.dropFrequency(ctx, c)
	}
	frequency, wrong := compile.ServerFrequency(text)
	err := s.each(ctx, c, func(tx *sqlite.Tx, e *Entry) error {
		if wrong != nil { // told after what is wrong with the names
			return fault.New(fault.Invalid, CodeFrequency, "Sync interval is invalid").WithHint(fault.From(wrong).Error())
		}
		e.Every, e.Frequency, e.OwnFrequency = frequency.Every, "every "+frequency.Text, true
		e.realign(tx.Now)
		return s.save(ctx, tx, e)
	}, nil)
	if fault.HasCode(err, CodeNoSyncs) {
		return "", unknownSync(n)
	}
	return frequency.Text, err
}

// dropFrequency lets one sync of one connection follow its function again.
func (s *Service) dropFrequency(ctx context.Context, c Command) (string, error) {
	if err := s.check(ctx, c); err != nil {
		return "", err
	}
	f, err := s.functions.Function(ctx, c.EnvironmentID, c.Integration, c.Syncs[0].Sync, compile.Sync)
	if fault.IsKind(err, fault.NotFound) {
		return "", unknownSync(c.Syncs[0])
	}
	if err != nil {
		return "", err
	}
	err = s.each(ctx, c, func(tx *sqlite.Tx, e *Entry) error {
		e.OwnFrequency = false
		e.Every, e.Frequency = rhythm(f)
		if !e.scheduled() {
			e.State, e.NextAt = Paused, nil
		}
		e.realign(tx.Now)
		return s.save(ctx, tx, e)
	}, nil)
	if fault.HasCode(err, CodeNoSyncs) {
		return "", unknownSync(c.Syncs[0])
	}
	nudge(s.reread) // the function may have changed since it was read
	return f.Frequency, err
}

func unknownSync(n Name) error {
	return fault.New(fault.Invalid, CodeUnknownSync, "The connection has no sync "+n.Sync+".")
}

// realign moves a scheduled run to the new grid.
func (e *Entry) realign(now time.Time) {
	if e.NextAt != nil {
		next := e.next(now.Add(time.Microsecond))
		e.NextAt = &next
	}
}

// each changes the entries of a command in one transaction, then does what needs none. The entries are read in that
// transaction, so that change does not write back what another command has just replaced.
func (s *Service) each(ctx context.Context, c Command, change func(*sqlite.Tx, *Entry) error, after func(*Entry)) error {
	if err := s.check(ctx, c); err != nil {
		return err
	}
	var entries []*Entry
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) (err error) {
		if entries, err = s.find(ctx, tx, c); err != nil {
			return err
		}
		for _, e := range entries {
			if err := change(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if after != nil {
		for _, e := range entries {
			after(e)
		}
	}
	s.changed()
	nudge(s.poke)
	return nil
}

// check tells whether the integration and the connection of a command are there, and brings the entries up to date:
// functions and connections of this moment count.
func (s *Service) check(ctx context.Context, c Command) error {
	if _, err := s.connect.Integration(ctx, c.EnvironmentID, c.Integration); err != nil {
		return err
	}
	if c.Connection != "" {
		if _, err := s.connect.Connection(ctx, c.EnvironmentID, c.Integration, c.Connection); err != nil {
			return err
		}
	}
	return s.reconcile(ctx, c.EnvironmentID)
}

// find returns the entries that a command means. Fault: no_syncs_found.
func (s *Service) find(ctx context.Context, tx *sqlite.Tx, c Command) ([]*Entry, error) {
	all, err := s.query(ctx, tx, `present = 1 AND environment_id = ? AND integration = ? AND (? = '' OR connection = ?) ORDER BY id`,
		c.EnvironmentID, c.Integration, c.Connection, c.Connection)
	if err != nil {
		return nil, err
	}
	var found []*Entry
	for _, e := range all {
		if c.names(e) {
			found = append(found, e)
		}
	}
	if len(found) == 0 {
		return nil, fault.New(fault.Invalid, CodeNoSyncs, "No sync matches.").
			WithHint("Check the names, that the sync is enabled, and that its integration has a connection.")
	}
	return found, nil
}

func (c Command) names(e *Entry) bool {
	if len(c.Syncs) == 0 {
		return true
	}
	for _, n := range c.Syncs {
		if n.Sync == e.Sync && (n.Variant == e.Variant || n.Variant == AnyVariant || n.Variant == "" && e.Variant == functions.BaseVariant) {
			return true
		}
	}
	return false
}

func (s *Service) busy(e *Entry) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, busy := s.active[e.ID]
	return busy
}

// cancel ends the entry's run, if there is one.
func (s *Service) cancel(ctx context.Context, e *Entry) {
	if err := s.functions.CancelSync(ctx, e.instance()); err != nil {
		s.log.Warn("a sync's run could not be cancelled", slog.String("sync", e.Sync), slog.Any("error", err))
	}
}
