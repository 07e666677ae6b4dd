package project

import (
	"context"
	"embed"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"patchbay/app/compile"
	"patchbay/app/fault"
)

// scaffold is a new project: what functions.md §7.8 lists, and three small functions with recorded answers.
//
//go:embed all:scaffold
var scaffold embed.FS

// realNames are the files that cannot carry their names inside this repository.
var realNames = map[string]string{"env": ".env", "gitignore": ".gitignore"}

// Init makes a functions folder that compiles, tests itself and can be deployed as it is, and returns the files it wrote.
// Files that are there already are left alone. Faults: already_a_project, not_a_folder, cannot_write.
func Init(dir string) ([]string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fault.New(fault.Invalid, "not_a_folder", "The folder "+dir+" cannot be made.").WithCause(err)
	}
	root, err := openRoot(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }() // it was only looked through
	if compile.Recognise(root.FS()) == nil {
		return nil, fault.New(fault.Conflict, "already_a_project", "The folder "+dir+" is a functions folder already.").
			WithHint("Open it: patchbay serve --project " + dir)
	}
	if _, err := root.Stat("nango.yaml"); err == nil {
		return nil, compile.Recognise(root.FS())
	}
	files, err := scaffoldFiles()
	if err != nil {
		return nil, err
	}
	var written []string
	for name, data := range files {
		if _, err := root.Lstat(filepath.FromSlash(name)); err == nil {
			continue
		}
		if err := writeFile(root, name, data); err != nil {
			return written, err
		}
		written = append(written, name)
	}
	return written, nil
}

// scaffoldFiles are the files of a new project by name.
func scaffoldFiles() (map[string][]byte, error) {
	files := map[string][]byte{".nango/.gitkeep": nil}
	err := fs.WalkDir(scaffold, "scaffold", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := scaffold.ReadFile(name)
		name = strings.TrimPrefix(name, "scaffold/")
		if real, ok := realNames[name]; ok {
			name = real
		}
		files[name] = data
		return err
	})
	return files, err
}

// InitAndOpen makes a functions folder and opens it.
func (s *Service) InitAndOpen(ctx context.Context, dir string) error {
	if _, err := Init(dir); err != nil && !fault.HasCode(err, "already_a_project") {
		return err
	}
	return s.Open(ctx, dir)
}
