package globals

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"math/big"

	"github.com/dop251/goja"
)

const paddingPSS = 6 // as OpenSSL numbers it

// privateKeyOf reads a private key in any of the usual PEM forms.
func privateKeyOf(text string) (crypto.Signer, error) {
	for rest := []byte(text); ; {
		block, next := pem.Decode(rest)
		if block == nil {
			return nil, errNoKey
		}
		var key any
		var err error
		switch block.Type {
		case "PRIVATE KEY":
			key, err = x509.ParsePKCS8PrivateKey(block.Bytes)
		case "RSA PRIVATE KEY":
			key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
		case "EC PRIVATE KEY":
			key, err = x509.ParseECPrivateKey(block.Bytes)
		default:
			rest = next
			continue
		}
		if signer, ok := key.(crypto.Signer); err == nil && ok {
			return signer, nil
		}
		return nil, errNoKey
	}
}

var errNoKey = errors.New("no key that can be used")

// publicKeyOf reads a public key, a certificate's, or that of a private key.
func publicKeyOf(text string) (crypto.PublicKey, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, errNoKey
	}
	switch block.Type {
	case "PUBLIC KEY":
		return x509.ParsePKIXPublicKey(block.Bytes)
	case "RSA PUBLIC KEY":
		return x509.ParsePKCS1PublicKey(block.Bytes)
	case "CERTIFICATE":
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		return certificate.PublicKey, nil
	}
	private, err := privateKeyOf(text)
	if err != nil {
		return nil, err
	}
	return private.Public(), nil
}

func (w *world) privateKey(v goja.Value) crypto.Signer {
	key, err := privateKeyOf(v.String())
	if err != nil {
		w.fail("ERR_OSSL_UNSUPPORTED", "This is no private key that Patchbay reads: PEM of RSA, EC or Ed25519, not encrypted.")
	}
	return key
}

// hashed is the digest of data; "" is for keys that hash by themselves.
func (w *world) hashed(name string, data []byte) (crypto.Hash, []byte) {
	if name == "" {
		return crypto.SHA256, digests["sha256"].sum(data)
	}
	d, ok := digestOf(name)
	if !ok {
		w.fail("ERR_CRYPTO_INVALID_DIGEST", "Invalid digest: %s", name)
	}
	return d.id, d.sum(data)
}

func (d digest) sum(data []byte) []byte {
	h := d.new()
	h.Write(data)
	return h.Sum(nil)
}

// sign is (algorithm, data, pem, padding, saltLength, dsaEncoding) → ArrayBuffer.
func (w *world) sign(call goja.FunctionCall) goja.Value {
	data := w.part(call.Argument(1))
	key := w.privateKey(call.Argument(2))
	id, sum := w.hashed(call.Argument(0).String(), data)
	var signature []byte
	var err error
	switch key := key.(type) {
	case ed25519.PrivateKey:
		signature = ed25519.Sign(key, data)
	case *rsa.PrivateKey:
		var options crypto.SignerOpts = id
		if call.Argument(3).ToInteger() == paddingPSS {
			options = &rsa.PSSOptions{SaltLength: saltLength(call.Argument(4)), Hash: id}
		}
		signature, err = key.Sign(w.o.Rand, sum, options)
	case *ecdsa.PrivateKey:
		signature, err = key.Sign(w.o.Rand, sum, id)
		if err == nil && call.Argument(5).String() == "ieee-p1363" {
			signature, err = plainSignature(signature, key.Curve)
		}
	default:
		w.fail("ERR_OSSL_UNSUPPORTED", "Patchbay does not sign with this kind of key.")
	}
	if err != nil {
		w.fail("ERR_OSSL_SIGN", "This key cannot sign that: %s", err)
	}
	return w.newArrayBuffer(signature)
}

// saltLength translates OpenSSL's -1 (the digest's) and -2 (as long as possible).
func saltLength(v goja.Value) int {
	switch n := int(v.ToInteger()); n {
	case -1:
		return rsa.PSSSaltLengthEqualsHash
	case -2:
		return rsa.PSSSaltLengthAuto
	default:
		return n
	}
}

// verify is (algorithm, data, pem, signature, padding, saltLength, dsaEncoding) → boolean.
func (w *world) verify(call goja.FunctionCall) goja.Value {
	data, signature := w.part(call.Argument(1)), w.part(call.Argument(3))
	key, err := publicKeyOf(call.Argument(2).String())
	if err != nil {
		w.fail("ERR_OSSL_UNSUPPORTED", "This is no public key that Patchbay reads: PEM of RSA, EC or Ed25519.")
	}
	id, sum := w.hashed(call.Argument(0).String(), data)
	valid := false
	switch key := key.(type) {
	case ed25519.PublicKey:
		valid = ed25519.Verify(key, data, signature)
	case *rsa.PublicKey:
		if call.Argument(4).ToInteger() == paddingPSS {
			valid = rsa.VerifyPSS(key, id, sum, signature, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthAuto, Hash: id}) == nil
		} else {
			valid = rsa.VerifyPKCS1v15(key, id, sum, signature) == nil
		}
	case *ecdsa.PublicKey:
		if call.Argument(6).String() == "ieee-p1363" {
			r, s := new(big.Int).SetBytes(signature[:len(signature)/2]), new(big.Int).SetBytes(signature[len(signature)/2:])
			valid = ecdsa.Verify(key, sum, r, s)
		} else {
			valid = ecdsa.VerifyASN1(key, sum, signature)
		}
	}
	return w.vm.ToValue(valid)
}

