package vault

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"
	"strings"

	"github.com/zalando/go-keyring"

	"patchbay/app/fault"
)

// service is the name of all our keychain items; the account is "<profile>/<owner>".
const service = "patchbay"

// ErrNotFound is what a Keyring returns for an item that is not there.
var ErrNotFound = keyring.ErrNotFound

// Keyring is the keychain of the system, or a test's. Calls never overlap.
type Keyring interface {
	Get(service, account string) (string, error) // ErrNotFound when there is none
	Set(service, account, value string) error
	Delete(service, account string) error // ErrNotFound when there is none
}

// osKeyring is the keychain of the system the program runs on.
type osKeyring struct{}

func (osKeyring) Get(service, account string) (string, error) {
	if err := sessionBus(); err != nil {
		return "", err
	}
	return keyring.Get(service, account)
}

func (osKeyring) Set(service, account, value string) error {
	if err := sessionBus(); err != nil {
		return err
	}
	return keyring.Set(service, account, value)
}

func (osKeyring) Delete(service, account string) error {
	if err := sessionBus(); err != nil {
		return err
	}
	return keyring.Delete(service, account)
}

var errNoBus = errors.New("no session bus")

// sessionBus keeps the D-Bus client from its last resort, which is to run dbus-launch and leave a bus and a keyring
// daemon behind that nobody else talks to.
func sessionBus() error {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		return nil
	}
	if address := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); address != "" && address != "autolaunch:" {
		return nil
	}
	for _, name := range []string{"bus", "dbus-session"} {
		if _, err := os.Stat(fmt.Sprintf("/run/user/%d/%s", os.Getuid(), name)); err == nil {
			return nil
		}
	}
	return errNoBus
}

func keychainName() string {
	switch runtime.GOOS {
	case "darwin":
		return "macOS Keychain"
	case "windows":
		return "Windows Credential Manager"
	}
	return "OS keychain (Secret Service)"
}

// keychain keeps each owner's key as an item of its own: 44 characters, far below every system's limit
// (Windows 2,560 bytes, macOS about 3,000).
type keychain struct {
	ring   Keyring
	state  *state
	folder string
}

func newKeychain(ring Keyring, s *state, folder string) *keychain {
	if ring == nil {
		ring = osKeyring{}
	}
	return &keychain{ring: ring, state: s, folder: folder}
}

func (k *keychain) account(owner Owner) string { return k.state.Profile + "/" + string(owner) }

func (k *keychain) load(owner Owner) ([]byte, error) {
	text, err := k.ring.Get(service, k.account(owner))
	if errors.Is(err, ErrNotFound) {
		return nil, errNoKey
	}
	if err != nil {
		return nil, explain(err)
	}
	key, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(key) != keySize {
		return nil, fault.New(fault.Conflict, "secret_damaged", "The key to this secret was altered in the keychain, so the secret cannot be read.").
			WithHint("Delete this entry in Patchbay and create it again.")
	}
	return key, nil
}

// save makes the folder remember the keychain with its first key.
func (k *keychain) save(owner Owner, key []byte) error {
	if err := k.store(owner, key); err != nil || !k.state.unwritten {
		return err
	}
	if err := k.state.write(k.folder); err != nil {
		return errors.Join(err, k.remove(owner))
	}
	k.state.unwritten = false
	return nil
}

// store reads the key back, so that nothing is ever sealed with a key that the keychain cut short or lost.
func (k *keychain) store(owner Owner, key []byte) error {
	text := base64.StdEncoding.EncodeToString(key)
	if err := k.ring.Set(service, k.account(owner), text); err != nil {
		return explain(err)
	}
	stored, err := k.ring.Get(service, k.account(owner))
	if err != nil && !errors.Is(err, ErrNotFound) {
		return explain(err)
	}
	if stored != text {
		return fault.New(fault.Unavailable, "keychain_unavailable", "The keychain did not keep a key that was stored in it.").
			WithHint("Check it with `patchbay doctor`, or " + otherVault)
	}
	return nil
}

func (k *keychain) check(owner Owner, key []byte) error {
	err := k.store(owner, key)
	if removed := k.remove(owner); err == nil {
		err = removed
	}
	return err
}

func (k *keychain) remove(owner Owner) error {
	err := k.ring.Delete(service, k.account(owner))
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return explain(err)
}

// isDial reports whether the bus of the session could not be reached at all.
func isDial(err error) bool {
	dial, ok := errors.AsType[*net.OpError](err)
	return ok && dial.Op == "dial"
}

const otherVault = "start with `--vault passphrase`; a data folder with secrets in the keychain stays as it is, so name a new one for that."

// explain turns a failure of the keychain into a sentence for its state. The text of the failure is not kept: on some
// systems it repeats what was to be stored.
func explain(err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	message, hint := "The keychain refused to work.", "Check it with `patchbay doctor`, or "+otherVault
	switch {
	case errors.Is(err, errNoBus), isDial(err):
		message = "There is no keychain: this login has no D-Bus session."
		hint = "Start Patchbay from a desktop session, or " + otherVault
	case strings.Contains(text, "org.freedesktop.secrets was not provided"), strings.Contains(text, "ServiceUnknown"):
		message = "There is no keychain: no Secret Service runs in this session."
		hint = "Install and start one, such as gnome-keyring or KWallet, or " + otherVault
	case strings.Contains(text, "failed to unlock correct collection") && strings.Contains(text, "/collection/"):
		message = "The keychain is locked."
		hint = "Unlock it and try again."
	case strings.Contains(text, "failed to unlock correct collection"):
		message = "The Secret Service has no keyring that can be unlocked."
		hint = "Create or unlock a default keyring, for example with Seahorse or by logging in again, or " + otherVault
	case errors.Is(err, keyring.ErrUnsupportedPlatform):
		message = "Patchbay knows no keychain on this system."
		hint = strings.ToUpper(otherVault[:1]) + otherVault[1:]
	}
	return fault.New(fault.Unavailable, "keychain_unavailable", message).WithHint(hint).WithCause(fmt.Errorf("keychain: %T", err))
}
