package connect_test

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"sync"
	"testing"
	"time"

	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
)

// BenchmarkFresh is a credential read as the proxy makes it, beside the least that could be done: a map read under a
// lock, and opening one sealed kilobyte (which Fresh does once per change, not per call).
func BenchmarkFresh(b *testing.B) {
	b.Run("fresh", func(b *testing.B) {
		w := begin(b, authtest.Options{})
		w.integration("acme")
		w.imported("c", 24*time.Hour)
		b.ReportAllocs()
		for b.Loop() {
			if _, err := w.Fresh(b.Context(), w.env, "acme", "c", connect.FreshOptions{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("fresh-parallel", func(b *testing.B) {
		w := begin(b, authtest.Options{})
		w.integration("acme")
		w.imported("c", 24*time.Hour)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if _, err := w.Fresh(b.Context(), w.env, "acme", "c", connect.FreshOptions{}); err != nil {
					b.Error(err)
				}
			}
		})
	})
	b.Run("bare-map", func(b *testing.B) {
		var mu sync.RWMutex
		type key struct {
			env     int64
			key, id string
		}
		values := map[key]*int{{1, "acme", "c"}: new(int)}
		for b.Loop() {
			mu.RLock()
			_ = values[key{1, "acme", "c"}]
			mu.RUnlock()
		}
	})
	b.Run("bare-open", func(b *testing.B) {
		block, err := aes.NewCipher(make([]byte, 32))
		if err != nil {
			b.Fatal(err)
		}
		aead, err := cipher.NewGCM(block)
		if err != nil {
			b.Fatal(err)
		}
		nonce, plain := make([]byte, aead.NonceSize()), make([]byte, 1024)
		if _, err := rand.Read(nonce); err != nil {
			b.Fatal(err)
		}
		sealed := aead.Seal(nil, nonce, plain, nil)
		for b.Loop() {
			if _, err := aead.Open(nil, nonce, sealed, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
