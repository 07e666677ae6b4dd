package records

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode"

	"github.com/tidwall/gjson"
)

// FieldChange is one field that differs. Before or After is nil where the field is missing.
type FieldChange struct {
	Path          string // owner.tags[2] or ["a key with blanks"].x; "" is the whole record
	Before, After json.RawMessage
}

const (
	diffLimit = 200 // fields of one record
	diffDepth = 40  // levels that are looked into; deeper values are compared as a whole
)

// Fields compares two JSON texts field by field, the fields of before in their order and then the new ones. The order
// of keys makes no difference. Arrays of different lengths differ as a whole. At most 200 fields are named.
func Fields(before, after json.RawMessage) []FieldChange {
	d := &differ{}
	d.compare("", gjson.ParseBytes(before), gjson.ParseBytes(after), 0)
	return d.fields
}

type differ struct{ fields []FieldChange }

func (d *differ) add(path string, before, after gjson.Result) {
	if len(d.fields) < diffLimit {
		d.fields = append(d.fields, FieldChange{Path: path, Before: rawOrNil(before), After: rawOrNil(after)})
	}
}

func rawOrNil(value gjson.Result) json.RawMessage {
	if !value.Exists() {
		return nil
	}
	return json.RawMessage(value.Raw)
}

func (d *differ) compare(path string, before, after gjson.Result, depth int) {
	switch {
	case before.Raw == after.Raw:
	case depth < diffDepth && before.IsObject() && after.IsObject():
		d.objects(path, before, after, depth)
	case depth < diffDepth && before.IsArray() && after.IsArray():
		if !d.arrays(path, before.Array(), after.Array(), depth) {
			d.add(path, before, after)
		}
	default:
		d.add(path, before, after)
	}
}

func (d *differ) objects(path string, before, after gjson.Result, depth int) {
	right := map[string]gjson.Result{}
	after.ForEach(func(key, value gjson.Result) bool {
		right[key.Str] = value
		return true
	})
	before.ForEach(func(key, value gjson.Result) bool {
		d.compare(path+step(path, key.Str), value, right[key.Str], depth+1)
		delete(right, key.Str)
		return true
	})
	after.ForEach(func(key, value gjson.Result) bool {
		if _, isNew := right[key.Str]; isNew {
			d.add(path+step(path, key.Str), gjson.Result{}, value)
		}
		return true
	})
}

func (d *differ) arrays(path string, before, after []gjson.Result, depth int) bool {
	if len(before) != len(after) {
		return false
	}
	for i := range before {
		d.compare(path+"["+strconv.Itoa(i)+"]", before[i], after[i], depth+1)
	}
	return true
}

// step names a key as JavaScript would reach it.
func step(path, key string) string {
	plain := key != "" && strings.IndexFunc(key, func(r rune) bool { return r != '_' && r != '$' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) < 0
	switch {
	case !plain || unicode.IsDigit(rune(key[0])):
		return "[" + quoteJSON(key) + "]"
	case path == "":
		return key
	}
	return "." + key
}
