package project

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/fixtures"
	"patchbay/app/script/bundle"
)

// The ways a file of a plan differs from what is there.
const (
	Add    = "add"
	Change = "change"
	Same   = "same"
)

// Plan is what an export would write.
type Plan struct {
	Out    string
	Files  []PlannedFile // by path
	Parity []Parity
}

// PlannedFile is one file of an export. Diff is a unified diff of a text that changes.
type PlannedFile struct {
	Path, Change, Diff string
	Size               int64

	data []byte
}

// ExportPlan says what Export would write to out and changes nothing. Files in out that the project does not have are left alone.
// The project is the open one, or that in dir. Faults: no_project, project_broken (a function does not compile), invalid_out.
func (s *Service) ExportPlan(ctx context.Context, dir, out string) (Plan, error) {
	f, release, err := s.at(ctx, dir)
	if err != nil {
		return Plan{}, err
	}
	defer release()
	out, err = filepath.Abs(out)
	if err != nil || out == f.dir || strings.HasPrefix(f.dir+string(filepath.Separator), out+string(filepath.Separator)) ||
		strings.HasPrefix(out, f.dir+string(filepath.Separator)) {
		return Plan{}, fault.New(fault.Invalid, "invalid_out", "The project cannot be exported into itself or around itself.").
			WithHint("Name another folder. The open folder is a whole project already: the official CLI takes it as it is.")
	}
	project, err := s.sound(ctx, f)
	if err != nil {
		return Plan{}, err
	}
	return planExport(f, project, out)
}

// planExport compares what the project would export with what is in out, an absolute path.
func planExport(f *folder, project *compile.Project, out string) (Plan, error) {
	files, made, err := exported(f.root, project)
	if err != nil {
		return Plan{}, err
	}
	plan := Plan{Out: out, Parity: parityOf(project)}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := PlannedFile{Path: name, data: files[name]}
		old, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
		if err == nil && made[name] {
			file.data = merged(name, old, file.data)
		}
		switch {
		case errors.Is(err, fs.ErrNotExist):
			file.Change = Add
		case err != nil:
			return Plan{}, fault.New(fault.Invalid, "invalid_out", "The file "+name+" in "+out+" cannot be compared.").WithCause(err)
		case bytes.Equal(old, file.data):
			file.Change = Same
		default:
			file.Change, file.Diff = Change, diff(name, old, file.data)
		}
		file.Size = int64(len(file.data))
		plan.Files = append(plan.Files, file)
	}
	return plan, nil
}

// merged is a file that the project lacks, so that made would be written, and that the other folder has: it is the user's there,
// unless it is a test that Patchbay wrote. A manifest gets what runs the tests when made has it.
func merged(name string, old, made []byte) []byte {
	switch {
	case fixtures.Generated(made) && fixtures.Generated(old):
		return made
	case name == manifest && bytes.Equal(made, fixtures.AddTestRunner(made)):
		return fixtures.AddTestRunner(old)
	}
	return old
}

// sound compiles the folder and checks its types, and refuses to hand on what the official CLI would refuse. Faults:
// project_broken with the first problem, nothing_to_export.
func (s *Service) sound(ctx context.Context, f *folder) (*compile.Project, error) {
	project, err := s.Compiler.Folder(ctx, f.root.FS())
	if err != nil {
		return nil, err
	}
	return project, compiles(project, slices.Concat(project.Diagnostics, s.Compiler.CheckTypes(ctx, project)))
}

func compiles(project *compile.Project, found []bundle.Diagnostic) error {
	for _, d := range found {
		if d.Severity == bundle.SeverityError {
			return fault.New(fault.Conflict, "project_broken", "The project does not compile: "+placeOf(d)+": "+d.Message).
				WithHint("Repair it first; patchbay functions compile lists every problem.")
		}
	}
	if !slices.ContainsFunc(project.Functions, func(f *compile.Function) bool { return f.Type != compile.OnEvent }) {
		return fault.New(fault.Conflict, "nothing_to_export", "The project has no sync and no action, and the official CLI refuses such a one.").
			WithHint("Add a function to it.")
	}
	return nil
}

// placeOf is the file of a problem, with its line when that is known.
func placeOf(d bundle.Diagnostic) string {
	if d.Line == 0 {
		return d.File
	}
	return fmt.Sprintf("%s:%d", d.File, d.Line)
}

func diff(name string, old, now []byte) string {
	if !utf8.Valid(old) || !utf8.Valid(now) || len(old)+len(now) > 1<<20 {
		return ""
	}
	return udiff.Unified(name, name, string(old), string(now))
}

