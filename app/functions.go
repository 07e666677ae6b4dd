package app

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"patchbay/app/builder"
	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/deploy"
	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/logs"
	"patchbay/app/nango"
	"patchbay/app/project"
	"patchbay/app/records"
	"patchbay/app/schedule"
	"patchbay/app/script"
	"patchbay/app/script/bundle"
	"patchbay/app/script/typecheck"
	"patchbay/app/sqlite"
)

// machinery is everything that runs functions.
type machinery struct {
	pool      *script.Pool
	compiler  *compile.Compiler
	records   *records.Service
	functions *functions.Service
	schedule  *schedule.Service
	project   *project.Service
	deploy    *deploy.Service
	builder   *builder.Service
}

// spareRunners is how many processes at most compile, check types and read definitions beside the runs.
const spareRunners = 4

// openFunctions plugs the services of functions together. functions and nango need each other: the object is given last.
func (a *App) openFunctions(main *sqlite.DB) {
	c := a.config
	a.pool = script.NewPool(script.Options{Max: functions.Limits{}.Most() + spareRunners, Log: a.log, Now: c.Now})
	a.compiler = newCompiler(a.pool)
	a.records = records.New(records.Options{DB: main, Bus: a.bus})
	a.functions = functions.New(functions.Options{
		DB: main, Vault: a.vault, Bus: a.bus, Logs: a.logs, Connect: a.connect, Catalog: a.catalog, Settings: a.settings, Records: a.records,
		Notify: a.notify, Now: c.Now, Rand: c.Rand, Log: a.log,
	})
	a.functions.SetExecutor(nango.New(nango.Services{
		Connect: a.connect, Proxy: a.proxy, Outbound: a.outbound, Records: a.records, Catalog: a.catalog, Settings: a.settings, Logs: a.logs,
		Checkpoints: a.functions.Checkpoints(), Functions: a.functions.Calls(), Pool: a.pool, Now: c.Now, Log: a.log,
		Sync: a.installedSync, WebhookURL: a.webhookURL,
	}))
	a.schedule = schedule.New(schedule.Options{DB: main, Functions: a.functions, Connect: a.connect, Records: a.records, Bus: a.bus, Now: c.Now, Log: a.log})
	a.functions.SetScheduler(schedule.Scheduler{Service: a.schedule})
	a.functions.SetNotifier(a.schedule)
	a.connect.SetLifecycle(a.functions)
	a.project = project.New(project.Options{DB: main, Vault: a.vault, Settings: a.settings, Bus: a.bus, Outbound: a.outbound, Compiler: a.compiler,
		Functions: a.functions, Version: c.Version, Now: c.Now, Log: a.log})
	a.deploy = deploy.New(deploy.Options{Compiler: a.compiler, Functions: a.functions, Connect: a.connect, Logs: a.logs, Held: a.project.Held, Now: c.Now, Rand: c.Rand})
}

// openBuilder plugs in who drafts functions; it needs functions and the folder.
func (a *App) openBuilder(main *sqlite.DB, redactor *logs.Redactor) {
	c := a.config
	a.builder = builder.New(builder.Options{DB: main, Vault: a.vault, Settings: a.settings, Catalog: a.catalog, Connect: a.connect, Functions: a.functions,
		Compiler: a.compiler, Folder: a.project, Outbound: a.outbound, Logs: a.logs, Redactor: redactor, Declarations: typecheck.Declarations(),
		Example: project.Example, Now: c.Now, Rand: c.Rand})
}

// startFunctions lets functions run when they are asked to.
func (a *App) startFunctions(ctx context.Context) error {
	a.closers = append(a.closers, func() error { a.project.Finish(); return nil }) // after functions has stopped
	if err := a.pool.Start(ctx); err != nil {
		return err
	}
	a.closers = append(a.closers, func() error { a.pool.Stop(); return nil })
	if err := a.functions.Start(ctx); err != nil {
		return err
	}
	a.closers = append(a.closers, func() error { a.functions.Stop(); return nil }, func() error { a.deploy.Stop(); return nil },
		func() error { a.builder.Stop(); return nil })
	return nil
}

// Stay begins what only a process that stays does: it follows the user's own provider files, opens and watches the
// functions folder, works on what providers sent, and runs syncs when they are due.
func (a *App) Stay(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	if err := a.catalog.Start(ctx, a.bus); err != nil {
		a.log.Warn("changes of provider files will count after a restart only", "error", err)
	}
	a.closers = append(a.closers, func() error { a.catalog.Stop(); return nil })
	if err := a.project.Start(ctx, a.config.Project); err != nil {
		return err
	}
	a.closers = append(a.closers, func() error { a.project.Stop(); return nil })
	if err := a.webhooks.Start(ctx); err != nil {
		return err
	}
	a.closers = append(a.closers, func() error { a.webhooks.Stop(); return nil })
	if err := a.schedule.Start(ctx); err != nil {
		return err
	}
	a.closers = append(a.closers, func() error { a.schedule.Stop(); return nil })
	return nil
}

// compileAtStart is how long a start waits for the folder; what takes longer comes later.
const compileAtStart = 15 * time.Second

// settle waits until the folder's functions can be called.
func (a *App) settle(ctx context.Context) {
	ctx, enough := context.WithTimeout(ctx, compileAtStart)
	defer enough()
	a.project.Compiled(ctx)
}

func (a *App) installedSync(ctx context.Context, env int64, integration, name string) (*compile.Function, error) {
	f, err := a.functions.Function(ctx, env, integration, name, compile.Sync)
	return &f.Function, err
}

var _ connect.Lifecycle = (*functions.Service)(nil)

// newCompiler is a compiler whose type checks run in a child process, because the checker takes memory and may fail.
func newCompiler(pool *script.Pool) *compile.Compiler {
	return compile.New(compile.Options{Pool: pool, Checker: checker{pool}})
}

// checkLimit is how long a type check may take; a folder of a hundred functions takes about two seconds.
const checkLimit = 2 * time.Minute

// checker is compile.Checker in a runner process.
type checker struct{ pool *script.Pool }

// Check implements compile.Checker.
func (c checker) Check(ctx context.Context, files map[string]string, entries []string) ([]bundle.Diagnostic, error) {
	question, err := json.Marshal(typecheck.Request{Files: files, Entries: entries})
	if err != nil {
		return nil, fault.From(err)
	}
	answer, err := c.pool.Ask(ctx, "check", question, checkLimit)
	if err != nil {
		return nil, err
	}
	var found []typecheck.Diagnostic
	if err := json.Unmarshal(answer, &found); err != nil {
		return nil, fault.New(fault.Internal, "check_failed", "The type checker's answer cannot be read.").WithCause(err)
	}
	all := make([]bundle.Diagnostic, 0, len(found))
	for _, d := range found {
		all = append(all, bundle.Diagnostic{File: d.File, Line: d.Line, Column: d.Column, EndLine: d.EndLine, EndColumn: d.EndColumn, Severity: d.Severity,
			Source: "types", Code: "TS" + strconv.Itoa(d.Code), Message: d.Message})
	}
	return all, nil
}
