package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"patchbay/app/fault"
)

// translate is the one place where failures of SQLite become faults. An error that is none of them, or is a fault
// already, comes back unchanged. Result codes: https://www.sqlite.org/rescode.html
func translate(path string, err error) error {
	if err == nil {
		return nil
	}
	if _, done := errors.AsType[*fault.Error](err); done {
		return err
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	failure, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return err
	}
	if f := engineFault(path, failure.Code()); f != nil {
		return f.WithCause(err)
	}
	return err
}

// engineFault returns nil for codes that are the caller's business, such as a violated constraint.
func engineFault(path string, code int) *fault.Error {
	folder := filepath.Dir(path)
	switch primary := code & 0xff; {
	case primary == sqlite3.SQLITE_FULL, code == sqlite3.SQLITE_IOERR_SHMSIZE:
		return diskFull(folder)
	case primary == sqlite3.SQLITE_READONLY, primary == sqlite3.SQLITE_PERM:
		return readOnly(folder)
	case primary == sqlite3.SQLITE_CANTOPEN:
		if f, ok := errors.AsType[*fault.Error](folderFault(folder, probe(folder))); ok {
			return f
		}
		return fault.New(fault.Unavailable, "database_unreachable", "The database "+quote(path)+" cannot be opened.").
			WithHint("Check that the folder exists, that you may write in it and that its path is shorter than 500 characters.")
	case primary == sqlite3.SQLITE_NOTADB, primary == sqlite3.SQLITE_CORRUPT:
		return fault.New(fault.Conflict, "database_corrupt", "The database "+quote(path)+" is damaged or is not a database.").
			WithHint("Put a copy from " + quote(filepath.Join(folder, "backups")) + " in its place, or move the file away to start empty.")
	case primary == sqlite3.SQLITE_BUSY, primary == sqlite3.SQLITE_LOCKED:
		return fault.New(fault.Unavailable, "database_busy", "Another program holds the database "+quote(path)+".").
			WithHint("Close that program and try again.")
	case primary == sqlite3.SQLITE_IOERR:
		return fault.New(fault.Unavailable, "disk_failure", "The disk refused to read or write "+quote(path)+"; this step was not saved.").
			WithHint("Check the disk and its free space, then try again.")
	}
	return nil
}

// folderFault turns a failed file operation in the folder into a fault.
func folderFault(dir string, err error) error {
	if _, done := errors.AsType[*fault.Error](err); done || err == nil {
		return err
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return diskFull(dir).WithCause(err)
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return readOnly(dir).WithCause(err)
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		return fault.New(fault.Invalid, "not_a_folder", quote(dir)+" is not a folder.").
			WithHint("Choose a folder with --data-dir.").WithCause(err)
	case errors.Is(err, syscall.ENAMETOOLONG):
		return fault.New(fault.Invalid, "path_too_long", "The path of the folder "+quote(dir)+" is too long for this system.").
			WithHint("Choose a shorter one with --data-dir.").WithCause(err)
	}
	return fault.New(fault.Unavailable, "folder_unusable", "The folder "+quote(dir)+" cannot be used.").
		WithHint("Check it, or choose another one with --data-dir.").WithCause(err)
}

func diskFull(dir string) *fault.Error {
	return fault.New(fault.Unavailable, "disk_full", "The disk with "+quote(dir)+" is full; this step was not saved.").
		WithHint("Free some space and try again; what was saved before is intact.")
}

func readOnly(dir string) *fault.Error {
	return fault.New(fault.Unavailable, "folder_read_only", "Patchbay may not write in the folder "+quote(dir)+".").
		WithHint("Give yourself the right to write there, or choose another folder with --data-dir.")
}
