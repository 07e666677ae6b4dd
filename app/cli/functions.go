package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/fixtures"
	"patchbay/app/project"
	"patchbay/app/script/bundle"
)

type functionsCommand struct {
	Init    functionsInit    `cmd:"" help:"Make a functions folder with three small examples."`
	List    functionsList    `cmd:"" help:"List the installed functions."`
	Compile functionsCompile `cmd:"" help:"Check a functions folder and write build/ and .nango/nango.json."`
	Test    functionsTest    `cmd:"" help:"Run the recorded fixtures of a functions folder."`
	Dryrun  functionsDryrun  `cmd:"" help:"Run a function of a folder against a real connection and keep nothing."`
	Run     functionsRun     `cmd:"" help:"Run an installed function."`
	Types   functionsTypes   `cmd:"" help:"Write a typed TypeScript client for the functions of a folder."`
}

// Toolchain compiles and tests functions in this process and its runners; no data folder is needed.
type Toolchain struct {
	Compiler *compile.Compiler
	Runner   *fixtures.Runner
	Close    func()
}

type functionsInit struct {
	Dir string `arg:"" type:"path" help:"The folder to make."`
}

// Run makes the folder.
func (c functionsInit) Run(ctx context.Context, inv *invocation) error {
	written, err := project.Init(c.Dir)
	if err != nil {
		return err
	}
	if inv.flags.JSON {
		return inv.printValue(map[string]any{"dir": c.Dir, "files": written})
	}
	return inv.say("Made %s with %d files. Next:\n  patchbay functions test %s\n  patchbay serve --project %s", c.Dir, len(written), c.Dir, c.Dir)
}

// folder is the functions folder of a command: the argument, --project, or the current one.
func (inv *invocation) folder(dir string) (string, *os.Root, error) {
	if dir == "" {
		dir = inv.flags.Project
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", nil, fault.New(fault.Invalid, "invalid_path", "The folder cannot be found.").WithCause(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", nil, noFolder(dir, err)
	}
	if err := compile.Recognise(root.FS()); err != nil {
		return "", nil, errors.Join(err, root.Close())
	}
	return dir, root, nil
}

// folderOrOpen is folder for commands that write nothing there unasked: where nobody names one and the current folder is no
// project, it is the one that is open in the app, or was the last time.
func (inv *invocation) folderOrOpen(ctx context.Context, dir string) (string, *os.Root, error) {
	found, root, err := inv.folder(dir)
	if dir != "" || inv.flags.Project != "" || !fault.HasCode(err, "not_a_project") {
		return found, root, err
	}
	opened, asking := inv.openFolder(ctx)
	if asking != nil || opened == "" {
		return "", nil, errors.Join(err, asking)
	}
	if !inv.flags.JSON {
		fmt.Fprintf(inv.Stderr, "Using the open folder %s.\n", printable(opened))
	}
	return inv.folder(opened)
}

// openFolder is the folder that is open in the app, or was the last time; "" when none is, or Patchbay never ran here.
func (inv *invocation) openFolder(ctx context.Context) (string, error) {
	set, err := inv.settings()
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(set.DataDir); errors.Is(err, fs.ErrNotExist) {
		return "", nil // to open the app would make it
	}
	var answer struct {
		Data struct {
			Dir string `json:"dir"`
		} `json:"data"`
	}
	err = inv.with(ctx, func(s *session) error {
		_, err := s.call(ctx, "GET", "/patchbay/project", nil, &answer)
		return err
	})
	return answer.Data.Dir, err
}

// noFolder says why a folder could not be opened.
func noFolder(dir string, err error) error {
	f := fault.New(fault.Invalid, "not_a_folder", dir+" is not a folder.")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f = fault.New(fault.NotFound, "not_a_folder", "There is no folder "+dir+".")
	case errors.Is(err, fs.ErrPermission):
		return fault.New(fault.Forbidden, "not_a_folder", "The folder "+dir+" cannot be read.").WithHint("Check its permissions.").WithCause(err)
	}
	return f.WithHint("Name a functions folder, or make one: patchbay functions init DIR").WithCause(err)
}

