package records

import (
	"strings"

	"github.com/tidwall/gjson"
)

// mergeJSON lays the fields of patch over those of base: objects within objects are merged, everything else, arrays
// too, is replaced. Fields keep base's order, new ones follow. The texts of untouched values stay as they are.
func mergeJSON(base, patch string) string {
	var b strings.Builder
	b.Grow(len(base) + len(patch))
	merge(&b, gjson.Parse(base), gjson.Parse(patch))
	return b.String()
}

func merge(b *strings.Builder, base, patch gjson.Result) {
	type field struct {
		key   string // raw, with its quotes
		value gjson.Result
	}
	var over []field
	places := map[string]int{}
	patch.ForEach(func(key, value gjson.Result) bool {
		places[key.Str] = len(over)
		over = append(over, field{key.Raw, value})
		return true
	})
	used := make([]bool, len(over))
	b.WriteByte('{')
	empty := true
	name := func(raw string) {
		if !empty {
			b.WriteByte(',')
		}
		empty = false
		b.WriteString(raw)
		b.WriteByte(':')
	}
	base.ForEach(func(key, value gjson.Result) bool {
		name(key.Raw)
		i, both := places[key.Str]
		switch {
		case !both:
			b.WriteString(value.Raw)
		case value.IsObject() && over[i].value.IsObject():
			merge(b, value, over[i].value)
		default:
			b.WriteString(over[i].value.Raw)
		}
		if both {
			used[i] = true
		}
		return true
	})
	for i, f := range over {
		if !used[i] {
			name(f.key)
			b.WriteString(f.value.Raw)
		}
	}
	b.WriteByte('}')
}
