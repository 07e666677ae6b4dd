package project

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/fixtures"
	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/sqlite"
)

// The modes of a run that a person starts.
const (
	ModeRun    = "run"
	ModeDryRun = "dryrun"
)

// RunInput is a run as a person asks for it.
type RunInput struct {
	Dir          string // dry runs: a project that is not open; "": the installed function
	Connection   string
	Mode         string          // ModeRun or ModeDryRun
	Input        json.RawMessage // actions
	Payload      json.RawMessage // syncs: run onWebhook with this event
	Subscription string          // the event's type
	Metadata     json.RawMessage // dry runs, as the next four
	Checkpoint   json.RawMessage
	LastSyncDate string // any date text
	Validate     bool
	SaveFixture  bool // write the fixture when the run went well
	Variant      string
	ReadOnly     bool   // dry runs: what writes fails the run
	Trigger      string // functions.TriggerGUI, …
}

// SavedInput is what a function ran with last, and whether it does so again after each save.
type SavedInput struct {
	Connection string
	Input      json.RawMessage
	Mode       string
	OnSave     bool
}

const inputColumn = "function_input"

// Run starts a function and returns its run, which goes on. What it ran with is remembered.
func (s *Service) Run(ctx context.Context, env int64, ref functions.Ref, in RunInput) (functions.Run, error) {
	run, err := s.begin(ctx, env, ref, in)
	if err != nil {
		return functions.Run{}, err
	}
	ref.Type = run.Type // the caller may have left it out
	saved := SavedInput{Connection: in.Connection, Input: in.Input, Mode: in.Mode}
	if old, err := s.SavedInput(ctx, env, ref); err == nil && old != nil {
		saved.OnSave = old.OnSave
	}
	return run, s.SaveInput(ctx, env, ref, saved)
}

func (s *Service) begin(ctx context.Context, env int64, ref functions.Ref, in RunInput) (functions.Run, error) {
	if ref.Type == "" && in.Dir == "" {
		var err error
		if ref, err = s.named(ctx, env, ref); err != nil {
			return functions.Run{}, err
		}
	}
	if in.Mode != ModeDryRun {
		return s.Functions.Begin(ctx, functions.BeginInput{EnvironmentID: env, Ref: ref, Connection: in.Connection, Input: in.Input, Payload: in.Payload,
			Subscription: in.Subscription, Variant: in.Variant, Trigger: in.Trigger})
	}
	options := nango.DryRun{Metadata: in.Metadata, Checkpoint: in.Checkpoint, Validate: in.Validate || in.SaveFixture, Record: in.SaveFixture,
		ReadOnly: in.ReadOnly}
	if in.LastSyncDate != "" {
		at, err := parseDate(in.LastSyncDate)
		if err != nil {
			return functions.Run{}, err
		}
		options.LastSyncDate = &at
	}
	dry := functions.DryRunInput{EnvironmentID: env, Integration: ref.Integration, Connection: in.Connection, Name: ref.Name, Type: ref.Type, Variant: in.Variant,
		Input: in.Input, Options: options, Trigger: in.Trigger}
	if in.Payload != nil {
		dry.Webhook, dry.Input = true, in.Payload
	}
	if in.Dir != "" {
		var err error
		if dry.Function, err = s.compiled(ctx, in.Dir, ref); err != nil {
			return functions.Run{}, err
		}
	}
	run, err := s.Functions.DryRun(ctx, dry)
	if err == nil && in.SaveFixture {
		s.saving.Go(func() { s.saveFixture(context.WithoutCancel(ctx), env, ref, run.ID, in.Dir) })
	}
	return run, err
}

// named finds the type of an installed function by its name. Faults: not_found, ambiguous_function.
func (s *Service) named(ctx context.Context, env int64, ref functions.Ref) (functions.Ref, error) {
	found, err := s.Functions.Functions(ctx, env, functions.Filter{Integration: ref.Integration, Name: ref.Name})
	switch {
	case err != nil:
		return ref, err
	case len(found) == 0:
		return ref, fault.New(fault.NotFound, "not_found", "The integration "+ref.Integration+" has no function "+ref.Name+".")
	case len(found) > 1:
		return ref, fault.New(fault.Conflict, "ambiguous_function", "More than one function of "+ref.Integration+" is called "+ref.Name+".").
			WithHint("Name its type.")
	}
	ref.Type = found[0].Type
	return ref, nil
}