type functionsCompile struct {
	Dir     string `arg:"" optional:"" type:"path" help:"The functions folder (default: --project, or the current one)."`
	NoTypes bool   `name:"no-types" help:"Leave the type check out."`
	NoWrite bool   `name:"no-write" help:"Only check; write nothing."`
}

// Run compiles the folder; problems go to standard output, one a line, and any error fails the command.
func (c functionsCompile) Run(ctx context.Context, inv *invocation) error {
	_, root, err := inv.folder(c.Dir)
	if err != nil {
		return err
	}
	return inv.compiled(ctx, root, func(f compiledFolder) error {
		problems := f.Diagnostics
		if !c.NoTypes {
			problems = append(problems, f.tools.Compiler.CheckTypes(ctx, f.Project)...)
		}
		failed := errorsAmong(problems)
		if failed == 0 && !c.NoWrite {
			if err := compile.WriteBuild(f.root, f.Project); err != nil {
				return err
			}
		}
		if err := inv.printProblems(problems, len(f.Functions)); err != nil {
			return err
		}
		if failed > 0 {
			return fault.New(fault.Invalid, "compile_failed", fmt.Sprintf("The folder has %s.", counted(failed, "error"))).
				WithHint("Nothing was written to build/.")
		}
		return nil
	})
}

// compiledFolder is a functions folder that was compiled, and what compiled it.
type compiledFolder struct {
	*compile.Project
	root  *os.Root
	tools *Toolchain
}

// compiled compiles the functions folder of a command, hands it to use and closes it.
func (inv *invocation) compiled(ctx context.Context, root *os.Root, use func(compiledFolder) error) error {
	defer func() { _ = root.Close() }() // it was only looked through
	tools, err := inv.Tools(ctx)
	if err != nil {
		return err
	}
	defer tools.Close()
	result, err := tools.Compiler.Folder(ctx, root.FS())
	if err != nil {
		return err
	}
	return use(compiledFolder{result, root, tools})
}