// plainSignature turns an ASN.1 signature into r and s side by side, as JWTs have them.
func plainSignature(signature []byte, curve elliptic.Curve) ([]byte, error) {
	var parts struct{ R, S *big.Int }
	if _, err := asn1.Unmarshal(signature, &parts); err != nil {
		return nil, err
	}
	size := (curve.Params().BitSize + 7) / 8
	out := make([]byte, 2*size)
	parts.R.FillBytes(out[:size])
	parts.S.FillBytes(out[size:])
	return out, nil
}

// keyType is (pem, private) → Node's name for the key's kind.
func (w *world) keyType(call goja.FunctionCall) goja.Value {
	var public crypto.PublicKey
	if call.Argument(1).ToBoolean() {
		public = w.privateKey(call.Argument(0)).Public()
	} else {
		public = w.publicKeyArgument(call.Argument(0))
	}
	switch public.(type) {
	case *rsa.PublicKey:
		return w.vm.ToValue("rsa")
	case *ecdsa.PublicKey:
		return w.vm.ToValue("ec")
	case ed25519.PublicKey:
		return w.vm.ToValue("ed25519")
	}
	return w.vm.ToValue("x25519")
}

func (w *world) publicKeyArgument(v goja.Value) crypto.PublicKey {
	key, err := publicKeyOf(v.String())
	if err != nil {
		w.fail("ERR_OSSL_UNSUPPORTED", "This is no public key that Patchbay reads: PEM of RSA, EC or Ed25519.")
	}
	return key
}

// publicKey is (pem) → the public part as PEM.
func (w *world) publicKey(call goja.FunctionCall) goja.Value {
	return w.encodedKey("PUBLIC KEY", w.publicDER(w.publicKeyArgument(call.Argument(0))), "pem")
}

func (w *world) publicDER(key crypto.PublicKey) []byte {
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		w.fail("ERR_OSSL_UNSUPPORTED", "Patchbay cannot write this kind of key.")
	}
	return der
}

func (w *world) encodedKey(kind string, der []byte, format string) goja.Value {
	if format == "der" {
		return w.newArrayBuffer(der)
	}
	return w.vm.ToValue(string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})))
}

// exportKey is (pem, kind, type, format) → text or ArrayBuffer.
func (w *world) exportKey(call goja.FunctionCall) goja.Value {
	form, format := call.Argument(2).String(), call.Argument(3).String()
	if format != "pem" && format != "der" {
		w.fail("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "Patchbay writes keys as pem or der, not as %s.", format)
	}
	if call.Argument(1).String() == "public" {
		key := w.publicKeyArgument(call.Argument(0))
		if public, ok := key.(*rsa.PublicKey); ok && form == "pkcs1" {
			return w.encodedKey("RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(public), format)
		}
		return w.encodedKey("PUBLIC KEY", w.publicDER(key), format)
	}
	key := w.privateKey(call.Argument(0))
	switch private := key.(type) {
	case *rsa.PrivateKey:
		if form == "pkcs1" {
			return w.encodedKey("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(private), format)
		}
	case *ecdsa.PrivateKey:
		if der, err := x509.MarshalECPrivateKey(private); err == nil && form == "sec1" {
			return w.encodedKey("EC PRIVATE KEY", der, format)
		}
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		w.fail("ERR_OSSL_UNSUPPORTED", "Patchbay cannot write this kind of key.")
	}
	return w.encodedKey("PRIVATE KEY", der, format)
}

// wrapKey is (der, type) → PEM.
func (w *world) wrapKey(call goja.FunctionCall) goja.Value {
	kinds := map[string]string{"pkcs8": "PRIVATE KEY", "spki": "PUBLIC KEY", "sec1": "EC PRIVATE KEY"}
	der := w.part(call.Argument(0))
	kind, ok := kinds[call.Argument(1).String()]
	if !ok { // pkcs1 is the form of both halves
		kind = "RSA PUBLIC KEY"
		if _, err := x509.ParsePKCS1PrivateKey(der); err == nil {
			kind = "RSA PRIVATE KEY"
		}
	}
	return w.encodedKey(kind, bytes.Clone(der), "pem")
}
