package globals

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/dop251/goja"
	"golang.org/x/text/unicode/rangetable"
)

// patterns wraps RegExp.
func (w *world) patterns() {
	w.start(regexpProgram(), w.host(map[string]func(goja.FunctionCall) goja.Value{
		"expand": func(call goja.FunctionCall) goja.Value {
			written, err := expandProperties(call.Argument(0).String())
			if err != nil {
				panic(w.vm.NewTypeError("%s", err.Error()))
			}
			return w.vm.ToValue(written)
		},
		"source": func(call goja.FunctionCall) goja.Value { return w.vm.ToValue(slashes(call.Argument(0).String())) },
	}), w.define)
}

// slashes writes the / of a pattern as V8 does, bare inside [...] and escaped elsewhere. goja writes \u002f.
func slashes(source string) string {
	var b strings.Builder
	class := false
	for i := 0; i < len(source); i++ {
		switch c := source[i]; {
		case strings.HasPrefix(source[i:], `\u002f`):
			if !class {
				b.WriteByte('\\')
			}
			b.WriteByte('/')
			i += len(`\u002f`) - 1
			continue
		case c == '\\' && i+1 < len(source):
			b.WriteByte(c)
			i++
		case c == '[':
			class = true
		case c == ']':
			class = false
		}
		b.WriteByte(source[i])
	}
	return b.String()
}

// expandProperties replaces \p{…} and \P{…} of a pattern with flag u by the ranges they stand for.
func expandProperties(pattern string) (string, error) {
	var b strings.Builder
	class := false
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		switch {
		case c == '\\' && i+1 < len(pattern):
			if next := pattern[i+1]; next == 'p' || next == 'P' {
				size, err := writeProperty(&b, pattern[i:], class)
				if err != nil {
					return "", err
				}
				i += size - 1
				continue
			}
			b.WriteByte(c)
			i++
			c = pattern[i]
		case c == '[':
			class = true
		case c == ']':
			class = false
		}
		b.WriteByte(c)
	}
	return b.String(), nil
}

// errPropertyName has the words of V8's SyntaxError: code shows them.
var errPropertyName = errors.New("Invalid property name") //nolint:staticcheck // JavaScript's message starts with a capital

// writeProperty writes the ranges of the property at the pattern's start and returns how long its text is.
func writeProperty(b *strings.Builder, pattern string, class bool) (int, error) {
	end := strings.IndexByte(pattern, '}')
	if end < 0 || len(pattern) < 4 || pattern[2] != '{' {
		return 0, errPropertyName
	}
	ranges, ok := propertyRanges(pattern[3:end], pattern[1] == 'P')
	if !ok {
		return 0, errPropertyName
	}
	if !class {
		b.WriteByte('[')
	}
	b.WriteString(ranges)
	if !class {
		b.WriteByte(']')
	}
	return end + 1, nil
}

var properties sync.Map // "P" or "p" and the name → the ranges, as text of a class

func propertyRanges(name string, negative bool) (string, bool) {
	key := fmt.Sprint(negative, name)
	if text, ok := properties.Load(key); ok {
		return text.(string), true
	}
	table, ok := propertyTable(name)
	if !ok {
		return "", false
	}
	text := classText(table, negative)
	properties.Store(key, text)
	return text, true
}

// classText lists a table's ranges, or what lies between them.
func classText(table *unicode.RangeTable, negative bool) string {
	var b strings.Builder
	put := func(low, high rune) {
		if low > high {
			return
		}
		fmt.Fprintf(&b, `\u{%x}`, low)
		if high > low {
			fmt.Fprintf(&b, `-\u{%x}`, high)
		}
	}
	var low, high, from rune = -1, -2, 0
	flush := func() {
		if low < 0 {
			return
		}
		if negative {
			put(from, low-1)
			from = high + 1
		} else {
			put(low, high)
		}
	}
	rangetable.Visit(table, func(r rune) {
		if r == high+1 && low >= 0 {
			high = r
			return
		}
		flush()
		low, high = r, r
	})
	flush()
	if negative {
		put(from, unicode.MaxRune)
	}
	return b.String()
}

