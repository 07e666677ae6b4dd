package records

import (
	"crypto/md5" //nolint:gosec // not for safety: hashes tell whether a record changed, and are the format's
	"strconv"
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/tidwall/gjson"
)

// item is one record of a batch.
type item struct {
	id   string // external id
	text string // JSON object, as sent
	hash [md5.Size]byte
}

// split takes the array apart without writing anything anew: key order and number texts count for the hash. A null
// entry ends the batch there; of records with the same id the first is kept. Faults: "invalid_records",
// "missing_record_id".
func split(array []byte) (items []item, duplicates []string, err error) {
	// Nobody changes the batch while it is saved, so its records need no copies of their own.
	text := unsafe.String(unsafe.SliceData(array), len(array))
	if !gjson.Valid(text) || !utf8.ValidString(text) {
		return nil, nil, errInvalidRecords
	}
	list := gjson.Parse(text)
	if !list.IsArray() {
		return nil, nil, errInvalidRecords
	}
	known := make(map[string]struct{}, 1000)
	list.ForEach(func(_, record gjson.Result) bool {
		if record.Type == gjson.Null {
			return false
		}
		id := externalID(record)
		if id == "" {
			err = missingID(record.Raw)
			return false
		}
		if _, twice := known[id]; twice {
			duplicates = append(duplicates, id)
			return true
		}
		known[id] = struct{}{}
		items = append(items, item{id: id, text: record.Raw, hash: md5.Sum(unsafe.Slice(unsafe.StringData(record.Raw), len(record.Raw)))}) //nolint:gosec // see above
		return true
	})
	return items, duplicates, err
}

// externalID is JavaScript's String(record.id) without NUL characters, "" for a value that JavaScript takes for false.
func externalID(record gjson.Result) string {
	if !record.IsObject() {
		return ""
	}
	id := record.Get("id")
	switch id.Type {
	case gjson.Null, gjson.False:
		return ""
	case gjson.Number:
		if id.Num == 0 {
			return ""
		}
	}
	return strings.ReplaceAll(javaScriptString(id), "\x00", "")
}

// javaScriptString is String(value) of a value that JSON.stringify wrote, which gives numbers the same text.
func javaScriptString(value gjson.Result) string {
	switch {
	case value.Type == gjson.String:
		return value.Str
	case value.IsArray():
		parts := []string{}
		value.ForEach(func(_, element gjson.Result) bool {
			if element.Type == gjson.Null { // Array.prototype.join leaves them out
				parts = append(parts, "")
			} else {
				parts = append(parts, javaScriptString(element))
			}
			return true
		})
		return strings.Join(parts, ",")
	case value.IsObject():
		return "[object Object]"
	}
	return value.Raw
}

// quoteJSON writes a text as JSON.stringify does: only what must be escaped is.
func quoteJSON(text string) string {
	plain := true
	for i := range len(text) {
		if c := text[i]; c < 0x20 || c == '"' || c == '\\' {
			plain = false
			break
		}
	}
	if plain {
		return `"` + text + `"`
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20:
			b.WriteString(escape(r))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func escape(r rune) string {
	if i := strings.IndexRune("\b\t\n\f\r", r); i >= 0 {
		return `\` + "btnfr"[i:i+1]
	}
	return `\u00` + strconv.FormatInt(int64(r>>4), 16) + strconv.FormatInt(int64(r&15), 16)
}
