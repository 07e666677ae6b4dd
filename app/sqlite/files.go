package sqlite

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"patchbay/app/fault"
)

const (
	privateDir  fs.FileMode = 0o700
	privateFile fs.FileMode = 0o600
)

// sideFiles are what SQLite keeps beside a database; it gives new ones the database's own mode.
var sideFiles = []string{"-wal", "-shm", "-journal"}

// prepareFiles makes the folder and an empty database file with private modes before SQLite sees them: SQLite itself
// would create the file readable for everyone. Files that exist with wider modes are narrowed.
func prepareFiles(path string) error {
	if err := makePrivateDir(filepath.Dir(path)); err != nil {
		return err
	}
	if err := createPrivate(path); err != nil && !errors.Is(err, fs.ErrExist) {
		return folderFault(filepath.Dir(path), err)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fault.New(fault.Invalid, "not_a_file", "The place of the database, "+quote(path)+", is a folder.").
			WithHint("Move the folder away, or choose another one with --data-dir.")
	}
	for _, suffix := range append([]string{""}, sideFiles...) {
		if err := narrow(path + suffix); err != nil {
			return folderFault(filepath.Dir(path), err)
		}
	}
	return nil
}

// createPrivate makes an empty file of mode 0600 under any umask; it fails with fs.ErrExist when there is one.
func createPrivate(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, privateFile)
	if err != nil {
		return err
	}
	err = f.Chmod(privateFile) // a strict umask may have taken our own bits
	return errors.Join(err, f.Close())
}

// makePrivateDir makes a folder of mode 0700 with its parents, or takes the rights of others from an existing one.
func makePrivateDir(dir string) error {
	if err := os.MkdirAll(filepath.Dir(dir), privateDir); err != nil {
		return folderFault(dir, err)
	}
	err := os.Mkdir(dir, privateDir)
	if err == nil {
		return folderFault(dir, os.Chmod(dir, privateDir)) // a strict umask may have taken our own bits
	}
	if !errors.Is(err, fs.ErrExist) {
		return folderFault(dir, err)
	}
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return folderFault(dir, errors.Join(err, syscall.ENOTDIR))
	}
	if info.Mode()&fs.ModeSticky != 0 {
		return fault.New(fault.Invalid, "folder_shared", "The folder "+quote(dir)+" is shared with other users of this machine.").
			WithHint("Choose a folder of your own with --data-dir, for example one inside it.")
	}
	return folderFault(dir, narrow(dir))
}

// narrow takes the rights of group and others from a file or folder; one that is missing is fine.
func narrow(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil || info.Mode().Perm()&^privateDir == 0 {
		return err
	}
	return os.Chmod(path, info.Mode().Perm()&privateDir)
}

// probe tries whether files can be made in the folder.
func probe(dir string) error {
	f, err := os.CreateTemp(dir, ".probe*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// quote puts a path into a sentence; line breaks in it must not break the sentence.
func quote(path string) string {
	return `"` + strings.Map(func(r rune) rune {
		if r < ' ' {
			return '?'
		}
		return r
	}, path) + `"`
}
