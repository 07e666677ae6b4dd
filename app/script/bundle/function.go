package bundle

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/evanw/esbuild/shim"

	"patchbay/app/fault"
	"patchbay/app/script"
)

// Function bundles the function whose file is entry, e.g. "github/syncs/list-issues.ts", and checks every TypeScript file
// that takes part. With an error among the diagnostics there is no bundle; there may be warnings beside one. Functions that
// share files are given the same Source, which reads each file once.
func Function(ctx context.Context, files *Source, entry string) (*Bundled, []Diagnostic) {
	w := &work{files: files, entry: entry, known: map[string]*file{}}
	server := build{files: files, text: w.serverText}
	o := server.run(entry)
	found := append(w.diagnostics(), o.problems...)
	if failed(found) {
		return nil, found
	}
	if err := ctx.Err(); err != nil {
		return nil, append(found, wholeFile(entry, fault.From(err)))
	}
	local := build{files: files, text: w.localText, local: true}
	here := local.run(entry)
	if failed(here.problems) {
		return nil, append(found, here.problems...)
	}
	found = append(found, packageHints(entry, o.packages)...)
	return &Bundled{
		Server: o.code, Program: script.NewProgram(programName(entry), here.code), Inputs: w.inputs(),
		Features: features(w.known[entry]), Packages: o.packages,
		Places: places(w.known[entry]),
	}, found
}

// Runnable is Function for who only wants to run it here: it does not bundle for a real server, which takes half the time.
func Runnable(ctx context.Context, files *Source, entry string) (*script.Program, []Diagnostic) {
	if err := ctx.Err(); err != nil {
		return nil, []Diagnostic{wholeFile(entry, fault.From(err))}
	}
	w := &work{files: files, entry: entry, known: map[string]*file{}}
	local := build{files: files, text: w.localText, local: true}
	here := local.run(entry)
	found := append(w.diagnostics(), here.problems...)
	if failed(found) {
		return nil, found
	}
	return script.NewProgram(programName(entry), here.code), found
}

// programName is the file name a real server's stack traces have: <function>-<integration>.cjs.
func programName(entry string) string {
	integration, _, _ := strings.Cut(entry, "/")
	return strings.TrimSuffix(path.Base(entry), path.Ext(entry)) + "-" + integration + ".cjs"
}

func failed(list []Diagnostic) bool {
	return slices.ContainsFunc(list, func(d Diagnostic) bool { return d.Severity == SeverityError })
}

func wholeFile(name string, f *fault.Error) Diagnostic {
	return Diagnostic{File: name, Severity: SeverityError, Source: SourceBundle, Code: f.Code, Message: f.Message, Hint: f.Hint}
}

// file is one TypeScript file of a function.
type file struct {
	name, text string
	tree       *shim.Node // nil when it does not parse
	found      []Diagnostic
}

// work is the bundling of one function. esbuild loads files from several goroutines.
type work struct {
	files *Source
	entry string

	mu    sync.Mutex
	known map[string]*file
}

// open reads, parses and checks a file once. Only TypeScript is checked, as by the official compiler.
func (w *work) open(name string) (*file, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if f, ok := w.known[name]; ok {
		return f, nil
	}
	if len(w.known) >= maxFiles {
		return nil, fault.New(fault.TooLarge, "too_many_files", fmt.Sprintf("The function imports more than %d files.", maxFiles)).
			WithHint("Import only what it needs.")
	}
	text, err := w.files.Read(name)
	if err != nil {
		return nil, err
	}
	f := &file{name: name, text: text}
	if path.Ext(name) == ".ts" {
		f.tree = shim.Parse(name, text) // esbuild words the problems itself
	}
	if f.tree != nil {
		f.found = check(f, name == w.entry)
	}
	w.known[name] = f
	return f, nil
}

// serverText is a file as the official compiler hands it to esbuild.
func (w *work) serverText(name string) (string, error) {
	f, err := w.open(name)
	if err != nil || f.tree == nil {
		return textOf(f), err
	}
	edits := layout(f)
	if name == w.entry {
		edits = append(declare(f), edits...)
	}
	return apply(f.text, edits), nil
}

// localText is a file for the runner: with the declaration rewritten, every line where it was.
func (w *work) localText(name string) (string, error) {
	f, err := w.open(name)
	if err != nil || f.tree == nil || name != w.entry {
		return textOf(f), err
	}
	return apply(f.text, declare(f)), nil
}

func textOf(f *file) string {
	if f == nil {
		return ""
	}
	return f.text
}

// diagnostics gives what the checks found, the entry first, then by name.
func (w *work) diagnostics() []Diagnostic {
	var out []Diagnostic
	for _, name := range w.inputs() {
		out = append(out, w.known[name].found...)
	}
	return out
}

// inputs lists the files read, the entry first, then by name.
func (w *work) inputs() []string {
	names := make([]string, 0, len(w.known))
	for name := range w.known {
		if name != w.entry {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	if _, ok := w.known[w.entry]; ok {
		names = slices.Insert(names, 0, w.entry)
	}
	return names
}
