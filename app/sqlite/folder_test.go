package sqlite_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

func init() { children["holder"] = holderChild }

// holderChild holds the folder until it is killed.
func holderChild(folder string) error {
	f, err := sqlite.LockFolder(folder)
	if err != nil {
		return err
	}
	if err := f.Publish(sqlite.Instance{PID: os.Getpid(), URL: "http://127.0.0.1:3003", Version: "1"}); err != nil {
		return err
	}
	fmt.Println("held")
	_, err = bufio.NewReader(os.Stdin).ReadString('\n')
	return err
}

func TestFolderLock(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	if running, err := sqlite.RunningInstance(dir); running != nil || err != nil {
		t.Fatalf("no folder: %v, %v", running, err)
	}
	f, err := sqlite.LockFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.RunningInstance(dir); !fault.HasCode(err, "starting") {
		t.Fatalf("before it is published: %v", err)
	}
	want := sqlite.Instance{PID: 7, URL: "http://127.0.0.1:3003", WebhookURL: "http://127.0.0.1:3004", Socket: "/s", Version: "1.2.3"}
	for _, url := range []string{"http://127.0.0.1:1", want.URL} { // published twice: replaced
		i := want
		i.URL = url
		if err := f.Publish(i); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := sqlite.RunningInstance(dir); err != nil || got == nil || *got != want {
		t.Fatalf("got %v, %v", got, err)
	}
	_, err = sqlite.LockFolder(dir)
	if fl := fault.From(err); fl == nil || fl.Code != "already_running" || fl.Kind != fault.Conflict || *fl.Detail.(*sqlite.Instance) != want {
		t.Fatalf("a second lock: %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if running, err := sqlite.RunningInstance(dir); running != nil || err != nil {
		t.Fatalf("after closing: %v, %v", running, err)
	}
	again, err := sqlite.LockFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}

// A killed process leaves its file behind, and the lock is free.
func TestFolderLockOfAKilledProcess(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cmd := child(t, "holder", dir)
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(pipe).ReadString('\n'); line != "held\n" {
		t.Fatalf("%q, %v, %s", line, err, cmd.Stderr)
	}
	if got, err := sqlite.RunningInstance(dir); err != nil || got == nil || got.PID != cmd.Process.Pid {
		t.Errorf("while it runs: %v, %v", got, err)
	}
	if _, err := sqlite.LockFolder(dir); !fault.HasCode(err, "already_running") {
		t.Errorf("while it runs: %v", err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // "signal: killed"
	if _, err := os.Stat(filepath.Join(dir, "instance.json")); err != nil {
		t.Fatal(err)
	}
	if got, err := sqlite.RunningInstance(dir); got != nil || err != nil {
		t.Errorf("after it was killed: %v, %v", got, err)
	}
	f, err := sqlite.LockFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "instance.json")); !os.IsNotExist(err) {
		t.Errorf("the killed process's file stayed: %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestFolderIsAFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{path, filepath.Join(path, "below")} {
		_, err := sqlite.LockFolder(dir)
		if f := fault.From(err); f == nil || f.Code != "not_a_folder" || !strings.Contains(f.Message, dir) {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

func TestBadPlacesForAFolder(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, "Synced", ".stfolder"), 0o700); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{
		"Dropbox/patchbay": "Dropbox", "OneDrive - Example Corp/x": "OneDrive", "Synced/deep/er": "Syncthing",
		"Library/Mobile Documents/x": "iCloud", "Library/CloudStorage/OneDrive-Personal/x": "a cloud drive",
	} {
		f := fault.From(sqlite.CheckPlace(filepath.Join(home, dir)))
		if f == nil || f.Code != "folder_synced" || !strings.Contains(f.Message, want+" copies files") || !strings.Contains(f.Hint, "--data-dir") {
			t.Errorf("%s: %+v, want one that names %q", dir, f, want)
		}
	}
	for _, dir := range []string{"plain", "dropboxes", "not/there/yet"} {
		if err := sqlite.CheckPlace(filepath.Join(home, dir)); err != nil {
			t.Errorf("%s: %v", dir, err)
		}
	}
}
