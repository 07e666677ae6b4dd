package vault_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
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
	"github.com/zalando/go-keyring"

	"patchbay/app/fault"
	"patchbay/app/vault"
)

// This suite drives a real gnome-keyring on a D-Bus of its own: nothing of the keychain of whoever runs it is touched.

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

func openChild(ctx context.Context) (*vault.Vault, error) {
	return vault.Open(ctx, vault.Options{Mode: vault.Keychain, Folder: os.Getenv(childFolder)})
}

var children = map[string]func(context.Context) (any, error){
	"refused":       refusedChild,
	"no collection": noCollectionChild,
	"first day":     firstDayChild,
	"second day":    secondDayChild,
	"locked":        lockedChild,
	"shapes":        shapesChild,
	"two folders":   twoFoldersChild,
	"sampled":       sampledChild,
}

// refusedChild tries everything where no keychain answers.
func refusedChild(ctx context.Context) (any, error) {
	v, err := openChild(ctx)
	if err != nil {
		return nil, err
	}
	_, sealErr := v.Seal(ctx, owner, "credentials", []byte(canary))
	_, unsealErr := v.Unseal(ctx, owner, "credentials", make([]byte, 64))
	return map[string]string{
		"seal": sentence(sealErr), "unseal": sentence(unsealErr), "delete": sentence(v.Delete(ctx, owner)), "check": sentence(v.Check(ctx)),
	}, nil
}

func noCollectionChild(ctx context.Context) (any, error) {
	if err := startKeyring(""); err != nil {
		return nil, err
	}
	return refusedChild(ctx)
}

func sentence(err error) string {
	if err == nil {
		return "ok"
	}
	f := fault.From(err)
	return f.Code + ": " + f.Message
}

func TestKeychainThatIsNotThere(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, child, want string
		run               func(*desk, *testing.T, string, any)
	}{
		{"no service", "refused", "no Secret Service runs in this session", (*desk).run},
		{"no bus", "refused", "no D-Bus session", (*desk).runWithoutBus},
		{"no collection", "no collection", "no keyring that can be unlocked", (*desk).run},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			var said map[string]string
			c.run(d, t, c.child, &said)
			for step, got := range said {
				if !strings.HasPrefix(got, "keychain_unavailable: ") || !strings.Contains(got, c.want) {
					t.Errorf("%s: %s", step, got)
				}
			}
			d.mustNotHold(t, canary)
		})
	}
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

func firstDayChild(ctx context.Context) (any, error) {
	if err := startKeyring("login password"); err != nil {
		return nil, err
	}
	v, err := openChild(ctx)
	if err != nil {
		return nil, err
	}
	if err := v.Check(ctx); err != nil {
		return nil, err
	}
	gone, err := v.Seal(ctx, "connection/gone", "credentials", []byte(canary))
	if err != nil {
		return nil, err
	}
	if err := v.Delete(ctx, "connection/gone"); err != nil {
		return nil, err
	}
	kept, err := v.Seal(ctx, owner, "credentials", []byte(canary))
	if err != nil {
		return nil, err
	}
	return map[string]string{"kept": hex.EncodeToString(kept), "gone": hex.EncodeToString(gone)},
		os.WriteFile(filepath.Join(os.Getenv(childFolder), "sealed"), append(kept, gone...), 0o600)
}

// secondDayChild logs in again: another daemon, another process, the same folders.
func secondDayChild(ctx context.Context) (any, error) {
	if err := startKeyring("login password"); err != nil {
		return nil, err
	}
	v, err := openChild(ctx)
	if err != nil {
		return nil, err
	}
	both, err := os.ReadFile(filepath.Join(os.Getenv(childFolder), "sealed"))
	if err != nil {
		return nil, err
	}
	plain, err := v.Unseal(ctx, owner, "credentials", both[:len(both)/2])
	_, goneErr := v.Unseal(ctx, "connection/gone", "credentials", both[len(both)/2:])
	return map[string]string{"kept": string(plain), "kept error": sentence(err), "gone": sentence(goneErr)}, nil
}

