package globals_test

import (
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
