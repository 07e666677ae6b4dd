package logs

import (
	"cmp"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// Mask stands where a secret was.
const Mask = "•••"

// The lengths that redaction by value works with.
const (
	minSecret   = 6  // shorter values would mask ordinary words in every line, so they are left to redaction by name
	prefixMatch = 12 // so much of a longer secret is enough to recognise it, cut off or abbreviated
	longPrefix  = 40 // the same for values that begin like thousands of others, such as PEM blocks and addresses
)

// filterBits sizes the first, cheap test of a position.
const (
	filterLog  = 19
	filterBits = 1 << filterLog
)

// Redactor takes secrets out of texts: by the name they stand under, and by value in every spelling they take on the
// way (as they are, base64 at any alignment, hexadecimal, and under layers of JSON and percent escapes). It is safe for
// concurrent use.
type Redactor struct {
	mu      sync.RWMutex
	known   map[string]struct{}
	skipped int
	short   forms // shorter than prefixMatch, found by their first six bytes
	long    forms // the others, found by their first twelve
}

// forms is one index: a bit set that nearly every position of a text fails, and the spellings behind it.
type forms struct {
	filter [filterBits / 64]uint64
	by     map[uint64][]form
}

func (f *forms) add(key uint64, entry form) {
	f.by[key] = append(f.by[key], entry)
	f.filter[key>>(64-filterLog)/64] |= 1 << (key >> (64 - filterLog) % 64)
}

func (f *forms) may(key uint64) bool {
	return f.filter[key>>(64-filterLog)/64]&(1<<(key>>(64-filterLog)%64)) != 0
}

// form is one spelling of one secret. A text that shares at least min bytes with it is masked: a whole one as far as it
// reaches, a part of one to the end of the run of characters that keys are made of. A part that was guessed wrong then
// looks like one that was guessed right.
type form struct {
	text string
	min  int
}

// NewRedactor returns a redactor that knows no values yet.
func NewRedactor() *Redactor {
	return &Redactor{known: map[string]struct{}{}, short: forms{by: map[uint64][]form{}}, long: forms{by: map[uint64][]form{}}}
}

// Add registers secrets. Values shorter than six characters, and ordinary words, are left out, because masking them
// would make other texts unreadable: they are masked by the name they stand under. Skipped counts them.
func (r *Redactor) Add(values ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, value := range values {
		value = strings.TrimSpace(value)
		if _, known := r.known[value]; known || value == "" {
			continue
		}
		r.known[value] = struct{}{}
		if len(value) < minSecret || ordinary(value) {
			r.skipped++
			continue
		}
		for _, spelling := range spellings(value) {
			r.index(spelling)
		}
	}
}

// Skipped is how many values were too short or too ordinary to look for.
func (r *Redactor) Skipped() int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.skipped
}

func (r *Redactor) index(text string) {
	if len(text) < minSecret {
		return
	}
	least := min(len(text), prefixMatch)
	if strings.HasPrefix(text, "-----") || strings.HasPrefix(text, "http") {
		least = min(len(text), longPrefix)
	}
	if entry := (form{text, least}); len(text) < prefixMatch {
		r.short.add(shortKey(packed(text)), entry)
	} else {
		r.long.add(longKey(packed(text), packed(text[minSecret:])), entry)
	}
}

// packed holds six bytes.
func packed(text string) uint64 {
	var key uint64
	for i := range minSecret {
		key = key<<8 | uint64(text[i])
	}
	return key
}

// shortKey and longKey spread packed bytes over 64 bits.
func shortKey(head uint64) uint64 { return head * 0x9E3779B97F4A7C15 }

func longKey(head, next uint64) uint64 {
	return (head ^ next*0xC2B2AE3D27D4EB4F) * 0x9E3779B97F4A7C15
}

// inXML escapes as XML does in texts and attributes alike.
var inXML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "'", "&apos;", `"`, "&quot;")

// spellings lists the ways a value may stand in a log.
func spellings(value string) []string {
	out := []string{value}
	add := func(text string) {
		if text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	for shift := range 3 {
		inner := base64Inside(value, shift)
		add(inner)
		add(strings.NewReplacer("+", "-", "/", "_").Replace(inner))
		add(url.QueryEscape(inner))
	}
	encoded := url.QueryEscape(value)
	component := strings.ReplaceAll(encoded, "+", "%20")
	for _, text := range []string{encoded, component, url.PathEscape(value)} {
		add(text)
		add(lowerEscapes(text))
	}
	for _, quoted := range []string{goJSON(value), plainJSON(value)} {
		add(quoted)
		add(plainJSON(quoted))       // JSON inside JSON
		add(url.QueryEscape(quoted)) // JSON inside a form
	}
	add(inXML.Replace(value))
	digits := hex.EncodeToString([]byte(value))
	add(digits)
	add(strings.ToUpper(digits))
	without := bare(value)
	add(without)
	add(strings.ReplaceAll(without, " ", "+")) // a form, after its escapes
	for line := range strings.SplitSeq(value, "\n") {
		if len(line) >= 20 && !strings.HasPrefix(line, "-----") {
			add(strings.TrimSpace(line))
		}
	}
	return out
}

// base64Inside is the part of the value's base64 form that stays the same whatever stands before (shift bytes of it in
// the first group) and behind, as in Basic credentials.
func base64Inside(value string, shift int) string {
	text := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("x", shift) + value))
	from := []int{0, 2, 3}[shift]
	to := len(text)
	if (shift+len(value))%3 != 0 {
		to-- // its last bits mix with what follows
	}
	if to-from < 8 {
		return ""
	}
	return text[from:to]
}

