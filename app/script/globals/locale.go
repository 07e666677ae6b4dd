package globals

import (
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // a runner reads no files

	"github.com/dop251/goja"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// locale gives built-ins their methods that speak a language, and Intl.
func (w *world) locale() {
	w.start(localeProgram(), w.fn("intl", 0, func(goja.FunctionCall) goja.Value { return w.intl() }), w.defineAll)
	w.lazy("Intl", func() goja.Value { return w.intl().Get("Intl") })
}

// intl is {Intl, number, all, date, time, compare}.
func (w *world) intl() *goja.Object {
	return w.once("intl", func() goja.Value {
		host := w.host(map[string]func(goja.FunctionCall) goja.Value{
			"zone": func(goja.FunctionCall) goja.Value { return w.vm.ToValue(localZone()) }, "offset": w.zoneOffset,
			"canonical": w.canonicalLocale, "compare": w.collate,
		})
		parts := w.vm.NewObject()
		for name, program := range map[string]*goja.Program{"NumberFormat": intlNumberProgram(), "DateTimeFormat": intlDateProgram()} {
			value, err := run(w.vm, program)
			w.must(err)
			w.must(parts.Set(name, value))
		}
		return w.start(intlProgram(), host, parts)
	}).(*goja.Object)
}

// localZone is UTC, unless somebody runs the engine elsewhere than in a runner.
func localZone() string {
	if name := time.Local.String(); name != "Local" {
		return name
	}
	return "UTC"
}

// zoneOf finds a time zone by its IANA name, or by an offset such as +05:30.
func zoneOf(name string) (*time.Location, bool) {
	switch strings.ToUpper(name) {
	case "UTC", "GMT", "ETC/UTC", "ETC/GMT":
		return time.UTC, true
	case "", "LOCAL":
		return nil, false
	}
	if name[0] == '+' || name[0] == '-' {
		digits := strings.Replace(name[1:], ":", "", 1)
		n, err := strconv.Atoi(digits)
		if err != nil || len(digits) != 4 || n/100 > 23 || n%100 > 59 {
			return nil, false
		}
		seconds := (n/100)*3600 + (n%100)*60
		if name[0] == '-' {
			seconds = -seconds
		}
		return time.FixedZone("", seconds), true
	}
	zone, err := time.LoadLocation(name)
	return zone, err == nil
}

// abbreviations are the zones that English in the United States knows by letters; others show their offset.
var abbreviations = map[string]bool{
	"EST": true, "EDT": true, "CST": true, "CDT": true, "MST": true, "MDT": true, "PST": true, "PDT": true,
	"AKST": true, "AKDT": true, "HST": true, "UTC": true,
}

// zoneOffset is (zone, milliseconds) → [seconds east of UTC, abbreviation or ""], undefined for an unknown zone.
func (w *world) zoneOffset(call goja.FunctionCall) goja.Value {
	name := call.Argument(0).String()
	zone, ok := zoneOf(name)
	if !ok {
		return goja.Undefined()
	}
	short, offset := time.UnixMilli(call.Argument(1).ToInteger()).In(zone).Zone()
	if !abbreviations[short] || strings.HasPrefix(name, "Asia/") || strings.HasPrefix(name, "Australia/") {
		short = ""
	}
	return w.vm.NewArray(offset, short)
}

// canonicalLocale is (tag) → the tag as BCP 47 writes it, undefined when it is none.
func (w *world) canonicalLocale(call goja.FunctionCall) goja.Value {
	tag, err := language.Raw.Parse(call.Argument(0).String())
	if err != nil && tag == language.Und {
		return goja.Undefined()
	}
	return w.vm.ToValue(tag.String())
}

// collate is (a, b, locale, numeric, sensitivity) → -1, 0 or 1.
func (w *world) collate(call goja.FunctionCall) goja.Value {
	locale, numeric, sensitivity := call.Argument(2).String(), call.Argument(3).ToBoolean(), call.Argument(4).String()
	key := locale + "\x00" + strconv.FormatBool(numeric) + sensitivity
	collator, ok := w.collators[key]
	if !ok {
		var options []collate.Option
		if numeric {
			options = append(options, collate.Numeric)
		}
		switch sensitivity {
		case "base":
			options = append(options, collate.IgnoreCase, collate.IgnoreDiacritics)
		case "accent":
			options = append(options, collate.IgnoreCase)
		case "case":
			options = append(options, collate.IgnoreDiacritics)
		}
		collator = collate.New(language.Make(locale), options...)
		w.collators[key] = collator
	}
	return w.vm.ToValue(collator.CompareString(call.Argument(0).String(), call.Argument(1).String()))
}
