package functions

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"

	"patchbay/app/compile"
	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/script"
	"patchbay/app/sqlite"
)

// functionCache holds installed functions with their programs, because reading and hashing them is most of what a short
// run costs. This process is the only writer, so a change just empties it.
type functionCache struct {
	mu      sync.RWMutex
	byRef   map[cacheKey]*Function
	version int // of the stored functions; a read that began before a change is not kept
}

type cacheKey struct {
	env int64
	ref Ref
}

func (c *functionCache) get(key cacheKey) (f *Function, version int) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.byRef[key], c.version
}

func (c *functionCache) put(key cacheKey, f *Function, version int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if version != c.version {
		return
	}
	if c.byRef == nil {
		c.byRef = map[cacheKey]*Function{}
	}
	c.byRef[key] = f
}

func (c *functionCache) drop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.version++
	clear(c.byRef)
}

const functionColumns = `f.id, f.uuid, f.environment_id, f.integration, f.name, f.type, f.origin, f.enabled, f.allow_credentials, f.version, f.definition,
	f.json_schema, f.checkpoint_schema, f.hash, f.stale, f.installed_at, f.deployed,
	f.deployed = 0 AND EXISTS (SELECT 1 FROM deployed_functions d WHERE d.environment_id = f.environment_id AND d.integration = f.integration
	AND d.name = f.name AND d.type = f.type)`

const functionTexts = `, f.source, f.server, f.program_name, f.program`

// scanFunction reads a row of functionColumns; more are the columns behind them.
func scanFunction(row scanner, more ...any) (Function, error) {
	var f Function
	var id, env, at int64
	var uuid, integration, name, origin, version, definition, schema, checkpoint, hash string
	var kind compile.Type
	var enabled, allow, deployed, waiting bool
	var stale sql.NullString
	err := row.Scan(append([]any{&id, &uuid, &env, &integration, &name, &kind, &origin, &enabled, &allow, &version, &definition, &schema, &checkpoint,
		&hash, &stale, &at, &deployed, &waiting}, more...)...)
	if err != nil {
		return f, err
	}
	if err := json.Unmarshal([]byte(definition), &f.Function); err != nil {
		return f, broken("function", err)
	}
	f.Integration, f.Name, f.Type, f.Version, f.Hash = integration, name, kind, version, hash
	f.JSONSchema, f.CheckpointSchema = textOrNone(schema), textOrNone(checkpoint)
	f.ID, f.NumericID, f.EnvironmentID, f.Enabled, f.Origin, f.AllowCredentials, f.InstalledAt = uuid, id, env, enabled, origin, allow, sqlite.Time(at)
	f.Deployed, f.Waiting = deployed, waiting
	if stale.Valid {
		f.Stale = new(Stale)
		if err := json.Unmarshal([]byte(stale.String), f.Stale); err != nil {
			return f, broken("function", err)
		}
	}
	return f, nil
}

func textOrNone(text string) json.RawMessage {
	if text == "" {
		return nil
	}
	return json.RawMessage(text)
}

// Functions lists functions by integration, type, name and event, without their texts.
func (s *Service) Functions(ctx context.Context, env int64, f Filter) ([]Function, error) {
	where, args := f.where(env)
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT `+functionColumns+`, coalesce(f.last_run, '') FROM functions f WHERE `+where+
		` ORDER BY f.integration, CASE f.type WHEN 'action' THEN 0 WHEN 'on-event' THEN 1 ELSE 2 END, f.name, f.id`, args...)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	list, last := []Function{}, map[string]int{}
	for rows.Next() {
		var run string
		found, err := scanFunction(rows, &run)
		if err != nil {
			return nil, s.db.Fault(err)
		}
		if run != "" {
			last[run] = len(list)
		}
		list = append(list, found)
	}
	if err := rows.Err(); err != nil || !f.LastRuns {
		return list, s.db.Fault(err)
	}
	return list, s.fillLastRuns(ctx, list, last)
}

// fillLastRuns reads the latest run of each function; last maps a run's id to its function's place in the list.
func (s *Service) fillLastRuns(ctx context.Context, list []Function, last map[string]int) error {
	ids := make([]string, 0, len(last))
	for id := range last {
		ids = append(ids, id)
	}
	text, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	runs, err := s.runsWhere(ctx, s.db.Reader(), `id IN (SELECT value FROM json_each(?))`, string(text))
	for _, run := range runs {
		run.Input, run.Output = nil, nil
		list[last[run.ID]].LastRun = &run
	}
	return err
}

func (f Filter) where(env int64) (string, []any) {
	conditions, args := []string{"f.environment_id = ?"}, []any{env}
	for _, c := range []struct{ column, value string }{{"f.integration", f.Integration}, {"f.name", f.Name}, {"f.type", string(f.Type)},
		{"json_extract(f.definition, '$.Event')", f.Event}} {
		if c.value != "" {
			conditions, args = append(conditions, c.column+" = ?"), append(args, c.value)
		}
	}
	if f.Search != "" {
		like := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(f.Search) + "%"
		conditions, args = append(conditions, `f.name LIKE ? ESCAPE '\'`), append(args, like)
	}
	if f.Enabled {
		conditions = append(conditions, "f.enabled = 1")
	}
	return strings.Join(conditions, " AND "), args
}