// compiled is a function of a folder that is not open. Faults: project_broken with the first problem, not_found.
func (s *Service) compiled(ctx context.Context, dir string, ref functions.Ref) (*compile.Function, error) {
	f, release, err := s.at(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer release()
	project, err := s.Compiler.Folder(ctx, f.root.FS())
	if err != nil {
		return nil, err
	}
	for _, each := range project.Functions {
		if each.Integration == ref.Integration && each.Name == ref.Name && (ref.Type == "" || each.Type == ref.Type) {
			return each, nil
		}
	}
	for _, d := range project.Diagnostics {
		if d.Severity == "error" && strings.HasPrefix(d.File, ref.Integration+"/") {
			return nil, fault.New(fault.Invalid, "project_broken", fmt.Sprintf("%s:%d: %s", d.File, d.Line, d.Message)).WithHint("Repair it, then run it again.")
		}
	}
	return nil, fault.New(fault.NotFound, "not_found", "The project has no function "+ref.Integration+"/"+ref.Name+".")
}

// dateForms are the ways people write a moment.
var dateForms = []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", time.RFC1123Z, time.RFC1123}

func parseDate(text string) (time.Time, error) {
	for _, form := range dateForms {
		if at, err := time.Parse(form, text); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fault.New(fault.Invalid, "invalid_date", "The last sync date "+text+" cannot be read.").WithHint("Write it like 2026-01-31 or 2026-01-31T12:00:00Z.")
}

// saveFixture waits for a dry run and writes what it recorded into the open folder.
func (s *Service) saveFixture(ctx context.Context, env int64, ref functions.Ref, id, dir string) {
	run, err := s.Functions.Wait(ctx, env, id)
	if err == nil && run.State == functions.Succeeded && run.DryResult != nil && run.DryResult.Fixture != "" {
		err = s.WriteFixture(ctx, dir, ref, []byte(run.DryResult.Fixture))
	}
	if err != nil {
		s.Log.Error("a fixture could not be written", slog.String("function", ref.Name), slog.Any("error", err))
	}
	s.changed()
}

// WriteFixture puts a recording among the folder's tests. What was edited by hand in an older one stays.
func (s *Service) WriteFixture(ctx context.Context, dir string, ref functions.Ref, recorded []byte) error {
	f, release, err := s.at(ctx, dir)
	if err != nil {
		return err
	}
	defer release()
	name := fixtureFile(ref.Integration, ref.Name)
	if old, err := f.root.ReadFile(name); err == nil {
		if recorded, err = fixtures.Merge(old, recorded); err != nil {
			return err
		}
	}
	return writeFile(f.root, name, recorded)
}

func fixtureFile(integration, name string) string {
	return path.Join(integration, "tests", name+".test.json")
}

// FixtureOf is the path of a function's recorded fixture in the open folder, "" when it has none.
func (s *Service) FixtureOf(integration, name string) string {
	f, err := s.current()
	if err != nil {
		return ""
	}
	for _, file := range []string{path.Join(integration, "tests", integration+"-"+name+".test.json"), fixtureFile(integration, name)} {
		if _, err := f.root.Stat(file); err == nil {
			return file
		}
	}
	return ""
}

// SavedInput returns what a function ran with last; nil when it never did.
func (s *Service) SavedInput(ctx context.Context, environment int64, ref functions.Ref) (*SavedInput, error) {
	env, err := s.Settings.ByID(environment)
	if err != nil {
		return nil, err
	}
	var saved SavedInput
	var sealed []byte
	err = s.DB.Reader().QueryRowContext(ctx, `SELECT connection, mode, on_save, sealed_input FROM function_inputs
		WHERE environment_id = ? AND integration = ? AND name = ? AND type = ?`, env.ID, ref.Integration, ref.Name, ref.Type).
		Scan(&saved.Connection, &saved.Mode, &saved.OnSave, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, s.DB.Fault(err)
	}
	if sealed != nil {
		if saved.Input, err = s.Vault.Unseal(ctx, owner(env), inputColumn, sealed); err != nil {
			return nil, err
		}
	}
	return &saved, nil
}

// SaveInput remembers what a function runs with.
func (s *Service) SaveInput(ctx context.Context, environment int64, ref functions.Ref, saved SavedInput) error {
	env, err := s.Settings.ByID(environment)
	if err != nil {
		return err
	}
	var sealed []byte
	if len(saved.Input) > 0 {
		if sealed, err = s.Vault.Seal(ctx, owner(env), inputColumn, saved.Input); err != nil {
			return err
		}
	}
	return s.DB.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO function_inputs (environment_id, integration, name, type, connection, mode, on_save, sealed_input)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (environment_id, integration, name, type) DO UPDATE SET
			connection = excluded.connection, mode = excluded.mode, on_save = excluded.on_save, sealed_input = excluded.sealed_input`,
			env.ID, ref.Integration, ref.Name, ref.Type, saved.Connection, saved.Mode, saved.OnSave, sealed)
		return s.DB.Fault(err)
	})
}

// runAgain starts the changed functions whose user asked for that on save.
func (s *Service) runAgain(ctx context.Context, f *folder, changed []functions.Ref) {
	for _, ref := range changed {
		saved, err := s.SavedInput(ctx, f.env.ID, ref)
		if err != nil || saved == nil || !saved.OnSave {
			continue
		}
		_, err = s.begin(ctx, f.env.ID, ref, RunInput{Connection: saved.Connection, Mode: saved.Mode, Input: saved.Input, Trigger: functions.TriggerSave})
		if err != nil && ctx.Err() == nil {
			s.Log.Warn("a saved function could not run", slog.String("function", ref.Name), slog.Any("error", err))
		}
	}
}

// Suggested is where a first project would go: a folder in the user's home that does not exist yet; "" when it does.
func (s *Service) Suggested() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	dir := filepath.Join(home, "nango-integrations")
	if _, err := os.Lstat(dir); err == nil {
		return ""
	}
	return dir
}
