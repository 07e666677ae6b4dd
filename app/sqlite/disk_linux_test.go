package sqlite_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

func init() {
	children["full disk"] = fullDiskChild
	children["read-only disk"] = readOnlyDiskChild
	children["other user"] = otherUserChild
}

// onOwnDisk lets a child mount a disk of its own, in a namespace that ends with it.
func onOwnDisk(cmd *exec.Cmd) *exec.Cmd {
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
	return cmd
}

// steps runs a child on its own disk and returns the fault code of each step it tried. Where the system forbids
// namespaces it returns nil; TestFullDatabase then stands alone.
func steps(t *testing.T, name string) map[string]string {
	t.Helper()
	var out strings.Builder
	cmd := onOwnDisk(child(t, name, t.TempDir()))
	cmd.Stdout = &out
	err := cmd.Run()
	if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EINVAL) {
		t.Logf("no disk of our own on this system: %v", err)
		return nil
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, cmd.Stderr)
	}
	var codes map[string]string
	if err := json.Unmarshal([]byte(out.String()), &codes); err != nil {
		t.Fatal(err)
	}
	return codes
}

func code(err error) string {
	if err == nil {
		return "ok"
	}
	return fault.From(err).Code
}

// fullDiskChild fills a small disk in every way and prints what each step said.
func fullDiskChild(folder string) error {
	if err := syscall.Mount("none", folder, "tmpfs", 0, "size=8m,mode=700"); err != nil {
		return err
	}
	codes := map[string]string{}
	ctx := contextOfChild()
	o := sqlite.Options{Path: filepath.Join(folder, "test.db"), Migrations: history(1)}
	db, err := sqlite.Open(ctx, o)
	if err != nil {
		return err
	}
	insert := func() error {
		return db.WithTx(ctx, func(tx *sqlite.Tx) error {
			_, err := tx.Exec("INSERT INTO t1 (body) VALUES (hex(randomblob(20000)))")
			return err
		})
	}
	acknowledged := 0
	for err = insert(); err == nil; err = insert() {
		acknowledged++
	}
	codes["write"] = code(err)
	if err := db.Close(); err != nil {
		codes["close"] = code(err)
	}
	fill(filepath.Join(folder, "filler"))
	codes["schema change"] = code(second(sqlite.Open(ctx, sqlite.Options{Path: o.Path, Migrations: history(2)})))
	codes["first start"] = code(second(sqlite.Open(ctx, sqlite.Options{Path: filepath.Join(folder, "new", "test.db"), Migrations: history(1)})))
	codes["lock"] = code(second(sqlite.LockFolder(filepath.Join(folder, "other"))))
	if err := os.Remove(filepath.Join(folder, "filler")); err != nil {
		return err
	}
	if db, err = sqlite.Open(ctx, o); err != nil {
		return fmt.Errorf("with room again: %w", err)
	}
	var rows int
	if err := db.Reader().QueryRow("SELECT count(*) FROM t1").Scan(&rows); err != nil || rows != stepRows+acknowledged {
		return fmt.Errorf("%d rows of %d acknowledged, %w", rows, acknowledged, err)
	}
	return errors.Join(db.Close(), json.NewEncoder(os.Stdout).Encode(codes))
}

// fill takes all the room that is left.
func fill(path string) {
	f, err := os.Create(path)
	if err != nil {
		return
	}
	defer func() { _ = f.Close() }()
	for size := 1 << 20; size > 0; size /= 2 {
		for {
			if _, err := io.WriteString(f, strings.Repeat("x", size)); err != nil {
				break
			}
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestFullDisk(t *testing.T) {
	t.Parallel()
	codes := steps(t, "full disk")
	for step, got := range codes {
		if want := "disk_full"; got != want && step != "lock" {
			t.Errorf("%s: %s, want %s", step, got, want)
		}
	}
	if codes != nil && codes["lock"] != "ok" && codes["lock"] != "disk_full" {
		t.Errorf("lock: %s", codes["lock"])
	}
}

func readOnlyDiskChild(folder string) error {
	if err := syscall.Mount("none", folder, "tmpfs", 0, "size=8m,mode=700"); err != nil {
		return err
	}
	ctx := contextOfChild()
	o := sqlite.Options{Path: filepath.Join(folder, "test.db"), Migrations: history(1)}
	db, err := sqlite.Open(ctx, o)
	if err == nil {
		err = db.Close()
	}
	if err == nil {
		err = syscall.Mount("none", folder, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, "")
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(refusals(ctx, o))
}

func TestReadOnlyDisk(t *testing.T) {
	t.Parallel()
	for step, got := range steps(t, "read-only disk") {
		if got != "folder_read_only" {
			t.Errorf("%s: %s", step, got)
		}
	}
}

// nobody is a user without rights.
const nobody = 65534

// otherUserChild gives up the rights of root, to which modes mean nothing.
func otherUserChild(folder string) error {
	if os.Getuid() == 0 {
		if err := errors.Join(syscall.Setgid(nobody), syscall.Setuid(nobody)); err != nil {
			return err
		}
	}
	return json.NewEncoder(os.Stdout).Encode(refusals(contextOfChild(), sqlite.Options{Path: filepath.Join(folder, "test.db"), Migrations: history(1)}))
}

// A folder in which this user may read a database and not write. Its rights are not widened to help ourselves.
func TestReadOnlyFolder(t *testing.T) {
	t.Parallel()
	folder, err := os.MkdirTemp("", "readonly") // reachable for another user, unlike a test's own
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = errors.Join(os.Chmod(folder, 0o700), os.RemoveAll(folder)) })
	path := filepath.Join(folder, "test.db")
	reopen(t, sqlite.Options{Path: path, Migrations: history(1)})
	if os.Getuid() == 0 {
		if err := errors.Join(os.Chown(folder, nobody, nobody), os.Chown(path, nobody, nobody)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	before := files(t, folder)
	var codes map[string]string
	if err := json.Unmarshal([]byte(output(t, child(t, "other user", folder))), &codes); err != nil {
		t.Fatal(err)
	}
	for step, got := range codes {
		if got != "folder_read_only" {
			t.Errorf("%s: %s", step, got)
		}
	}
	if after := files(t, folder); !maps.Equal(before, after) {
		t.Error("the folder was changed")
	}
}

// refusals tries what starts do, in a place where nothing can be written.
func refusals(ctx context.Context, o sqlite.Options) map[string]string {
	folder := filepath.Dir(o.Path)
	o2 := o
	o2.Migrations = history(2)
	o3 := o
	o3.Path = filepath.Join(folder, "other.db")
	return map[string]string{
		"lock":          code(second(sqlite.LockFolder(folder))),
		"new folder":    code(second(sqlite.LockFolder(filepath.Join(folder, "new")))),
		"open":          code(second(sqlite.Open(ctx, o))),
		"schema change": code(second(sqlite.Open(ctx, o2))),
		"new file":      code(second(sqlite.Open(ctx, o3))),
	}
}
