package functions

import (
	"context"
	"encoding/json"
	"slices"

	"patchbay/app/compile"
	"patchbay/app/records"
	"patchbay/app/script/bundle"
	"patchbay/app/sqlite"
)

// Install makes the installed functions of the scope those of the project, in one transaction. A function that no longer
// compiles keeps its version from before and is marked stale; one that the project lacks goes. Runs under way finish with
// the version they began with.
func (s *Service) Install(ctx context.Context, env int64, p *compile.Project, scope Scope) (Change, error) {
	scope.Origin = orDefault(scope.Origin, OriginRepo)
	var change Change
	err := s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
		change = Change{}
		i := installation{s: s, tx: tx, env: env, scope: scope, change: &change}
		return i.run(ctx, p)
	})
	if err != nil {
		return Change{}, err
	}
	if change.Empty() {
		return change, nil
	}
	if scope.RemoveRecords {
		s.endRemoved(ctx, env, change.Removed)
		s.background(s.purge)
	}
	s.functionsChanged(ctx, env)
	return change, nil
}

// endRemoved cancels what runs of removed functions.
func (s *Service) endRemoved(ctx context.Context, env int64, removed []Ref) {
	running := s.active.where(func(a *active) bool { return a.env == env && slices.Contains(removed, a.function) })
	_ = end(ctx, running...) // ends anyway; only the waiting for it stops with ctx
}

// installation is one Install on its way.
type installation struct {
	s      *Service
	tx     *sqlite.Tx
	env    int64
	scope  Scope
	change *Change
	old    map[Ref]*Function
}

func (i *installation) run(ctx context.Context, p *compile.Project) error {
	if err := i.load(ctx); err != nil {
		return err
	}
	for _, f := range p.Functions {
		if f.Program == nil || i.scope.Integration != "" && f.Integration != i.scope.Integration {
			continue
		}
		if err := i.put(ctx, f); err != nil {
			return err
		}
		delete(i.old, refOf(f))
	}
	if i.scope.KeepOthers {
		return nil
	}
	left := make([]*Function, 0, len(i.old))
	for _, f := range i.old {
		if f.Origin == i.scope.Origin && !f.Deployed {
			left = append(left, f)
		}
	}
	slices.SortFunc(left, func(a, b *Function) int { return int(a.NumericID - b.NumericID) })
	broken := breakageOf(p)
	for _, f := range left {
		if err := i.missing(ctx, f, broken); err != nil {
			return err
		}
	}
	return nil
}