// Keys outlive the process and the login; deleted ones stay deleted.
func TestKeychainOverLogins(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var sealed, got map[string]string
	d.run(t, "first day", &sealed)
	d.mustNotHold(t, canary)
	d.run(t, "second day", &got)
	if got["kept"] != canary || got["kept error"] != "ok" || !strings.HasPrefix(got["gone"], "secret_gone: ") {
		t.Errorf("%v", got)
	}
}

func lockedChild(ctx context.Context) (any, error) {
	if err := startKeyring("login password"); err != nil {
		return nil, err
	}
	v, err := openChild(ctx)
	if err != nil {
		return nil, err
	}
	sealed, err := v.Seal(ctx, owner, "credentials", []byte("x"))
	if err != nil {
		return nil, err
	}
	if err := lockKeyring(); err != nil {
		return nil, err
	}
	fresh, err := openChild(ctx) // as after a restart of Patchbay
	if err != nil {
		return nil, err
	}
	use := func(v *vault.Vault) string {
		_, err := v.Unseal(ctx, owner, "credentials", sealed)
		return sentence(err)
	}
	said := map[string]string{"in memory": use(v), "after a restart": use(fresh), "check": sentence(v.Check(ctx))}
	_, err = v.Seal(ctx, "connection/new", "credentials", []byte(canary))
	said["new owner"] = sentence(err)
	if err := unlockKeyring("login password"); err != nil {
		return nil, err
	}
	said["unlocked again"] = use(fresh)
	return said, nil
}

func TestKeychainThatIsLocked(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var said map[string]string
	d.run(t, "locked", &said)
	for step, want := range map[string]string{
		"in memory": "ok", "unlocked again": "ok", "after a restart": "keychain_unavailable: The keychain is locked.",
		"check": "keychain_unavailable: The keychain is locked.", "new owner": "keychain_unavailable: The keychain is locked.",
	} {
		if said[step] != want {
			t.Errorf("%s: %s", step, said[step])
		}
	}
	d.mustNotHold(t, canary)
}

// oddOwners and sizes are what keychains of other programs have stumbled over.
var oddOwners = []vault.Owner{
	"connection/ünïcode 🧵", "connection/line\nbreak", `connection/"quotes' and $(touch owned) ` + "`id`", "connection/" + vault.Owner(strings.Repeat("n", 501)),
}

var sizes = []int{0, 2560, 2561, 20_000, 1 << 20}

func shapesChild(ctx context.Context) (any, error) {
	if err := startKeyring("login password"); err != nil {
		return nil, err
	}
	v, err := openChild(ctx)
	if err != nil {
		return nil, err
	}
	var wrong []string
	for _, owner := range oddOwners {
		for _, size := range sizes {
			plain := bytes.Repeat([]byte("é\n"), size/3+1)[:size]
			sealed, err := v.Seal(ctx, owner, "credentials", plain)
			if err != nil {
				return nil, fmt.Errorf("%.30q, %d bytes: %w", owner, size, err)
			}
			fresh, err := openChild(ctx)
			if err != nil {
				return nil, err
			}
			if got, err := fresh.Unseal(ctx, owner, "credentials", sealed); err != nil || !bytes.Equal(got, plain) {
				wrong = append(wrong, fmt.Sprintf("%.30q, %d bytes: %d came back, %v", owner, size, len(got), err))
			}
		}
		item, err := keyring.Get("patchbay", v.Profile()+"/"+string(owner))
		if err != nil || len(item) != 44 {
			wrong = append(wrong, fmt.Sprintf("%.30q: the item has %d characters, %v", owner, len(item), err))
		}
		if err := v.Delete(ctx, owner); err != nil {
			return nil, err
		}
		if _, err := keyring.Get("patchbay", v.Profile()+"/"+string(owner)); !errors.Is(err, keyring.ErrNotFound) {
			wrong = append(wrong, fmt.Sprintf("%.30q: still there after delete: %v", owner, err))
		}
	}
	return wrong, nil
}

