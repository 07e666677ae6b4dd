package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/uuid"

	"patchbay/app/fault"
)

const (
	stateName   = "vault.json"
	stateFormat = 1
	stateLimit  = 64 << 20 // bytes; about 300,000 owners
)

// state is vault.json: what a data folder remembers of its vault.
type state struct {
	Format     int              `json:"format"`
	Profile    string           `json:"profile"`
	Mode       Mode             `json:"mode"`
	Derivation *derivation      `json:"derivation,omitempty"` // the rest is for Passphrase
	Verifier   []byte           `json:"verifier,omitempty"`
	Keys       map[Owner][]byte `json:"keys,omitempty"`

	unwritten bool // the folder does not remember it yet
}

// The places to which the values in vault.json are bound; the profile keeps those of two vaults apart.
func (s *state) verifierPlace() []string {
	return []string{"vault", s.Profile, "verifier", s.Derivation.text()}
}
func (s *state) keyPlace(owner Owner) []string {
	return []string{"vault", s.Profile, "key", string(owner)}
}

// loadState reads what the folder remembers and compares it with the mode asked for. For a new folder it decides; the
// key store writes the decision down with the first thing it keeps, so that a folder is never bound to a keychain that
// turns out not to be there.
func loadState(o Options) (*state, error) {
	switch o.Mode {
	case "", Keychain, Passphrase, Memory:
	default:
		return nil, fault.New(fault.Invalid, "unknown_vault", "There is no vault named "+string(o.Mode)+".").
			WithHint("Use keychain, passphrase or memory.")
	}
	s, err := readState(o.Folder)
	if err != nil {
		return nil, err
	}
	if s != nil {
		if o.Mode != "" && o.Mode != s.Mode {
			return nil, fault.New(fault.Conflict, "vault_mode", "The secrets in this data folder are kept with the vault "+string(s.Mode)+", not "+string(o.Mode)+".").
				WithHint("Start with `--vault " + string(s.Mode) + "`, or choose another folder with --data-dir.")
		}
		return s, nil
	}
	return newState(o)
}

func newState(o Options) (*state, error) {
	if o.Mode == Memory {
		return &state{Mode: Memory}, nil
	}
	profile, err := uuid.NewRandomFromReader(o.Rand)
	if err != nil {
		return nil, err
	}
	s := &state{Format: stateFormat, Profile: profile.String(), Mode: o.Mode, unwritten: true}
	if s.Mode == "" {
		s.Mode = Keychain
	}
	return s, nil
}

// readState returns nil for a folder without a vault.
func readState(folder string) (*state, error) {
	if folder == "" {
		return nil, nil
	}
	f, err := os.Open(filepath.Join(folder, stateName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, unreadable(folder, err)
	}
	defer func() { _ = f.Close() }() // only read
	text, err := io.ReadAll(io.LimitReader(f, stateLimit+1))
	if err != nil {
		return nil, unreadable(folder, err)
	}
	return parseState(folder, text)
}

func parseState(folder string, text []byte) (*state, error) {
	var head struct {
		Format int `json:"format"`
	}
	if len(text) > stateLimit || json.Unmarshal(text, &head) != nil {
		return nil, damaged(folder)
	}
	if head.Format > stateFormat {
		return nil, fault.New(fault.Conflict, "newer_vault", "The vault in this data folder was written by a newer Patchbay. Nothing was changed.").
			WithHint("Install the newer version, or choose another folder with --data-dir.")
	}
	var s state
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if decoder.Decode(&s) != nil || !s.whole() {
		return nil, damaged(folder)
	}
	return &s, nil
}

// whole reports whether everything that the mode needs is there.
func (s *state) whole() bool {
	if s.Format != stateFormat || uuid.Validate(s.Profile) != nil {
		return false
	}
	return s.Mode == Keychain || s.Mode == Passphrase && s.Derivation != nil && len(s.Verifier) > 0
}

// write replaces vault.json in one step: a reader, or a machine that loses power, sees the old file or the new one.
func (s *state) write(folder string) error {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return unwritable(folder, err)
	}
	f, err := os.CreateTemp(folder, stateName+".*.part") // with mode 0600, or less under a strict umask
	if err != nil {
		return unwritable(folder, err)
	}
	err = f.Chmod(0o600)
	if err == nil {
		_, err = f.Write(append(text, '\n'))
	}
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(folder, stateName))
	}
	if err == nil {
		err = syncFolder(folder)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the write's error is the one to tell
		return unwritable(folder, err)
	}
	return nil
}

func damaged(folder string) error {
	return fault.New(fault.Conflict, "vault_damaged", "The file "+quote(folder)+" was altered or is damaged, so no secret can be read.").
		WithHint("Put it back from a backup of the data folder.")
}

func unreadable(folder string, err error) error {
	return fault.New(fault.Unavailable, "vault_unreadable", "Patchbay may not read "+quote(folder)+".").
		WithHint("Check who owns the data folder.").WithCause(err)
}

func unwritable(folder string, err error) error {
	return fault.New(fault.Unavailable, "vault_unwritable", "Patchbay cannot write "+quote(folder)+"; the secret was not stored.").
		WithHint("Check the free space of the disk and the rights of the data folder.").WithCause(err)
}

// quote names vault.json in a sentence.
func quote(folder string) string { return `"` + filepath.Join(folder, stateName) + `"` }
