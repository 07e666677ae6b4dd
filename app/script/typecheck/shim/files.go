package shim

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/microsoft/typescript-go/internal/bundled"
	"github.com/microsoft/typescript-go/internal/vfs"
)

// Files is a read-only folder in memory, given to the compiler as its whole disk. Its root is "/".
type Files struct {
	layers []map[string]string
	inside map[string]vfs.Entries
}

// NewFiles lays maps of root-relative path → text over each other; of two files with one path the earlier wins.
func NewFiles(layers ...map[string]string) *Files {
	f := &Files{layers: layers, inside: map[string]vfs.Entries{"/": {}}}
	for i, layer := range layers {
		for name := range layer {
			if !slices.ContainsFunc(layers[:i], func(earlier map[string]string) bool { _, ok := earlier[name]; return ok }) {
				f.enter(name)
			}
		}
	}
	for dir, entries := range f.inside {
		slices.Sort(entries.Files)
		slices.Sort(entries.Directories)
		f.inside[dir] = entries
	}
	return f
}

// enter lists a file in its folder, and each folder above it in the next.
func (f *Files) enter(name string) {
	dir, base := path.Split("/" + name)
	dir = path.Clean(dir)
	entries, known := f.inside[dir]
	entries.Files = append(entries.Files, base)
	f.inside[dir] = entries
	for !known && dir != "/" {
		parent, child := path.Dir(dir), path.Base(dir)
		entries, known = f.inside[parent]
		entries.Directories = append(entries.Directories, child)
		f.inside[parent] = entries
		dir = parent
	}
}

func (f *Files) disk() vfs.FS { return bundled.WrapFS(disk{f}) }

// disk gives Files the compiler's file system interface. Writing is refused: checking has no output.
type disk struct{ *Files }

func (disk) UseCaseSensitiveFileNames() bool                { return true }
func (disk) WriteFile(string, string) error                 { return fs.ErrPermission }
func (disk) AppendFile(string, string) error                { return fs.ErrPermission }
func (disk) Remove(string) error                            { return fs.ErrPermission }
func (disk) Chtimes(string, time.Time, time.Time) error     { return fs.ErrPermission }
func (disk) Stat(string) vfs.FileInfo                       { return nil }
func (disk) WalkDir(string, vfs.WalkDirFunc) error          { return fs.ErrPermission }
func (disk) Realpath(name string) string                    { return name }
func (d disk) GetAccessibleEntries(name string) vfs.Entries { return d.inside[path.Clean(name)] }

func (d disk) FileExists(name string) bool {
	_, ok := d.ReadFile(name)
	return ok
}

func (d disk) DirectoryExists(name string) bool {
	_, ok := d.inside[path.Clean(name)]
	return ok
}

func (d disk) ReadFile(name string) (string, bool) {
	name = strings.TrimPrefix(name, "/")
	for _, layer := range d.layers {
		if text, ok := layer[name]; ok {
			return text, true
		}
	}
	return "", false
}