// categories are the long names of general categories.
var categories = map[string]string{
	"Letter": "L", "Cased_Letter": "LC", "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Titlecase_Letter": "Lt", "Modifier_Letter": "Lm",
	"Other_Letter": "Lo", "Mark": "M", "Combining_Mark": "M", "Nonspacing_Mark": "Mn", "Spacing_Mark": "Mc", "Enclosing_Mark": "Me", "Number": "N",
	"Decimal_Number": "Nd", "digit": "Nd", "Letter_Number": "Nl", "Other_Number": "No", "Punctuation": "P", "punct": "P", "Connector_Punctuation": "Pc",
	"Dash_Punctuation": "Pd", "Open_Punctuation": "Ps", "Close_Punctuation": "Pe", "Initial_Punctuation": "Pi", "Final_Punctuation": "Pf",
	"Other_Punctuation": "Po", "Symbol": "S", "Math_Symbol": "Sm", "Currency_Symbol": "Sc", "Modifier_Symbol": "Sk", "Other_Symbol": "So",
	"Separator": "Z", "Space_Separator": "Zs", "Line_Separator": "Zl", "Paragraph_Separator": "Zp", "Other": "C", "Control": "Cc", "cntrl": "Cc",
	"Format": "Cf", "Surrogate": "Cs", "Private_Use": "Co",
}

// propertyTable finds a property by the names that JavaScript takes. Script_Extensions is answered by Script.
func propertyTable(name string) (*unicode.RangeTable, bool) {
	if key, value, ok := strings.Cut(name, "="); ok {
		switch key {
		case "General_Category", "gc":
			return categoryTable(value)
		case "Script", "sc", "Script_Extensions", "scx":
			table, ok := unicode.Scripts[value]
			return table, ok
		}
		return nil, false
	}
	if table, ok := categoryTable(name); ok {
		return table, true
	}
	if table, ok := emojiTables[name]; ok {
		return table, true
	}
	return binaryTable(name)
}

func categoryTable(name string) (*unicode.RangeTable, bool) {
	if short, ok := categories[name]; ok {
		name = short
	}
	if name == "LC" {
		return rangetable.Merge(unicode.Lu, unicode.Ll, unicode.Lt), true
	}
	table, ok := unicode.Categories[name]
	return table, ok
}

// binaryTable derives the binary properties from the tables of package unicode, as DerivedCoreProperties.txt does.
func binaryTable(name string) (*unicode.RangeTable, bool) {
	p := unicode.Properties
	lower := rangetable.Merge(unicode.Ll, p["Other_Lowercase"])
	upper := rangetable.Merge(unicode.Lu, p["Other_Uppercase"])
	start := rangetable.Merge(unicode.L, unicode.Nl, p["Other_ID_Start"])
	switch name {
	case "Any":
		return &unicode.RangeTable{R32: []unicode.Range32{{Lo: 0, Hi: unicode.MaxRune, Stride: 1}}}, true
	case "ASCII":
		return &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0, Hi: 0x7F, Stride: 1}}, LatinOffset: 1}, true
	case "Lowercase", "Lower":
		return lower, true
	case "Uppercase", "Upper":
		return upper, true
	case "Alphabetic", "Alpha":
		return rangetable.Merge(lower, upper, unicode.L, unicode.Nl, p["Other_Alphabetic"]), true
	case "Cased":
		return rangetable.Merge(lower, upper, unicode.Lt), true
	case "Math":
		return rangetable.Merge(unicode.Sm, p["Other_Math"]), true
	case "ID_Start", "IDS":
		return start, true
	case "ID_Continue", "IDC":
		return rangetable.Merge(start, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, p["Other_ID_Continue"]), true
	case "space":
		name = "White_Space"
	}
	table, ok := p[name]
	if strings.HasPrefix(name, "Other_") {
		return nil, false // JavaScript does not offer them
	}
	return table, ok
}
