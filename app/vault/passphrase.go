package vault

import (
	"crypto/cipher"
	"errors"
	"io"
	"os"
	"strconv"

	"golang.org/x/crypto/argon2"

	"patchbay/app/fault"
)

// Cost is the work of turning a passphrase into a key with Argon2id (RFC 9106).
type Cost struct {
	Passes    uint32 `json:"passes"`
	MemoryKiB uint32 `json:"memory_kib"`
	Threads   uint8  `json:"threads"`
}

// defaultCost is the second recommended option of RFC 9106, section 4: 3 passes over 64 MiB in 4 lanes.
var defaultCost = Cost{Passes: 3, MemoryKiB: 64 << 10, Threads: 4}

// maxCost bounds what an altered vault.json can make us do.
var maxCost = Cost{Passes: 64, MemoryKiB: 2 << 20, Threads: 64}

const saltSize = 16

// verifierText is what the verifier seals; only its opening matters.
const verifierText = "patchbay"

// passphrase keeps the keys in vault.json, each wrapped under the key derived from the passphrase.
type passphrase struct {
	state  *state
	folder string
	wrap   cipher.AEAD
	rand   io.Reader
}

func openPassphrase(o Options, s *state) (*passphrase, error) {
	if o.Passphrase == "" {
		return nil, fault.New(fault.Invalid, "missing_passphrase", "This vault needs a passphrase.").
			WithHint("Give it in the environment variable PATCHBAY_PASSPHRASE.")
	}
	p := &passphrase{state: s, folder: o.Folder, rand: o.Rand}
	if s.Derivation == nil {
		return p, p.create(o)
	}
	if err := p.derive(o.Passphrase); err != nil {
		return nil, err
	}
	if _, err := unseal(p.wrap, s.Verifier, s.verifierPlace()...); err != nil {
		return nil, fault.New(fault.Unauthorized, "wrong_passphrase", "The passphrase does not open this vault.").
			WithHint("Check PATCHBAY_PASSPHRASE; when it is right, vault.json was altered and must come from a backup.")
	}
	return p, nil
}

// create chooses the derivation of a new vault and writes it down before anything is sealed.
func (p *passphrase) create(o Options) error {
	cost := o.Cost
	if cost == (Cost{}) {
		cost = defaultCost
	}
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(p.rand, salt); err != nil {
		return err
	}
	p.state.Derivation = &derivation{Name: argon2id, Cost: cost, Salt: salt}
	if err := p.derive(o.Passphrase); err != nil {
		return err
	}
	verifier, err := seal(p.wrap, p.rand, []byte(verifierText), p.state.verifierPlace()...)
	if err != nil {
		return err
	}
	p.state.Verifier = verifier
	return p.state.write(p.folder)
}

func (p *passphrase) derive(secret Secret) error {
	d := p.state.Derivation
	if !d.sane() {
		return damaged(p.folder)
	}
	key := argon2.IDKey([]byte(secret.Reveal()), d.Salt, d.Passes, d.MemoryKiB, d.Threads, keySize)
	defer clear(key)
	var err error
	p.wrap, err = newCipher(key)
	return err
}

func (p *passphrase) load(owner Owner) ([]byte, error) {
	wrapped, ok := p.state.Keys[owner]
	if !ok {
		return nil, errNoKey
	}
	key, err := unseal(p.wrap, wrapped, p.state.keyPlace(owner)...)
	if err != nil || len(key) != keySize {
		return nil, damaged(p.folder)
	}
	return key, nil
}

func (p *passphrase) save(owner Owner, key []byte) error {
	wrapped, err := seal(p.wrap, p.rand, key, p.state.keyPlace(owner)...)
	if err != nil {
		return err
	}
	return p.change(func(keys map[Owner][]byte) { keys[owner] = wrapped })
}

func (p *passphrase) remove(owner Owner) error {
	if _, ok := p.state.Keys[owner]; !ok {
		return nil
	}
	return p.change(func(keys map[Owner][]byte) { delete(keys, owner) })
}

// check tries whether the folder takes a file. It leaves vault.json alone: `patchbay doctor` runs beside the process that
// owns the file, and an older copy of the keys must not overwrite newer ones.
func (p *passphrase) check(Owner, []byte) error {
	f, err := os.CreateTemp(p.folder, stateName+".*.part")
	if err == nil {
		err = errors.Join(f.Close(), os.Remove(f.Name()))
	}
	if err != nil {
		return unwritable(p.folder, err)
	}
	return nil
}

// change writes the file with the change first and only then takes it over, so that memory never knows more than disk.
func (p *passphrase) change(edit func(map[Owner][]byte)) error {
	next := *p.state
	next.Keys = make(map[Owner][]byte, len(p.state.Keys)+1)
	for owner, wrapped := range p.state.Keys {
		next.Keys[owner] = wrapped
	}
	edit(next.Keys)
	if err := next.write(p.folder); err != nil {
		return err
	}
	p.state = &next
	return nil
}

const argon2id = "argon2id"

// derivation is how the passphrase becomes the wrapping key.
type derivation struct {
	Name string `json:"name"`
	Cost
	Salt []byte `json:"salt"`
}

func (d *derivation) sane() bool {
	return d.Name == argon2id && len(d.Salt) == saltSize &&
		d.Passes >= 1 && d.Passes <= maxCost.Passes &&
		d.MemoryKiB >= 8*uint32(d.Threads) && d.MemoryKiB <= maxCost.MemoryKiB &&
		d.Threads >= 1 && d.Threads <= maxCost.Threads
}

func (d *derivation) text() string {
	n := func(v uint64) string { return strconv.FormatUint(v, 10) }
	return d.Name + " " + n(uint64(d.Passes)) + " " + n(uint64(d.MemoryKiB)) + " " + n(uint64(d.Threads))
}
