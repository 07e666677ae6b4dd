package inbound

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"io"
	"strings"

	"patchbay/app/fault"
)

// publicKey reads a public key in PEM form, also when its line breaks were lost to an \n of two characters or the user
// pasted only the text between the first and the last line.
func publicKey(text string) (crypto.PublicKey, bool) {
	text = strings.TrimSpace(strings.ReplaceAll(text, `\n`, "\n"))
	der, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		block, _ := pem.Decode([]byte(text))
		if block == nil {
			return nil, false
		}
		der = block.Bytes
	}
	key, err := x509.ParsePKIXPublicKey(der)
	return key, err == nil
}

// privateKey reads the signing half of a test secret.
func privateKey(text string) (crypto.Signer, bool) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, false
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, false
	}
	signer, ok := key.(crypto.Signer)
	return signer, ok
}

// pairOf writes both halves of a key.
func pairOf(key crypto.Signer, err error) (TestSecret, error) {
	if err != nil {
		return TestSecret{}, noKey(err)
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return TestSecret{}, noKey(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return TestSecret{}, noKey(err)
	}
	return TestSecret{
		Check: string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public})),
		Sign:  string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})),
	}, nil
}

func noKey(err error) *fault.Error {
	return fault.New(fault.Internal, "server_error", "No key pair could be made for a test secret.").WithCause(err)
}

// rsaPair makes an RSA key pair. The library takes its random bytes from the system alone.
func rsaPair() (TestSecret, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	return pairOf(key, err)
}

func notPublicKey() *fault.Error {
	return invalidSignature("The webhook secret of the integration is not a public key in PEM form.")
}

// onlyVendor is why a sample of some families cannot be signed with the integration's own keys.
func onlyVendor() *fault.Error {
	return notSignable("Only the vendor holds the private key that signs these webhooks.")
}

// highLevel signs with a private key; the integration's secret is the public half. Which header counts follows from
// the kind of that key, never from the request: Ed25519 is the current signature, RSA the one before it.
// Source: marketplace.gohighlevel.com, "Webhook integration guide".
type highLevel struct{}

const (
	highLevelHeader    = "x-ghl-signature" // base64 Ed25519
	highLevelOldHeader = "x-wh-signature"  // base64 RSA, PKCS #1 v1.5, SHA-256
)

func (h highLevel) check(c *call) (Verification, error) {
	secrets := c.keys.with(userSecret)
	if len(secrets) == 0 {
		return Unverifiable, nil
	}
	var last error
	for _, secret := range secrets {
		if last = h.checkOne(c, secret); last == nil {
			return Verified, nil
		}
	}
	return "", last
}

func (highLevel) checkOne(c *call, secret string) error {
	key, ok := publicKey(secret)
	if !ok {
		return notPublicKey()
	}
	header := highLevelHeader
	if _, old := key.(*rsa.PublicKey); old {
		header = highLevelOldHeader
	}
	text, err := c.header(header)
	if err != nil {
		return err
	}
	if text == "" {
		return missingSignature(header)
	}
	signature, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || !signedBy(key, c.req.Body, signature) {
		return wrongSignature()
	}
	c.seal("")
	return nil
}

func signedBy(key crypto.PublicKey, body, signature []byte) bool {
	switch key := key.(type) {
	case ed25519.PublicKey:
		return ed25519.Verify(key, body, signature)
	case *rsa.PublicKey:
		sum := sha256.Sum256(body)
		return rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], signature) == nil
	default:
		return false
	}
}

func (highLevel) sign(l *letter) error {
	if l.keys.Test == nil {
		return onlyVendor()
	}
	key, ok := privateKey(l.keys.Test.Sign)
	if !ok {
		return onlyVendor()
	}
	signature, err := key.Sign(nil, l.req.Body, crypto.Hash(0))
	if err != nil {
		return notSignable("The webhook could not be signed.").WithCause(err)
	}
	l.set(highLevelHeader, base64.StdEncoding.EncodeToString(signature))
	return nil
}

func (highLevel) makePair(random io.Reader) (TestSecret, error) {
	_, key, err := ed25519.GenerateKey(random)
	return pairOf(key, err)
}
