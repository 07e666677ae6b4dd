package globals_test

import (
	"testing"

	"github.com/dop251/goja"

	"patchbay/app/script/globals"
)

// FuzzURL parses, and what it wrote parses to the same; so do parts that are set to what they are.
func FuzzURL(f *testing.F) {
	for _, seed := range []string{
		"https://user:pa%40ss@example.com:8080/a/../b//c?x=1&y=+%2B#frag", "http://[::1]:80/", "mailto:a@b.c", "file:///C:/x", "//x", "data:,x", "https://é.fr/ü?ö#ä",
		"http://0x7f.1/", "https://a.b/\t c", "blob:https://a.b/1", "HTTP://A.B:443?", "non-special://h:1/p?q#f",
	} {
		f.Add(seed)
	}
	vm := goja.New()
	if _, err := globals.Install(vm, globals.Options{}); err != nil {
		f.Fatal(err)
	}
	check, err := vm.RunString(`(text) => {
		if (!URL.canParse(text)) { try { new URL(text) } catch (e) { return e.code === "ERR_INVALID_URL" ? "" : "code " + e.code } return "parses although it cannot" }
		const first = new URL(text), second = new URL(first.href);
		if (first.href !== second.href) return first.href + " becomes " + second.href;
		for (const part of ["origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"]) {
			if (first[part] !== second[part]) return part + ": " + first[part] + " becomes " + second[part];
		}
		const pairs = [...first.searchParams];
		const again = [...new URLSearchParams(String(first.searchParams))];
		if (JSON.stringify(pairs) !== JSON.stringify(again)) return "query " + JSON.stringify(pairs) + " becomes " + JSON.stringify(again);
		second.hash = second.hash; second.search = second.search;
		return first.search === "" || first.hash === "" || first.href === second.href ? "" : "setting changes " + first.href + " to " + second.href;
	}`)
	if err != nil {
		f.Fatal(err)
	}
	call, _ := goja.AssertFunction(check)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := call(goja.Undefined(), vm.ToValue(text))
		if err != nil || got.String() != "" {
			t.Fatalf("%q: %v %v", text, got, err)
		}
	})
}
