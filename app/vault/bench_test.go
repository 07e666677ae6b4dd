package vault_test

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"testing"

	"patchbay/app/vault"
)

// A credential is about so large: an access token in JWT form and a refresh token as JSON.
var benchPlain = bytes.Repeat([]byte("c"), 2000)

// BenchmarkSeal compares sealing a credential under a key in memory with AES-256-GCM alone.
func BenchmarkSeal(b *testing.B) {
	b.Run("patchbay", func(b *testing.B) {
		v := open(b, vault.Options{Mode: vault.Memory})
		seal(b, v, owner, "credentials", "x")
		for b.Loop() {
			if _, err := v.Seal(b.Context(), owner, "credentials", benchPlain); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		aead := bare(b)
		for b.Loop() {
			nonce := make([]byte, 12)
			_, _ = rand.Read(nonce) // never fails
			aead.Seal(nil, nonce, benchPlain, nil)
		}
	})
}

// BenchmarkUnseal compares reading a credential whose key is in memory with AES-256-GCM alone.
func BenchmarkUnseal(b *testing.B) {
	b.Run("patchbay", func(b *testing.B) {
		v := open(b, vault.Options{Mode: vault.Memory})
		sealed := seal(b, v, owner, "credentials", string(benchPlain))
		for b.Loop() {
			if _, err := v.Unseal(b.Context(), owner, "credentials", sealed); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		aead, nonce := bare(b), make([]byte, 12)
		sealed := aead.Seal(nil, nonce, benchPlain, nil)
		for b.Loop() {
			if _, err := aead.Open(nil, nonce, sealed, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func bare(b *testing.B) cipher.AEAD {
	block, err := aes.NewCipher(make([]byte, 32))
	if err != nil {
		b.Fatal(err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		b.Fatal(err)
	}
	return aead
}
