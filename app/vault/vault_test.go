package vault_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"patchbay/app/fault"
	"patchbay/app/vault"
)

const owner = vault.Owner("connection/0193d0a5-7a40-7000-8000-000000000001")

// vaults opens each kind of vault on a fresh folder; calling the function again reopens the same one.
func vaults(t *testing.T) map[string]func() *vault.Vault {
	keyring, folder, other := newRing(), t.TempDir(), t.TempDir()
	memory := open(t, vault.Options{Mode: vault.Memory})
	return map[string]func() *vault.Vault{
		"keychain": func() *vault.Vault { return open(t, vault.Options{Folder: folder, Keyring: keyring}) },
		"passphrase": func() *vault.Vault {
			return open(t, vault.Options{Mode: vault.Passphrase, Folder: other, Passphrase: "correct horse", Cost: cheap})
		},
		"memory": func() *vault.Vault { return memory },
	}
}

func TestSealUnseal(t *testing.T) {
	t.Parallel()
	for name, reopen := range vaults(t) {
		t.Run(name, func(t *testing.T) {
			v := reopen()
			if string(v.Mode()) != name || v.Describe() == "" {
				t.Errorf("mode %q, %q", v.Mode(), v.Describe())
			}
			for _, text := range []string{"", "x", canary, strings.Repeat("long ", 100_000), "\x00\xff\n'\"$()"} {
				sealed := seal(t, v, owner, "credentials", text)
				again := seal(t, v, owner, "credentials", text)
				if bytes.Equal(sealed, again) {
					t.Error("sealing twice gave the same bytes: the nonce is not fresh")
				}
				if len(text) > 4 && bytes.Contains(sealed, []byte(text[:5])) {
					t.Error("the sealed value holds the text")
				}
				got, err := reopen().Unseal(t.Context(), owner, "credentials", sealed)
				if err != nil || string(got) != text {
					t.Errorf("%d bytes came back as %d, %v", len(text), len(got), err)
				}
			}
		})
	}
}

// What was altered, moved to another owner or column, or cut does not open, and the fault says nothing of the value.
func TestAlteredOrMovedValuesDoNotOpen(t *testing.T) {
	t.Parallel()
	v := open(t, vault.Options{Mode: vault.Memory})
	const other = vault.Owner("connection/other")
	seal(t, v, other, "credentials", "its own")
	sealed := seal(t, v, owner, "credentials", canary)
	try := func(what string, o vault.Owner, column string, value []byte) {
		got, err := v.Unseal(t.Context(), o, column, value)
		if f := fault.From(err); got != nil || f == nil || f.Code != "secret_damaged" || strings.Contains(fmt.Sprintf("%+v", f), "CANARY") {
			t.Errorf("%s: %q, %v", what, got, err)
		}
	}
	try("another owner", other, "credentials", sealed)
	try("another column", owner, "metadata", sealed)
	try("nothing", owner, "credentials", nil)
	try("cut", owner, "credentials", sealed[:len(sealed)-1])
	try("longer", owner, "credentials", append(bytes.Clone(sealed), 0))
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		try(fmt.Sprintf("bit of byte %d", i), owner, "credentials", bad)
	}
}

// sealedVersion1 is "version 1" under the key 00 01 … 1f with the nonce "nonce-of-12b", made with crypto/cipher alone:
// AES-256-GCM over 01 || 0d || "environment/1" || 07 || "api_key".
const sealedVersion1 = "016e6f6e63652d6f662d313262e4be7e7aa9c954bec67d68c361675bfd509f4a7031a96cc959"

// The format is a promise to data on disk: this value was sealed by version 1.
func TestFormatVersion1StaysReadable(t *testing.T) {
	t.Parallel()
	keyring := newRing()
	v := open(t, vault.Options{Folder: t.TempDir(), Keyring: keyring})
	keyring.items["patchbay "+v.Profile()+"/environment/1"] = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
	sealed, err := hex.DecodeString(sealedVersion1)
	if err != nil {
		t.Fatal(err)
	}
	got, err := v.Unseal(t.Context(), "environment/1", "api_key", sealed)
	if err != nil || string(got) != "version 1" {
		t.Fatalf("%q, %v", got, err)
	}
}

func TestDeleteIsForever(t *testing.T) {
	t.Parallel()
	for name, reopen := range vaults(t) {
		t.Run(name, func(t *testing.T) {
			v := reopen()
			sealed := seal(t, v, owner, "credentials", canary)
			kept := seal(t, v, "integration/1", "client_secret", "stays")
			for range 2 { // twice: deleting what is gone is fine
				if err := v.Delete(t.Context(), owner); err != nil {
					t.Fatal(err)
				}
			}
			for _, v := range []*vault.Vault{v, reopen()} {
				_, err := v.Unseal(t.Context(), owner, "credentials", sealed)
				if f := fault.From(err); f == nil || f.Code != "secret_gone" || !strings.Contains(f.Hint, "Connect again") {
					t.Errorf("after delete: %v", err)
				}
				if got, err := v.Unseal(t.Context(), "integration/1", "client_secret", kept); err != nil || string(got) != "stays" {
					t.Errorf("another owner's secret: %q, %v", got, err)
				}
			}
			seal(t, v, owner, "credentials", "new") // the owner can start over
			if _, err := v.Unseal(t.Context(), owner, "credentials", sealed); !fault.HasCode(err, "secret_damaged") {
				t.Errorf("the old value under a new key: %v", err)
			}
		})
	}
}

func TestKeysAreReadOnceAndMadeOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		keyring, answered := newRing(), make(chan struct{})
		v := open(t, vault.Options{Folder: t.TempDir(), Keyring: hanging{keyring, answered}})
		var wg sync.WaitGroup
		values := make(chan []byte, 64)
		for range 64 {
			wg.Go(func() {
				sealed, err := v.Seal(t.Context(), owner, "c", []byte("x"))
				if err != nil {
					t.Error(err)
				}
				values <- sealed
			})
		}
		synctest.Wait() // one asks the keychain, the others wait for it
		close(answered)
		wg.Wait()
		close(values)
		for sealed := range values {
			if _, err := v.Unseal(t.Context(), owner, "c", sealed); err != nil {
				t.Fatal(err)
			}
		}
		if keyring.calls != 3 || keyring.raced { // look, store, read back
			t.Errorf("%d keychain calls, overlapping: %v", keyring.calls, keyring.raced)
		}
		if names := keyring.names(); len(names) != 1 || names[0] != v.Profile()+"/"+string(owner) {
			t.Errorf("items: %v", names)
		}
	})
}

func TestCheckLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	keyring := newRing()
	v := open(t, vault.Options{Folder: t.TempDir(), Keyring: keyring})
	if err := v.Check(t.Context()); err != nil || len(keyring.names()) != 0 {
		t.Fatalf("%v, left: %v", err, keyring.names())
	}
	keyring.cut = 40
	if err := v.Check(t.Context()); err == nil {
		t.Fatal("a keychain that cuts values passed the check")
	}
}

// A check from another process beside the owner of a passphrase vault must not undo what the owner wrote meanwhile.
func TestCheckLeavesTheOwnersFileAlone(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	running, doctor := open(t, passphrase(folder, "p")), open(t, passphrase(folder, "p"))
	sealed := seal(t, running, owner, "c", canary)
	if err := doctor.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	restarted := open(t, passphrase(folder, "p"))
	if got, err := restarted.Unseal(t.Context(), owner, "c", sealed); err != nil || string(got) != canary {
		t.Fatalf("%q, %v", got, err)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
		t.Fatalf("left behind: %v, %v", entries, err)
	}
}

// A keychain that keeps less than it was given must be noticed before anything is sealed with that key.
func TestKeyThatWasNotKeptIsNoticed(t *testing.T) {
	t.Parallel()
	keyring := newRing()
	keyring.cut = 40
	v := open(t, vault.Options{Folder: t.TempDir(), Keyring: keyring})
	if sealed, err := v.Seal(t.Context(), owner, "c", []byte("x")); err == nil {
		t.Fatalf("sealed %d bytes with a key that is not in the keychain", len(sealed))
	}
}

// Security KC-07: what a keychain says is never shown, only what it means.
func TestKeychainStates(t *testing.T) {
	t.Parallel()
	states := map[string]string{
		"The name org.freedesktop.secrets was not provided by any .service files":                       "no Secret Service",
		"failed to unlock correct collection '/org/freedesktop/secrets/collection/login'":               "locked",
		"failed to unlock correct collection '/org/freedesktop/secrets/aliases/default'":                "no keyring that can be unlocked",
		"exit status 1: security: add-generic-password -w " + canary + ": The user name is not correct": "refused",
		"secret service says " + canary: "refused",
	}
	for text, want := range states {
		for _, call := range []string{"get", "set", "delete"} {
			keyring := newRing()
			keyring.fail = func(c, _ string) error {
				if c == call {
					return errors.New(text)
				}
				return nil
			}
			v := open(t, vault.Options{Folder: t.TempDir(), Keyring: keyring})
			_, err := v.Seal(t.Context(), owner, "c", []byte("x"))
			if call == "delete" {
				err = v.Delete(t.Context(), owner)
			}
			f := fault.From(err)
			if f == nil || f.Code != "keychain_unavailable" || f.Kind != fault.Unavailable || !strings.Contains(f.Message, want) || f.Hint == "" {
				t.Errorf("%s, %.40s: %v", call, text, err)
			}
			if shown := fmt.Sprintf("%v %+v %v", err, f.LogValue(), errors.Unwrap(f)); strings.Contains(shown, "CANARY") {
				t.Errorf("the keychain's words are shown: %s", shown)
			}
		}
	}
}

