package project

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"patchbay/app/compile"
	"patchbay/app/fault"
)

// The limits of the folder's pages: what is larger is no source.
const (
	maxFiles = 10_000
	maxText  = 8 << 20
)

// File is one file of the folder.
type File struct {
	Path       string // from the folder, with slashes
	Size       int64
	ModifiedAt time.Time
	Kind       string // "function", "helper", "fixture", "test" or "config"
}

// Text is a file with the hash that names this version of it.
type Text struct{ Path, Text, Hash string }

func (s *Service) current() (*folder, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.folder == nil {
		return nil, fault.New(fault.Conflict, "no_project", "No functions folder is open.").
			WithHint("Open one on the Functions page, or start Patchbay with --project DIR.")
	}
	return s.folder, nil
}

// at is the open folder, or for a dir another one that is looked at once: release ends that.
func (s *Service) at(ctx context.Context, dir string) (f *folder, release func(), err error) {
	if dir == "" {
		f, err = s.current()
		return f, func() {}, err
	}
	root, err := openRoot(dir)
	if err != nil {
		return nil, nil, err
	}
	if err := compile.Recognise(root.FS()); err != nil {
		return nil, nil, errors.Join(err, root.Close())
	}
	env := s.Settings.Default()
	return &folder{dir: dir, root: root, env: env}, func() { _ = root.Close() }, nil
}

// Files lists the folder's own files, sorted. Folders of tools are left out and links are not followed.
func (s *Service) Files() ([]File, error) {
	f, err := s.current()
	if err != nil {
		return nil, err
	}
	entries := map[string]bool{}
	if p := s.Project(); p != nil {
		for _, each := range p.Functions {
			entries[each.File] = true
		}
	}
	files := []File{}
	err = fs.WalkDir(f.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil //nolint:nilerr // a file that vanished is not listed
		case d.IsDir() && name != "." && slices.Contains(ignored, d.Name()):
			return fs.SkipDir
		case !d.Type().IsRegular():
			return nil
		case len(files) == maxFiles:
			return fs.SkipAll
		}
		if info, err := d.Info(); err == nil {
			files = append(files, File{Path: name, Size: info.Size(), ModifiedAt: info.ModTime(), Kind: kindOf(name, entries[name])})
		}
		return nil
	})
	return files, err
}

func kindOf(name string, isFunction bool) string {
	switch {
	case isFunction:
		return "function"
	case strings.HasSuffix(name, ".test.json") || strings.Contains(name, "/mocks/"):
		return "fixture"
	case strings.HasSuffix(name, ".test.ts"):
		return "test"
	case path.Ext(name) == ".ts" && strings.Contains(name, "/"):
		return "helper"
	}
	return "config"
}

// Read returns a file. Faults: not_found, file_too_large, not_text.
func (s *Service) Read(name string) (Text, error) {
	f, err := s.current()
	if err != nil {
		return Text{}, err
	}
	return readText(f.root, name)
}

func readText(root *os.Root, name string) (Text, error) {
	if err := checkPath(name); err != nil {
		return Text{}, err
	}
	info, err := root.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return Text{}, fault.New(fault.NotFound, "not_found", "The project has no file "+name+".").WithCause(err)
	}
	if info.Size() > maxText {
		return Text{}, fault.New(fault.TooLarge, "file_too_large", "The file "+name+" is larger than 8 MB.").
			WithHint("Open it in another editor.")
	}
	data, err := root.ReadFile(name)
	if err != nil {
		return Text{}, fault.New(fault.Unavailable, "cannot_read", "The file "+name+" cannot be read.").WithCause(err)
	}
	return Text{Path: name, Text: string(data), Hash: hashOf(data)}, nil
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// checkPath refuses names that could mean something outside of the folder. os.Root would refuse them too, with worse words.
func checkPath(name string) error {
	if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, "\\\x00:") {
		return fault.New(fault.Invalid, "invalid_path", "A file's path is relative to the project, with slashes and without .. in it.")
	}
	if top, _, _ := strings.Cut(name, "/"); slices.Contains(ignored, top) || name == ".env" {
		return fault.New(fault.Forbidden, "invalid_path", name+" belongs to a tool and is not edited here.")
	}
	return nil
}

// Write saves a file. base is the hash of the version the text was made from: when the file is another one by now nothing is
// written (file_changed). An empty base makes a new file and refuses an existing one (file_exists).
func (s *Service) Write(name, text, base string) (Text, error) {
	f, err := s.current()
	if err != nil {
		return Text{}, err
	}
	if err := checkPath(name); err != nil {
		return Text{}, err
	}
	if len(text) > maxText {
		return Text{}, fault.New(fault.TooLarge, "file_too_large", "The text is larger than 8 MB.")
	}
	if err := unchanged(f.root, name, base); err != nil {
		return Text{}, err
	}
	if err := writeFile(f.root, name, []byte(text)); err != nil {
		return Text{}, err
	}
	return Text{Path: name, Text: text, Hash: hashOf([]byte(text))}, nil
}

func unchanged(root *os.Root, name, base string) error {
	data, err := root.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && base == "":
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fault.New(fault.Conflict, "file_changed", "The file "+name+" was deleted meanwhile.").
			WithHint("Save it as a new file, or close it.")
	case err != nil:
		return fault.New(fault.Unavailable, "cannot_read", "The file "+name+" cannot be read.").WithCause(err)
	case base == "":
		return fault.New(fault.Conflict, "file_exists", "The file "+name+" exists already.")
	case hashOf(data) != base:
		return fault.New(fault.Conflict, "file_changed", "The file "+name+" was changed outside of this editor.").
			WithHint("Load the newer version, or save over it on purpose.")
	}
	return nil
}

// writeFile replaces a file in one step, so that a crash leaves the old or the new one and the watcher sees one event.
func writeFile(root *os.Root, name string, data []byte) error {
	failed := func(err error) error {
		return fault.New(fault.Unavailable, "cannot_write", "The file "+name+" cannot be written.").
			WithHint("Check the folder's permissions and the free space.").WithCause(err)
	}
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return failed(err)
	}
	mode := fs.FileMode(0o644)
	if info, err := root.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	partial := path.Join(path.Dir(name), ".#"+path.Base(name))
	if err := writeDurably(root, partial, data, mode); err != nil {
		_ = root.Remove(partial)
		return failed(err)
	}
	if err := root.Rename(partial, name); err != nil {
		_ = root.Remove(partial)
		return failed(err)
	}
	return nil
}

// writeDurably returns when the text is on the disk, so that a rename after it never shows an empty file after a crash.
func writeDurably(root *os.Root, name string, data []byte, mode fs.FileMode) error {
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// Delete removes a file, and its line from index.ts when it was a function.
func (s *Service) Delete(name string) error {
	f, err := s.current()
	if err != nil {
		return err
	}
	if err := checkPath(name); err != nil {
		return err
	}
	if err := f.root.Remove(name); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return fault.New(fault.NotFound, "not_found", "The project has no file "+name+".")
		}
		return fault.New(fault.Unavailable, "cannot_write", "The file "+name+" cannot be removed.").WithCause(err)
	}
	return dropImport(f.root, name)
}
