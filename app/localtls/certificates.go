package localtls

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"net"
	"time"

	"patchbay/app/fault"
)

// Host is the only name that the authority vouches for, beside the two loopback addresses.
const Host = "localhost"

const (
	authorityLife = 10 * 365 * 24 * time.Hour
	// leafLife is far below the 825 days that Apple's systems allow (support.apple.com/en-us/103769).
	leafLife = 90 * 24 * time.Hour
	// renewBefore is how long before its end a leaf is replaced.
	renewBefore = 30 * 24 * time.Hour
	// clockSkew is how far back certificates begin, for clocks that are a little behind.
	clockSkew = time.Hour
)

// loopback are the addresses that certificates may name, as single-address networks.
func loopback() []*net.IPNet {
	return []*net.IPNet{
		{IP: net.IPv4(127, 0, 0, 1).To4(), Mask: net.CIDRMask(32, 32)},
		{IP: net.IPv6loopback, Mask: net.CIDRMask(128, 128)},
	}
}

// pair is an authority with the one key that is kept of it.
type pair struct {
	root, issuer *x509.Certificate
	key          *ecdsa.PrivateKey // the issuer's
}

// newPair makes a root and an issuer under it, both constrained to this machine (RFC 5280 §4.2.1.10). Some programs do
// not apply the constraints of a trusted root; those of the issuer bind everybody. So the root signs just this one
// issuer and its key is dropped: nobody, and no thief of the issuer's key either, can have another name signed.
func newPair(name string, now time.Time, random io.Reader) (*pair, error) {
	rootKey, err := ecdsa.GenerateKey(elliptic.P256(), random)
	if err != nil {
		return nil, err
	}
	template := authorityTemplate(name, now)
	template.MaxPathLen = 1
	root, err := signed(template, template, &rootKey.PublicKey, rootKey, random)
	if err != nil {
		return nil, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), random)
	if err != nil {
		return nil, err
	}
	template = authorityTemplate(name+" issuer", now)
	template.MaxPathLenZero = true
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	issuer, err := signed(template, root, &key.PublicKey, rootKey, random)
	return &pair{root: root, issuer: issuer, key: key}, err
}

func authorityTemplate(name string, now time.Time) *x509.Certificate {
	return &x509.Certificate{
		Subject:   pkix.Name{CommonName: name, Organization: []string{"Patchbay, this machine only"}},
		NotBefore: now.Add(-clockSkew), NotAfter: now.Add(authorityLife),
		KeyUsage: x509.KeyUsageCertSign, BasicConstraintsValid: true, IsCA: true,
		PermittedDNSDomainsCritical: true, PermittedDNSDomains: []string{Host}, PermittedIPRanges: loopback(),
	}
}

// newLeaf makes a certificate with a fresh key for the local server. Its chain ends before the root, which clients have.
func newLeaf(issuer *x509.Certificate, key *ecdsa.PrivateKey, now time.Time, random io.Reader) (*tls.Certificate, error) {
	own, err := ecdsa.GenerateKey(elliptic.P256(), random)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		Subject:   pkix.Name{CommonName: Host},
		NotBefore: now.Add(-clockSkew), NotAfter: now.Add(leafLife),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true, DNSNames: []string{Host},
	}
	for _, network := range loopback() {
		template.IPAddresses = append(template.IPAddresses, network.IP)
	}
	leaf, err := signed(template, issuer, &own.PublicKey, key, random)
	if err != nil {
		return nil, err
	}
	return &tls.Certificate{Certificate: [][]byte{leaf.Raw, issuer.Raw}, PrivateKey: own, Leaf: leaf}, nil
}

func signed(template, parent *x509.Certificate, public *ecdsa.PublicKey, by *ecdsa.PrivateKey, random io.Reader) (*x509.Certificate, error) {
	der, err := x509.CreateCertificate(random, template, parent, public, by)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(der)
}

func parsePEM(text string) (*x509.Certificate, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil || block.Type != "CERTIFICATE" {
		return nil, fault.New(fault.Invalid, "invalid_certificate", "This is no certificate in PEM form.")
	}
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil, fault.New(fault.Invalid, "invalid_certificate", "The certificate cannot be read.").WithCause(err)
	}
	return certificate, nil
}

func toPEM(certificate *x509.Certificate) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw}))
}