// load reads what is installed in the scope.
func (i *installation) load(ctx context.Context) error {
	where, args := Filter{Integration: i.scope.Integration}.where(i.env)
	rows, err := i.tx.QueryContext(ctx, `SELECT `+functionColumns+`, f.server FROM functions f WHERE `+where, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	i.old = map[Ref]*Function{}
	for rows.Next() {
		var server string
		f, err := scanFunction(rows, &server)
		if err != nil {
			return err
		}
		f.Server = server
		i.old[refOf(&f.Function)] = &f
	}
	return rows.Err()
}

// definition is a function's declaration as JSON, without the texts that have columns of their own.
func definition(f *compile.Function) (string, error) {
	short := *f
	short.JSONSchema, short.CheckpointSchema, short.Source, short.Server, short.Program = nil, nil, "", "", nil
	text, err := json.Marshal(short)
	return string(text), err
}

// put installs one function.
func (i *installation) put(ctx context.Context, f *compile.Function) error {
	declared, err := definition(f)
	if err != nil {
		return err
	}
	old := i.old[refOf(f)]
	version := nextVersion(f, old)
	if old != nil && old.Stale == nil && !old.Deployed && old.Version == version && i.same(ctx, old, f, declared) {
		i.change.Unchanged = append(i.change.Unchanged, refOf(f))
		return nil
	}
	id, err := sqlite.NewID(i.s.rand)
	if err != nil {
		return err
	}
	_, err = i.tx.ExecContext(ctx, `INSERT INTO functions (uuid, environment_id, integration, name, type, origin, enabled, allow_credentials, version, definition,
		json_schema, checkpoint_schema, source, server, program_name, program, hash, installed_at) VALUES (?, ?, ?, ?, ?, ?, 1, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (environment_id, integration, name, type) DO UPDATE SET origin = excluded.origin, version = excluded.version,
		definition = excluded.definition, json_schema = excluded.json_schema, checkpoint_schema = excluded.checkpoint_schema, source = excluded.source,
		server = excluded.server, program_name = excluded.program_name, program = excluded.program, hash = excluded.hash,
		installed_at = excluded.installed_at, deployed = 0, stale = NULL`,
		id, i.env, f.Integration, f.Name, f.Type, i.scope.Origin, version, declared, string(f.JSONSchema), string(f.CheckpointSchema), f.Source, f.Server,
		f.Program.Name, f.Program.Code, f.Hash, sqlite.Micros(i.tx.Now))
	if old == nil {
		i.change.Added = append(i.change.Added, refOf(f))
	} else {
		i.change.Updated = append(i.change.Updated, refOf(f))
	}
	return err
}

// same reports whether nothing that is stored of a function would change.
func (i *installation) same(ctx context.Context, old *Function, f *compile.Function, declared string) bool {
	var before, schema, program string
	err := i.tx.QueryRowContext(ctx, `SELECT definition, json_schema, program FROM functions WHERE id = ?`, old.NumericID).Scan(&before, &schema, &program)
	return err == nil && before == declared && schema == string(f.JSONSchema) && program == f.Program.Code && old.Server == f.Server
}

// missing handles an installed function that the project did not bring.
func (i *installation) missing(ctx context.Context, f *Function, broken breakage) error {
	if why, ok := broken.why(f); ok {
		return i.markStale(ctx, f, why)
	}
	if waits, err := i.isDeployed(ctx, refOf(&f.Function)); err != nil || waits {
		if err != nil {
			return err
		}
		return i.restore(ctx, refOf(&f.Function))
	}
	i.change.Removed = append(i.change.Removed, refOf(&f.Function))
	if _, err := i.tx.ExecContext(ctx, `DELETE FROM functions WHERE id = ?`, f.NumericID); err != nil || f.Type != compile.Sync {
		return err
	}
	if !i.scope.RemoveRecords {
		i.change.KeptRecords = append(i.change.KeptRecords, refOf(&f.Function))
		return nil
	}
	return i.forget(ctx, f)
}

// entryFile lists a project's functions; while it is broken nobody knows what is gone.
const entryFile = "index.ts"

// breakage tells why a function that is installed is missing from a project.
type breakage struct {
	listed   map[string]bool              // entry files that index.ts names
	compiled map[string]bool              // those that gave a function, perhaps of another type than before
	errors   map[string]bundle.Diagnostic // the first of each file
}

func breakageOf(p *compile.Project) breakage {
	b := breakage{listed: map[string]bool{}, compiled: map[string]bool{}, errors: map[string]bundle.Diagnostic{}}
	for _, e := range p.Entries {
		b.listed[e.File] = true
	}
	for _, f := range p.Functions {
		b.compiled[f.File] = f.Program != nil
	}
	for _, d := range p.Diagnostics {
		if _, known := b.errors[d.File]; !known && d.Severity == "error" && d.Source != "types" {
			b.errors[d.File] = d
		}
	}
	return b
}

// why is the error because of which a function is missing: in the list, in its own file or in one that it uses. False
// when the project does not name the function any more, or made it one of another type.
func (b breakage) why(f *Function) (Stale, bool) {
	if b.compiled[f.File] {
		return Stale{}, false
	}
	files := []string{entryFile, ""}
	if b.listed[f.File] {
		files = slices.Concat(files, []string{f.File}, f.Inputs)
	}
	for _, file := range files {
		if d, ok := b.errors[file]; ok {
			return Stale{Message: d.Message, File: d.File, Line: d.Line, Column: d.Column}, true
		}
	}
	return Stale{Message: "The function does not compile.", File: f.File}, b.listed[f.File]
}

func (i *installation) markStale(ctx context.Context, f *Function, now Stale) error {
	if f.Stale != nil && *f.Stale == now {
		return nil
	}
	text, err := json.Marshal(now)
	if err != nil {
		return err
	}
	i.change.Stale = append(i.change.Stale, refOf(&f.Function))
	_, err = i.tx.ExecContext(ctx, `UPDATE functions SET stale = ? WHERE id = ?`, string(text), f.NumericID)
	return err
}

// forget plans the deletion of everything that a removed sync left: records, checkpoints, instances.
func (i *installation) forget(ctx context.Context, f *Function) error {
	rows, err := i.tx.QueryContext(ctx, `SELECT n.id, n.connection_id, n.variant FROM sync_instances n JOIN connections c ON c.id = n.connection_id
		JOIN integrations g ON g.uuid = c.integration_uuid WHERE n.environment_id = ? AND g.unique_key = ? AND n.name = ?`, i.env, f.Integration, f.Name)
	if err != nil {
		return err
	}
	type left struct {
		id, connection int64
		variant        string
	}
	var all []left
	defer rows.Close()
	for rows.Next() {
		var l left
		if err := rows.Scan(&l.id, &l.connection, &l.variant); err != nil {
			return err
		}
		all = append(all, l)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, l := range all {
		for _, model := range f.Models {
			if err := plan(ctx, i.tx, i.env, l.connection, records.StoredModel(model, l.variant)); err != nil {
				return err
			}
		}
		for _, prefix := range []string{"sync:", "webhook:"} {
			if err := dropCheckpoints(ctx, i.tx, l.connection, prefix+f.Name); err != nil {
				return err
			}
		}
		if _, err := i.tx.ExecContext(ctx, `DELETE FROM sync_instances WHERE id = ?`, l.id); err != nil {
			return err
		}
	}
	return nil
}

// Remove takes one function away, deployed or not, with its records in the background when asked. Faults: not_found.
func (s *Service) Remove(ctx context.Context, env int64, ref Ref, removeRecords bool) error {
	f, err := s.installed(ctx, env, ref)
	if err != nil {
		return err
	}
	err = s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
		i := installation{s: s, tx: tx, env: env, scope: Scope{RemoveRecords: removeRecords}, change: &Change{}}
		return i.drop(ctx, f)
	})
	if err != nil {
		return err
	}
	if removeRecords {
		s.endRemoved(ctx, env, []Ref{ref})
		s.background(s.purge)
	}
	s.functionsChanged(ctx, env)
	return nil
}

// RemoveAll takes every function of an environment away, with what it left: the environment goes.
func (s *Service) RemoveAll(ctx context.Context, env int64) error {
	all, err := s.Functions(ctx, env, Filter{})
	if err != nil {
		return err
	}
	for _, f := range all {
		if err := s.Remove(ctx, env, refOf(&f.Function), true); err != nil {
			return err
		}
	}
	return nil
}
