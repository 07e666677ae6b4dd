package globals_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"

	"patchbay/app/script/globals"
)

func TestMain(m *testing.M) {
	time.Local = time.UTC // as a runner does
	os.Exit(m.Run())
}

// sandbox is a furnished runtime with a loop that skips the waiting.
type sandbox struct {
	t       *testing.T
	vm      *goja.Runtime
	modules *globals.Modules
	timers  []*timer
	hints   []string
	console []string
}

type timer struct {
	after time.Duration
	fn    func()
}

// Set implements globals.Timers.
func (s *sandbox) Set(after time.Duration, fn func()) func() {
	entry := &timer{after, fn}
	s.timers = append(s.timers, entry)
	return func() { entry.fn = func() {} }
}

func newSandbox(t *testing.T) *sandbox {
	t.Helper()
	s := &sandbox{t: t, vm: goja.New()}
	s.vm.SetMaxCallStackSize(2000)
	modules, err := globals.Install(s.vm, globals.Options{
		Timers:  s,
		Console: func(level, args string) { s.console = append(s.console, level+" "+args) },
		Hint:    func(code, message string) { s.hints = append(s.hints, code+": "+message) },
	})
	if err != nil {
		t.Fatal(err)
	}
	s.modules = modules
	s.set("require", func(call goja.FunctionCall) goja.Value {
		module, ok := modules.Require(call.Argument(0).String())
		if !ok {
			panic(s.vm.NewTypeError("Cannot find module '%s'", call.Argument(0)))
		}
		return module
	})
	return s
}

func (s *sandbox) set(name string, value any) {
	s.t.Helper()
	if err := s.vm.Set(name, value); err != nil {
		s.t.Fatal(err)
	}
}

// lower prepares code as the bundler does, where that matters.
func lower(t *testing.T, code string) string {
	t.Helper()
	if !strings.Contains(code, "for await") && !strings.Contains(code, "/u") && !strings.Contains(code, `\p`) {
		return "(\n" + code + "\n)"
	}
	off := []string{
		"async-generator", "for-await", "dynamic-import", "import-meta", "using", "decorators", "top-level-await",
		"regexp-sticky-and-unicode-flags", "regexp-unicode-property-escapes", "regexp-set-notation",
	}
	supported := map[string]bool{}
	for _, name := range off {
		supported[name] = false
	}
	result := api.Transform("(\n"+code+"\n)", api.TransformOptions{Target: api.ESNext, Supported: supported})
	if len(result.Errors) > 0 {
		t.Fatalf("lower %s: %s", code, result.Errors[0].Text)
	}
	return string(result.Code)
}

// eval runs an expression, waits for its promise, and shows its value or error as testdata/show.js does.
func (s *sandbox) eval(code string) string {
	s.t.Helper()
	text, err := os.ReadFile("testdata/show.js")
	if err != nil {
		s.t.Fatal(err)
	}
	shower, err := s.vm.RunString(string(text))
	if err != nil {
		s.t.Fatal(err)
	}
	show, _ := goja.AssertFunction(shower)
	shown := func(prefix string, value goja.Value) string {
		answer, err := show(goja.Undefined(), value)
		if err != nil {
			return fmt.Sprintf("cannot show: %v", err)
		}
		return prefix + answer.String()
	}
	value, err := s.vm.RunString(lower(s.t, code))
	if thrown := (*goja.Exception)(nil); errors.As(err, &thrown) {
		return shown("throws ", thrown.Value())
	} else if err != nil {
		return "engine: " + err.Error()
	}
	promise, ok := value.Export().(*goja.Promise)
	if !ok {
		return shown("", value)
	}
	for promise.State() == goja.PromiseStatePending && len(s.timers) > 0 {
		s.elapse()
	}
	switch promise.State() {
	case goja.PromiseStateFulfilled:
		return shown("", promise.Result())
	case goja.PromiseStateRejected:
		return shown("throws ", promise.Result())
	}
	return "never settles"
}

// elapse lets the next timer fire.
func (s *sandbox) elapse() {
	slices.SortStableFunc(s.timers, func(a, b *timer) int { return int(a.after - b.after) })
	next := s.timers[0]
	s.timers = s.timers[1:]
	next.fn()
}

// answer is what Node said to a snippet.
type answer struct{ Code, Node string }

func readJSON[T any](t *testing.T, file string) T {
	t.Helper()
	var value T
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return value
}

// oneLine shortens an answer for a failure's message.
func oneLine(s string) string {
	return strings.ReplaceAll(s, "\n", "\\n")
}
