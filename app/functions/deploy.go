package functions

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"patchbay/app/compile"
	"patchbay/app/sqlite"
)

// Deployment is a set of functions that somebody sends to be installed (functions.md §7).
type Deployment struct {
	Functions []*compile.Function // Version "": numbered here
	Origin    string              // default OriginRepo

	// Reconcile deletes deployed functions of the same origin that the set lacks: syncs and actions of the environment, or
	// of one Integration only, and with Events on-event functions of the whole environment, as a real server does.
	Reconcile   bool
	Integration string
	Events      bool

	// Bundle says that the set is of the createFunction model. It leaves alone what did not change, and reconciling deletes
	// functions of that model, even when the set is empty; otherwise it never does.
	Bundle bool

	// Held are the functions of the open folder. They go on running as they are; what is sent waits until the folder is closed.
	Held []Ref
}

// DeployPlan is what a Deployment would do.
type DeployPlan struct {
	New, Updated, Removed []Planned
	Unchanged             []Planned // of bundles
	Models                []string  // whose records are deleted, sorted
}

// Planned is one function of a plan.
type Planned struct {
	Ref
	Event       string // of on-event functions
	AutoStart   bool   // of syncs
	Connections int    // of the integration
}

// Deployed is what a Deployment did.
type Deployed struct {
	Change
	Versions map[Ref]string // of each function that was sent
	Waiting  []Ref          // kept, but the open folder's function of that name runs
}

// PlanDeployment tells what Deploy would change. Nothing is changed.
func (s *Service) PlanDeployment(ctx context.Context, env int64, d Deployment) (DeployPlan, error) {
	installed, err := s.Functions(ctx, env, Filter{})
	if err != nil {
		return DeployPlan{}, err
	}
	connections, err := s.connectionCounts(ctx, env)
	if err != nil {
		return DeployPlan{}, err
	}
	before := map[Ref]*Function{}
	for _, f := range installed {
		before[refOf(&f.Function)] = &f
	}
	plan := DeployPlan{}
	same, err := s.unchanged(ctx, s.db.Reader(), env, d)
	if err != nil {
		return DeployPlan{}, s.db.Fault(err)
	}
	for _, f := range d.Functions {
		p := planned(f, connections)
		switch old := before[refOf(f)]; {
		case same[refOf(f)]:
			plan.Unchanged = append(plan.Unchanged, p)
		case old == nil, f.Type == compile.Sync && p.Connections == 0:
			plan.New = append(plan.New, p)
		default:
			plan.Updated = append(plan.Updated, p)
		}
	}
	gone, err := s.replaced(ctx, s.db.Reader(), env, d)
	if err != nil {
		return DeployPlan{}, s.db.Fault(err)
	}
	for i := range gone {
		plan.Removed = append(plan.Removed, planned(&gone[i].Function, connections))
	}
	plan.Models = lostModels(installed, plan.Removed, keptModels(installed, d, gone))
	return plan, nil
}

// keptModels are the models, as integration/model, that functions save after the deployment.
func keptModels(installed []Function, d Deployment, gone []Function) map[string]bool {
	keeps, replaced := map[string]bool{}, map[Ref]bool{}
	keep := func(f *compile.Function) {
		for _, model := range f.Models {
			keeps[f.Integration+"/"+model] = true
		}
	}
	for _, f := range d.Functions {
		replaced[refOf(f)] = true
		keep(f)
	}
	goes := map[Ref]bool{}
	for i := range gone {
		goes[refOf(&gone[i].Function)] = true
	}
	for i := range installed {
		f := &installed[i]
		if ref := refOf(&f.Function); f.Type == compile.Sync && !replaced[ref] && !(f.Deployed && goes[ref]) {
			keep(&f.Function)
		}
	}
	return keeps
}

// lostModels are the models that only removed syncs save.
func lostModels(installed []Function, removed []Planned, keeps map[string]bool) []string {
	lost := []string{}
	for _, f := range installed {
		if f.Type != compile.Sync || !slices.ContainsFunc(removed, func(p Planned) bool { return p.Ref == refOf(&f.Function) }) {
			continue
		}
		for _, model := range f.Models {
			if !keeps[f.Integration+"/"+model] && !slices.Contains(lost, model) {
				lost = append(lost, model)
			}
		}
	}
	slices.Sort(lost)
	return lost
}

func planned(f *compile.Function, connections map[string]int) Planned {
	return Planned{Ref: refOf(f), Event: f.Event, AutoStart: f.AutoStart, Connections: connections[f.Integration]}
}

