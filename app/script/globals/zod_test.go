package globals_test

import (
	"testing"
)

// TestZodAnswersAsInNode compares with what Node gave to testdata/zod.txt: exports, parsing, words of errors, JSON Schemas.
func TestZodAnswersAsInNode(t *testing.T) {
	t.Parallel()
	answers := readJSON[[]answer](t, "testdata/zod.json")
	known := map[string]difference{}
	for _, d := range readJSON[[]difference](t, "testdata/differences_zod.json") {
		known[d.Code] = d
	}
	for _, a := range answers {
		want := a.Node
		if d, ok := known[a.Code]; ok {
			if want = d.Here; want == a.Node {
				t.Errorf("%s is listed as a difference and is none", a.Code)
			}
		}
		s := newSandbox(t)
		zod, _ := s.modules.Require("zod")
		s.set("z", zod)
		if got := s.eval(a.Code); got != want {
			t.Errorf("%s\n  here %s\n  want %s", a.Code, oneLine(got), oneLine(want))
		}
		if len(s.hints) > 0 {
			t.Errorf("%s: zod touched absent globals: %q", a.Code, s.hints)
		}
	}
}