// Function returns one function with its texts. Fault: not_found.
func (s *Service) Function(ctx context.Context, env int64, integration, name string, t compile.Type) (Function, error) {
	f, err := s.installed(ctx, env, Ref{integration, name, t})
	if err != nil {
		return Function{}, err
	}
	return *f, nil
}

// installed returns a function, ready to run. It is shared: read only.
func (s *Service) installed(ctx context.Context, env int64, ref Ref) (*Function, error) {
	key := cacheKey{env, ref}
	cached, version := s.cache.get(key)
	if cached != nil {
		return cached, nil
	}
	var source, server, name, code string
	f, err := scanFunction(s.db.Reader().QueryRowContext(ctx, `SELECT `+functionColumns+functionTexts+` FROM functions f
		WHERE f.environment_id = ? AND f.integration = ? AND f.name = ? AND f.type = ?`, env, ref.Integration, ref.Name, ref.Type), &source, &server, &name, &code)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, unknownFunction(ref)
	}
	if err != nil {
		return nil, s.db.Fault(err)
	}
	f.Source, f.Server, f.Program = source, server, script.NewProgram(name, code)
	s.cache.put(key, &f, version)
	return &f, nil
}

func unknownFunction(ref Ref) error {
	return fault.New(fault.NotFound, codeNotFound, fmt.Sprintf("There is no %s %s in the integration %s.", ref.Type, ref.Name, ref.Integration)).
		WithHint("The list of functions shows those that are installed; one that never compiled is not.")
}

// SetEnabled turns a function on or off: a disabled action is refused, a disabled sync gets no runs. Fault: not_found.
func (s *Service) SetEnabled(ctx context.Context, env int64, ref Ref, enabled bool) error {
	return s.setFlag(ctx, env, ref, `UPDATE functions SET enabled = ? WHERE environment_id = ? AND integration = ? AND name = ? AND type = ?`, enabled)
}

// SetAllowCredentials lets a function's code read credentials, or not. Fault: not_found.
func (s *Service) SetAllowCredentials(ctx context.Context, env int64, ref Ref, allow bool) error {
	return s.setFlag(ctx, env, ref, `UPDATE functions SET allow_credentials = ? WHERE environment_id = ? AND integration = ? AND name = ? AND type = ?`, allow)
}

func (s *Service) setFlag(ctx context.Context, env int64, ref Ref, statement string, value bool) error {
	err := s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
		return moved(tx.ExecContext(ctx, statement, value, env, ref.Integration, ref.Name, ref.Type))
	})
	if errors.Is(err, errMoved) {
		return unknownFunction(ref)
	}
	if err == nil {
		s.functionsChanged(ctx, env)
	}
	return err
}

// functionsChanged tells everyone that the environment's functions are others now.
func (s *Service) functionsChanged(ctx context.Context, env int64) {
	s.cache.drop()
	if s.bus != nil {
		s.bus.Publish(event.Hint{Topic: event.Functions})
	}
	if s.scheduler != nil {
		s.scheduler.FunctionsChanged(ctx, env)
	}
}
