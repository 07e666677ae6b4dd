package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"io"

	"patchbay/app/fault"
)

const (
	keySize   = 32 // AES-256
	nonceSize = 12
	tagSize   = 16
)

// sealVersion is the first byte of a sealed value and part of what is authenticated. Version 1 is AES-256-GCM:
//
//	version (1 byte) | nonce (12) | ciphertext | tag (16)
const sealVersion = 1

func newCipher(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// seal encrypts with a fresh random nonce. With one key per owner, the 2^32 values after which a repeated nonce becomes
// thinkable (NIST SP 800-38D, section 8.3) are out of reach.
func seal(aead cipher.AEAD, rand io.Reader, plain []byte, place ...string) ([]byte, error) {
	out := make([]byte, 1+nonceSize, 1+nonceSize+len(plain)+tagSize)
	out[0] = sealVersion
	nonce := out[1 : 1+nonceSize]
	if _, err := io.ReadFull(rand, nonce); err != nil {
		return nil, err
	}
	return aead.Seal(out, nonce, plain, associated(place)), nil
}

// unseal fails closed: whatever is wrong, the answer is the same and holds nothing of the value.
func unseal(aead cipher.AEAD, sealed []byte, place ...string) ([]byte, error) {
	if len(sealed) < 1+nonceSize+tagSize || sealed[0] != sealVersion {
		return nil, secretDamaged()
	}
	plain, err := aead.Open(nil, sealed[1:1+nonceSize], sealed[1+nonceSize:], associated(place))
	if err != nil {
		return nil, secretDamaged()
	}
	return plain, nil
}

// associated is the authenticated place of a value: the version, then each part behind its length, so that no two
// places look alike.
func associated(place []string) []byte {
	out := []byte{sealVersion}
	for _, part := range place {
		out = binary.AppendUvarint(out, uint64(len(part)))
		out = append(out, part...)
	}
	return out
}

func secretDamaged() error {
	return fault.New(fault.Conflict, "secret_damaged", "A stored secret was altered or belongs elsewhere, so it cannot be read.").
		WithHint("Connect again or enter the secret again.")
}
