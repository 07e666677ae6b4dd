package app_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// hunt looks for secrets where they must not be, in every spelling that survives a text format. What it looks for is
// written down here anew and not asked of the code under test.
type hunt struct {
	mu     sync.Mutex
	prey   map[string][]string // spellings by the secret's name
	found  map[string]bool     // what was found where
	looked int                 // bytes
}

func newHunt() *hunt { return &hunt{prey: map[string][]string{}, found: map[string]bool{}} }

// add starts looking for a secret.
func (h *hunt) add(name, secret string) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.prey[name] = spellings(secret)
	return secret
}

// spellings lists the forms of a secret: as it is, URL-encoded, JSON-escaped, hexadecimal and base64 at any alignment.
// Escaping leaves letters and digits alone, so the longest run of them finds all escaped and cut-off forms at once.
func spellings(secret string) []string {
	out := []string{secret, url.QueryEscape(secret), url.PathEscape(secret)}
	if quoted, err := json.Marshal(secret); err == nil {
		out = append(out, strings.Trim(string(quoted), `"`))
	}
	core := longestWord(secret)
	core = core[:min(len(core), 16)]
	for _, text := range []string{secret, core} {
		out = append(out, hex.EncodeToString([]byte(text)))
		for shift := range 3 {
			out = append(out, aligned(base64.RawStdEncoding, text, shift), aligned(base64.RawURLEncoding, text, shift))
		}
	}
	slices.Sort(out)
	return slices.Compact(append(out, core))
}

// aligned is what base64 makes of the text behind so many other bytes, without the letters that mix with neighbours.
func aligned(encoding *base64.Encoding, text string, shift int) string {
	whole := encoding.EncodeToString([]byte(strings.Repeat("x", shift) + text + "xx"))
	from := (shift*4 + 2) / 3
	return whole[from : (shift+len(text))*4/3]
}

func longestWord(text string) string {
	longest := ""
	words := strings.FieldsFunc(text, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
	for _, word := range words {
		if len(word) > len(longest) {
			longest = word
		}
	}
	return longest
}

// in looks at one text; place says where it comes from.
func (h *hunt) in(place, text string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.looked += len(text)
	for name, forms := range h.prey {
		for _, form := range forms {
			if at := strings.Index(text, form); at >= 0 {
				h.found[name+" in "+place+": …"+text[max(0, at-60):min(len(text), at+len(form)+20)]+"…"] = true
			}
		}
	}
}

// folder looks at every file below the folder, names included.
func (h *hunt) folder(t *testing.T, root string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(path)
		if os.IsNotExist(err) { // it ended while we walked
			return nil
		}
		files++
		h.in("file "+strings.TrimPrefix(path, root), path+"\n"+string(raw))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 5 {
		t.Errorf("only %d files in %s: the hunt looks in the wrong place", files, root)
	}
}

// report fails the test with everything that was found.
func (h *hunt) report(t *testing.T) {
	t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	for find := range h.found {
		t.Error("found ", find)
	}
	t.Logf("looked for %d secrets in %d kB", len(h.prey), h.looked>>10)
}

// The hunt itself must find what is hidden.
func TestTheHuntFindsEverySpelling(t *testing.T) {
	t.Parallel()
	const secret = `a+/=5d1f"&<c0ffee99ba5eba11d00d>é`
	quoted, err := json.Marshal(map[string]string{"error": "token " + secret})
	if err != nil {
		t.Fatal(err)
	}
	twice, err := json.Marshal(string(quoted))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"raw":           "x " + secret + " y",
		"form":          "token=" + url.QueryEscape(secret),
		"path":          "/" + url.PathEscape(secret),
		"JSON":          string(quoted),
		"JSON in JSON":  string(twice),
		"cut off":       secret[:30],
		"hex":           hex.EncodeToString([]byte("k:" + secret)),
		"basic 0":       base64.StdEncoding.EncodeToString([]byte("abc" + secret)),
		"basic 1":       base64.StdEncoding.EncodeToString([]byte("user:" + secret)),
		"basic 2":       base64.StdEncoding.EncodeToString([]byte("me:" + secret + ":")),
		"base64url":     base64.RawURLEncoding.EncodeToString([]byte("ab" + secret)),
		"base64 inside": base64.StdEncoding.EncodeToString([]byte(`{"t":"` + url.QueryEscape(secret) + `"}`)),
	} {
		h := newHunt()
		h.add("secret", secret)
		h.in(name, text)
		if len(h.found) == 0 {
			t.Errorf("%s is not found in %s", name, text)
		}
		other := newHunt()
		other.add("other", strings.Replace(secret, "c0ffee99", "c0ffee98", 1))
		other.in(name, text)
		if len(other.found) != 0 {
			t.Errorf("%s: found %v, which is another secret", name, other.found)
		}
	}
}
