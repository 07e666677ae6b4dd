package inbound

import (
	"context"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"patchbay/app/fault"
	"patchbay/app/outbound"
)

const (
	documentLimit = 64 << 10 // a vendor's key document; Google's is 4 KiB
	documentAge   = time.Hour
	documentPause = time.Minute // between two looks at a document that lacks a key
	documentTime  = 10 * time.Second
	documentCount = 64 // addresses kept; the oldest goes
)

// keyAges are how old a key may be: at first, and when the first look did not help, because vendors change keys.
var keyAges = []time.Duration{documentAge, documentPause}

// documents keeps what was fetched from vendors' hosts.
type documents struct {
	mu   sync.Mutex
	kept map[string]document
}

type document struct {
	body    []byte
	fetched time.Time
}

// fetch returns a document, not older than age.
func (r *Receiver) fetch(ctx context.Context, address string, age time.Duration) ([]byte, error) {
	r.docs.mu.Lock()
	kept, ok := r.docs.kept[address]
	r.docs.mu.Unlock()
	if ok && r.now().Sub(kept.fetched) < age {
		return kept.body, nil
	}
	body, err := r.download(ctx, address)
	if err != nil {
		return nil, keyUnavailable(err)
	}
	r.docs.mu.Lock()
	defer r.docs.mu.Unlock()
	if r.docs.kept == nil {
		r.docs.kept = map[string]document{}
	}
	if len(r.docs.kept) >= documentCount {
		r.docs.dropOldest()
	}
	r.docs.kept[address] = document{body: body, fetched: r.now()}
	return body, nil
}

// dropOldest makes room. The caller holds the lock.
func (d *documents) dropOldest() {
	oldest := ""
	for address, document := range d.kept {
		if oldest == "" || document.fetched.Before(d.kept[oldest].fetched) {
			oldest = address
		}
	}
	delete(d.kept, oldest)
}

func (r *Receiver) download(ctx context.Context, address string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, documentTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	response, err := r.http.Do(request, outbound.Policy{Redirects: outbound.Refuse}, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return nil, errors.New("the vendor answered " + response.Status)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, documentLimit+1))
	if err == nil && len(body) > documentLimit {
		err = errors.New("the vendor's key document is too large")
	}
	return body, err
}

func keyUnavailable(cause error) *fault.Error {
	return fault.New(fault.Upstream, "webhook_key_unavailable", "The key that verifies this webhook could not be fetched from its vendor.").
		WithHint("Check that this machine can reach the vendor, then send the webhook again.").WithCause(cause)
}

// googleCerts lists Google's current certificates in PEM form by key id (developers.google.com/identity, OpenID Connect).
const googleCerts = "https://www.googleapis.com/oauth2/v1/certs"

// googleKey finds the key that a token names among Google's.
func (c *call) googleKey(token *jwt.Token) (any, error) {
	if c.keys.Test != nil {
		return testRSA(c.keys.Test)
	}
	id, _ := token.Header["kid"].(string) //nolint:errcheck // no id names no key
	for _, age := range keyAges {
		body, err := c.r.fetch(c.ctx, googleCerts, age)
		if err != nil {
			return nil, err
		}
		var certs map[string]string
		if err := json.Unmarshal(body, &certs); err != nil {
			return nil, keyUnavailable(err)
		}
		if text, ok := certs[id]; ok {
			return jwt.ParseRSAPublicKeyFromPEM([]byte(text))
		}
	}
	return nil, errors.New("no such key among Google's")
}

func testRSA(test *TestSecret) (any, error) {
	key, _ := publicKey(test.Check)
	if key, ok := key.(*rsa.PublicKey); ok {
		return key, nil
	}
	return nil, errors.New("the test secret is no RSA key")
}

// connectWise signs with a key that the webhook itself points at, on ConnectWise's own hosts.
// Source: developer.connectwise.com, "Callbacks", on verifying the caller.
type connectWise struct{}

const connectWiseHeader = "x-content-signature"

// connectWiseHosts are the only places a signing key is read from.
var connectWiseHosts = []string{"api-au", "api-eu", "api-na", "sandbox-au", "sandbox-eu", "sandbox-na", "na", "eu", "au"}

func (w connectWise) check(c *call) (Verification, error) {
	signature, err := c.header(connectWiseHeader)
	if err != nil {
		return "", err
	}
	if signature == "" {
		return "", missingSignature(connectWiseHeader)
	}
	for _, age := range keyAges {
		key, err := w.key(c, age)
		if err != nil {
			return "", err
		}
		if same(signature, w.text(key, c.req.Body)) {
			c.seal("")
			return Verified, nil
		}
	}
	return "", wrongSignature()
}

// text signs with the SHA-256 of the published key.
func (connectWise) text(key string, body []byte) string {
	sum := sha256.Sum256([]byte(key))
	return base64SHA256.digest(string(sum[:]), body)
}

func (w connectWise) key(c *call, age time.Duration) (string, error) {
	if c.keys.Test != nil {
		return c.keys.Test.Check, nil
	}
	body, err := c.json()
	if err != nil {
		return "", err
	}
	address := scalar(body, "Metadata.key_url")
	if !w.trusted(address) {
		return "", invalidSignature("The webhook names no signing key on a host of ConnectWise.")
	}
	text, err := c.r.fetch(c.ctx, address, age)
	if err != nil {
		return "", err
	}
	var answer struct {
		Key string `json:"signing_key"`
	}
	if err := json.Unmarshal(text, &answer); err != nil || answer.Key == "" {
		return "", keyUnavailable(err)
	}
	return answer.Key, nil
}

// trusted reports whether an address is on one of the hosts, without a port or user of its own.
func (connectWise) trusted(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.User != nil {
		return false
	}
	sub, ok := strings.CutSuffix(u.Host, ".myconnectwise.net")
	return ok && slices.Contains(connectWiseHosts, sub)
}

func (w connectWise) sign(l *letter) error {
	if l.keys.Test == nil {
		return onlyVendor()
	}
	l.set(connectWiseHeader, w.text(l.keys.Test.Sign, l.req.Body))
	return nil
}
