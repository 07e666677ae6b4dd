package globals_test

import (
	"testing"
)

// difference is a snippet that answers otherwise than in Node, on purpose or because the engine cannot.
type difference struct{ Code, Here, Reason string }

// TestAnswersAsNode compares with what Node gave to testdata/battery.txt (testdata/record.mjs records it). What differs is
// listed with its reason, and must differ exactly as listed.
func TestAnswersAsNode(t *testing.T) {
	t.Parallel()
	answers := readJSON[[]answer](t, "testdata/battery.json")
	if len(answers) < 300 {
		t.Fatalf("only %d snippets", len(answers))
	}
	known := map[string]difference{}
	for _, d := range readJSON[[]difference](t, "testdata/differences.json") {
		known[d.Code] = d
	}
	keys := readJSON[map[string]string](t, "testdata/keys.json")
	for _, a := range answers {
		want := a.Node
		if d, ok := known[a.Code]; ok {
			if want = d.Here; want == a.Node {
				t.Errorf("%s is listed as a difference and is none", a.Code)
			}
			delete(known, a.Code)
		}
		s := newSandbox(t)
		object := s.vm.NewObject()
		for name, key := range keys {
			_ = object.Set(name, key)
		}
		s.set("KEYS", object)
		if got := s.eval(a.Code); got != want {
			t.Errorf("%s\n  here %s\n  want %s", a.Code, oneLine(got), oneLine(want))
		}
	}
	for code := range known {
		t.Errorf("a difference is listed for %s, which is not in the battery", code)
	}
}
