package compile

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"patchbay/app/fault"
	"patchbay/app/script"
	"patchbay/app/script/bundle"
)

// Compiler compiles folders. It remembers what it made of each function until one of the function's files changes. It may
// be used by several goroutines.
type Compiler struct {
	o       Options
	definer definer

	mu    sync.Mutex
	known map[string]*compiled // by File
}

// New returns a compiler.
func New(o Options) *Compiler {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Compiler{o: o, definer: definer{o.Pool}, known: map[string]*compiled{}}
}

// compiled is what became of one entry. Exactly when function is nil it failed; found then says why.
type compiled struct {
	entry    Entry
	hash     string
	inputs   []string
	bundled  *bundle.Bundled
	function *Function
	found    []bundle.Diagnostic
}

// Folder compiles every function that index.ts names. The error is the machine's: what is wrong with the functions is among
// the diagnostics.
func (c *Compiler) Folder(ctx context.Context, root fs.FS) (*Project, error) {
	if err := Recognise(root); err != nil {
		return nil, err
	}
	entries, found := Discover(root)
	files := bundle.NewSource(root)
	results, err := c.compile(ctx, files, entries)
	if err != nil {
		return nil, err
	}
	p := &Project{Diagnostics: found, Files: map[string]string{}, Entries: entries}
	unique(results)
	for _, r := range results {
		p.Diagnostics = append(p.Diagnostics, r.found...)
		if r.function != nil {
			p.Functions = append(p.Functions, r.function)
		}
		p.keep(files, r.inputs)
	}
	p.keep(files, []string{indexFile})
	return p, nil
}

// keep notes the texts of files; one that cannot be read has its diagnostic already.
func (p *Project) keep(files *bundle.Source, names []string) {
	for _, name := range names {
		if text, err := files.Read(name); err == nil {
			p.Files[name] = text
		}
	}
}

// only compiles one entry.
func (c *Compiler) only(ctx context.Context, root fs.FS, e Entry) (*Function, []bundle.Diagnostic) {
	results, err := c.compile(ctx, bundle.NewSource(root), []Entry{e})
	if err != nil {
		f := fault.From(err)
		return nil, []bundle.Diagnostic{{File: e.File, Severity: bundle.SeverityError, Source: bundle.SourceDefinition, Code: f.Code, Message: f.Message, Hint: f.Hint}}
	}
	return results[0].function, results[0].found
}

// CheckTypes has the checker look at the project's files. It gives the findings on types; when they could not be looked for,
// one that says so.
func (c *Compiler) CheckTypes(ctx context.Context, p *Project) []bundle.Diagnostic {
	if c.o.Checker == nil || len(p.Entries) == 0 {
		return nil
	}
	var entries []string
	for _, e := range p.Entries {
		if _, ok := p.Files[e.File]; ok {
			entries = append(entries, e.File)
		}
	}
	found, err := c.o.Checker.Check(ctx, p.Files, entries)
	if err != nil {
		f := fault.From(err)
		return []bundle.Diagnostic{{Severity: bundle.SeverityWarning, Source: bundle.SourceTypes, Code: f.Code, Message: "The types could not be checked. " + f.Message, Hint: f.Hint}}
	}
	return found
}

// compile gives one result an entry, in their order. Only functions whose files changed cost anything.
func (c *Compiler) compile(ctx context.Context, files *bundle.Source, entries []Entry) ([]compiled, error) {
	results := make([]compiled, len(entries))
	group, work := errgroup.WithContext(ctx)
	group.SetLimit(runtime.NumCPU())
	for i, e := range entries {
		group.Go(func() error {
			results[i] = c.bundle(work, files, e)
			return work.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if err := c.define(ctx, files, results); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range results {
		if r := results[i]; r.function != nil {
			c.known[r.entry.File] = &r
		} else {
			delete(c.known, r.entry.File)
		}
	}
	return results, nil
}

// bundle makes the bundle of an entry, or finds what was made of the same files before.
func (c *Compiler) bundle(ctx context.Context, files *bundle.Source, e Entry) compiled {
	c.mu.Lock()
	before := c.known[e.File]
	c.mu.Unlock()
	if before != nil {
		if hash, ok := hashOf(files, before.inputs); ok && hash == before.hash {
			same := *before
			same.entry = e
			return same
		}
	}
	made, found := bundle.Function(ctx, files, e.File)
	r := compiled{entry: e, bundled: made, found: found, inputs: []string{e.File}}
	if made != nil {
		r.inputs = made.Inputs
		r.hash, _ = hashOf(files, made.Inputs)
	}
	return r
}

// hashOf names the content of files.
func hashOf(files *bundle.Source, names []string) (string, bool) {
	sum := sha256.New()
	for _, name := range names {
		text, err := files.Read(name)
		if err != nil {
			return "", false
		}
		_, _ = fmt.Fprintf(sum, "%d %s %d ", len(name), name, len(text)) // a hash never fails
		_, _ = io.WriteString(sum, text)
	}
	return hex.EncodeToString(sum.Sum(nil)), true
}

// define reads the definitions of those that are bundled and not yet functions.
func (c *Compiler) define(ctx context.Context, files *bundle.Source, results []compiled) error {
	programs := map[string]*script.Program{}
	var order []string
	for _, r := range results {
		if r.bundled != nil && r.function == nil {
			programs[r.entry.File] = r.bundled.Program
			order = append(order, r.entry.File)
		}
	}
	if len(order) == 0 {
		return nil
	}
	definitions, err := c.definer.all(ctx, programs, order)
	if err != nil {
		return err
	}
	for i := range results {
		r := &results[i]
		if !slices.Contains(order, r.entry.File) {
			continue
		}
		source, err := files.Read(r.entry.File)
		if err != nil {
			return err
		}
		f, found := function(r.entry, r.bundled, definitions[r.entry.File])
		r.found = append(r.found, found...)
		if f != nil {
			f.Source, f.Hash = source, r.hash
			r.function = f
		}
	}
	return nil
}
