package script_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/google/go-cmp/cmp"

	"patchbay/app/script"
)

// bundled lowers TypeScript as a function's bundle is.
func bundled(tb testing.TB, source string) *script.Program {
	tb.Helper()
	out := api.Transform(source, api.TransformOptions{
		Loader: api.LoaderTS, Format: api.FormatCommonJS, Target: api.ESNext,
		Sourcemap: api.SourceMapInline, Sourcefile: "../../github/actions/fail.ts",
		Supported: map[string]bool{"async-generator": false, "for-await": false},
	})
	if len(out.Errors) > 0 {
		tb.Fatal(out.Errors)
	}
	return script.NewProgram("fail-github.cjs", string(out.Code))
}

func TestStacksShowTypeScriptLines(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Warm: 1})
	tests := map[string]struct {
		source string
		title  string
		want   []string // the frames' beginnings, in order
	}{
		"a thrown error": {`
interface Input {
    name: string;
}

function check(input: Input): void {
    throw new TypeError('no ' + input.name);
}

export default async function exec(): Promise<void> {
    check({ name: 'x' });
}
`, "TypeError: no x", []string{"    at check (github/actions/fail.ts:7:", "    at exec (github/actions/fail.ts:11:"}},
		"an error of the engine": {`
type T = { a: { b: string } };
export default async function exec(given: { input: T }) {
    const value: T | undefined = given.input;
    return value.a.b;
}
`, "", []string{"    at exec (github/actions/fail.ts:5:"}},
		"inside a callback": {`
export default async function exec() {
    return [1].map((n: number) => {
        throw new Error('in map');
    });
}
`, "Error: in map", []string{"    at github/actions/fail.ts:4:", "    at map (<anonymous>)", "    at exec (github/actions/fail.ts:3:"}},
		"at the top level": {`
const limit: number = 1;
throw new Error('top ' + limit);
`, "Error: top 1", []string{"    at github/actions/fail.ts:3:"}},
		"a refused call": {`
export default async function exec(given: any) {
    const pending = given.host.call('refuse', '1');
    await pending;
}
`, "Error: refused", []string{"    at exec (github/actions/fail.ts:3:"}},
		"endless recursion": {`
function again(n: number): number {
    return again(n + 1) + 1;
}
export default async () => again(0);
`, "RangeError: Maximum call stack size exceeded", []string{"    at again (github/actions/fail.ts:3:"}},
		"a stack made up": {`
export default async function exec() {
    const e = new Error('x');
    e.stack = 'Error: x\n    at /home/me/secret.ts:1:1\n    at evil (C:\\me\\x.ts:2:2)';
    throw e;
}
`, "", nil},
	}
	h := fakeHost{call: func(context.Context, string, []byte, []byte) (script.Reply, error) {
		return script.Reply{}, &script.Rejection{Message: "refused"}
	}}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := p.Run(context.Background(), job(bundled(t, test.source), script.Limits{}), h)
			f, ok := errors.AsType[*script.Failure](err)
			if !ok {
				t.Fatalf("the run ended with %v, want a failure", err)
			}
			lines := strings.Split(f.Stack, "\n")
			if test.title != "" && lines[0] != test.title {
				t.Errorf("title %q, want %q", lines[0], test.title)
			}
			for i, want := range test.want {
				if i+1 >= len(lines) || !strings.HasPrefix(lines[i+1], want) {
					t.Fatalf("frame %d is not %q:\n%s", i, want, f.Stack)
				}
			}
			if len(test.want) == 0 && f.Stack != "" {
				t.Errorf("frames that are not the program's are shown:\n%s", f.Stack)
			}
			if len(test.want) > 0 && !strings.Contains(f.Raw, "(fail-github.cjs:") && !strings.Contains(f.Raw, "at fail-github.cjs:") {
				t.Errorf("no raw position:\n%s", f.Raw)
			}
			if strings.Contains(f.Stack+f.Raw, "prelude") {
				t.Errorf("the prelude's frames are shown:\n%s\n%s", f.Stack, f.Raw)
			}
		})
	}
}

func TestColumnsOfTheFirstLineAreRight(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Warm: 1})
	f := mustFail(t, p, job(script.NewProgram("f.cjs", `exports.default = async function f() { throw new Error('x') }`), script.Limits{}), script.Thrown)
	if diff := cmp.Diff("Error: x\n    at f (f.cjs:1:46)", f.Raw); diff != "" {
		t.Fatal(diff)
	}
}
