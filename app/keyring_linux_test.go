package app_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// startKeyring gives the account a session bus of its own and an unlocked gnome-keyring on it, until the test ends.
func startKeyring(t *testing.T, a *account) {
	t.Helper()
	if _, err := exec.LookPath("gnome-keyring-daemon"); err != nil && os.Getenv("PATCHBAY_WITHOUT_KEYRING") == "1" {
		t.Skip("not tested against a real keychain: gnome-keyring-daemon is missing and PATCHBAY_WITHOUT_KEYRING=1")
	}
	config := filepath.Join(a.home, "bus.conf")
	err := os.WriteFile(config, []byte(`<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	address := daemon(t, a, "", "dbus-daemon", "--nofork", "--print-address", "--config-file="+config)
	a.env = append(a.env, "DBUS_SESSION_BUS_ADDRESS="+address)
	// It says where its control socket is once it owns its name on the bus.
	daemon(t, a, "login password", "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets")
	wait := exec.CommandContext(t.Context(), "gdbus", "wait", "--session", "--timeout", "30", "org.freedesktop.secrets")
	wait.Env = a.env
	if out, err := wait.CombinedOutput(); err != nil {
		t.Fatalf("gnome-keyring-daemon does not come up: %v\n%s", err, out)
	}
}

// daemon starts a program that ends with the test and returns the first line of its output.
func daemon(t *testing.T, a *account, input, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = a.env
	cmd.Stdin = strings.NewReader(input)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatalf("%v. Install the packages dbus and gnome-keyring, as `make test` does.", err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it may have ended with its bus
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil && line == "" && name == "dbus-daemon" {
		t.Fatalf("%s says nothing: %v", name, err)
	}
	return strings.TrimSpace(line)
}
