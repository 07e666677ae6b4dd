package providertest

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"sync"
	"time"
)

// keyRing holds one key of each kind; making them anew for each provider would take most of the run.
type keyRing struct {
	rsa         *rsa.PrivateKey
	ec          *ecdsa.PrivateKey
	ed          ed25519.PrivateKey
	certificate string // of rsa, PEM
}

var keys = sync.OnceValues(func() (*keyRing, error) {
	var k keyRing
	var err error
	if k.rsa, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		return nil, err
	}
	if k.ec, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return nil, err
	}
	if _, k.ed, err = ed25519.GenerateKey(rand.Reader); err != nil {
		return nil, err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "walk client"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(24 * time.Hour), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, k.rsa.Public(), k.rsa)
	if err != nil {
		return nil, err
	}
	k.certificate = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	return &k, nil
})

// ring is keys without the error: a machine that cannot make keys cannot run tests.
func ring() *keyRing {
	k, err := keys()
	if err != nil {
		panic(err)
	}
	return k
}

// pkcs8 is a key as PEM (RFC 5958).
func pkcs8(key any) string {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		panic(err) // the ring holds only keys that can be written
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

// checkCertificate wants the connection's own certificate in the TLS handshake.
func (p *Play) checkCertificate(got *Received) []string {
	block, _ := pem.Decode([]byte(ring().certificate))
	if len(got.Certificates) == 0 {
		return []string{"no client certificate was shown"}
	}
	if string(got.Certificates[0].Raw) != string(block.Bytes) {
		return []string{"another client certificate was shown"}
	}
	return nil
}
