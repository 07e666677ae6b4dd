package globals_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"patchbay/app/script/globals"
)

// BenchmarkBareRuntime is the baseline: a runtime without anything of ours.
func BenchmarkBareRuntime(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		vm := goja.New()
		if _, err := vm.RunString("1"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkInstall is what every run pays for its world.
func BenchmarkInstall(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := globals.Install(goja.New(), globals.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkInstallWithZod adds zod, which every function needs.
func BenchmarkInstallWithZod(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		m, err := globals.Install(goja.New(), globals.Options{})
		if err != nil {
			b.Fatal(err)
		}
		m.Require("zod")
	}
}

// records is a provider's page of 2,000 records, about 0.5 MB.
func records() []byte {
	var b strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&b, `,{"id":"%d","name":"Record %d","active":true,"score":%d.5,"tags":["a","b"],"owner":{"email":"user%d@example.com","note":"Grüße\n"},"updated_at":"2024-01-05T10:00:00Z"}`, i, i, i, i)
	}
	return []byte(`{"data":[` + b.String()[1:] + `]}`)
}

func BenchmarkParseJSON(b *testing.B) {
	text := records()
	vm := goja.New()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := globals.ParseJSON(vm, text); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEngineParsesJSON is the baseline: what goja does by itself.
func BenchmarkEngineParsesJSON(b *testing.B) {
	text := records()
	vm := goja.New()
	parse, _ := goja.AssertFunction(vm.Get("JSON").ToObject(vm).Get("parse"))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := parse(goja.Undefined(), vm.ToValue(string(text))); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGoParsesJSON is the other baseline: encoding/json into maps.
func BenchmarkGoParsesJSON(b *testing.B) {
	text := records()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		var value any
		if err := json.Unmarshal(text, &value); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStringify writes the page as a script does.
func BenchmarkStringify(b *testing.B) {
	text := records()
	vm := goja.New()
	engine := vm.Get("JSON").ToObject(vm).Get("stringify")
	if _, err := globals.Install(vm, globals.Options{}); err != nil {
		b.Fatal(err)
	}
	value, err := globals.ParseJSON(vm, text)
	if err != nil {
		b.Fatal(err)
	}
	for name, function := range map[string]goja.Value{"engine": engine, "ours": vm.Get("JSON").ToObject(vm).Get("stringify")} {
		b.Run(name, func(b *testing.B) {
			stringify, _ := goja.AssertFunction(function)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := stringify(goja.Undefined(), value); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