// A locked keychain with a display never answers: the call ends at its limit, the user's own call waits longer, and when
// the dialog is answered at last everything goes on.
func TestKeychainThatHangs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		keyring, answered := newRing(), make(chan struct{})
		v := open(t, vault.Options{Folder: t.TempDir(), Keyring: hanging{keyring, answered}})
		timed := func(ctx context.Context) (time.Duration, error) {
			start := time.Now()
			_, err := v.Seal(ctx, owner, "c", []byte("x"))
			return time.Since(start), err
		}
		for range 2 { // the second waits for its turn, and not for ever either
			took, err := timed(t.Context())
			if took != 5*time.Second || !fault.HasCode(err, "keychain_unavailable") || !strings.Contains(err.Error(), "did not answer within 5s") {
				t.Errorf("in the background: %v after %v", err, took)
			}
		}
		if took, err := timed(vault.Patiently(t.Context())); took != time.Minute || !fault.HasCode(err, "keychain_unavailable") {
			t.Errorf("for a user: %v after %v", err, took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if took, err := timed(ctx); took != time.Second || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("with a shorter context: %v after %v", err, took)
		}
		close(answered)
		if _, err := timed(t.Context()); err != nil {
			t.Errorf("after the dialog was answered: %v", err)
		}
	})
}

// hanging is a keychain that answers only once its dialog is answered.
type hanging struct {
	*ring
	answered <-chan struct{}
}

func (h hanging) Get(service, account string) (string, error) {
	<-h.answered
	return h.ring.Get(service, account)
}

// Who finds out at the first start that there is no keychain may choose a passphrase for the same folder: nothing is in
// it yet.
func TestAFolderIsBoundByItsFirstKey(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	keyring := newRing()
	v := open(t, vault.Options{Folder: folder, Keyring: keyring})
	if err := v.Check(t.Context()); err != nil { // as the doctor does; it keeps nothing
		t.Fatal(err)
	}
	keyring.fail = func(string, string) error { return errors.New("no") }
	if _, err := v.Seal(t.Context(), owner, "c", []byte(canary)); err == nil {
		t.Fatal("sealed without a keychain")
	}
	under := open(t, vault.Options{Mode: vault.Passphrase, Folder: folder, Passphrase: "x", Cost: cheap})
	sealed := seal(t, under, owner, "c", canary)
	if _, err := vault.Open(t.Context(), vault.Options{Mode: vault.Keychain, Folder: folder, Keyring: newRing()}); !fault.HasCode(err, "vault_mode") {
		t.Errorf("the keychain in a passphrase folder: %v", err)
	}
	again := open(t, vault.Options{Folder: folder, Passphrase: "x"})
	if got, err := again.Unseal(t.Context(), owner, "c", sealed); err != nil || string(got) != canary {
		t.Errorf("unsealed %q, %v", got, err)
	}
}

// A folder whose place nobody may write keeps no key: what was sealed with it could not be read after the next start.
func TestAKeyIsKeptOnlyWithItsFolder(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "file")
	v := open(t, vault.Options{Folder: folder, Keyring: newRing()})
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Seal(t.Context(), owner, "c", []byte(canary)); err == nil {
		t.Error("sealed for a folder that cannot remember the vault")
	}
}

// Security KC-01.
func TestNoFallback(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	keyring := newRing()
	keyring.fail = func(string, string) error { return errors.New("no") }
	v := open(t, vault.Options{Folder: folder, Keyring: keyring})
	if _, err := v.Seal(t.Context(), owner, "c", []byte(canary)); err == nil {
		t.Fatal("sealed without a keychain")
	}
	keyring.fail = nil
	seal(t, v, owner, "c", canary)
	content, err := os.ReadFile(filepath.Join(folder, "vault.json"))
	if err != nil || strings.Contains(string(content), "keys") || strings.Contains(string(content), canary) {
		t.Fatalf("vault.json: %s, %v", content, err)
	}
	for _, o := range []vault.Options{{Mode: vault.Passphrase, Passphrase: "x", Cost: cheap}, {Mode: vault.Memory}} {
		o.Folder = folder
		if _, err := vault.Open(t.Context(), o); !fault.HasCode(err, "vault_mode") || !strings.Contains(err.Error(), "--vault keychain") {
			t.Errorf("%s in a keychain folder: %v", o.Mode, err)
		}
	}
	if _, err := vault.Open(t.Context(), vault.Options{Mode: "clear", Folder: t.TempDir()}); !fault.HasCode(err, "unknown_vault") {
		t.Errorf("an unknown mode: %v", err)
	}
}

// Two data folders of one user keep apart in the keychain. Security KC-10.
func TestFoldersDoNotShareItems(t *testing.T) {
	t.Parallel()
	keyring := newRing()
	one := open(t, vault.Options{Folder: t.TempDir(), Keyring: keyring})
	two := open(t, vault.Options{Folder: t.TempDir(), Keyring: keyring})
	sealed := seal(t, one, owner, "c", "one's")
	seal(t, two, owner, "c", "two's")
	if len(keyring.names()) != 2 {
		t.Fatalf("items: %v", keyring.names())
	}
	if err := two.Delete(t.Context(), owner); err != nil {
		t.Fatal(err)
	}
	if got, err := one.Unseal(t.Context(), owner, "c", sealed); err != nil || string(got) != "one's" {
		t.Fatalf("%q, %v", got, err)
	}
}
