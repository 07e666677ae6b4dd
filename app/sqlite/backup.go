package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// keptBackups is how many copies of one database stay.
const keptBackups = 5

// partSuffix marks a copy that is still being written, or was when the process died.
const partSuffix = ".part"

// backup writes a compact, complete copy of the database and returns its path. The copy gets its final name only when
// it is whole and on disk; older copies beyond the last five are removed afterwards.
func (db *DB) backup(ctx context.Context, dir string, version int64) (string, error) {
	if err := makePrivateDir(dir); err != nil {
		return "", err
	}
	base := strings.TrimSuffix(filepath.Base(db.path), filepath.Ext(db.path))
	target, err := freeName(dir, fmt.Sprintf("%s-%s-v%d", base, db.now().UTC().Format("20060102T150405Z"), version))
	if err != nil {
		return "", folderFault(dir, err)
	}
	part := target + partSuffix
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", folderFault(dir, err)
	}
	if err := createPrivate(part); err != nil { // VACUUM INTO accepts an empty file and keeps its mode
		return "", folderFault(dir, err)
	}
	if err := db.copyTo(ctx, part, target); err != nil {
		_ = os.Remove(part) // the copy's error is the one to tell
		return "", err
	}
	return target, folderFault(dir, prune(dir, base, target))
}

func (db *DB) copyTo(ctx context.Context, part, target string) error {
	if _, err := db.writer.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return translate(part, err)
	}
	if err := syncFile(part); err != nil {
		return folderFault(filepath.Dir(part), err)
	}
	if err := os.Rename(part, target); err != nil {
		return folderFault(filepath.Dir(part), err)
	}
	return nil
}

// freeName returns a path in dir that no backup has yet.
func freeName(dir, stem string) (string, error) {
	for n := 1; ; n++ {
		name := filepath.Join(dir, stem+".db")
		if n > 1 {
			name = filepath.Join(dir, fmt.Sprintf("%s-%d.db", stem, n))
		}
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		} else if err != nil {
			return "", err
		}
	}
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// prune removes the oldest copies of the database and leftovers of copies that never finished. The newest copy stays
// even when the clock was set back and its name sorts first.
func prune(dir, base, newest string) error {
	entries, err := os.ReadDir(dir) // sorted by name, and the names begin with their time
	if err != nil {
		return err
	}
	var copies, dead []string
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		switch ours := strings.HasPrefix(entry.Name(), base+"-"); {
		case ours && strings.HasSuffix(path, partSuffix):
			dead = append(dead, path)
		case ours && strings.HasSuffix(path, ".db") && path != newest:
			copies = append(copies, path)
		}
	}
	excess := max(0, len(copies)-(keptBackups-1))
	for _, path := range append(dead, copies[:excess]...) {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}
