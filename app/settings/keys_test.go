package settings_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/settings"
	"patchbay/app/vault"
)

const fixed = vault.Secret("8F3B6A52-1C7E-4D4B-9A20-5E0F1B2C3D4E")

func defaultOf(t testing.TB, s *settings.Service) settings.Environment {
	t.Helper()
	return s.Default()
}

func keyOf(t testing.TB, s *settings.Service) vault.Secret {
	t.Helper()
	key, err := s.APIKey(t.Context(), defaultOf(t, s).ID)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// opens reports whether the key opens the default environment.
func opens(t testing.TB, s *settings.Service, key vault.Secret) bool {
	t.Helper()
	grant, err := s.Authenticate(t.Context(), key.Reveal())
	return err == nil && grant.Environment == defaultOf(t, s)
}

func TestFirstStartMakesTheDevEnvironment(t *testing.T) {
	t.Parallel()
	h := newHouse(t, vault.Passphrase)
	s := h.mustOpen(t, "")
	env, key := defaultOf(t, s), keyOf(t, s)
	if id, err := uuid.Parse(env.UUID); env.Name != "dev" || env.ID == 0 || err != nil || id.Version() != 4 {
		t.Errorf("environment %+v", env)
	}
	if id, err := uuid.Parse(key.Reveal()); err != nil || id.Version() != 4 || id.Variant() != uuid.RFC4122 || len(key) != 36 {
		t.Errorf("the key is no UUID v4")
	}
	if !opens(t, s, key) || !opens(t, s, vault.Secret(strings.ToUpper(key.Reveal()))) {
		t.Error("the key does not open its environment")
	}
	h.leave(t)
	h.enter(t)
	again := h.mustOpen(t, "")
	if defaultOf(t, again) != env || keyOf(t, again) != key || !opens(t, again, key) {
		t.Error("the second start made another environment or key")
	}
	if all := again.Environments(); len(all) != 1 || all[0] != env {
		t.Errorf("environments: %v", all)
	}
}

// mustHint fails unless a hint to read the settings again was given.
func mustHint(t *testing.T, hints *event.Subscription) {
	t.Helper()
	select {
	case hint := <-hints.C:
		if hint.Topic != event.Settings {
			t.Errorf("hint %v", hint)
		}
	default:
		t.Error("no hint was given")
	}
}

func TestAuthenticateRefuses(t *testing.T) {
	t.Parallel()
	s := newHouse(t, vault.Memory).mustOpen(t, fixed)
	for key, code := range map[string]string{
		"":                                      "invalid_secret_key_format",
		"not-key":                               "invalid_secret_key_format",
		"8F3B6A52-1C7E-1D4B-9A20-5E0F1B2C3D4E":  "invalid_secret_key_format", // version 1
		"8F3B6A52-1C7E-4D4B-CA20-5E0F1B2C3D4E":  "invalid_secret_key_format", // another variant
		"8F3B6A52-1C7E-4D4B-9A20-5E0F1B2C3D4G":  "invalid_secret_key_format",
		"8F3B6A5211C7E-4D4B-9A20-5E0F1B2C3D4E":  "invalid_secret_key_format",
		"8F3B6A52-1C7E-4D4B-9A20-5E0F1B2C3D4E ": "invalid_secret_key_format",
		"{8F3B6A52-1C7E-4D4B-9A20-5E0F1B2C3D4E": "invalid_secret_key_format",
		"8F3B6A52-1C7E-4D4B-\xc39A20-5E0F1B2C3": "invalid_secret_key_format",
		"8F3B6A52-1C7E-4D4B-9A20-5E0F1B2C3D4F":  "unknown_account",
		"00000000-0000-4000-8000-000000000000":  "unknown_account",
	} {
		_, err := s.Authenticate(t.Context(), key)
		if f := fault.From(err); f == nil || f.Code != code || f.Kind != fault.Unauthorized {
			t.Errorf("%q: %v, want %s", key, err, code)
		}
	}
	if !opens(t, s, fixed) || !opens(t, s, vault.Secret(strings.ToLower(fixed.Reveal()))) {
		t.Error("the fixed key does not open the environment")
	}
}

func TestRotatedKeyIsDeadAtOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t, vault.Passphrase)
	s := h.mustOpen(t, "")
	hints := h.bus.Subscribe()
	defer hints.Close()
	var wg sync.WaitGroup
	done := make(chan struct{})
	wg.Go(func() { // someone calls all the while, which -race watches
		for {
			select {
			case <-done:
				return
			default:
				_, _ = s.Authenticate(t.Context(), fixed.Reveal())
			}
		}
	})
	keys := []vault.Secret{keyOf(t, s)}
	for range 5 {
		key, err := s.RotateAPIKey(t.Context(), defaultOf(t, s).ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, old := range keys {
			if opens(t, s, old) {
				t.Error("an old key still opens the environment")
			}
		}
		if !opens(t, s, key) || keyOf(t, s) != key {
			t.Error("the new key does not open the environment")
		}
		mustHint(t, hints)
		keys = append(keys, key)
	}
	close(done)
	wg.Wait()
	h.leave(t)
	h.enter(t)
	again := h.mustOpen(t, "")
	for i, key := range keys {
		if opens(t, again, key) != (i == len(keys)-1) {
			t.Errorf("after a restart: key %d of %d", i, len(keys)-1)
		}
	}
	if _, err := s.RotateAPIKey(t.Context(), 99); !fault.HasCode(err, "unknown_environment") {
		t.Errorf("a key for no environment: %v", err)
	}
}

