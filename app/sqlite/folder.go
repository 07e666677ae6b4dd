package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"patchbay/app/fault"
)

const (
	lockName     = "patchbay.lock"
	instanceName = "instance.json"
)

// lockPatience is how long LockFolder waits for a lock: RunningInstance holds it for an instant when it looks.
const (
	lockPatience = 300 * time.Millisecond
	lockRetry    = 20 * time.Millisecond
)

// Folder is the data folder, locked for this process.
type Folder struct {
	path string
	lock *flock.Flock
}

// Instance says how to reach the process that holds a data folder.
type Instance struct {
	PID        int    `json:"pid"`
	URL        string `json:"url"`         // the API, e.g. "http://127.0.0.1:3003"
	WebhookURL string `json:"webhook_url"` // the webhook receiver
	Socket     string `json:"socket"`      // path of the control socket
	Version    string `json:"version"`
}

// LockFolder makes the data folder (0700) and takes its lock, which the system gives back when the process ends, however
// it ends. Held by another process: Conflict "already_running". Not writable, not a folder, full: a fault each.
func LockFolder(dir string) (*Folder, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, folderFault(dir, err)
	}
	if err := makePrivateDir(dir); err != nil {
		return nil, err
	}
	lock := newLock(dir)
	ctx, cancel := context.WithTimeout(context.Background(), lockPatience)
	defer cancel()
	locked, err := lock.TryLockContext(ctx, lockRetry)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, alreadyRunning(dir)
	}
	if err != nil || !locked {
		return nil, folderFault(dir, err)
	}
	f := &Folder{path: dir, lock: lock}
	if err := f.removeInstance(); err != nil { // of a process that was killed
		return nil, errors.Join(folderFault(dir, err), lock.Close())
	}
	return f, nil
}

func newLock(dir string) *flock.Flock {
	return flock.New(filepath.Join(dir, lockName), flock.SetPermissions(privateFile))
}

func alreadyRunning(dir string) error {
	f := fault.New(fault.Conflict, "already_running", "Patchbay is already running with the data in "+quote(dir)+".").
		WithHint("Use that one, close it, or choose another folder with --data-dir.")
	if running, err := readInstance(dir); err == nil {
		f = f.WithDetail(running)
	}
	return f
}

// Path returns the absolute path of the folder.
func (f *Folder) Path() string { return f.path }

// Publish tells other processes of this user how to reach this one. The file appears whole, with mode 0600.
func (f *Folder) Publish(i Instance) error {
	text, err := json.MarshalIndent(i, "", "  ")
	if err != nil {
		return err
	}
	part := filepath.Join(f.path, instanceName+partSuffix)
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return folderFault(f.path, err)
	}
	if err := createPrivate(part); err != nil {
		return folderFault(f.path, err)
	}
	if err := os.WriteFile(part, append(text, '\n'), privateFile); err != nil {
		return folderFault(f.path, err)
	}
	return folderFault(f.path, os.Rename(part, filepath.Join(f.path, instanceName)))
}

// Close removes the published instance and gives the lock back.
func (f *Folder) Close() error {
	return folderFault(f.path, errors.Join(f.removeInstance(), f.lock.Close()))
}

func (f *Folder) removeInstance() error {
	err := os.Remove(filepath.Join(f.path, instanceName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// RunningInstance tells who holds the data folder: nil without an error when nobody does, also after a crash that left
// its file behind. A process that has the lock and has not published itself is the fault Unavailable "starting".
func RunningInstance(dir string) (*Instance, error) {
	if _, err := os.Stat(filepath.Join(dir, lockName)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	lock := newLock(dir)
	free, err := lock.TryRLock()
	if err != nil {
		return nil, folderFault(dir, err)
	}
	if free {
		return nil, folderFault(dir, lock.Close())
	}
	running, err := readInstance(dir)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "starting", "Another Patchbay is starting or stopping with the data in "+quote(dir)+".").
			WithHint("Try again in a moment.").WithCause(err)
	}
	return running, nil
}

func readInstance(dir string) (*Instance, error) {
	text, err := os.ReadFile(filepath.Join(dir, instanceName))
	if err != nil {
		return nil, err
	}
	var i Instance
	if err := json.Unmarshal(text, &i); err != nil {
		return nil, err
	}
	return &i, nil
}
