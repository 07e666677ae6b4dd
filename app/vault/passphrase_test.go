package vault_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"patchbay/app/fault"
	"patchbay/app/vault"
)

func passphrase(folder string, text vault.Secret) vault.Options {
	return vault.Options{Mode: vault.Passphrase, Folder: folder, Passphrase: text, Cost: cheap}
}

func TestPassphraseIsAsked(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if _, err := vault.Open(t.Context(), passphrase(folder, "")); !fault.HasCode(err, "missing_passphrase") || !strings.Contains(err.Error(), "PATCHBAY_PASSPHRASE") {
		t.Fatalf("a new vault without one: %v", err)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 0 {
		t.Fatalf("something was written: %v, %v", entries, err)
	}
	v := open(t, passphrase(folder, "correct horse"))
	sealed := seal(t, v, owner, "c", canary)
	for text, code := range map[vault.Secret]string{"": "missing_passphrase", "correct horse ": "wrong_passphrase", "x": "wrong_passphrase"} {
		if _, err := vault.Open(t.Context(), passphrase(folder, text)); !fault.HasCode(err, code) || strings.Contains(err.Error(), "horse") {
			t.Errorf("%q: %v", text.Reveal(), err)
		}
	}
	remembered := open(t, vault.Options{Folder: folder, Passphrase: "correct horse"}) // the mode need not be given again
	if got, err := remembered.Unseal(t.Context(), owner, "c", sealed); err != nil || string(got) != canary {
		t.Fatalf("%q, %v", got, err)
	}
	if _, err := vault.Open(t.Context(), vault.Options{Mode: vault.Keychain, Folder: folder, Keyring: newRing()}); !fault.HasCode(err, "vault_mode") {
		t.Errorf("keychain in a passphrase folder: %v", err)
	}
}

func TestVaultFileIsPrivateAndHoldsNoSecret(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	v := open(t, passphrase(folder, canary+"-phrase"))
	seal(t, v, owner, "c", canary)
	path := filepath.Join(folder, "vault.json")
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info.Mode(), err)
	}
	content, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(content), "CANARY") {
		t.Fatalf("%s, %v", content, err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Fatalf("left beside vault.json: %v, %v", entries, err)
	}
}

// Whatever is altered in vault.json, the vault stays closed, in one sentence; nothing is sealed with a made-up key.
func TestAlteredVaultFileFailsClosed(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	v := open(t, passphrase(folder, "p"))
	sealed := seal(t, v, owner, "c", "x")
	seal(t, v, "connection/other", "c", "y")
	path := filepath.Join(folder, "vault.json")
	original, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	edit := func(change func(m map[string]any)) string {
		var m map[string]any
		if err := json.Unmarshal(original, &m); err != nil {
			t.Fatal(err)
		}
		change(m)
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	derivation := func(m map[string]any) map[string]any { return m["derivation"].(map[string]any) }
	keys := func(m map[string]any) map[string]any { return m["keys"].(map[string]any) }
	cases := map[string]struct {
		content string
		codes   string
	}{
		"empty":          {"", "vault_damaged"},
		"half":           {string(original[:len(original)/2]), "vault_damaged"},
		"unknown field":  {edit(func(m map[string]any) { m["x"] = 1 }), "vault_damaged"},
		"newer":          {edit(func(m map[string]any) { m["format"] = 2 }), "newer_vault"},
		"profile":        {edit(func(m map[string]any) { m["profile"] = "4f8c1d0e-0000-4000-8000-000000000000" }), "wrong_passphrase"},
		"no profile":     {edit(func(m map[string]any) { delete(m, "profile") }), "vault_damaged"},
		"mode":           {edit(func(m map[string]any) { m["mode"] = "memory" }), "vault_damaged"},
		"no verifier":    {edit(func(m map[string]any) { delete(m, "verifier") }), "vault_damaged"},
		"verifier":       {edit(func(m map[string]any) { m["verifier"] = "AAAA" }), "wrong_passphrase"},
		"no derivation":  {edit(func(m map[string]any) { delete(m, "derivation") }), "vault_damaged"},
		"salt":           {edit(func(m map[string]any) { derivation(m)["salt"] = "AAAAAAAAAAAAAAAAAAAAAA==" }), "wrong_passphrase"},
		"no salt":        {edit(func(m map[string]any) { delete(derivation(m), "salt") }), "vault_damaged"},
		"no work":        {edit(func(m map[string]any) { derivation(m)["passes"] = 0 }), "vault_damaged"},
		"too much work":  {edit(func(m map[string]any) { derivation(m)["memory_kib"] = 1 << 30 }), "vault_damaged"},
		"other function": {edit(func(m map[string]any) { derivation(m)["name"] = "argon2i" }), "vault_damaged"},
		"key":            {edit(func(m map[string]any) { keys(m)[string(owner)] = keys(m)["connection/other"] }), "vault_damaged"},
		"key gone":       {edit(func(m map[string]any) { delete(keys(m), string(owner)) }), "secret_gone"},
	}
	for name, c := range cases {
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		v, err := vault.Open(t.Context(), passphrase(folder, "p"))
		if err == nil {
			_, err = v.Unseal(t.Context(), owner, "c", sealed)
		}
		if !fault.HasCode(err, c.codes) {
			t.Errorf("%s: %v, want %s", name, err, c.codes)
		}
		if got, _ := os.ReadFile(path); string(got) != c.content {
			t.Errorf("%s: the file was rewritten", name)
		}
	}
}

// What cannot be written must not be believed: after a failed write the vault knows no more than the disk.
func TestUnwritableVaultFile(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "data")
	v := open(t, passphrase(folder, "p"))
	if err := os.Rename(folder, folder+"-away"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := v.Seal(t.Context(), owner, "c", []byte("x")); !fault.HasCode(err, "vault_unwritable") {
			t.Fatalf("sealed with a key that is nowhere: %v", err)
		}
	}
	if _, err := vault.Open(t.Context(), passphrase(folder, "p")); err == nil {
		t.Fatal("opened a vault in a file")
	}
}

// The parameters that protect a stolen file are those of RFC 9106, section 4, second recommended option.
func TestDefaultDerivation(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	open(t, vault.Options{Mode: vault.Passphrase, Folder: folder, Passphrase: "p"})
	content, err := os.ReadFile(filepath.Join(folder, "vault.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Derivation struct {
			Name      string
			Passes    int
			MemoryKiB int `json:"memory_kib"`
			Threads   int
			Salt      []byte
		}
	}
	if err := json.Unmarshal(content, &file); err != nil {
		t.Fatal(err)
	}
	d := file.Derivation
	if d.Name != "argon2id" || d.Passes != 3 || d.MemoryKiB != 65536 || d.Threads != 4 || len(d.Salt) != 16 {
		t.Errorf("%+v", d)
	}
}
