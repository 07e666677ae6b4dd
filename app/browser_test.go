package app

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"patchbay/app/fault"
)

// Security UI-04: schemes that start programs are refused, and signs that logins hold pass.
func TestOnlyHarmlessAddressesReachTheBrowser(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		address string
		ok      bool
	}{
		{"https://github.com/login/oauth/authorize?client_id=a&state=b", true},
		{"https://login.example/a(b)~c;d=$e?scope=x+y&redirect=http%3A%2F%2Flocalhost", true},
		{"HTTPS://EXAMPLE.COM/", true},
		{"http://localhost:3003/#link=abc", true},
		{"http://127.0.0.1:3003/", true},
		{"http://[::1]:3003/", true},
		{"http://example.com/", false},
		{"http://127.0.0.1.nip.io/", false},
		{"http://localhost.example.com/", false},
		{"http://192.168.1.1/", false},
		{"file:///etc/passwd", false},
		{"ms-msdt:/id PCWDiagnostic", false},
		{"smb://host/share", false},
		{"javascript:alert(1)", false},
		{"data:text/html,x", false},
		{"-a Calculator", false},
		{"--help", false},
		{"$(touch pwned)", false},
		{"https://example.com/`id`", false},
		{"https://example.com/\nfile:///etc/passwd", false},
		{"https://example.com/\x00", false},
		{"https://example.com/a b", false},
		{"https://user:secret@example.com/", false},
		{"https:///path", false},
		{"https:opaque", false},
		{"//example.com", false},
		{"example.com", false},
		{"", false},
		{"https://example.com/" + strings.Repeat("a", maxBrowserURL), false},
	} {
		err := checkBrowserURL(c.address)
		if (err == nil) != c.ok {
			t.Errorf("checkBrowserURL(%.60q) = %v, want ok=%v", c.address, err, c.ok)
		}
		if err != nil && !fault.HasCode(err, "address_refused") {
			t.Errorf("%.60q: fault %v", c.address, err)
		}
	}
}

func TestEachSystemGetsTheAddressAsOneArgument(t *testing.T) {
	t.Parallel()
	const address = "https://example.com/?a=1&b=$(id);c"
	for _, system := range []string{"linux", "darwin", "windows", "freebsd"} {
		commands := browserCommands(system, address)
		if len(commands) == 0 {
			t.Fatalf("%s has no opener", system)
		}
		for _, argv := range commands {
			if argv[len(argv)-1] != address {
				t.Errorf("%s: %q does not end with the whole address", system, argv)
			}
			if slices.Contains([]string{"sh", "bash", "cmd", "cmd.exe", "powershell"}, argv[0]) {
				t.Errorf("%s: %q goes through a shell", system, argv)
			}
		}
	}
}

// Security UI-04: no shell reads the address.
func TestTheOpenerGetsTheAddressUnchanged(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Log("xdg-open is Linux's")
		return
	}
	dir := t.TempDir()
	pipe := filepath.Join(dir, "seen")
	makePipe(t, pipe)
	script := "#!/bin/sh\nprintf '%s|%s' \"$#\" \"$1\" > " + pipe + "\n"
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	const address = "https://login.example/a(b)~c;d=$HOME?redirect=http%3A%2F%2Flocalhost%3A3003&x=%22y%22"
	if err := openBrowser(t.Context(), address); err != nil {
		t.Fatal(err)
	}
	seen, err := os.ReadFile(pipe) // waits for the script
	if err != nil {
		t.Fatal(err)
	}
	if want := "1|" + address; string(seen) != want {
		t.Errorf("xdg-open got %q, want %q", seen, want)
	}
}

func TestAMachineWithoutABrowserIsToldSo(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Log("other systems always have an opener")
		return
	}
	t.Setenv("PATH", t.TempDir())
	if err := openBrowser(t.Context(), "https://example.com/"); !fault.HasCode(err, "no_browser") {
		t.Errorf("openBrowser = %v, want no_browser", err)
	}
}