func TestKeychainTakesEveryShape(t *testing.T) {
	t.Parallel()
	var wrong []string
	newDesk(t).run(t, "shapes", &wrong)
	for _, text := range wrong {
		t.Error(text)
	}
}

func twoFoldersChild(ctx context.Context) (any, error) {
	if err := startKeyring("login password"); err != nil {
		return nil, err
	}
	said := map[string]string{}
	var vaults []*vault.Vault
	var sealed [][]byte
	for _, name := range []string{"real", "test"} {
		v, err := vault.Open(ctx, vault.Options{Folder: filepath.Join(os.Getenv(childFolder), name)})
		if err != nil {
			return nil, err
		}
		value, err := v.Seal(ctx, owner, "c", []byte(name))
		if err != nil {
			return nil, err
		}
		vaults, sealed = append(vaults, v), append(sealed, value)
	}
	said["deleted by the test build"] = sentence(vaults[1].Delete(ctx, owner))
	again, err := vault.Open(ctx, vault.Options{Folder: filepath.Join(os.Getenv(childFolder), "real")})
	if err != nil {
		return nil, err
	}
	plain, err := again.Unseal(ctx, owner, "c", sealed[0])
	said["real"] = string(plain) + " " + sentence(err)
	return said, nil
}

func TestKeychainOfTwoFolders(t *testing.T) {
	t.Parallel()
	var said map[string]string
	newDesk(t).run(t, "two folders", &said)
	if said["real"] != "real ok" || said["deleted by the test build"] != "ok" {
		t.Errorf("%v", said)
	}
}

// sampledChild reads the arguments and the environment of every process while it works, and looks for its secrets in them.
func sampledChild(ctx context.Context) (any, error) {
	if err := startKeyring("login password"); err != nil {
		return nil, err
	}
	v, err := openChild(ctx)
	if err != nil {
		return nil, err
	}
	seen, samples := map[string]bool{}, 0
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			default:
				sample(seen)
				samples++
			}
		}
	}()
	secrets := []string{canary, hex.EncodeToString([]byte(canary)), base64.StdEncoding.EncodeToString([]byte(canary))}
	for n := range 30 {
		o := vault.Owner(fmt.Sprintf("connection/%d", n))
		if _, err := v.Seal(ctx, o, "credentials", []byte(canary)); err != nil {
			return nil, err
		}
		key, err := keyring.Get("patchbay", v.Profile()+"/"+string(o))
		if err != nil {
			return nil, err
		}
		raw, err := base64.StdEncoding.DecodeString(key)
		if err != nil {
			return nil, err
		}
		secrets = append(secrets, key, hex.EncodeToString(raw), string(raw))
		if err := v.Delete(ctx, o); err != nil {
			return nil, err
		}
	}
	close(stop)
	<-stopped
	found, marker := []string{}, false
	for text := range seen {
		marker = marker || strings.Contains(text, childVariable+"=sampled")
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				found = append(found, fmt.Sprintf("%.80q", text))
			}
		}
	}
	return map[string]any{"found": found, "samples": samples, "marker": marker}, nil
}

func sample(seen map[string]bool) {
	for _, pattern := range []string{"/proc/[0-9]*/cmdline", "/proc/[0-9]*/environ"} {
		paths, _ := filepath.Glob(pattern) // the pattern is well formed
		for _, path := range paths {
			if content, err := os.ReadFile(path); err == nil { // gone, or another user's
				seen[string(content)] = true
			}
		}
	}
}

func TestKeychainSecretsAreInNoProcessList(t *testing.T) {
	t.Parallel()
	var got struct {
		Found   []string
		Samples int
		Marker  bool
	}
	newDesk(t).run(t, "sampled", &got)
	for _, text := range got.Found {
		t.Errorf("a secret is in %s", text)
	}
	if got.Samples < 3 || !got.Marker {
		t.Errorf("the sampling saw too little: %d samples, own environment seen: %v", got.Samples, got.Marker)
	}
}
