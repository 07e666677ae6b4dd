package localtls

import (
	"context"
	"crypto/tls"
	"time"
)

// issueTimeout bounds the keychain during a handshake.
const issueTimeout = 20 * time.Second

// Config is how the local server speaks TLS. It asks for a certificate at every handshake, so that a renewed one counts
// at once.
func (a *Authority) Config() *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS12,
		GetCertificate: func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
			ctx, cancel := context.WithTimeout(hello.Context(), issueTimeout)
			defer cancel()
			return a.Certificate(ctx)
		},
	}
}

// Certificate returns the server's certificate, a new one when there is none yet or its end is near. It and its key
// live in memory only. Faults: https_disabled, and those of the vault.
func (a *Authority) Certificate(ctx context.Context) (*tls.Certificate, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.current == nil {
		return nil, disabled()
	}
	now := a.now()
	if a.leaf != nil && now.Before(a.leaf.Leaf.NotAfter.Add(-renewBefore)) && now.After(a.leaf.Leaf.NotBefore) {
		return a.leaf, nil
	}
	key, err := a.key(ctx, a.current)
	if err != nil {
		return nil, err
	}
	leaf, err := newLeaf(a.current.issuer, key, now, a.rand)
	if err != nil {
		return nil, noRandom(err)
	}
	a.leaf = leaf
	return leaf, nil
}
