package app

import (
	"context"
	"log/slog"
	"runtime"

	"patchbay/app/catalog"
	"patchbay/app/cli"
	"patchbay/app/fixtures"
	"patchbay/app/script"
)

// tools are a compiler and a test runner without the app around them, for folders anywhere.
func (b Build) tools(ctx context.Context) (*cli.Toolchain, error) {
	known, err := catalog.Open(b.Providers, "", slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	pool := script.NewPool(script.Options{Max: runtime.NumCPU(), Warm: runtime.NumCPU()})
	if err := pool.Start(ctx); err != nil {
		return nil, err
	}
	compiler := newCompiler(pool)
	return &cli.Toolchain{
		Compiler: compiler,
		Runner:   fixtures.NewRunner(fixtures.Options{Pool: pool, Catalog: known}),
		Close:    pool.Stop,
	}, nil
}