func errorsAmong(problems []bundle.Diagnostic) (n int) {
	for _, d := range problems {
		if d.Severity == bundle.SeverityError {
			n++
		}
	}
	return n
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (inv *invocation) printProblems(problems []bundle.Diagnostic, functions int) error {
	if inv.flags.JSON {
		type problem struct {
			File     string `json:"file"`
			Line     int    `json:"line"`
			Column   int    `json:"column"`
			Severity string `json:"severity"`
			Source   string `json:"source"`
			Code     string `json:"code"`
			Message  string `json:"message"`
			Hint     string `json:"hint,omitempty"`
		}
		list := []problem{}
		for _, d := range problems {
			list = append(list, problem{d.File, d.Line, d.Column, d.Severity, d.Source, d.Code, d.Message, d.Hint})
		}
		return inv.printValue(map[string]any{"functions": functions, "diagnostics": list})
	}
	for _, d := range problems {
		place := d.File
		if d.Line > 0 {
			place = fmt.Sprintf("%s:%d:%d", d.File, d.Line, d.Column)
		}
		text := fmt.Sprintf("%s: %s: %s", place, d.Severity, printable(d.Message))
		if d.Hint != "" {
			text += "\n    " + printable(d.Hint)
		}
		fmt.Fprintln(inv.Stdout, text)
	}
	return inv.say("%s compiled.", counted(functions, "function"))
}

type functionsTest struct {
	Dir         string `arg:"" optional:"" type:"path" help:"The functions folder (default: --project, or the current one)."`
	Integration string `help:"Only this integration."`
	Function    string `help:"Only this function."`
}

// Run runs the fixtures and ends with the line "N passed, N failed, N skipped".
func (c functionsTest) Run(ctx context.Context, inv *invocation) error {
	root, filter, err := inv.testFolder(c.Dir)
	if err != nil {
		return err
	}
	if c.Integration != "" {
		filter.Integration = c.Integration
	}
	filter.Function = c.Function
	defer func() { _ = root.Close() }() // it was only looked through
	tools, err := inv.Tools(ctx)
	if err != nil {
		return err
	}
	defer tools.Close()
	totals, err := tools.Runner.Folder(ctx, root.FS(), filter, func(r fixtures.Result) {
		inv.printTest(r)
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(inv.Stdout, totals)
	if totals.Failed > 0 {
		return fault.New(fault.Invalid, "tests_failed", fmt.Sprintf("%s failed.", counted(totals.Failed, "test")))
	}
	return nil
}

// testFolder is the folder of the tests: a project, one integration's folder in it, or a bare collection of those.
func (inv *invocation) testFolder(dir string) (*os.Root, fixtures.Filter, error) {
	if dir == "" {
		dir = inv.flags.Project
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fixtures.Filter{}, fault.New(fault.Invalid, "invalid_path", "The folder cannot be found.").WithCause(err)
	}
	path, filter := fixtures.Locate(dir)
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, filter, noFolder(dir, err)
	}
	found, err := fixtures.Discover(root.FS(), filter)
	if err == nil && len(found) == 0 {
		err = fault.New(fault.NotFound, "no_tests", "The folder "+dir+" has no recorded fixtures.").
			WithHint("Record one: patchbay functions dryrun NAME CONNECTION --save")
	}
	if err != nil {
		return nil, filter, errors.Join(err, root.Close())
	}
	return root, filter, nil
}

func (inv *invocation) printTest(r fixtures.Result) {
	if inv.flags.JSON {
		_ = inv.printValue(r)
		return
	}
	switch {
	case r.State == "failed":
		fmt.Fprintf(inv.Stdout, "FAIL  %s  %s\n", printable(r.File), printable(r.Message))
		for line := range strings.SplitSeq(strings.TrimRight(r.Diff, "\n"), "\n") {
			if line != "" {
				fmt.Fprintf(inv.Stdout, "      %s\n", printable(line))
			}
		}
	case inv.flags.Verbose || r.State == "skipped":
		fmt.Fprintf(inv.Stdout, "%-5s %s %s\n", r.State, printable(r.File), printable(r.Message))
	}
}

type functionsList struct {
	Integration string `help:"Only this integration's."`
}

// Run lists the installed functions.
func (c functionsList) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data []struct {
				Integration string  `json:"integration"`
				Name        string  `json:"name"`
				Type        string  `json:"type"`
				State       string  `json:"state"`
				Enabled     bool    `json:"enabled"`
				Frequency   string  `json:"frequency"`
				LastRun     *runRow `json:"last_run"`
			} `json:"data"`
		}
		raw, err := s.call(ctx, "GET", "/patchbay/functions", nil, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		var rows [][]string
		for _, f := range answer.Data {
			if c.Integration != "" && f.Integration != c.Integration {
				continue
			}
			state := f.State
			if !f.Enabled && state == "ready" {
				state = "disabled"
			}
			rows = append(rows, []string{f.Integration + "/" + f.Name, f.Type, state, f.Frequency, f.LastRun.outcome()})
		}
		return inv.table("No functions. Open a folder: patchbay serve --project DIR", []string{"FUNCTION", "TYPE", "STATE", "FREQUENCY", "LAST RUN"}, rows)
	})
}

// jsonOption is JSON text, or @FILE with it.
type jsonOption string

func (o jsonOption) read(name string) (json.RawMessage, error) {
	if o == "" {
		return nil, nil
	}
	text := []byte(o)
	if file, found := strings.CutPrefix(string(o), "@"); found {
		var err error
		if text, err = os.ReadFile(file); err != nil {
			return nil, fault.New(fault.Invalid, "unreadable_file", "The file of --"+name+" cannot be read.").WithCause(err)
		}
	}
	if !json.Valid(text) {
		return nil, fault.New(fault.Invalid, "invalid_json", "The value of --"+name+" is not JSON.").WithHint(`Write it like --` + name + ` '{"id":"1"}', or --` + name + ` @file.json.`)
	}
	return text, nil
}

// functionPath is the address of a function below /patchbay/functions.
func functionPath(integration, kind, name string) string {
	return "/patchbay/functions/" + url.PathEscape(integration) + "/" + kind + "/" + url.PathEscape(name)
}