func (s *Service) connectionCounts(ctx context.Context, env int64) (map[string]int, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT g.unique_key, count(*) FROM connections c JOIN integrations g ON g.uuid = c.integration_uuid
		WHERE g.environment_id = ? GROUP BY g.unique_key`, env)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	counts := map[string]int{}
	for rows.Next() {
		var key string
		var n int
		if err := rows.Scan(&key, &n); err != nil {
			return nil, s.db.Fault(err)
		}
		counts[key] = n
	}
	return counts, s.db.Fault(rows.Err())
}

// replaces reports whether the deployment deletes a deployed function when it lacks it.
func (d Deployment) replaces(f *Function) bool {
	if !d.Reconcile || f.Origin != orDefault(d.Origin, OriginRepo) || d.Bundle != (f.Trigger != "") {
		return false
	}
	if f.Type == compile.OnEvent {
		return d.Events
	}
	return (d.Bundle || len(d.Functions) > 0) && (d.Integration == "" || d.Integration == f.Integration)
}

// Deploy keeps the functions that were sent and installs them, in one transaction. Records of syncs that it removes are
// deleted in the background; runs under way finish with the version they began with.
func (s *Service) Deploy(ctx context.Context, env int64, d Deployment) (Deployed, error) {
	d.Origin = orDefault(d.Origin, OriginRepo)
	var done Deployed
	err := s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
		done = Deployed{Versions: map[Ref]string{}}
		i := installation{s: s, tx: tx, env: env, scope: Scope{Origin: d.Origin, RemoveRecords: true}, change: &done.Change}
		return i.deploy(ctx, d, &done)
	})
	if err != nil || done.Empty() {
		return done, err
	}
	s.endRemoved(ctx, env, done.Removed)
	s.background(s.purge)
	s.functionsChanged(ctx, env)
	return done, nil
}

func (i *installation) deploy(ctx context.Context, d Deployment, done *Deployed) error {
	if err := i.load(ctx); err != nil {
		return err
	}
	same, err := i.s.unchanged(ctx, i.tx, i.env, d)
	if err != nil {
		return err
	}
	for _, f := range d.Functions {
		ref := refOf(f)
		if same[ref] {
			done.Unchanged = append(done.Unchanged, ref)
			continue
		}
		version, err := i.keep(ctx, f)
		if err != nil {
			return err
		}
		done.Versions[ref] = version
		if slices.Contains(d.Held, ref) {
			done.Waiting = append(done.Waiting, ref)
		} else if err := i.restore(ctx, ref); err != nil {
			return err
		}
		delete(i.old, ref)
	}
	gone, err := i.s.replaced(ctx, i.tx, i.env, d)
	if err != nil {
		return err
	}
	for n := range gone {
		ref := refOf(&gone[n].Function)
		if f := i.old[ref]; f != nil && f.Deployed {
			err = i.drop(ctx, f)
		} else { // the open folder's runs in its place, and goes on doing so
			err = i.undeploy(ctx, ref)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keep stores a function as it was sent and gives its version.
func (i *installation) keep(ctx context.Context, f *compile.Function) (string, error) {
	declared, err := definition(f)
	if err != nil {
		return "", err
	}
	old, err := i.kept(ctx, refOf(f))
	if err != nil {
		return "", err
	}
	version := nextVersion(f, old)
	_, err = i.tx.ExecContext(ctx, `INSERT OR REPLACE INTO deployed_functions (environment_id, integration, name, type, origin, version, definition, json_schema,
		checkpoint_schema, source, server, program_name, program, hash, deployed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		i.env, f.Integration, f.Name, f.Type, i.scope.Origin, version, declared, string(f.JSONSchema), string(f.CheckpointSchema), f.Source, f.Server,
		f.Program.Name, f.Program.Code, f.Hash, sqlite.Micros(i.tx.Now))
	return version, err
}

// kept is what counts as the version before: the one deployed last, or else the installed one; nil for a new function.
func (i *installation) kept(ctx context.Context, ref Ref) (*Function, error) {
	var before Function
	err := i.tx.QueryRowContext(ctx, `SELECT version, server FROM deployed_functions WHERE environment_id = ? AND integration = ? AND name = ? AND type = ?`,
		i.env, ref.Integration, ref.Name, ref.Type).Scan(&before.Version, &before.Server)
	if errors.Is(err, sql.ErrNoRows) {
		return i.old[ref], nil
	}
	return &before, err
}

