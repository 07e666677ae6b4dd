package nango

import (
	"embed"
	"io/fs"
	"sync"

	"patchbay/app/fixtures"
	"patchbay/app/script"
	"patchbay/app/script/bundle"
)

//go:embed prelude
var preludeFiles embed.FS

// preludeProgram is the TypeScript in front of every function, compiled when the first one runs.
type preludeProgram struct {
	once    sync.Once
	program *script.Program
	err     error
}

func (p *preludeProgram) get() (*script.Program, error) {
	p.once.Do(func() { p.program, p.err = bundle.Prelude(preludeSource{}, "prelude/main.ts") })
	return p.program, p.err
}

// preludeSource joins this package's files with the one that tests of functions share.
type preludeSource struct{}

const shared = "prelude/paginate.ts"

func (preludeSource) Open(name string) (fs.File, error) {
	if name == shared {
		return fixtures.Prelude.Open(name)
	}
	return preludeFiles.Open(name)
}
