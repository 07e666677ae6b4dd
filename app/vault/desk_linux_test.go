package vault_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// childFolder is the data folder of a child.
const childFolder = "VAULT_TEST_FOLDER"

// busConfig is a session bus that starts no services by itself.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`

// desk is one user's login: folders of its own, and a bus for each run.
type desk struct {
	home   string
	config string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	for _, program := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err == nil {
			continue
		}
		if os.Getenv("PATCHBAY_WITHOUT_KEYRING") == "1" {
			t.Skipf("not tested against a real keychain: %s is missing and PATCHBAY_WITHOUT_KEYRING=1", program)
		}
		t.Fatalf("the real keychain cannot be tested: %s is missing. Install the packages dbus and gnome-keyring, as `make test` does, or set PATCHBAY_WITHOUT_KEYRING=1 to go without.", program)
	}
	d := &desk{home: t.TempDir()}
	for _, name := range []string{"data", "run", "config", "cache", "patchbay"} {
		if err := os.Mkdir(filepath.Join(d.home, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	d.config = filepath.Join(d.home, "bus.conf")
	if err := os.WriteFile(d.config, []byte(busConfig), 0o600); err != nil {
		t.Fatal(err)
	}
	return d
}

// folder is Patchbay's data folder on this desk.
func (d *desk) folder() string { return filepath.Join(d.home, "patchbay") }

func (d *desk) environ() []string {
	var kept []string
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		switch name {
		case "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL", "SSH_AUTH_SOCK":
		default:
			kept = append(kept, entry)
		}
	}
	return append(kept, "HOME="+d.home, "XDG_DATA_HOME="+d.home+"/data", "XDG_RUNTIME_DIR="+d.home+"/run",
		"XDG_CONFIG_HOME="+d.home+"/config", "XDG_CACHE_HOME="+d.home+"/cache", childFolder+"="+d.folder())
}

// run plays a child on a fresh session bus of the desk and reads its answer.
func (d *desk) run(t *testing.T, name string, answer any) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	d.exec(t, exec.CommandContext(t.Context(), "dbus-run-session", "--config-file="+d.config, "--", self), name, answer)
}

// runWithoutBus plays a child whose session bus does not exist.
func (d *desk) runWithoutBus(t *testing.T, name string, answer any) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = []string{"DBUS_SESSION_BUS_ADDRESS=unix:path=" + d.home + "/no-bus"}
	d.exec(t, cmd, name, answer)
}

func (d *desk) exec(t *testing.T, cmd *exec.Cmd, name string, answer any) {
	t.Helper()
	if children[name] == nil {
		t.Fatalf("there is no child %q", name)
	}
	var out, complaint bytes.Buffer
	cmd.Env = append(append(d.environ(), cmd.Env...), childVariable+"="+name)
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, complaint.String())
	}
	if err := json.Unmarshal(out.Bytes(), answer); err != nil {
		t.Fatalf("%s answered %q: %v", name, out.String(), err)
	}
}

const secretService = "org.freedesktop.secrets"

// startKeyring starts the daemon on this session's bus; with the password it unlocks the login keyring, which it makes at
// first. The daemon ends with its bus.
func startKeyring(password string) error {
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		return err
	}
	defer func() { _ = bus.Close() }()
	owners := make(chan *dbus.Signal, 8)
	bus.Signal(owners)
	err = bus.AddMatchSignal(dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, secretService))
	if err != nil {
		return err
	}
	args := []string{"--start", "--components=secrets"}
	if password != "" {
		args[0] = "--unlock"
	}
	cmd := exec.Command("gnome-keyring-daemon", args...)
	cmd.Stdin = strings.NewReader(password)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("gnome-keyring-daemon: %w: %s", err, out)
	}
	var there bool // the daemon says that it has started a little before it answers
	if err := bus.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, secretService).Store(&there); err != nil || there {
		return err
	}
	for late := time.After(30 * time.Second); ; {
		select {
		case signal := <-owners:
			if signal.Name == "org.freedesktop.DBus.NameOwnerChanged" {
				return nil
			}
		case <-late:
			return errors.New("gnome-keyring-daemon does not come up")
		}
	}
}

const loginKeyring = dbus.ObjectPath("/org/freedesktop/secrets/collection/login")

// lockKeyring locks the login keyring, as the desktop does when the user asks for it.
func lockKeyring() error {
	return withService(func(service dbus.BusObject) error {
		return service.Call("org.freedesktop.Secret.Service.Lock", 0, []dbus.ObjectPath{loginKeyring}).Err
	})
}

// unlockKeyring unlocks it without a dialog, as the login manager does.
func unlockKeyring(password string) error {
	return withService(func(service dbus.BusObject) error {
		var none dbus.Variant
		var session dbus.ObjectPath
		err := service.Call("org.freedesktop.Secret.Service.OpenSession", 0, "plain", dbus.MakeVariant("")).Store(&none, &session)
		if err != nil {
			return err
		}
		secret := struct {
			Session     dbus.ObjectPath
			Parameters  []byte
			Value       []byte
			ContentType string
		}{session, []byte{}, []byte(password), "text/plain"}
		return service.Call("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface.UnlockWithMasterPassword", 0, loginKeyring, secret).Err
	})
}

func withService(use func(dbus.BusObject) error) error {
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		return err
	}
	defer func() { _ = bus.Close() }()
	return use(bus.Object(secretService, "/org/freedesktop/secrets"))
}

// mustNotHold fails when any file of the desk holds one of the texts.
func (d *desk) mustNotHold(t *testing.T, texts ...string) {
	t.Helper()
	err := filepath.WalkDir(d.home, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		for _, text := range texts {
			if bytes.Contains(content, []byte(text)) {
				t.Errorf("%s holds %q", path, text)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