// restore makes a deployed function the one that runs. One that nobody deployed is left alone.
func (i *installation) restore(ctx context.Context, ref Ref) error {
	id, err := sqlite.NewID(i.s.rand)
	if err != nil {
		return err
	}
	result, err := i.tx.ExecContext(ctx, `INSERT INTO functions (uuid, environment_id, integration, name, type, origin, enabled, allow_credentials, version,
		definition, json_schema, checkpoint_schema, source, server, program_name, program, hash, installed_at, deployed)
		SELECT ?, environment_id, integration, name, type, origin, 1, 0, version, definition, json_schema, checkpoint_schema, source, server, program_name,
		program, hash, deployed_at, 1 FROM deployed_functions WHERE environment_id = ? AND integration = ? AND name = ? AND type = ?
		ON CONFLICT (environment_id, integration, name, type) DO UPDATE SET origin = excluded.origin, version = excluded.version,
		definition = excluded.definition, json_schema = excluded.json_schema, checkpoint_schema = excluded.checkpoint_schema, source = excluded.source,
		server = excluded.server, program_name = excluded.program_name, program = excluded.program, hash = excluded.hash,
		installed_at = excluded.installed_at, deployed = 1, stale = NULL`, id, i.env, ref.Integration, ref.Name, ref.Type)
	if err != nil {
		return err
	}
	changed, err := result.RowsAffected()
	switch {
	case err != nil || changed == 0:
		return err
	case i.old[ref] == nil:
		i.change.Added = append(i.change.Added, ref)
	default:
		i.change.Updated = append(i.change.Updated, ref)
	}
	return nil
}

// replaced lists the deployed functions that the deployment deletes, also those that wait behind the open folder. They come
// without their texts.
func (s *Service) replaced(ctx context.Context, q queries, env int64, d Deployment) ([]Function, error) {
	sent := map[Ref]bool{}
	for _, f := range d.Functions {
		sent[refOf(f)] = true
	}
	rows, err := q.QueryContext(ctx, `SELECT integration, name, type, origin, definition FROM deployed_functions WHERE environment_id = ?
		ORDER BY integration, type, name`, env)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var gone []Function
	for rows.Next() {
		var ref Ref
		var origin, definition string
		if err := rows.Scan(&ref.Integration, &ref.Name, &ref.Type, &origin, &definition); err != nil {
			return nil, err
		}
		f := Function{Origin: origin}
		if err := json.Unmarshal([]byte(definition), &f.Function); err != nil {
			return nil, broken("function", err)
		}
		f.Integration, f.Name, f.Type = ref.Integration, ref.Name, ref.Type
		if !sent[ref] && d.replaces(&f) {
			gone = append(gone, f)
		}
	}
	return gone, rows.Err()
}

// drop forgets what was deployed of an installed function and takes the function away.
func (i *installation) drop(ctx context.Context, f *Function) error {
	if err := i.undeploy(ctx, refOf(&f.Function)); err != nil {
		return err
	}
	return i.missing(ctx, f, breakage{})
}

// undeploy forgets what was deployed of a function.
func (i *installation) undeploy(ctx context.Context, ref Ref) error {
	_, err := i.tx.ExecContext(ctx, `DELETE FROM deployed_functions WHERE environment_id = ? AND integration = ? AND name = ? AND type = ?`,
		i.env, ref.Integration, ref.Name, ref.Type)
	return err
}

// isDeployed reports whether a version of a function waits behind the installed one.
func (i *installation) isDeployed(ctx context.Context, ref Ref) (bool, error) {
	var n int
	err := i.tx.QueryRowContext(ctx, `SELECT count(*) FROM deployed_functions WHERE environment_id = ? AND integration = ? AND name = ? AND type = ?`,
		i.env, ref.Integration, ref.Name, ref.Type).Scan(&n)
	return n > 0, err
}

// RestoreDeployed lets deployed functions run again that a folder had taken the place of: the folder is closed.
func (s *Service) RestoreDeployed(ctx context.Context, env int64) error {
	var change Change
	err := s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
		change = Change{}
		i := installation{s: s, tx: tx, env: env, change: &change}
		if err := i.load(ctx); err != nil {
			return err
		}
		for ref, f := range i.old {
			if f.Deployed {
				continue
			}
			if err := i.restore(ctx, ref); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && !change.Empty() {
		s.functionsChanged(ctx, env)
	}
	return err
}
