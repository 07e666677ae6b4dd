//go:build unix

package sqlite_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

func init() {
	for _, umask := range []int{0o000, 0o022, 0o277, 0o777} {
		children[fmt.Sprintf("modes %03o", umask)] = func(folder string) error { return modesChild(folder, umask) }
	}
}

// modesChild does everything that makes files, under the umask, and watches all modes from the first moment on. It prints
// the widest mode that each name ever had.
func modesChild(folder string, umask int) error {
	syscall.Umask(umask)
	widest := map[string]fs.FileMode{}
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				watch(folder, widest)
			}
		}
	})
	err := makeEverything(folder)
	close(stop)
	wg.Wait()
	watch(folder, widest)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(widest)
}

func watch(folder string, widest map[string]fs.FileMode) {
	_ = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil //nolint:nilerr // gone between listing and looking
		}
		if info, err := os.Lstat(path); err == nil {
			name, _ := filepath.Rel(folder, path)
			widest[name] |= info.Mode().Perm()
		}
		return nil
	})
}

func makeEverything(folder string) error {
	data, err := sqlite.LockFolder(filepath.Join(folder, "data"))
	if err != nil {
		return err
	}
	path := filepath.Join(data.Path(), "test.db")
	for steps := 1; steps <= 3; steps++ {
		db, err := sqlite.Open(contextOfChild(), sqlite.Options{Path: path, Migrations: history(steps)})
		if err != nil {
			return err
		}
		for range 20 {
			err := db.WithTx(contextOfChild(), func(tx *sqlite.Tx) error {
				_, err := tx.Exec("UPDATE t1 SET body = hex(randomblob(100))")
				return err
			})
			if err != nil {
				return err
			}
		}
		if steps < 3 {
			if err := db.Close(); err != nil {
				return err
			}
		} // the last one stays open, with its -wal and -shm
	}
	return data.Publish(sqlite.Instance{PID: os.Getpid()})
}

func TestFilesArePrivateFromTheFirstByte(t *testing.T) {
	t.Parallel()
	for _, umask := range []string{"000", "022", "277", "777"} {
		t.Run(umask, func(t *testing.T) {
			t.Parallel()
			var widest map[string]fs.FileMode
			if err := json.Unmarshal([]byte(output(t, child(t, "modes "+umask, t.TempDir()))), &widest); err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"test.db", "test.db-wal", "test.db-shm", "patchbay.lock", "instance.json"} {
				if _, seen := widest["data/"+name]; !seen {
					t.Errorf("%s was never there", name)
				}
			}
			for name, mode := range widest {
				want := fs.FileMode(0o600)
				switch name {
				case ".":
					continue
				case "data", "data/backups":
					want = 0o700
				}
				if mode&^want != 0 {
					t.Errorf("%s had mode %v", name, mode)
				}
			}
		})
	}
}

func TestWideModesAreNarrowed(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "data")
	path := filepath.Join(folder, "test.db")
	reopen(t, sqlite.Options{Path: path, Migrations: history(1)})
	for name, mode := range map[string]fs.FileMode{folder: 0o755, path: 0o644} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	open(t, sqlite.Options{Path: path, Migrations: history(1)})
	for name, want := range map[string]fs.FileMode{folder: 0o700, path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v, want %v", name, info.Mode().Perm(), err, want)
		}
	}
}

func TestSharedFolderIsRefused(t *testing.T) {
	t.Parallel()
	shared := filepath.Join(t.TempDir(), "tmp")
	if err := os.Mkdir(shared, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(shared, 0o777|os.ModeSticky); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.LockFolder(shared); !fault.HasCode(err, "folder_shared") {
		t.Fatal(err)
	}
	if info, err := os.Stat(shared); err != nil || info.Mode().Perm() != 0o777 {
		t.Fatalf("the shared folder was changed: %v, %v", info.Mode(), err)
	}
}