func TestFixedKey(t *testing.T) {
	t.Parallel()
	h := newHouse(t, vault.Passphrase)
	made := keyOf(t, h.mustOpen(t, ""))
	s := h.mustOpen(t, fixed)
	if opens(t, s, made) || !opens(t, s, fixed) || keyOf(t, s) != fixed || !s.KeyIsFixed(defaultOf(t, s).ID) {
		t.Error("the fixed key did not take the place of the made one")
	}
	if _, err := s.RotateAPIKey(t.Context(), defaultOf(t, s).ID); !fault.HasCode(err, "key_is_fixed") || !opens(t, s, fixed) {
		t.Errorf("a fixed key was rotated: %v", err)
	}
	for _, bad := range []vault.Secret{"x", "8F3B6A52-1C7E-1D4B-9A20-5E0F1B2C3D4E", "secret-CANARY"} {
		_, err := h.open(t, bad)
		if !fault.HasCode(err, "invalid_secret_key") || strings.Contains(err.Error(), "CANARY") {
			t.Errorf("%q: %v", bad.Reveal(), err)
		}
	}
	if s := h.mustOpen(t, ""); opens(t, s, fixed) || !opens(t, s, made) || keyOf(t, s) != made || s.KeyIsFixed(defaultOf(t, s).ID) {
		t.Error("without the variable, the made key is not back")
	}
}

// A first start under a fixed key makes a key of its own all the same, which counts once the variable is gone.
func TestFixedKeyFromTheFirstStart(t *testing.T) {
	t.Parallel()
	h := newHouse(t, vault.Passphrase)
	if s := h.mustOpen(t, fixed); !opens(t, s, fixed) || keyOf(t, s) != fixed {
		t.Error("the fixed key does not open the first start")
	}
	s := h.mustOpen(t, "")
	if made := keyOf(t, s); made == fixed || !opens(t, s, made) || opens(t, s, fixed) {
		t.Error("no key was made")
	}
}

// Data that another vault sealed is refused as a whole, and works again when its vault.json is back.
func TestReplacedVaultIsRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t, vault.Passphrase)
	key := keyOf(t, h.mustOpen(t, ""))
	path := filepath.Join(h.folder, "vault.json")
	original, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	h.leave(t)
	h.enter(t)
	if _, err := h.open(t, ""); !fault.HasCode(err, "vault_replaced") || !strings.Contains(err.Error(), "vault.json") {
		t.Fatalf("got %v", err)
	}
	if err := os.WriteFile(path, original, 0o600); err != nil {
		t.Fatal(err)
	}
	h.leave(t)
	h.enter(t)
	if s := h.mustOpen(t, ""); keyOf(t, s) != key {
		t.Error("another key")
	}
}

// Without its sealed text the key still works, because it is recognised by its hash; it can be replaced.
func TestKeyWhoseSecretIsGone(t *testing.T) {
	t.Parallel()
	h := newHouse(t, vault.Memory)
	key := keyOf(t, h.mustOpen(t, ""))
	h.leave(t)
	h.enter(t) // a vault in memory forgets
	s := h.mustOpen(t, "")
	if _, err := s.APIKey(t.Context(), defaultOf(t, s).ID); !fault.HasCode(err, "secret_gone") || !strings.Contains(err.Error(), "patchbay keys rotate") {
		t.Errorf("got %v", err)
	}
	if !opens(t, s, key) {
		t.Error("the key does not open the environment any more")
	}
	fresh, err := s.RotateAPIKey(t.Context(), defaultOf(t, s).ID)
	if err != nil || keyOf(t, s) != fresh || opens(t, s, key) {
		t.Errorf("after rotating: %v", err)
	}
}