// lowerEscapes writes %2F as %2f.
func lowerEscapes(text string) string {
	b := []byte(text)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' {
			b[i+1], b[i+2] = lower(b[i+1]), lower(b[i+2])
			i += 2
		}
	}
	return string(b)
}

// goJSON escapes < > & too, as encoding/json does by default.
func goJSON(value string) string {
	text, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(text[1 : len(text)-1])
}

// plainJSON escapes as JSON demands and nothing more, unlike Go's default with < > &.
func plainJSON(value string) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(value) != nil {
		return ""
	}
	text := strings.TrimSuffix(b.String(), "\n")
	return text[1 : len(text)-1]
}

// values masks every registered value in the text, also where escapes hide it. What the caller sent stays, when sent is
// not nil.
func (r *Redactor) values(text string, sent *own) string {
	if len(text) < minSecret {
		return text
	}
	r.mu.RLock()
	defer r.mu.RUnlock()
	if len(r.short.by)+len(r.long.by) == 0 {
		return text
	}
	layer := plain{text: text}
	found := r.find(nil, layer, sent)
	for range escapeRounds {
		var more bool
		if layer, more = layer.peel(); !more {
			break
		}
		found = r.find(found, layer, sent)
	}
	if found == nil {
		return text
	}
	return masked(text, found)
}

// stretch is a part of a text.
type stretch struct{ from, to int }

// find adds where registered values stand in p, as places of the first text.
func (r *Redactor) find(found []stretch, p plain, sent *own) []stretch {
	const six = 1<<48 - 1
	text := p.text
	var head, next uint64 // the twelve bytes up to i, in two halves
	done := 0
	for i := range len(text) {
		if i >= minSecret {
			head = (head<<8 | uint64(text[i-minSecret])) & six
		}
		next = (next<<8 | uint64(text[i])) & six
		start, hit := 0, hit{}
		if key := longKey(head, next); i >= prefixMatch-1 && r.long.may(key) {
			start = i - prefixMatch + 1
			hit = match(r.long.by[key], text[start:])
		}
		if key := shortKey(next); hit.length == 0 && len(r.short.by) > 0 && i >= minSecret-1 && r.short.may(key) {
			start = i - minSecret + 1
			hit = match(r.short.by[key], text[start:])
		}
		if start+hit.length <= done || hit.length == 0 || sent.holds(text[start:start+hit.shared]) {
			continue
		}
		done = start + hit.length
		found = append(found, stretch{p.origin(start), p.origin(done)})
	}
	return found
}

// masked puts the mask over the stretches. One that begins inside the one before it goes on where that one stopped.
func masked(text string, found []stretch) string {
	slices.SortFunc(found, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	var out []byte
	done := 0
	for _, s := range found {
		if s.to <= done {
			continue
		}
		if s.from >= done {
			out = append(append(out, text[done:s.from]...), Mask...)
		}
		done = s.to
	}
	return string(append(out, text[done:]...))
}

// hit is how much at the start of a text is a secret's: the bytes that are the same, and those to mask.
type hit struct{ shared, length int }

// match is the longest hit among the candidates.
func match(candidates []form, text string) hit {
	var best hit
	for _, f := range candidates {
		n := common(f.text, text)
		if n < f.min {
			continue
		}
		best.shared = max(best.shared, n)
		if n < len(f.text) {
			n += run(text[n:])
		}
		best.length = max(best.length, n)
	}
	return best
}

// run is how many bytes at the start of text are characters that keys and tokens are made of.
func run(text string) int {
	for i := range len(text) {
		if c := lower(text[i]); (c < 'a' || c > 'z') && (c < '0' || c > '9') && strings.IndexByte("_.~+/=-", c) < 0 {
			return i
		}
	}
	return len(text)
}

func common(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// Text masks registered values, and values that stand under a secret name in JSON, forms, queries or XML.
func (r *Redactor) Text(text string) string { return r.values(maskNamed(text), nil) }

// URL is the address with secrets masked in path and query and without user information.
func (r *Redactor) URL(u *url.URL) string {
	if u == nil {
		return ""
	}
	plain := *u
	plain.User = nil
	return r.Text(plain.String())
}

// Header is a copy with secrets masked. The scheme of an Authorization header stays readable.
func (r *Redactor) Header(h http.Header) map[string][]string {
	out := make(map[string][]string, len(h))
	for name, values := range h {
		masked := make([]string, len(values))
		for i, value := range values {
			masked[i] = r.headerValue(name, value)
		}
		out[name] = masked
	}
	return out
}

func (r *Redactor) headerValue(name, value string) string {
	if !secretHeader(name) || value == "" {
		return r.Text(value)
	}
	scheme, rest, ok := strings.Cut(value, " ")
	if ok && rest != "" && isWord(scheme) && strings.HasSuffix(strings.ToLower(name), "authorization") {
		return scheme + " " + Mask
	}
	return Mask
}

func isWord(text string) bool {
	for i := range len(text) {
		if c := lower(text[i]); c < 'a' || c > 'z' {
			return false
		}
	}
	return text != ""
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
