package schedule

import (
	"context"
	"errors"
	"time"

	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/functions"
	"patchbay/app/sqlite"
)

// place is where an entry belongs.
type place struct {
	connection int64
	sync       string
	variant    string
}

// FunctionsChanged tells that functions came, went or changed.
func (s *Service) FunctionsChanged(context.Context, int64) { nudge(s.reread) }

func (s *Service) reconcileAll(ctx context.Context) error {
	environments, err := s.environments(ctx)
	if err != nil {
		return err
	}
	for _, env := range environments {
		err = errors.Join(err, s.reconcile(ctx, env))
	}
	return err
}

// environments are all there are, by id.
func (s *Service) environments(ctx context.Context) ([]int64, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT id FROM environments`)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	var all []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, s.db.Fault(err)
		}
		all = append(all, id)
	}
	return all, s.db.Fault(rows.Err())
}

// reconcile gives every enabled sync an entry on each connection of its integration, and lets the entries of syncs that are
// gone wait. A row of a sync that comes back is as it was: paused stays paused.
func (s *Service) reconcile(ctx context.Context, env int64) error {
	fresh, changed, err := s.update(ctx, env)
	if err != nil || len(fresh)+len(changed) == 0 {
		return err
	}
	for _, e := range changed {
		if !e.Present {
			s.cancel(ctx, e)
		}
	}
	s.changed()
	nudge(s.poke)
	return nil
}

// update brings the entries of an environment up to date and returns those that it made and changed. One at a time, so that
// what was read early is not written late.
func (s *Service) update(ctx context.Context, env int64) (fresh, changed []*Entry, err error) {
	s.updating.Lock()
	defer s.updating.Unlock()
	syncs, err := s.functions.Functions(ctx, env, functions.Filter{Type: compile.Sync, Enabled: true})
	if err != nil {
		return nil, nil, err
	}
	fresh, changed, err = s.differences(ctx, s.db.Reader(), env, syncs)
	if err != nil || len(fresh)+len(changed) == 0 {
		return nil, nil, err // as nearly always; the writer is left alone
	}
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) (err error) {
		if fresh, changed, err = s.differences(ctx, tx, env, syncs); err != nil {
			return err
		}
		return s.apply(ctx, tx, fresh, changed)
	})
	return fresh, changed, err
}

func (s *Service) apply(ctx context.Context, tx *sqlite.Tx, fresh, changed []*Entry) error {
	for _, e := range fresh {
		if e.State == Started {
			e.NextAt = &tx.Now
		}
		if err := s.insert(ctx, tx, e); err != nil {
			return err
		}
	}
	for _, e := range changed {
		if err := s.save(ctx, tx, e); err != nil {
			return err
		}
	}
	return nil
}

// differences compares what there is with the entries that q reads.
func (s *Service) differences(ctx context.Context, q querier, env int64, syncs []functions.Function) (fresh, changed []*Entry, err error) {
	known, err := s.query(ctx, q, "environment_id = ?", env)
	if err != nil || len(syncs)+len(known) == 0 {
		return nil, nil, err
	}
	connections, err := s.connect.Summaries(ctx, env, connect.ConnectionFilter{Limit: connect.All})
	if err != nil {
		return nil, nil, err
	}
	fresh, changed = s.compare(env, syncs, connections, known)
	return fresh, changed, nil
}

// compare finds entries to make and entries that are not what they should be.
func (s *Service) compare(env int64, syncs []functions.Function, connections []connect.Summary, known []*Entry) (fresh, changed []*Entry) {
	byIntegration := map[string][]functions.Function{}
	for _, f := range syncs {
		byIntegration[f.Integration] = append(byIntegration[f.Integration], f)
	}
	entries := map[place]*Entry{}
	byConnection := map[int64][]*Entry{}
	for _, e := range known {
		entries[place{e.ConnectionID, e.Sync, e.Variant}] = e
		byConnection[e.ConnectionID] = append(byConnection[e.ConnectionID], e)
	}
	for _, c := range connections {
		wanted := map[string]*functions.Function{}
		for i, f := range byIntegration[c.IntegrationKey] {
			wanted[f.Name] = &byIntegration[c.IntegrationKey][i]
			if entries[place{c.ID, f.Name, functions.BaseVariant}] == nil {
				fresh = append(fresh, entryFor(Entry{EnvironmentID: env, ConnectionID: c.ID, Integration: c.IntegrationKey, Connection: c.ConnectionID,
					Variant: functions.BaseVariant}, f))
			}
		}
		for _, e := range byConnection[c.ID] {
			if s.adjust(e, c, wanted[e.Sync]) {
				changed = append(changed, e)
			}
		}
	}
	return fresh, changed
}

// entryFor is a new entry where e says. One whose function has no rhythm that can be kept runs by hand only.
func entryFor(e Entry, f functions.Function) *Entry {
	e.Sync, e.Present, e.State = f.Name, true, Paused
	e.Every, e.Frequency = rhythm(f)
	if f.AutoStart && e.scheduled() {
		e.State = Started
	}
	return &e
}

// rhythm is how often a function says it runs, and that text; nothing when it does not say, or something that cannot be kept:
// a deploy may bring "" or five seconds, which the compiler would refuse.
func rhythm(f functions.Function) (time.Duration, string) {
	frequency, err := compile.ServerFrequency(f.Frequency)
	if err != nil {
		return 0, ""
	}
	return frequency.Every, f.Frequency
}

// adjust brings an entry in line with its function, nil when there is none, and reports whether it had to.
func (s *Service) adjust(e *Entry, c connect.Summary, f *functions.Function) bool {
	before := *e
	e.Integration, e.Connection, e.Present = c.IntegrationKey, c.ConnectionID, f != nil
	if f != nil && !e.OwnFrequency {
		e.Every, e.Frequency = rhythm(*f)
		switch {
		case before.Every == e.Every:
		case !e.scheduled():
			e.State, e.NextAt = Paused, nil
		case !before.scheduled() && f.AutoStart: // as a new one begins
			now := s.now()
			e.State, e.NextAt = Started, &now
		default:
			e.realign(s.now())
		}
	}
	return *e != before
}
