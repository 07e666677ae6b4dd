// Package vault seals secrets for the database with keys that live in the OS keychain or under a passphrase.
package vault

import (
	"context"
	"crypto/cipher"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"sync"
	"time"

	"patchbay/app/fault"
)

// Mode says where the keys are kept.
type Mode string

// The modes. A data folder remembers its mode; there is no falling back from one to another.
const (
	Keychain   Mode = "keychain"   // one item per owner in the OS keychain
	Passphrase Mode = "passphrase" // in vault.json, wrapped under a key derived from a passphrase
	Memory     Mode = "memory"     // gone when the process ends; for tests
)

// Owner is the thing whose secrets one key seals: "connection/<uuid>", "integration/<uuid>" or "environment/<uuid>".
// Deleting the owner's key makes all of them unreadable, in backups too.
type Owner string

// Time limits of one use of the keychain. A locked keychain with a display shows a password dialog and does not return
// before it is answered.
const (
	backgroundLimit = 5 * time.Second
	patientLimit    = time.Minute
)

// Options says how to open a vault.
type Options struct {
	Mode       Mode          // "" is what the folder remembers, or Keychain for a new one
	Folder     string        // the data folder; vault.json is in it. Memory needs none
	Passphrase Secret        // for Passphrase
	Cost       Cost          // work of deriving a key for a new passphrase vault; zero is the default
	Keyring    Keyring       // nil is the OS keychain
	Limit      time.Duration // of one use of the keychain without a user waiting; 0 is 5 s
	Rand       io.Reader     // must be safe for concurrent use; nil is crypto/rand
}

// Vault seals and unseals. It is safe for concurrent use and keeps every key it has used in memory.
type Vault struct {
	mode    Mode
	profile string
	keys    keyStore
	limit   time.Duration // 0: none
	rand    io.Reader
	turn    chan struct{} // one use of the key store at a time; holds one token when free

	mu     sync.RWMutex
	opened map[Owner]cipher.AEAD
}

// keyStore keeps one 32-byte key per owner. Calls never overlap.
type keyStore interface {
	load(owner Owner) ([]byte, error)    // errNoKey when there is none
	save(owner Owner, key []byte) error  // when it returns nil, load gives the key back
	remove(owner Owner) error            // no error when there is none
	check(owner Owner, key []byte) error // proves that a key could be kept, and leaves nothing behind
}

var errNoKey = errors.New("no such key")

// Open opens the folder's vault, or makes one. What it decides is remembered in vault.json, under a passphrase at once
// and with the keychain from the first key on: the mode, a random profile id that keeps the keychain items of two data
// folders apart, and the key derivation of a passphrase.
//
// Faults: "vault_mode" when the folder has another mode, "missing_passphrase", "wrong_passphrase", "vault_damaged".
// The keychain itself is not touched before the first Seal, Unseal, Delete or Check.
func Open(ctx context.Context, o Options) (*Vault, error) {
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Limit == 0 {
		o.Limit = backgroundLimit
	}
	v := &Vault{rand: o.Rand, turn: make(chan struct{}, 1), opened: map[Owner]cipher.AEAD{}}
	v.turn <- struct{}{}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return v, v.open(o)
}

func (v *Vault) open(o Options) error {
	state, err := loadState(o)
	if err != nil {
		return err
	}
	v.mode, v.profile = state.Mode, state.Profile
	switch v.mode {
	case Keychain:
		v.limit = o.Limit
		v.keys = newKeychain(o.Keyring, state, o.Folder)
	case Passphrase:
		v.keys, err = openPassphrase(o, state)
	case Memory:
		v.keys = memory{}
	}
	return err
}

// Mode returns where the keys are kept.
func (v *Vault) Mode() Mode { return v.mode }

// Profile returns the random id of this vault, "" in Memory mode. Data sealed under another profile cannot be read.
func (v *Vault) Profile() string { return v.profile }

