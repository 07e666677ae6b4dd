package globals_test

import (
	"testing"

	"github.com/dop251/goja"

	"patchbay/app/script/globals"
)

func TestSmoke(t *testing.T) {
	vm := goja.New()
	m, err := globals.Install(vm, globals.Options{Hint: func(c, s string) { t.Log(c, s) }})
	if err != nil {
		t.Fatal(err)
	}
	z, _ := m.Require("zod")
	vm.Set("z", z)
	for _, src := range []string{
		`new URL("../a?b=1#c","https://x.com/d/e").href`, `Buffer.from("héé").toString("base64")`, `typeof fetch`, `try { fetch() } catch (e) { String(e) }`,
		`"fetch" in globalThis`, `globalThis.process`, `try { new Function("return 1") } catch (e) { String(e) }`, `try { "x".repeat(1e9) } catch (e) { String(e) }`,
		`JSON.stringify(JSON.parse('{"a":[1,2,{"__proto__":1}],"2":1,"1":2}'))`, `/\p{L}/u.source`, `new RegExp("^\\p{L}+$","u").test("é")`, `[1,2].map(x=>x).constructor === Array`,
		`new Array(3).fill(0).join("-")`, `new Uint8Array([1,2,3]).map(x=>x*2).constructor===Uint8Array`, `try { new Uint8Array(1e12) } catch (e) { String(e) }`,
		`JSON.stringify(z.object({a: z.string()}).safeParse({a:1}))`, `Object.groupBy([1,2,3], x=>x%2?"a":"b").a.length`, `Object.getOwnPropertyNames(globalThis).join()`,
		`JSON.stringify(z.toJSONSchema(z.object({a: z.string().regex(/[a/b]\/x/), d: z.iso.datetime()})))`, `foo = 1; foo`, `new RegExp("a/b[/]").source`, `"a/b".split(/\//).length`,
		`(()=>{}).constructor.name`, `try { (async()=>{}).constructor("1") } catch (e) { String(e) }`, `[..."ab"].values().map(x=>x+x).toArray().join()`,
	} {
		v, err := vm.RunString(src)
		t.Log(src, "=>", v, err)
	}
}