// manifest is the file in which npm reads what a project needs.
const manifest = "package.json"

// exported are the files of the export: the project's own, without secrets and without what tools make, and what a project needs
// and this one lacks. The latter are made.
func exported(root *os.Root, project *compile.Project) (files map[string][]byte, made map[string]bool, err error) {
	files = map[string][]byte{}
	total := 0
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && slices.Contains(ignored, d.Name()):
			return fs.SkipDir
		case !d.Type().IsRegular() || secret(name):
			return nil
		}
		data, err := root.ReadFile(name)
		if err != nil {
			return err
		}
		if total += len(data); total > 512<<20 || len(files) > maxFiles {
			return fault.New(fault.TooLarge, "project_too_large", "The project is larger than 512 MB or 10,000 files.").
				WithHint("Remove what does not belong to it, such as installed packages.")
		}
		files[name] = data
		return nil
	})
	if err != nil {
		if _, ours := errors.AsType[*fault.Error](err); ours {
			return nil, nil, err
		}
		return nil, nil, fault.New(fault.Unavailable, "cannot_read", "The project cannot be read completely.").WithCause(err)
	}
	made, err = complete(files, project)
	return files, made, err
}

// secret reports whether a file may hold keys. An export has a fresh .env with empty ones.
func secret(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, ".env") || strings.HasSuffix(base, ".pem") || strings.HasSuffix(base, ".key") || strings.HasPrefix(base, ".#")
}

// complete adds what `nango compile` and vitest need and tells which files those are. A test of the project that Patchbay wrote is
// written anew; the others are the user's.
func complete(files map[string][]byte, project *compile.Project) (made map[string]bool, err error) {
	needed, err := scaffoldFiles()
	if err != nil {
		return nil, err
	}
	made = map[string]bool{}
	for _, name := range []string{".nango/.gitkeep", ".env", ".gitignore", manifest, "tsconfig.json"} {
		if _, there := files[name]; !there {
			files[name], made[name] = needed[name], true
		}
	}
	tests, err := fixtures.TestFiles(project, files)
	if err != nil {
		return nil, err
	}
	for name, data := range tests {
		if old, there := files[name]; !there || fixtures.Generated(old) {
			files[name], made[name] = data, true
		}
	}
	if len(tests) > 0 {
		files[manifest] = fixtures.AddTestRunner(files[manifest])
	}
	return made, nil
}

// Export writes the plan: everything into a temporary folder inside out first, so that a full disk or a file that cannot be
// written leaves the rest of out as it was. A crash while the files are moved into place leaves some old and some new;
// exporting again repairs that.
func (s *Service) Export(ctx context.Context, dir, out string) (Plan, error) {
	plan, err := s.ExportPlan(ctx, dir, out)
	if err != nil {
		return Plan{}, err
	}
	if err := os.MkdirAll(plan.Out, 0o755); err != nil {
		return Plan{}, fault.New(fault.Invalid, "invalid_out", "The folder "+plan.Out+" cannot be made.").WithCause(err)
	}
	root, err := os.OpenRoot(plan.Out)
	if err != nil {
		return Plan{}, fault.New(fault.Invalid, "invalid_out", plan.Out+" is not a folder.").WithCause(err)
	}
	defer func() { _ = root.Close() }() // it was only looked through
	return plan, place(root, plan.Files)
}

// place writes every file under a temporary name before the first is renamed to its own. The source is still there after a
// crash, so nothing waits for the disk.
func place(root *os.Root, files []PlannedFile) (err error) {
	const staging = ".patchbay-export"
	defer func() { err = errors.Join(err, root.RemoveAll(staging)) }()
	for _, f := range files {
		if f.Change != Same {
			if err := stage(root, path.Join(staging, f.Path), f.data); err != nil {
				return fault.New(fault.Unavailable, "cannot_write", "The file "+f.Path+" cannot be written.").
					WithHint("Check the folder's permissions and the free space.").WithCause(err)
			}
		}
	}
	for _, f := range files {
		if f.Change == Same {
			continue
		}
		if err := root.MkdirAll(path.Dir(f.Path), 0o755); err != nil {
			return fault.New(fault.Unavailable, "cannot_write", "The folder of "+f.Path+" cannot be made.").WithCause(err)
		}
		if err := root.Rename(path.Join(staging, f.Path), f.Path); err != nil {
			return fault.New(fault.Unavailable, "cannot_write", "The file "+f.Path+" cannot be written.").WithCause(err)
		}
	}
	return nil
}

func stage(root *os.Root, name string, data []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	return root.WriteFile(name, data, 0o644)
}
