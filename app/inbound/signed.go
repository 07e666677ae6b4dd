package inbound

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/tidwall/gjson"
)

// need says when a signature must be there.
type need uint8

const (
	ifConfigured need = iota // once the integration has a secret
	always                   // even without one
	ifSent                   // the vendor's setting decides; what comes without is marked, never taken for genuine
)

// signed is what the schemes with a signature in a header have in common.
type signed struct {
	header string
	need   need
	keys   keySource
}

// open returns the signature and the secrets to try. Without both, the verification is final.
func (s signed) open(c *call) (signature string, secrets []string, final Verification, err error) {
	if signature, err = c.header(s.header); err != nil {
		return "", nil, "", err
	}
	secrets = c.keys.with(s.keys)
	sent := len(c.req.Header.Values(s.header)) > 0
	switch {
	case signature != "" && len(secrets) > 0:
		return signature, secrets, "", nil
	case signature == "" && sent, signature == "" && s.need == always:
		return "", nil, "", missingSignature(s.header)
	case len(secrets) == 0, s.need == ifSent:
		return "", nil, Unverifiable, nil
	default:
		return "", nil, "", missingSignature(s.header)
	}
}

// seal remembers what makes a verified delivery unique: its body, and text that belongs to it. The signature itself does not:
// a repeated delivery may be signed with the next secret.
func (c *call) seal(text string) { c.sealText(text, c.req.Body) }

func (c *call) sealText(text string, body []byte) {
	sum := sha256.Sum256(append([]byte(text+"\n"), body...))
	c.sealed = hex.EncodeToString(sum[:])
}

// telling is how the body tells one event from the next, for vendors who sign each attempt at delivering it anew.
type telling struct {
	id      string // path of the vendor's id of the event: it decides alone
	own     string // path of what is there when no other event has the same body; "" with attempt: always
	attempt string // member of the body, or of each item of a list, that belongs to the attempt: the others decide
}

// sealEvent seals a delivery by its event. What else belongs to it counts only where the body does not tell events apart: to
// run one event twice is a smaller harm than to lose one.
func (c *call) sealEvent(by telling, also string) {
	body, err := c.json()
	if err != nil { // it is refused in a moment, for its body
		return
	}
	told := by.own == "" || scalar(body, by.own) != ""
	switch id := scalar(body, by.id); {
	case id != "":
		c.sealed = id
	case told && by.attempt != "":
		c.sealText("", without(by.attempt, body))
	case told && by.own != "":
		c.seal("")
	default:
		c.seal(also)
	}
}

// without writes a body, whose members it sorts, and leaves one of them out.
func without(member string, body gjson.Result) []byte {
	var content any
	decoder := json.NewDecoder(strings.NewReader(body.Raw))
	decoder.UseNumber()
	if decoder.Decode(&content) != nil {
		return []byte(body.Raw)
	}
	items, many := content.([]any)
	if !many {
		items = []any{content}
	}
	for _, item := range items {
		if object, ok := item.(map[string]any); ok {
			delete(object, member)
		}
	}
	text, _ := json.Marshal(items) //nolint:errcheck // it was JSON
	return text
}

// identify makes the id of a sealed delivery. Vendors send one body to several addresses, so whom it concerns belongs to
// it; what else stands in unsigned headers does not.
func (c *call) identify() {
	if c.sealed == "" {
		return
	}
	h := sha256.New()
	h.Write([]byte(c.sealed))
	for _, event := range c.result.Events {
		fmt.Fprintf(h, "\n%q", event.HeaderType)
		for _, match := range event.Matches {
			fmt.Fprintf(h, " %q %q", match.Property, match.Identifier)
		}
	}
	c.result.ID = hex.EncodeToString(h.Sum(nil))
}

// algorithm is how a digest is made and written.
type algorithm struct {
	hash   func() hash.Hash
	encode func([]byte) string
	keyed  bool // HMAC; false: plain hash of secret and message
}

var (
	hexSHA256    = algorithm{sha256.New, hex.EncodeToString, true}
	base64SHA256 = algorithm{sha256.New, base64.StdEncoding.EncodeToString, true}
)

// digest returns the written digest of a message.
func (a algorithm) digest(secret string, message ...[]byte) string {
	var h hash.Hash
	if a.keyed {
		h = hmac.New(a.hash, []byte(secret))
	} else {
		h = a.hash()
		h.Write([]byte(secret))
	}
	for _, part := range message {
		h.Write(part)
	}
	return a.encode(h.Sum(nil))
}

// same compares two texts in a time that does not depend on where they differ.
func same(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }

// anySame reports whether text is what one of the secrets yields. It tries them all.
func anySame(text string, secrets []string, make func(secret string) string) bool {
	found := false
	for _, secret := range secrets {
		if same(text, make(secret)) {
			found = true
		}
	}
	return found
}

// inWindow reports whether Unix seconds lie within the window around now, both ways.
func (c *call) inWindow(seconds string, window time.Duration) bool {
	unix, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || unix <= 0 {
		return false
	}
	age := c.r.now().Sub(time.Unix(unix, 0))
	return age <= window && age >= -window
}

// set replaces a header of the sample.
func (l *letter) set(name, value string) {
	if l.req.Header == nil {
		l.req.Header = http.Header{}
	}
	l.req.Header.Set(name, value)
}
