package api_test

import (
	"context"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"patchbay/app/builder"
	"patchbay/app/catalog"
	"patchbay/app/compile"
	"patchbay/app/deploy"
	"patchbay/app/functions"
	"patchbay/app/logs"
	"patchbay/app/nango"
	"patchbay/app/outbound"
	"patchbay/app/project"
	"patchbay/app/proxy"
	"patchbay/app/records"
	"patchbay/app/schedule"
	"patchbay/app/script"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// functionsStack is the part of a stack that runs functions. It does nothing before runFunctions.
type functionsStack struct {
	pool      *script.Pool
	records   *records.Service
	functions *functions.Service
	schedule  *schedule.Service
	project   *project.Service
	deploy    *deploy.Service
	builder   *builder.Service
	compiler  *compile.Compiler
}

func (st *stack) openFunctions(db *sqlite.DB, box *vault.Vault, out *outbound.Client, px *proxy.Service, cat *catalog.Catalog, log *slog.Logger) {
	st.pool = script.NewPool(script.Options{Log: log, Warm: 1, Max: 2})
	st.compiler = compile.New(compile.Options{Pool: st.pool, Log: log})
	st.records = records.New(records.Options{DB: db, Bus: st.bus})
	st.functions = functions.New(functions.Options{DB: db, Vault: box, Bus: st.bus, Logs: st.logs, Connect: st.connect, Catalog: cat, Settings: st.settings,
		Records: st.records, Notify: st.notify, Log: log})
	st.t.Cleanup(st.functions.Stop)
	st.functions.SetExecutor(nango.New(nango.Services{Connect: st.connect, Proxy: px, Outbound: out, Records: st.records, Catalog: cat, Settings: st.settings,
		Logs: st.logs, Checkpoints: st.functions.Checkpoints(), Functions: st.functions.Calls(), Pool: st.pool, Log: log}))
	st.schedule = schedule.New(schedule.Options{DB: db, Functions: st.functions, Connect: st.connect, Records: st.records, Bus: st.bus, Log: log})
	st.functions.SetScheduler(schedule.Scheduler{Service: st.schedule})
	st.functions.SetNotifier(st.schedule)
	st.connect.SetLifecycle(st.functions)
	st.project = project.New(project.Options{DB: db, Vault: box, Settings: st.settings, Bus: st.bus, Outbound: out, Compiler: st.compiler, Functions: st.functions, Log: log})
	st.deploy = deploy.New(deploy.Options{Compiler: st.compiler, Functions: st.functions, Connect: st.connect, Logs: st.logs, Held: st.project.Held})
	st.t.Cleanup(st.deploy.Stop)
}

func (st *stack) openBuilder(db *sqlite.DB, box *vault.Vault, out *outbound.Client, cat *catalog.Catalog, redactor *logs.Redactor) {
	st.builder = builder.New(builder.Options{DB: db, Vault: box, Settings: st.settings, Catalog: cat, Connect: st.connect, Functions: st.functions,
		Compiler: st.compiler, Folder: st.project, Outbound: out, Logs: st.logs, Redactor: redactor, Example: project.Example})
	st.t.Cleanup(st.builder.Stop)
}

// runFunctions opens a copy of the project folder testdata/<name> and waits until it is compiled.
func (st *stack) runFunctions(name string) {
	st.t.Helper()
	st.runFolder(os.DirFS(filepath.Join("testdata", name)))
}

// runFolder is runFunctions for any folder.
func (st *stack) runFolder(files fs.FS) {
	st.t.Helper()
	ctx := context.WithoutCancel(st.t.Context())
	dir := filepath.Join(st.t.TempDir(), "project")
	must(st.t, os.CopyFS(dir, files))
	must(st.t, os.MkdirAll(filepath.Join(dir, ".nango"), 0o755))
	must(st.t, st.pool.Start(ctx))
	st.t.Cleanup(st.pool.Stop)
	must(st.t, st.functions.Start(ctx))
	must(st.t, st.project.Start(ctx, dir))
	st.t.Cleanup(st.project.Stop)
	must(st.t, st.schedule.Start(ctx))
	st.t.Cleanup(st.schedule.Stop)
	if state := st.project.Wait(ctx); state.Phase != project.Ready || state.Errors > 0 {
		found, _ := st.project.Diagnostics()
		st.t.Fatalf("the project is %s: %v %+v", state.Phase, state.Problem, found)
	}
}
