package globals

import (
	"crypto"
	"crypto/hmac"
	"crypto/md5" //nolint:gosec // providers still sign with it
	"crypto/pbkdf2"
	"crypto/sha1" //nolint:gosec // providers still sign with it
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"crypto/subtle"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"

	"github.com/dop251/goja"
	"github.com/google/uuid"
)

// digest is a hash by one of Node's names.
type digest struct {
	id  crypto.Hash
	new func() hash.Hash
}

var digests = map[string]digest{
	"md5":        {crypto.MD5, md5.New},
	"sha1":       {crypto.SHA1, sha1.New},
	"sha224":     {crypto.SHA224, sha256.New224},
	"sha256":     {crypto.SHA256, sha256.New},
	"sha384":     {crypto.SHA384, sha512.New384},
	"sha512":     {crypto.SHA512, sha512.New},
	"sha512-224": {crypto.SHA512_224, sha512.New512_224},
	"sha512-256": {crypto.SHA512_256, sha512.New512_256},
	"sha3-256":   {crypto.SHA3_256, func() hash.Hash { return sha3.New256() }},
	"sha3-384":   {crypto.SHA3_384, func() hash.Hash { return sha3.New384() }},
	"sha3-512":   {crypto.SHA3_512, func() hash.Hash { return sha3.New512() }},
}

// digestOf also takes "SHA-256" and "RSA-SHA256", as OpenSSL does.
func digestOf(name string) (digest, bool) {
	name = strings.TrimPrefix(strings.ToLower(name), "rsa-")
	if d, ok := digests[name]; ok {
		return d, true
	}
	d, ok := digests[strings.Replace(name, "sha-", "sha", 1)]
	return d, ok
}

func (w *world) cryptoModule() goja.Value {
	return w.start(cryptoProgram(), w.host(map[string]func(goja.FunctionCall) goja.Value{
		"hash": w.hash, "hashes": w.hashNames, "pbkdf2": w.pbkdf2, "random": w.randomBytes, "uuid": w.uuid, "equal": w.equal,
		"sign": w.sign, "verify": w.verify, "keyType": w.keyType, "publicKey": w.publicKey, "exportKey": w.exportKey, "wrapKey": w.wrapKey,
	}), w.bufferClass())
}

// hash is (algorithm, key?) → {write(view), sum() → ArrayBuffer, copy()}, undefined for an unknown algorithm.
func (w *world) hash(call goja.FunctionCall) goja.Value {
	d, ok := digestOf(call.Argument(0).String())
	if !ok {
		return goja.Undefined()
	}
	if key := call.Argument(1); !goja.IsUndefined(key) {
		return w.hashState(hmac.New(d.new, w.part(key)))
	}
	return w.hashState(d.new())
}

func (w *world) hashState(h hash.Hash) goja.Value {
	return w.host(map[string]func(goja.FunctionCall) goja.Value{
		"write": func(call goja.FunctionCall) goja.Value {
			h.Write(w.part(call.Argument(0)))
			return goja.Undefined()
		},
		"sum": func(goja.FunctionCall) goja.Value { return w.newArrayBuffer(h.Sum(nil)) },
		"copy": func(goja.FunctionCall) goja.Value {
			twin, err := h.(hash.Cloner).Clone()
			if err != nil {
				panic(w.vm.NewTypeError("This hash cannot be copied."))
			}
			return w.hashState(twin)
		},
	})
}

func (w *world) hashNames(goja.FunctionCall) goja.Value {
	names := make([]string, 0, len(digests))
	for name := range digests {
		names = append(names, name)
	}
	slices.Sort(names)
	items := make([]any, len(names))
	for i, name := range names {
		items[i] = name
	}
	return w.vm.NewArray(items...)
}

// pbkdf2 is (password, salt, iterations, size, digest) → ArrayBuffer, undefined for an unknown digest.
func (w *world) pbkdf2(call goja.FunctionCall) goja.Value {
	d, ok := digestOf(call.Argument(4).String())
	if !ok {
		return goja.Undefined()
	}
	size := int(call.Argument(3).ToInteger())
	w.roomFor(int64(size))
	if size == 0 {
		return w.newArrayBuffer([]byte{})
	}
	key, err := pbkdf2.Key(d.new, string(w.part(call.Argument(0))), w.part(call.Argument(1)), int(call.Argument(2).ToInteger()), size)
	if err != nil {
		panic(w.vm.NewTypeError("%s", err.Error()))
	}
	return w.newArrayBuffer(key)
}

func (w *world) roomFor(size int64) {
	if size > w.o.MaxBytes {
		w.refuse("Array buffer allocation failed: this would need bytes: %d, more than the %d that Patchbay allows at once.", size, w.o.MaxBytes)
	}
}

// randomBytes is (size) → ArrayBuffer.
func (w *world) randomBytes(call goja.FunctionCall) goja.Value {
	size := call.Argument(0).ToInteger()
	w.roomFor(size)
	b := make([]byte, size)
	if _, err := io.ReadFull(w.o.Rand, b); err != nil {
		panic(w.vm.NewTypeError("No random numbers are left."))
	}
	return w.newArrayBuffer(b)
}

func (w *world) uuid(goja.FunctionCall) goja.Value {
	id, err := uuid.NewRandomFromReader(w.o.Rand)
	if err != nil {
		panic(w.vm.NewTypeError("No random numbers are left."))
	}
	return w.vm.ToValue(id.String())
}

func (w *world) equal(call goja.FunctionCall) goja.Value {
	return w.vm.ToValue(subtle.ConstantTimeCompare(w.part(call.Argument(0)), w.part(call.Argument(1))) == 1)
}

// fail throws a plain Error with a code, as Node's crypto does.
func (w *world) fail(code, format string, args ...any) {
	failure, err := w.vm.New(w.plainError, w.vm.ToValue(fmt.Sprintf(format, args...)))
	w.must(err)
	w.must(failure.Set("code", code))
	panic(failure)
}
