package compile

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"patchbay/app/fault"
	"patchbay/app/script"
	"patchbay/app/script/bundle"
)

//go:embed prelude
var preludes embed.FS

// definePrelude is the program that reads definitions, bundled once.
var definePrelude = sync.OnceValues(func() (*script.Program, error) {
	src, err := fs.Sub(preludes, "prelude")
	if err != nil {
		return nil, err
	}
	return bundle.Prelude(src, "define.ts")
})

// Reading definitions: how many functions share a runtime, and how long one may take. Evaluating a function builds its
// schemas, some ten milliseconds.
const (
	batchSize  = 24
	batchLimit = 60 * time.Second
	oneLimit   = 10 * time.Second
)

// definition is what the prelude read off a default export.
type definition struct {
	File       string          `json:"file"`
	Failed     bool            `json:"failed"` // it threw beside others; read alone it says how
	Type       json.RawMessage `json:"type"`
	Fields     fields          `json:"fields"`
	Has        []string        `json:"has"`
	Models     []schema        `json:"models"`
	Input      string          `json:"input"`
	Output     string          `json:"output"`
	Metadata   string          `json:"metadata"`
	Checkpoint string          `json:"checkpoint"`

	failure *script.Failure // why it could not be read
}

// schema is a model's name and its JSON Schema.
type schema struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// fields are the plain properties of a declaration. They stay raw because nothing but TypeScript checks their types.
type fields map[string]json.RawMessage

func (f fields) text(name string) string {
	var s string
	_ = json.Unmarshal(f[name], &s) // another type reads as absent
	return s
}

func (f fields) is(name string) bool { return string(f[name]) == "true" }

func (f fields) list(name string) []string {
	out := []string{}
	if json.Unmarshal(f[name], &out) != nil || out == nil {
		return []string{}
	}
	return out
}

// definer runs programs in runner children to read their definitions.
type definer struct{ pool *script.Pool }

// all gives the definition of each program, by file. A program that does not let itself be read has its failure there.
func (d definer) all(ctx context.Context, programs map[string]*script.Program, order []string) (map[string]definition, error) {
	out := make(map[string]definition, len(order))
	var mu sync.Mutex
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(2, runtime.NumCPU()/2))
	for files := range slices.Chunk(order, batchSize) {
		group.Go(func() error {
			found, err := d.batch(ctx, programs, files)
			mu.Lock()
			defer mu.Unlock()
			for _, one := range found {
				out[one.File] = one
			}
			return err
		})
	}
	return out, group.Wait()
}

// batch reads several programs in one runtime, then those that failed there alone, so that the guilty one is found.
func (d definer) batch(ctx context.Context, programs map[string]*script.Program, files []string) ([]definition, error) {
	if len(files) == 1 {
		one, err := d.alone(ctx, programs[files[0]], files[0])
		return []definition{one}, err
	}
	found, err := d.read(ctx, together(programs, files), files, batchLimit)
	if err != nil {
		found = make([]definition, len(files))
		for i, file := range files {
			found[i] = definition{File: file, Failed: true}
		}
	}
	for i, one := range found {
		if !one.Failed {
			continue
		}
		if found[i], err = d.alone(ctx, programs[one.File], one.File); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// alone reads one program. What the program does wrong is in the definition; an error is the machine's.
func (d definer) alone(ctx context.Context, program *script.Program, file string) (definition, error) {
	found, err := d.read(ctx, program, []string{file}, oneLimit)
	if failure, ok := errors.AsType[*script.Failure](err); ok && ctx.Err() == nil && failure.Kind != script.Closed {
		return definition{File: file, failure: failure}, nil
	}
	if err != nil {
		return definition{}, err
	}
	return found[0], nil
}

func (d definer) read(ctx context.Context, program *script.Program, files []string, limit time.Duration) ([]definition, error) {
	prelude, err := definePrelude()
	if err != nil {
		return nil, err
	}
	input, err := json.Marshal(map[string]any{"files": files, "together": len(files) > 1})
	if err != nil {
		return nil, err
	}
	job := script.Job{Prelude: prelude, Program: program, Input: input, Limits: script.Limits{Deadline: limit}}
	result, err := d.pool.Run(ctx, job, silent{})
	if err != nil {
		return nil, err
	}
	var found []definition
	if err := json.Unmarshal(result.Value, &found); err != nil || len(found) != len(files) {
		return nil, fmt.Errorf("read the definitions of %d functions, got %d: %w", len(files), len(found), err)
	}
	return found, nil
}

// together makes one program that exports a loader for each file. Without their source maps, which would belie the lines.
func together(programs map[string]*script.Program, files []string) *script.Program {
	var code strings.Builder
	for _, file := range files {
		text, _, _ := strings.Cut(programs[file].Code, "\n//# sourceMappingURL=")
		code.WriteString("exports[" + strconv.Quote(file) + "] = () => { const module = { exports: {} }; const exports = module.exports;\n")
		code.WriteString(text)
		code.WriteString("\nreturn module.exports; };\n")
	}
	return script.NewProgram("definitions.js", code.String())
}

// silent is the host of a definition: it offers nothing, and what the code prints is of no interest.
type silent struct{}

func (silent) Call(context.Context, string, json.RawMessage, []byte) (script.Reply, error) {
	return script.Reply{}, fault.New(fault.Forbidden, "not_running", "The function is only being read, it does not run.")
}

func (silent) Notify(string, json.RawMessage) {}