// Describe says in a few words where the keys are, for people.
func (v *Vault) Describe() string {
	switch v.mode {
	case Keychain:
		return keychainName()
	case Passphrase:
		return "passphrase (Argon2id)"
	}
	return "memory, lost when Patchbay ends"
}

// Seal encrypts plain for one column of the owner and makes the owner's key on first use. The result is bound to owner
// and column: moved elsewhere it does not open. When Seal returns, the key is stored and was read back.
func (v *Vault) Seal(ctx context.Context, owner Owner, column string, plain []byte) ([]byte, error) {
	aead, err := v.key(ctx, owner, true)
	if err != nil {
		return nil, err
	}
	return seal(aead, v.rand, plain, string(owner), column)
}

// Unseal decrypts what Seal returned for the same owner and column. When the owner's key no longer exists the fault is
// "secret_gone"; when the sealed value was altered or moved it is "secret_damaged".
func (v *Vault) Unseal(ctx context.Context, owner Owner, column string, sealed []byte) ([]byte, error) {
	aead, err := v.key(ctx, owner, false)
	if err != nil {
		return nil, err
	}
	return unseal(aead, sealed, string(owner), column)
}

// Delete deletes the owner's key, and with it every value sealed for the owner wherever a copy may be. Deleting what is
// not there is no error.
func (v *Vault) Delete(ctx context.Context, owner Owner) error {
	return v.inTurn(ctx, func() error {
		if err := v.keys.remove(owner); err != nil {
			return err
		}
		v.mu.Lock()
		defer v.mu.Unlock()
		delete(v.opened, owner)
		return nil
	})
}

// key returns the owner's cipher from memory, or from the key store; with create it makes a missing key.
func (v *Vault) key(ctx context.Context, owner Owner, create bool) (cipher.AEAD, error) {
	if aead := v.cached(owner); aead != nil {
		return aead, nil
	}
	if owner == "" {
		return nil, fault.New(fault.Internal, "missing_owner", "A secret without an owner cannot be stored.")
	}
	err := v.inTurn(ctx, func() error {
		if v.cached(owner) != nil { // another caller was first
			return nil
		}
		return v.fetch(owner, create)
	})
	if err != nil {
		return nil, err
	}
	if aead := v.cached(owner); aead != nil {
		return aead, nil
	}
	return nil, secretGone() // deleted between the two steps
}

func (v *Vault) cached(owner Owner) cipher.AEAD {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.opened[owner]
}

// fetch loads or makes the owner's key and keeps its cipher. It runs in turn.
func (v *Vault) fetch(owner Owner, create bool) error {
	key, err := v.keys.load(owner)
	if errors.Is(err, errNoKey) && !create {
		return secretGone()
	}
	if errors.Is(err, errNoKey) {
		key, err = v.newKey(owner)
	}
	if err != nil {
		return err
	}
	defer clear(key)
	aead, err := newCipher(key)
	if err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.opened[owner] = aead
	return nil
}

// newKey stores a fresh key.
func (v *Vault) newKey(owner Owner) ([]byte, error) {
	key := make([]byte, keySize)
	if _, err := io.ReadFull(v.rand, key); err != nil {
		return nil, err
	}
	return key, v.keys.save(owner, key)
}

// Check proves that a key can be stored, read and deleted; its fault says what is wrong with the keychain.
func (v *Vault) Check(ctx context.Context) error {
	random := make([]byte, 16+keySize)
	if _, err := io.ReadFull(v.rand, random); err != nil {
		return err
	}
	owner := Owner("check/" + hex.EncodeToString(random[:16]))
	return v.inTurn(ctx, func() error { return v.keys.check(owner, random[16:]) })
}

func secretGone() error {
	return fault.New(fault.Conflict, "secret_gone", "The key to this secret is no longer in the vault, so the secret cannot be read.").
		WithHint("Connect again or enter the secret again; a restored vault brings the old one back.")
}