// A refused vault leaves no half start behind.
func TestFirstStartWithoutAKeychain(t *testing.T) {
	t.Parallel()
	h := newHouse(t, vault.Passphrase)
	none, err := vault.Open(t.Context(), vault.Options{Mode: vault.Keychain, Folder: t.TempDir(), Keyring: noRing{}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = settings.Open(t.Context(), settings.Options{DB: h.db, Vault: none})
	if !fault.HasCode(err, "keychain_unavailable") {
		t.Fatalf("got %v", err)
	}
	var rows int
	if err := h.db.Reader().QueryRow("SELECT (SELECT count(*) FROM environments) + (SELECT count(*) FROM api_keys)").Scan(&rows); err != nil || rows != 0 {
		t.Fatalf("%d rows, %v", rows, err)
	}
	h.mustOpen(t, "")
}

var errNoRing = errors.New("The name org.freedesktop.secrets was not provided by any .service files") //nolint:staticcheck // as D-Bus says it

// noRing is a keychain that is not there.
type noRing struct{}

func (noRing) Get(string, string) (string, error) { return "", errNoRing }
func (noRing) Set(string, string, string) error   { return errNoRing }
func (noRing) Delete(string, string) error        { return errNoRing }

// Neither the present nor a replaced key is in any file, in no form; what a deleted row held is overwritten.
func TestKeysAreInNoFile(t *testing.T) {
	t.Parallel()
	h := newHouse(t, vault.Passphrase)
	h.mustOpen(t, fixed)
	var firstSealed []byte
	if err := h.db.Reader().QueryRow("SELECT sealed FROM api_keys").Scan(&firstSealed); err != nil {
		t.Fatal(err)
	}
	backUp(t, h)
	s := h.mustOpen(t, "")
	secrets := []vault.Secret{fixed, keyOf(t, s)}
	for range 3 {
		key, err := s.RotateAPIKey(t.Context(), defaultOf(t, s).ID)
		if err != nil {
			t.Fatal(err)
		}
		secrets = append(secrets, key)
	}
	var forms []string
	for _, secret := range secrets {
		text := secret.Reveal()
		raw := uuid.MustParse(text)
		for _, form := range []string{text, strings.ToLower(text), strings.ReplaceAll(strings.ToLower(text), "-", ""), string(raw[:])} {
			forms = append(forms, form, hex.EncodeToString([]byte(form)), base64.StdEncoding.EncodeToString([]byte(form)))
		}
	}
	if found := search(t, h.folder, forms); len(found) > 0 {
		t.Errorf("in clear while open: %v", found)
	}
	if found := search(t, h.folder, []string{string(firstSealed)}); len(found) == 0 {
		t.Error("the search does not find what is there: the backup holds the sealed value")
	}
	if err := h.db.Close(); err != nil { // the log is worked into the file
		t.Fatal(err)
	}
	if found := search(t, h.folder, forms); len(found) > 0 {
		t.Errorf("in clear after closing: %v", found)
	}
	if err := os.RemoveAll(filepath.Join(h.folder, "backups")); err != nil {
		t.Fatal(err)
	}
	if found := search(t, h.folder, []string{string(firstSealed)}); len(found) > 0 {
		t.Errorf("the replaced value is still on disk, if sealed: %v", found)
	}
	h.enter(t)
}

// backUp puts a copy where the copies before schema changes are.
func backUp(t *testing.T, h *house) {
	t.Helper()
	if err := os.Mkdir(filepath.Join(h.folder, "backups"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := h.db.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(h.folder, "patchbay.db"))
	if err == nil {
		err = os.WriteFile(filepath.Join(h.folder, "backups", "patchbay-copy.db"), content, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	h.enter(t)
}

// search returns the files below the folder that hold one of the texts.
func search(t *testing.T, folder string, texts []string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		for _, text := range texts {
			if bytes.Contains(content, []byte(text)) {
				found = append(found, path)
				break
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// BenchmarkAuthenticate is the price of a key on every call.
func BenchmarkAuthenticate(b *testing.B) {
	s := newHouse(b, vault.Memory).mustOpen(b, fixed)
	for b.Loop() {
		if _, err := s.Authenticate(b.Context(), fixed.Reveal()); err != nil {
			b.Fatal(err)
		}
	}
}
